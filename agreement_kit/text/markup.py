"""The Markdown subset of clause text: from a file to a skeleton of blocks. Structure is read here, before any blank is filled."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from agreement_kit.errors import LibraryError, Problem
from agreement_kit.reading import ReadingError, parse_yaml

_ANCHOR = re.compile(r"\s*\{#([a-z][a-z0-9_]*)\}\s*$")
_NUMBERED = re.compile(r"^( *)1\. +(\S.*)$")
_PICTURE = re.compile(r"^\{\{ *picture +([a-z][a-z0-9_]*) *\}\} *(?=\S)")
_EACH = re.compile(r"\{\{ *each +([a-z][a-z0-9_]*) *\}\}")
_HASH = re.compile(r"^(translates: *)([0-9a-f]+) *$", re.MULTILINE)  # a hash that is all digits is still a word
_RULE_ROW = re.compile(r"^\|(?: *:?-+:? *\|)+$")
_FORBIDDEN = (
    (re.compile(r"^ *(?:[-*+]|[2-9]\.|\d\d+\.|\d\)) "), "lists are written '1.' at every item; bullets and other numbers are not allowed"),
    (re.compile(r"^ *(?:>|```|~~~|#{2,} )"), "quotes, code and further headings are not allowed"),
    (re.compile(r"<[a-zA-Z/!]"), "HTML is not allowed"),
    (re.compile(r"!\[|\]\("), "links and images are not allowed; write [[clause]] for a reference"),
    (re.compile(r"\{%-|-%\}|\{\{-|-\}\}"), "white-space control is not allowed"),
    (re.compile("[\ue000-\uf8ff]"), "a character of the private use area is not allowed"),
)


@dataclass(frozen=True, slots=True)
class ParagraphSource:
    """A paragraph as written. `level` is 0 without a number, 1 for a paragraph, 2 for an item, 3 for a sub-item.

    `picture` names the picture that stands here; the lines are then the words for those who cannot see it.
    """

    lines: tuple[str, ...]
    line: int
    level: int
    anchor: str | None
    repeats: bool
    children: tuple["ParagraphSource", ...] = ()
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class TableSource:
    """A pipe table: header cells (empty cells: a form) and rows of cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


BlockSource: TypeAlias = ParagraphSource | TableSource


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One wording: heading and blocks. `digest` is the first 12 hex digits of the SHA-256 of the text below the front matter."""

    path: str
    front: dict[str, object]
    heading: str
    heading_line: int
    blocks: tuple[BlockSource, ...]
    digest: str


def body_of(text: str) -> tuple[str, str, int]:
    """Split a file into front matter, body, and the line on which the body begins."""
    if not text.startswith("---\n"):
        return "", text, 1
    end = text.find("\n---\n", 3)
    if end < 0:
        return "", text, 1
    return text[4 : end + 1], text[end + 5 :], text[: end + 5].count("\n") + 1


def digest_of(text: str) -> str:
    """The hash that a translation carries of its source: 12 hex digits over the text below the front matter."""
    return hashlib.sha256(body_of(text)[1].strip().encode()).hexdigest()[:12]


def parse(text: str, path: str) -> ClauseText:
    """Parse one wording. Raises LibraryError with file and line for anything outside the subset."""
    front, body, first = body_of(text)
    matter = _front_matter(front, path)
    lines = [(number, line.rstrip()) for number, line in enumerate(body.split("\n"), first)]
    problems = [problem for number, line in lines for problem in _line_faults(line, number, path)]
    heading, heading_line, rest, more = _heading(lines, path)
    blocks, faults = _blocks(rest, path)
    problems += more + faults
    if problems:
        raise LibraryError(problems)
    return ClauseText(path, matter, heading, heading_line, blocks, digest_of(text))


def _front_matter(text: str, path: str) -> dict[str, object]:
    try:
        matter = parse_yaml(_HASH.sub(r'\1"\2"', text), path).data or {}
    except ReadingError as error:
        raise LibraryError(error.problem) from None
    if not isinstance(matter, dict):
        raise LibraryError(Problem("markup", "what stands between the --- lines must be keys and values", path, 1))
    return matter


def _line_faults(line: str, number: int, path: str) -> Iterator[Problem]:
    for pattern, message in _FORBIDDEN:
        if pattern.search(line):
            yield Problem("markup", message, path, number)
    if "\t" in line:
        yield Problem("markup", "indent with spaces, not tabs", path, number)


def _heading(lines: list[tuple[int, str]], path: str) -> tuple[str, int, list[tuple[int, str]], list[Problem]]:
    for index, (number, line) in enumerate(lines):
        if line.startswith("# "):
            return line[2:].strip(), number, lines[index + 1 :], []
        if line:
            return "", number, lines[index:], [Problem("markup", "the first line must be '# Heading'", path, number)]
    return "", 1, [], [Problem("markup", "the file is empty; expected '# Heading'", path, 1)]


def _chunks(lines: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Lines of one block each: a numbered line opens a block; a blank line closes one; table lines stay together."""
    current: list[tuple[int, str]] = []
    for number, line in lines:
        starts = bool(_NUMBERED.match(line)) or (line.startswith("|") != (bool(current) and current[0][1].startswith("|")))
        if current and (not line or starts):
            yield current
            current = []
        if line:
            current.append((number, line))
    if current:
        yield current


