"""Blanks and flags in clause text: only names and flags may stand in braces, and a fill prints as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.document import Definition, Fill, Inline, Reference, Text, plain
from agreement_kit.text.blanks import BlankError, fill, parse_block, printed, reference_parts, written_references, written_terms


def filled(source: str, fills: dict[str, str] | None = None, **flags: bool) -> tuple[Inline, ...]:
    """The parts of a block with these fills and flags."""
    values: dict[str, Inline] = {name: Fill(name, text) for name, text in (fills or {}).items()}
    return fill(parse_block(source), values, flags, lambda target: Reference((target,), f"→{target}"))


HOSTILE_WORDING = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ a.b }}",
    "{{ a['b'] }}",
    "{{ a() }}",
    "{{ a(b) }}",
    "{{ a|upper }}",
    "{{ a | attr('x') }}",
    "{{ 7*7 }}",
    "{{ 7 }}",
    "{{ 'words' }}",
    "{{ a ~ b }}",
    "{{ a, b }}",
    "{{ [a] }}",
    "{{ {'a': a} }}",
    "{{ a if b }}",
    "{{ a is defined }}",
    "{{ not a }}",
    "{{ true }}",
    "{{ }}",
    "{{ a",
    "a }}",
    "{ a }",
    "{% for x in a %}{{ x }}{% endfor %}",
    "{% set a = 1 %}",
    "{% include 'secret.txt' %}",
    "{% import 'x' as y %}",
    "{% extends 'x' %}",
    "{% block b %}{% endblock %}",
    "{% macro m() %}{% endmacro %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with a = 1 %}{% endwith %}",
    "{% autoescape false %}{{ a }}{% endautoescape %}",
    "{% raw %}{{ 7*7 }}{% endraw %}",
    "{% debug %}",
    "{# a comment #}words",
    "{% if a %}words",
    "{% endif %}",
    "{% if a %}x{% elif b %}y{% endif %}",
    "{% if a.b %}x{% endif %}",
    "{% if a() %}x{% endif %}",
    "{% if a == b %}x{% endif %}",
    "{% if a is defined %}x{% endif %}",
    "{% if a|length %}x{% endif %}",
    "{% if 1 %}x{% endif %}",
    "{% if ''.__class__ %}x{% endif %}",
    "{% if a %}{{ b.c }}{% endif %}",
    "{% if a %}x{% else %}{{ b() }}{% endif %}",
    "**open",
    "[[open",
    "closed]]",
    "**{{ a }}**",
    "[[{{ a }}]]",
    "{{ " + "(" * 3000 + "a" + ")" * 3000 + " }}",
    "{% if " + "not " * 3000 + "a %}x{% endif %}",
    "{% if a %}" * 400 + "{% endif %}" * 400,
    "{{ " + "9" * 5000 + " }}",
]


@pytest.mark.parametrize("source", HOSTILE_WORDING, ids=lambda source: source[:30])
def test_hostile_wording_is_one_clear_error(source: str) -> None:
    """Whatever tries to compute, call, look inside, loop, include or hide is refused before anything runs."""
    with pytest.raises(BlankError) as caught:
        parse_block(source)
    assert caught.value.message
    assert "Traceback" not in caught.value.message


def test_the_line_of_a_fault() -> None:
    """A fault deep in a paragraph is shown on its own line."""
    with pytest.raises(BlankError) as caught:
        parse_block("first line\nsecond line\nthird {{ a.b }}")
    assert caught.value.offset == 2


HOSTILE_FILLS = [
    "{{ 7*7 }}",
    "{% if x %}",
    "[[liability]]",
    "**bold**",
    "A*STAR",
    "\ue0000\ue001",
    "<b>x</b>",
    "  two  spaces  ",
    "{#a}",
    "\\ue000",
]


@pytest.mark.parametrize("typed", HOSTILE_FILLS)
def test_a_fill_prints_as_typed(typed: str) -> None:
    """What a party typed is never read as markup, wherever it stands."""
    parts = filled("The {{ name }} and {{ other }} of [[liability]].", {"name": typed, "other": typed})
    assert [part for part in parts if isinstance(part, Fill)] == [Fill("name", typed), Fill("other", typed)]
    assert plain(parts) == f"The {typed} and {typed} of →liability."


@given(st.text(max_size=30))
def test_any_fill_prints_as_typed(typed: str) -> None:
    """No text at all is read as markup."""
    assert plain(filled("«{{ name }}»", {"name": typed})) == f"«{typed}»"


def test_parts_of_a_block() -> None:
    """Words, fills, terms and references come out in order, each as what it is."""
    assert filled("In {{ place }}, **Data** are kept under [[residency#keep]].", {"place": "Japan"}) == (
        Text("In "),
        Fill("place", "Japan"),
        Text(", "),
        Definition("Data", "Data"),
        Text(" are kept under "),
        Reference(("residency#keep",), "→residency#keep"),
        Text("."),
    )


@pytest.mark.parametrize(("a", "b", "says"), [(True, True, "both"), (True, False, "one"), (False, True, "one"), (False, False, "none")])
def test_flags(a: bool, b: bool, says: str) -> None:
    """`and`, `or`, `not`, `else` and nesting mean what they say."""
    source = "{% if a and b %}both{% else %}{% if a or not (not b) %}one{% else %}none{% endif %}{% endif %}"
    assert plain(filled(source, a=a, b=b)) == says


def test_flags_that_leave_nothing() -> None:
    """A block whose flags are off is empty, so that its paragraph can be dropped."""
    assert filled("{% if a %}Words.{% endif %}", a=False) == ()


def test_no_gap_where_a_flag_is_off() -> None:
    """Words left out leave one space, not two, and no empty line."""
    assert plain(filled("One\n{% if a %}two{% endif %}\nthree {% if a %}four{% endif %} five.", a=False)) == "One three five."


def test_what_is_printed_under_some_flags() -> None:
    """A blank in a branch not taken is not printed, and so not asked for."""
    block = parse_block("{{ always }} {% if a %}{{ yes }}{% else %}{{ no }}{% endif %}")
    assert printed(block, {"a": True}) == {"always", "yes"}
    assert printed(block, {"a": False}) == {"always", "no"}
    assert block.blanks == ("always", "yes", "no")


def test_an_unknown_name_names_the_nearest() -> None:
    """A misspelt blank or flag is shown with the one that was meant."""
    with pytest.raises(BlankError) as blank:
        filled("{{ notice_day }}", {"notice_days": "30"})
    assert blank.value.hint == "did you mean notice_days?"
    with pytest.raises(BlankError, match="'fee' is not a flag here") as flag:
        filled("{% if fee %}x{% endif %}", fees=True)
    assert flag.value.hint == "did you mean fees?"


def test_four_flags_at_most() -> None:
    """A paragraph that turns on more than four facts is to be split."""
    parse_block("{% if a and b or c and d %}x{% endif %}{% if a %}y{% endif %}")
    with pytest.raises(BlankError, match="at most 4 flags; here are 5"):
        parse_block("{% if a and b and c and d and e %}x{% endif %}")


@pytest.mark.parametrize(
    ("target", "parts"), [("liability", ("liability", None)), ("liability#cap", ("liability", "cap")), ("#cap", (None, "cap"))]
)
def test_references(target: str, parts: tuple[str | None, str | None]) -> None:
    """A reference names a clause, a paragraph of it, or a paragraph of its own clause."""
    assert reference_parts(target) == parts


@pytest.mark.parametrize("target", ["Liability", "a b", "a#", "#", "a#b#c", "1", "../a", "a.b"])
def test_what_is_no_reference(target: str) -> None:
    """Anything else in double brackets is refused."""
    with pytest.raises(BlankError, match="is not a reference"):
        reference_parts(target)


def test_what_stands_in_a_block() -> None:
    """The terms and references written in a block are found without filling it."""
    source = "**Data** under [[a]] and [[ b#c ]], {{ x }}"
    assert (written_terms(source), written_references(source)) == (("Data",), ("a", "b#c"))
