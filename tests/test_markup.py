"""The Markdown subset: what it reads, how items nest, and that everything else is an error with file and line."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.errors import LibraryError
from agreement_kit.text.markup import ClauseText, ParagraphSource, TableSource, digest_of, paragraphs, parse, pieces
from agreement_kit.text.skeleton import differences, skeleton


def read(*lines: str) -> ClauseText:
    """A wording from its lines, with a heading above."""
    return parse("\n".join(["# Heading", "", *lines]) + "\n", "x.md")


def faults(text: str) -> list[str]:
    """The problems of a text, as printed."""
    with pytest.raises(LibraryError) as caught:
        parse(text, "x.md")
    return [str(problem) for problem in caught.value.problems]


def outline(text: ClauseText) -> list[object]:
    """The first lines of a wording's paragraphs, items in lists below them."""
    return [row for block in text.blocks if isinstance(block, ParagraphSource) for row in _branch(block)]


def _branch(block: ParagraphSource) -> list[object]:
    below = [row for child in block.children for row in _branch(child)]
    return [block.lines[0], below] if below else [block.lines[0]]


def test_items_nest() -> None:
    """Three spaces make an item, six a sub-item; a number without indent begins anew."""
    text = read("1. One", "   1. a", "      1. i", "      1. ii", "   1. b", "1. Two", "", "Loose", "   1. c")
    assert outline(text) == ["One", ["a", ["i", "ii"], "b"], "Two", "Loose", ["c"]]
    assert [paragraph.level for paragraph in paragraphs(text.blocks)] == [1, 2, 3, 3, 2, 1, 0, 2]


def test_lines_of_a_paragraph() -> None:
    """A paragraph runs until a blank line or the next number; its lines stay apart until the language joins them."""
    text = read("1. First line", "   second line. {#here}", "1. Next")
    first = next(paragraphs(text.blocks))
    assert (first.lines, first.anchor, first.line) == (("First line", "second line."), "here", 3)


def test_an_item_that_repeats() -> None:
    """`each` marks an item that runs along a list; what is left is a plain blank."""
    (head,) = read("Between:", "   1. {{ each party_name }} of {{ party_state }}").blocks
    assert isinstance(head, ParagraphSource)
    assert head.children[0].repeats
    assert head.children[0].lines == ("{{ party_name }} of {{ party_state }}",)
    assert not head.repeats


def test_a_table() -> None:
    """A pipe table has a header and rows of cells; a header of empty cells makes a form."""
    (table,) = read("| A | B |", "| --- | --- |", "| {{ a }} | b |", "| c | |").blocks
    assert table == TableSource(("A", "B"), (("{{ a }}", "b"), ("c", "")), 3)


def test_front_matter_is_not_hashed() -> None:
    """The hash that a translation carries is of the words below the front matter, whatever stands above."""
    body = "# H\n\nWords.\n"
    stamped = f"---\nreviewed: {{on: 2026-01-01, by: X}}\n---\n{body}"
    assert digest_of(stamped) == digest_of(body) == parse(stamped, "x.md").digest
    assert digest_of(body) != digest_of(body.replace("Words", "Wards"))
    assert digest_of(f"---\n---\n{body}") == digest_of(body)
    assert parse(stamped, "x.md").heading_line == 4


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("- a bullet", "lists are written '1.' at every item"),
        ("* a bullet", "lists are written '1.' at every item"),
        ("2. a number", "lists are written '1.' at every item"),
        ("10. a number", "lists are written '1.' at every item"),
        ("## A heading", "further headings are not allowed"),
        ("> a quote", "quotes, code and further headings are not allowed"),
        ("``` code", "quotes, code and further headings are not allowed"),
        ("a <b>bold</b> word", "HTML is not allowed"),
        ("<!-- note -->", "HTML is not allowed"),
        ("see [this](https://x.example)", "links and images are not allowed"),
        ("![](x.png)", "links and images are not allowed"),
        ("{%- if a -%}x{% endif %}", "white-space control is not allowed"),
        ("\tindented", "indent with spaces, not tabs"),
        (" 1. off by two", "indent items by three spaces"),
        ("1. a\n   1. b\n         1. too deep", "indent items by three spaces"),
        ("   loose", "an indented line must continue a paragraph"),
        ("   1. an orphan", "an item needs a paragraph above it"),
        ("{#here} in the middle", "{#anchor} stands at the end"),
        ("a private \ue000 sign", "private use area"),
        ("| a | b |", "a table needs a header row"),
    ],
)
def test_everything_else_is_refused(line: str, says: str) -> None:
    """What is not in the subset is one error with its line, never printed by accident."""
    (problem,) = faults(f"# Heading\n\n{line}\n")
    assert problem.startswith(f"x.md:{3 + line.count(chr(10))}: ")
    assert says in problem


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "x.md:1: the file is empty"),
        ("Words.\n", "x.md:1: the first line must be '# Heading'"),
        ("---\na: [1\n---\n# H\n", "x.md:"),
        ("---\n- a\n- b\n---\n# H\n\nWords.\n", "x.md:1: what stands between the --- lines must be keys and values"),
        ("# H\n\n| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n", "x.md:5: this row has 3 cells; the header has 2"),
    ],
)
def test_a_file_of_the_wrong_shape(text: str, says: str) -> None:
    """A file without heading, with broken front matter or with a crooked table is refused."""
    assert faults(text)[0].startswith(says)


