"""Clause boards: wordings side by side, figures as fields, the rules behind; in a terminal and as a page."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner, Result

from agreement_kit import load_deal
from agreement_kit.boards import Asked, clause_boards, moved
from agreement_kit.cli import app
from agreement_kit.compare import after
from agreement_kit.errors import LibraryError
from agreement_kit.library import Library

LIBRARY = Library.load()
ROOT = Path(__file__).parent.parent
DEAL = load_deal(ROOT / "examples" / "speech_corpus.yaml", LIBRARY.codes)
ON = date(2027, 2, 1)


def run(tmp_path: Path, *words: str) -> Result:
    """The command, in a wide terminal without colour."""
    return CliRunner().invoke(app, ["compare", *words], env={"XDG_CACHE_HOME": str(tmp_path), "COLUMNS": "160", "NO_COLOR": "1"})


def test_positions() -> None:
    """One board a variant, one column a position; the balanced one is the base; figures differ as fields."""
    ordinary, of_state = clause_boards("liability", Asked("positions", on=ON), LIBRARY)
    assert [column.name for column in ordinary.columns] == ["balanced", "pro_provider", "pro_recipient"]
    assert (ordinary.base, ordinary.title, of_state.title) == (0, "liability: ordinary", "liability: organ_of_state")
    breach = clause_boards("security_and_breach", Asked("positions", on=ON), LIBRARY)[0]
    hours = {figure.name: figure.values for figure in breach.figures}["Notice of a Security Incident"]
    assert hours == ("24 hours", "12 hours", "48 hours")
    assert "at most the law's breach authority less 24" in {figure.bound for figure in breach.figures}


def test_another_base() -> None:
    """Any position may be the base."""
    found = clause_boards("liability", Asked("positions", base="pro_recipient", on=ON), LIBRARY)[0]
    own = [cell for row in found.rows if (cell := row.cells[2])]
    assert found.columns[found.base].name == "pro_recipient"
    assert all(part.change == "same" for cell in own for part in cell.parts)


def test_variants_and_the_rules_behind_them() -> None:
    """Each variant says what it is for, and which rules of which states bring it in, with citation and confidence."""
    (found,) = clause_boards("data_residency", Asked("variants", on=ON), LIBRARY)
    onshore = found.columns[[column.name for column in found.columns].index("onshore")]
    assert onshore.note.startswith("The data stay")
    public = next(rule for rule in onshore.rules if rule.name == "ID/residency_public")
    assert "art. 20" in public.citation
    assert public.confidence == "high"


def test_rules_are_those_of_the_day() -> None:
    """A rule that is not yet law on the day asked about is not shown."""
    early = clause_boards("data_residency", Asked("variants", on=date(2019, 1, 1)), LIBRARY)[0]
    assert "ID/residency_public" not in {rule.name for column in early.columns for rule in column.rules}


def test_languages() -> None:
    """Languages stand paragraph by paragraph beside the English, and no word is called a change."""
    found = clause_boards("liability", Asked("languages", on=ON), LIBRARY)[0]
    assert [column.language for column in found.columns] == list(LIBRARY.languages)
    assert not found.compared
    assert all(None not in row.cells for row in found.rows)


def test_jurisdictions() -> None:
    """The same facts under each law: what is drafted where, and why it is not where it may not be."""
    (found,) = clause_boards("security_and_breach", Asked("jurisdictions", on=ON, deal=DEAL), LIBRARY)
    assert [column.name for column in found.columns] == list(LIBRARY.jurisdictions)
    assert found.columns[found.base].name == "ID"
    words = {column.name: " ".join(text for _, text in column.paragraphs) for column in found.columns}
    assert "24 hours" in words["ID"]
    law = next(figure for figure in found.figures if figure.name == "the law: a breach is reported to the authority")
    assert dict(zip([c.name for c in found.columns], law.values, strict=True))["ID"] == "72 hours"
    assert "ID/breach_authority" in {rule.name for rule in found.columns[found.base].rules}


def test_a_deal_that_has_moved() -> None:
    """The home state is another everywhere: party, site, origin and where the data lie; the other side stays where it was."""
    deal = moved(DEAL, "ID", "SG")
    assert {party.jurisdiction for party in deal.parties.values()} == {"SG", "JP"}
    assert [*deal.datasets["conversations"].origins] == ["SG"]
    assert {site.jurisdiction for site in deal.sites.values()} == {"SG", "JP"}
    assert deal.transfers[0].leaves == "SG"


@pytest.mark.parametrize(
    ("name", "asked", "says"),
    [
        ("liabilty", Asked("positions"), "there is no clause 'liabilty'"),
        ("liability", Asked("positions", base="pro_bono"), "'pro_bono' is not one of what is compared"),
        ("liability", Asked("positions", language="fr"), "the library has no language 'fr'"),
        ("liability", Asked("moods"), "'moods' is nothing to compare across"),
        ("liability", Asked("jurisdictions"), "needs the deal"),
        ("onward_transfer", Asked("positions"), "is written once only"),
    ],
)
def test_wrong_questions(name: str, asked: Asked, says: str) -> None:
    """What cannot be compared is said in one sentence, with what could."""
    with pytest.raises(LibraryError, match=re.escape(says)) as caught:
        clause_boards(name, asked, LIBRARY)
    assert len(caught.value.problems) == 1


def test_in_a_terminal(tmp_path: Path) -> None:
    """Without colour, changes stand in marks that word differences are known by."""
    found = run(tmp_path, "liability", "--across", "positions")
    assert found.exit_code == 0
    assert "balanced (base)" in found.stdout
    assert "{+The liability of the Provider is limited to" in found.stdout
    assert "Figures" in found.stdout


def test_as_a_page(tmp_path: Path) -> None:
    """The page is whole, without script, loads nothing, names its languages, and marks changes by more than colour."""
    target = tmp_path / "board.html"
    assert run(tmp_path, "liability", "data_residency", "--across", "variants", "-o", str(target)).exit_code == 0
    page = BeautifulSoup(target.read_text(encoding="utf-8"), "html.parser")
    assert [page.html["lang"], len(page.find_all("h1"))] == ["en", 1]  # type: ignore[index]  # a page has a root
    assert [tag.name for tag in page.find_all(["script", "img", "link", "iframe"])] == []
    assert all(cell.get("scope") for cell in page.find_all("th"))
    assert page.find("ins")
    assert page.find("del")
    assert all(
        cell.get("lang") for cell in page.select("tbody td") if cell.get("class") != ["none"] and not cell.find_parent(class_="figures")
    )
    identities = [tag["id"] for tag in page.find_all(id=True)]
    assert len(identities) == len(set(identities))
    assert {link["href"][1:] for link in page.find_all("a")} <= set(identities)


def test_for_machines(tmp_path: Path) -> None:
    """The same board as JSON."""
    (board, _) = json.loads(run(tmp_path, "liability", "--json").stdout)
    assert (board["clause"], board["across"], board["compared"]) == ("liability", "positions", True)


def test_hostile_words_are_words(tmp_path: Path) -> None:
    """Nothing in a wording becomes markup of the page."""
    from agreement_kit.backends import page
    from agreement_kit.compare import Column, board

    column = Column("<b>x</b>", "", "en", (("1", "<script>alert(1)</script>"),))
    boards = [board("x", "<i>", "positions", 0, (column,), ())]
    html = page.write(_template("html/board.html.jinja"), _template("css/board.css"), boards=boards)
    assert "<script>" not in html
    assert "<b>x</b>" not in html


def _template(name: str) -> str:
    return (ROOT / "templates" / name).read_text(encoding="utf-8")


def test_every_column_is_its_wording() -> None:
    """Accepting all changes of a column gives the wording that the library holds."""
    for found in clause_boards("liability", Asked("positions", on=ON), LIBRARY):
        for place, column in enumerate(found.columns):
            assert [after(cell.parts) for row in found.rows if (cell := row.cells[place])] == [words for _, words in column.paragraphs]
