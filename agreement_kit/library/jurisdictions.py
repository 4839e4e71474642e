"""The law of one state: dated, cited rules read from `clauses/jurisdictions/<CC>.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agreement_kit.codes import Codes
from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.reading import YamlFile, validation_problems
from agreement_kit.scope import Scope, parse_scope

Words: TypeAlias = dict[str, str]
RuleKind: TypeAlias = Literal["class", "residency", "mechanism", "duty", "figure", "language", "practice"]
Capacity: TypeAlias = Literal["origin", "leaves", "arrives", "site", "reach", "party", "provider", "recipient", "host", "governing_law"]
KINDS: tuple[RuleKind, ...] = ("class", "residency", "mechanism", "duty", "figure", "language", "practice")
CONFIDENCE = ("low", "medium", "high")
Locator: TypeAlias = dict[str, Any]

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "class": ("sets",),
    "mechanism": ("options",),
    "duty": ("duty", "on"),
    "figure": ("value",),
    "language": ("accept",),
    "practice": ("practice",),
}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Instrument(_Record):
    """A statute or other source of law: number and title by language, and the day it came into force."""

    number: Words | None = None
    in_force: date | None = None
    url: str | None = None
    titles: Words = {}


class Due(_Record):
    """A deadline: so many days, hours or months before or after an event; without a number, before or after it at all."""

    days: int | None = None
    hours: int | None = None
    months: int | None = None
    before: str | None = None
    after: str | None = None


class Verified(_Record):
    """A lawyer's stamp on one version of a rule; `hash` pins the text that was seen."""

    on: date
    by: str
    hash: str


class Version(_Record):
    """What a rule says from a day on. Which fields stand depends on the kind of the rule (docs/formats.md)."""

    starts: date | Literal["undated"] = Field(alias="from")
    expected: str | None = Field(default=None, coerce_numbers_to_str=True)
    repealed: bool = False
    says: str
    cite: list[dict[str, Locator]]
    checked_with: list[str]
    confidence: Literal["low", "medium", "high"]
    verified: Verified | None
    note: str | None = None
    code: str | None = None
    remote: str | None = None
    to_others: Literal["approval", "barred"] | None = None
    by: str | None = None
    unless: Words = {}
    keeps: Literal["copy", "access"] | None = None
    months: int | None = None
    sets: dict[str, str] = {}
    in_order: bool = False
    options: list[dict[str, dict[str, Any]]] = []
    duty: str | None = None
    on: Literal["exporter", "importer", "provider", "recipient", "host", "developer", "party"] | None = None
    to: str | None = None
    once_per: str | None = None
    due: Due | None = None
    every: dict[Literal["days", "months"], int] | None = None
    value: int | None = None
    currency: str | None = None
    accept: list[list[str]] = []
    original: bool = False
    practice: str | None = None


class _RuleRecord(_Record):
    capacities: Capacity | list[Capacity] = Field(alias="as")
    kind: RuleKind
    applies: dict[str, Any] = {}
    displaces: list[str] = []
    dossier: list[str] = []
    figure: str | None = None
    versions: list[Version] = Field(min_length=1)


class _FileRecord(_Record):
    names: Words
    languages: list[str]
    authorities: dict[str, Words] = {}
    exceptions: dict[str, Words] = {}
    instruments: dict[str, dict[str, Any]] = {}
    rules: dict[str, _RuleRecord] = {}


