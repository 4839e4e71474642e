"""Print typed values, numbers of provisions and defined terms in a language. All that differs comes from its conventions."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from agreement_kit.errors import LibraryError, MissingTranslation, Problem, nearest
from agreement_kit.text import cldr
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.lists import join_lines, join_list, with_apostrophes
from agreement_kit.text.numerals import digits, spelled, write_digits
from agreement_kit.text.places import cite, reference, references
from agreement_kit.text.values import (
    ByHand,
    Cite,
    Code,
    DateValue,
    LanguageValue,
    ListValue,
    Measure,
    Money,
    Number,
    Open,
    Percent,
    Period,
    Phrase,
    Plain,
    Quantity,
    StateValue,
    TextValue,
    Value,
)

__all__ = ["cite", "defined", "digits", "format", "join_lines", "join_list", "label", "number_in_words", "reference", "references"]

_ANY = "any"  # the vocabulary of codes that every vocabulary has


def format(value: Value, conventions: Conventions, *, short: bool = False) -> str:
    """A value in the words of a language; `short` leaves out numbers repeated in words, for tables.

    Raises MissingTranslation when given words lack the language, LibraryError when the conventions lack a code or a phrase.
    """
    match value:
        case TextValue():
            return _words(value, conventions)
        case Plain():
            return value.text
        case Quantity():
            return _quantity(value, conventions, short)
        case Period():
            return conventions.period.join(_quantity(part, conventions, short) for part in value.parts)
        case Percent():
            return _figure(value.n, conventions.percent.form, conventions.percent.words, conventions, short)
        case Number():
            return _figure(value.n, conventions.number.form, conventions.number.words, conventions, short)
        case Money():
            return _money(value, conventions, short)
        case DateValue():
            return _date(value.day, conventions)
        case StateValue():
            return _state(value.code, conventions)
        case LanguageValue():
            return _language(value.tag, conventions)
        case Code():
            return _code(value, conventions)
        case Cite():
            return cite(value, conventions)
        case Phrase():
            return _phrase(value, conventions, short)
        case ListValue():
            return join_list([format(member, conventions, short=short) for member in value.values], conventions, value.join)
        case Open():
            return _unfilled(conventions.open_blank, value.of, conventions)
        case ByHand():
            return _unfilled(conventions.by_hand, value.of, conventions)
        case _:
            assert_never(value)


def label(kind: str, n: int, conventions: Conventions) -> str:
    """The number of a provision or paragraph as it is printed before it: label("article", 5) is "Article 5"."""
    level = conventions.numbering[kind]
    return level.pattern.format(n=digits(n, level.digits, conventions.own_digits, conventions.own_letters))


def defined(term: str, conventions: Conventions) -> str:
    """A term as it stands where it is defined, in the marks of the language; bold is left to the back end."""
    return f"{conventions.defined_terms.open}{term}{conventions.defined_terms.close}"


def number_in_words(n: int | Decimal, conventions: Conventions) -> str | None:
    """A number spelled out, or None in a language that does not repeat numbers in words."""
    return spelled(n, conventions.speller) if conventions.speller else None


def _words(value: TextValue, conventions: Conventions) -> str:
    if conventions.tag in value.words:
        words = value.words[conventions.tag]
        return with_apostrophes(words, conventions) if value.ours else words
    known = next(iter(value.words.values()), "")
    raise MissingTranslation(Problem("no_words", f"'{known}' is not given in '{conventions.tag}'"))


def _digits(n: int | Decimal, conventions: Conventions, decimals: int | None = None) -> str:
    return _own_digits(cldr.decimal(n, conventions.locale, decimals), conventions)


def _own_digits(text: str, conventions: Conventions) -> str:
    ten = "".join(digits(n, conventions.digits, conventions.own_digits) for n in range(10))
    return write_digits(text, ten)


def _in_words(words: str | None, conventions: Conventions, short: bool) -> str:
    if short or words is None or conventions.in_words is None:
        return ""
    return conventions.in_words.format(words=words)


def _figure(n: int | Decimal, form: str, words: str, conventions: Conventions, short: bool) -> str:
    plain = number_in_words(n, conventions)
    phrase = None if plain is None else words.format(words=plain)
    return form.format(n=_digits(n, conventions), in_words=_in_words(phrase, conventions, short))


def _quantity(value: Quantity, conventions: Conventions, short: bool) -> str:
    forms = conventions.quantities[value.unit]
    form = forms.get(cldr.plural(value.n, conventions.locale)) or forms["other"]
    return _figure(value.n, form, "{words}", conventions, short)


def _unfilled(room: str, of: Measure | None, conventions: Conventions) -> str:
    """Room for a figure, with the unit that will stand beside it: who fills it in is told what to fill in."""
    if of is None:
        return room
    form = conventions.percent.form if of == "percent" else conventions.quantities[of]["other"]
    return form.format(n=room, in_words="")


def _money(value: Money, conventions: Conventions, short: bool) -> str:
    money = conventions.money
    exponent = value.amount.normalize().as_tuple().exponent
    own = max(0, -exponent) if isinstance(exponent, int) else 0
    usual = cldr.currency_decimals(value.currency)
    decimals = max(own, usual) if own or money.decimals == "always" else 0
    return money.forms.get(value.currency, money.default).format(
        n=_digits(value.amount, conventions, decimals),
        code=value.currency,
        name=_currency(value.currency, conventions),
        in_words=_in_words(_money_in_words(value, usual, conventions), conventions, short),
    )


def _money_in_words(value: Money, usual: int, conventions: Conventions) -> str | None:
    """The sum in words, its fraction counted in the minor unit; None in a language that does not repeat numbers in words."""
    if conventions.speller is None:
        return None
    name, minor = _currency(value.currency, conventions), value.amount % 1 * 10**usual
    minor_name = conventions.money.minor_names.get(value.currency) or conventions.money.minor_names.get("default")
    if not minor or minor % 1 or minor_name is None:
        exact = value.amount.to_integral_value() if not value.amount % 1 else value.amount.normalize()
        return conventions.money.words.format(words=spelled(exact, conventions.speller), name=name)
    return conventions.money.words_minor.format(
        words=spelled(int(value.amount), conventions.speller),
        name=name,
        minor=spelled(int(minor), conventions.speller),
        minor_name=minor_name,
    )


def _currency(code: str, conventions: Conventions) -> str:
    return conventions.money.names.get(code) or cldr.currency_name(code, conventions.locale) or code


def _date(day: date, conventions: Conventions) -> str:
    calendar = conventions.calendars[conventions.calendar]
    eras = [era for era in calendar.eras if era.start <= day.isoformat()]
    if calendar.eras and not eras:
        calendar = next(other for other in conventions.calendars.values() if not other.eras)
    era = max(eras, key=lambda e: e.start) if eras else None
    year = day.year - era.year_one + 1 if era else day.year
    words = calendar.form.format(
        day=day.day,
        month=day.month,
        month_name=cldr.month_name(day.month, conventions.locale),
        year=calendar.first_year if era and year == 1 and calendar.first_year else year,
        era=era.name if era else "",
    )
    return _own_digits(words, conventions)


def _state(code: str, conventions: Conventions) -> str:
    return conventions.states.get(code) or cldr.state_name(code, conventions.locale) or code


def _language(tag: str, conventions: Conventions) -> str:
    key = tag.replace("-", "_").lower()
    if key in conventions.languages.names:
        return conventions.languages.names[key]
    name = cldr.language_name(key, conventions.locale)
    return conventions.languages.form.format(name=name) if name else tag


def _code(value: Code, conventions: Conventions) -> str:
    vocabulary = conventions.codes.get(value.vocabulary)
    if vocabulary is None:
        message = f"'{conventions.tag}' has no words for the vocabulary '{value.vocabulary}'"
        raise LibraryError(Problem("no_word_for_code", message, hint=nearest(value.vocabulary, conventions.codes)))
    words = vocabulary.get(value.code) or conventions.codes.get(_ANY, {}).get(value.code)
    if words is None:
        message = f"'{conventions.tag}' has no words for {value.vocabulary} '{value.code}'"
        raise LibraryError(Problem("no_word_for_code", message, hint=nearest(value.code, vocabulary)))
    return with_apostrophes(words, conventions)


def _phrase(value: Phrase, conventions: Conventions, short: bool) -> str:
    pattern = conventions.phrases.get(value.name)
    if pattern is None:
        message = f"'{conventions.tag}' has no phrase '{value.name}'"
        raise LibraryError(Problem("no_phrase", message, hint=nearest(value.name, conventions.phrases)))
    parts = {name: format(part, conventions, short=short) for name, part in value.parts.items()}
    try:
        return with_apostrophes(pattern, conventions).format(**parts)
    except KeyError as missing:
        raise LibraryError(Problem("no_phrase", f"the phrase '{value.name}' of '{conventions.tag}' also needs {missing}")) from None
