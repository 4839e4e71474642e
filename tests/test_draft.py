"""From choices to provisions: which units share one, what is dropped, what is refused, what stays open."""

from pathlib import Path
from typing import Any

import pytest

from agreement_kit import draft, facts, rules, select
from agreement_kit.deal import Deal
from agreement_kit.document import Definition, Fill, Paragraph, Provision, Table, Wording, plain
from agreement_kit.draft import Drafted
from agreement_kit.errors import AgreementKitError, LibraryError, MisalignedTranslation, MissingTranslation
from tests.small import DATASET, PARTIES, SITES, agreement_type, clause, dataset, deal, law_text, library, operation, rule, spaced

FREE = rule("free", "residency", "code: free", applies="{identity: identified, holder: private, secrecy: open}")
LAW = {
    "clauses/jurisdictions/ID.yaml": law_text("ID", FREE, rule("ways", "mechanism", "options: [{contract: {}}]", stands="[origin, leaves]"))
}


def provisions(folder: Path, given: Deal, files: dict[str, str], languages: tuple[str, ...] = ("en",)) -> Drafted:
    """What is drafted of a deal with a library of these clauses, in the order of their names."""
    names: dict[str, list[str]] = {}
    for path in files:
        _, kind, name, *_ = path.split("/")
        if kind not in {"jurisdictions", "definitions"} and name not in names.setdefault(kind, []):
            names[kind].append(name)
    flow = "{" + ", ".join(f"{kind}: [{', '.join(own)}]" for kind, own in names.items()) + "}"
    opened = library(folder, LAW | files | agreement_type(flow), languages)
    findings = rules.find(given, opened.jurisdictions, opened.codes)
    choices = select.choose(given, findings, opened)
    return draft.provisions(choices, facts.fills(given, findings, choices, opened), opened, languages, lambda choice: ("because",))


def lines(provision: Provision, tag: str = "en") -> list[str]:
    """The paragraphs of a provision in one language, items below their paragraph."""
    return [line for block in provision.blocks if isinstance(block, Paragraph) for line in _lines(block, tag)]


def _lines(paragraph: Paragraph, tag: str) -> list[str]:
    return [plain(paragraph.wording[tag]), *(line for child in paragraph.children for line in _lines(child, tag))]


def fills_of(wording: Wording) -> list[Fill]:
    """The fills of a wording in English."""
    return [part for part in wording["en"] if isinstance(part, Fill)]


# Which units share one provision

TWO = {
    "datasets": {"one": dataset(title={"en": "One"}), "two": dataset(title={"en": "Two"})},
    "operations": [operation(on="one,two", makes="model")],
    "mechanism": {"one": "contract", "two": "contract"},
}


def test_units_alike_share_one_provision(tmp_path: Path) -> None:
    """Two datasets of which all else is the same stand in one article that names both."""
    (provision,) = provisions(
        tmp_path, deal(**TWO), clause("articles/data", "# Data\n\n{{ datasets }} stay in {{ origins }}.\n", meta="per: dataset")
    ).provisions
    assert lines(provision) == ["One and Two stay in Indonesia."]


def test_units_that_differ_stand_apart(tmp_path: Path) -> None:
    """Two datasets from different states have an article each: neither may stay where only the other may.

    Of the second no law speaks, neither that of its origin nor that of the state in which it lies.
    """
    given = deal(**(TWO | {"datasets": {"one": dataset(title={"en": "One"}), "two": dataset(title={"en": "Two"}, origins={"JP": {}})}}))
    found = provisions(tmp_path, given, clause("articles/data", "# Data\n\n{{ datasets }} stay in {{ origins }}.\n", meta="per: dataset"))
    assert [lines(provision) for provision in found.provisions] == [["One stay in Indonesia."], ["Two stay in Japan and Indonesia."]]
    assert len({provision.id for provision in found.provisions}) == 2


