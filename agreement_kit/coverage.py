"""What an agreement type, or a drafted deal, covers of the frameworks it is held against, and what it does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from agreement_kit.errors import LibraryError
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause
from agreement_kit.reading import validation_problems
from agreement_kit.tables import Sheet

PATH = "templates/coverage/frameworks.yaml"
SLOT = " (slot: the official text is to be put in)"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Item(_Record):
    says: str
    rows: list[str] = []


class _Framework(_Record):
    title: str
    note: str
    items: dict[str, _Item]


class _File(_Record):
    rows: dict[str, str]
    frameworks: dict[str, _Framework]


@dataclass(frozen=True, slots=True)
class Covered:
    """One item of a framework: what it is about, the clauses that answer it, and the rows of it that no clause answers."""

    item: str
    says: str
    clauses: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def standing(self) -> str:
        """Whether it is covered, in part (a row of it is not answered) or not covered."""
        if not self.clauses:
            return "not covered"
        return "in part" if self.missing else "covered"


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    """One framework: its title, what is to be known of it, and its items."""

    title: str
    note: str
    items: tuple[Covered, ...]


def coverage(library: Library, agreement: str, present: Iterable[str] | None = None) -> tuple[FrameworkCoverage, ...]:
    """Hold an agreement type against every framework; `present` narrows it to the clauses of one drafted deal.

    Raises LibraryError for an unknown type or a faulty list of frameworks.
    """
    file = library.sources.yaml(PATH)
    try:
        listed = _File.model_validate(file.data)
    except ValidationError as error:
        raise LibraryError(validation_problems(error, file, _File)) from None
    entries = library.agreement_type(agreement).entries
    clauses = [library.clause(entry.folder, entry.clause) for entry in entries]
    chosen = set(present) if present is not None else None
    answered = _answers([clause for clause in clauses if chosen is None or clause.name in chosen])
    rows = FrameworkCoverage("Rows of the coverage list", "What a first-rate agreement of this kind says.", tuple(_rows(listed, answered)))
    return (*(_framework(key, framework, answered) for key, framework in listed.frameworks.items()), rows)


def _answers(clauses: Iterable[Clause]) -> dict[tuple[str, str], list[str]]:
    """The clauses that say that they answer an item: (framework, item) to names."""
    found: dict[tuple[str, str], list[str]] = {}
    for clause in clauses:
        for framework, items in clause.maps_to.items():
            for item in items:
                place = _PART.get(item[:1], framework) if framework == "ai_guide" else framework
                found.setdefault((place, item), []).append(f"{clause.name}{SLOT if clause.verbatim else ''}")
    return found


_PART: Mapping[str, str] = {"G": "generative_ai"}  # clauses name the areas of the expanded guide together with those of the guide


def _framework(key: str, framework: _Framework, answered: Mapping[tuple[str, str], list[str]]) -> FrameworkCoverage:
    items = tuple(_item(key, name, item, answered) for name, item in framework.items.items())
    return FrameworkCoverage(framework.title, framework.note, items)


def _item(key: str, name: str, item: _Item, answered: Mapping[tuple[str, str], list[str]]) -> Covered:
    """An item is answered by clauses that name it, and by those that answer its rows."""
    by_row = {row: answered.get(("coverage", row), []) for row in item.rows}
    clauses = dict.fromkeys([*answered.get((key, name), []), *(clause for names in by_row.values() for clause in names)])
    return Covered(name, item.says, tuple(clauses), tuple(row for row, names in by_row.items() if not names))


def _rows(listed: _File, answered: Mapping[tuple[str, str], list[str]]) -> Iterator[Covered]:
    for row, says in listed.rows.items():
        yield Covered(row, says, tuple(dict.fromkeys(answered.get(("coverage", row), []))), ())


def sheets(frameworks: Iterable[FrameworkCoverage]) -> tuple[Sheet, ...]:
    """Coverage as sheets, one a framework."""
    head, widths = ("Item", "What it is about", "Standing", "Clauses", "Not answered"), (26, 50, 14, 60, 40)
    return tuple(Sheet(_short(framework.title), head, [_cells(item) for item in framework.items], widths) for framework in frameworks)


def _cells(item: Covered) -> tuple[str, ...]:
    return item.item, item.says, item.standing, ", ".join(item.clauses), ", ".join(item.missing)


def _short(title: str) -> str:
    """A title as the name of a sheet: no mark that spreadsheets refuse, at most 31 characters, cut at a word."""
    plain = "".join(character for character in title.split(" (")[0].split(",")[0] if character not in "[]:*?/\\")
    return plain if len(plain) <= 31 else plain[:31].rsplit(" ", 1)[0]
