"""Names of clauses: each is a flag in wording, so it is one of a kind and never says something else than the flag of the same name."""

from collections.abc import Iterator

from agreement_kit.codes import YES
from agreement_kit.errors import Problem
from agreement_kit.library import Library
from agreement_kit.library.agreements import Entry
from agreement_kit.library.clauses import FOLDERS
from agreement_kit.scope import Within


def name_problems(library: Library) -> Iterator[Problem]:
    """Clauses of one name in two folders, and clauses that take the name of a flag without being switched by it."""
    seen: dict[str, str] = {}
    for folder in FOLDERS:
        for name in library.sources.names(f"clauses/{folder}"):
            if other := seen.get(name):
                yield Problem("duplicate_name", f"'{name}' is a clause in clauses/{other} too", f"clauses/{folder}/{name}/clause.yaml")
            seen.setdefault(name, folder)
            if name in library.codes.dimensions:
                yield from _shadows(name, folder, library)


def _shadows(name: str, folder: str, library: Library) -> Iterator[Problem]:
    entries = [e for file in library.sources.names("templates/agreements") for e in _entries(file, name, library)]
    if folder == "definitions" or not all(_switched(entry) for entry in entries):
        message = f"'{name}' is a flag, and this clause is not there exactly where the flag is on"
        yield Problem("shadowed_flag", message, f"clauses/{folder}/{name}/clause.yaml", None, "give the clause another name")


def _entries(file: str, name: str, library: Library) -> Iterator[Entry]:
    yield from (entry for entry in library.agreement_type(file.removesuffix(".yaml")).entries if entry.clause == name)


def _switched(entry: Entry) -> bool:
    return dict(entry.when.conditions) == {entry.clause: Within(frozenset({YES}))}