def test_only_what_is_printed_counts(tmp_path: Path) -> None:
    """Datasets that differ in what the wording does not say share one article."""
    given = deal(**(TWO | {"datasets": {"one": dataset(title={"en": "One"}), "two": dataset(title={"en": "Two"}, origins={"JP": {}})}}))
    (provision,) = provisions(tmp_path, given, clause("articles/data", "# Data\n\nOf {{ datasets }}.\n", meta="per: dataset")).provisions
    assert lines(provision) == ["Of One and Two."]


def test_flags_count_too(tmp_path: Path) -> None:
    """Datasets for which the wording says different things by flag stand apart."""
    given = deal(**(TWO | {"datasets": {"one": dataset(title={"en": "One"}), "two": dataset(title={"en": "Two"}, contents=["voice"])}}))
    text = "# Data\n\n{{ datasets }}{% if voice %} with voices{% endif %}.\n"
    found = provisions(tmp_path, given, clause("articles/data", text, meta="per: dataset"))
    assert [lines(provision) for provision in found.provisions] == [["One."], ["Two with voices."]]


CHAIN: dict[str, Any] = {
    "parties": {**PARTIES, "helper": {"name": {"en": "Helper Pte"}, "jurisdiction": "SG", "acts_as": "company"}},
    "sites": {**SITES, "port": {"name": {"en": "Port"}, "jurisdiction": "SG", "operator": "helper", "premises": "cloud"}},
    "datasets": {"one": dataset(title={"en": "One"}), "two": dataset(title={"en": "Two"})},
    "operations": [operation("storage", on="one"), operation("evaluation", on="two", by="helper", at="port")],
    "mechanism": {"one": "contract", "two": "contract"},
}


def test_never_more_than_the_deal(tmp_path: Path) -> None:
    """One goes to Japan and Two to Singapore: sharing an article, each keeps its own route; no route is made up."""
    text = "# Ways\n\nUnder {{ law }}: {{ routes }}.\n"
    (provision,) = provisions(tmp_path, deal(**CHAIN), clause("articles/ways", text, meta="per: ground")).provisions
    (line,) = lines(provision)
    assert ("One" in line.split(" and ")[0], "Japan" in line.split(" and ")[0]) == (True, True)
    assert ("Two" in line.split(" and ")[1], "Singapore" in line.split(" and ")[1]) == (True, True)


def test_routes_that_lead_elsewhere_stay_apart(tmp_path: Path) -> None:
    """Where the wording names datasets and sites apart, units are not merged into a grant that nobody made."""
    text = "# Data\n\n{{ datasets }} may be handled at {{ sites }}.\n"
    found = provisions(tmp_path, deal(**CHAIN), clause("articles/data", text, meta="per: dataset"))
    assert ["One" in lines(p)[0] and "Away Site" in lines(p)[0] and "Port" not in lines(p)[0] for p in found.provisions] == [True, False]
    assert "Away Site" not in lines(found.provisions[1])[0]


def test_lines_to_sign_repeat_for_everyone_who_signs(tmp_path: Path) -> None:
    """Rows that name who signs and room to sign repeat together, once a person; the rows around them stand once."""
    people = [{"name": {"en": name}} for name in ("Ratna", "Budi")]
    parties = {**PARTIES, "sender": {**PARTIES["sender"], "signatories": people}}
    rows = "| Power | {{ authority_document }} |\n| Name | {{ signatory }} |\n| Signature | {{ signatory_signature }} |\n| Seal |  |"
    text = f"# {{{{ name }}}}\n\n|  |  |\n| --- | --- |\n{rows}\n"
    found = provisions(tmp_path, deal(parties=parties), clause("execution/signature", text, meta="per: party")).provisions
    forms = [
        [tuple(plain(cell["en"]) for cell in row) for row in block.rows] for p in found for block in p.blocks if isinstance(block, Table)
    ]
    assert forms[0] == [("Name", "Ratna"), ("Signature", ""), ("Name", "Budi"), ("Signature", ""), ("Seal", "")]
    assert [name for name, _ in forms[1]] == ["Name", "Signature", "Seal"]


