"""What may stand in a blank: typed values. A value knows no language; `localize.format` prints it in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias

Unit: TypeAlias = Literal["hours", "days", "months", "years"]
Measure: TypeAlias = Literal["hours", "days", "months", "years", "percent"]
Step: TypeAlias = tuple[str, tuple[int | str, ...]]
Place: TypeAlias = tuple[Step, ...]  # (("article", (20,)), ("paragraph", (2, 3, 4, 5)))


@dataclass(frozen=True, slots=True)
class TextValue:
    """Words given in every language of the agreement. Those of the library (`ours`) are set as the language sets them."""

    words: Mapping[str, str]
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that are the same in every language: a number of a document, an address."""

    text: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many hours, days, months or years."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time of one or more units: one year and six months."""

    parts: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage: 5 is five per cent."""

    n: Decimal | int


@dataclass(frozen=True, slots=True)
class Number:
    """A number, printed with the decimals it has."""

    n: Decimal | int


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in a currency (ISO 4217). It is never rounded."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class DateValue:
    """A day."""

    day: date


@dataclass(frozen=True, slots=True)
class StateValue:
    """A state (ISO 3166-1 alpha-2) or a named group of states, as it stands in a sentence."""

    code: str


@dataclass(frozen=True, slots=True)
class LanguageValue:
    """A language (BCP 47)."""

    tag: str


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a vocabulary: Code("stage", "pretraining")."""

    vocabulary: str
    code: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A place in a law: number and title of the instrument by language, and where in it. Build `place` with `place_of`."""

    number: Mapping[str, str]
    title: Mapping[str, str]
    place: Place = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few values in a phrase of the language: Phrase("route", {"thing": …, "from": …, "to": …})."""

    name: str
    parts: Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class ListValue:
    """Several values joined by "and" or by "or"."""

    values: tuple["Value", ...]
    join: Literal["and", "or"] = "and"


@dataclass(frozen=True, slots=True)
class Open:
    """A blank that nobody has filled yet; `of` is what it counts, where it counts something with a unit."""

    of: Measure | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """A blank that is filled with a pen when the agreement is signed; `of` as above."""

    of: Measure | None = None


Value: TypeAlias = (
    TextValue
    | Plain
    | Quantity
    | Period
    | Percent
    | Number
    | Money
    | DateValue
    | StateValue
    | LanguageValue
    | Code
    | Cite
    | Phrase
    | ListValue
    | Open
    | ByHand
)


def place_of(locator: Mapping[str, Any]) -> Place:
    """A place as a law file writes it, {article: 20, paragraph: [2, 3]}, as a Place."""
    return tuple((kind, tuple(n) if isinstance(n, list | tuple) else (n,)) for kind, n in locator.items())


def period_of(iso: str) -> Period:
    """An ISO 8601 duration of years, months and days ("P1Y6M") as a Period. Raises ValueError for anything else."""
    units: dict[str, Unit] = {"Y": "years", "M": "months", "D": "days"}
    parts: list[Quantity] = []
    rest = iso.removeprefix("P")
    while rest and iso.startswith("P"):
        number, unit = _leading_number(rest)
        if not number or unit not in units:
            break
        parts.append(Quantity(int(number), units[unit]))
        rest = rest[len(number) + 1 :]
    if rest or not parts:
        raise ValueError(f"'{iso}' is not a duration; expected years, months and days, such as P1Y6M")
    return Period(tuple(parts))


def _leading_number(text: str) -> tuple[str, str]:
    """The digits at the start of a text and the letter after them."""
    rest = text.lstrip("0123456789")
    return text[: len(text) - len(rest)], rest[:1]
