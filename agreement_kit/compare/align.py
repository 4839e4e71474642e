"""Which paragraph of one text answers which of another."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W_]+")
_ALIKE = 0.22  # below this share of common words, weighed by how rare they are, two paragraphs are different paragraphs


def weights(texts: Sequence[Sequence[str]]) -> Mapping[str, float]:
    """How much a word says of a paragraph: the rarer among all paragraphs, the more."""
    counts = Counter(word for paragraphs in texts for text in paragraphs for word in _words(text))
    return {word: 1 / count for word, count in counts.items()}


def likeness(one: str, other: str, weight: Mapping[str, float]) -> float:
    """From 0 (nothing in common) to 1 (the same words): twice what two paragraphs share, over what both have."""
    first, second = _words(one), _words(other)
    together = _total(first, weight) + _total(second, weight)
    return 2 * _total(first & second, weight) / together if together else 1.0


def pairs(one: Sequence[str], other: Sequence[str], weight: Mapping[str, float]) -> list[tuple[int | None, int | None]]:
    """Paragraphs of two texts set against each other, in the order of both; None where one of them has nothing to answer with.

    The best alignment in order, by dynamic programming (Needleman and Wunsch 1970), with no reward for paragraphs that are not alike.
    """
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    alike = [[likeness(a, b, weight) for b in other] for a in one]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            met = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= _ALIKE else -1.0
            best[i][j] = max(met, best[i + 1][j], best[i][j + 1])
    return _path(best, alike)


def _path(best: list[list[float]], alike: list[list[float]]) -> list[tuple[int | None, int | None]]:
    i = j = 0
    found: list[tuple[int | None, int | None]] = []
    while i < len(best) - 1 or j < len(best[0]) - 1:
        here = i < len(alike) and j < len(best[0]) - 1
        if here and alike[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(alike) and best[i][j] == best[i + 1][j]:
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    return found


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _total(words: Counter[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(word, 1.0) * count for word, count in words.items())
