"""What a field of a file expects, in plain words, from what pydantic found wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError, ValidationError

from agreement_kit.errors import LONGEST

SAID = "said"  # the type of an error whose words stand beside the type
_OWN = ("value_error", "assertion_error")  # checks of our own, in our own words
_KEY = "[key]"  # ends the place of a fault of a key itself
_QUOTED = re.compile("'([^']+)'")
_WORDS: Mapping[str, str] = {
    "string_type": "words",
    "string_sub_type": "words",
    "dict_type": "keys and values, as {key: value}",
    "mapping_type": "keys and values, as {key: value}",
    "model_type": "keys and values, as {key: value}",
    "model_attributes_type": "keys and values, as {key: value}",
    "list_type": "a list, as [one, two]",
    "tuple_type": "a list, as [one, two]",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a day, as 2027-02-01",
    "date_parsing": "a day, as 2027-02-01",
    "date_from_datetime_parsing": "a day, as 2027-02-01",
    "date_from_datetime_inexact": "a day, as 2027-02-01",
    "date_from_timestamp": "a day, as 2027-02-01",
}
_LIMITS: Mapping[str, str] = {
    "string_too_short": "min_length",
    "string_too_long": "max_length",
    "too_short": "min_length",
    "too_long": "max_length",
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
}
_LIMIT_WORDS: Mapping[str, str] = {
    "string_too_short": "words of {n} or more characters",
    "string_too_long": "words of {n} characters or fewer",
    "too_short": "{n} or more entries",
    "too_long": "{n} entries or fewer",
    "greater_than": "more than {n}",
    "greater_than_equal": "{n} or more",
    "less_than": "less than {n}",
    "less_than_equal": "{n} or less",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A field that holds what it may not: its place, pydantic's name for the fault, what is wrong in words, what stands there.

    `values` are those that the field takes where it takes a few, `meant` is the value that the one there comes nearest to, if known.
    """

    place: tuple[str | int, ...]
    kind: str
    words: str
    found: Any
    values: tuple[str, ...] = ()
    meant: str | None = None


def says(words: str, meant: Callable[[str], str | None] = lambda _: None) -> WrapValidator:
    """Put beside a type, it says in plain words what the type expects, whatever is wrong with the value; `meant` finds a nearest one.

    Faults inside the value are told as they are.
    """

    def check(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(value)
        except ValidationError as error:
            if any(detail["loc"] for detail in error.errors(include_url=False)):
                raise
            near = meant(value) if isinstance(value, str) and len(value) <= LONGEST else None
            raise PydanticCustomError(SAID, "{words}", {"words": words, "meant": near}) from None

    return WrapValidator(check)


def wrong(details: Iterable[Mapping[str, Any]], data: Any) -> list[Wrong]:
    """What is wrong, one entry a field: where a field takes several kinds of value, pydantic tells of each kind apart."""
    together: dict[tuple[str | int, ...], list[Mapping[str, Any]]] = {}
    choices: set[tuple[str | int, ...]] = set()
    for detail in details:
        place = _place(detail, data)
        together.setdefault(place, []).append(detail)
        if len(place) < len([part for part in detail["loc"] if part != _KEY]):
            choices.add(place)
    return [_wrong(place, faults) for place, faults in together.items() if not (place in choices and _deeper(place, together))]


def _wrong(place: tuple[str | int, ...], faults: Sequence[Mapping[str, Any]]) -> Wrong:
    first = faults[0]
    own = [_own_words(fault) for fault in faults if fault["type"] in _OWN]
    expected = [words for fault in faults if (words := _expected(fault))]
    words = own[0] if own else f"expected {' or '.join(dict.fromkeys(expected))}"
    values = tuple(value for fault in faults for value in _values(fault))
    return Wrong(place, first["type"], words, first.get("input"), values, first.get("ctx", {}).get("meant"))


def _deeper(place: Sequence[str | int], others: Iterable[Sequence[str | int]]) -> bool:
    """Whether something is wrong inside a field: then the kind of value is right, and what is inside is told."""
    return any(len(other) > len(place) and other[: len(place)] == place for other in others)


def _place(detail: Mapping[str, Any], data: Any) -> tuple[str | int, ...]:
    """The keys that lead to the field. Pydantic puts names of types among them, which are no keys of the file."""
    loc: Sequence[str | int] = detail["loc"]
    place: list[str | int] = []
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        known: Any = dict(enumerate(data)) if isinstance(data, list) else data
        if isinstance(known, Mapping) and part in known:
            data = known[part]
        elif not (last and detail["type"] == "missing"):
            continue
        place.append(part)
    return tuple(place)


def _expected(fault: Mapping[str, Any]) -> str:
    kind, context = str(fault["type"]), fault.get("ctx", {})
    if kind in _LIMITS:
        return _LIMIT_WORDS[kind].format(n=context[_LIMITS[kind]])
    if kind == "literal_error":
        return f"one of {', '.join(_values(fault))}" if len(_values(fault)) > 1 else _values(fault)[0]
    if kind == "string_pattern_mismatch":
        return f"words of the form {context['pattern']}"
    words = str(context["words"]) if kind == SAID else _WORDS.get(kind, "another value")
    quoted = words.startswith("words") and isinstance(fault.get("input"), int | float)
    return f"{words} (a number in quotes)" if quoted else words


def _own_words(fault: Mapping[str, Any]) -> str:
    """The message of a check of our own."""
    return str(fault["msg"]).removeprefix("Value error, ")


def _values(fault: Mapping[str, Any]) -> tuple[str, ...]:
    """The values that a field takes, where it takes a few."""
    return tuple(_QUOTED.findall(str(fault["ctx"]["expected"]))) if fault["type"] == "literal_error" else ()
