"""Clauses: what a clause is asked about, its blanks and variants, and which wordings of it there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agreement_kit.codes import ABOVE, Codes
from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.library.sources import Sources
from agreement_kit.reading import YamlFile, validation_problems
from agreement_kit.resolve import Candidate
from agreement_kit.scope import parse_scope

Per: TypeAlias = Literal["agreement", "party", "dataset", "transfer", "ground", "jurisdiction"]
BlankType: TypeAlias = Literal["text", "days", "hours", "months", "years", "percent", "number", "money", "date"]
BALANCED = "balanced"
OFFICIAL = "official.txt"  # the file that holds the text of a verbatim clause
POSITIONS = (BALANCED, "pro_provider", "pro_recipient", "agreed")
FOLDERS: Mapping[str, str] = {
    "openings": "opening",
    "recitals": "recital",
    "articles": "article",
    "schedules": "schedule",
    "addenda": "addendum",
    "closings": "closing",
    "execution": "execution",
    "definitions": "definition",
}


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureBound(_Record):
    """A bound taken from the law of the deal: the strictest value of a figure, less a margin."""

    figure: str
    less: int = 0


class Blank(_Record):
    """A hole in the wording. It has a default or is asked for; a bound holds whatever the deal says."""

    type: BlankType
    default: int | float | str | dict[str, str] | None = None
    ask: bool = False
    at_least: int | FigureBound | None = None
    at_most: int | FigureBound | None = None
    name: dict[str, str] = {}


class Verbatim(_Record):
    """An official text that stands below the wording word for word. The library ships the slot; a deal's folder or a house brings the text.

    `source` says whose text it is, `url` where it is published; `sha256`, where given, is the hash that the text must have.
    """

    source: str
    url: str | None = None
    sha256: str | None = None


class VariantRecord(_Record):
    """A variant as written: its purpose in a sentence, and when it applies."""

    purpose: str
    applies: dict[str, Any] = {}
    overrides: list[str] = []


class _ClauseRecord(_Record):
    per: Per = "agreement"
    optional: bool = False
    answers: list[str] = []
    insert_after: str | None = None
    maps_to: dict[str, list[str]] = {}
    blanks: dict[str, Blank] = {}
    variants: dict[str, VariantRecord] = Field(default_factory=lambda: {"any": VariantRecord(purpose="Always.")})
    forms: list[str] = []
    plain: bool = False
    verbatim: Verbatim | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A library entry. `texts` maps (variant, position) to language to the path of the wording."""

    name: str
    folder: str
    path: str
    per: Per
    optional: bool
    answers: frozenset[str]
    insert_after: str | None
    maps_to: Mapping[str, list[str]]
    blanks: Mapping[str, Blank]
    variants: Mapping[str, VariantRecord]
    candidates: Mapping[str, Candidate]
    forms: tuple[str, ...]
    plain: bool
    verbatim: Verbatim | None
    texts: Mapping[tuple[str, str], Mapping[str, str]]

    @property
    def kind(self) -> str:
        """What its provisions are in the tree: article, schedule, …"""
        return FOLDERS[self.folder]

    def positions(self, variant: str) -> tuple[str, ...]:
        """The positions in which a variant is written."""
        return tuple(position for name, position in self.texts if name == variant)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions and flags its variants ask about."""
        return tuple(sorted({name for candidate in self.candidates.values() for name in candidate.scope.conditions}))


def load_clause(sources: Sources, folder: str, name: str, codes: Codes) -> Clause:
    """Load one clause by its folder. Raises LibraryError with every problem found."""
    base = f"clauses/{folder}/{name}"
    file = sources.yaml(f"{base}/clause.yaml")
    try:
        record = _ClauseRecord.model_validate(file.data or {})
    except ValidationError as error:
        raise LibraryError(validation_problems(error, file, _ClauseRecord)) from None
    problems: list[Problem] = []
    candidates = dict(_candidates(record, file, codes, problems))
    problems += _override_faults(candidates, file)
    texts, faults = _texts(sources, base, record)
    problems += faults + list(_blank_faults(record, file, codes))
    if problems:
        raise LibraryError(problems)
    return Clause(
        name,
        folder,
        file.path,
        record.per,
        record.optional or bool(record.answers),
        frozenset(record.answers),
        record.insert_after,
        record.maps_to,
        record.blanks,
        record.variants,
        candidates,
        tuple(record.forms),
        record.plain,
        record.verbatim,
        texts,
    )


def _candidates(record: _ClauseRecord, file: YamlFile, codes: Codes, problems: list[Problem]) -> Iterator[tuple[str, Candidate]]:
    for name, variant in record.variants.items():
        try:
            scope = parse_scope(variant.applies, codes)
        except ValueError as error:
            problems.append(Problem("invalid_scope", f"variant '{name}': {error}", file.path, file.line(("variants", name))))
            continue
        for code, message in _variant_faults(variant, record, scope.conditions, codes):
            problems.append(Problem(code, f"variant '{name}': {message}", file.path, file.line(("variants", name))))
        yield name, Candidate(scope, frozenset(variant.overrides))


def _variant_faults(variant: VariantRecord, record: _ClauseRecord, names: Mapping[str, object], codes: Codes) -> Iterator[tuple[str, str]]:
    """A clause sees its own level and above, and what lies below only through a join."""
    for name in names:
        dimension = codes.dimensions[name]
        if dimension.level not in ABOVE[record.per] and not dimension.joins:
            yield "too_deep", f"'{name}' belongs to a {dimension.level} and cannot be seen from a clause per {record.per}"
    for other in variant.overrides:
        if other not in record.variants:
            yield "unknown_variant", f"it overrides '{other}', which is not here"


def _override_faults(candidates: Mapping[str, Candidate], file: YamlFile) -> Iterator[Problem]:
    """A variant overrides only one that it meets, and of which neither is narrower."""
    for name, candidate in candidates.items():
        for other in candidate.overrides & candidates.keys():
            one, two = candidate.scope, candidates[other].scope
            if not one.meets(two) or one.narrower(two) or two.narrower(one):
                message = f"variant '{name}' cannot override '{other}': they never meet, or one is narrower and wins anyhow"
                yield Problem("idle_override", message, file.path, file.line(("variants", name)))


def _texts(sources: Sources, base: str, record: _ClauseRecord) -> tuple[dict[tuple[str, str], dict[str, str]], list[Problem]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    problems: list[Problem] = []
    for file_name in sources.names(base):
        if not file_name.endswith(".md"):
            continue
        parts = file_name.removesuffix(".md").split(".")
        variant, language = parts[0], parts[-1]
        position = parts[1] if len(parts) == 3 else BALANCED
        path = f"{base}/{file_name}"
        if len(parts) not in (2, 3) or position not in POSITIONS:
            problems.append(Problem("file_name", "expected <variant>[.<position>].<language>.md", path, None, nearest(position, POSITIONS)))
        elif variant not in record.variants:
            problems.append(
                Problem("unknown_variant", f"'{variant}' is not a variant of this clause", path, None, nearest(variant, record.variants))
            )
        else:
            found.setdefault((variant, position), {})[language] = path
    unwritten = [v for v in record.variants if (v, BALANCED) not in found and (v, "agreed") not in found]
    problems += [Problem("missing_wording", f"variant '{variant}' has no wording", f"{base}/clause.yaml") for variant in unwritten]
    return found, problems


def _blank_faults(record: _ClauseRecord, file: YamlFile, codes: Codes) -> Iterator[Problem]:
    for name, blank in record.blanks.items():
        for code, message, hint in _one_blank_faults(blank, codes):
            yield Problem(code, f"blank '{name}': {message}", file.path, file.line(("blanks", name)), hint)


def _one_blank_faults(blank: Blank, codes: Codes) -> Iterator[tuple[str, str, str | None]]:
    if blank.default is None and not blank.ask:
        yield "blank_without_default", "it needs 'default' or 'ask: true'", None
    for bound in (blank.at_least, blank.at_most):
        if isinstance(bound, FigureBound) and bound.figure not in codes.figures:
            yield "unknown_code", f"'{bound.figure}' is not a figure", nearest(bound.figure, codes.figures)
    if blank.type == "text" and isinstance(blank.default, str):
        yield "blank_language", "a default text is given by language", None