def _blocks(lines: list[tuple[int, str]], path: str) -> tuple[tuple[BlockSource, ...], list[Problem]]:
    flat: list[BlockSource] = []
    problems: list[Problem] = []
    for chunk in _chunks(lines):
        if chunk[0][1].startswith("|"):
            flat.append(_table(chunk, path, problems))
        else:
            flat.append(_paragraph(chunk, path, problems))
    return _nest(flat, path, problems), problems


def _paragraph(chunk: list[tuple[int, str]], path: str, problems: list[Problem]) -> ParagraphSource:
    number, first = chunk[0]
    match = _NUMBERED.match(first)
    if match:
        indent = len(match.group(1))
        if indent not in (0, 3, 6):
            problems.append(Problem("markup", "indent items by three spaces and sub-items by six", path, number))
        level = 1 + indent // 3
        first = match.group(2)
    elif first.startswith(" "):
        problems.append(Problem("markup", "an indented line must continue a paragraph or begin with '1.'", path, number))
        level = 0
    else:
        level = 0
    lines = [first.strip(), *(line.strip() for _, line in chunk[1:])]
    anchor = _ANCHOR.search(lines[-1])
    if anchor:
        lines[-1] = lines[-1][: anchor.start()]
    whole = "\n".join(lines)
    if "{#" in whole:
        problems.append(Problem("markup", "{#anchor} stands at the end of a paragraph", path, number))
    repeats = bool(_EACH.search(whole))
    picture = _PICTURE.match(lines[0])
    lines[0] = _PICTURE.sub("", lines[0])
    written = tuple(_EACH.sub(r"{{ \1 }}", line) for line in lines if line)
    name = picture.group(1) if picture else None
    return ParagraphSource(written, number, level, anchor.group(1) if anchor else None, repeats, picture=name)


def _table(chunk: list[tuple[int, str]], path: str, problems: list[Problem]) -> TableSource:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for _, line in chunk]
    start = chunk[0][0]
    if len(chunk) < 3 or not _RULE_ROW.match(chunk[1][1].replace(" ", "") or ""):
        problems.append(Problem("markup", "a table needs a header row, a row of dashes and a body", path, start))
        return TableSource(rows[0], (), start)
    for (number, _), row in zip(chunk, rows, strict=True):
        if len(row) != len(rows[0]):
            problems.append(Problem("markup", f"this row has {len(row)} cells; the header has {len(rows[0])}", path, number))
    return TableSource(rows[0], tuple(rows[2:]), start)


def _nest(flat: list[BlockSource], path: str, problems: list[Problem]) -> tuple[BlockSource, ...]:
    """Put items under the paragraph before them."""
    result: list[BlockSource] = []
    index = 0
    while index < len(flat):
        block = flat[index]
        if isinstance(block, TableSource):
            result.append(block)
            index += 1
            continue
        if block.level > 1 and not (result and isinstance(result[-1], ParagraphSource)):
            problems.append(Problem("markup", "an item needs a paragraph above it", path, block.line))
        node, index = _with_children(flat, index)
        if block.level > 1 and result and isinstance(result[-1], ParagraphSource) and result[-1].level == 0:
            above = result.pop()
            assert isinstance(above, ParagraphSource)
            result.append(_adopt(above, node))
        else:
            result.append(node)
    return tuple(result)


def _adopt(parent: ParagraphSource, child: ParagraphSource) -> ParagraphSource:
    return replace(parent, children=(*parent.children, child))


def _with_children(flat: list[BlockSource], index: int) -> tuple[ParagraphSource, int]:
    node = flat[index]
    assert isinstance(node, ParagraphSource)
    children: list[ParagraphSource] = []
    index += 1
    while index < len(flat):
        following = flat[index]
        if not isinstance(following, ParagraphSource) or following.level <= max(node.level, 1):
            break
        child, index = _with_children(flat, index)
        children.append(child)
    return replace(node, children=tuple(children)), index


def paragraphs(blocks: tuple[BlockSource, ...]) -> Iterator[ParagraphSource]:
    """Every paragraph of a wording, items after the paragraph they stand under."""
    for block in blocks:
        if isinstance(block, ParagraphSource):
            yield block
            yield from paragraphs(block.children)


def pieces(text: ClauseText) -> Iterator[tuple[str, int]]:
    """Every piece of a wording that may hold blanks, with its line: heading, cells, paragraphs."""
    yield text.heading, text.heading_line
    for block in text.blocks:
        if isinstance(block, TableSource):
            yield from ((cell, block.line) for row in (block.header, *block.rows) for cell in row)
    yield from (("\n".join(paragraph.lines), paragraph.line) for paragraph in paragraphs(text.blocks))
