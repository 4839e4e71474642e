"""How values, numbers of provisions, references and citations print in each language."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.errors import LibraryError, MissingTranslation
from agreement_kit.reading import read_yaml
from agreement_kit.text import localize
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.lists import NO_BREAK, bound
from agreement_kit.text.numerals import digits
from agreement_kit.text.values import (
    ByHand,
    Cite,
    Code,
    DateValue,
    LanguageValue,
    ListValue,
    Money,
    Number,
    Open,
    Percent,
    Phrase,
    Plain,
    Quantity,
    StateValue,
    TextValue,
    Value,
    period_of,
    place_of,
)
from tests.small import spaced

LOCALES = Path(__file__).parent.parent / "locales"
EN, JA, ID = (Conventions.read(read_yaml(LOCALES / tag / "conventions.yaml")) for tag in ("en", "ja", "id"))

GR71_NUMBER = {
    "en": "Government Regulation No. 71 of 2019",
    "ja": "2019年政府規則第71号",
    "id": "Peraturan Pemerintah Nomor 71 Tahun 2019",
}
GR71_TITLE = {
    "en": "on the Operation of Electronic Systems and Transactions",
    "ja": "電子システム及び電子取引の運営に関する政府規則",
    "id": "tentang Penyelenggaraan Sistem dan Transaksi Elektronik",
}


def gr71(**place: object) -> Cite:
    """A citation of the regulation by its number only."""
    return Cite(GR71_NUMBER, {}, place_of(place))


def route(of: str) -> Phrase:
    """The way of a thing from one state to another."""
    return Phrase("route", {"thing": Plain(of), "from": StateValue("ID"), "to": StateValue("JP")})


def plains(*words: str) -> tuple[Plain, ...]:
    """Words as values."""
    return tuple(Plain(word) for word in words)


PRINTED: tuple[tuple[Value, str, str, str], ...] = (
    (Quantity(1, "days"), "1 day", "1日", "1 (satu) hari"),
    (Quantity(30, "days"), "30 days", "30日", "30 (tiga puluh) hari"),
    (Quantity(24, "hours"), "24 hours", "24時間", "24 (dua puluh empat) jam"),
    (Quantity(6, "months"), "6 months", "6か月", "6 (enam) bulan"),
    (Quantity(3, "years"), "3 years", "3年", "3 (tiga) tahun"),
    (period_of("P3Y"), "3 years", "3年", "3 (tiga) tahun"),
    (period_of("P1Y6M"), "1 year and 6 months", "1年6か月", "1 (satu) tahun dan 6 (enam) bulan"),
    (Percent(5), "5%", "5パーセント", "5% (lima persen)"),
    (Percent(Decimal("2.5")), "2.5%", "2.5パーセント", "2,5% (dua koma lima persen)"),
    (Number(12000), "12,000", "12,000", "12.000 (dua belas ribu)"),
    (Number(Decimal("0.950")), "0.950", "0.950", "0,950 (nol koma sembilan lima nol)"),
    (Money(Decimal(1000000), "JPY"), "JPY 1,000,000", "金1,000,000円", "JPY 1.000.000 (satu juta yen)"),
    (Money(Decimal(1000000), "IDR"), "IDR 1,000,000", "金1,000,000インドネシア・ルピア", "Rp1.000.000,00 (satu juta rupiah)"),
    (
        Money(Decimal("1000.50"), "USD"),
        "USD 1,000.50",
        "金1,000.50米ドル",
        "USD 1.000,50 (seribu dolar Amerika Serikat lima puluh sen)",
    ),
    (DateValue(date(2027, 2, 1)), "1 February 2027", "2027年2月1日", "1 Februari 2027"),
    (StateValue("ID"), "Indonesia", "インドネシア", "Indonesia"),
    (StateValue("JP"), "Japan", "日本", "Jepang"),
    (StateValue("PH"), "the Philippines", "フィリピン", "Filipina"),
    (StateValue("MM"), "Myanmar", "ミャンマー", "Myanmar"),
    (LanguageValue("en"), "English", "英語", "bahasa Inggris"),
    (LanguageValue("id"), "Indonesian", "インドネシア語", "Bahasa Indonesia"),
    (Code("stage", "pretraining"), "pre-training", "事前学習", "prapelatihan"),
    (Code("stage", "fine_tuning"), "fine-tuning", "ファインチューニング", "penyetelan halus"),
    (Code("identity", "identified"), "Personal Data", "個人データ", "Data Pribadi"),
    (Code("secrecy", "unknown"), "not yet determined", "未確定", "belum ditentukan"),
    (TextValue({"en": "Ms Sari", "ja": "サリ氏", "id": "Ibu Sari"}), "Ms Sari", "サリ氏", "Ibu Sari"),
    (Plain("No. 7/A*STAR"), "No. 7/A*STAR", "No. 7/A*STAR", "No. 7/A*STAR"),
    (Open(), "‹●›", "‹●›", "‹●›"),
    (ByHand(), "……………………", "……………………", "……………………"),
    (ListValue(()), "", "", ""),
    (ListValue(plains("A")), "A", "A", "A"),
    (ListValue(plains("A", "B")), "A and B", "A及びB", "A dan B"),
    (ListValue(plains("A", "B", "C")), "A, B and C", "A、B及びC", "A, B, dan C"),
    (ListValue(plains("A", "B", "C"), "or"), "A, B or C", "A、B又はC", "A, B, atau C"),
    (route("X"), "X, from Indonesia to Japan", "インドネシアから日本へのX", "X, dari Indonesia ke Jepang"),
    (
        Phrase("due_after", {"time": Quantity(60, "days"), "event": Code("event", "first_transfer")}),
        "within 60 days after the first Transfer",
        "最初の移転から60日以内",
        "dalam waktu 60 (enam puluh) hari setelah Transfer pertama",
    ),
    (
        Cite(GR71_NUMBER, GR71_TITLE, place_of({"article": 20, "paragraph": [2, 3, 4, 5]})),
        "Government Regulation No. 71 of 2019 on the Operation of Electronic Systems and Transactions, art. 20(2)–(5)",
        "電子システム及び電子取引の運営に関する政府規則（2019年政府規則第71号）第20条第2項から第5項まで",
        (
            "Peraturan Pemerintah Nomor 71 Tahun 2019 tentang Penyelenggaraan Sistem dan Transaksi Elektronik "
            "Pasal 20 ayat (2) sampai dengan ayat (5)"
        ),
    ),
)


@pytest.mark.parametrize(("value", "en", "ja", "id"), PRINTED, ids=lambda item: item if isinstance(item, str) else type(item).__name__)
def test_a_value_prints_as_lawyers_write_it(value: Value, en: str, ja: str, id: str) -> None:
    """Each value has one exact form in each language."""
    assert [spaced(localize.format(value, language)) for language in (EN, JA, ID)] == [en, ja, id]


@pytest.mark.parametrize(
    ("printed", "unbroken"),
    [
        (localize.format(Quantity(30, "days"), EN), "30~days"),
        (localize.format(Quantity(30, "days"), ID), "30~(tiga puluh)~hari"),
        (localize.format(Money(Decimal(50_000_000), "JPY"), EN), "JPY~50,000,000"),
        (localize.format(DateValue(date(2027, 2, 1)), EN), "1~February 2027"),
        (localize.format(Phrase("document_numbered", {"document": Plain("X"), "number": Plain("71")}), EN), "X No.~71"),
        (localize.reference((("schedule", 3),), EN), "Schedule~3"),
        (localize.reference((("article", 15), ("paragraph", 2)), ID), "Pasal~15 ayat~(2)"),
        (localize.references([(("article", 5),), (("article", 7),)], EN), "Articles~5 and 7"),
        (localize.cite(gr71(article=20), EN).removeprefix(GR71_NUMBER["en"]), ", art.~20"),
        (localize.label("article", 5, ID), "Pasal~5"),
    ],
)
def test_a_number_stays_on_the_line_of_its_word(printed: str, unbroken: str) -> None:
    """A figure and its unit, a reference and its number never part at the end of a line."""
    assert printed == unbroken.replace("~", NO_BREAK)


@pytest.mark.parametrize(
    ("place", "en", "ja", "id"),
    [
        ({}, "", "", ""),
        ({"article": 20}, ", art. 20", "第20条", " Pasal 20"),
        ({"article": [5, 6]}, ", arts. 5 and 6", "第5条及び第6条", " Pasal 5 dan Pasal 6"),
        ({"article": 20, "paragraph": [2, 4]}, ", art. 20(2) and (4)", "第20条第2項及び第4項", " Pasal 20 ayat (2) dan ayat (4)"),
        ({"article": "30-4"}, ", art. 30-4", "第30条の4", " Pasal 30-4"),
        ({"article": 5, "point": "b"}, ", art. 5(b)", "第5条(b)", " Pasal 5 huruf b"),
        ({"article": 5, "point": 2}, ", art. 5(2)", "第5条第2号", " Pasal 5 angka 2"),
        ({"schedule": 2, "paragraph": 3}, ", sch. 2, para. 3", "別表第2第3項", " Lampiran II angka 3"),
        ({"section": 26, "chapter": 3}, ", ch. 3, s. 26", "第3章第26条", " Bab III Pasal 26"),
        ({"rule": 16}, ", r. 16", "第16条", " Pasal 16"),
    ],
)
def test_a_place_in_a_law_is_cited_in_the_form_of_the_language(place: dict[str, object], en: str, ja: str, id: str) -> None:
    """Steps run from the largest to the smallest, whatever order the law file has."""
    cite = gr71(**place)
    printed = [spaced(localize.cite(cite, language)).removeprefix(GR71_NUMBER[language.tag]) for language in (EN, JA, ID)]
    assert printed == [en, ja, id]


@pytest.mark.parametrize(
    ("kind", "en", "ja", "id"),
    [
        ("article", "Article 5", "第５条", "Pasal 5"),
        ("schedule", "Schedule 5", "別紙５", "Lampiran 5"),
        ("addendum", "Addendum 5", "特則５", "Ketentuan Tambahan 5"),
        ("recital", "(E)", "（５）", "E."),
        ("paragraph", "(5)", "５", "(5)"),
        ("item", "(e)", "（５）", "e."),
        ("subitem", "(v)", "(e)", "5)"),
    ],
)
def test_each_level_is_numbered_in_the_style_of_the_language(kind: str, en: str, ja: str, id: str) -> None:
    """A label is finished: number, digits and the words or brackets round it."""
    assert [spaced(localize.label(kind, 5, language)) for language in (EN, JA, ID)] == [en, ja, id]


ARTICLE_5 = ("article", 5)
SCHEDULE_2 = ("schedule", 2)


@pytest.mark.parametrize(
    ("path", "en", "ja", "id"),
    [
        ((ARTICLE_5,), "Article 5", "第５条", "Pasal 5"),
        ((ARTICLE_5, ("paragraph", 2), ("item", 2)), "Article 5(2)(b)", "第５条第２項第２号", "Pasal 5 ayat (2) huruf b"),
        (
            (ARTICLE_5, ("paragraph", 2), ("item", 2), ("subitem", 1)),
            "Article 5(2)(b)(i)",
            "第５条第２項第２号(a)",
            "Pasal 5 ayat (2) huruf b angka 1)",
        ),
        ((ARTICLE_5, ("item", 2)), "Article 5(b)", "第５条第２号", "Pasal 5 huruf b"),
        ((("paragraph", 2),), "paragraph (2)", "第２項", "ayat (2)"),
        ((("paragraph", 2), ("item", 2)), "paragraph (2)(b)", "第２項第２号", "ayat (2) huruf b"),
        ((("item", 2),), "item (b)", "第２号", "huruf b"),
        ((SCHEDULE_2,), "Schedule 2", "別紙２", "Lampiran 2"),
        ((SCHEDULE_2, ("paragraph", 3)), "Schedule 2, paragraph (3)", "別紙２第３項", "Lampiran 2 ayat (3)"),
        ((("addendum", 1), ("paragraph", 3)), "Addendum 1, paragraph (3)", "特則１第３項", "Ketentuan Tambahan 1 ayat (3)"),
        ((("recital", 1),), "Recital (A)", "前文（１）", "Premis A"),
    ],
)
def test_a_reference_names_its_target_as_the_language_does(path: tuple[tuple[str, int], ...], en: str, ja: str, id: str) -> None:
    """Absolute from an article or schedule; relative within the same article."""
    assert [spaced(localize.reference(path, language)) for language in (EN, JA, ID)] == [en, ja, id]


@pytest.mark.parametrize(
    ("paths", "en", "ja", "id"),
    [
        ([], "", "", ""),
        ([(ARTICLE_5,), (("article", 7),)], "Articles 5 and 7", "第５条及び第７条", "Pasal 5 dan Pasal 7"),
        (
            [(ARTICLE_5,), (("article", 6),), (("article", 7),)],
            "Articles 5 to 7",
            "第５条から第７条まで",
            "Pasal 5 sampai dengan Pasal 7",
        ),
        ([(ARTICLE_5,), (ARTICLE_5,)], "Article 5", "第５条", "Pasal 5"),
        (
            [(ARTICLE_5, ("paragraph", 2)), (ARTICLE_5, ("paragraph", 3))],
            "Article 5(2) and (3)",
            "第５条第２項及び第３項",
            "Pasal 5 ayat (2) dan ayat (3)",
        ),
        (
            [(ARTICLE_5, ("paragraph", 2)), (("article", 6),)],
            "Articles 5(2) and 6",
            "第５条第２項及び第６条",
            "Pasal 5 ayat (2) dan Pasal 6",
        ),
        ([(("paragraph", 2),), (("paragraph", 4),)], "paragraphs (2) and (4)", "第２項及び第４項", "ayat (2) dan ayat (4)"),
        ([(ARTICLE_5,), (SCHEDULE_2,)], "Article 5 and Schedule 2", "第５条及び別紙２", "Pasal 5 dan Lampiran 2"),
    ],
)
def test_several_references_make_one_phrase(paths: list[tuple[tuple[str, int], ...]], en: str, ja: str, id: str) -> None:
    """What they share is said once, and three in a row become a range."""
    assert [spaced(localize.references(paths, language)) for language in (EN, JA, ID)] == [en, ja, id]


def test_lists_whose_members_hold_commas_are_kept_apart() -> None:
    """A comma inside a member must not look like the end of the member."""
    routes = ListValue((route("X"), route("Y")))
    assert localize.format(routes, EN) == "X, from Indonesia to Japan; and Y, from Indonesia to Japan"
    assert localize.format(routes, ID) == "X, dari Indonesia ke Jepang; dan Y, dari Indonesia ke Jepang"
    assert spaced(localize.format(ListValue(plains("A及びB", "C")), JA)) == "A及びB並びにC"


def test_short_forms_leave_out_the_words() -> None:
    """A table prints the figure alone; nothing else changes."""
    assert spaced(localize.format(Quantity(30, "days"), ID, short=True)) == "30 hari"
    assert spaced(localize.format(Money(Decimal(5), "IDR"), ID, short=True)) == "Rp5,00"
    assert spaced(localize.format(Percent(5), ID, short=True)) == "5%"
    assert spaced(localize.format(ListValue((Number(2), Number(3))), ID, short=True)) == "2 dan 3"
    assert spaced(localize.format(Quantity(30, "days"), EN, short=True)) == "30 days"


def test_money_is_never_rounded() -> None:
    """More decimals than the currency has are printed as they were agreed."""
    assert spaced(localize.format(Money(Decimal("0.125"), "USD"), EN)) == "USD 0.125"
    assert spaced(localize.format(Money(Decimal("1.5"), "JPY"), ID)) == "JPY 1,5 (satu koma lima yen)"
    assert spaced(localize.format(Money(Decimal("2.10"), "USD"), EN)) == "USD 2.10"
    assert spaced(localize.format(Money(Decimal("1E+6"), "USD"), EN)) == "USD 1,000,000"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2027, 2, 1), "令和9年2月1日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1900, 1, 1), "1900年1月1日"),
    ],
)
def test_dates_can_follow_the_era(day: date, printed: str) -> None:
    """Ministries date by era; the first year has a word, and days before the first era are Gregorian."""
    assert localize.format(DateValue(day), JA.with_calendar("era")) == printed


def test_an_unknown_calendar_is_refused() -> None:
    """The hint names the nearest calendar."""
    with pytest.raises(LibraryError, match="did you mean era"):
        JA.with_calendar("eras")


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (200, "dua ratus"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11000, "sebelas ribu"),
        (100000, "seratus ribu"),
        (1000000, "satu juta"),
        (1000000000, "satu miliar"),
        (1000000000000, "satu triliun"),
        (999999999999, ("sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta "
         "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan")),
        (Decimal("2.05"), "dua koma nol lima"),
        (-5, "minus lima"),
    ],
)  # fmt: skip
def test_indonesian_numbers_in_words(n: int | Decimal, words: str) -> None:
    """Known values, the irregular ones among them."""
    assert localize.number_in_words(n, ID) == words


_UNITS = {w: n for n, w in enumerate(["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"])}
_SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def _read_indonesian(words: str) -> int:
    """The number that Indonesian words say, read the other way round and without the rules of the speller."""
    total = group = unit = 0
    for word in re.sub(r"\bse(puluh|belas|ratus|ribu)\b", r"satu \1", words).split():
        if word in _UNITS:
            unit = _UNITS[word]
        elif word in _SCALES:
            total, group, unit = total + (group + unit) * _SCALES[word], 0, 0
        else:
            group, unit = group + {"puluh": 10 * unit, "belas": 10 + unit, "ratus": 100 * unit}[word], 0
    return total + group + unit


@given(st.integers(min_value=0, max_value=10**12))
def test_indonesian_words_say_the_number(n: int) -> None:
    """Whoever reads the words gets the number back, and no word is doubled or empty."""
    words = localize.number_in_words(n, ID)
    assert words is not None
    assert _read_indonesian(words) == n
    assert words == " ".join(words.split())
    assert not re.search(r"\bsatu (puluh|belas|ratus)\b", words)


def test_languages_without_spelling_repeat_no_words() -> None:
    """English and Japanese print figures only."""
    assert localize.number_in_words(30, EN) is None
    assert localize.number_in_words(30, JA) is None


@pytest.mark.parametrize(
    ("n", "style", "written"),
    [
        (12, "decimal", "12"),
        (12, "full_width", "１２"),
        (26, "lower_letter", "z"),
        (27, "lower_letter", "aa"),
        (28, "upper_letter", "BB"),
        (4, "lower_roman", "iv"),
        (1999, "upper_roman", "MCMXCIX"),
    ],
)
def test_digits(n: int, style: str, written: str) -> None:
    """Letters double after the last one, as Word numbers them."""
    assert digits(n, style) == written


def test_digits_of_a_language() -> None:
    """A language may bring its own ten digits and its own row of letters."""
    assert digits(12, "thai", own_digits={"thai": "๐๑๒๓๔๕๖๗๘๙"}) == "๑๒"
    assert digits(3, "kana", own_letters={"kana": "アイウ"}) == "ウ"
    assert digits(4, "kana", own_letters={"kana": "アイウ"}) == "アア"


@pytest.mark.parametrize(("n", "style"), [(0, "lower_letter"), (0, "upper_roman"), (1, "roman")])
def test_digits_refuse_what_they_cannot_write(n: int, style: str) -> None:
    """There is no letter zero, and no style of that name."""
    with pytest.raises(ValueError, match="style"):
        digits(n, style)


@pytest.mark.parametrize(
    ("language", "lines", "joined"),
    [
        (EN, ["The Recipient shall", "store the data."], "The Recipient shall store the data."),
        (ID, ["Penerima wajib", "menyimpan data."], "Penerima wajib menyimpan data."),
        (JA, ["受領者は、", "データを保管する。"], "受領者は、データを保管する。"),
        (JA, ["PT Nusantara", "Suaraは、"], "PT Nusantara Suaraは、"),
        (EN, [], ""),
    ],
)
def test_lines_join_in_the_way_of_the_language(language: Conventions, lines: list[str], joined: str) -> None:
    """Japanese lines join without a space, but two Latin words never run together."""
    assert localize.join_lines(lines, language) == joined


def test_a_typed_number_stays_on_the_line_of_its_word() -> None:
    """A law that a wording names by its number is not torn apart either; other words are left alone."""
    assert bound("Law No. 27 of 2022, Article 56(3), and 2 copies", EN) == "Law No.~27 of 2022, Article~56(3), and 2 copies".replace(
        "~", NO_BREAK
    )
    assert bound("Undang-Undang Nomor 27 ayat (3)", ID) == "Undang-Undang Nomor~27 ayat~(3)".replace("~", NO_BREAK)
    assert bound("第1 条", JA) == "第1 条"


def test_typed_places_and_days_stay_on_one_line() -> None:
    """Sections, roman numerals and days of a month are bound in wording as in references; other numbers and words are not."""
    english = "section~42 of Chapter~IV, Regulation~No.~20, Rule~16, on 2~February 2024 with 12 Mayors, in 2024 May and Part of it"
    assert bound(english.replace("~", " "), EN) == english.replace("~", NO_BREAK)
    indonesian = "Bab~IV, tanggal 15~Januari 2026, Nomor~27 Tahun~2022"
    assert bound(indonesian.replace("~", " "), ID) == indonesian.replace("~", NO_BREAK)


def test_a_defined_term_bears_the_marks_of_the_language() -> None:
    """Corner brackets, quotation marks, or bold alone."""
    assert localize.defined("Training Data", EN) == "Training Data"
    assert localize.defined("学習用データ", JA) == "「学習用データ」"
    assert localize.defined("Data Latih", ID) == "“Data Latih”"


def test_who_signs_in_a_sentence_and_in_a_form() -> None:
    """The word that joins name and office in an Indonesian sentence has no place in a form."""
    parts = {"name": Plain("Ratna Wijaya"), "title": Plain("Direktur Utama")}
    assert localize.format(Phrase("signatory", parts), ID) == "Ratna Wijaya, selaku Direktur Utama"
    assert localize.format(Phrase("signatory_in_form", parts), ID) == "Ratna Wijaya, Direktur Utama"
    assert localize.format(Phrase("signatory_in_form", parts), JA) == "Direktur Utama　Ratna Wijaya"


def test_words_missing_in_a_language_are_refused() -> None:
    """The message names the words and the language; nothing is printed in another language instead."""
    with pytest.raises(MissingTranslation, match="'Tokyo centre' is not given in 'ja'"):
        localize.format(TextValue({"en": "Tokyo centre"}), JA)
    with pytest.raises(MissingTranslation, match="neither number nor title in 'ja'"):
        localize.format(Cite({"en": "Act No. 1 of 2020"}, {}), JA)


def test_a_law_without_a_number_is_cited_by_its_title() -> None:
    """Guidelines often have none."""
    found = localize.format(Cite({}, {"en": "AI Guidelines for Business"}, place_of({"part": 2})), EN)
    assert spaced(found) == "AI Guidelines for Business, pt. 2"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Code("stage", "pretrainin"), "did you mean pretraining"),
        (Code("stages", "pretraining"), "did you mean stage"),
        (Phrase("rout", {}), "did you mean route"),
        (Phrase("route", {"thing": Plain("X")}), "also needs 'from'"),
        (gr71(artikel=5), "'artikel' in a reference or citation"),
    ],
)
def test_what_the_conventions_lack_is_named(value: Value, message: str) -> None:
    """A slip in a code, a phrase or a step of a citation is an error with the nearest valid name."""
    with pytest.raises(LibraryError, match=message):
        localize.format(value, EN)


@pytest.mark.parametrize("iso", ["", "P", "3Y", "P3", "PY", "P3W", "P1Y2"])
def test_a_malformed_duration_is_refused(iso: str) -> None:
    """Only years, months and days, each with its number."""
    with pytest.raises(ValueError, match="not a duration"):
        period_of(iso)


def test_references_may_run_from_the_inside_out() -> None:
    """Some languages name the smallest step first; that is one key of the conventions."""
    grammar = ID.references.model_copy(update={"inner_first": True})
    turned = ID.model_copy(update={"references": grammar})
    assert spaced(localize.reference((("article", 5), ("paragraph", 2), ("item", 2)), turned)) == "huruf b ayat (2) Pasal 5"
