"""What stands in blanks: values held to their type, their bounds and the figures of the law; and the facts of the deal."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agreement_kit import rules, select
from agreement_kit.deal import Deal
from agreement_kit.errors import DealError
from agreement_kit.facts import FACTS, Fills, fills, known_facts
from agreement_kit.library import Library
from agreement_kit.select import Choice
from agreement_kit.text.localize import format
from agreement_kit.text.values import ByHand, Code, DateValue, Money, Number, Open, Percent, Quantity, TextValue, Value
from tests.small import DATASET, MODEL, PARTIES, SITES, agreement_type, clause, dataset, deal, law_text, library, operation, rule

BLANKS = """\
per: agreement
blanks:
  notice: {type: days, default: 30, at_least: 7, at_most: 60}
  breach: {type: hours, default: 48, at_most: {figure: breach_authority, less: 24}}
  records: {type: months, default: 12, at_least: {figure: transfer_records}}
  cap: {type: money, ask: true}
  limit: {type: money, ask: true, at_least: {figure: liability_floor}}
  share: {type: percent, ask: true}
  start: {type: date, ask: true}
  basis: {type: text, ask: true}
  count: {type: number, default: 3}
"""
BREACH = "breach: {as: party, kind: figure, figure: breach_authority, versions: [{from: 2020-01-01, value: %d, …}]}"
RECORDS = "records: {as: party, kind: figure, figure: transfer_records, versions: [{from: 2020-01-01, value: 36, …}]}"
FLOOR = "floor: {as: party, kind: figure, figure: liability_floor, versions: [{from: 2020-01-01, value: 900, currency: JPY, …}]}"
HELD = rule("held", "residency", "code: onshore", applies="{voice: yes}")
FREE = rule("free", "residency", "code: free", applies="{identity: identified, holder: [private, public], secrecy: [open]}")
WAYS = rule("ways", "mechanism", "options: [{contract: {}}]", stands="leaves")
FILES = (
    clause("articles/terms", meta=BLANKS)
    | clause("articles/data", meta="per: dataset")
    | clause("articles/ways", meta="per: ground\noptional: true")
    | clause("execution/signature", meta="per: party")
    | agreement_type("{articles: [terms, data, ways], execution: [signature]}")
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", FREE, HELD, WAYS, BREACH % 72)}
    | {"clauses/jurisdictions/JP.yaml": law_text("JP", FREE, BREACH % 60, RECORDS, FLOOR)}
    | {"clauses/playbooks/ours.yaml": "# Ours.\nblanks: {terms: {notice: 14, count: 5}}\n"}
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A library with one article that has a blank of every type."""
    return library(tmp_path_factory.mktemp("library"), FILES)


def all_fills(given: Deal, small: Library) -> tuple[Fills, tuple[Choice, ...]]:
    """Every value of a deal, and what was chosen."""
    findings = rules.find(given, small.jurisdictions, small.codes)
    choices = select.choose(given, findings, small)
    return fills(given, findings, choices, small), choices.chosen


def blank(small: Library, name: str, value: Any = None, **changes: Any) -> Value:
    """The value of one blank of the article on terms."""
    given = deal(**({} if value is None else {"blanks": {"terms": {name: value}}}), **changes)
    return all_fills(given, small)[0].blanks(small.clause("articles", "terms"))[name]


