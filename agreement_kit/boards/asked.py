"""What is to be compared, and finding it in the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreement_kit.deal import Deal
from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import FOLDERS, Clause

NOTES = "en"  # the language in which rules are explained


@dataclass(frozen=True, slots=True)
class Asked:
    """What to compare: across what, against which base, in which language, under the law of which day.

    `deal` is varied where jurisdictions are compared: the state in which its data lie becomes each state in turn.
    """

    across: str
    base: str | None = None
    language: str = SOURCE_LANGUAGE
    on: date = date.max
    deal: Deal | None = None


def clause_of(name: str, library: Library) -> Clause:
    """The clause of a name. Raises LibraryError."""
    folder = next((folder for folder in FOLDERS if name in library.sources.names(f"clauses/{folder}")), None)
    if folder is None:
        raise LibraryError(Problem("unknown_clause", f"there is no clause '{name}'", hint=nearest(name, library.clause_names)))
    return library.clause(folder, name)


def base_of(wanted: str | None, names: Sequence[str], usual: str) -> int:
    """The place of the base among what is compared. Raises LibraryError."""
    if wanted is not None and wanted not in names:
        raise LibraryError(Problem("unknown_base", f"'{wanted}' is not one of what is compared", hint=f"one of {', '.join(names)}"))
    return names.index(wanted or usual)
