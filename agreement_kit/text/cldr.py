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


def meant_state(text: str) -> str | None:
    """The code of the state that a wrong code may mean: another spelling (UK, JPN), a name, or a language (ja); None when none is near."""
    from babel.core import get_global

    names: dict[str, str] = {name.lower(): code for code, name in _locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    given = text.strip()
    if given.lower() in names:
        return names[given.lower()]
    known = set(names.values())
    other: list[str] = get_global("territory_aliases").get(given.upper(), [])
    language: str = get_global("likely_subtags").get(given.lower(), "").rpartition("_")[2]
    return next((code for code in (given.upper(), *other, language) if code in known and code != text), None)


@lru_cache(maxsize=1)
def currencies() -> frozenset[str]:
    """The codes of the currencies in use in some state."""
    from babel.core import get_global

    return frozenset(
        code for used in get_global("territory_currencies").values() for code, _, end, tender in used if end is None and tender
    )


def meant_currency(text: str) -> str | None:
    """The code of the one currency that a wrong code may mean: by a word of its name (yen), or by its first two letters; else None."""
    named = [code for code in currencies() if text.lower() in (currency_name(code, "en") or "").lower().split()]
    near = [code for code in currencies() if len(text) == 3 and code[:2] == text[:2].upper()]
    return next((found[0] for found in (named, near) if len(found) == 1), None)


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
