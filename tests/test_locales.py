"""Every language of the house is complete and consistent with the others."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel import Locale

from agreement_kit.codes import Codes
from agreement_kit.errors import LibraryError
from agreement_kit.reading import read_yaml
from agreement_kit.text.conventions import LEVELS, Conventions
from agreement_kit.text.page import language_style, page_words

ROOT = Path(__file__).parent.parent
FOLDERS = tuple(sorted(path.parent for path in (ROOT / "locales").glob("*/conventions.yaml")))
LANGUAGES = tuple(Conventions.read(read_yaml(folder / "conventions.yaml")) for folder in FOLDERS)
CODES = Codes.parse(read_yaml(ROOT / "clauses" / "jurisdictions" / "codes.yaml").data)
SOURCE = "en"  # the language in which engineers write page words
GIVEN = {  # vocabularies of deals that codes.yaml does not list
    "role": ("party", "provider", "recipient", "host", "developer", "exporter", "importer", "controller", "processor", "joint"),
    "premises": ("provider", "government", "recipient", "cloud"),
    "release": ("internal", "hosted", "gated", "open_use_limited", "open"),
    "exit_test": ("none", "planned", "passed", "failed"),
    "basis": ("consent", "contract", "legal_obligation", "public_task", "legitimate_interest", "licence"),
    "approval_status": ("planned", "applied", "granted", "refused"),
    "exception_status": ("planned", "applied", "granted", "refused"),
    "entry_into_force": ("signature", "last_notification", "conditions"),
    "keeps": ("copy", "access"),
    "authority": ("competent",),
    "authority_document": ("full_powers", "power_of_attorney"),
    "any": ("unknown", "none", "yes", "no"),
}

each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


def words_of(tag: str) -> dict[str, str]:
    """The page words of a language."""
    path = ROOT / "locales" / tag / "LC_MESSAGES" / "agreement_kit.po"
    return dict(page_words(path.read_text(encoding="utf-8"), str(path)))


def printable() -> Iterator[tuple[str, str]]:
    """Every code that wording can print: vocabulary and code."""
    for name, dimension in CODES.dimensions.items():
        if not dimension.flag:
            yield from ((name, code) for code in dimension.codes)
    yield from (("contents", flag) for flag in CODES.flags("dataset"))
    yield from (("duty", code) for code in CODES.duties)
    yield from (("figure", code) for code in CODES.figures)
    yield from (("event", code) for code in CODES.events)
    yield from ((vocabulary, code) for vocabulary, codes in GIVEN.items() for code in codes)


def fields(pattern: str) -> set[str]:
    """The names in braces in a pattern."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def test_the_three_languages_are_here() -> None:
    """English, Japanese and Indonesian, each in its folder."""
    assert {"en", "ja", "id"} <= {language.tag for language in LANGUAGES}


@each_language
def test_every_code_has_words(language: Conventions) -> None:
    """A new code in codes.yaml must be given words in every language before it can be printed."""
    missing = [f"{vocabulary}: {code}" for vocabulary, code in printable() if not language.codes.get(vocabulary, {}).get(code)]
    assert missing == []


@each_language
def test_no_code_has_words_that_nobody_can_print(language: Conventions) -> None:
    """Every language has the same vocabularies and codes."""
    source = next(other for other in LANGUAGES if other.tag == SOURCE)
    assert {name: set(codes) for name, codes in language.codes.items()} == {name: set(codes) for name, codes in source.codes.items()}


@each_language
def test_codes_of_one_vocabulary_have_different_words(language: Conventions) -> None:
    """Two codes that print alike would hide a difference that the law makes."""
    alike = [name for name, codes in language.codes.items() if len(set(codes.values())) < len(codes)]
    assert alike == []


@each_language
def test_phrases_are_the_same_in_every_language(language: Conventions) -> None:
    """Same names, and no part that another language does not have."""
    source = next(other for other in LANGUAGES if other.tag == SOURCE)
    assert set(language.phrases) == set(source.phrases)
    assert [name for name, pattern in language.phrases.items() if not fields(pattern) <= fields(source.phrases[name])] == []


@each_language
def test_quantities_have_every_plural_form(language: Conventions) -> None:
    """The forms are those of the plural rules of the language."""
    forms = {*Locale.parse(language.locale).plural_form.tags, "other"}
    assert {unit: set(patterns) for unit, patterns in language.quantities.items()} == dict.fromkeys(language.quantities, forms)
    assert set(language.quantities) == {"hours", "days", "months", "years"}


