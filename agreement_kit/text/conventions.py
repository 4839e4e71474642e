"""The drafting conventions of one language, as read from `locales/<language>/conventions.yaml`."""

from collections.abc import Mapping
from pathlib import PurePath
from string import Formatter
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.reading import YamlFile, validation_problems
from agreement_kit.text.numerals import STYLES, Spelling, SpellingRule

Words: TypeAlias = Mapping[str, str]
LEVELS = ("article", "schedule", "addendum", "recital", "paragraph", "item", "subitem")


def _pattern(needs: tuple[str, ...], may: tuple[str, ...] = ()) -> AfterValidator:
    """A check that a pattern has the fields it needs and no field that nobody fills."""

    def check(text: str) -> str:
        found = {name for _, name, spec, conversion in Formatter().parse(text) if name is not None}
        for name in sorted(found - {*needs, *may}):
            hint = nearest(name, {*needs, *may})
            raise ValueError(f"'{{{name}}}' is not filled here; {hint or 'expected ' + ', '.join((*needs, *may))}")
        if not found.issuperset(needs):
            raise ValueError(f"the pattern must hold {' and '.join('{' + name + '}' for name in needs)}")
        return text

    return AfterValidator(check)


NPattern: TypeAlias = Annotated[str, _pattern(("n",))]
FigurePattern: TypeAlias = Annotated[str, _pattern(("n",), ("in_words",))]
MoneyPattern: TypeAlias = Annotated[str, _pattern(("n",), ("code", "name", "in_words"))]
DatePattern: TypeAlias = Annotated[str, _pattern(("year", "day"), ("month", "month_name", "era"))]
PiecePattern: TypeAlias = Annotated[str, _pattern(("n",), ("branch",))]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pair(_Record):
    """An opening and a closing mark; empty where the language uses none."""

    open: str
    close: str


class Quotes(Pair):
    """Quotation marks, and those inside them."""

    inner_open: str
    inner_close: str


class Heading(_Record):
    """How a number and a heading stand together."""

    form: Annotated[str, _pattern(("label", "heading"))]
    layout: Literal["inline", "stacked"]
    case: Literal["as_is", "upper"]
    of: str = ": "  # between a heading and what tells it from another that is the same


class Join(_Record):
    """How members of a list are joined: two of them; more than two; the last one."""

    pair: str
    between: str
    last: str


class Lists(_Record):
    """The ways of joining lists; the heavy ones where a member itself holds one of the marks `heavy_when`.

    `inner_or` is the "or" of a list that stands inside another, in a language that has a word for it. Only wording uses it.
    """

    and_: Join = Field(alias="and")
    or_: Join = Field(alias="or")
    heavy_when: tuple[str, ...]
    heavy_and: Join
    heavy_or: Join
    inner_or: Join | None = None


class Rule(_Record):
    """One rule of spelling (see numerals.SpellingRule)."""

    start: int = Field(alias="from")
    by: int = Field(gt=1)
    words: Annotated[str, _pattern((), ("times", "rest"))]


class SpellingRecord(_Record):
    """Numbers in words (see numerals.Spelling)."""

    first: tuple[str, ...] = Field(min_length=10)
    rules: tuple[Rule, ...]
    point: str
    minus: str


class Figure(_Record):
    """A number with what belongs to it, and its words."""

    form: FigurePattern
    words: Annotated[str, _pattern(("words",))] = "{words}"


class MoneyForms(_Record):
    """Sums: a default form and forms by currency; the words of a sum without and with a fraction; names by currency."""

    decimals: Literal["needed", "always"]
    default: MoneyPattern
    forms: Mapping[str, MoneyPattern] = {}
    words: Annotated[str, _pattern(("words", "name"))] = "{words} {name}"
    words_minor: Annotated[str, _pattern(("words", "name", "minor", "minor_name"))] = "{words} {name} {minor} {minor_name}"
    names: Words = {}
    minor_names: Words = {}


class Era(_Record):
    """An era: its name, its first day (ISO), and the Gregorian year that is its year one."""

    name: str
    start: str = Field(alias="from", pattern=r"^\d{4}-\d\d-\d\d$")
    year_one: int


class Calendar(_Record):
    """A calendar: the form of a date; its eras; the word for a first year."""

    form: DatePattern
    first_year: str | None = None
    eras: tuple[Era, ...] = ()


class Level(_Record):
    """One level of numbering."""

    pattern: NPattern
    digits: str


class Piece(_Record):
    """One step of a reference: standing first, standing first for several, after another step, after a certain step, and repeated.

    `letters` is used for what begins with a letter, `branch` for each number after a hyphen ("30-4").
    """

    alone: PiecePattern
    plural: PiecePattern | None = None
    after: PiecePattern | None = None
    again: PiecePattern | None = None
    within: Mapping[str, PiecePattern] = {}
    letters: "Piece | None" = None
    branch: NPattern | None = None
    digits: str | None = None


class Grammar(_Record):
    """How places are named: steps from the outermost to the innermost, printed in that order or the other way round."""

    pieces: Mapping[str, Piece]
    join: str
    range: Annotated[str, _pattern(("first", "last"))]
    inner_first: bool = False