def test_each_party_signs_for_itself(tmp_path: Path) -> None:
    """A clause per party stands once a party, even where it prints nothing of it."""
    found = provisions(tmp_path, deal(), clause("execution/signature", "# Signed\n\nSigned here.\n", meta="per: party"))
    assert [provision.id for provision in found.provisions] == ["signature.any.sender", "signature.any.taker"]


def test_ids_do_not_move(tmp_path: Path) -> None:
    """A further dataset from another state does not change the id of what stood before."""
    files = clause("articles/data", "# Data\n\n{{ datasets }} stay in {{ origins }}.\n", meta="per: dataset")
    before = provisions(tmp_path / "a", deal(), files).provisions[0].id
    more = {"new": dataset(origins={"JP": {}}), "corpus": DATASET}
    after = provisions(tmp_path / "b", deal(datasets=more), files).provisions
    assert before in {provision.id for provision in after}


# Paragraphs

EN = "# Terms\n\n1. {% if fees %}It is paid.{% endif %}\n1. It is kept.\n   1. {% if fees %}An item.{% endif %}\n   1. Another.\n"
JA = "# 条件\n\n1. {% if fees %}支払う。{% endif %}\n1. 保管する。\n   1. {% if fees %}項目。{% endif %}\n   1. 別の項目。\n"


def bilingual() -> Deal:
    """The deal, its Japanese words included."""
    both = {"en": "X", "ja": "エックス"}
    return deal(
        texts={"authentic": ["en", "ja"], "prevails": "en"},
        parties={name: party | {"name": both} for name, party in PARTIES.items()},
        sites={name: site | {"name": both} for name, site in SITES.items()},
        datasets={"corpus": dataset(title=both)},
        models={"model": {"title": both, "developer": "taker"}},
    )


def test_empty_paragraphs_are_dropped_in_all_languages(tmp_path: Path) -> None:
    """A paragraph that its flags leave empty is dropped in every language, and what follows moves up."""
    files = clause("articles/terms", EN, ja=JA)
    (provision,) = provisions(tmp_path, bilingual(), files, ("en", "ja")).provisions
    assert lines(provision) == ["It is kept.", "Another."]
    assert lines(provision, "ja") == ["保管する。", "別の項目。"]
    paid = bilingual().changed(flags=["fees"])
    (provision,) = provisions(tmp_path, paid, files, ("en", "ja")).provisions
    assert lines(provision, "ja") == ["支払う。", "保管する。", "項目。", "別の項目。"]


def test_a_provision_of_which_nothing_is_left(tmp_path: Path) -> None:
    """An article whose paragraphs are all empty does not stand as a bare heading."""
    files = clause("articles/terms", "# Terms\n\n1. {% if fees %}It is paid.{% endif %}\n") | clause("articles/z_last")
    assert [provision.id for provision in provisions(tmp_path, deal(), files).provisions] == ["z_last.any"]


@pytest.mark.parametrize(
    ("ja", "says"),
    [
        ("# 条件\n\n1. 保管する。\n", "the number of paragraphs differs between en, ja"),
        (JA.replace("   1. {% if fees %}項目。{% endif %}\n", ""), "the number of paragraphs differs"),
        (JA.replace("{% if fees %}支払う。{% endif %}", "支払う。"), "comes out empty in one language and not in another"),
        (
            JA.replace("1. 保管する。\n   1. {% if fees %}項目。{% endif %}\n   1. 別の項目。\n", "| a |\n| --- |\n| b |\n"),
            "a table stands beside a paragraph",
        ),
    ],
)
def test_translations_that_do_not_match(tmp_path: Path, ja: str, says: str) -> None:
    """A translation with another structure is refused, not squeezed in."""
    with pytest.raises(MisalignedTranslation, match=says):
        provisions(tmp_path, bilingual(), clause("articles/terms", EN, ja=ja), ("en", "ja"))