def refusal(small: Library, name: str, value: Any) -> str:
    """Why a value is refused."""
    with pytest.raises(DealError) as caught:
        blank(small, name, value)
    (problem,) = caught.value.problems
    return f"{problem.code}: {problem.message}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("notice", Quantity(30, "days")),
        ("breach", Quantity(36, "hours")),  # 48, brought down to the strictest law (60) less 24
        ("records", Quantity(36, "months")),  # 12, brought up to the law's 36
        ("cap", Open()),
        ("count", Number(Decimal(3))),
    ],
)
def test_defaults(small: Library, name: str, value: Value) -> None:
    """A default that would break a figure of the law is brought to the nearest value that does not; what is asked for stays open."""
    assert blank(small, name) == value


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("notice", 7, Quantity(7, "days")),
        ("notice", 60, Quantity(60, "days")),
        ("notice", "14", Quantity(14, "days")),
        ("breach", 36, Quantity(36, "hours")),
        ("cap", {"amount": 1000000, "currency": "JPY"}, Money(Decimal(1000000), "JPY")),
        ("limit", {"amount": 900, "currency": "JPY"}, Money(Decimal(900), "JPY")),
        ("share", 2.5, Percent(Decimal("2.5"))),
        ("start", "2027-03-01", DateValue(date(2027, 3, 1))),
        ("basis", {"en": "a decision"}, TextValue({"en": "a decision"})),
        ("count", "0.5", Number(Decimal("0.5"))),
        ("cap", "by_hand", ByHand()),
        ("notice", "by_hand", ByHand("days")),
    ],
)
def test_given_values(small: Library, name: str, given: Any, value: Value) -> None:
    """A value of the right type within its bounds stands as given; `by_hand` leaves room for the pen."""
    assert blank(small, name, given) == value


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("notice", 6, "6 breaks the bound 7 of the clause; the nearest valid value is 7"),
        ("notice", 61, "61 breaks the bound 60 of the clause; the nearest valid value is 60"),
        ("breach", 37, "37 breaks the figure of the law (JP: 60 hours, less 24); the nearest valid value is 36"),
        ("records", 35, "35 breaks the figure of the law (JP: 36 months, less 0); the nearest valid value is 36"),
        ("notice", "soon", "expected a number (days), found 'soon'"),
        ("notice", 7.5, "expected a whole number of days, found 7.5"),
        ("notice", "nan", "expected a number (days), found 'nan'"),
        ("notice", "Infinity", "expected a number (days), found 'Infinity'"),
        ("notice", "1e999999", "expected a number (days), found '1e999999'"),
        ("notice", {"en": "x"}, "expected a number (days), found {'en': 'x'}"),
        ("cap", 1000000, "expected {amount: 1000000, currency: JPY}"),
        ("cap", {"amount": 5, "currency": "yen"}, "expected an ISO 4217 currency (JPY), found 'yen'; did you mean JPY?"),
        ("cap", {"amount": 5, "currency": "YEN"}, "expected an ISO 4217 currency (JPY), found 'YEN'; did you mean JPY?"),
        ("cap", {"amount": 5, "currency": "DEM"}, "expected an ISO 4217 currency (JPY), found 'DEM'"),
        ("cap", {"amount": -5, "currency": "JPY"}, "expected a sum of money, found -5"),
        ("cap", {"amount": "much", "currency": "JPY"}, "expected a number (money), found 'much'"),
        ("limit", {"amount": 899, "currency": "JPY"}, "899 JPY breaks the floor of JP/floor; the nearest valid value is 900 JPY"),
        ("limit", {"amount": 9, "currency": "SGD"}, "SGD cannot be held against the floor of JP/floor; give it in JPY"),
        ("start", "tomorrow", "expected a date (2027-02-01), found 'tomorrow'"),
        ("basis", "a decision", "expected words by language ({en: …, ja: …})"),
        ("basis", {"en": 5}, "expected words by language ({en: …, ja: …})"),
        ("basis", {"id": "keputusan"}, "it is not given in en; the texts of the deal need it"),
    ],
)
def test_refused_values(small: Library, name: str, given: Any, says: str) -> None:
    """A value that the deal gives is never bent: it is refused, with the nearest valid one."""
    assert refusal(small, name, given) == f"invalid_blank: blank 'terms.{name}': {says}"


def test_an_unknown_blank(small: Library) -> None:
    """A misspelt blank is refused with the one that was meant."""
    with pytest.raises(DealError, match="'notise' is not a blank of 'terms'; did you mean notice"):
        blank(small, "notice", blanks={"terms": {"notise": 3}})


def test_all_refusals_at_once(small: Library) -> None:
    """Every bad value of a clause is told in one go."""
    with pytest.raises(DealError) as caught:
        blank(small, "notice", blanks={"terms": {"notice": 1, "breach": 99, "other": 2}})
    assert len(caught.value.problems) == 3


def test_a_playbook_wishes(small: Library) -> None:
    """A playbook's value stands where the deal says nothing; the deal's beats it."""
    assert blank(small, "notice", playbook="ours") == Quantity(14, "days")
    assert blank(small, "notice", 21, playbook="ours") == Quantity(21, "days")


def unit_facts(given: Deal, small: Library, name: str) -> list[dict[str, str]]:
    """The facts of each unit of a clause, as printed in English."""
    found, chosen = all_fills(given, small)
    names = [fact for fact in known_facts(small.clause("execution" if name == "signature" else "articles", name).per) if fact not in FACTS]
    english = small.conventions("en")
    return [{fact: format(found.of(choice)[fact], english) for fact in names} for choice in chosen if choice.clause.name == name]


