"""The difference of two texts, word by word: what they share and what was taken out make the one, with what was put in the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Change: TypeAlias = Literal["same", "removed", "added"]

# A word of letters and digits, a run of one Japanese or Chinese script, white space, or a single mark.
_TOKEN = re.compile(
    "[\u3005\u3400-\u4dbf\u4e00-\u9fff]+|[\u3041-\u309f]+|[\u30a0-\u30ff]+|[^\\W\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|\\s+|.",
    re.DOTALL,
)
_ISLAND = 3  # letters: a shorter word between two changes is no help to a reader, and is shown as changed with them


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words that two texts share, or that one of them has."""

    change: Change
    text: str


def tokens(text: str) -> list[str]:
    """The words, spaces and marks of a text, in order; joined they are the text."""
    return _TOKEN.findall(text)


def difference(one: str, other: str) -> tuple[Part, ...]:
    """How `other` differs from `one`. A change shows what was taken out before what was put in."""
    return tuple(_parts(_joined(_steps(tokens(one), tokens(other)))))


def before(parts: Sequence[Part]) -> str:
    """The first text again."""
    return "".join(part.text for part in parts if part.change != "added")


def after(parts: Sequence[Part]) -> str:
    """The second text again."""
    return "".join(part.text for part in parts if part.change != "removed")


def same_words(parts: Sequence[Part]) -> bool:
    """Whether nothing differs."""
    return all(part.change == "same" for part in parts)


@dataclass(slots=True)
class _Step:
    """A run of tokens of both texts: equal, or changed from the one into the other."""

    equal: bool
    one: list[str]
    other: list[str]


def _steps(one: list[str], other: list[str]) -> list[_Step]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [_Step(tag == "equal", one[a:b], other[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]


def _joined(steps: list[_Step]) -> list[_Step]:
    """Changes with only a short word or a mark between them are one change: a reader sees a phrase replaced, not a rash of words."""
    found: list[_Step] = []
    for place, step in enumerate(steps):
        inside = 0 < place < len(steps) - 1
        if step.equal and inside and _is_island(step):
            step = _Step(False, step.one, step.other)
        if found and not found[-1].equal and not step.equal:
            found[-1] = _Step(False, found[-1].one + step.one, found[-1].other + step.other)
        else:
            found.append(step)
    return found


def _is_island(step: _Step) -> bool:
    words = [token for token in step.one if token.strip()]
    return len(words) <= 1 and all(len(word) <= _ISLAND and word.isascii() for word in words)


def _parts(steps: list[_Step]) -> Iterator[Part]:
    for step in steps:
        if step.equal:
            yield Part("same", "".join(step.one))
            continue
        if step.one:
            yield Part("removed", "".join(step.one))
        if step.other:
            yield Part("added", "".join(step.other))
