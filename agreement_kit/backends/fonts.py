"""The fonts agreements are set in: which they are, where they lie, whether this machine has them."""

import hashlib
import os
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from agreement_kit.errors import Problem, nearest

MEND = "sudo apt-get install"


@dataclass(frozen=True, slots=True)
class Font:
    """One font file as `fonts.lock` names it. `version` is the font's own, `package` the Debian package that brings it."""

    family: str
    style: str
    file: str
    version: str
    sha256: str
    package: str


def folder() -> Path:
    """The folder of `fonts.conf` and `fonts.lock`: in the installed package, else in the checkout."""
    package = Path(__file__).parents[1]
    installed = package / "_data" / "templates" / "fonts"
    return installed if installed.is_dir() else package.parent / "templates" / "fonts"


def select(place: Path | None = None) -> None:
    """Let only our families be seen. Fontconfig reads this variable, so call it before WeasyPrint is imported."""
    os.environ["FONTCONFIG_FILE"] = str((place or folder()) / "fonts.conf")


@cache
def locked(place: Path) -> tuple[Font, ...]:
    """The fonts that `fonts.lock` in this folder names."""
    with (place / "fonts.lock").open("rb") as file:
        return tuple(Font(**entry) for entry in tomllib.load(file)["font"])


def missing_fonts(families: Collection[str] | None = None, place: Path | None = None) -> tuple[Problem, ...]:
    """A problem for each family (default: all of `fonts.lock`) that this machine lacks or nobody knows, with the command that mends it."""
    place = place or folder()
    fonts = locked(place)
    known = dict.fromkeys(font.family for font in fonts)
    unknown = (_unknown(family, known) for family in families or () if family not in known)
    lacking: dict[str, str] = {}
    for font in fonts:
        if (families is None or font.family in families) and find(font.file, place) is None:
            lacking[font.family] = font.package
    return (*unknown, *(_missing(family, package) for family, package in lacking.items()))


def changed_fonts(place: Path | None = None) -> tuple[Problem, ...]:
    """A problem for each font here that is not the one in `fonts.lock`: it works, but pages may break elsewhere than on other machines."""
    place = place or folder()
    found = ((font, find(font.file, place)) for font in locked(place))
    return tuple(_changed(font) for font, path in found if path and digest(path) != font.sha256)


def find(file: str, place: Path) -> Path | None:
    """Where a font file lies, or None."""
    return next((path for path in (folder / file for folder in folders(place)) if path.is_file()), None)


def folders(place: Path) -> Iterator[Path]:
    """The folders that `fonts.conf` reads."""
    yield from (Path(entry.text or "") for entry in ElementTree.parse(place / "fonts.conf").iter("dir"))


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unknown(family: str, known: Collection[str]) -> Problem:
    return Problem("unknown_font", f"{family} is not a family of fonts.lock", hint=nearest(family, known))


def _missing(family: str, package: str) -> Problem:
    return Problem("missing_font", f"the font {family} is not installed", hint=f"{MEND} {package}")


def _changed(font: Font) -> Problem:
    message = f"{font.file} is not version {font.version} of fonts.lock"
    return Problem("changed_font", message, hint=f"{MEND} {font.package}, or write the lock anew with scripts/lock_fonts.py")
