"""Reasons for DRAFT as a reader takes them in: those that say the same of many things are one line, with a count and short names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agreement_kit.library.clauses import BALANCED
from agreement_kit.standing import Reason

ONE_BY_ONE = ("risk", "blank")  # each of these is decided by itself
_COUNTED: Mapping[str, tuple[str, str]] = {
    "law": ("rule that no lawyer has verified", "rules that no lawyer has verified"),
    "wording": ("English wording that no lawyer has reviewed", "English wordings that no lawyer has reviewed"),
    "translation": ("translation that nobody has reviewed", "translations that nobody has reviewed"),
    "risk": ("risk that nobody has accepted", "risks that nobody has accepted"),
    "blank": ("open blank", "open blanks"),
}


def counted(reasons: Iterable[Reason]) -> Iterator[str]:
    """How many reasons of each kind there are: "3 open blanks"."""
    kinds: dict[str, int] = {}
    for reason in reasons:
        kinds[reason.what] = kinds.get(reason.what, 0) + 1
    yield from (f"{count} {_COUNTED[kind][count > 1]}" for kind, count in kinds.items())


def grouped(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The reasons in lines, those that say the same together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for reason in reasons:
        alike.setdefault((reason.what, reason.why), []).append(reason.of)
    wordings = frozenset(name for (what, _), names in alike.items() if what == "wording" for name in names)
    lines: list[str] = []
    for (what, why), names in alike.items():
        if what in ONE_BY_ONE:
            lines += (f"{what}: {name}: {why}" for name in names)
        else:
            lines.append(f"{what}: {why} ({len(names)}): {_names(what, names, wordings)}")
    return tuple(lines)


def _names(what: str, names: Sequence[str], wordings: frozenset[str]) -> str:
    if what == "law":
        return _by_first(name.partition("/")[::2] for name in names)
    if what == "translation":
        return _translations(names, wordings)
    return _by_first(_short(name) for name in names)


def _translations(names: Sequence[str], wordings: frozenset[str]) -> str:
    """Translations by language; where they are of the very wordings that stand in the list above, that is said."""
    languages: dict[str, list[str]] = {}
    for name in names:
        wording, _, tag = name.rpartition(".")
        languages.setdefault(tag, []).append(wording)
    whole = [tag for tag, found in languages.items() if frozenset(found) == wordings]
    parts = [f"of every wording named above into {', '.join(whole)}"] if whole else []
    parts += (f"into {tag}: {_by_first(_short(name) for name in found)}" for tag, found in languages.items() if tag not in whole)
    return "; ".join(parts)


def _short(name: str) -> tuple[str, str]:
    """Folder and short name of a wording: "articles/liability/any.balanced" is liability, an unusual variant or position in brackets."""
    folder, clause, variant = name.split("/", 2)
    variant, _, position = variant.partition(".")
    rest = [part for part in (variant, position) if part not in ("any", BALANCED)]
    return folder, f"{clause} ({', '.join(rest)})" if rest else clause


def _by_first(pairs: Iterable[tuple[str, str]]) -> str:
    """Names under what they belong to: "ID: a, b; JP: c"."""
    found: dict[str, list[str]] = {}
    for first, name in pairs:
        found.setdefault(first, []).append(name)
    return "; ".join(f"{first}: {', '.join(names)}" for first, names in found.items())
