"""A character that no font has is traced to the field of the deal, or to the clause, that holds it."""

from agreement_kit.document import Agreement, Paragraph, Provenance, Provision, Text, Texts
from agreement_kit.errors import Problem, RenderError
from agreement_kit.glyphs import located
from tests.small import MODEL, deal

CHARACTER = "\U00012000"
ERROR = RenderError([Problem("missing_glyph", f"no font has the character {CHARACTER} (U+12000) in “x”"), Problem("broken_part", "other")])


def tree(words: str) -> Agreement:
    """An agreement of one provision."""
    block = Paragraph("a/1", {"en": (Text(words),)}, {})
    provision = Provision("a", "article", {"en": (Text("A"),)}, {}, (block,), Provenance("liability", "capped", "balanced", ()))
    return Agreement("d", "contract", {"en": "T"}, (), Texts(("en",), "en"), (provision,), "", 0, ())


def test_in_a_field_of_the_deal() -> None:
    """The field is named as it is written, keys with points between them; other problems stay as they are."""
    given = deal(models={"model": {**MODEL, "title": {"en": f"M{CHARACTER}"}}})
    first, second = located(ERROR, given, tree(CHARACTER)).problems
    assert first.message.startswith("'models.model.title.en': no font has the character")
    assert second == ERROR.problems[1]


def test_in_the_wording_of_a_clause() -> None:
    """Where no field holds it, the clause and variant that print it are named."""
    (first, _) = located(ERROR, deal(), tree(CHARACTER)).problems
    assert first.message.startswith("the wording of 'liability, capped': no font has")


def test_nowhere() -> None:
    """Where neither holds it, as in the words of a page, the problem stays as it was."""
    assert located(ERROR, deal(), tree("plain")).problems == ERROR.problems
