"""A deal: the facts that are given. Handlings and transfers follow from them and from nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, Field, PrivateAttr

from agreement_kit.dealparts import (
    CLOSED,
    Accepted,
    AgreementTexts,
    Approval,
    Code,
    Contribution,
    Dataset,
    Disputes,
    Duration,
    EntryIntoForce,
    Jurisdiction,
    Model,
    Name,
    Operation,
    Party,
    Phrase,
    Signing,
    SignOff,
    Site,
    SubProcessor,
    Words,
)
from agreement_kit.errors import Problem
from agreement_kit.reading import Key, YamlFile

Position: TypeAlias = Literal["pro_provider", "balanced", "pro_recipient", "agreed"]
Mechanism: TypeAlias = Code | dict[Jurisdiction, Code | dict[Jurisdiction, Code]]
BlankValue: TypeAlias = int | float | str | Words | dict[str, Any]


class Deal(BaseModel):
    """The facts of one transaction. `name` and `signoffs` come from the file's name and the folder, never from the file itself."""

    model_config = CLOSED

    name: str = ""
    signoffs: tuple[SignOff, ...] = ()
    instrument: Code = "contract"
    agreement: Name
    as_of: date
    entry_into_force: EntryIntoForce
    term: Duration
    texts: AgreementTexts
    playbook: Code | None = None
    parties: dict[Name, Party] = Field(min_length=2)
    sites: dict[Name, Site] = Field(min_length=1)
    models: dict[Name, Model] = {}
    datasets: dict[Name, Dataset] = Field(min_length=1)
    operations: list[Operation] = Field(min_length=1)
    sub_processors: dict[Name, SubProcessor] = {}
    contributions: list[Contribution] = []
    mechanism: dict[Name, Mechanism] = {}
    approvals: list[Approval] = []
    accepted: list[Accepted] = []
    flags: list[Code] = []
    governing_law: Jurisdiction | None = None
    disputes: Disputes = Disputes()
    positions: dict[Name, Position] = {}
    leave_out: list[Name] = []
    recitals: list[Name] | None = None
    blanks: dict[Name, dict[Name, BlankValue]] = {}
    signing: Signing = Signing()
    numbers: dict[Name, Phrase] = {}
    round: int = Field(default=0, ge=0)
    _source: YamlFile | None = PrivateAttr(default=None)

    def problem(self, code: str, message: str, key: Key = (), hint: str | None = None) -> Problem:
        """A problem with one field of this deal, with file and line where the deal came from a file."""
        source = self._source
        return Problem(code, message, source.path if source else None, source.line(key) if source else None, hint)

    def where(self, key: Key) -> str:
        """File and line of one field, as problems print them; empty for a deal that came from no file."""
        place = self.problem("", "", key)
        return f"{place.path}:{place.line}" if place.path and place.line else ""

    def from_file(self, source: YamlFile) -> "Deal":
        """The same deal, remembering the file it was read from."""
        self._source = source
        return self

    def changed(self, **update: Any) -> "Deal":
        """The same deal with other values for some fields; what follows from the facts is worked out anew."""
        copy = self.model_copy(update=update)
        for derived in ("handlings", "transfers"):
            copy.__dict__.pop(derived, None)
        return copy

    @property
    def takes_effect(self) -> date:
        """The day whose law is read."""
        return self.entry_into_force.expected

    @property
    def original_count(self) -> int:
        """How many originals are signed."""
        given = self.signing.originals
        if isinstance(given, int):
            return given
        return len(self.parties) if given == "one_each" else 1

    @cached_property
    def handlings(self) -> tuple["Handling", ...]:
        """Every operation on every thing, in order."""
        return tuple(_handlings(self))

    @cached_property
    def transfers(self) -> tuple["Transfer", ...]:
        """Every crossing of a border, in order."""
        return tuple(_transfers(self))

    def lineage(self, thing: str) -> tuple[str, ...]:
        """The datasets a thing is made of: a dataset itself; a model's, through every operation that makes it."""
        return tuple(dict.fromkeys(_lineage(self, thing, set())))

    def kept_in(self, dataset: str) -> str:
        """Where a dataset lies before anything is done: as said, else the provider's state."""
        data = self.datasets[dataset]
        return data.kept_in or self.parties[data.provider].jurisdiction

    def origins(self, thing: str) -> tuple[str, ...]:
        """The states whose law follows a thing."""
        return tuple(dict.fromkeys(state for name in self.lineage(thing) for state in self.datasets[name].origins))


@dataclass(frozen=True, slots=True)
class Handling:
    """One operation on one dataset or model: what, by whom, at which site, reached from where."""

    index: int
    operation: Operation
    thing: str
    state: str
    is_model: bool
    carries: str

    @property
    def key(self) -> str:
        """A name that tells handlings apart: position in the deal and thing."""
        return f"{self.index}.{self.thing}"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A thing crosses a border. `origins`: whose law follows it; `leaves`: where it physically was; `access`: copy or remote."""

    handling: Handling
    origins: tuple[str, ...]
    leaves: str
    arrives: str
    access: Literal["copy", "remote"]
    exporter: str
    importer: str

    @property
    def key(self) -> str:
        """A name that tells transfers apart."""
        return f"{self.handling.key}.{self.leaves}.{self.arrives}"


def _handlings(deal: Deal) -> Iterator[Handling]:
    for index, operation in enumerate(deal.operations):
        state = deal.sites[operation.at].jurisdiction
        for thing in operation.on:
            is_model = thing in deal.models
            carries = operation.carries or ("model" if is_model else "data")
            yield Handling(index, operation, thing, state, is_model, carries)


def _lineage(deal: Deal, thing: str, seen: set[str]) -> Iterator[str]:
    if thing in deal.datasets:
        yield thing
        return
    if thing in seen:
        return
    seen.add(thing)
    for operation in deal.operations:
        if operation.makes == thing:
            for part in operation.on:
                yield from _lineage(deal, part, seen)


def _first_places(deal: Deal) -> dict[str, dict[str, str]]:
    """For each thing the states where it lies, with the party that holds it there."""
    places = {name: {deal.kept_in(name): data.provider} for name, data in deal.datasets.items()}
    for name, model in deal.models.items():
        made_at = [deal.sites[o.at].jurisdiction for o in deal.operations if o.makes == name]
        places[name] = {(made_at[0] if made_at else deal.parties[model.developer].jurisdiction): model.developer}
    return places


def _transfers(deal: Deal) -> Iterator[Transfer]:
    places = _first_places(deal)
    for handling in deal.handlings:
        held = places[handling.thing]
        party = handling.operation.by
        if handling.state not in held:
            leaves = next((state for state, holder in held.items() if holder == party), next(iter(held)))
            yield _transfer(deal, handling, leaves, handling.state, "copy", held[leaves])
            if handling.carries != "results":
                held[handling.state] = party
        for state in handling.operation.reached_from:
            if state != handling.state:
                yield _transfer(deal, handling, handling.state, state, "remote", held.get(handling.state, next(iter(held.values()))))


def _transfer(deal: Deal, handling: Handling, leaves: str, arrives: str, access: Literal["copy", "remote"], exporter: str) -> Transfer:
    return Transfer(handling, deal.origins(handling.thing), leaves, arrives, access, exporter, handling.operation.by)


def mechanism_for(deal: Deal, thing: str, arrives: str, law: str) -> str | None:
    """The mechanism the deal names for a thing that goes to a state, under one law; None when it names none."""
    given: Any = deal.mechanism.get(thing)
    for key in (arrives, law):
        if isinstance(given, Mapping):
            given = given.get(key)
    return given if isinstance(given, str) else None
