"""agreement_kit: cross-border AI training-data agreements, from a file of deal facts to bilingual PDF and DOCX.

>>> from agreement_kit import Library, assemble, load_deal
>>> library = Library.load()
>>> deal = load_deal(path, library.codes)
>>> agreement = assemble(deal, library)
"""

from agreement_kit.assemble import Assembly, assemble, run
from agreement_kit.boards import ACROSS, Asked, clause_boards
from agreement_kit.check import CheckReport, check_library
from agreement_kit.compare import Board, Cell
from agreement_kit.deal import Deal
from agreement_kit.dealfile import deal_folder, load_deal, parse_deal
from agreement_kit.doctor import Finding, examine
from agreement_kit.document import Agreement
from agreement_kit.errors import AgreementKitError, DealError, LibraryError, Problem
from agreement_kit.explain import ClauseNote, RuleNote, clause_notes, coming_notes, rule_note
from agreement_kit.facts.catalog import FACTS, UNIT_FACTS
from agreement_kit.library import Library
from agreement_kit.newdeal import Answers, copy_of, skeleton, write_new
from agreement_kit.output import Wanted, board_page, check_formats, columns_for, documents, summary, write_files
from agreement_kit.place import WayOut, ways_out
from agreement_kit.rules import Findings, find
from agreement_kit.schema import deal_schema
from agreement_kit.signing import sign_off
from agreement_kit.version import __version__

__all__ = [
    "ACROSS",
    "FACTS",
    "UNIT_FACTS",
    "Agreement",
    "AgreementKitError",
    "Answers",
    "Asked",
    "Assembly",
    "Board",
    "Cell",
    "CheckReport",
    "ClauseNote",
    "Deal",
    "DealError",
    "Finding",
    "Findings",
    "Library",
    "LibraryError",
    "Problem",
    "RuleNote",
    "Wanted",
    "WayOut",
    "__version__",
    "assemble",
    "board_page",
    "check_formats",
    "check_library",
    "clause_boards",
    "clause_notes",
    "columns_for",
    "coming_notes",
    "copy_of",
    "deal_folder",
    "deal_schema",
    "documents",
    "examine",
    "find",
    "load_deal",
    "parse_deal",
    "rule_note",
    "run",
    "sign_off",
    "skeleton",
    "summary",
    "ways_out",
    "write_files",
    "write_new",
]
