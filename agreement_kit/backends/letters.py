"""How wide letters are, in ems, known before any font is opened."""

import unicodedata

WIDE = 1.0  # as a Han character
AVERAGE = 0.53  # of a letter among many
# Of a letter alone, in a serif that is not narrow.
LETTERS = {
    **dict.fromkeys("fijlrtI.,:;!|/-'()[] ", 0.36),
    **dict.fromkeys("csvxyzJ0123456789", 0.56),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.7),
    **dict.fromkeys("mwMW@%—", 0.94),
}
LETTER = 0.61
_UNSPACED = frozenset({"Mn", "Me", "Cf"})  # what stands above or below a letter, and what is not seen


def is_wide(text: str) -> bool:
    """Whether a text has a character as wide as a Han character."""
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def ems(text: str) -> float:
    """The width of a short text, letter by letter; wide brackets without their empty half, which the style sheet takes from numbers."""
    return sum(_em(character) for character in text)


def rough(text: str) -> float:
    """The width of words in a line, where letters count alike and marks above and below them count nothing."""
    return sum(_rough(character) for character in text)


def _em(character: str) -> float:
    if is_wide(character):
        return WIDE / 2 if unicodedata.category(character) in ("Ps", "Pe") else WIDE
    return LETTERS.get(character, LETTER)


def _rough(character: str) -> float:
    if unicodedata.category(character) in _UNSPACED:
        return 0.0
    return WIDE if is_wide(character) else AVERAGE
