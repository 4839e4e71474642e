"""What stands in a clause's own blanks: the deal's value, else the default; held to its type, its bounds and the law's figures."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealparts import BY_HAND
from agreement_kit.errors import DealError, nearest, shown
from agreement_kit.library.clauses import Blank, Clause, FigureBound
from agreement_kit.rules import Findings
from agreement_kit.text.cldr import currencies, meant_currency
from agreement_kit.text.values import ByHand, DateValue, Measure, Money, Number, Open, Percent, Quantity, TextValue, Value

_QUANTITIES = ("days", "hours", "months", "years")
_MEASURES: Mapping[str, Measure] = {"hours": "hours", "days": "days", "months": "months", "years": "years", "percent": "percent"}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def blank_values(deal: Deal, clause: Clause, wishes: Mapping[str, Any], findings: Findings, codes: Codes) -> dict[str, Value]:
    """The value of every blank of a clause; `wishes` are the playbook's, which stand where the deal says nothing.

    Raises DealError with every value that is of the wrong type or breaks a bound.
    """
    given = deal.blanks.get(clause.name, {})
    problems = [
        deal.problem(
            "unknown_blank", f"'{name}' is not a blank of '{clause.name}'", ("blanks", clause.name, name), nearest(name, clause.blanks)
        )
        for name in given
        if name not in clause.blanks
    ]
    values: dict[str, Value] = {}
    for name, blank in clause.blanks.items():
        try:
            values[name] = _value(blank, given.get(name, wishes.get(name)), findings, codes)
            _check_languages(values[name], deal)
        except ValueError as error:
            problems.append(deal.problem("invalid_blank", f"blank '{clause.name}.{name}': {error}", ("blanks", clause.name, name)))
    if problems:
        raise DealError(problems)
    return values


def _check_languages(value: Value, deal: Deal) -> None:
    """Words for a blank stand in every text of the deal."""
    if isinstance(value, TextValue):
        lacking = [tag for tag in (*deal.texts.authentic, *deal.texts.translations) if tag not in value.words]
        if lacking:
            raise ValueError(f"it is not given in {', '.join(lacking)}; the texts of the deal need it")


def _value(blank: Blank, given: Any, findings: Findings, codes: Codes) -> Value:
    if given == BY_HAND:
        return ByHand(_MEASURES.get(blank.type))
    if given is None and blank.default is None:
        return Open(_MEASURES.get(blank.type))
    raw = blank.default if given is None else given
    if blank.type in (*_QUANTITIES, "percent", "number"):
        number = _number(raw, blank.type)
        bounds = list(_bounds(blank, findings, codes))
        for low, high, why in bounds:
            if (low is not None and number < low) or (high is not None and number > high):
                near = low if low is not None and number < low else high
                if given is not None:
                    raise ValueError(f"{raw} breaks {why}; the nearest valid value is {near}")
                number = Decimal(str(near))
        return _typed(number, blank.type)
    value = _other(raw, blank.type)
    if isinstance(value, Money) and isinstance(blank.at_least, FigureBound):
        _check_floor(value, blank.at_least.figure, findings)
    return value


def _check_floor(sum_: Money, figure: str, findings: Findings) -> None:
    """A sum is not below what a law sets; only sums in one currency can be compared."""
    for found in findings.of_kind("figure"):
        if found.rule.figure == figure and found.version.value is not None:
            floor = f"{found.version.value} {found.version.currency}"
            if found.version.currency != sum_.currency:
                raise ValueError(
                    f"{sum_.currency} cannot be held against the floor of {found.rule.id}; give it in {found.version.currency}"
                )
            if sum_.amount < found.version.value:
                message = f"{sum_.amount} {sum_.currency} breaks the floor of {found.rule.id}"
                raise ValueError(f"{message}; the nearest valid value is {floor}")


def typed(blank: Blank, raw: Any) -> Value:
    """A raw value as a blank of this kind takes it, whatever its bounds. Raises ValueError."""
    if blank.type in (*_QUANTITIES, "percent", "number"):
        return _typed(_number(raw, blank.type), blank.type)
    return _other(raw, blank.type)


def _number(raw: Any, kind: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str) or not _NUMBER.fullmatch(str(raw)):
        raise ValueError(f"expected a number ({kind}), found {shown(raw)}")
    return Decimal(str(raw))


def _typed(number: Decimal, kind: str) -> Value:
    if kind == "percent":
        return Percent(number)
    if kind == "number":
        return Number(number)
    if number != number.to_integral_value() or number < 0:
        raise ValueError(f"expected a whole number of {kind}, found {number}")
    return Quantity(int(number), kind)  # type: ignore[arg-type]  # one of the four units


def _other(raw: Any, kind: str) -> Value:
    if kind == "money":
        return _money(raw)
    if kind == "date":
        try:
            return DateValue(date.fromisoformat(str(raw)))
        except ValueError:
            raise ValueError(f"expected a date (2027-02-01), found {shown(raw)}") from None
    if isinstance(raw, Mapping) and raw and all(isinstance(words, str) and words for words in raw.values()):
        return TextValue(raw)
    raise ValueError("expected words by language ({en: …, ja: …})")


def _money(raw: Any) -> Value:
    if not isinstance(raw, Mapping) or set(raw) != {"amount", "currency"}:
        raise ValueError("expected {amount: 1000000, currency: JPY}")
    currency = str(raw["currency"])
    if currency not in currencies():
        meant = meant_currency(currency)
        raise ValueError(f"expected an ISO 4217 currency (JPY), found {shown(currency)}{f'; did you mean {meant}?' if meant else ''}")
    amount = _number(raw["amount"], "money")
    if amount < 0:
        raise ValueError(f"expected a sum of money, found {amount}")
    return Money(amount, currency)


def _bounds(blank: Blank, findings: Findings, codes: Codes) -> Iterator[tuple[int | None, int | None, str]]:
    """Floors and ceilings as (floor, ceiling, why)."""
    for bound, is_floor in ((blank.at_least, True), (blank.at_most, False)):
        limit, why = _limit(bound, findings, codes)
        if limit is not None:
            yield (limit, None, why) if is_floor else (None, limit, why)


def _limit(bound: int | FigureBound | None, findings: Findings, codes: Codes) -> tuple[int | None, str]:
    if not isinstance(bound, FigureBound):
        return bound, f"the bound {bound} of the clause"
    values = findings.figures.get(bound.figure, {})
    if not values:
        return None, ""
    strictest = min(values.values()) if codes.figures[bound.figure].stricter == "less" else max(values.values())
    laws = ", ".join(sorted(state for state, value in values.items() if value == strictest))
    reserve = min(bound.less, strictest // 2)  # of a short time in the law, half is left for the other party's own work
    return strictest - reserve, f"the figure of the law ({laws}: {strictest} {codes.figures[bound.figure].unit}, less {reserve})"
