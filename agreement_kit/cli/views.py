"""How results are printed, for people and as JSON."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

import agreement_kit as kit
from agreement_kit.cli.console import print_json, show_problems

NOTES = "en"  # the language in which rules are explained


def _line(text: str = "", indent: int = 0) -> None:
    typer.echo(f"{'  ' * indent}{text}")


def refusal(deal: kit.Deal, findings: kit.Findings, library: kit.Library, *, as_json: bool) -> None:
    """What breaks the law, by which rule, and the lawful ways out; on standard error."""
    ways = kit.ways_out(deal, findings, library.jurisdictions, library.codes)
    rows = [_breach(breach, deal, library) for breach in findings.breaches]
    if as_json:
        print_json({"breaches": rows, "ways_out": [{"move": way.move, "words": way.words} for way in ways]})
        return
    typer.echo("This deal cannot be drafted: it breaks the law it would stand under.", err=True)
    for row in rows:
        about = f" ({row['thing']})" if row["thing"] else ""
        place = f"{row['where']}: " if row["where"] else ""
        typer.echo(f"\n{place}{row['law']}, {row['kind']}{about}: {row['why']}", err=True)
        for rule in row["rules"]:
            typer.echo(
                f"  {rule['rule']}: {rule['says']} [{rule['citation']}; since {rule['since']}; confidence {rule['confidence']}]", err=True
            )
    if any(row["kind"] == "residency" for row in rows):
        typer.echo("\nWays out that the rules leave:" if ways else "\nNo change of where the work is done makes it lawful.", err=True)
        for way in ways:
            typer.echo(f"  {way.move}: {way.words}", err=True)
    typer.echo("\n`agreement-kit place` tries further changes: access, contents, mechanism.", err=True)


def _breach(breach: Any, deal: kit.Deal, library: kit.Library) -> dict[str, Any]:
    notes = [
        _rule(kit.rule_note(f, library.jurisdictions, library.conventions(NOTES), stamped=f.version.verified is not None))
        for f in breach.found
    ]
    where = deal.where(kit.field_of(breach, deal))
    return {"law": breach.law, "kind": breach.kind, "thing": breach.thing, "why": breach.why, "where": where, "rules": notes}


def _rule(note: kit.RuleNote) -> dict[str, Any]:
    return asdict(note)


def drafted(assembly: kit.Assembly, written: Sequence[Path], *, final: bool, as_json: bool) -> None:
    """The files written, and why it is a draft."""
    if as_json:
        print_json({"files": [str(path) for path in written], "final": final, "draft_because": [asdict(r) for r in assembly.reasons]})
        return
    for path in written:
        _line(str(path))
    if not final:
        _line()
        why = list(kit.summary(assembly))
        _line("DRAFT: " + ("; ".join(why) if why else "nothing stands against it; --final takes the mark off") + ".")
        for condition in assembly.findings.conditions:
            _line(f"Outstanding under the law of {condition.law} ({condition.thing}): {condition.why}.", 1)
        for silence in assembly.findings.silences:
            if not silence.accepted:
                _line(f"The law is silent: {silence.id} ({silence.thing or 'the agreement'}).", 1)


def explanation(deal: kit.Deal, assembly: kit.Assembly, library: kit.Library, clause: str | None) -> None:
    """Why each clause is in, and why others are not."""
    notes = kit.clause_notes(assembly.choices, library.jurisdictions, library.conventions(NOTES), library.playbook(deal.playbook))
    wanted = [note for note in notes if clause in (None, note.clause)]
    omitted = [omission for omission in assembly.choices.omitted if clause in (None, omission.clause)]
    if not wanted and not omitted:
        known = sorted({choice.clause.name for choice in assembly.choices.chosen})
        raise kit.DealError(
            kit.Problem("unknown_clause", f"there is no clause '{clause}' in this agreement", hint=f"there are: {', '.join(known)}")
        )
    for note in wanted:
        _clause(note)
    if omitted:
        _line("LEFT OUT")
    for omission in omitted:
        _line(f"{omission.clause} ({omission.folder}): {omission.because}", 1)
        _line(f"would come in with: {omission.would_need}", 2)
    _breaches(assembly.findings)


def _clause(note: kit.ClauseNote) -> None:
    position = "" if note.position == "balanced" else f", {note.position}"
    units = f" for {', '.join(note.applies_to)}" if note.applies_to else ""
    _line(f"{note.clause}: {note.variant}{position}{units}")
    _line(note.purpose, 1)
    if note.facts:
        _line("facts: " + ", ".join(f"{name}: {value}" for name, value in note.facts.items()), 1)
    if note.playbook:
        _line(f"playbook: {note.playbook}", 1)
    for rule in note.rules:
        _line(f"{rule.rule}: {rule.says}", 1)
        stamp = "verified" if rule.verified else "not verified by a lawyer"
        _line(f"{rule.citation}; since {rule.since}; confidence {rule.confidence}; {stamp}", 2)
        if rule.facts:
            _line("because " + ", ".join(f"{name}: {value}" for name, value in rule.facts.items()), 2)
    if not note.rules:
        _line("no rule of law: the agreement's own choice", 1)
    _line()


def _breaches(findings: kit.Findings) -> None:
    for title, rows in (("BREACHES", findings.breaches), ("OUTSTANDING", findings.conditions)):
        if rows:
            _line(f"\n{title}")
        for row in rows:
            _line(f"{row.law}, {row.kind} ({row.thing or 'the agreement'}): {row.why} [{', '.join(f.rule.id for f in row.found)}]", 1)


def library_report(check: Callable[[kit.Library], kit.CheckReport], library: kit.Library, *, as_json: bool) -> bool:
    """The proof of a library; returns whether it is whole."""
    start = time.perf_counter()
    report = check(library)
    seconds = time.perf_counter() - start
    if as_json:
        print_json({**asdict(report), "seconds": round(seconds, 3)})
        return not report.problems
    show_problems(report.problems)
    _line(
        f"{report.rules} rules, {report.clauses} clauses, {report.wordings} wordings, {report.situations} situations, "
        f"{len(report.silences)} silences of the law (all listed); {seconds:.1f} s"
    )
    if report.days:
        _line(f"The law was asked as it stands on {', '.join(str(day) for day in report.days)}.")
    _line("The library is whole." if not report.problems else f"{len(report.problems)} problems.")
    return not report.problems


def deal_report(deal: kit.Deal, assembly: kit.Assembly, *, as_json: bool) -> None:
    """What a lawful deal rests on, what is outstanding and why it is a draft."""
    findings = assembly.findings
    if as_json:
        print_json({"breaches": [], "draft_because": [asdict(reason) for reason in assembly.reasons]})
        return
    _line(f"{deal.name} can be drafted: {len(assembly.agreement.provisions)} provisions under the law of {', '.join(_states(findings))}.")
    for ground in findings.grounds:
        transfer = ground.transfer
        _line(f"{ground.thing}, {transfer.leaves} to {transfer.arrives}, law of {ground.law}: {ground.mechanism}", 1)
    _breaches(findings)
    reasons(assembly.reasons, as_json=False)


def _states(findings: kit.Findings) -> list[str]:
    return sorted({found.rule.state for found in findings.found})


def reasons(standing: Iterable[Any], *, as_json: bool) -> None:
    """The standing reasons for DRAFT."""
    rows = list(standing)
    if as_json:
        print_json([asdict(reason) for reason in rows])
        return
    _line("\nWhy it is a draft:" if rows else "\nNothing stands against a final text.")
    for reason in rows:
        _line(str(reason), 1)


def cleared(rows: Sequence[Any], *, as_json: bool) -> None:
    """What a sign-off has cleared."""
    if as_json:
        print_json([asdict(reason) for reason in rows])
        return
    for reason in rows:
        _line(f"cleared: {reason.what}: {reason.of} (hash {reason.hash})")


def tasks(found: Sequence[kit.Task]) -> None:
    """What has to be done, part by part."""
    for part, title in kit.PARTS.items():
        own = [task for task in found if task.part == part]
        if own:
            _line(f"\n{title.upper()}")
        for task in own:
            _line(f"{task.by or '—'}  {task.what}" if part != "standing" else task.what, 1)
            whom = f" to {task.to}" if task.to else ""
            about = f" ({task.about})" if task.about else ""
            _line(f"{task.who}{whom}{about}: {task.when}" + (f"; {task.status}" if task.status else ""), 2)
            _line(f"{task.rule}: {task.citation}; confidence {task.confidence}", 2)


def vocabulary(library: kit.Library, clause: str | None, *, as_json: bool) -> None:
    """Every code, flag, fact and blank."""
    codes = library.codes
    clauses = [c for c in library.all_clauses() if clause in (None, c.name)]
    if clause and not clauses:
        hint = kit.nearest(clause, library.clause_names)
        raise kit.LibraryError(kit.Problem("unknown_clause", f"there is no clause '{clause}'", hint=hint))
    blanks = {c.name: {n: b.model_dump(mode="json", exclude_defaults=True) for n, b in c.blanks.items()} for c in clauses if c.blanks}
    per_unit = {per: {name: fact.says for name, fact in found.items()} for per, found in kit.UNIT_FACTS.items()}
    fixed = {name: fact.says for name, fact in kit.FACTS.items()}
    if as_json:
        dimensions = {d.name: list(d.codes) for d in codes.dimensions.values() if not d.flag}
        print_json({"codes": dimensions, "facts": fixed, "facts_per_unit": per_unit, "blanks": blanks})
        return
    if clause is None:
        _codes(library)
        _section("FIXED FACTS, in every wording", fixed)
        for per, rows in per_unit.items():
            _section(f"FIXED FACTS of a clause per {per}", rows)
    _line("\nBLANKS of clauses (deal: blanks: {clause: {blank: value}})")
    for name, entries in blanks.items():
        _line(name, 1)
        for blank, entry in entries.items():
            _line(f"{blank}: " + ", ".join(f"{key}: {value}" for key, value in entry.items() if key != "name"), 2)


def _codes(library: kit.Library) -> None:
    codes = library.codes
    for dimension in codes.dimensions.values():
        if dimension.codes and not dimension.flag:
            found = " (found by the law, never given)" if dimension.found else ""
            _section(
                f"{dimension.name}, of a {dimension.level}{found}", {c: codes.says.get((dimension.name, c), "") for c in dimension.codes}
            )
    for level in ("agreement", "party", "dataset"):
        _section(f"FLAGS of a {level}", {flag: codes.says.get((flag, "yes"), "") for flag in codes.flags(level)})


def _section(title: str, rows: dict[str, str]) -> None:
    _line(f"\n{title}")
    for name, says in rows.items():
        _line(f"{name}: {says}" if says else name, 1)


def health(findings: Sequence[kit.Finding], *, as_json: bool) -> bool:
    """What a machine has and lacks; returns whether it can draft."""
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            _line(f"{'ok  ' if finding.well else 'MISS'} {finding.what}: {finding.found}" + (f" -> {finding.mend}" if finding.mend else ""))
    return all(finding.well for finding in findings)
