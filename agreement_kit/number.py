"""Put the numbers in: labels of provisions and paragraphs, and the words of every reference, in every language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from agreement_kit.document import Block, Inline, Labels, Paragraph, Picture, Provision, Reference, Table, Text, Wording
from agreement_kit.draft import Drafted
from agreement_kit.errors import BrokenReference, Problem, nearest
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.localize import label, references

NUMBERED = ("article", "schedule", "addendum", "recital")
Path = tuple[tuple[str, int], ...]


def numbered(drafted: Drafted, conventions: Mapping[str, Conventions]) -> tuple[Provision, ...]:
    """The provisions with labels and finished references. Raises BrokenReference for a reference that leads nowhere."""
    paths: dict[str, Path] = {}
    labelled = [_provision(provision, number, conventions, paths) for provision, number in _counted(drafted.provisions)]
    writer = _References(drafted.symbols, paths, conventions)
    return tuple(writer.provision(provision) for provision in labelled)


def _counted(provisions: Sequence[Provision]) -> Iterator[tuple[Provision, int]]:
    """Each provision with its number; 0 for those without, and for a recital that stands alone."""
    counts = dict.fromkeys(NUMBERED, 0)
    lone_recital = sum(provision.kind == "recital" for provision in provisions) == 1
    for provision in provisions:
        if provision.kind in counts:
            counts[provision.kind] += 1
        bare = provision.kind == "recital" and lone_recital
        yield provision, 0 if bare else counts.get(provision.kind, 0)


def _provision(provision: Provision, number: int, conventions: Mapping[str, Conventions], paths: dict[str, Path]) -> Provision:
    path: Path = ((provision.kind, number),) if number else ()
    paths[provision.id] = path
    labels = {tag: label(provision.kind, number, spoken) for tag, spoken in conventions.items()} if number else {}
    blocks = _without_lone_number(provision.blocks) if number else provision.blocks
    return replace(provision, label=labels, blocks=tuple(_blocks(blocks, path, conventions, paths)))


def _without_lone_number(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a provision; a paragraph that would be (1) without a (2) bears no number."""
    numbered = [block for block in blocks if isinstance(block, Paragraph) and block.label]
    return [replace(block, label={}) if len(numbered) == 1 and block is numbered[0] else block for block in blocks]


def _blocks(blocks: Sequence[Block], above: Path, conventions: Mapping[str, Conventions], paths: dict[str, Path]) -> Iterator[Block]:
    count = 0
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield block
            continue
        kind = next(iter(block.label.values()), None)
        count += 1 if kind else 0
        path = (*above, (kind, count)) if kind else above
        paths[block.id] = path
        labels: Labels = {tag: label(kind, count, spoken) for tag, spoken in conventions.items()} if kind else {}
        children = tuple(child for child in _blocks(block.children, path, conventions, paths) if isinstance(child, Paragraph))
        yield replace(block, label=labels, children=children)


class _References:
    """Writes references, relative to where they stand."""

    def __init__(self, symbols: Mapping[str, Sequence[str]], paths: Mapping[str, Path], conventions: Mapping[str, Conventions]) -> None:
        self.symbols, self.paths, self.conventions = symbols, paths, conventions
        self._joins = {
            tag: tuple(join for join in (spoken.lists.and_, spoken.lists.or_, spoken.lists.inner_or) if join)
            for tag, spoken in conventions.items()
        }
        self._separators = {
            tag: {text for join in joins for text in (join.pair, join.between, join.last)} for tag, joins in self._joins.items()
        }

    def provision(self, provision: Provision) -> Provision:
        """A provision whose references have targets and words."""
        home = self.paths[provision.id]
        blocks = tuple(self._block(block, home) for block in provision.blocks)
        return replace(provision, heading=self._wording(provision.heading, home), blocks=blocks)

    def _block(self, block: Block, home: Path) -> Block:
        if isinstance(block, Paragraph):
            return self._paragraph(block, home)
        if isinstance(block, Table):
            rows = tuple(tuple(self._wording(cell, home) for cell in row) for row in block.rows)
            return replace(block, header=tuple(self._wording(cell, home) for cell in block.header), rows=rows)
        assert isinstance(block, Picture)
        return block.reworded(block.id, lambda wording: self._wording(wording, home))

    def _paragraph(self, paragraph: Paragraph, home: Path) -> Paragraph:
        children = tuple(self._paragraph(child, home) for child in paragraph.children)
        return replace(paragraph, wording=self._wording(paragraph.wording, home), children=children)

    def _wording(self, wording: Wording, home: Path) -> Wording:
        return {tag: tuple(self._inline(part, tag, home) for part in self._spread(words, tag)) for tag, words in wording.items()}

    def _spread(self, words: Sequence[Inline], tag: str) -> Iterator[Inline]:
        """The parts of a wording; in a list of references, what one of them leads to becomes members of the list.

        So a list never holds another: "Article 16, Article 17 or Article 22" and not "Articles 16 and 17 or Article 22".
        """
        run: list[Inline] = []
        for part in words:
            if isinstance(part, Reference) or (run and isinstance(part, Text) and part.text in self._separators[tag]):
                run.append(part)
                continue
            yield from self._list(run, tag)
            run = []
            yield part
        yield from self._list(run, tag)

    def _list(self, run: Sequence[Inline], tag: str) -> Sequence[Inline]:
        """A run of references and separators, spread where it is a list in which one leads to several provisions."""
        found = [part for part in run if isinstance(part, Reference)]
        between = [part.text for part in run[:-1] if isinstance(part, Text)]
        join = next((join for join in self._joins[tag] if between and between[-1] in {join.pair, join.last}), None)
        members = [Reference((target,), "") for part in found for symbol in part.targets for target in self._targets(symbol)]
        if join is None or len(members) == len(found) or any(text != join.between for text in between[:-1]):
            return run
        parts: list[Inline] = [members[0]]
        for member in members[1:]:
            parts += [Text(join.last if member is members[-1] else join.between), member]
        return (*parts, *run[len(found) + len(between) :])

    def _inline(self, part: Inline, tag: str, home: Path) -> Inline:
        if not isinstance(part, Reference):
            return part
        targets = tuple(target for symbol in part.targets for target in self._targets(symbol))
        paths = [self._seen_from(home, self.paths[target]) for target in targets]
        if not all(paths):
            raise BrokenReference(Problem("broken_reference", f"[[{part.targets[0]}]] leads to something without a number"))
        return Reference(targets, references(paths, self.conventions[tag]))

    def _targets(self, symbol: str) -> Sequence[str]:
        found = self.symbols.get(symbol) or ((symbol,) if symbol in self.paths else ())
        if not found:
            raise BrokenReference(
                Problem("broken_reference", f"[[{symbol}]] leads nowhere in this agreement", hint=nearest(symbol, self.symbols))
            )
        return found

    @staticmethod
    def _seen_from(home: Path, path: Path) -> Path:
        """Within one article a reference leaves the article's number out."""
        return path[1:] if len(path) > 1 and path[:1] == home[:1] else path
