"""From choices and fills to provisions in every language: text and fills, and no law."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from agreement_kit.document import Provision, Reference, Text, Wording, plain
from agreement_kit.draft.definitions import used_definitions, with_definitions
from agreement_kit.draft.groups import Group, groups, printed_blanks, uses_family
from agreement_kit.draft.own_terms import with_used_terms
from agreement_kit.draft.page import FIGURES, Because, Drafter, Page, Row, spoken
from agreement_kit.facts import MERGING, Fills
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.select import Choices
from agreement_kit.text.values import Open, TextValue

__all__ = ["Drafted", "provisions", "spoken"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Provisions without numbers. `symbols` maps "clause" and "clause#anchor" to ids; `open_blanks` are (clause, blank).

    `definitions` are those that the wording uses.
    """

    provisions: tuple[Provision, ...]
    symbols: Mapping[str, Sequence[str]]
    open_blanks: tuple[tuple[str, str], ...]
    definitions: tuple[Clause, ...]


def provisions(choices: Choices, fills: Fills, library: Library, languages: Sequence[str], because: Because) -> Drafted:
    """Draft every provision in these languages.

    Raises MissingTranslation when a wording lacks a language, MisalignedTranslation when two languages differ in structure,
    LibraryError for a fault in a clause file.
    """
    drafter = Drafter(library, fills, languages, because)
    runs = (tuple(run) for _, run in groupby(choices.chosen, lambda choice: choice.clause.name))
    grouped = [group for run in runs for group in groups(run, fills, library, languages)]
    late = [group for group in grouped if uses_family(group, FIGURES)]
    done = {id(group): drafter.provision(group) for group in grouped if group not in late}
    done |= {id(group): drafter.provision(group, _figure_rows(grouped)) for group in late}
    printed = [(group, with_used_terms(found)) for group in grouped if (found := done[id(group)])]
    drafted = list(_told_apart(printed, drafter))
    terms = used_definitions(drafted, library)
    whole = tuple(_with_recital_heading(with_definitions(drafted, terms, drafter), library, languages))
    return Drafted(whole, drafter.symbols, tuple(_open_blanks(grouped)), terms)


def _told_apart(found: Sequence[tuple[Group, Provision]], drafter: Drafter) -> Iterator[Provision]:
    """The provisions; articles of one clause that would bear the same heading also name what each governs."""
    headings = Counter(plain(provision.heading[SOURCE_LANGUAGE]) for _, provision in found if provision.kind == "article")
    for group, provision in found:
        alike = provision.kind == "article" and headings[plain(provision.heading[SOURCE_LANGUAGE])] > 1
        yield replace(provision, heading=_naming(group, provision.heading, drafter)) if alike else provision


def _naming(group: Group, heading: Wording, drafter: Drafter) -> Wording:
    """A heading that also names what the provision governs: the list along which the units of its clause share one."""
    page = Page(drafter, group, None)
    named = next((name for name in MERGING if name in group.values), None)
    if named is None:
        return heading
    return {tag: (*words, Text(drafter.conventions[tag].heading.of), page.value(named, tag)) for tag, words in heading.items()}


def _with_recital_heading(found: Iterable[Provision], library: Library, languages: Sequence[str]) -> Iterator[Provision]:
    """The provisions, with a heading before the first recital: recitals have none of their own, and are no part of what stands above."""
    headed = False
    for provision in found:
        if provision.kind == "recital" and not headed:
            headed = True
            heading: Wording = {tag: (Text(library.page_words(tag)["recitals"]),) for tag in languages}
            yield Provision("recitals", "opening", heading, {}, ())
        yield provision


def _used_blanks(grouped: Iterable[Group]) -> Iterator[tuple[Group, str]]:
    """Every own blank that the wording of a group uses, once a clause."""
    seen: set[tuple[str, str]] = set()
    for group in grouped:
        used = printed_blanks(next(iter(group.texts.values())), group.flags)
        for name in group.clause.blanks:
            if name in used and (group.clause.name, name) not in seen:
                seen.add((group.clause.name, name))
                yield group, name


def _open_blanks(grouped: Iterable[Group]) -> Iterator[tuple[str, str]]:
    for group, name in _used_blanks(grouped):
        if isinstance(group.values[name], Open):
            yield group.clause.name, name


def _figure_rows(grouped: Iterable[Group]) -> list[Row]:
    """The rows of the schedule of figures: every named blank, its value and where it stands."""
    return [
        {
            "figure_name": TextValue(group.clause.blanks[name].name, ours=True),
            "figure_value": group.values[name],
            "figure_article": Reference((group.clause.name,), ""),
        }
        for group, name in _used_blanks(grouped)
        if group.clause.blanks[name].name
    ]