def test_all_faults_at_once() -> None:
    """Every fault of a file is reported in one go."""
    assert [problem.split(":")[1] for problem in faults("# H\n\n- a\n\n> b\n\n\tc\n")] == ["3", "5", "7"]


ODD = '#1. -*|{}%[]()<>!`~"\n\n\n   ab\t\ue000。語'
MARKS = (
    "# ",
    "1. ",
    "   1. ",
    "{{ a }}",
    "{{ each a }}",
    "{% if a %}",
    "{% endif %}",
    "[[a]]",
    "{#a}",
    "**",
    "| a |",
    "| --- |",
    "---\n",
    "\n",
)


@given(
    st.text(alphabet=ODD, max_size=60) | st.lists(st.sampled_from(MARKS) | st.text(alphabet="ab \n", max_size=4), max_size=20).map("".join)
)
def test_any_text_parses_or_is_refused(text: str) -> None:
    """No text makes the parser, or what reads its blocks, raise anything but a problem."""
    for candidate in (text, f"# H\n{text}"):
        with suppress(LibraryError):
            assert skeleton(parse(candidate, "x.md"))[0].kind == "heading"


_WORDS = st.text(alphabet="ab ", min_size=1, max_size=6).map(lambda text: f"w{text.strip()}")


@given(st.lists(st.tuples(st.integers(1, 3), _WORDS), min_size=1, max_size=8))
def test_no_words_are_lost(rows: list[tuple[int, str]]) -> None:
    """Whatever the levels, every numbered line comes out once, in order."""
    levels = [1]
    for level, _ in rows:
        levels.append(min(level, levels[-1] + 1))
    lines = [f"{'   ' * (level - 1)}1. {words}" for level, (_, words) in zip(levels, rows, strict=False)]
    text = read(*lines)
    assert [paragraph.lines[0] for paragraph in paragraphs(text.blocks)] == [words for _, words in rows]
    assert [source for source, _ in pieces(text)][1:] == [words for _, words in rows]


SOURCE = read("1. The {{ party }} pays. {#pay}", "1. {% if fees %}See [[fees]].{% endif %}", "   1. An item on **Terms**.")


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        ("1. The {{ party }} pays. {#pay}", "1. The {{ party }} pays.", "anchor"),
        ("1. The {{ party }} pays. {#pay}", "1. The party pays. {#pay}", "blanks"),
        ("1. {% if fees %}See [[fees]].{% endif %}", "1. See [[fees]].", "flags"),
        ("1. {% if fees %}See [[fees]].{% endif %}", "1. {% if fees %}See.{% endif %}", "references"),
        ("   1. An item on **Terms**.", "   1. An item on Terms.", "terms"),
        ("   1. An item on **Terms**.", "1. An item on **Terms**.", "the structure differs"),
    ],
)
def test_a_translation_has_the_same_bones(line: str, becomes: str, says: str) -> None:
    """A translation may turn words round, and may not lose an anchor, blank, flag, reference, term or level."""
    lines = ["1. The {{ party }} pays. {#pay}", "1. {% if fees %}See [[fees]].{% endif %}", "   1. An item on **Terms**."]
    (problem,) = differences(SOURCE, read(*(becomes if own == line else own for own in lines)))
    assert problem.code == "misaligned_translation"
    assert problem.message.startswith(says)
    assert problem.line == 3 + lines.index(line)


def test_the_order_of_words_is_free() -> None:
    """Two blanks of one paragraph may change places."""
    assert differences(read("1. {{ a }} before {{ b }}"), read("1. {{ b }} after {{ a }}")) == []
