"""The lawful ways out of a deal that breaks a rule: each change is put to the law again before it is named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.place import further
from agreement_kit.place.moves import WAYS_OUT, Change
from agreement_kit.rules import Breach, Findings, find

Law = Mapping[str, Jurisdiction]
BUDGET = 400  # changed deals put to the law before the search gives up


@dataclass(frozen=True, slots=True)
class WayOut:
    """A change that makes the deal lawful: the move (codes.yaml), what to do in words, the changed deal, and what the law says of it."""

    move: str
    words: str
    deal: Deal
    findings: Findings


@dataclass(frozen=True, slots=True)
class Remedy:
    """Changes made one after the other, and the deal they lead to; `breaches` is what still bars it, empty when it is lawful."""

    moves: tuple[str, ...]
    words: tuple[str, ...]
    deal: Deal
    findings: Findings
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Remedies:
    """`lawful`: the smallest sets of changes that make a deal lawful. `barred`: each single change that does not, where none does."""

    lawful: tuple[Remedy, ...]
    barred: tuple[Remedy, ...]


def ways_out(deal: Deal, findings: Findings, law: Law, codes: Codes) -> tuple[WayOut, ...]:
    """Every single move on the place of the work that removes the residency breaches of a deal and brings no new one, in order."""
    broken = [breach for breach in findings.breaches if breach.kind == "residency"]
    if not broken:
        return ()
    ways = []
    for change in (changed for move in WAYS_OUT if (changed := move(deal, broken))):
        found = find(change.deal, law, codes)
        if _mended(findings, found):
            ways.append(WayOut(change.move, change.words, change.deal, found))
    return tuple(ways)


def _mended(before: Findings, after: Findings) -> bool:
    known = {(b.law, b.kind, b.thing) for b in before.breaches if b.kind != "residency"}
    return all((b.law, b.kind, b.thing) in known for b in after.breaches)


def remedies(deal: Deal, findings: Findings, law: Law, codes: Codes, most: int = 3) -> Remedies:
    """The smallest sets of moves (at most `most`) that leave no breach of residency or mechanism.

    Level by level: sets of one move, then of two, and so on; a move that adds a breach is not built upon.
    Nothing is named that the law was not asked about.
    """
    start = Remedy((), (), deal, findings, _bars(findings))
    if not start.breaches:
        return Remedies((), ())
    frontier, left = [start], BUDGET
    first: tuple[Remedy, ...] = ()
    for _ in range(most):
        tried = [_after(one, change, law, codes) for one, change in _tries(frontier, codes)[:left]]
        left -= len(tried)
        tried = _distinct(tried)
        first = first or tuple(tried)
        lawful = [remedy for remedy in tried if not remedy.breaches]
        if lawful:
            return Remedies(tuple(lawful), ())
        frontier = [remedy for remedy in tried if len(remedy.breaches) <= len(start.breaches)]
    return Remedies((), first)


def _tries(frontier: Sequence[Remedy], codes: Codes) -> list[tuple[Remedy, Change]]:
    return [(one, change) for one in frontier for change in _changes(one, codes)]


def _changes(one: Remedy, codes: Codes) -> Iterator[Change]:
    residency = [breach for breach in one.breaches if breach.kind == "residency"]
    yield from further.close_access(one.deal, one.breaches)
    for move in WAYS_OUT:
        changed = move(one.deal, residency) if residency else None
        if changed:
            yield changed
    yield from further.use_mechanism(one.deal, one.findings)
    yield from further.leave_out(one.deal, one.breaches, codes)
    yield from further.split(one.deal, one.breaches, codes)
    yield from further.split_by_holder(one.deal, residency, codes)
    yield from further.anonymise(one.deal, one.breaches)


def _after(one: Remedy, change: Change, law: Law, codes: Codes) -> Remedy:
    findings = find(change.deal, law, codes)
    return Remedy((*one.moves, change.move), (*one.words, change.words), change.deal, findings, _bars(findings))


def _bars(findings: Findings) -> tuple[Breach, ...]:
    """What place and mechanism can mend; a missing language is another matter."""
    return tuple(breach for breach in findings.breaches if breach.kind != "language")


def _distinct(tried: Sequence[Remedy]) -> list[Remedy]:
    """Of changes that lead to the same deal, in whatever order, the first."""
    kept: list[Remedy] = []
    for remedy in tried:
        if not any(sorted(remedy.words) == sorted(other.words) or remedy.deal == other.deal for other in kept):
            kept.append(remedy)
    return kept
