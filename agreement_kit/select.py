"""Which clauses are in, in which variant and position, for which units, and why; and why the others are out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agreement_kit.codes import NO, YES, Codes
from agreement_kit.deal import Deal
from agreement_kit.errors import DealError, NoVariant, nearest
from agreement_kit.library import Library
from agreement_kit.library.agreements import AgreementType, Entry
from agreement_kit.library.clauses import BALANCED, Clause
from agreement_kit.library.playbooks import Playbook
from agreement_kit.resolve import choose as resolve
from agreement_kit.rules import Findings, Found, Ground, Unit
from agreement_kit.rules.residency import approvals
from agreement_kit.rules.situations import Facts, Situations, shown
from agreement_kit.scope import known

AGREED = "agreed"
_FILED = frozenset({"filing", "notice", "approval", "registration"})  # duties that an authority receives


@dataclass(frozen=True, slots=True)
class Target:
    """A unit a clause is chosen for: the unit, and what belongs to it (a ground; the state of an addendum)."""

    unit: Unit
    facts: Facts
    ground: Ground | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause that is in: the variant and position, the target, the facts its scope used and the rules behind them."""

    clause: Clause
    variant: str
    position: str
    target: Target
    used: Mapping[str, str]
    rules: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A clause that is out, and what would bring it in (in words)."""

    clause: str
    folder: str
    because: str
    would_need: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything chosen, in the order of the agreement, and everything left out."""

    chosen: tuple[Choice, ...]
    omitted: tuple[Omission, ...]
    type: AgreementType

    @property
    def present(self) -> frozenset[str]:
        """The names of the clauses that are in; each is a flag in wording."""
        return frozenset(choice.clause.name for choice in self.chosen)


def choose(deal: Deal, findings: Findings, library: Library) -> Choices:
    """Choose every provision of the deal's agreement type.

    Raises DealError for a position or clause that does not exist, NoVariant and AmbiguousVariant when the library cannot decide.
    """
    kind = library.agreement_type(deal.agreement)
    entries = tuple(_entries(deal, kind, library))
    _check_names(deal, entries, library)
    situations, playbook = Situations(deal, library.codes), library.playbook(deal.playbook)
    joined = agreement_facts(situations, findings, library.codes)
    chosen: list[Choice] = []
    omitted: list[Omission] = []
    for entry in entries:
        clause = library.clause(entry.folder, entry.clause)
        omission = _left_out(deal, entry, joined)
        wanted = _wanted_positions(deal, clause.name, playbook)
        found = [] if omission else list(_choices(clause, wanted, situations, findings, joined, library.codes))
        chosen += found
        if not found:
            omitted.append(omission or _no_unit(clause))
    return Choices(tuple(chosen), tuple(omitted), kind)


def agreement_facts(situations: Situations, findings: Findings, codes: Codes) -> Facts:
    """How the whole deal looks to a clause per agreement: datasets joined, the strictest of what all laws found."""
    datasets = [dataset_facts(name, situations, findings, codes) for name in situations.deal.datasets]
    facts = situations.join(datasets)
    organs = [party.acts_as for party in situations.deal.parties.values()]
    facts["acts_as"] = known(codes.dimensions["acts_as"].strictest(frozenset(organs)))
    facts |= _found_facts(situations.deal, findings)
    for flag in codes.flags("party"):
        facts[flag] = known(YES if any(flag in party.flags for party in situations.deal.parties.values()) else NO)
    return situations.agreement() | facts


def _found_facts(deal: Deal, findings: Findings) -> Facts:
    """What the law's answers make of the whole agreement."""
    filed = any(f.version.to and f.version.duty in _FILED for f in findings.of_kind("duty"))
    wanted = any(f.version.practice == "consideration" for f in findings.of_kind("practice"))
    answers = {
        "open_conditions": bool(findings.conditions),
        "approvals": any(approvals(deal, findings.residency)),
        "filings": filed,
        "consideration": wanted and "fees" not in deal.flags,
    }
    return {name: known(YES if holds else NO) for name, holds in answers.items()}