@each_language
def test_citations_know_the_same_steps(language: Conventions) -> None:
    """A citation that prints in one language prints in all, in the same order."""
    source = next(other for other in LANGUAGES if other.tag == SOURCE)
    assert list(language.cite.pieces) == list(source.cite.pieces)


@each_language
def test_every_page_word_is_there(language: Conventions) -> None:
    """Each catalogue has the keys of the source, and the same blanks in braces."""
    words, source = words_of(language.tag), words_of(SOURCE)
    assert set(words) == set(source)
    assert {key: fields(word) for key, word in words.items()} == {key: fields(word) for key, word in source.items()}


def test_translations_are_made_from_the_words_that_stand() -> None:
    """A msgid that differs from the source's is a translation of words that have been changed since."""

    def sources(folder: Path) -> list[str]:
        text = (folder / "LC_MESSAGES" / "agreement_kit.po").read_text(encoding="utf-8")
        return [line for line in text.splitlines() if line.startswith(("msgctxt", "msgid"))]

    assert all(sources(folder) == sources(FOLDERS[0]) for folder in FOLDERS)


@each_language
def test_the_style_of_a_language(language: Conventions) -> None:
    """A back end gets every level of numbering, a heading form and fonts."""
    style = language_style(language, words_of(language.tag))
    assert set(style.numbering) == set(LEVELS)
    assert {"label", "heading"} == fields(style.heading)
    assert style.fonts[0].startswith("Noto Serif")
    assert style.words["contents"]


@each_language
def test_every_folder_says_what_it_is(language: Conventions) -> None:
    """The first line of a file is a comment."""
    folder = ROOT / "locales" / language.tag
    assert (folder / "conventions.yaml").read_text(encoding="utf-8").startswith("# ")
    assert (folder / "LC_MESSAGES" / "agreement_kit.po").read_text(encoding="utf-8").startswith("# ")


def changed(**changes: Any) -> Any:
    """The English conventions as a mapping, with changes."""
    return {**read_yaml(ROOT / "locales" / SOURCE / "conventions.yaml").data, **changes}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed(fontz=["Noto Serif"]), "'fontz' is not a key that is known here; did you mean fonts"),
        (changed(percent={"form": "{m}%"}), r"'\{m\}' is not filled here"),
        (changed(percent={"form": "%"}), r"the pattern must hold \{n\}"),
        (changed(digits="thai"), "'thai' is not a style of digits"),
        (changed(calendar="lunar"), "the calendar 'lunar' is not described"),
        (changed(numbering={}), "'numbering' lacks 'article'"),
        (changed(in_words=" ({words})"), "'in_words' needs 'spelling'"),
        (changed(line_height="high"), "line_height"),
        ({key: value for key, value in changed().items() if key != "lists"}, "'lists' is missing"),
        (None, "the file must hold keys and values"),
    ],
)
def test_wrong_conventions_are_refused(data: Any, message: str) -> None:
    """A slip is named with the file, the key and what was expected."""
    with pytest.raises(LibraryError, match=message) as caught:
        Conventions.parse(data, "locales/xx/conventions.yaml")
    assert {problem.path for problem in caught.value.problems} == {"locales/xx/conventions.yaml"}


def test_a_slip_is_found_on_its_line(tmp_path: Path) -> None:
    """Read from a file, a problem names the line."""
    text = (ROOT / "locales" / SOURCE / "conventions.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "conventions.yaml").write_text(text.replace("justify: true", "justify: maybe"), encoding="utf-8")
    with pytest.raises(LibraryError) as caught:
        Conventions.read(read_yaml(folder / "conventions.yaml"))
    assert [problem.line for problem in caught.value.problems] == [text[: text.index("justify")].count("\n") + 1]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('msgctxt "page"\nmsgid "Page"\nmsgstr ""', "'page' is not translated"),
        ('#, fuzzy\nmsgctxt "page"\nmsgid "Page"\nmsgstr "Hal"', "'page' is not translated"),
        ('msgid "Page"\nmsgstr "Hal"', "'Page' has no msgctxt"),
        ("msgid Page", "cannot be read"),
    ],
)
def test_an_incomplete_catalogue_is_refused(entry: str, message: str) -> None:
    """Nothing falls back to English in silence."""
    with pytest.raises(LibraryError, match=message):
        page_words(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n{entry}\n', "x.po")
