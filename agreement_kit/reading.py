"""YAML as people write it, read strictly: no aliases, anchors, tags or repeated keys; `yes`, `no`, `on` and dates stay words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from agreement_kit.errors import LONGEST, Problem, nearest, shown
from agreement_kit.expected import Wrong, wrong

MAX_BYTES = 2_000_000
MAX_DIGITS = 18

Key = tuple[str | int, ...]
_PLAIN_TAGS = frozenset({"str", "int", "float", "bool", "null", "map", "seq"})


class _Resolver(yaml.resolver.BaseResolver):
    """The YAML 1.2 core words only, so that NO is Norway and `on:` is a key."""


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", "n~"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    for _character in [*_first, *([""] if _tag == "null" else [])]:
        _Resolver.yaml_implicit_resolvers.setdefault(_character, []).append((f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$")))

_Parser: Any = getattr(yaml.cyaml, "CParser", None) if hasattr(yaml, "cyaml") else None


if _Parser is not None:

    class _Loader(_Parser, _Resolver):  # type: ignore[misc]  # the C parser has no stubs
        def __init__(self, stream: str) -> None:
            _Parser.__init__(self, stream)
            _Resolver.__init__(self)

else:

    class _Loader(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, _Resolver):  # type: ignore[no-redef]
        def __init__(self, stream: str) -> None:
            yaml.reader.Reader.__init__(self, stream)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)
            yaml.composer.Composer.__init__(self)
            _Resolver.__init__(self)


class ReadingError(Exception):
    """A file that cannot be read; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a file says (`data`), and on which line each key stands (`lines`, by path of keys)."""

    path: str
    data: Any
    lines: dict[Key, int]

    def line(self, key: Sequence[str | int]) -> int | None:
        """The line of a key, or of the nearest key above it."""
        where = tuple(key)
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where)


def read_text(path: Path, shown: str | None = None) -> str:
    """The text of a UTF-8 file of at most 2 MB. Raises ReadingError."""
    name = shown or str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size / 1_000_000
            raise ReadingError(
                Problem("file_too_large", f"the file has {size:.1f} MB; at most {MAX_BYTES / 1_000_000:.0f} MB are read", name)
            )
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ReadingError(Problem("not_utf8", f"byte {error.start} is not UTF-8 text; save the file as UTF-8", name)) from None
    except OSError as error:
        raise ReadingError(Problem("unreadable_file", f"the file cannot be read: {error.strerror}", name)) from None


def read_yaml(path: Path, shown: str | None = None) -> YamlFile:
    """Read one YAML file. Raises ReadingError with the line of the first fault."""
    return parse_yaml(read_text(path, shown), shown or str(path))


def parse_yaml(text: str, name: str) -> YamlFile:
    """Parse YAML text; `name` is printed in problems. Raises ReadingError."""
    lines: dict[Key, int] = {}
    try:
        _refuse_aliases(text, name)
        loader = _Loader(text)
        node = loader.get_single_node()
        return YamlFile(name, None if node is None else _build(node, (), lines, name), lines)
    except yaml.YAMLError as error:
        raise ReadingError(_yaml_problem(error, text, name)) from None
    except RecursionError:
        raise ReadingError(Problem("malformed_yaml", "the file is nested too deeply", name)) from None


def _refuse_aliases(text: str, name: str) -> None:
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = event.start_mark.line + 1 if event.start_mark else None
            raise ReadingError(Problem("yaml_alias", "anchors (&) and aliases (*) are not allowed; write the value out", name, line))


def _yaml_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    words = str(getattr(error, "problem", None) or "it cannot be parsed")
    before = text.split("\n")[mark.line : mark.line + 1][:1] if mark else []
    if mark and any("\t" in line[: mark.column + 1] for line in before):
        words = "a tab stands where a value should begin; use spaces, also to indent"
    return Problem("malformed_yaml", f"this is not well-formed YAML: {words}", name, mark.line + 1 if mark else None)


def _build(node: yaml.Node, key: Key, lines: dict[Key, int], name: str) -> Any:
    lines[key] = node.start_mark.line + 1
    if node.tag.removeprefix("tag:yaml.org,2002:") not in _PLAIN_TAGS:
        raise ReadingError(Problem("yaml_tag", f"the tag {shown(node.tag)} is not allowed", name, node.start_mark.line + 1))
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, key, lines, name))
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*key, index), lines, name) for index, child in enumerate(node.value)]
    if len(node.value) > MAX_DIGITS and node.tag.endswith((":int", ":float")):
        raise ReadingError(Problem("malformed_yaml", f"a number has at most {MAX_DIGITS} digits", name, node.start_mark.line + 1))
    return _scalar(node)


def _pairs(node: yaml.MappingNode, key: Key, lines: dict[Key, int], name: str) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise ReadingError(Problem("malformed_yaml", "a key must be a word", name, line))
        word = key_node.value
        if word in seen:
            raise ReadingError(Problem("repeated_key", f"{shown(word)} stands twice", name, line))
        seen.add(word)
        value = _build(value_node, (*key, word), lines, name)
        lines[(*key, word)] = line
        yield word, value


def _scalar(node: yaml.Node) -> Any:
    kind = node.tag.rsplit(":", 1)[-1]
    text: str = node.value
    if kind == "int":
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "bool":
        return text == "true"
    if kind == "null":
        return None
    return text


def validation_problems(error: ValidationError, file: YamlFile, models: type[BaseModel]) -> list[Problem]:
    """A pydantic error as problems with file, line, field, what was expected, what was found and the nearest valid key or value."""
    return [_validation_problem(each, file, models) for each in wrong(error.errors(include_url=False), file.data)]


def _validation_problem(each: Wrong, file: YamlFile, model: type[BaseModel]) -> Problem:
    field, line = field_name(each.place), file.line(each.place)
    if each.kind == "extra_forbidden":
        hint = nearest(str(each.place[-1]), _known_fields(model))
        return Problem("unknown_key", f"'{field}' is not a key that is known here", file.path, line, hint)
    if each.kind == "missing":
        return Problem("missing_key", f"'{field}' is missing", file.path, line)
    found = f" (found: {shown(each.found)})" if isinstance(each.found, str | int | float | bool) else ""
    meant = each.meant and f"did you mean {each.meant}?"
    hint = meant or (nearest(each.found, each.values) if isinstance(each.found, str) else None)
    return Problem("invalid_value", f"'{field}': {each.words}{found}" if field else f"{each.words}{found}", file.path, line, hint)


def field_name(key: Key) -> str:
    """A field as problems name it: its keys with points between them."""
    return ".".join(part if isinstance(part, str) and len(part) <= LONGEST else shown(part) for part in key)


def _known_fields(model: type[BaseModel]) -> set[str]:
    """All field names of a model and of the models inside it."""
    names: set[str] = set()
    queue, seen = [model], set()
    while queue:
        current = queue.pop()
        if current in seen:
            continue
        seen.add(current)
        for name, field in current.model_fields.items():
            names.add(field.alias or name)
            queue += list(_models_in(field.annotation))
    return names


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)
