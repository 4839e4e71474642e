"""Questions that a law must answer and does not. Silence is never read as permission."""

from collections.abc import Iterator, Mapping, Sequence

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.rules.findings import Ground, Residency, Silence
from agreement_kit.rules.matching import DATA
from agreement_kit.rules.situations import Situations
from agreement_kit.rules.units import stands


def silences(
    situations: Situations,
    codes: Codes,
    touched: Sequence[str],
    residency: Mapping[str, Residency],
    grounds: Sequence[Ground],
    languages: Mapping[str, bool],
) -> tuple[Silence, ...]:
    """Every silence of every law that the deal touches, with whether the deal accepts it."""
    deal = situations.deal
    asked = [
        *_residency(deal, codes, touched, residency),
        *_models(deal, residency),
        *_mechanisms(situations, codes, grounds),
        *((f"{party.jurisdiction}/language", None) for party in deal.parties.values() if party.jurisdiction not in languages),
    ]
    accepted = {entry.silence for entry in deal.accepted}
    return tuple(Silence(name, thing, name in accepted) for name, thing in dict.fromkeys(asked))


def _residency(deal: Deal, codes: Codes, touched: Sequence[str], found: Mapping[str, Residency]) -> Iterator[tuple[str, str]]:
    capacities = codes.asks["residency"].capacities
    for name in deal.datasets:
        for state in touched:
            if state not in found[name].by_law and any(stands(deal, capacity, state, name) for capacity in capacities):
                yield f"{state}/residency", name


def _models(deal: Deal, residency: Mapping[str, Residency]) -> Iterator[tuple[str, str]]:
    """A model leaves a state in which its data have their origin, and that state's law does not speak of models."""
    for transfer in deal.transfers:
        thing = transfer.handling.thing
        if transfer.handling.is_model and transfer.leaves in transfer.origins:
            spoken = {f.rule.state for f in residency[thing].found if "carries" in f.rule.scope.conditions}
            if transfer.leaves not in spoken:
                yield f"{transfer.leaves}/model_residency", thing


def _mechanisms(situations: Situations, codes: Codes, grounds: Sequence[Ground]) -> Iterator[tuple[str, str]]:
    answered = {(ground.transfer.key, ground.law) for ground in grounds}
    when = codes.asks["mechanism"].when
    for transfer in situations.deal.transfers:
        if transfer.handling.carries not in DATA:
            continue
        facts = situations.handling(transfer.handling)
        if all(isinstance(fact := facts[name], frozenset) and fact & wanted for name, wanted in when.items()):
            for state in dict.fromkeys([*transfer.origins, transfer.leaves]):
                if state != transfer.arrives and (transfer.key, state) not in answered:
                    yield f"{state}/mechanism", transfer.handling.thing