def test_a_missing_translation(tmp_path: Path) -> None:
    """A wording that lacks a language of the deal stops the draft and says which."""
    with pytest.raises(MissingTranslation, match="'any' \\(balanced\\) is not written in 'ja'"):
        provisions(tmp_path, bilingual(), clause("articles/terms", EN), ("en", "ja"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# Terms\n\n1. First.\n1. Within {{ notise }}.\n", r"any\.en\.md:4: \{\{ notise \}\} is not a blank of this clause"),
        ("# Terms\n\n1. First.\n   second {% if feess %}x{% endif %}\n", r"any\.en\.md:3: 'feess' is not a flag here; did you mean fees"),
        ("# Terms\n\n1. {{ a.b }}\n", r"any\.en\.md:3: only \{\{ name \}\} may stand in braces"),
        ("# Terms\n\n1. See [[Other Article]].\n", r"any\.en\.md:3: \[\[Other Article\]\] is not a reference"),
        ("# Terms\n\n1. {{ each party_name }} and {{ dataset_title }}\n", "what repeats must name lists of one family"),
    ],
)
def test_faults_of_a_wording(tmp_path: Path, text: str, says: str) -> None:
    """What a wording gets wrong is told with its file and line."""
    with pytest.raises(LibraryError, match=says):
        provisions(tmp_path, deal(), clause("articles/terms", text))


def test_hostile_names_print_as_typed(tmp_path: Path) -> None:
    """What a party is called is never read as markup, in a sentence, an item, a table or a heading."""
    name = "A*STAR {{ 7*7 }} [[terms]] **x** {% if y %}"
    parties = {**PARTIES, "sender": {**PARTIES["sender"], "name": {"en": name}}}
    text = "# For {{ party_names }}\n\n1. {{ party_names }}\n   1. {{ each party_name }}\n\n| N |\n| --- |\n| {{ party_name }} |\n"
    (provision,) = provisions(tmp_path, deal(parties=parties), clause("schedules/terms", text)).provisions
    both = f"{name} and Taker KK"
    assert plain(provision.heading["en"]) == f"For {both}"
    assert lines(provision) == [both, name, "Taker KK"]
    table = provision.blocks[1]
    assert isinstance(table, Table)
    assert plain(table.rows[0][0]["en"]) == name


# Items and tables that repeat


def test_an_item_for_each_row(tmp_path: Path) -> None:
    """An item that repeats stands once a row, with the facts of that row side by side."""
    text = "# Parties\n\nBetween:\n   1. {{ each party_name }} of {{ party_state }}\n"
    (provision,) = provisions(tmp_path, deal(), clause("openings/parties", text)).provisions
    assert lines(provision) == ["Between:", "Sender Ltd of Indonesia", "Taker KK of Japan"]


def test_a_table_with_a_row_for_each(tmp_path: Path) -> None:
    """A table with one row of list facts repeats it; one without rows is left out; a plain table prints as it is."""
    text = "# S\n\n| T | H |\n| --- | --- |\n| {{ dataset_title }} | {{ dataset_holder }} |\n\n| A |\n| --- |\n| {{ approval_law }} |\n"
    text += "\n| | |\n| --- | --- |\n| Name | {{ term }} |\n| Seal | |\n"
    (provision,) = provisions(tmp_path, deal(**TWO), clause("schedules/s", text)).provisions
    tables = [block for block in provision.blocks if isinstance(block, Table)]
    assert [plain(row[0]["en"]) for row in tables[0].rows] == ["One", "Two"]
    (_, plain_table) = tables
    assert plain_table.header == ()
    assert [[spaced(plain(cell["en"])) for cell in row] for row in plain_table.rows] == [["Name", "3 years"], ["Seal", ""]]


def test_what_is_none_is_said_where_it_matters(tmp_path: Path) -> None:
    """A table of which there is nothing to say is left out, but for one whose emptiness is a term, and one that stands alone."""
    transfers = "\n| T |\n| --- |\n| {{ transfer_thing }} |\n"
    approvals = "\n| A |\n| --- |\n| {{ approval_law }} |\n"
    given = deal(operations=[operation(at="home", makes="model")])

    def first_cells(text: str) -> list[list[str]]:
        (provision,) = provisions(tmp_path, given, clause("schedules/s", f"# S\n{text}")).provisions
        return [[plain(row[0]["en"]) for row in block.rows] for block in provision.blocks if isinstance(block, Table)]

    assert first_cells(transfers + approvals) == [["—"]]
    assert first_cells(approvals) == [["—"]]
    assert first_cells("\nWords.\n" + approvals) == []


