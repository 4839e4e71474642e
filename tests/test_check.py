"""The proof of a library: a small library for each thing that can be wrong, with the problem that is expected."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from agreement_kit.check import CheckReport, check_library
from agreement_kit.check.silences import GOLDEN
from agreement_kit.errors import Problem
from agreement_kit.library import Library
from tests.small import agreement_type, clause, law_text, library, rule, translated

SAYS = "names: {en: N, ja: 名}"
EN = "# Terms\n\n1. Within {{ days }} under [[other]]. {#pay}\n1. {% if fees %}The Corpus, see [[fees]].{% endif %}\n"
JA = "# 条件\n\n1. {{ days }}以内、[[other]]。 {#pay}\n1. {% if fees %}資料について[[fees]]。{% endif %}\n"
META = "per: agreement\nblanks: {days: {type: days, default: 3, name: {en: Days, ja: 日数}}}"
OTHER = "# Other\n\nWords.\n"
OTHER_JA = "# 他\n\n文章。\n"
ASKED = "{holder: [private, public], identity: [none, anonymised, pseudonymised, identified], secrecy: [open, official, restricted]}"
LAW = law_text(
    "ID",
    rule("free", "residency", "code: free", applies=ASKED),
    rule("weights", "residency", "code: approval, by: office", applies="{carries: model}"),
    rule("ways", "mechanism", "options: [{contract: {}}]", stands="[origin, leaves]"),
    rule("l", "language", "accept: [[en]]", stands="party"),
)
GOOD = (
    clause("articles/terms", EN, meta=META, ja=JA)
    | clause("articles/other", OTHER, ja=OTHER_JA)
    | clause("articles/fees", OTHER, ja=OTHER_JA)
    | clause("recitals/why", "# Why\n\nUnder Article 5.\n", ja="# 理由\n\n第5条により。\n")
    | clause("definitions/corpus", "# Corpus\n\nmeans a thing.\n", ja="# 資料\n\n物をいう。\n")
    | agreement_type("{recitals: [why], articles: [terms, other, {fees: {fees: yes}}]}")
    | {"clauses/jurisdictions/ID.yaml": LAW}
)
TYPE = "templates/agreements/small.yaml"
TERMS = "clauses/articles/terms/any.en.md"
TERMS_JA = "clauses/articles/terms/any.ja.md"


def report(folder: Path, changes: Mapping[str, str | None]) -> CheckReport:
    """The report on the good library with some files changed, or taken out."""
    files = {name: text for name, text in {**GOOD, **changes}.items() if text is not None}
    return check_library(library(folder, files, ("en", "ja")))


def problems(folder: Path, changes: Mapping[str, str | None]) -> list[Problem]:
    """The problems of the good library with some files changed."""
    return list(report(folder, changes).problems)


def both(en: str, ja: str) -> dict[str, str | None]:
    """The article of terms in other words, its translation kept in step."""
    return {TERMS: en, TERMS_JA: translated(en, ja)}


def test_a_library_that_is_whole(tmp_path: Path) -> None:
    """The good library has no problem, and the report says how much was looked at."""
    found = report(tmp_path, {})
    assert found.problems == ()
    assert (found.rules, found.clauses, found.wordings, found.silences) == (4, 5, 10, ())


VARIANTS = """\
per: dataset
variants:
  private: {purpose: Private., applies: {holder: private}}
  %s
