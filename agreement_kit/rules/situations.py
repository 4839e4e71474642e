"""The facts a rule sees: what is given of a dataset, handling, transfer or party, and what earlier rules of the same law found."""

from collections.abc import Iterable, Iterator, Mapping

from agreement_kit.codes import NO, YES, Codes
from agreement_kit.deal import Deal, Handling, Transfer, mechanism_for
from agreement_kit.dealparts import RELEASES, TRAINING, UNKNOWN
from agreement_kit.scope import Fact, known

Facts = dict[str, Fact]


class Situations:
    """Builds situations for one deal. Every result is a new mapping from dimension or flag to fact.

    What hundreds of rules ask about the same thing is worked out once.
    """

    def __init__(self, deal: Deal, codes: Codes) -> None:
        self.deal, self.codes = deal, codes
        self._flag_names = {level: codes.flags(level) for level in ("agreement", "party", "dataset")}
        self._things: dict[tuple[str, tuple[tuple[str, str], ...]], Facts] = {}
        self._agreement = self._agreement_facts()
        self._people_together = _total(origin.people for data in deal.datasets.values() for origin in data.origins.values())

    def agreement(self) -> Facts:
        """The facts of the whole agreement."""
        return dict(self._agreement)

    def party(self, name: str) -> Facts:
        """The facts of a party."""
        party = self.deal.parties[name]
        return {**self._agreement, "acts_as": known(party.acts_as), **self._flags("party", party.flags)}

    def dataset(self, name: str, classes: Mapping[str, str] | None = None) -> Facts:
        """The facts of a dataset, of its provider and of the strictest way in which it is handled; `classes` are what one law calls it."""
        data = self.deal.datasets[name]
        others = frozenset(h.operation.acting for h in self.deal.handlings if h.thing == name and h.operation.by != data.provider)
        acting = self.codes.dimensions["acting"]
        facts = self.party(data.provider)
        facts |= {dimension: self._coded(dimension, getattr(data, dimension)) for dimension in ("identity", "sector", "secrecy")}
        facts["holder"] = frozenset({data.holder, data.other_holder or data.holder})
        facts |= self._flags("dataset", data.contents)
        facts |= {
            "origin": frozenset(data.origins),
            "people": _total(origin.people for origin in data.origins.values()),
            "people_together": self._people_together,
            "acting": known(acting.strictest(others) if others else acting.codes[0]),
            "carries": known("data"),
            "personal": personal(facts["identity"]),
            "anonymised": _yes("anonymised" in _codes(facts["identity"])),
            "public_data": _yes("public" in _codes(facts["holder"])),
            "moves": _yes(any(t.handling.thing == name and t.access == "copy" for t in self.deal.transfers)),
            "reached": _yes(any(t.handling.thing == name and t.access == "remote" for t in self.deal.transfers)),
        }
        return facts | _classes(self.codes, classes)

    def thing(self, name: str, classes: Mapping[str, str] | None = None) -> Facts:
        """The facts of a dataset, or of a model: the strictest over all datasets it is made of, and `carries: model`."""
        key = (name, tuple(sorted((classes or {}).items())))
        if key not in self._things:
            self._things[key] = self._thing(name, classes)
        return dict(self._things[key])

    def _thing(self, name: str, classes: Mapping[str, str] | None) -> Facts:
        if name in self.deal.datasets:
            return self.dataset(name, classes)
        parts = [self.dataset(part, classes) for part in self.deal.lineage(name)]
        facts = self.join(parts) if parts else self._unknown_data(name) | _classes(self.codes, classes)
        return facts | {"carries": known("model")}

    def _unknown_data(self, model: str) -> Facts:
        """A model of which the deal does not say what it is made of: every fact of its data is unknown."""
        facts = self.party(self.deal.models[model].developer)
        for dimension in self.codes.dimensions.values():
            if dimension.level in {"dataset", "handling"} and not dimension.found:
                facts[dimension.name] = None if dimension.number else frozenset(dimension.codes)
        return facts | {"people_together": None}

    def handling(self, handling: Handling, classes: Mapping[str, str] | None = None) -> Facts:
        """The facts of a handling, of who handles and of the thing handled."""
        facts = self.thing(handling.thing, classes) | self.party(handling.operation.by)
        facts |= {"acting": known(handling.operation.acting), "stage": known(handling.operation.do), "carries": known(handling.carries)}
        facts["premises"] = known(self.deal.sites[handling.operation.at].premises)
        return facts

    def transfer(self, transfer: Transfer, party: str, law: str, classes: Mapping[str, str] | None = None) -> Facts:
        """The facts of a transfer as one law sees it, from one of its two parties."""
        mechanism = mechanism_for(self.deal, transfer.handling.thing, transfer.arrives, law)
        facts = self.handling(transfer.handling, classes) | self.party(party)
        facts |= {"leaves": known(transfer.leaves), "arrives": known(transfer.arrives), "access": known(transfer.access)}
        facts["mechanism"] = known(mechanism) if mechanism else frozenset()
        return facts

    def join(self, parts: list[Facts]) -> Facts:
        """How several datasets look from above: the strictest code, any flag, all states, all people."""
        names = {name for part in parts for name in part}
        facts = {name: self._join(name, [part[name] for part in parts if name in part]) for name in names}
        return facts | {"people_together": self._people_together}

    def _join(self, name: str, facts: list[Fact]) -> Fact:
        dimension = self.codes.dimensions.get(name)
        if dimension is None or dimension.number:
            return _total(fact if isinstance(fact, int) else None for fact in facts)
        codes = frozenset(code for fact in facts if isinstance(fact, frozenset) for code in fact)
        return known(dimension.strictest(codes)) if dimension.joins and codes else codes

    def _coded(self, dimension: str, value: str) -> Fact:
        return frozenset(self.codes.dimensions[dimension].codes) if value == UNKNOWN else known(value)

    def _flags(self, level: str, given: Iterable[str]) -> Facts:
        return {flag: _yes(flag in given) for flag in self._flag_names[level]}

    def _agreement_facts(self) -> Facts:
        deal = self.deal
        facts: Facts = {"instrument": known(deal.instrument), "disputes": known(deal.disputes.method)}
        facts |= self._flags("agreement", deal.flags)
        facts |= _of_work(deal) | _of_parties(deal)
        facts |= {
            "base_model": _yes(any(model.base for model in deal.models.values())),
            "open_release": _yes(any(model.release in {"open", "open_use_limited"} for model in deal.models.values())),
            "model_leaves": _yes(any(transfer.handling.is_model for transfer in deal.transfers)),
            "law_chosen": _yes(deal.governing_law is not None),
            "effect_later": _yes(deal.entry_into_force.on != "signature"),
            "one_original": _yes(deal.original_count == 1),
            "several_texts": _yes(len(deal.texts.authentic) > 1),
            "one_prevails": _yes(deal.texts.prevails is not None and len(deal.texts.authentic) > 1),
        }
        return facts