def dataset_facts(name: str, situations: Situations, findings: Findings, codes: Codes) -> Facts:
    """How one dataset looks to a clause: what is given, and the strictest of what all laws found."""
    laws = [classes for (thing, _), classes in findings.classes.items() if thing == name]
    strictest: dict[str, str] = {}
    for classes in laws:
        for dimension, code in classes.items():
            strictest[dimension] = codes.dimensions[dimension].strictest(frozenset({code, strictest.get(dimension, code)}))
    residency = findings.residency[name]
    facts = situations.dataset(name, strictest)
    facts |= {
        "residency": known(residency.code),
        "law_holds": known(YES if set(residency.by_law.values()) - {"free"} else NO),
        "law_excepts": known(YES if residency.rests_on == "exception" else NO),
        "law_silent": known(YES if residency.rests_on == "silence" else NO),
        "keeps_copy": known(YES if "copy" in residency.keeps else NO),
        "keeps_access": known(YES if "access" in residency.keeps else NO),
        "has_sensitive": known(YES if strictest.get("sensitivity") == "sensitive" and facts["personal"] == known(YES) else NO),
    }
    return facts


def _entries(deal: Deal, kind: AgreementType, library: Library) -> Iterator[Entry]:
    """The type's entries, with articles of the deal's own folder put in where they say."""
    own = [clause for clause in _own_clauses(library) if clause.insert_after and clause.name not in kind.clauses]
    wanted = deal.recitals
    for entry in kind.entries:
        if entry.folder != "recitals" or wanted is None or entry.clause in wanted:
            yield entry
        for clause in own:
            if clause.insert_after == entry.clause and clause.folder == entry.folder:
                yield Entry(clause.folder, clause.name, entry.when)


def _own_clauses(library: Library) -> Iterator[Clause]:
    """Articles that an overlay adds."""
    shipped = library.sources.roots[0]
    for name in library.sources.names("clauses/articles"):
        if not (shipped / "clauses" / "articles" / name).is_dir():
            yield library.clause("articles", name)


def _check_names(deal: Deal, entries: tuple[Entry, ...], library: Library) -> None:
    names = {entry.clause: entry for entry in entries}
    problems = []
    for field, given in (("positions", deal.positions), ("blanks", deal.blanks), ("leave_out", deal.leave_out)):
        for index, name in enumerate(given):
            key = (field, index) if field == "leave_out" else (field, name)
            if name not in names:
                problems.append(deal.problem("unknown_clause", f"there is no clause '{name}' in this agreement", key, nearest(name, names)))
    for name, position in deal.positions.items():
        if name in names:
            written = {p for _, p in library.clause(names[name].folder, name).texts}
            if position not in written:
                message = f"clause '{name}' is not written {position}; written are: {', '.join(sorted(written))}"
                problems.append(deal.problem("unknown_position", message, ("positions", name)))
    recitals = library.sources.names("clauses/recitals")
    for index, name in enumerate(deal.recitals or []):
        if name not in recitals:
            problems.append(deal.problem("unknown_clause", f"there is no recital '{name}'", ("recitals", index), nearest(name, recitals)))
    if problems:
        raise DealError(problems)


def _left_out(deal: Deal, entry: Entry, facts: Facts) -> Omission | None:
    if entry.clause in deal.leave_out:
        return Omission(entry.clause, entry.folder, "the deal leaves it out", "take it from leave_out")
    if entry.when.holds(facts):
        return None
    missing = [name for name in entry.when.conditions if not _one_holds(entry, name, facts)]
    needs = ", ".join(_wanted(entry, name) for name in missing)
    return Omission(entry.clause, entry.folder, "; ".join(f"{name} is {shown(facts[name])}" for name in missing), needs)


def _one_holds(entry: Entry, name: str, facts: Facts) -> bool:
    return type(entry.when)({name: entry.when.conditions[name]}).holds(facts)