"""
GAP = clause("articles/other", OTHER, meta=VARIANTS % "", variant="private", ja=OTHER_JA)
TIE = clause(
    "articles/other",
    OTHER,
    meta=VARIANTS % "rest: {purpose: Others., applies: {sector: [general, health]}}",
    variant="private",
    ja=OTHER_JA,
)
TIE |= {f"clauses/articles/other/rest.{tag}.md": text for tag, text in (("en", OTHER), ("ja", translated(OTHER, OTHER_JA)))}
NO_OTHER = dict.fromkeys(("clauses/articles/other/any.en.md", "clauses/articles/other/any.ja.md"))
FORMS: dict[str, tuple[Mapping[str, str | None], str]] = {
    "gap": (GAP | NO_OTHER, "no variant applies when holder: public"),
    "stale_translation": ({TERMS: EN.replace("Within", "Inside")}, "the English has changed since this was translated"),
    "misaligned_translation": (both(EN, JA.replace(" {#pay}", "")), "anchor: clauses/articles/terms/any.en.md:3 has pay, this has None"),
    "unknown_blank": (both(EN.replace("{{ days }}", "{{ day }}"), JA.replace("{{ days }}", "{{ day }}")), "{{ day }} is not a blank of this clause"),
    "unknown_flag": (both(EN.replace("if fees", "if fee"), JA.replace("if fees", "if fee")), "'fee' is not a flag here"),
    "unguarded_reference": (
        both(EN.replace("[[other]]", "[[fees]]"), JA.replace("[[other]]", "[[fees]]")),
        "[[fees]] may lead nowhere: 'fees' is not always there; put it in {% if fees %}",
    ),
    "broken_reference": (both(EN.replace("[[other]]", "[[othre]]"), JA.replace("[[other]]", "[[othre]]")), "[[othre]]: there is no clause 'othre'"),
    "unused_term": (
        clause("definitions/idle", "# Idle\n\nmeans nothing.\n", ja="# 空\n\n無をいう。\n"),
        "'Idle' is defined and never used",
    ),
    "lost_term": (both(EN, JA.replace("資料について", "物について")), "the English uses 'Corpus'; its term '資料' does not stand here"),
    "number_parity": (clause("recitals/why", "# Why\n\nUnder Article 5.\n", ja="# 理由\n\n第6条により。\n"), "numbers of clauses/recitals/why/any.en.md do not stand here: 5"),
    "missing_translation": ({TERMS_JA: None}, "'any' (balanced) is not written in 'ja'"),
    "blank": (both(EN.replace("{{ days }}", "{{ days|upper }}"), JA), "only {{ name }} may stand in braces"),
    "markup": ({TERMS: EN + "\n- a bullet\n"}, "lists are written '1.' at every item"),
    "unknown_rule": (
        clause("articles/fees", OTHER, meta="per: jurisdiction\nanswers: [ID/way]", ja=OTHER_JA),
        "it answers 'ID/way', which no law has",
    ),
    "new_silence": ({"clauses/jurisdictions/ID.yaml": LAW.replace("l: {as", "lang: {as").replace("kind: language", "kind: practice").replace("accept: [[en]]", "practice: stamp")}, "the law says nothing on ID/language: always"),
    "old_silence": ({GOLDEN: "# Known.\nID/language: always\n"}, "this is answered now, or no longer asked: ID/language: always"),
    "missing_wording": (
        {"clauses/articles/other/clause.yaml": "# X\nvariants:\n  any: {purpose: X.}\n  more: {purpose: Y., applies: {fees: yes}}\n"},
        "variant 'more' has no wording",
    ),
    "unknown_variant": ({"clauses/articles/other/anny.en.md": OTHER}, "'anny' is not a variant of this clause"),
    "file_name": ({"clauses/articles/other/any.proprovider.en.md": OTHER}, "expected <variant>[.<position>].<language>.md"),
    "invalid_scope": (
        {"clauses/articles/other/clause.yaml": "# X\nvariants: {any: {purpose: X., applies: {holdr: public}}}\n"},
        "'holdr' is not a dimension or flag",
    ),
    "idle_override": (
        {
            "clauses/articles/other/clause.yaml": "# X\nvariants:\n  any: {purpose: X., applies: {fees: yes}, overrides: [none]}\n"
            "  none: {purpose: Y., applies: {fees: no}}\n"
        },
        "variant 'any' cannot override 'none'",
    ),
    "too_deep": (
        {"clauses/articles/other/clause.yaml": "# X\nper: agreement\nvariants: {any: {purpose: X., applies: {mechanism: contract}}}\n"},
        "'mechanism' belongs to a ground and cannot be seen from a clause per agreement",
    ),
    "blank_without_default": (
        {"clauses/articles/terms/clause.yaml": META.replace("default: 3, ", "")},
        "needs 'default' or 'ask: true'",
    ),
    "unknown_code": (
        {"clauses/articles/terms/clause.yaml": META.replace("default: 3", "default: 3, at_most: {figure: breach}")},
        "'breach' is not a figure",
    ),
    "blank_language": (
        {"clauses/articles/terms/clause.yaml": META.replace("type: days, default: 3", "type: text, default: three")},
        "a default text is given by language",
    ),
    "unknown_key": ({"clauses/articles/other/clause.yaml": "# X\npr: agreement\n"}, "'pr' is not a key that is known here"),
    "missing_file": (agreement_type("{recitals: [why], articles: [terms, other, {fees: {fees: yes}}, gone]}"), "the file is missing from the library"),
}  # fmt: skip


@pytest.mark.parametrize("code", FORMS)
def test_each_problem_is_found(tmp_path: Path, code: str) -> None:
    """One thing is wrong: the problem is of the expected kind and says so; it is never an exception."""
    changes, says = FORMS[code]
    found = problems(tmp_path, changes)
    assert code in {problem.code for problem in found}
    assert any(says in problem.message for problem in found if problem.code == code), [str(problem) for problem in found]
    assert all(problem.path for problem in found)
    assert len(set(found)) == len(found)


def test_a_tie_between_variants(tmp_path: Path) -> None:
    """Two variants of which neither is narrower meet in some situation: the situation is named."""
    found = problems(tmp_path, TIE | NO_OTHER)
    ties = [problem.message for problem in found if problem.code == "tie"]
    assert any("private, rest" in line and "holder: private, sector: health" in line for line in ties)


def test_an_optional_clause_may_have_gaps(tmp_path: Path) -> None:
    """A clause that may stay out is not called incomplete."""
    optional = GAP | {"clauses/articles/other/clause.yaml": "optional: true\n" + VARIANTS % ""}
    assert "gap" not in {problem.code for problem in problems(tmp_path, optional | NO_OTHER)}


@pytest.mark.parametrize("fact", ["own_origin", "own_party", "own_site"])
def test_what_only_a_law_sees(tmp_path: Path, fact: str) -> None:
    """Whether something is of a law's own state can be asked by its rules, and by no clause and in no wording."""
    scoped = {"clauses/articles/other/clause.yaml": f"# X\nvariants: {{any: {{purpose: X., applies: {{{fact}: yes}}}}}}\n"}
    assert "too_deep" in {problem.code for problem in problems(tmp_path / "scope", scoped)}
    flagged = both(EN.replace("if fees", f"if {fact}"), JA.replace("if fees", f"if {fact}"))
    assert "unknown_flag" in {problem.code for problem in problems(tmp_path / "wording", flagged)}


