"""How reasoning is printed: differences, turning points, coming law, and where work may stand."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

import agreement_kit as kit
from agreement_kit.cli.console import print_json
from agreement_kit.cli.views import NOTES

_SHOWN = {"lawful": ("lawful", "green"), "on_terms": ("on terms", "yellow"), "barred": ("barred", "red")}


def _line(text: str = "", indent: int = 0) -> None:
    typer.echo(f"{'  ' * indent}{text}")


def difference(found: kit.Difference, name: str | None, *, as_json: bool) -> None:
    """What other facts, or another day, would change: in all, or in one clause or rule."""
    if as_json:
        print_json(asdict(found))
        return
    if name and not kit.concerns(found, name):
        _line(f"{name}: nothing changes.")
        return
    if not found:
        _line("Nothing changes: the same clauses, the same rules.")
    for change in found.clauses:
        if name in (None, change.clause):
            _line(f"{change.clause}: {change.before} -> {change.after}")
    for word, rules in (("no longer", found.rules_gone), ("new", found.rules_new)):
        for rule in rules:
            if name is None or rule.startswith(f"{name} "):
                _line(f"{word}: {rule}")
    for word, breaches in (("no longer broken", found.breaches_gone), ("broken", found.breaches_new)):
        for law, kind, thing in breaches:
            _line(f"{word}: {kind} under the law of {law}" + (f" ({thing})" if thing else ""))


def turning_points(found: Sequence[kit.Turn], name: str | None) -> None:
    """The facts that would change the outcome, and to what."""
    _line("WOULD CHANGE WITH")
    if not found:
        _line("no single fact of the deal, nor a pair of them, among those that law and clauses ask about", 1)
    for turn in found:
        _line(" and ".join(map(str, turn.facts)), 1)
        for change in turn.difference.clauses:
            if name in (None, change.clause):
                _line(f"{change.clause}: {change.before} -> {change.after}", 2)
        for word, rules in (("no longer", turn.difference.rules_gone), ("new", turn.difference.rules_new)):
            if name and "/" in name:
                _line(f"{word}: {name}", 2) if any(rule.startswith(f"{name} ") for rule in rules) else None
        for law, kind, thing in turn.difference.breaches_new:
            _line(f"refused: {kind} under the law of {law} ({thing or 'the agreement'})", 2)
    _line()


def coming(found: Sequence[kit.Coming], library: kit.Library) -> None:
    """Law that is to come, and what it will change."""
    _line("\nCOMING LAW")
    for change in found:
        note = _note(change.found, library)
        _line(f"{note.rule}: {note.says}", 1)
        _line(f"{note.citation}; from {note.since}; confidence {note.confidence}", 2)
        clauses = [f"{c.clause}: {c.before} -> {c.after}" for c in change.difference.clauses] + [
            f"{name} answers it" for name in change.answered_by
        ]
        _line("changes " + "; ".join(clauses) if clauses else "changes no clause", 2)


def rule(name: str, start: kit.Outcome, library: kit.Library) -> None:
    """One rule: where it was found, in words."""
    known = {rule.id for law in library.jurisdictions.values() for rule in law.rules}
    if name not in known:
        raise kit.DealError(kit.Problem("unknown_rule", f"there is no rule '{name}'", hint=kit.nearest(name, known)))
    found = [f for f in start.findings.found if f.rule.id == name]
    _line(f"{name}: {'found' if found else 'not found in this deal'}")
    for one in found:
        note = _note(one, library)
        _line(f"{note.says} [{note.citation}; since {note.since}; confidence {note.confidence}]", 1)
        _line(f"about {one.unit.key}: " + ", ".join(f"{fact}: {value}" for fact, value in note.facts.items()), 1)
    _line()


def as_json(
    deal: kit.Deal, library: kit.Library, name: str | None, found: Sequence[kit.Turn] | None, changes: Sequence[kit.Coming]
) -> None:
    """Everything of `explain`, for machines."""
    assembly, conventions = kit.run(deal, library), library.conventions(NOTES)
    notes = kit.clause_notes(assembly.choices, library.jurisdictions, conventions, library.playbook(deal.playbook))
    rows: dict[str, Any] = {
        "clauses": [asdict(note) for note in notes if name in (None, note.clause)],
        "left_out": [asdict(o) for o in assembly.choices.omitted if name in (None, o.clause)],
        "coming": [{**asdict(_note(c.found, library)), "changes": asdict(c.difference), "answered_by": c.answered_by} for c in changes],
    }
    if found is not None:
        rows["changes_with"] = [_turn(turn) for turn in found]
    print_json(rows)


def _turn(turn: kit.Turn) -> dict[str, Any]:
    facts = [{"path": fact.path, "now": fact.present, "then": fact.then} for fact in turn.facts]
    return {"facts": facts, "changes": asdict(turn.difference)}


def places(found: kit.Outcome, placed: Sequence[kit.Placement], ways: kit.Remedies, library: kit.Library, *, as_json: bool) -> None:
    """Each piece of work at each site, the reasons, and the smallest changes that make an unlawful deal lawful."""
    if as_json:
        print_json({"work": [_placement(p, library) for p in placed], **_ways(found, ways, library)})
        return
    out = Console(highlight=False)
    out.print(_table(placed))
    for placement in placed:
        if placement.lines:
            _work(placement, library)
    _remedies(found, ways, library)


def _table(placed: Sequence[kit.Placement]) -> Table:
    sites = list(dict.fromkeys((p.site, p.state) for p in placed))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("Work", overflow="fold")
    for site, state in sites:
        table.add_column(site if site == state else f"{site} ({state})", overflow="fold")
    for key in dict.fromkeys(p.handling.key for p in placed):
        row = [p for p in placed if p.handling.key == key]
        cells = (Text(_SHOWN[p.verdict][0] + (" *" if p.site == p.handling.operation.at else ""), style=_SHOWN[p.verdict][1]) for p in row)
        table.add_row(_said(row[0]), *cells)
    table.caption = "* where the deal has it"
    return table


def _said(placement: kit.Placement) -> str:
    operation = placement.handling.operation
    return f"{operation.do} of {placement.handling.thing} by {operation.by}"


def _work(placement: kit.Placement, library: kit.Library) -> None:
    _line(f"\n{_said(placement)}, at {placement.site} ({placement.state}): {_SHOWN[placement.verdict][0]}")
    for line in placement.lines:
        _line(f"{line.kind}: {line.words}", 1)
        for found in line.found:
            note = _note(found, library)
            _line(f"{note.rule} [{note.citation}; since {note.since}; confidence {note.confidence}]", 2)


def _remedies(found: kit.Outcome, ways: kit.Remedies, library: kit.Library) -> None:
    if not (ways.lawful or ways.barred):
        return
    _line("\nSMALLEST CHANGES THAT MAKE IT LAWFUL" if ways.lawful else "\nNO CHANGE ON THE LIST MAKES IT LAWFUL")
    for remedy in ways.lawful or ways.barred:
        _line("; then ".join(remedy.words), 1)
        for change in _clauses(found, remedy, library):
            _line(f"{change.clause}: {change.before} -> {change.after}", 2)
        for breach in remedy.breaches:
            _line(f"still barred: {breach.kind} ({breach.thing or 'the agreement'}), law of {breach.law}: {breach.why}", 2)
            _line(", ".join(f.rule.id for f in breach.found), 3)


def _clauses(found: kit.Outcome, remedy: kit.Remedy, library: kit.Library) -> Sequence[kit.ClauseChange]:
    return () if remedy.breaches else kit.difference(found, kit.outcome(remedy.deal, library)).clauses


def _ways(found: kit.Outcome, ways: kit.Remedies, library: kit.Library) -> dict[str, Any]:
    lawful = [{"moves": r.moves, "words": r.words, "clauses": [asdict(c) for c in _clauses(found, r, library)]} for r in ways.lawful]
    barred = [{"moves": r.moves, "words": r.words, "breaches": [_breach(b) for b in r.breaches]} for r in ways.barred]
    return {"lawful": lawful, "barred": barred}


def _breach(breach: Any) -> dict[str, Any]:
    return {"law": breach.law, "kind": breach.kind, "thing": breach.thing, "why": breach.why, "rules": [f.rule.id for f in breach.found]}


def _placement(placement: kit.Placement, library: kit.Library) -> dict[str, Any]:
    operation = placement.handling.operation
    lines = [{"kind": line.kind, "words": line.words, "rules": [asdict(_note(f, library)) for f in line.found]} for line in placement.lines]
    return {
        "stage": operation.do,
        "thing": placement.handling.thing,
        "by": operation.by,
        "site": placement.site,
        "state": placement.state,
        "verdict": placement.verdict,
        "reasons": lines,
    }


def _note(found: Any, library: kit.Library) -> kit.RuleNote:
    return kit.rule_note(found, library.jurisdictions, library.conventions(NOTES), stamped=found.version.verified is not None)
