"""A wording as a reader of the library sees it: blanks with their usual value, conditions in square brackets, references by heading."""

from collections.abc import Iterator, Sequence

from jinja2 import nodes

from agreement_kit.boards.asked import clause_of
from agreement_kit.compare import Figure
from agreement_kit.errors import LibraryError
from agreement_kit.facts.blankvalues import typed
from agreement_kit.library import Library
from agreement_kit.library.clauses import BALANCED, Blank, Clause, FigureBound
from agreement_kit.text.blanks import parse_block
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.lists import NO_BREAK
from agreement_kit.text.localize import format
from agreement_kit.text.markup import ClauseText, ParagraphSource, TableSource, paragraphs

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def written(text: ClauseText, clause: Clause, conventions: Conventions, library: Library) -> Iterator[tuple[str, str]]:
    """Number and words of the heading (which has no number) and of every paragraph and table row."""
    yield "", text.heading if not parse_block(text.heading).blanks else _said(text.heading, clause, conventions, library)
    numbers = [0, 0, 0, 0]
    for block in text.blocks:
        if isinstance(block, TableSource):
            for cells in (block.header, *block.rows):
                yield "", " | ".join(_said(cell, clause, conventions, library) for cell in cells)
            continue
        for paragraph in paragraphs((block,)):
            yield _label(paragraph, numbers), _said("\n".join(paragraph.lines), clause, conventions, library)


def _label(paragraph: ParagraphSource, numbers: list[int]) -> str:
    level = paragraph.level
    numbers[level] += 1
    numbers[level + 1 :] = [0] * (len(numbers) - level - 1)
    if level == 0:
        return ""
    return str(numbers[1]) if level == 1 else f"({_LETTERS[numbers[level] - 1]})"


def _said(source: str, clause: Clause, conventions: Conventions, library: Library) -> str:
    words = "".join(_pieces(parse_block(source).body, clause, conventions))
    joined = conventions.join_lines.join(line.strip() for line in words.replace("**", "").split("\n") if line.strip())
    return _with_headings(joined, conventions.tag, library)


def _pieces(body: Sequence[nodes.Node], clause: Clause, conventions: Conventions) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.If):
            yield f"[{_asked(node.test)}: {''.join(_pieces(node.body, clause, conventions)).strip()}"
            other = "".join(_pieces(node.else_, clause, conventions)).strip()
            yield (f" / {other}" if other else "") + "]"
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                yield part.data if isinstance(part, nodes.TemplateData) else _value(part.name, clause, conventions)  # type: ignore[attr-defined]


def _asked(test: nodes.Node) -> str:
    if isinstance(test, nodes.Name):
        return test.name.replace("_", " ")
    if isinstance(test, nodes.Not):
        return f"not {_asked(test.node)}"
    assert isinstance(test, nodes.And | nodes.Or)
    word = "and" if isinstance(test, nodes.And) else "or"
    return f"{_asked(test.left)} {word} {_asked(test.right)}"


def _value(name: str, clause: Clause, conventions: Conventions) -> str:
    blank = clause.blanks.get(name)
    return f"‹{name.replace('_', ' ')}›" if blank is None else f"‹{_usual(blank, conventions)}›"


def _usual(blank: Blank, conventions: Conventions) -> str:
    if blank.default is None:
        return conventions.open_blank.strip("‹›")
    return format(typed(blank, blank.default), conventions).replace(NO_BREAK, " ")


def _with_headings(text: str, tag: str, library: Library) -> str:
    for target in _targets(text):
        name = target.partition("#")[0]
        text = text.replace(f"[[{target}]]", f"‘{_heading(name, tag, library)}’" if name else "‘#’".replace("#", target[1:]))
    return text


def _targets(text: str) -> list[str]:
    return [part.partition("]]")[0] for part in text.split("[[")[1:]]


def _heading(name: str, tag: str, library: Library) -> str:
    """The heading of a clause, or its name where the heading holds blanks or is another for each variant."""
    try:
        texts = clause_of(name, library).texts
    except LibraryError:
        return name
    headings = {library.text(paths[tag]).heading for (_, position), paths in texts.items() if position == BALANCED and tag in paths}
    heading = headings.pop() if len(headings) == 1 else "{}"
    return name.replace("_", " ") if "{" in heading else heading


def figures(clause: Clause, texts: Sequence[ClauseText], conventions: Conventions) -> Iterator[Figure]:
    """The blanks that some of these wordings use, with the usual value in each of them and the limits they are held to.

    Blanks of one name are one figure: a position that has its own default for it has its own blank.
    """
    used = [{name for source in _sources(text) for name in parse_block(source).blanks} for text in texts]
    by_name: dict[str, list[str]] = {}
    for name, blank in clause.blanks.items():
        if any(name in names for names in used):
            by_name.setdefault(blank.name.get(conventions.tag) or name.replace("_", " "), []).append(name)
    for shown, names in by_name.items():
        values = tuple(next((_usual(clause.blanks[n], conventions) for n in names if n in own), "") for own in used)
        yield Figure(shown, "; ".join(dict.fromkeys(filter(None, (_bound(clause.blanks[n]) for n in names)))), values)


def _sources(text: ClauseText) -> Iterator[str]:
    yield text.heading
    yield from ("\n".join(paragraph.lines) for paragraph in paragraphs(text.blocks))
    yield from (cell for block in text.blocks if isinstance(block, TableSource) for row in block.rows for cell in row)


def _bound(blank: Blank) -> str:
    parts = [(word, bound) for word, bound in (("at least", blank.at_least), ("at most", blank.at_most)) if bound is not None]
    return "; ".join(f"{word} {_limit(bound)}" for word, bound in parts)


def _limit(bound: int | FigureBound) -> str:
    if isinstance(bound, int):
        return str(bound)
    return f"the law's {bound.figure.replace('_', ' ')}" + (f" less {bound.less}" if bound.less else "")
