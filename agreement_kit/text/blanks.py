"""Blanks and flags in one block of clause text.

Jinja reads the block in a sandboxed environment; only names in `{{ }}` and flags in `{% if %}` are allowed, and nothing is ever compiled
or called: the few nodes left are walked here. A fill goes in as an opaque mark, so what a party typed is never read as markup.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from agreement_kit.document import Definition, Inline, Reference, Text
from agreement_kit.errors import LibraryError, Problem, nearest

MOST_FLAGS = 4
_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
_INLINE = re.compile("\ue000(\\d+)\ue001|\\[\\[([^\\[\\]]+)\\]\\]|\\*\\*(.+?)\\*\\*")
_SPACES = re.compile(r" {2,}")
_ONLY_IF = "only {% if flag %}…{% else %}…{% endif %} is allowed"
_REFUSED = (
    (re.compile(r"\{#"), "comments are not allowed in wording; {#anchor} stands at the end of a paragraph"),
    (re.compile(r"\{%(?!\s*(?:if|else|endif)\b)"), _ONLY_IF),
)
_REFERENCE = re.compile(r"^(?:([a-z][a-z0-9_]*)(?:#([a-z][a-z0-9_]*))?|#([a-z][a-z0-9_]*))$")


class BlankError(Exception):
    """A block that uses what is not allowed; `message` in plain words, with a hint."""

    def __init__(self, message: str, hint: str | None = None, offset: int = 0) -> None:
        self.message, self.hint, self.offset = message, hint, offset
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Block:
    """A parsed block: the allowed nodes, the blanks it prints and the flags it asks."""

    body: tuple[nodes.Node, ...]
    blanks: tuple[str, ...]
    flags: tuple[str, ...]


@lru_cache(maxsize=4096)
def parse_block(source: str) -> Block:
    """Parse one block. Raises BlankError for anything but `{{ name }}` and `{% if flag %}`, and for a mark that is not closed."""
    _check_marks(source)
    if not {"{", "}"} & set(source):
        return Block((nodes.Output([nodes.TemplateData(source)]),), (), ())
    blanks: list[str] = []
    flags: list[str] = []
    try:
        tree = _ENVIRONMENT.parse(source)
        _check(tree.body, blanks, flags)
    except TemplateSyntaxError as error:
        raise BlankError(f"this cannot be read: {error.message}", offset=(error.lineno or 1) - 1) from None
    except (RecursionError, ValueError):
        raise BlankError("this cannot be read: it is nested too deeply, or a number in it is too long") from None
    if len(set(flags)) > MOST_FLAGS:
        raise BlankError(f"a paragraph asks at most {MOST_FLAGS} flags; here are {len(set(flags))}")
    return Block(tuple(tree.body), tuple(dict.fromkeys(blanks)), tuple(dict.fromkeys(flags)))


def _check_marks(source: str) -> None:
    """Terms and references are whole and hold no blank."""
    for pattern, message in _REFUSED:
        if found := pattern.search(source):
            raise BlankError(message, offset=source.count("\n", 0, found.start()))
    joined = source.replace("\n", " ")
    if any("{" in part for part in (*written_terms(joined), *written_references(joined))):
        raise BlankError("a term or a reference cannot hold a blank or a condition")
    left = _INLINE.sub("", joined)
    for mark in ("**", "[[", "]]"):
        if mark in left:
            raise BlankError(f"'{mark}' has no partner; a term is written **Term**, a reference [[clause]]")


def _check(body: list[nodes.Node], blanks: list[str], flags: list[str]) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if isinstance(part, nodes.Name):
                    blanks.append(part.name)
                elif isinstance(part, nodes.TemplateData):
                    if {"{", "}"} & set(part.data):
                        raise BlankError("a brace stands alone; a blank is written {{ name }}", offset=part.lineno - 1)
                else:
                    raise BlankError("only {{ name }} may stand in braces: no filters, calls, attributes or sums", offset=part.lineno - 1)
        elif isinstance(node, nodes.If) and not node.elif_:
            _check_test(node.test, flags)
            _check(node.body, blanks, flags)
            _check(node.else_, blanks, flags)
        else:
            raise BlankError(_ONLY_IF, offset=node.lineno - 1)


def _check_test(test: nodes.Node, flags: list[str]) -> None:
    if isinstance(test, nodes.Name):
        flags.append(test.name)
    elif isinstance(test, nodes.Not):
        _check_test(test.node, flags)
    elif isinstance(test, nodes.And | nodes.Or):
        _check_test(test.left, flags)
        _check_test(test.right, flags)
    else:
        raise BlankError("a condition is made of flags, and, or, not", offset=test.lineno - 1)


def fill(
    block: Block,
    fills: Mapping[str, Inline],
    flags: Mapping[str, bool],
    references: Callable[[str], Reference],
    join_lines: Callable[[list[str]], str] = " ".join,
) -> tuple[Inline, ...]:
    """The words of a block: text, fills, definitions and references; empty when the flags leave nothing.

    `fills` by blank; `flags` by name; `references` turns "clause#anchor" into a Reference; `join_lines` joins source lines.
    Raises BlankError for a name that is not there.
    """
    put: list[Inline] = []
    text = "".join(_walk(block.body, fills, flags, put))
    lines = [line.strip() for line in text.split("\n")]
    text = _SPACES.sub(" ", join_lines([line for line in lines if line]))
    return tuple(_inlines(text, put, references))


def printed(block: Block, flags: Mapping[str, bool]) -> set[str]:
    """The blanks that a block prints under these flags. Raises BlankError for a flag that is not there."""
    return set(_printed(block.body, flags))


def _printed(body: Iterable[nodes.Node], flags: Mapping[str, bool]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.If):
            yield from _printed(node.body if _true(node.test, flags) else node.else_, flags)
        elif isinstance(node, nodes.Output):
            yield from (part.name for part in node.nodes if isinstance(part, nodes.Name))


def _walk(body: Sequence[nodes.Node], fills: Mapping[str, Inline], flags: Mapping[str, bool], put: list[Inline]) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.If):
            yield from _walk(node.body if _true(node.test, flags) else node.else_, fills, flags, put)
            continue
        assert isinstance(node, nodes.Output)
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                yield part.data
            elif isinstance(part, nodes.Name):
                if part.name not in fills:
                    raise BlankError(f"{{{{ {part.name} }}}} is not a blank of this clause", nearest(part.name, fills))
                put.append(fills[part.name])
                yield f"\ue000{len(put) - 1}\ue001"


def _true(test: nodes.Node, flags: Mapping[str, bool]) -> bool:
    if isinstance(test, nodes.Name):
        if test.name not in flags:
            raise BlankError(f"'{test.name}' is not a flag here", nearest(test.name, flags))
        return flags[test.name]
    if isinstance(test, nodes.Not):
        return not _true(test.node, flags)
    assert isinstance(test, nodes.And | nodes.Or)
    left, right = _true(test.left, flags), _true(test.right, flags)
    return (left and right) if isinstance(test, nodes.And) else (left or right)


def _inlines(text: str, put: list[Inline], references: Callable[[str], Reference]) -> Iterator[Inline]:
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() > position:
            yield Text(text[position : match.start()])
        position = match.end()
        if match.group(1) is not None:
            yield put[int(match.group(1))]
        elif match.group(2) is not None:
            yield references(match.group(2).strip())
        else:
            yield Definition(match.group(3), match.group(3))
    if position < len(text):
        yield Text(text[position:])


def reference_parts(target: str) -> tuple[str | None, str | None]:
    """Clause and anchor of "clause", "clause#anchor" or "#anchor". Raises BlankError when it is none of these."""
    match = _REFERENCE.match(target)
    if not match:
        raise BlankError(f"[[{target}]] is not a reference; expected [[clause]], [[clause#anchor]] or [[#anchor]]")
    return match.group(1), match.group(2) or match.group(3)


def written_references(source: str) -> tuple[str, ...]:
    """The targets of all references written in a block, in order."""
    return tuple(match.group(2).strip() for match in _INLINE.finditer(source) if match.group(2) is not None)


def written_terms(source: str) -> tuple[str, ...]:
    """The terms defined in a block, in order."""
    return tuple(match.group(3) for match in _INLINE.finditer(source) if match.group(3) is not None)


def library_error(error: BlankError, path: str, line: int) -> LibraryError:
    """A BlankError as a problem of a library file; `line` is the first line of the block."""
    return LibraryError(Problem("blank", error.message, path, line + error.offset, error.hint))
