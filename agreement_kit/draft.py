"""From choices and fills to provisions in every language: text and fills, and no law."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from agreement_kit.document import (
    Block,
    Definition,
    Fill,
    Inline,
    Labels,
    Paragraph,
    Provenance,
    Provision,
    Reference,
    Table,
    Text,
    Wording,
    plain,
)
from agreement_kit.errors import LibraryError, MisalignedTranslation, MissingTranslation, Problem
from agreement_kit.facts import FACTS, MERGING, Fills
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.select import Choice, Choices
from agreement_kit.terms import closure, texts
from agreement_kit.text.blanks import BlankError, fill, library_error, parse_block, printed, reference_parts
from agreement_kit.text.blanks import Block as ParsedBlock
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.localize import format, join_lines
from agreement_kit.text.markup import BlockSource, ClauseText, ParagraphSource, TableSource, paragraphs
from agreement_kit.text.values import ListValue, Open, Phrase, TextValue, Value

DEFINITIONS = "definitions"
LEVELS = ("", "paragraph", "item", "subitem")
_FIGURES = "figures"
Because = Callable[[Choice], tuple[str, ...]]
Symbols = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Provisions without numbers. `symbols` maps "clause" and "clause#anchor" to ids; `open_blanks` are (clause, blank)."""

    provisions: tuple[Provision, ...]
    symbols: Mapping[str, Sequence[str]]
    open_blanks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Choices that share one provision: their texts by language, and the values and flags they use."""

    choices: tuple[Choice, ...]
    key: str
    texts: Mapping[str, ClauseText]
    values: Mapping[str, Value]
    flags: Mapping[str, bool]

    @property
    def clause(self) -> Clause:
        return self.choices[0].clause

    @property
    def id(self) -> str:
        tail = f".{self.key}" if self.key else ""
        return f"{self.clause.name}.{self.choices[0].variant}{tail}"


def provisions(choices: Choices, fills: Fills, library: Library, languages: Sequence[str], because: Because) -> Drafted:
    """Draft every provision in these languages.

    Raises MissingTranslation when a wording lacks a language, MisalignedTranslation when two languages differ in structure,
    LibraryError for a fault in a clause file.
    """
    drafter = _Drafter(library, fills, languages, because)
    groups = [
        group for _, run in groupby(choices.chosen, lambda c: c.clause.name) for group in _groups(tuple(run), fills, library, languages)
    ]
    late = [group for group in groups if _uses_family(group, _FIGURES)]
    done = {id(group): drafter.provision(group) for group in groups if group not in late}
    figures = _figure_rows(groups, library)
    done |= {id(group): drafter.provision(group, figures) for group in late}
    drafted = [found for group in groups if (found := done[id(group)])]
    return Drafted(tuple(_with_definitions(drafted, drafter)), drafter.symbols, tuple(_open_blanks(groups)))


def _groups(choices: tuple[Choice, ...], fills: Fills, library: Library, languages: Sequence[str]) -> Iterator[_Group]:
    """Units with the same winner share a provision when all they use is the same, save the one list that names them."""
    found: dict[str, list[tuple[Choice, dict[str, Value], dict[str, bool]]]] = {}
    for choice in choices:
        text = _text(choice, library, SOURCE_LANGUAGE)
        values, flags = fills.of(choice), fills.flags_of(choice)
        used = _printed_blanks(text, flags)
        same = {name: value for name, value in values.items() if name in used and name not in MERGING}
        mark = repr((choice.variant, choice.position, same, _asked_flags(text, flags)))
        if choice.clause.per in {"party", "transfer"} and not set(MERGING) & used:
            mark += choice.target.unit.key
        found.setdefault(mark, []).append((choice, values, flags))
    keys: set[str] = set()
    for members in found.values():
        key = _free_key(members[0][0], keys)
        keys.add(key)
        merged = _merge([values for _, values, _ in members])
        own = {tag: _text(members[0][0], library, tag) for tag in languages}
        yield _Group(tuple(choice for choice, _, _ in members), key, own, merged, members[0][2])


def _merge(values: list[dict[str, Value]]) -> dict[str, Value]:
    merged = dict(values[0])
    for name in MERGING:
        parts = [part for value in values if isinstance(whole := value.get(name), ListValue) for part in whole.values]
        if parts:
            merged[name] = ListValue(tuple({repr(part): part for part in parts}.values()))
    return merged


def _free_key(choice: Choice, taken: set[str]) -> str:
    """What the members of a group share: the state, the party, the origins; never a running number."""
    target = choice.target
    if choice.clause.per in {"agreement", "jurisdiction"}:
        return target.state or ""
    if target.ground:
        key = target.ground.law
    elif choice.clause.per == "party":
        key = target.unit.party or ""
    else:
        origin = target.facts.get("origin")
        key = "-".join(sorted(origin)) if isinstance(origin, frozenset) else ""
    return key if key not in taken else f"{key}-{target.unit.key}"


def _text(choice: Choice, library: Library, language: str) -> ClauseText:
    paths = choice.clause.texts[choice.variant, choice.position]
    if language not in paths:
        where = f"{choice.clause.path.removesuffix('clause.yaml')}{choice.variant}"
        raise MissingTranslation(
            Problem("missing_translation", f"'{choice.variant}' ({choice.position}) is not written in '{language}'", where)
        )
    return library.text(paths[language])


def sources(text: ClauseText) -> Iterator[tuple[str, int]]:
    """Every piece of a wording that may hold blanks, with its line: heading, paragraphs, cells."""
    yield text.heading, text.heading_line
    for block in text.blocks:
        if isinstance(block, TableSource):
            yield from ((cell, block.line) for row in (block.header, *block.rows) for cell in row)
    yield from (("\n".join(paragraph.lines), paragraph.line) for paragraph in paragraphs(text.blocks))


def _parsed(text: ClauseText) -> Iterator[tuple[ParsedBlock, int]]:
    for source, line in sources(text):
        try:
            yield parse_block(source), line
        except BlankError as error:
            raise library_error(error, text.path, line) from None


def _printed_blanks(text: ClauseText, flags: Mapping[str, bool]) -> set[str]:
    """The blanks that a wording prints; those in a branch not taken do not count."""
    names: set[str] = set()
    for block, line in _parsed(text):
        try:
            names |= printed(block, flags)
        except BlankError as error:
            raise library_error(error, text.path, line) from None
    return names


def _asked_flags(text: ClauseText, flags: Mapping[str, bool]) -> dict[str, bool]:
    return {name: flags[name] for block, _ in _parsed(text) for name in block.flags if name in flags}


def _uses_family(group: _Group, family: str) -> bool:
    return any(name in FACTS and FACTS[name].family == family for name in _printed_blanks(next(iter(group.texts.values())), group.flags))


def _used_blanks(groups: Iterable[_Group]) -> Iterator[tuple[_Group, str]]:
    """Every own blank that the wording of a group uses, once a clause."""
    seen: set[tuple[str, str]] = set()
    for group in groups:
        used = _printed_blanks(next(iter(group.texts.values())), group.flags)
        for name in group.clause.blanks:
            if name in used and (group.clause.name, name) not in seen:
                seen.add((group.clause.name, name))
                yield group, name


def _open_blanks(groups: Iterable[_Group]) -> Iterator[tuple[str, str]]:
    for group, name in _used_blanks(groups):
        if isinstance(group.values[name], Open):
            yield group.clause.name, name


def _figure_rows(groups: Iterable[_Group], library: Library) -> list[dict[str, Value | Reference]]:
    """The rows of the schedule of figures: every named blank, its value and where it stands."""
    return [
        {
            "figure_name": TextValue(group.clause.blanks[name].name),
            "figure_value": group.values[name],
            "figure_article": Reference((group.clause.name,), ""),
        }
        for group, name in _used_blanks(groups)
        if group.clause.blanks[name].name
    ]


class _Drafter:
    """Writes the wording of groups in all languages, and remembers where clauses and anchors stand."""

    def __init__(self, library: Library, fills: Fills, languages: Sequence[str], because: Because) -> None:
        self.library, self.fills, self.languages, self.because = library, fills, languages, because
        self.conventions: Mapping[str, Conventions] = {tag: library.conventions(tag) for tag in languages}
        self.symbols: Symbols = {}

    def provision(self, group: _Group, figures: list[dict[str, Value | Reference]] | None = None) -> Provision | None:
        """One provision; None when its flags leave nothing of it."""
        page = _Page(self, group, figures)
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


class _Page:
    """The wording of one group."""

    def __init__(self, drafter: _Drafter, group: _Group, figures: list[dict[str, Value | Reference]] | None) -> None:
        self.drafter, self.group, self.figures = drafter, group, figures
        self.languages = drafter.languages

    def blocks(self) -> Iterator[Block]:
        """Every block that is not empty, in all languages at once."""
        per_language = [self.group.texts[tag].blocks for tag in self.languages]
        yield from self._zip(per_language, self.group.id)

    def _zip(self, per_language: Sequence[tuple[BlockSource, ...]], base: str) -> Iterator[Block]:
        if len({len(blocks) for blocks in per_language}) > 1:
            raise self._misaligned("the number of paragraphs differs")
        for index, together in enumerate(zip(*per_language, strict=True), 1):
            identity = f"{base}/{index}"
            if all(isinstance(source, ParagraphSource) for source in together):
                yield from self._paragraphs([s for s in together if isinstance(s, ParagraphSource)], identity)
            elif all(isinstance(source, TableSource) for source in together):
                yield self._table([s for s in together if isinstance(s, TableSource)], identity)
            else:
                raise self._misaligned("a table stands beside a paragraph")

    def _paragraphs(self, together: list[ParagraphSource], identity: str) -> Iterator[Paragraph]:
        lines = ["\n".join(source.lines) for source in together]
        rows: Sequence[Mapping[str, Value | Reference] | None] = [None]
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

    def _rows(self, source: str, line: int) -> list[Mapping[str, Value | Reference]]:
        families = {FACTS[name].family for name in parse_block(source).blanks if name in FACTS} - {""}
        if len(families) != 1:
            problem = Problem("mixed_families", "what repeats must name lists of one family", self._path(), line)
            raise LibraryError(problem)
        family = families.pop()
        return list(self.figures or []) if family == _FIGURES else list(self.drafter.fills.rows[family])

    def _table(self, together: list[TableSource], identity: str) -> Table:
        first = together[0]
        if any(len(t.header) != len(first.header) or len(t.rows) != len(first.rows) for t in together):
            raise self._misaligned("the tables differ in rows or columns")
        header = tuple(self.wording(list(cells), first.line) for cells in zip(*(t.header for t in together), strict=True))
        form = all(self._is_empty(cell, first.line) for cell in header)
        rows = [
            row
            for cells in zip(*(t.rows for t in together), strict=True)
            for row in self._table_rows(list(cells), len(first.rows), first.line)
        ]
        return Table(identity, () if form else header, tuple(rows))

    def _table_rows(self, cells: list[tuple[str, ...]], count: int, line: int) -> Iterator[tuple[Wording, ...]]:
        names = {name for cell in cells[0] for name in parse_block(cell).blanks}
        families = {FACTS[name].family for name in names if name in FACTS} - {""}
        columns = [list(column) for column in zip(*cells, strict=True)]
        if count > 1 or not families:
            yield tuple(self.wording(column, line, short=True) for column in columns)
            return
        rows = self._rows(" ".join(cells[0]), line)
        for row in rows:
            yield tuple(self.wording(column, line, row, short=True) for column in columns)
        if not rows:
            dash: Wording = {tag: (Text("—"),) for tag in self.languages}
            yield tuple(dash for _ in columns)

    def wording(
        self, lines: Sequence[str], line: int, row: Mapping[str, Value | Reference] | None = None, *, short: bool = False
    ) -> Wording:
        """One block in all languages; `row` overrides the values of a family."""
        return {tag: self._in_language(tag, source, line, row, short) for tag, source in zip(self.languages, lines, strict=True)}

    def _in_language(
        self, tag: str, source: str, line: int, row: Mapping[str, Value | Reference] | None, short: bool
    ) -> tuple[Inline, ...]:
        conventions = self.drafter.conventions[tag]
        try:
            block = parse_block(source)
            fills = {
                name: self._fill(name, row, conventions, short) for name in block.blanks if name in self.group.values or name in (row or {})
            }
            found = fill(block, fills, self.group.flags, self._reference, lambda lines: join_lines(lines, conventions))
        except BlankError as error:
            raise library_error(error, self.group.texts[tag].path, line) from None
        return tuple(part for inline in found for part in _marked(inline, conventions))

    def _fill(self, name: str, row: Mapping[str, Value | Reference] | None, conventions: Conventions, short: bool) -> Inline:
        value = row[name] if row and name in row else self.group.values[name]
        if isinstance(value, Reference):
            return value
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
        return TextValue({tag: value.words.get(working) or next(iter(value.words.values()))})
    if isinstance(value, ListValue):
        return ListValue(tuple(spoken(part, tag, working) for part in value.values), value.join)
    if isinstance(value, Phrase):
        return Phrase(value.name, {name: spoken(part, tag, working) for name, part in value.parts.items()})
    return value


def _marked(inline: Inline, conventions: Conventions) -> Iterator[Inline]:
    """A defined term stands in the marks of the language."""
    marks = conventions.defined_terms
    if not isinstance(inline, Definition) or not (marks.open or marks.close):
        yield inline
        return
    yield from (Text(marks.open), inline, Text(marks.close))


def _with_definitions(drafted: list[Provision], drafter: _Drafter) -> Iterator[Provision]:
    """The article of definitions takes up those that the English text uses, and those that they use."""
    library = drafter.library
    entries = {clause.name: library.text(clause.texts["any", "balanced"][SOURCE_LANGUAGE]) for clause in library.definitions}
    forms = {clause.name: (entries[clause.name].heading, *clause.forms) for clause in library.definitions}
    bodies = {name: " ".join(source for source, _ in sources(text)).replace(text.heading, "", 1) for name, text in entries.items()}
    start = [part for provision in drafted for part in _english(provision)]
    wanted = closure(start, bodies, forms)
    ordered = sorted((c for c in library.definitions if c.name in wanted), key=lambda c: entries[c.name].heading.casefold())
    for provision in drafted:
        if not provision.id.startswith(f"{DEFINITIONS}."):
            yield provision
            continue
        terms = tuple(paragraph for clause in ordered for paragraph in _definition(clause, drafter, provision))
        head, *rest = provision.blocks
        assert isinstance(head, Paragraph)
        yield replace(provision, blocks=(replace(head, children=(*head.children, *terms)), *rest))


def _english(provision: Provision) -> Iterator[str]:
    yield from texts(provision.blocks, SOURCE_LANGUAGE)
    yield plain(provision.heading.get(SOURCE_LANGUAGE, ()))


def _definition(clause: Clause, drafter: _Drafter, home: Provision) -> Iterator[Paragraph]:
    """One definition: the term in the marks of each language, then its body."""
    paths = clause.texts["any", "balanced"]
    missing = [tag for tag in drafter.languages if tag not in paths]
    if missing:
        raise MissingTranslation(Problem("missing_translation", f"the definition is not written in '{missing[0]}'", clause.path))
    own = {tag: drafter.library.text(paths[tag]) for tag in drafter.languages}
    values = dict(drafter.fills.single)
    group = _Group((_lone(clause, drafter),), "", own, values, drafter.fills.flags)
    head, *rest = _Page(drafter, group, None).blocks()
    assert isinstance(head, Paragraph)
    wording = {tag: _headed(clause.name, own[tag].heading, head.wording[tag], drafter.conventions[tag]) for tag in drafter.languages}
    identity = f"{home.id}/{clause.name}"
    drafter.symbols.setdefault(clause.name, []).append(identity)
    tail = tuple(block for block in rest if isinstance(block, Paragraph))
    yield Paragraph(identity, wording, {}, (*head.children, *tail))


def _lone(clause: Clause, drafter: _Drafter) -> Choice:
    from agreement_kit.rules import Unit
    from agreement_kit.select import Target

    return Choice(clause, "any", "balanced", Target(Unit("agreement", "agreement"), {}), {}, ())


def _headed(term: str, heading: str, body: tuple[Inline, ...], conventions: Conventions) -> tuple[Inline, ...]:
    gap = " " if conventions.join_lines else ""
    return (*_marked(Definition(term, heading), conventions), Text(gap), *body)