def test_approvals_that_read_alike_stand_once(tmp_path: Path) -> None:
    """Two rules of one law that want the same approval of the same office are one row."""
    gates = (rule(name, "residency", "code: approval, by: office") for name in ("one", "two"))
    files = {"clauses/jurisdictions/ID.yaml": law_text("ID", *gates)}
    text = "# S\n\n| L | A | T | S |\n| --- | --- | --- | --- |\n"
    text += "| {{ approval_law }} | {{ approval_authority }} | {{ approval_thing }} | {{ approval_status }} |\n"
    given = deal(mechanism={})

    def cells(**changes: Any) -> list[list[str]]:
        (provision,) = provisions(tmp_path, given.changed(**changes), files | clause("schedules/s", text)).provisions
        return [[plain(cell["en"]) for cell in row] for block in provision.blocks if isinstance(block, Table) for row in block.rows]

    assert cells() == [["Indonesia", "Data Office", "Corpus", "not yet applied for"]]
    asked = deal(approvals=[{"rule": "ID/one", "status": "applied"}]).approvals
    assert [row[3] for row in cells(approvals=asked)] == ["applied for", "not yet applied for"]


def test_recitals_have_a_heading(tmp_path: Path) -> None:
    """Before the first recital stands the page word for recitals; with no recital there is none."""
    files = clause("openings/parties", "# Parties\n\nBetween {{ party_names }}.\n")
    recitals = clause("recitals/why", "# Why\n\nThe parties wish.\n") | clause("recitals/how", "# How\n\nThey agree.\n")
    found = provisions(tmp_path, deal(), files | recitals).provisions
    assert [(p.kind, plain(p.heading["en"])) for p in found] == [
        ("opening", "Parties"), ("opening", "Recitals"), ("recital", ""), ("recital", ""),
    ]  # fmt: skip
    assert [plain(p.heading["en"]) for p in provisions(tmp_path, deal(), files).provisions] == ["Parties"]


# Blanks

META = """\
per: agreement
blanks:
  given: {type: days, default: 30, name: {en: Notice}}
  asked: {type: days, ask: true, name: {en: Reply}}
  unused: {type: days, ask: true, name: {en: Never}}
  hidden: {type: days, ask: true, name: {en: Hidden}}
"""
TERMS = "# Terms\n\nIn {{ given }} or {{ asked }}{% if fees %} or {{ hidden }}{% endif %}.\n"
FIGURES = "# Figures\n\n| F | V |\n| --- | --- |\n| {{ figure_name }} | {{ figure_value }} |\n"


def test_only_printed_blanks_are_listed_and_open(tmp_path: Path) -> None:
    """A blank that the draft does not print is neither a reason for DRAFT nor a row of the schedule of figures."""
    found = provisions(tmp_path, deal(), clause("articles/terms", TERMS, meta=META) | clause("schedules/figures", FIGURES))
    assert found.open_blanks == (("terms", "asked"),)
    table = found.provisions[1].blocks[0]
    assert isinstance(table, Table)
    assert [plain(row[0]["en"]) for row in table.rows] == ["Notice", "Reply"]
    paid = provisions(tmp_path, deal(flags=["fees"]), clause("articles/terms", TERMS, meta=META) | clause("schedules/figures", FIGURES))
    assert paid.open_blanks == (("terms", "asked"), ("terms", "hidden"))


def test_open_blanks_are_marked(tmp_path: Path) -> None:
    """What nobody has filled stands in the text as an open blank, not as words."""
    (provision,) = provisions(tmp_path, deal(), clause("articles/terms", TERMS, meta=META)).provisions
    (paragraph,) = provision.blocks
    assert isinstance(paragraph, Paragraph)
    assert [(fill.blank, fill.open) for fill in fills_of(paragraph.wording)] == [("given", False), ("asked", True)]


# Definitions