@pytest.mark.parametrize("fact", ["own_origin", "own_party", "own_site", "mechanism"])
def test_what_an_agreement_type_cannot_see(tmp_path: Path, fact: str) -> None:
    """A provision switched on by what only a law or one transfer sees is refused, with its line and what it may ask instead."""
    value = "contract" if fact == "mechanism" else "yes"
    text = f"# X\ntitle: {{en: Sale, ja: 売買}}\nprovisions:\n  articles:\n    - terms\n    - other:\n        {fact}: {value}\n"
    (problem,) = problems(tmp_path, {TYPE: text})
    assert (problem.code, problem.path, problem.line) == ("too_deep", TYPE, 7)
    assert problem.message.startswith(f"'other': '{fact}' belongs to a ")
    assert problem.hint == "ask about a fact of the agreement, of a party or of a dataset (agreement-kit facts lists them)"


def test_a_reference_that_only_one_agreement_type_has(tmp_path: Path) -> None:
    """A clause of two types refers to what one of them lacks: broken in that type, and whole once it asks which of the two is there."""
    both_types = {"templates/agreements/brief.yaml": "title: {en: Brief, ja: 短}\nprovisions: {articles: [terms, {fees: {fees: yes}}]}\n"}
    (problem,) = problems(tmp_path / "one", both_types)
    assert (problem.code, problem.message) == ("broken_reference", "[[other]]: brief has no clause 'other'")
    choice = "{% if other %}[[other]]{% else %}[[terms]]{% endif %}"
    en, ja = EN.replace("[[other]]", choice), JA.replace("[[other]]", choice)
    assert problems(tmp_path / "two", both_types | both(en, ja)) == []
    gone = (text.replace("{% else %}[[terms]]", "{% else %}[[gone]]") for text in (en, ja))
    assert [p.message for p in problems(tmp_path / "three", both(*gone))] == ["[[gone]]: there is no clause 'gone'"]


def test_a_clause_that_no_agreement_type_has(tmp_path: Path) -> None:
    """Wording that can never be printed is not kept without a word."""
    assert [p.code for p in problems(tmp_path, clause("articles/alone", OTHER, ja=OTHER_JA))] == ["idle_clause"]


def test_a_clause_with_the_name_of_another(tmp_path: Path) -> None:
    """A name is a flag in wording, so two clauses cannot share one."""
    found = problems(tmp_path, clause("definitions/other", "# Other Thing\n\nmeans a thing.\n", ja="# 他物\n\n物をいう。\n"))
    assert "duplicate_name" in {problem.code for problem in found}


def test_a_clause_with_the_name_of_a_flag(tmp_path: Path) -> None:
    """It may bear it only where it is there exactly when the flag is on; else the flag would say two things."""
    assert problems(tmp_path / "one", {}) == []  # the article on fees is switched by the flag
    always = agreement_type("{recitals: [why], articles: [terms, other, fees]}")
    assert [problem.code for problem in problems(tmp_path / "two", always)] == ["shadowed_flag"]