@dataclass(frozen=True, slots=True)
class Option:
    """One lawful way under a mechanism rule, and where it is open."""

    code: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one state, with all its versions. `id` is "ID/residency_public"."""

    id: str
    state: str
    kind: RuleKind
    capacities: tuple[Capacity, ...]
    scope: Scope
    versions: tuple[Version, ...]
    displaces: frozenset[str]
    dossier: tuple[str, ...]
    figure: str | None
    options: Mapping[int, tuple[Option, ...]]

    def version_at(self, day: date) -> int | None:
        """The index of the version that holds on a day; None when none does yet, or the rule has ended."""
        dated = [
            (version.starts, i) for i, version in enumerate(self.versions) if isinstance(version.starts, date) and version.starts <= day
        ]
        if not dated:
            return None
        index = max(dated)[1]
        return None if self.versions[index].repealed else index

    def coming(self, after: date, until: date) -> tuple[int, ...]:
        """The versions that take effect after a day and no later than another, and those whose day is not known."""
        return tuple(
            i for i, v in enumerate(self.versions) if v.starts == "undated" or (isinstance(v.starts, date) and after < v.starts <= until)
        )


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A state: its names, languages, authorities, instruments and rules; `exceptions` are their words beside the English of the rules."""

    code: str
    path: str
    names: Words
    languages: tuple[str, ...]
    authorities: Mapping[str, Words]
    instruments: Mapping[str, Instrument]
    rules: tuple[Rule, ...]
    exceptions: Mapping[str, Words]


def parse_jurisdiction(code: str, file: YamlFile, codes: Codes) -> Jurisdiction:
    """Build one state's law from its file. Raises LibraryError with every problem found."""
    try:
        record = _FileRecord.model_validate(file.data)
    except ValidationError as error:
        raise LibraryError(validation_problems(error, file, _FileRecord)) from None
    problems: list[Problem] = []
    instruments = {name: _instrument(entry) for name, entry in record.instruments.items()}
    rules = [_rule(code, name, entry, file, codes, problems) for name, entry in record.rules.items()]
    problems += _lint(code, record, file, codes)
    if problems:
        raise LibraryError(problems)
    return Jurisdiction(
        code,
        file.path,
        record.names,
        tuple(record.languages),
        record.authorities,
        instruments,
        tuple(r for r in rules if r),
        record.exceptions,
    )


def _instrument(entry: Mapping[str, Any]) -> Instrument:
    titles = {key: value for key, value in entry.items() if key not in {"number", "in_force", "url"}}
    rest = {key: value for key, value in entry.items() if key in {"number", "in_force", "url"}}
    return Instrument.model_validate({**rest, "titles": titles})


def _rule(state: str, name: str, entry: _RuleRecord, file: YamlFile, codes: Codes, problems: list[Problem]) -> Rule | None:
    try:
        capacities = tuple(entry.capacities) if isinstance(entry.capacities, list) else (entry.capacities,)
        options = {i: tuple(_options(version, codes)) for i, version in enumerate(entry.versions) if version.options}
        return Rule(
            f"{state}/{name}",
            state,
            entry.kind,
            capacities,
            parse_scope(entry.applies, codes),
            tuple(entry.versions),
            frozenset(f"{state}/{other}" for other in entry.displaces),
            tuple(entry.dossier),
            entry.figure,
            options,
        )
    except ValueError as error:
        problems.append(Problem("invalid_scope", f"rule '{name}': {error}", file.path, file.line(("rules", name))))
        return None


def _options(version: Version, codes: Codes) -> Iterator[Option]:
    for option in version.options:
        for code, scope in option.items():
            known = codes.dimensions["mechanism"].codes
            if code not in known:
                hint = nearest(code, known) or f"one of {', '.join(known)}"
                raise ValueError(f"'{code}' is not a mechanism; {hint}")
            yield Option(code, parse_scope(scope, codes))


