"""The commands that reason about a deal: why it says what it says, what would change that, and where the work may stand."""

from typing import Annotated

import typer

import agreement_kit as kit
from agreement_kit.cli import reasons, views
from agreement_kit.cli.console import guarded, open_library, progress
from agreement_kit.cli.options import AsJson, DealPath, LibraryPath, day_of, listed


@guarded
def explain(
    deal: DealPath,
    name: Annotated[str | None, typer.Argument(help="One clause, or a rule (ID/residency_public).", show_default=False)] = None,
    what_if: Annotated[
        list[str] | None, typer.Option("--what-if", help="Another fact: term=P1Y. May be repeated.", show_default=False)
    ] = None,
    on: Annotated[str, typer.Option(help="Another day of effect, as 2027-01-31.", show_default=False)] = "",
    changes: Annotated[bool, typer.Option("--changes", help="Also list every single fact that would change the outcome.")] = False,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """Say why each clause is in (law, citation, date, confidence, facts), what would change it, and what coming law will change."""
    opened = open_library(library, deal)
    read = kit.load_deal(deal, opened.codes)
    if what_if or on:
        other = kit.what_if(read, what_if or [], opened.codes)
        other = kit.effective_on(other, day_of(on) or other.takes_effect)
        reasons.difference(kit.difference(kit.outcome(read, opened), kit.outcome(other, opened)), name, as_json=as_json)
    else:
        _as_it_is(read, opened, name, changes=changes, as_json=as_json)
    opened.sources.save()


def _as_it_is(deal: kit.Deal, library: kit.Library, name: str | None, *, changes: bool, as_json: bool) -> None:
    start = kit.outcome(deal, library)
    with progress("Changing one fact at a time", silent=as_json or not (name or changes)):
        found = kit.turns_of(name, start, library) if name else kit.turns(start, library) if changes else None
    rule = bool(name and "/" in name)
    coming = () if name else kit.coming(start, library)
    if as_json:
        reasons.as_json(deal, library, name, found, coming)
        return
    if rule and name:
        reasons.rule(name, start, library)
    else:
        views.explanation(deal, kit.run(deal, library), library, name)
    if found is not None:
        reasons.turning_points(found, name)
    if coming:
        reasons.coming(coming, library)


@guarded
def place(
    deal: DealPath,
    sites: Annotated[str, typer.Option(help="States to consider besides the sites of the deal: SG,MY.", show_default=False)] = "",
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """Say where each piece of work may stand, and for an unlawful deal the smallest changes that make it lawful."""
    opened = open_library(library, deal)
    read = kit.load_deal(deal, opened.codes)
    states = kit.known_states(listed(sites), opened.jurisdictions)
    found = kit.outcome(read, opened)
    placed = kit.placements(read, opened.jurisdictions, opened.codes, states)
    with progress("Trying changes", silent=as_json):
        ways = kit.remedies(read, found.findings, opened.jurisdictions, opened.codes)
    reasons.places(found, placed, ways, opened, as_json=as_json)
    opened.sources.save()
