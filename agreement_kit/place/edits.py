"""Changes to a deal that the moves are made of; none asks the law."""

from collections.abc import Iterator, Mapping

from agreement_kit.deal import Deal
from agreement_kit.dealparts import Approval, Operation, Site


def approved(deal: Deal, granted: list[Approval]) -> Deal:
    """The deal with these approvals in the place of those for the same rules."""
    rules = {(approval.rule, approval.exception) for approval in granted}
    others = [approval for approval in deal.approvals if (approval.rule, approval.exception) not in rules]
    return deal.changed(approvals=[*others, *granted])


def site_in(deal: Deal, state: str) -> str | None:
    """The first site of the deal in a state."""
    return next((name for name, site in deal.sites.items() if site.jurisdiction == state), None)


def with_homes(deal: Deal, states: set[str]) -> tuple[Deal, dict[str, str]]:
    """The deal with a site in each of these states: one it has, else a new one operated by a provider."""
    homes: dict[str, str] = {}
    sites = dict(deal.sites)
    for state in sorted(states):
        provider = next(iter(deal.datasets.values())).provider
        home = site_in(deal, state) or f"site_in_{state.lower()}"
        sites.setdefault(home, Site(jurisdiction=state, operator=provider, premises="provider"))
        homes[state] = home
    return deal.changed(sites=sites), homes


def moved_to(operation: Operation, site: str) -> Operation:
    """The operation at another site, reached from nowhere else."""
    return operation.model_copy(update={"at": site, "reached_from": []})


def at_home(operation: Operation, things: Mapping[str, str], homes: Mapping[str, str]) -> Iterator[Operation]:
    """The operation on each thing that stays, at a site of the state that holds it back."""
    for state in sorted(set(things.values())):
        staying = [thing for thing, law in things.items() if law == state]
        yield moved_to(operation, homes[state]).model_copy(update={"on": staying})


def tested(deal: Deal) -> Deal:
    """The deal with an exit test planned for every model that has not passed one."""
    models = {n: m if m.exit_test == "passed" else m.model_copy(update={"exit_test": "planned"}) for n, m in deal.models.items()}
    return deal.changed(models=models)


def with_operations(deal: Deal, moved: Mapping[int, list[Operation]]) -> Deal:
    """The deal with other operations in the place of some, by index."""
    return deal.changed(operations=[new for index, operation in enumerate(deal.operations) for new in moved.get(index, [operation])])