def _lint(state: str, record: _FileRecord, file: YamlFile, codes: Codes) -> Iterator[Problem]:
    provided = {name for rule in record.rules.values() for version in rule.versions for name in version.unless}
    for name in record.exceptions:
        if name not in provided:
            message = f"no rule provides for the exception '{name}'"
            yield Problem("unknown_exception", message, file.path, file.line(("exceptions", name)), nearest(name, provided))
    for name, rule in record.rules.items():
        for index, version in enumerate(rule.versions):
            for code, message in _faults(state, rule, version, record, codes):
                yield Problem(code, f"rule '{name}': {message}", file.path, file.line(("rules", name, "versions", index)))
        if state in str(rule.applies):
            yield Problem("own_state", f"rule '{name}' names its own state in 'applies'", file.path, file.line(("rules", name)))
        unknown = [other for other in rule.displaces if other not in record.rules]
        if unknown:
            yield Problem(
                "unknown_rule", f"rule '{name}' displaces '{unknown[0]}', which is not here", file.path, file.line(("rules", name))
            )
        for problem, message in _displacement_faults(name, record):
            yield Problem(problem, f"rule '{name}' {message}", file.path, file.line(("rules", name)))
        starts = [version.starts for version in rule.versions if isinstance(version.starts, date)]
        if starts != sorted(set(starts)):
            yield Problem("version_order", f"rule '{name}': versions stand out of order or twice", file.path, file.line(("rules", name)))


def _displacement_faults(name: str, record: _FileRecord) -> Iterator[tuple[str, str]]:
    """A rule displaces rules of its own kind, and never, by whatever detour, itself."""
    seen: set[str] = set()
    queue = list(record.rules[name].displaces)
    for other in queue:
        if other in record.rules and other not in seen:
            seen.add(other)
            queue += record.rules[other].displaces
    if name in seen:
        yield "displacement", "displaces itself by way of the rules it displaces"
    for other in record.rules[name].displaces:
        if other in record.rules and record.rules[other].kind != record.rules[name].kind:
            yield "displacement", f"displaces '{other}', which is of another kind"


def _faults(state: str, rule: _RuleRecord, version: Version, record: _FileRecord, codes: Codes) -> Iterator[tuple[str, str]]:
    if not version.repealed:
        yield from (
            ("missing_key", f"a {rule.kind} rule needs '{key}'")
            for key in _NEEDED.get(rule.kind, ())
            if getattr(version, key) in (None, [], {})
        )
    if rule.kind == "residency" and not version.repealed and version.code is None and version.keeps is None:
        yield "missing_key", "a residency rule needs 'code' or 'keeps'"
    if version.confidence != "low" and not (version.cite and version.checked_with):
        yield "no_citation", "only a rule of low confidence may stand without a citation and a source"
    for cite in version.cite:
        for name in cite:
            if name not in record.instruments:
                yield "unknown_instrument", f"the instrument '{name}' is not listed; {nearest(name, record.instruments) or 'list it'}"
    for authority in (version.by, version.to):
        if authority and authority not in record.authorities:
            yield "unknown_authority", f"the authority '{authority}' is not listed; {nearest(authority, record.authorities) or 'list it'}"
    yield from _code_faults(rule, version, codes)
    figure = codes.figures.get(rule.figure or "")
    if figure and (figure.unit == "money") != bool(version.currency):
        yield "currency", f"a sum needs 'currency', another figure has none; '{rule.figure}' is counted in {figure.unit}"
    if version.code == "free" or [list(o) for o in version.options] == [["none_required"]]:
        open_ends = [key for key in ("identity", "holder", "secrecy") if key not in rule.applies]
        if open_ends:
            yield "unrestricted_freedom", f"a rule that lets data go must say for which {', '.join(open_ends)}"


def _code_faults(rule: _RuleRecord, version: Version, codes: Codes) -> Iterator[tuple[str, str]]:
    residency = codes.dimensions["residency"].codes
    checks = [
        (version.code, residency, "residency code"),
        (version.remote, residency, "residency code"),
        (version.duty, codes.duties, "duty"),
        (version.practice, codes.practices, "practice"),
        (rule.figure if rule.kind == "figure" else None, codes.figures, "figure"),
        (version.due and (version.due.before or version.due.after), codes.events, "event"),
    ]
    for value, known, what in checks:
        if value and value not in known:
            yield "unknown_code", f"'{value}' is not a {what}; {nearest(value, known) or 'one of ' + ', '.join(known)}"
    for name, value in version.sets.items():
        dimension = codes.dimensions.get(name)
        if dimension is None or not dimension.found or value not in dimension.codes:
            yield "unknown_code", f"a class rule cannot set {name}: {value}"
