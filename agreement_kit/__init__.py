"""agreement_kit: cross-border AI training-data agreements, from a file of deal facts to bilingual PDF and DOCX.

>>> from agreement_kit import Library, assemble, load_deal
>>> library = Library.load()
>>> deal = load_deal(path, library.codes)
>>> agreement = assemble(deal, library)
"""

from agreement_kit.assemble import Assembly, assemble, run
from agreement_kit.boards import ACROSS, Asked, clause_boards
from agreement_kit.check import CheckReport, check_library
from agreement_kit.checklist import PARTS, Task, checklist
from agreement_kit.compare import Board, Cell
from agreement_kit.coverage import Covered, FrameworkCoverage, coverage
from agreement_kit.deal import Deal
from agreement_kit.dealfile import deal_folder, load_deal, parse_deal
from agreement_kit.doctor import Finding, examine
from agreement_kit.document import Agreement
from agreement_kit.errors import AgreementKitError, DealError, LibraryError, Problem, nearest
from agreement_kit.explain import ClauseNote, RuleNote, clause_notes, coming_notes, rule_note
from agreement_kit.facts.catalog import FACTS, UNIT_FACTS
from agreement_kit.library import Library
from agreement_kit.newdeal import Answers, copy_of, refuse_taken, skeleton, write_new
from agreement_kit.outcome import ClauseChange, Difference, Outcome, difference, outcome
from agreement_kit.output import Wanted, check_formats, columns_for, documents, summary, write_files
from agreement_kit.papers import (
    board_page,
    checklist_file,
    coverage_file,
    questionnaire,
    read_answers,
    returned_questionnaire,
    survey_file,
)
from agreement_kit.place import Placement, Remedies, Remedy, WayOut, known_states, placements, remedies, ways_out
from agreement_kit.rules import Findings, field_of, find
from agreement_kit.schema import deal_schema
from agreement_kit.signing import sign_off
from agreement_kit.survey import Survey, narrowed, survey
from agreement_kit.survey import lines as survey_lines
from agreement_kit.turning import Coming, Turn, coming, concerns, effective_on, turns, turns_of, what_if
from agreement_kit.version import __version__

__all__ = [
    "ACROSS",
    "FACTS",
    "PARTS",
    "UNIT_FACTS",
    "Agreement",
    "AgreementKitError",
    "Answers",
    "Asked",
    "Assembly",
    "Board",
    "Cell",
    "CheckReport",
    "ClauseChange",
    "ClauseNote",
    "Coming",
    "Covered",
    "Deal",
    "DealError",
    "Difference",
    "Finding",
    "Findings",
    "FrameworkCoverage",
    "Library",
    "LibraryError",
    "Outcome",
    "Placement",
    "Problem",
    "Remedies",
    "Remedy",
    "RuleNote",
    "Survey",
    "Task",
    "Turn",
    "Wanted",
    "WayOut",
    "__version__",
    "assemble",
    "board_page",
    "check_formats",
    "check_library",
    "checklist",
    "checklist_file",
    "clause_boards",
    "clause_notes",
    "columns_for",
    "coming",
    "coming_notes",
    "concerns",
    "copy_of",
    "coverage",
    "coverage_file",
    "deal_folder",
    "deal_schema",
    "difference",
    "documents",
    "effective_on",
    "examine",
    "field_of",
    "find",
    "known_states",
    "load_deal",
    "narrowed",
    "nearest",
    "outcome",
    "parse_deal",
    "placements",
    "questionnaire",
    "read_answers",
    "refuse_taken",
    "remedies",
    "returned_questionnaire",
    "rule_note",
    "run",
    "sign_off",
    "skeleton",
    "summary",
    "survey",
    "survey_file",
    "survey_lines",
    "turns",
    "turns_of",
    "ways_out",
    "what_if",
    "write_files",
    "write_new",
]
