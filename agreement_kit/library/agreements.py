"""Agreement types: their provisions in order, and which switch on by facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agreement_kit.codes import ABOVE, Codes
from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.library.clauses import FOLDERS
from agreement_kit.library.sources import Sources
from agreement_kit.reading import YamlFile, validation_problems
from agreement_kit.scope import EVERYWHERE, Scope, parse_scope

_SEEN = {*ABOVE["dataset"], *ABOVE["party"]}  # levels that a whole agreement sees, as joined


class _TypeRecord(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: dict[str, str]
    provisions: dict[str, list[str | dict[str, dict[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in an agreement type: the clause, and when it is in."""

    folder: str
    clause: str
    when: Scope


@dataclass(frozen=True, slots=True)
class AgreementType:
    """A kind of agreement: its title by language and its provisions in order."""

    name: str
    path: str
    title: Mapping[str, str]
    entries: tuple[Entry, ...]

    @property
    def clauses(self) -> frozenset[str]:
        """The names of all its clauses; each is a flag in wording."""
        return frozenset(entry.clause for entry in self.entries)


def load_agreement_type(sources: Sources, name: str, codes: Codes) -> AgreementType:
    """Load `templates/agreements/<name>.yaml`. Raises LibraryError."""
    known = [entry.removesuffix(".yaml") for entry in sources.names("templates/agreements")]
    if name not in known:
        raise LibraryError(
            Problem("unknown_agreement", f"there is no agreement type '{name}'", hint=nearest(name, known) or f"one of {', '.join(known)}")
        )
    file = sources.yaml(f"templates/agreements/{name}.yaml")
    try:
        record = _TypeRecord.model_validate(file.data)
    except ValidationError as error:
        raise LibraryError(validation_problems(error, file, _TypeRecord)) from None
    unknown = [folder for folder in record.provisions if folder not in FOLDERS]
    if unknown:
        raise LibraryError(Problem("unknown_key", f"'{unknown[0]}' is not a kind of clause", file.path, None, nearest(unknown[0], FOLDERS)))
    return AgreementType(name, file.path, record.title, tuple(_entries(record, file, codes)))


def _entries(record: _TypeRecord, file: YamlFile, codes: Codes) -> Iterator[Entry]:
    for folder, places in record.provisions.items():
        for index, place in enumerate(places):
            name, when = (place, None) if isinstance(place, str) else next(iter(place.items()))
            key = ("provisions", folder, index, name)
            try:
                entry = Entry(folder, name, parse_scope(when, codes) if when else EVERYWHERE)
            except ValueError as error:
                raise LibraryError(Problem("invalid_scope", f"'{name}': {error}", file.path, file.line(key))) from None
            problems = [_too_deep(name, fact, codes, file, (*key, fact)) for fact in entry.when.conditions if not _sees(fact, codes)]
            if problems:
                raise LibraryError(problems)
            yield entry


def _sees(fact: str, codes: Codes) -> bool:
    return codes.dimensions[fact].joins or codes.dimensions[fact].level in _SEEN


def _too_deep(name: str, fact: str, codes: Codes, file: YamlFile, key: Sequence[str | int]) -> Problem:
    message = f"'{name}': '{fact}' belongs to a {codes.dimensions[fact].level} and cannot be seen from an agreement type"
    allowed = "ask about a fact of the agreement, of a party or of a dataset (agreement-kit facts lists them)"
    return Problem("too_deep", message, file.path, file.line(key), allowed)
