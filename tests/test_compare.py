"""Differences of wording: what was kept, taken out and put in always makes the two texts again, and paragraphs keep their order."""

from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.compare import Column, after, before, board, difference, same_words
from agreement_kit.compare.align import likeness, pairs, weights
from agreement_kit.compare.words import tokens

TEXTS = st.text(alphabet=st.sampled_from("the party shall pay 10 days, 当事者は支払う。データ\n"), max_size=60)
PARAGRAPHS = st.lists(TEXTS, max_size=5)


def column(name: str, *paragraphs: str) -> Column:
    """A column of numbered paragraphs."""
    return Column(name, "", "en", tuple((str(n), words) for n, words in enumerate(paragraphs, 1)))


@given(TEXTS, TEXTS)
def test_both_texts_come_back(one: str, other: str) -> None:
    """Rejecting every change gives the first text, accepting every change the second."""
    parts = difference(one, other)
    assert (before(parts), after(parts)) == (one, other)
    assert same_words(parts) == (one == other)


@given(TEXTS)
def test_tokens_are_the_text(text: str) -> None:
    """Nothing is lost in cutting a text into words."""
    assert "".join(tokens(text)) == text


def shown(one: str, other: str) -> str:
    """A difference as words with marks."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[part.change].format(part.text) for part in difference(one, other))


def test_words_and_not_letters() -> None:
    """A number or word is replaced whole."""
    assert shown("within 30 days after notice", "within 15 days after notice") == "within [-30-]{+15+} days after notice"


def test_a_phrase_is_replaced_in_one() -> None:
    """A short word that happens to stand in both phrases does not cut the change in pieces."""
    assert shown("the costs of the audit", "the fees of an audit") == "the [-costs of the-]{+fees of an+} audit"


def test_japanese_is_cut_at_its_scripts() -> None:
    """Japanese has no spaces; a term in Chinese characters changes whole."""
    assert shown("受領者は報告する。", "提供者は報告する。") == "[-受領者-]{+提供者+}は報告する。"


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_paragraph_stands_once_in_order(one: list[str], other: list[str]) -> None:
    """An alignment drops no paragraph, repeats none and keeps the order of both texts."""
    found = pairs(one, other, weights([one, other]))
    assert [i for i, _ in found if i is not None] == list(range(len(one)))
    assert [j for _, j in found if j is not None] == list(range(len(other)))


@given(TEXTS, TEXTS)
def test_likeness_is_fair(one: str, other: str) -> None:
    """It lies between nothing and all, and does not ask which text comes first."""
    weight = weights([[one, other]])
    assert 0.0 <= likeness(one, other, weight) <= 1.0 + 1e-9
    assert abs(likeness(one, other, weight) - likeness(other, one, weight)) < 1e-9


def test_an_inserted_paragraph_moves_no_other() -> None:
    """The paragraphs around a new one stay beside their counterparts."""
    base = column("base", "The Recipient shall keep the data.", "A fee of so much is due each month.")
    other = column("other", "The Recipient shall keep the data.", "The Provider may audit.", "A fee of so much is due each year.")
    found = board("x", "x", "positions", 0, (base, other), ())
    assert [[cell and cell.label for cell in row.cells] for row in found.rows] == [["1", "1"], [None, "2"], ["2", "3"]]
    assert [row.differs for row in found.rows] == [False, True, True]


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_a_board_holds_every_column_whole(one: list[str], two: list[str], three: list[str]) -> None:
    """Read downwards, each column of a board is its text, whatever it was held against."""
    columns = [column("1", *one), column("2", *two), column("3", *three)]
    for base in range(3):
        found = board("x", "x", "positions", base, columns, ())
        for place, texts in enumerate((one, two, three)):
            assert [after(cell.parts) for row in found.rows if (cell := row.cells[place])] == texts
