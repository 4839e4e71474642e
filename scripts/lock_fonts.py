#!/usr/bin/env python3
"""Write templates/fonts/fonts.lock from the fonts that templates/fonts/fonts.conf lets through on this machine."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped, unused-ignore]

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from agreement_kit.backends import fonts  # noqa: E402  # after the checkout is on the path

PLACE = ROOT / "templates" / "fonts"
PACKAGES = {".ttf": "fonts-noto-core", ".ttc": "fonts-noto-cjk"}
FAMILY, STYLE, VERSION = 1, 2, 5  # identifiers of the name table


def files() -> Iterator[Path]:
    """The font files that fonts.conf accepts. Raises SystemExit when one is not here."""
    for glob in ElementTree.parse(PLACE / "fonts.conf").iterfind("selectfont/acceptfont/glob"):
        name = Path(glob.text or "").name
        path = fonts.find(name, PLACE)
        if path is None:
            raise SystemExit(f"{name} is not installed: {fonts.MEND} {PACKAGES[Path(name).suffix]}")
        yield path


def face(path: Path) -> Any:
    """The face we use: the first of a collection is the Japanese one, as fonts.conf has it."""
    return TTCollection(path, lazy=True).fonts[0] if path.suffix == ".ttc" else TTFont(path, lazy=True)


def entry(path: Path) -> str:
    """One entry of the lock, as TOML."""
    names = face(path)["name"]
    values = {
        "family": names.getDebugName(FAMILY),
        "style": names.getDebugName(STYLE),
        "file": path.name,
        "version": names.getDebugName(VERSION).removeprefix("Version ").split(";")[0],
        "sha256": fonts.digest(path),
        "package": PACKAGES[path.suffix],
    }
    return "\n".join(("[[font]]", *(f'{key} = "{value}"' for key, value in values.items())))


def main() -> None:
    """Write the lock."""
    head = "# The fonts agreements are measured with. Written by scripts/lock_fonts.py; `agreement-kit doctor` compares."
    (PLACE / "fonts.lock").write_text("\n\n".join((head, *map(entry, files()))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
