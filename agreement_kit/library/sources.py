"""Where the library's files lie: a stack of folders, the later ones laid over the earlier file by file; and a cache of what they say."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agreement_kit.errors import LibraryError, Problem
from agreement_kit.reading import ReadingError, YamlFile, parse_yaml, read_text
from agreement_kit.version import __version__ as software

PARTS = ("clauses", "locales", "templates")


def shipped() -> Path:
    """The folder that holds the library of this installation: inside the wheel, else the checkout. Raises LibraryError."""
    here = Path(__file__).resolve().parents[1]
    for root in (here / "_data", here.parent):
        if (root / "clauses" / "jurisdictions" / "codes.yaml").is_file():
            return root
    raise LibraryError(Problem("no_library", f"no clause library was found beside {here.name}; install the package again"))


@dataclass(slots=True)
class Sources:
    """Folders in order, the last one on top. `cache` is a folder for what was parsed before, or None."""

    roots: tuple[Path, ...]
    cache: Path | None = None
    _known: dict[str, Any] = field(default_factory=dict)
    _fresh: bool = False

    def __post_init__(self) -> None:
        if self.cache:
            self._known = _read_cache(self._cache_file())

    def find(self, relative: str) -> Path | None:
        """The file that counts for a relative path, or None."""
        return next((root / relative for root in reversed(self.roots) if (root / relative).is_file()), None)

    def names(self, relative: str) -> tuple[str, ...]:
        """The names in a folder over all roots, sorted."""
        found = {entry.name for root in self.roots if (root / relative).is_dir() for entry in (root / relative).iterdir()}
        return tuple(sorted(name for name in found if not name.startswith((".", "_"))))

    def show(self, path: Path) -> str:
        """How a path is printed in problems: from its root where it lies in the lowest, which ships; else as it was given."""
        return str(path.relative_to(self.roots[0])) if path.is_relative_to(self.roots[0]) else str(path)

    def shown(self, relative: str) -> str:
        """How the file that counts for a relative path is printed in problems."""
        path = self.find(relative)
        return relative if path is None else self.show(path)

    def text(self, relative: str) -> str:
        """The text of a file. Raises LibraryError when it is not there or cannot be read."""
        path = self.find(relative)
        if path is None:
            raise LibraryError(Problem("missing_file", "the file is missing from the library", relative))
        return self._read(path)

    def _read(self, path: Path) -> str:
        try:
            return read_text(path, self.show(path))
        except ReadingError as error:
            raise LibraryError(error.problem) from None

    def yaml(self, relative: str) -> YamlFile:
        """A parsed YAML file. Line numbers are read again only when there is something to say. Raises LibraryError."""
        return self._parsed(self.text(relative), self.shown(relative))

    def yaml_layers(self, relative: str) -> tuple[YamlFile, ...]:
        """The file of every root that has it, the lowest first. Raises LibraryError."""
        paths = [root / relative for root in self.roots if (root / relative).is_file()]
        return tuple(self._parsed(self._read(path), self.show(path)) for path in paths)

    def _parsed(self, text: str, relative: str) -> YamlFile:
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest in self._known:
            return _LazyLines(relative, self._known[digest], {}, text)
        try:
            file = parse_yaml(text, relative)
        except ReadingError as error:
            raise LibraryError(error.problem) from None
        if self.cache:
            self._known[digest] = file.data
            self._fresh = True
        return file

    def digest(self) -> str:
        """The SHA-256 over every file of the library, by path: the same library gives the same digest."""
        total = hashlib.sha256()
        for relative in sorted(set(self._files())):
            path = self.find(relative)
            if path:
                total.update(f"{relative}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return total.hexdigest()

    def save(self) -> None:
        """Keep what was parsed, for the next run. A cache that cannot be written is done without."""
        if not (self.cache and self._fresh):
            return
        target = self._cache_file()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_suffix(".tmp")
            temporary.write_text(json.dumps(self._known, ensure_ascii=False), encoding="utf-8")
            temporary.replace(target)
        except OSError:
            return

    def _files(self) -> Iterator[str]:
        for root in self.roots:
            for part in PARTS:
                yield from (
                    str(path.relative_to(root)) for path in (root / part).rglob("*") if path.is_file() and "__pycache__" not in path.parts
                )

    def _cache_file(self) -> Path:
        assert self.cache is not None
        return self.cache / f"library-{software}.json"


@dataclass(frozen=True, slots=True)
class _LazyLines(YamlFile):
    """A file known from the cache; its lines are found only when a problem must be shown."""

    text: str

    def line(self, key: Sequence[str | int]) -> int | None:
        if not self.lines:
            self.lines.update(parse_yaml(self.text, self.path).lines)
        return YamlFile.line(self, key)


def _read_cache(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