def test_a_reference_to_an_anchor_that_may_vanish(tmp_path: Path) -> None:
    """A reference to a paragraph that flags may leave empty is broken before any deal shows it."""
    files = both(EN.replace("[[other]]", "[[other#x]]"), JA.replace("[[other]]", "[[other#x]]"))
    other = clause(
        "articles/other", "# Other\n\n1. {% if fees %}Words.{% endif %} {#x}\n", ja="# 他\n\n1. {% if fees %}文章。{% endif %} {#x}\n"
    )
    assert [problem.code for problem in problems(tmp_path, files | other)] == ["broken_reference"]


def test_line_numbers(tmp_path: Path) -> None:
    """A problem of a wording names the file and the line of the paragraph."""
    (problem,) = problems(tmp_path, both(EN.replace("if fees", "if fee"), JA.replace("if fees", "if fee")))[:1]
    assert (problem.path, problem.line, problem.hint) == (TERMS, 4, "did you mean fees?")


def test_a_fault_of_a_translation(tmp_path: Path) -> None:
    """What cannot be read in a translation is told of the translation, once, with its line."""
    (problem,) = [p for p in problems(tmp_path, {TERMS_JA: translated(EN, JA.replace("{{ days }}", "{{ days() }}"))}) if p.code == "blank"]
    assert (problem.path, problem.line) == (TERMS_JA, 6)


SINCE = "# As of 2026-11-27: what the law does not answer.\n"
VERSION = "says: A rule of the test., cite: [{act: {article: 1}}], checked_with: [https://law.example], confidence: low, verified: null"


def versions(stands: str, kind: str, *parts: str) -> str:
    """A rule with several versions, each given by its first day and what it gives."""
    listed = ", ".join(f"{{from: {part}, {VERSION}}}" for part in parts)
    return f"asked: {{as: {stands}, kind: {kind}, versions: [{listed}]}}"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2020-01-01, accept: [[en]]",), ""),
        (("2020-01-01, accept: [[en]]", "2027-01-01, repealed: true"), "ID/language: always [from 2027-01-01]"),
        (("2027-01-01, accept: [[en]]",), "ID/language: always [until 2027-01-01]"),
        (("undated, expected: 2028, accept: [[en]]",), "ID/language: always [until undated law comes]"),
        (("2020-01-01, accept: [[en]]", "2021-01-01, repealed: true"), "ID/language: always"),
    ],
)
def test_the_law_is_asked_on_every_coming_day(tmp_path: Path, parts: tuple[str, ...], expected: str) -> None:
    """A silence that only begins or ends on a day to come is found, with the day; so is law that no longer holds."""
    rules = [line.strip() for line in LAW.split("rules:\n")[1].splitlines()][:-1]
    found = report(
        tmp_path, {GOLDEN: SINCE, "clauses/jurisdictions/ID.yaml": law_text("ID", *rules, versions("party", "language", *parts))}
    )
    assert [line for line in found.silences if "language" in line] == ([expected] if expected else [])
    assert [problem.code for problem in found.problems] == (["new_silence"] if expected else [])


def test_the_days_are_named(tmp_path: Path) -> None:
    """The report says for which days the law was proved, so that nobody takes it for more."""
    parts = ("2020-01-01, accept: [[en]]", "2027-03-01, accept: [[en]]", "undated, expected: 2028, accept: [[en]]")
    found = report(tmp_path, {GOLDEN: SINCE, "clauses/jurisdictions/ID.yaml": law_text("ID", versions("party", "language", *parts))})
    assert [str(day) for day in found.days] == ["2026-11-27", "2027-03-01", "undated"]


def test_words_that_answer_law_that_is_gone(tmp_path: Path) -> None:
    """An addendum that answers a repealed rule is told; one that answers coming law is not."""
    gone = versions("party", "duty", "2020-01-01, duty: deletion, on: party", "2026-01-01, repealed: true")
    answering = clause("articles/fees", OTHER, meta="per: jurisdiction\nanswers: [ID/asked]", ja=OTHER_JA)
    files = {GOLDEN: SINCE, "clauses/jurisdictions/ID.yaml": LAW + f"  {gone}\n"} | answering
    assert "idle_answer" in [problem.code for problem in problems(tmp_path / "gone", files)]
    coming = files | {"clauses/jurisdictions/ID.yaml": LAW + f"  {gone.replace('2026-01-01', '2027-01-01')}\n"}
    assert "idle_answer" not in [problem.code for problem in problems(tmp_path / "coming", coming)]


def test_the_library_that_ships_can_be_checked() -> None:
    """The whole library is read and looked at without an exception."""
    found = check_library(Library.load())
    assert found.rules > 100
    assert found.wordings > 100
    assert len(found.days) > 1
