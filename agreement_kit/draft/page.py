"""The wording of a group of choices, written in all languages at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from agreement_kit.document import (
    Block,
    Definition,
    Fill,
    Inline,
    Labels,
    Paragraph,
    Picture,
    Provenance,
    Provision,
    Reference,
    Table,
    Text,
    Wording,
    plain,
)
from agreement_kit.draft.cells import DASH, said, unused
from agreement_kit.draft.groups import Group
from agreement_kit.draft.pictures import picture
from agreement_kit.errors import LibraryError, MisalignedTranslation, Problem
from agreement_kit.facts import FACTS, PICTURES, UNIT_FACTS, Fills
from agreement_kit.library import Library
from agreement_kit.select import Choice
from agreement_kit.text.blanks import BlankError, fill, library_error, parse_block, reference_parts
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.lists import bound, with_apostrophes
from agreement_kit.text.localize import format, join_lines
from agreement_kit.text.markup import BlockSource, ParagraphSource, TableSource
from agreement_kit.text.values import ListValue, Open, Phrase, TextValue, Value

LEVELS = ("", "paragraph", "item", "subitem")
FIGURES = "figures"
TOLD_EMPTY = ("transfers", "models", "sub_processors", FIGURES)  # that there is none of these is a term of the agreement: a dash says so
Because = Callable[[Choice], tuple[str, ...]]
Symbols = dict[str, list[str]]
Row = Mapping[str, Value | Reference]


class Drafter:
    """Writes the wording of groups in all languages, and remembers where clauses and anchors stand."""

    def __init__(self, library: Library, fills: Fills, languages: Sequence[str], because: Because) -> None:
        self.library, self.fills, self.languages, self.because = library, fills, languages, because
        self.conventions: Mapping[str, Conventions] = {tag: library.conventions(tag) for tag in languages}
        self.symbols: Symbols = {}

    def provision(self, group: Group, figures: list[Row] | None = None) -> Provision | None:
        """One provision; None when its flags leave nothing of it."""
        page = Page(self, group, figures)
        blocks = tuple(page.blocks())
        if not blocks:
            return None
        choice = group.choices[0]
        because = tuple(dict.fromkeys(line for member in group.choices for line in self.because(member)))
        provenance = Provenance(group.clause.name, choice.variant, choice.position, because)
        self.symbols.setdefault(group.clause.name, []).append(group.id)
        silent = group.clause.kind in {"recital", "closing"}
        heading = dict.fromkeys(self.languages, ()) if silent else page.wording([group.texts[t].heading for t in self.languages], 1)
        return Provision(group.id, group.clause.kind, heading, {}, blocks, provenance)  # type: ignore[arg-type]  # the folder names are the kinds


class Page:
    """The wording of one group."""

    def __init__(self, drafter: Drafter, group: Group, figures: list[Row] | None) -> None:
        self.drafter, self.group, self.figures = drafter, group, figures
        self._bare: list[Block] = []  # tables of which there is nothing to say, printed where nothing else is
        self.languages = drafter.languages

    def blocks(self) -> Iterator[Block]:
        """Every block that is not empty, in all languages at once."""
        per_language = [self.group.texts[tag].blocks for tag in self.languages]
        made = list(self._zip(per_language, self.group.id))
        yield from made or self._bare
        official = self.drafter.library.official(self.group.clause)
        if official:
            yield self._official(official)

    def _official(self, official: Sequence[str]) -> Table:
        """An official text, once for all languages, as published; no blank or reference in it is read."""
        source = self.group.clause.verbatim
        assert source is not None
        lines: list[Wording] = [{tag: (Fill("official", line),) for tag in self.languages} for line in (source.source, *official)]
        return Table(f"{self.group.id}/official", (lines[0],), tuple((line,) for line in lines[1:]))

    def _zip(self, per_language: Sequence[tuple[BlockSource, ...]], base: str) -> Iterator[Block]:
        if len({len(blocks) for blocks in per_language}) > 1:
            raise self._misaligned("the number of paragraphs differs")
        for index, together in enumerate(zip(*per_language, strict=True), 1):
            identity = f"{base}/{index}"
            if all(isinstance(source, ParagraphSource) for source in together):
                yield from self._paragraphs([s for s in together if isinstance(s, ParagraphSource)], identity)
            elif all(isinstance(source, TableSource) for source in together):
                yield from self._table([s for s in together if isinstance(s, TableSource)], identity)
            else:
                raise self._misaligned("a table stands beside a paragraph")

    def _paragraphs(self, together: list[ParagraphSource], identity: str) -> Iterator[Paragraph | Picture]:
        if together[0].picture:
            yield from self._picture(together, together[0].picture, identity)
            return
        lines = ["\n".join(source.lines) for source in together]
        rows: Sequence[Row | None] = [None]
        if together[0].repeats:
            rows = self._rows(lines[0], together[0].line)
        for number, row in enumerate(rows, 1):
            own = identity if row is None else f"{identity}.{number}"
            wording = self.wording(lines, together[0].line, row)
            children = tuple(c for c in self._zip([source.children for source in together], own) if isinstance(c, Paragraph))
            if self._is_empty(wording, together[0].line) and not children:
                continue
            if together[0].anchor:
                self.drafter.symbols.setdefault(f"{self.group.clause.name}#{together[0].anchor}", []).append(own)
            yield Paragraph(own, wording, self._label(together[0].level), children)

    def _picture(self, together: list[ParagraphSource], name: str, identity: str) -> Iterator[Picture]:
        """A picture; none where nothing crosses a border, or where its flags leave no word of it."""
        shown = PICTURES[name](self.drafter.fills.deal)
        alternative = self.wording(["\n".join(source.lines) for source in together], together[0].line)
        if shown.arrows and not self._is_empty(alternative, together[0].line):
            yield picture(identity, shown, self._said, alternative)

    def _said(self, value: Value) -> Wording:
        return {tag: (self._filled("picture", value, self.drafter.conventions[tag], short=True),) for tag in self.languages}

    def _rows(self, source: str, line: int) -> list[Row]:
        families = {FACTS[name].family for name in parse_block(source).blanks if name in FACTS} - {""}
        if len(families) != 1:
            problem = Problem("mixed_families", "what repeats must name lists of one family", self._path(), line)
            raise LibraryError(problem)
        family = families.pop()
        return list(self.figures or []) if family == FIGURES else list(self.drafter.fills.rows[family])

    def _table(self, together: list[TableSource], identity: str) -> Iterator[Table]:
        """A table; none when its flags leave no word of it."""
        first = together[0]
        if any(len(t.header) != len(first.header) or len(t.rows) != len(first.rows) for t in together):
            raise self._misaligned("the tables differ in rows or columns")
        header = tuple(self.wording(list(cells), first.line) for cells in zip(*(t.header for t in together), strict=True))
        form = all(self._is_empty(cell, first.line) for cell in header)
        if form and any(cell.strip() for cell in first.header):
            return
        rows = list(self._body([list(cells) for cells in zip(*(t.rows for t in together), strict=True)], first.line))
        kept = [row for row in rows if not unused(row)] if form else rows
        table = Table(identity, () if form else header, tuple(kept))
        if self._says_nothing(first):
            self._bare.append(table)
        else:
            yield table

    def _body(self, rows: Sequence[list[tuple[str, ...]]], line: int) -> Iterator[tuple[Wording, ...]]:
        """The rows of a table. Neighbours that name facts of one family of the unit, as who signs, repeat together."""
        along = self.drafter.fills.unit_rows(self.group.choices[0])
        for family, members in groupby(rows, key=self._unit_family):
            together = list(members)
            if family:
                yield from (self._short(cells, line, row) for row in along[family] for cells in together)
            else:
                yield from (row for cells in together for row in self._table_rows(cells, len(rows), line))

    def _short(self, cells: list[tuple[str, ...]], line: int, row: Row | None = None) -> tuple[Wording, ...]:
        """A row of a table: each column in all languages."""
        columns = (self.wording(list(column), line, row, short=True) for column in zip(*cells, strict=True))
        return tuple({tag: said(words) for tag, words in column.items()} for column in columns)

    def _says_nothing(self, table: TableSource) -> bool:
        """Whether a table runs along a family of which the deal has none, and which is not better said to be empty."""
        names = {name for cell in table.rows[0] for name in parse_block(cell).blanks} if len(table.rows) == 1 else set()
        families = {FACTS[name].family for name in names if name in FACTS} - {"", *TOLD_EMPTY}
        return bool(families) and not self._rows(" ".join(table.rows[0]), table.line)

    def _unit_family(self, cells: list[tuple[str, ...]]) -> str:
        """The family of the unit that a row names facts of, or nothing."""
        own = UNIT_FACTS.get(self.group.clause.per, {})
        return next((own[name].family for cell in cells[0] for name in parse_block(cell).blanks if name in own and own[name].family), "")

    def _table_rows(self, cells: list[tuple[str, ...]], count: int, line: int) -> Iterator[tuple[Wording, ...]]:
        names = {name for cell in cells[0] for name in parse_block(cell).blanks}
        families = {FACTS[name].family for name in names if name in FACTS} - {""}
        if count > 1 or not families:
            yield self._short(cells, line)
            return
        rows = self._rows(" ".join(cells[0]), line)
        yield from (self._short(cells, line, row) for row in rows)
        if not rows:
            dash: Wording = {tag: (Text(DASH),) for tag in self.languages}
            yield tuple(dash for _ in cells[0])

    def wording(self, lines: Sequence[str], line: int, row: Row | None = None, *, short: bool = False) -> Wording:
        """One block in all languages; `row` overrides the values of a family."""
        return {tag: self._in_language(tag, source, line, row, short) for tag, source in zip(self.languages, lines, strict=True)}

    def _in_language(self, tag: str, source: str, line: int, row: Row | None, short: bool) -> tuple[Inline, ...]:
        conventions = self.drafter.conventions[tag]
        try:
            block = parse_block(source)
            fills = {
                name: self._fill(name, row, conventions, short) for name in block.blanks if name in self.group.values or name in (row or {})
            }
            found = fill(block, fills, self.group.flags, self._reference, lambda lines: join_lines(lines, conventions))
        except BlankError as error:
            raise library_error(error, self.group.texts[tag].path, line) from None
        kept = (Text(with_apostrophes(bound(part.text, conventions), conventions)) if isinstance(part, Text) else part for part in found)
        return tuple(part for inline in kept for part in marked(inline, conventions))

    def value(self, name: str, tag: str) -> Inline:
        """What stands in a blank of the group in a language."""
        return self._fill(name, None, self.drafter.conventions[tag], False)

    def _fill(self, name: str, row: Row | None, conventions: Conventions, short: bool) -> Inline:
        value = row[name] if row and name in row else self.group.values[name]
        return value if isinstance(value, Reference) else self._filled(name, value, conventions, short=short)

    def _filled(self, name: str, value: Value, conventions: Conventions, *, short: bool) -> Fill:
        words = format(spoken(value, conventions.tag, self.drafter.fills.deal.texts.working), conventions, short=short)
        return Fill(name, words, isinstance(value, Open))

    def _label(self, level: int) -> Labels:
        """What is to be numbered; `number` puts the numbers in."""
        return dict.fromkeys(self.languages, LEVELS[level]) if LEVELS[level] else {}

    def _reference(self, target: str) -> Reference:
        clause, anchor = reference_parts(target)
        symbol = clause or self.group.clause.name
        return Reference((f"{symbol}#{anchor}" if anchor else symbol,), "")

    def _is_empty(self, wording: Wording, line: int) -> bool:
        empty = {tag: not plain(words).strip() and not any(isinstance(part, Reference) for part in words) for tag, words in wording.items()}
        if len(set(empty.values())) > 1:
            raise self._misaligned(f"a paragraph (line {line}) comes out empty in one language and not in another")
        return all(empty.values())

    def _path(self) -> str:
        return next(iter(self.group.texts.values())).path

    def _misaligned(self, what: str) -> MisalignedTranslation:
        return MisalignedTranslation(Problem("misaligned_translation", f"{what} between {', '.join(self.languages)}", self._path()))


def spoken(value: Value, tag: str, working: str) -> Value:
    """A value whose given words can be said in a language: where they are not given in it, in the working language, else in any."""
    if isinstance(value, TextValue) and tag not in value.words:
        return TextValue({tag: value.words.get(working) or next(iter(value.words.values()))}, value.ours)
    if isinstance(value, ListValue):
        return ListValue(tuple(spoken(part, tag, working) for part in value.values), value.join)
    if isinstance(value, Phrase):
        return Phrase(value.name, {name: spoken(part, tag, working) for name, part in value.parts.items()})
    return value


def marked(inline: Inline, conventions: Conventions) -> Iterator[Inline]:
    """A defined term stands in the marks of the language."""
    marks = conventions.defined_terms
    if not isinstance(inline, Definition) or not (marks.open or marks.close):
        yield inline
        return
    yield from (Text(marks.open), inline, Text(marks.close))
