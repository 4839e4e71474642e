"""What leaves the house says nothing about the house."""

from dataclasses import replace

from agreement_kit.document import Agreement, Box, Crossing, Fill, Lane, Paragraph, Picture, Provision, Reference, Table, Text, Texts, plain
from agreement_kit.redact import for_others, opaque_ids
from agreement_kit.terms import inlines
from tests.trees import SECRET, article, wording

MARKED = wording("The «reserve_price=100» of «@liability.any.all=Article 2».")
TREE = (
    article(
        1,
        "reserve_clause",
        wording("«reserve_heading=H»"),
        Paragraph("reserve_clause/1", MARKED, {}, (Paragraph("reserve_clause/1/1", MARKED, {}),)),
        because=SECRET,
    ),
    article(
        2,
        "liability",
        wording("Liability"),
        Table("reserve_table", (MARKED,), ((MARKED,),)),
        Picture(
            "reserve_picture",
            (Lane(MARKED, (MARKED,), (Box(MARKED, (MARKED,)),)),),
            (Crossing(0, 0, "solid", {"en": "1"}, MARKED),),
            MARKED,
        ),
    ),
)


def tree(deal: str = "reserve_deal") -> Agreement:
    """An agreement that is full of what must not leave."""
    party = {"en": (Fill("reserve_party", "Sender Ltd"),)}
    number = {"en": (Fill("reserve_number", "No. 1"),)}
    reasons = (f"risk: {SECRET}",)
    return Agreement(deal, "contract", {"en": "Title"}, (party,), Texts(("en",), "en"), TREE, "reserve_library", 3, reasons, (number,))


def test_nothing_of_the_house_is_left() -> None:
    """No reason, variant, position, name of a clause, blank or library stands in what others get."""
    text = repr(for_others(tree()))
    assert "reserve" not in text
    assert SECRET not in text
    assert "Provenance" not in text


def test_the_words_stay_the_same() -> None:
    """Not one printed word changes."""
    before, after = ("".join(part.text for part in inlines(found, "en")) for found in (tree(), for_others(tree())))
    assert before == after
    assert [plain(party["en"]) for party in for_others(tree()).parties] == ["Sender Ltd"]
    assert [plain(number["en"]) for number in for_others(tree()).numbers] == ["No. 1"]
    assert (for_others(tree()).title, for_others(tree()).texts, for_others(tree()).round) == (tree().title, tree().texts, 3)


def ids(agreement: Agreement) -> list[str]:
    """The ids of all provisions."""
    return [provision.id for provision in agreement.provisions]


def references(provision: Provision) -> list[str]:
    """The targets of the references of the first paragraph."""
    block = provision.blocks[0]
    assert isinstance(block, Paragraph)
    return [target for part in block.wording["en"] if isinstance(part, Reference) for target in part.targets]


def test_references_still_lead_where_they_led() -> None:
    """An opaque reference leads to the opaque id of its target."""
    hidden = for_others(tree())
    assert references(hidden.provisions[0]) == [ids(hidden)[1]]


def test_the_same_in_every_round() -> None:
    """Ids stay the same from round to round, however the words or the order change, and differ from deal to deal."""
    changed = replace(tree(), round=4, provisions=tuple(reversed(TREE)))
    assert ids(for_others(changed)) == list(reversed(ids(for_others(tree()))))
    assert not set(ids(for_others(tree("another")))) & set(ids(for_others(tree())))


def test_the_receipt_can_lead_back() -> None:
    """The map kept in the house gives back every id."""
    back = opaque_ids(tree())
    assert [back[hidden] for hidden in ids(for_others(tree()))] == ids(tree())
    assert {"reserve_table", "reserve_picture", "reserve_clause/1/1"} <= set(back.values())


def test_twice_is_safe() -> None:
    """Redacting what is redacted leaves nothing of the house either, and plain text untouched."""
    twice = for_others(for_others(tree()))
    assert "reserve" not in repr(twice)
    assert Text("The ") in list(inlines(twice, "en"))
