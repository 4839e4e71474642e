"""What a machine lacks to set type, and the command that mends it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from agreement_kit.errors import AgreementKitError
from agreement_kit.library import Library

PACKAGES = ("jinja2", "pydantic", "weasyprint", "python-docx", "babel", "pyyaml", "typer", "lxml")
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what mends it."""

    what: str
    well: bool
    found: str
    mend: str | None = None


def examine() -> tuple[Finding, ...]:
    """Look at Python, the packages, the libraries that set type, the fonts and the clause library."""
    return (_python(), *_packages(), *_typesetting(), *_fonts(), _library())


def _python() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    well = sys.version_info >= OLDEST_PYTHON
    return Finding("Python", well, found, None if well else "install Python 3.11 or newer")


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "not installed", f"pip install {name}")


def _typesetting() -> Iterator[Finding]:
    from agreement_kit.backends import pdf

    try:
        pdf.ready()
        yield Finding("Pango", True, "loads")
    except AgreementKitError as error:
        for problem in error.problems:
            yield Finding("Pango", False, problem.message, problem.hint)


def _fonts() -> Iterator[Finding]:
    from agreement_kit.backends import fonts

    missing = fonts.missing_fonts()
    for problem in missing:
        yield Finding("fonts", False, problem.message, problem.hint)
    for problem in () if missing else fonts.changed_fonts():
        yield Finding("fonts", True, f"{problem.message}; pages may break elsewhere", problem.hint)
    if not missing:
        yield Finding("fonts", True, "all are installed")


def _library() -> Finding:
    try:
        library = Library.load()
        states = ", ".join(library.jurisdictions)
        return Finding("clause library", True, f"{library.digest[:12]}, law of {states}, languages {', '.join(library.languages)}")
    except AgreementKitError as error:
        return Finding("clause library", False, str(error.problems[0]), "install the package again")