def test_facts_of_a_dataset(small: Library) -> None:
    """Title, origins and sites of each dataset, and not of another."""
    data = {"corpus": DATASET, "home_grown": dataset(title={"en": "Other"}, origins={"JP": {}})}
    given = deal(datasets=data, operations=[operation(makes="model"), operation("evaluation", at="home")])
    first, second = unit_facts(given, small, "data")
    assert (first["datasets"], first["origins"]) == ("Corpus", "Indonesia")
    assert "Away Site" in first["sites"]
    assert "Home Site" in first["sites"]
    assert (second["datasets"], second["origins"], second["sites"]) == (
        "Other",
        "Indonesia",
        "—",
    )  # where it lies: whose law says nothing of it


def test_where_held_data_stay(small: Library) -> None:
    """Of two states only the one whose law holds the data back is where they stay; of free data both are origins."""
    held, free = dataset(origins={"ID": {}, "JP": {}}, contents=["voice"]), dataset(origins={"ID": {}, "JP": {}})
    assert unit_facts(deal(datasets={"corpus": held}), small, "data")[0]["origins"] == "Indonesia"
    assert unit_facts(deal(datasets={"corpus": free}), small, "data")[0]["origins"] == "Indonesia and Japan"


def test_facts_of_a_ground(small: Library) -> None:
    """A ground says what goes from where to where, and under whose law."""
    (ground,) = unit_facts(deal(), small, "ways")
    assert ground["law"] == "Indonesia"
    for words in ("Corpus", "Indonesia", "Japan"):
        assert words in ground["routes"]


def test_facts_of_a_party(small: Library) -> None:
    """A party that names no signatory is represented by hand; one that does, by whom it names."""
    person = {"name": {"en": "Ratna Wijaya"}, "title": {"en": "Director"}, "honorific": {"en": "Ms"}}
    parties = {**PARTIES, "sender": {**PARTIES["sender"], "signatories": [person]}}
    first, second = unit_facts(deal(parties=parties), small, "signature")
    assert (first["name"], first["signatory_name"], first["title"]) == ("Sender Ltd", "Ratna Wijaya", "Director")
    assert "Ratna Wijaya" in first["represented_by"]
    assert "Director" in first["represented_by"]
    assert second["represented_by"] == small.conventions("en").by_hand
    assert second["signatory_name"] == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "—"),
        ([{"document": "board_resolution"}], "board resolution"),
        ([{"document": "full_powers", "number": "12"}], "full powers No. 12"),
        ([{"document": "full_powers", "date": "2026-10-01"}], "full powers of 1 October 2026"),
        ([{"document": "power_of_attorney", "number": "POA-99", "date": "2026-10-01"}], "power of attorney No. POA-99 of 1 October 2026"),
        ([{"document": "full_powers", "number": "by_hand", "date": "by_hand"}], "full powers No. …… of ……"),
        ([{"document": "appointment"}, {"document": "delegation"}], "decree of appointment and instrument of delegation"),
    ],
)
def test_what_empowers_who_signs(small: Library, given: Any, words: str) -> None:
    """Every document stands in the signature block, with the number and the day that the deal gives."""
    parties = {**PARTIES, "sender": {**PARTIES["sender"], "authority": given}}
    english = small.conventions("en")
    printed = unit_facts(deal(parties=parties), small, "signature")[0]["authority_document"]
    assert printed.replace("\u00a0", " ").replace(english.by_hand, "……") == words


def test_everyone_who_signs_has_a_row(small: Library) -> None:
    """Each signatory of a party has lines to sign; a party that names none has one set of them, to be filled by hand."""
    people = [{"name": {"en": "Ratna Wijaya"}, "title": {"en": "Director"}}, {"name": {"en": "Budi Santoso"}}]
    parties = {**PARTIES, "sender": {**PARTIES["sender"], "signatories": people}}
    found, chosen = all_fills(deal(parties=parties), small)
    english = small.conventions("en")
    rows = [found.unit_rows(choice)["signatories"] for choice in chosen if choice.clause.name == "signature"]
    assert [[format(row["signatory"], english) for row in own] for own in rows] == [
        ["Ratna Wijaya, Director", "Budi Santoso"],
        [english.by_hand],
    ]


