"""Which choices share one provision: units whose wording would be the same, save the one list that names them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agreement_kit.errors import MissingTranslation, Problem
from agreement_kit.facts import FACTS, MERGING, Fills
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.select import Choice
from agreement_kit.text.blanks import BlankError, Block, library_error, parse_block, printed
from agreement_kit.text.markup import ClauseText, pieces
from agreement_kit.text.values import ListValue, Value


@dataclass(frozen=True, slots=True)
class Group:
    """Choices that share one provision: their texts by language, and the values and flags they use."""

    choices: tuple[Choice, ...]
    key: str
    texts: Mapping[str, ClauseText]
    values: Mapping[str, Value]
    flags: Mapping[str, bool]

    @property
    def clause(self) -> Clause:
        """The clause that they choose."""
        return self.choices[0].clause

    @property
    def id(self) -> str:
        """The provision's id: clause, variant, and what the group shares; never a running number."""
        tail = f".{self.key}" if self.key else ""
        return f"{self.clause.name}.{self.choices[0].variant}{tail}"


def groups(choices: tuple[Choice, ...], fills: Fills, library: Library, languages: Sequence[str]) -> Iterator[Group]:
    """Units with the same winner share a provision when all they use is the same, save the one list that names them."""
    found: dict[str, list[tuple[Choice, dict[str, Value], dict[str, bool]]]] = {}
    for choice in choices:
        text = text_of(choice, library, SOURCE_LANGUAGE)
        values, flags = fills.of(choice), fills.flags_of(choice)
        used = printed_blanks(text, flags)
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
        own = {tag: text_of(members[0][0], library, tag) for tag in languages}
        yield Group(tuple(choice for choice, _, _ in members), key, own, merged, members[0][2])


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


def text_of(choice: Choice, library: Library, language: str) -> ClauseText:
    """The wording of a choice in a language. Raises MissingTranslation."""
    paths = choice.clause.texts[choice.variant, choice.position]
    if language not in paths:
        where = f"{choice.clause.path.removesuffix('clause.yaml')}{choice.variant}"
        raise MissingTranslation(
            Problem("missing_translation", f"'{choice.variant}' ({choice.position}) is not written in '{language}'", where)
        )
    return library.text(paths[language])


def _parsed(text: ClauseText) -> Iterator[tuple[Block, int]]:
    for source, line in pieces(text):
        try:
            yield parse_block(source), line
        except BlankError as error:
            raise library_error(error, text.path, line) from None


def printed_blanks(text: ClauseText, flags: Mapping[str, bool]) -> set[str]:
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


def uses_family(group: Group, family: str) -> bool:
    """Whether the wording of a group prints facts of a family."""
    return any(name in FACTS and FACTS[name].family == family for name in printed_blanks(next(iter(group.texts.values())), group.flags))
