"""Exceptions that a law provides for: the schedule names each, in every language, with how far it is established."""

from agreement_kit import run
from agreement_kit.document import Table, plain
from agreement_kit.library import Library
from tests.cases import load

LIBRARY = Library.load()
CASES = {case.name: case for case in load(LIBRARY.codes, {state: law.languages for state, law in LIBRARY.jurisdictions.items()})}


def test_the_schedule_says_which_exception() -> None:
    """Not only that there is one: what the law asks of it stands beside the dataset, in each language of the agreement."""
    case = next(case for case in CASES.values() if any(entry.exception == "technology_unavailable" for entry in case.deal.approvals))
    agreement = run(case.deal, LIBRARY, ["ja", "id"]).agreement
    schedule = next(part for part in agreement.provisions if part.id.startswith("residency_and_compute"))
    cells = [cell for block in schedule.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    said = {tag: [plain(cell[tag]) for cell in cells] for tag in ("en", "ja", "id")}
    assert "exception (established): The committee has decided that the storage technology is not available in Indonesia." in said["en"]
    assert any(words.startswith("例外（確認済み）：委員会が") for words in said["ja"])
    assert any(words.startswith("pengecualian (telah dipastikan): Komite") for words in said["id"])