def definition(name: str, heading: str, body: str, forms: str = "[]") -> dict[str, str]:
    """The files of a definition."""
    return clause(f"definitions/{name}", f"# {heading}\n\n{body}\n", meta=f"per: agreement\nforms: {forms}")


def test_definitions_are_collected_by_use(tmp_path: Path) -> None:
    """The article of definitions takes up the terms that are used, and those that they use, and no other."""
    files = clause("articles/definitions", "# Definitions\n\nIn this text:\n") | clause("articles/terms", "# Terms\n\nThe Corpora stay.\n")
    files |= definition("corpus", "Corpus", "means any Work.", "[Corpora]") | definition("work", "Work", "means a thing.")
    files |= definition("unused", "Unused", "means nothing.") | definition("lower", "Stay", "means waiting.")
    found = provisions(tmp_path, deal(), files)
    assert [term.name for term in found.definitions] == ["corpus", "work"]
    (head,) = found.provisions[0].blocks
    assert isinstance(head, Paragraph)
    assert [next(part.term for part in child.wording["en"] if isinstance(part, Definition)) for child in head.children] == [
        "corpus",
        "work",
    ]
    assert "means any Work." in plain(head.children[0].wording["en"])


def test_names_of_parties_use_no_terms(tmp_path: Path) -> None:
    """A party called like a term does not bring the term in."""
    files = clause("articles/definitions", "# Definitions\n\nIn this text:\n") | clause(
        "articles/terms", "# Terms\n\nOf {{ party_names }}.\n"
    )
    parties = {**PARTIES, "sender": {**PARTIES["sender"], "name": {"en": "Corpus Ltd"}}}
    assert provisions(tmp_path, deal(parties=parties), files | definition("corpus", "Corpus", "means X.")).definitions == ()


def test_a_reading_copy_of_words_not_given(tmp_path: Path) -> None:
    """In a language that is no text of the deal a name not given in it prints in the working language."""
    files = clause("openings/parties", "# P\n\nOf {{ party_names }}.\n", ja="# P\n\n{{ party_names }}の契約。\n")
    (provision,) = provisions(tmp_path, deal(), files, ("en", "ja")).provisions
    assert "Sender Ltd" in lines(provision, "ja")[0]


def test_a_fault_never_escapes_as_something_else(tmp_path: Path) -> None:
    """Faults of clause files come out as errors of the house, with a problem to show."""
    with pytest.raises(AgreementKitError) as caught:
        provisions(tmp_path, deal(), clause("articles/terms", "# Terms\n\n1. {{ a.b }} {% if c.d %}x{% endif %}\n"))
    assert caught.value.problems[0].path == "clauses/articles/terms/any.en.md"


# Terms that a provision defines for itself

OWN_TERMS = """# State

1. In this part:
   1. **Act** means the Act of Section 29 on data.
   1. **Section 29 Notice** means the notice under the Act.
   1. **Order** means an order.
1. {% if public %}The parties keep the Section 29 Notice.{% else %}The parties keep the order.{% endif %}
"""


@pytest.mark.parametrize(
    ("holder", "text"),
    [
        (
            "public",
            [
                "In this part:",
                "Act means the Act of Section 29 on data.",
                "Section 29 Notice means the notice under the Act.",
                "The parties keep the Section 29 Notice.",
            ],
        ),
        ("private", ["The parties keep the order."]),
    ],
)
def test_own_terms_stand_where_they_are_used(tmp_path: Path, holder: str, text: list[str]) -> None:
    """A definition stands where the provision uses its term, also in another definition; without any, nothing leads them in."""
    given = deal(datasets={"corpus": dataset(holder=holder)})
    files = clause("articles/state", OWN_TERMS.replace("if public", "if public_data"), meta="per: agreement")
    (provision,) = provisions(tmp_path, given, files).provisions
    assert [spaced(line) for line in lines(provision)] == text
    first = provision.blocks[0]
    assert isinstance(first, Paragraph)
    assert [child.label for child in first.children] == [{}] * (len(text) - 2 if holder == "public" else 0)
