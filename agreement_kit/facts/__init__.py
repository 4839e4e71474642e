"""What stands in every blank: the fixed facts of the deal and the values of each clause's own blanks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from agreement_kit.codes import NO, YES, Codes
from agreement_kit.deal import Deal
from agreement_kit.dealparts import Disputes
from agreement_kit.facts import families
from agreement_kit.facts.blankvalues import blank_values
from agreement_kit.facts.catalog import FACTS, MERGING, UNIT_FACTS, Fact, known_facts
from agreement_kit.facts.workmap import WorkMap, work_map
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules import Findings
from agreement_kit.rules.findings import Residency
from agreement_kit.select import Choice, Choices
from agreement_kit.text.values import (
    Code,
    DateValue,
    LanguageValue,
    ListValue,
    Number,
    Open,
    Phrase,
    Plain,
    StateValue,
    TextValue,
    Value,
    period_of,
)

__all__ = ["FACTS", "MERGING", "PICTURES", "UNIT_FACTS", "Fact", "Fills", "fills", "known_facts"]

PICTURES: Mapping[str, Callable[[Deal], WorkMap]] = {"work": work_map}  # by the name that a wording gives
Row = Mapping[str, Value]
_NOT_ON_RECORDS = frozenset({"delivery", "storage", "inference", "release"})


@dataclass(frozen=True, slots=True)
class Fills:
    """Values by name. `rows` holds the families, one mapping a row, and `joined` each of their facts as a list over the rows;
    `flags` holds those that are the same for the whole agreement.
    """

    deal: Deal
    findings: Findings
    law: Mapping[str, Jurisdiction]
    codes: Codes
    single: Mapping[str, Value]
    rows: Mapping[str, list[Row]]
    joined: Mapping[str, Value]
    flags: Mapping[str, bool]
    wishes: Mapping[str, Mapping[str, Any]]

    def of(self, choice: Choice) -> dict[str, Value]:
        """Every value that the wording of a choice may use, besides the rows of families. Raises DealError for a bad blank."""
        own = _joined(self.unit_rows(choice))
        return {**self.joined, **self.single, **_unit_facts(self, choice), **own, **self.blanks(choice.clause)}

    def unit_rows(self, choice: Choice) -> Mapping[str, list[Row]]:
        """The rows that run along the unit of a choice: who signs for a party."""
        if choice.clause.per != "party":
            return {}
        return {"signatories": families.signatories(self.deal.parties[choice.target.unit.party or ""])}

    def blanks(self, clause: Clause) -> dict[str, Value]:
        """The values of a clause's own blanks. Raises DealError for a bad one."""
        return blank_values(self.deal, clause, self.wishes.get(clause.name, {}), self.findings, self.codes)

    def flags_of(self, choice: Choice) -> dict[str, bool]:
        """Every flag that the wording may ask: facts that are yes or no, clauses that are in, rules that an addendum answers."""
        own = {name: YES in fact for name, fact in choice.target.facts.items() if isinstance(fact, frozenset) and fact <= {YES, NO}}
        answered = {rule.split("/", 1)[1]: rule in self.findings.rule_ids for rule in choice.clause.answers}
        return {**own, **self.flags, **answered}


def fills(deal: Deal, findings: Findings, choices: Choices, library: Library) -> Fills:
    """Everything the wording of a deal may need."""
    law = library.jurisdictions
    rows: dict[str, list[Row]] = {
        "parties": families.parties(deal),
        "datasets": families.datasets(deal, findings),
        "models": families.models(deal),
        "operations": families.operations(deal),
        "sites": families.sites(deal),
        "transfers": families.transfers(deal, findings),
        "approvals": families.approvals(deal, findings, law),
        "stages": families.stages(deal),
        "matrix": families.matrix(deal, _matrix_stages(library.codes)),
        "sub_processors": families.sub_processors(deal),
        "contributions": families.contributions(deal),
        "figures": [],
    }
    flags = {name: name in choices.present for name in library.clause_names}
    empty = {fact.name: families.NONE for fact in FACTS.values() if fact.family in rows and not rows[fact.family]}
    joined, wishes = {**empty, **_joined(rows)}, library.playbook(deal.playbook).blanks
    return Fills(deal, findings, law, library.codes, _single(deal), rows, joined, flags, wishes)


def _joined(rows: Mapping[str, list[Row]]) -> dict[str, Value]:
    """Each fact of some families as a list over their rows."""
    return {name: families.listed(row[name] for row in family) for family in rows.values() if family for name in family[0]}