def _of_work(deal: Deal) -> Facts:
    """What follows from the operations, models and sites: which kinds of work there are, and where."""
    stages = {operation.do for operation in deal.operations}
    makes = any(operation.makes for operation in deal.operations)
    return {
        "training": _yes(makes or bool(stages & TRAINING)),
        "deployment": _yes("inference" in stages or "public_service" in deal.flags),
        "synthetic": _yes("synthetic_generation" in stages),
        "released": _yes("release" in stages or any(model.release != RELEASES[0] for model in deal.models.values())),
        "co_location": _yes(len({site.jurisdiction for site in deal.sites.values()}) > 1),
        "contributions": _yes(bool(deal.contributions)),
        "sub_processors": _yes(bool(deal.sub_processors) or "sub_processors" in deal.flags),
    }


def _of_parties(deal: Deal) -> Facts:
    """What follows from who the parties are."""
    kinds = [party.acts_as for party in deal.parties.values()]
    states = [kind in {"state", "organ_of_state"} for kind in kinds]
    return {
        "organ_of_state_party": _yes(any(states)),
        "all_organs_of_state": _yes(all(states)),
        "company_party": _yes("company" in kinds),
        "university_party": _yes("university" in kinds),
        "several_parties": _yes(len(kinds) > 2),
    }


def personal(identity: Fact) -> frozenset[str]:
    """Whether data relate to persons: yes when they are, or may be, pseudonymised or identified."""
    return _yes(bool(_codes(identity) & {"pseudonymised", "identified"}))


def _codes(fact: Fact) -> frozenset[str]:
    return fact if isinstance(fact, frozenset) else frozenset()


def shown(fact: Fact) -> str:
    """A fact in words for explanations."""
    if isinstance(fact, frozenset):
        return " or ".join(sorted(fact))
    return "unknown" if fact is None else str(fact)


def _classes(codes: Codes, classes: Mapping[str, str] | None) -> Facts:
    """What a law found of a dataset; where it found nothing, the loosest code."""
    found = [d for d in codes.dimensions.values() if d.found and d.level == "dataset" and not d.flag and d.name != "residency"]
    return {d.name: known((classes or {}).get(d.name, d.codes[0])) for d in found}


def _yes(truth: bool) -> frozenset[str]:
    return known(YES if truth else NO)


def _total(numbers: Iterable[int | None]) -> int | None:
    values: Iterator[int | None] = iter(list(numbers))
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total