def row(given: Deal, small: Library, family: str) -> dict[str, str]:
    """The first row of a family, as printed in English."""
    found = all_fills(given, small)[0].rows[family][0]
    return {name: format(value, small.conventions("en")) for name, value in found.items()}


def test_roles_follow_from_the_deal(small: Library) -> None:
    """Who supplies, handles, hosts and develops is read from the operations, never given."""
    found = all_fills(deal(), small)[0].rows["parties"]
    english = small.conventions("en")
    roles = [format(party["party_roles"], english) for party in found]
    assert "Provider" in roles[0]
    assert "Recipient" not in roles[0]
    assert all(word in roles[1] for word in ("Recipient", "Developer", "Host"))


def test_what_training_makes(small: Library) -> None:
    """A run that trains a model further makes a version of it, and where it does so the model stands among what is handled there."""
    tuned = operation("fine_tuning", by="sender", at="home", on="corpus,model")
    found = all_fills(deal(operations=[operation(makes="model"), tuned]), small)[0].rows
    english = small.conventions("en")
    assert [format(run["operation_makes"], english) for run in found["operations"]] == ["Model", "version of Model"]
    assert ["Model" in format(site["site_things"], english) for site in found["sites"]] == [True, True]


def test_only_a_recipient_needs_a_stage_allowed(small: Library) -> None:
    """What its provider does with its own data is no stage that the agreement allows."""
    own = operation("fine_tuning", by="sender", at="home")
    allowed = row(deal(operations=[operation(makes="model"), own]), small, "stages")
    assert allowed["stage_allowed"] == "pre-training"
    assert "Home Site" not in allowed["stage_site"]


def test_what_nobody_has_said_is_open(small: Library) -> None:
    """A number of persons that is not known, an address not given: blanks to be filled, never a guess."""
    given = deal(datasets={"corpus": dataset(origins={"ID": {}})})
    assert row(given, small, "datasets")["dataset_people"] == small.conventions("en").open_blank
    assert row(given, small, "parties")["party_address"] == small.conventions("en").open_blank
    none = deal(datasets={"corpus": dataset(origins={"ID": {}}, identity="none")})
    assert row(none, small, "datasets")["dataset_people"] == "—"


def test_transfers_name_their_law_and_mechanism(small: Library) -> None:
    """The row of a transfer says what crosses, how, under whose law and by which mechanism."""
    found = row(deal(), small, "transfers")
    assert (found["transfer_thing"], found["transfer_from"], found["transfer_to"]) == ("Corpus", "Indonesia", "Japan")
    assert found["transfer_laws"] == "Indonesia"
    assert "contract" in found["transfer_mechanism"].lower()


@pytest.mark.parametrize(("on", "value"), [("date", DateValue), ("signature", Code), ("conditions", Code)])
def test_entry_into_force(small: Library, on: str, value: type) -> None:
    """A day is printed as a day; an event as an event, since nobody knows its day."""
    given = deal(entry_into_force={"on": on, "expected": "2027-02-01"})
    assert isinstance(all_fills(given, small)[0].single["entry_into_force"], value)


@pytest.mark.parametrize(("city", "seat"), [(None, "Japan"), ({"en": "Tokyo"}, "Tokyo, Japan")])
def test_the_seat_of_an_arbitration(small: Library, city: Any, seat: str) -> None:
    """A practitioner names a city; without one the state stands alone."""
    disputes = {"method": "arbitration", "institution": {"en": "Centre"}, "seat": "JP", "city": city}
    assert format(all_fills(deal(disputes=disputes), small)[0].single["seat"], small.conventions("en")) == seat


@pytest.mark.parametrize(("originals", "count"), [("one_each", 2), ("one", 1), (5, 5)])
def test_originals(small: Library, originals: Any, count: int) -> None:
    """One original for each party, one in all, or as many as the deal says."""
    assert all_fills(deal(signing={"originals": originals}), small)[0].single["original_count"] == Number(count)


def test_every_fact_of_the_catalog_is_there(small: Library) -> None:
    """What `facts` promises, every wording gets: no fact is listed and then missing."""
    models = {"model": {**MODEL, "base": "Base 1"}}
    approvals = [{"rule": "ID/free", "status": "granted"}]
    found, chosen = all_fills(deal(models=models, sites=SITES, approvals=approvals), small)
    for choice in chosen:
        missing = set(known_facts(choice.clause.per)) - set(found.of(choice))
        families = {FACTS[name].family for name in missing}
        assert families <= {"figures", "duties"}, missing