class CiteGrammar(Grammar):
    """How law is cited: number and title; the instrument and a place in it."""

    titled: Annotated[str, _pattern(("number", "title"))]
    placed: Annotated[str, _pattern(("instrument", "place"))]


class LanguageNames(_Record):
    """How languages are named: a form round the name, and whole names by language."""

    form: Annotated[str, _pattern(("name",))]
    names: Words = {}


class Conventions(_Record):
    """Everything the house must know about a language. `tag` is the name of its folder; `cldr` names other locale data than its own."""

    tag: str
    name: str
    cldr: str | None = None
    script: Literal["latin", "east_asian", "complex"]
    direction: Literal["ltr", "rtl"]
    fonts: tuple[str, ...] = Field(min_length=1)
    word_fonts: tuple[str, ...] = Field(min_length=1)
    line_height: float = Field(gt=1, lt=3)
    justify: bool
    join_lines: Literal["", " "]
    quotes: Quotes
    apostrophe: str = "'"  # how the one that is typed in the library's words is printed
    defined_terms: Pair
    before_number: tuple[str, ...] = ()  # words that stay on the line of the number after them
    capitals: list[str] = []  # words that this language writes with a capital letter though nothing defines them
    heading: Heading
    open_blank: str = Field(min_length=1)
    by_hand: str = Field(min_length=1)
    lists: Lists
    digits: str
    in_words: Annotated[str, _pattern(("words",))] | None = None
    spelling: SpellingRecord | None = None
    quantities: Mapping[Literal["hours", "days", "months", "years"], Mapping[str, FigurePattern]]
    period: str
    percent: Figure
    number: Figure
    money: MoneyForms
    calendar: str
    calendars: Mapping[str, Calendar]
    own_digits: Mapping[str, Annotated[str, Field(min_length=10, max_length=10)]] = {}
    own_letters: Mapping[str, tuple[str, ...]] = {}
    numbering: Mapping[str, Level]
    references: Grammar
    cite: CiteGrammar
    states: Words = {}
    languages: LanguageNames
    phrases: Words
    codes: Mapping[str, Words]

    @model_validator(mode="after")
    def _fits_together(self) -> "Conventions":
        faults = self._faults()
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _faults(self) -> list[str]:
        styles = {*STYLES, *self.own_digits, *self.own_letters}
        faults = [f"'{style}' is not a style of digits, which are {', '.join(sorted(styles))}" for style in self._styles() - styles]
        faults += [f"'numbering' lacks '{level}'" for level in LEVELS if level not in self.numbering]
        faults += [f"'references' lacks '{level}'" for level in LEVELS if level not in self.references.pieces]
        faults += [f"'quantities: {unit}' lacks 'other'" for unit, forms in self.quantities.items() if "other" not in forms]
        if self.calendar not in self.calendars:
            faults.append(f"the calendar '{self.calendar}' is not described")
        if all(calendar.eras for calendar in self.calendars.values()):
            faults.append("'calendars' needs one without eras, for days before the first era")
        if self.in_words and not self.spelling:
            faults.append("'in_words' needs 'spelling'")
        return faults

    def _styles(self) -> set[str]:
        """Every style of digits that is used."""
        pieces = (*self.references.pieces.values(), *self.cite.pieces.values())
        return {self.digits, *(level.digits for level in self.numbering.values()), *(piece.digits for piece in pieces if piece.digits)}

    @property
    def locale(self) -> str:
        """The name of the locale data of this language."""
        return self.cldr or self.tag

    @property
    def speller(self) -> Spelling | None:
        """How numbers are spelled, or None where the language does not repeat them in words."""
        if self.spelling is None or self.in_words is None:
            return None
        rules = tuple(SpellingRule(rule.start, rule.by, rule.words) for rule in self.spelling.rules)
        return Spelling(self.spelling.first, rules, self.spelling.point, self.spelling.minus)

    def with_calendar(self, calendar: str) -> "Conventions":
        """The same conventions with dates in another of the language's calendars. Raises LibraryError when it is not described."""
        if calendar not in self.calendars:
            hint = nearest(calendar, self.calendars)
            raise LibraryError(Problem("unknown_calendar", f"'{self.tag}' has no calendar '{calendar}'", hint=hint))
        return self.model_copy(update={"calendar": calendar})

    @classmethod
    def parse(cls, data: Any, path: str) -> "Conventions":
        """Build from a parsed file; `path` ends in `<language>/conventions.yaml`. Raises LibraryError with every problem found."""
        return cls.read(YamlFile(path, data, {}))

    @classmethod
    def read(cls, file: YamlFile) -> "Conventions":
        """Build from a YAML file that knows its lines. Raises LibraryError with every problem found."""
        if not isinstance(file.data, dict):
            raise LibraryError(Problem("invalid_value", "the file must hold keys and values", file.path))
        try:
            return cls.model_validate({**file.data, "tag": PurePath(file.path).parent.name})
        except ValidationError as error:
            raise LibraryError(validation_problems(error, file, cls)) from None