def _matrix_stages(codes: Codes) -> tuple[str, ...]:
    """The stages of work on records; keeping, handing over and using a finished model are not among them."""
    return tuple(stage for stage in codes.dimensions["stage"].codes if stage not in _NOT_ON_RECORDS)


def _single(deal: Deal) -> dict[str, Value]:
    texts, disputes = deal.texts, deal.disputes
    return {
        "effective_date": DateValue(deal.takes_effect),
        "term": period_of(deal.term),
        "entry_into_force": DateValue(deal.takes_effect)
        if deal.entry_into_force.on == "date"
        else Code("entry_into_force", deal.entry_into_force.on),
        "governing_law": _state(deal.governing_law),
        "seat": _seat(disputes),
        "court_state": _state(disputes.state),
        "institution": families.words(disputes.institution),
        "arbitration_language": LanguageValue(disputes.language or texts.working),
        "prevailing_language": LanguageValue(texts.prevails or texts.working),
        "working_language": LanguageValue(texts.working),
        "authentic_languages": families.listed(LanguageValue(tag) for tag in texts.authentic),
        "translation_languages": families.listed(LanguageValue(tag) for tag in texts.translations),
        "party_names": families.listed(TextValue(party.name) for party in deal.parties.values()),
        "original_count": Number(deal.original_count),
    }


def _state(code: str | None) -> Value:
    return StateValue(code) if code else Open()


def _seat(disputes: Disputes) -> Value:
    """The seat of an arbitration: city and state, or the state alone."""
    state = _state(disputes.seat)
    return Phrase("city", {"city": TextValue(disputes.city), "state": state}) if disputes.city and disputes.seat else state


def _unit_facts(fills: Fills, choice: Choice) -> dict[str, Value]:
    makers = {"dataset": _dataset, "transfer": _transfer, "ground": _ground, "party": _party}
    if choice.target.state:
        return {"state": TextValue(fills.law[choice.target.state].names, ours=True)}
    maker = makers.get(choice.clause.per)
    return maker(fills, choice) if maker else {}


def _dataset(fills: Fills, choice: Choice) -> dict[str, Value]:
    deal, name = fills.deal, choice.target.unit.thing or ""
    handled = [operation.at for operation in deal.operations if name in operation.on]
    return {
        "datasets": ListValue((families.titled(deal, name),)),
        "origins": families.listed(StateValue(state) for state in _holding(deal, name, fills.findings.residency[name])),
        "sites": families.listed(families.site_name(deal, site) for site in handled),
        "authorities": _authorities(fills, fills.findings.residency[name]),
    }


def _holding(deal: Deal, name: str, residency: Residency) -> list[str]:
    """The states in which a dataset stays: those whose law binds it most, or is silent; its origins where none holds it back."""
    if residency.rests_on == "silence":
        return list(residency.silent)
    held = [state for state, code in residency.by_law.items() if code == residency.code and code != "free"]
    return held or list(deal.datasets[name].origins)


def _authorities(fills: Fills, residency: Residency) -> Value:
    named = [(f.rule.state, f.version.by) for f in residency.found if f.version.by and f.version.code == "approval"]
    if not named:
        return families.listed([Code("authority", "competent")])
    return families.listed(families.authority(fills.law, state, by) for state, by in named)


def _transfer(fills: Fills, choice: Choice) -> dict[str, Value]:
    transfer = choice.target.unit.transfer
    assert transfer is not None
    parts: dict[str, Value] = {
        "thing": families.titled(fills.deal, transfer.handling.thing),
        "from": StateValue(transfer.leaves),
        "to": StateValue(transfer.arrives),
    }
    return {"routes": ListValue((Phrase("route", parts),))}


def _ground(fills: Fills, choice: Choice) -> dict[str, Value]:
    ground = choice.target.ground
    assert ground is not None
    values = _transfer(fills, choice)
    values["law"] = StateValue(ground.law)
    values["authorities"] = _authorities(fills, fills.findings.residency[ground.thing])
    return values


def _party(fills: Fills, choice: Choice) -> dict[str, Value]:
    party = fills.deal.parties[choice.target.unit.party or ""]
    first = party.signatories[0] if party.signatories else None
    return {
        "name": TextValue(party.name),
        "state": StateValue(party.jurisdiction),
        "represented_by": families.represented_by(party),
        "signatory_name": TextValue(first.name) if first else Plain(""),
        "title": TextValue(first.title) if first and first.title else Plain(""),
        "address": families.words(party.address),
        "unit": TextValue(party.acting_through) if party.acting_through else families.NONE,
        "on_behalf_of": TextValue(party.on_behalf_of) if party.on_behalf_of else families.NONE,
        "authority_document": families.listed(families.authority_document(given) for given in party.authority),
    }
