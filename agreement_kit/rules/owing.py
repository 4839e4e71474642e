"""Who owes what a rule asks: the party that stands in the role the rule names."""

from agreement_kit.deal import Deal
from agreement_kit.rules.findings import Found


def who_owes(found: Found, deal: Deal) -> tuple[str, ...]:
    """The parties that owe it. Several where a role is held by several; none where the rule names nobody of the deal."""
    unit, role = found.unit, found.version.on
    data = deal.datasets.get(unit.thing or "")
    if role == "exporter" and unit.transfer:
        return (unit.transfer.exporter,)
    if role in {"importer", "recipient"} and unit.transfer:
        return (unit.transfer.importer,)
    if data and role == "provider":
        return (data.provider,)
    if data and unit.thing and role == "recipient" and unit.party in (None, data.provider):
        return others_at_work(deal, unit.thing)
    if data and role is None:
        return (unit.party or data.provider,)
    return (unit.party,) if unit.party else ()


def others_at_work(deal: Deal, thing: str) -> tuple[str, ...]:
    """Who handles a dataset besides its provider, in order."""
    hands = (handling.operation.by for handling in deal.handlings if handling.thing == thing)
    return tuple(dict.fromkeys(party for party in hands if party != deal.datasets[thing].provider))
