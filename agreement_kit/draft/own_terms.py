"""Terms that a provision defines for itself: each stands, without a number, where the words of the provision use it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from agreement_kit.document import Block, Definition, Paragraph, Provision, plain
from agreement_kit.library import SOURCE_LANGUAGE
from agreement_kit.terms import closure, texts, words_of
from agreement_kit.text.lists import NO_BREAK


def with_used_terms(provision: Provision) -> Provision:
    """The provision with those items that define a term which its English uses, there or in another definition that stands."""
    entries = {term: entry for block in provision.blocks for entry in _items(block) if (term := _defined(entry))}
    if not entries:
        return provision
    bodies = {term: _spaced(words_of(entry.wording[SOURCE_LANGUAGE])) for term, entry in entries.items()}
    rest = map(_spaced, texts(_kept(provision.blocks, frozenset()), SOURCE_LANGUAGE))
    wanted = frozenset(closure(rest, bodies, {term: (term,) for term in entries}))
    return replace(provision, blocks=tuple(_kept(provision.blocks, wanted)))


def _spaced(text: str) -> str:
    """A text as terms are written: where no line may end is no part of them."""
    return text.replace(NO_BREAK, " ")


def _items(block: Block) -> tuple[Paragraph, ...]:
    return block.children if isinstance(block, Paragraph) else ()


def _defined(entry: Paragraph) -> str | None:
    """The term with which an item begins, as definitions do."""
    parts = [part for part in entry.wording.get(SOURCE_LANGUAGE, ()) if plain((part,)).strip()]
    return parts[0].term if parts and isinstance(parts[0], Definition) else None


def _kept(blocks: Iterable[Block], wanted: frozenset[str]) -> Iterator[Block]:
    """The blocks with those definitions that are wanted; what does no more than lead them in goes with the last of them."""
    for block in blocks:
        items = _items(block)
        kept = tuple(_bare(item) for item in items if (term := _defined(item)) is None or term in wanted)
        if isinstance(block, Paragraph) and items:
            if kept:
                yield replace(block, children=kept)
        else:
            yield block


def _bare(item: Paragraph) -> Paragraph:
    return replace(item, label={}) if _defined(item) else item
