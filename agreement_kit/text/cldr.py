"""What Unicode's locale data know: names of states, languages, currencies and months, plural rules, marks in numbers.

Babel is loaded when first asked.
"""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from agreement_kit.errors import LibraryError, Problem

if TYPE_CHECKING:
    from babel import Locale


@lru_cache(maxsize=64)
def _locale(tag: str) -> "Locale":
    """The data of a language. Raises LibraryError when there are none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        message = f"there are no locale data for '{tag}'"
        raise LibraryError(Problem("no_locale_data", message, hint="name those of another language with 'cldr:'")) from None


def plural(n: int, tag: str) -> str:
    """The plural category of a number, such as "one" or "other"."""
    return str(_locale(tag).plural_form(n))


def state_name(code: str, tag: str) -> str | None:
    """The name of a state, or None when the data have none."""
    return _locale(tag).territories.get(code)


def language_name(of: str, tag: str) -> str | None:
    """The name of a language; of its main form when there is none for the narrower one."""
    names = _locale(tag).languages
    return names.get(of) or names.get(of.partition("_")[0])


def currency_name(code: str, tag: str) -> str | None:
    """The name of a currency, or None when the data have none."""
    return _locale(tag).currencies.get(code)


def currency_decimals(code: str) -> int:
    """How many decimals a currency has."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(code)


def month_name(month: int, tag: str) -> str:
    """The name of a month as it stands in a date."""
    return str(_locale(tag).months["format"]["wide"][month])


def decimal(n: int | Decimal, tag: str, decimals: int | None = None) -> str:
    """A number with the marks of the language, in Latin digits. Without `decimals` it keeps those it has."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _locale(tag)
    text = f"{Decimal(n):,f}" if decimals is None else f"{Decimal(n):,.{decimals}f}"
    group, point = get_group_symbol(locale, numbering_system="latn"), get_decimal_symbol(locale, numbering_system="latn")
    return text.translate({ord(","): group, ord("."): point})
