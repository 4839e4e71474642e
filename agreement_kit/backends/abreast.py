"""Two lists side by side on one grid, as two parties sign: lines that say the same stand at the same height."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def abreast(left: Sequence[T], right: Sequence[T], key: Callable[[T], str]) -> Iterator[tuple[T | None, T | None]]:
    """The lines of both, top to bottom, those with the same key together where the order of both allows; None where a side has none."""
    while left and right:
        keys = [key(line) for line in right]
        if key(left[0]) in keys:
            place = keys.index(key(left[0]))
            yield from ((None, line) for line in right[:place])
            yield left[0], right[place]
            right = right[place + 1 :]
        else:
            yield left[0], None
        left = left[1:]
    yield from ((line, None) for line in left)
    yield from ((None, line) for line in right)