def _wanted(entry: Entry, name: str) -> str:
    codes = getattr(entry.when.conditions[name], "codes", None)
    return f"{name}: {' or '.join(sorted(codes))}" if codes else name


def _no_unit(clause: Clause) -> Omission:
    if clause.answers:
        return Omission(clause.name, clause.folder, "none of its rules binds this deal", f"one of: {', '.join(sorted(clause.answers))}")
    wanted = " or ".join(f"{name} ({variant.purpose.rstrip('.')})" for name, variant in clause.variants.items())
    return Omission(clause.name, clause.folder, f"there is no {clause.per} that it applies to", wanted)


def _wanted_positions(deal: Deal, clause: str, playbook: Playbook) -> tuple[str, ...]:
    """Wording agreed in the deal's folder beats all; then the deal's choice, the playbook's, and the balanced one."""
    own = deal.positions.get(clause)
    return (AGREED, *([own] if own else playbook.positions.get(clause, [])), BALANCED)


def _choices(
    clause: Clause, wanted: tuple[str, ...], situations: Situations, findings: Findings, joined: Facts, codes: Codes
) -> Iterator[Choice]:
    for target in _targets(clause, situations, findings, joined, codes):
        try:
            variant = resolve(clause.candidates, target.facts, clause.name)
        except NoVariant:
            if clause.optional:
                continue
            raise
        names = clause.candidates[variant].scope.conditions
        used = {name: shown(target.facts[name]) for name in names}
        position = next(p for p in wanted if p in clause.positions(variant))
        yield Choice(clause, variant, position, target, used, tuple(_behind(clause, names, target, findings)))


def _targets(clause: Clause, situations: Situations, findings: Findings, joined: Facts, codes: Codes) -> Iterator[Target]:
    deal = situations.deal
    if clause.answers:
        if clause.answers & findings.rule_ids:
            state = sorted(clause.answers)[0].split("/")[0]
            yield Target(Unit("agreement", state), joined, state=state)
    elif clause.per in {"agreement", "jurisdiction"}:
        yield Target(Unit("agreement", "agreement"), joined)
    elif clause.per == "party":
        for name in deal.parties:
            yield Target(Unit("party", name, party=name), joined | situations.party(name))
    elif clause.per == "dataset":
        for name in deal.datasets:
            yield Target(Unit("dataset", name, thing=name), joined | dataset_facts(name, situations, findings, codes))
    elif clause.per == "transfer":
        for transfer in deal.transfers:
            unit = Unit("transfer", transfer.key, transfer.handling.thing, transfer.importer, transfer.handling, transfer)
            yield Target(unit, joined | situations.transfer(transfer, transfer.exporter, transfer.leaves))
    else:
        for ground in findings.grounds:
            unit = Unit("ground", ground.key, ground.thing, ground.transfer.exporter, ground.transfer.handling, ground.transfer)
            facts = joined | situations.transfer(ground.transfer, ground.transfer.exporter, ground.law)
            facts["mechanism"] = known(ground.mechanism or "contract")
            yield Target(unit, facts, ground)


def _behind(clause: Clause, names: Mapping[str, object], target: Target, findings: Findings) -> Iterator[Found]:
    """The rules that put a clause here: those its addendum answers, its ground's, or those that found the facts its scope used."""
    if clause.answers:
        yield from (found for found in findings.found if found.rule.id in clause.answers)
        return
    if target.ground:
        yield from target.ground.found
    kinds = {
        "residency": "residency",
        **dict.fromkeys(("law_holds", "law_excepts", "law_silent"), "residency"),
        "keeps_copy": "residency",
        "keeps_access": "residency",
        "sensitivity": "class",
        "importance": "class",
    }
    wanted = {kinds[name] for name in names if name in kinds} | ({"class"} if "has_sensitive" in names else set())
    for found in findings.found:
        if found.rule.kind in wanted and (target.unit.thing is None or found.unit.thing == target.unit.thing):
            yield found
