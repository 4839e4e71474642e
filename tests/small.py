"""Small laws, libraries and deals, built in a test: only what the test is about has to be said."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealfile import parse_deal
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction, parse_jurisdiction
from agreement_kit.library.sources import Sources
from agreement_kit.reading import parse_yaml, read_yaml
from agreement_kit.rules import Findings, find
from agreement_kit.text.lists import NO_BREAK
from agreement_kit.text.markup import digest_of

ROOT = Path(__file__).parent.parent
CODES = Codes.parse(read_yaml(ROOT / "clauses" / "jurisdictions" / "codes.yaml").data)
BORROWED = ("clauses/jurisdictions/codes.yaml", "templates/html", "templates/css", "templates/docx")

_LAW = """\
names: {{en: State {code}, ja: 国{code}, id: Negara {code}}}
languages: [en]
authorities: {{office: {{en: Data Office, ja: データ庁, id: Kantor Data}}}}
instruments: {{act: {{number: {{en: Act No. 1, ja: 法律第1号, id: Undang-Undang Nomor 1}}, in_force: 2020-01-01}}}}
rules:
"""
_VERSION = "says: A rule of the test., cite: [{act: {article: 1}}], checked_with: [https://law.example], confidence: low, verified: null"


def law(code: str, *rules: str) -> Jurisdiction:
    """The law of a state. A rule is "name: {as: origin, kind: residency, applies: {…}, versions: [{from: 2020-01-01, code: free, …}]}".

    `…` in a version stands for what every version must say: sentence, citation, source, confidence.
    """
    return parse_jurisdiction(code, parse_yaml(law_text(code, *rules), f"clauses/jurisdictions/{code}.yaml"), CODES)


def law_text(code: str, *rules: str) -> str:
    """The text of a law file."""
    lines = [f"  {rule.replace('…', _VERSION)}" for rule in rules]
    return _LAW.format(code=code) + ("\n".join(lines) if lines else "  {}") + "\n"


def rule(name: str, kind: str, gives: str, *, stands: str = "origin", applies: str = "{}", more: str = "") -> str:
    """One rule with one version, in force since 2020."""
    tail = f", {more}" if more else ""
    return f"{name}: {{as: {stands}, kind: {kind}, applies: {applies}{tail}, versions: [{{from: 2020-01-01, {gives}, …}}]}}"


def spaced(text: str) -> str:
    """A text with plain spaces and apostrophes, as one types it; where no line may end is a test of its own."""
    return text.replace(NO_BREAK, " ").replace("’", "'")


PARTIES: dict[str, Any] = {
    "sender": {"name": {"en": "Sender Ltd"}, "jurisdiction": "ID", "acts_as": "company"},
    "taker": {"name": {"en": "Taker KK"}, "jurisdiction": "JP", "acts_as": "company"},
}
SITES: dict[str, Any] = {
    "home": {"name": {"en": "Home Site"}, "jurisdiction": "ID", "operator": "sender", "premises": "provider"},
    "away": {"name": {"en": "Away Site"}, "jurisdiction": "JP", "operator": "taker", "premises": "recipient"},
}
DATASET: dict[str, Any] = {
    "title": {"en": "Corpus"},
    "provider": "sender",
    "origins": {"ID": {"people": 100}},
    "identity": "identified",
    "holder": "private",
    "sector": "general",
    "secrecy": "open",
}
MODEL: dict[str, Any] = {"title": {"en": "Model"}, "developer": "taker", "exit_test": "planned"}


def dataset(**changes: Any) -> dict[str, Any]:
    """A dataset of 100 persons in Indonesia, with some fields changed."""
    return {**DATASET, **changes}


def operation(do: str = "pretraining", by: str = "taker", at: str = "away", on: str = "corpus", **more: Any) -> dict[str, Any]:
    """An operation; `on` names things with commas."""
    return {"do": do, "by": by, "at": at, "on": on.split(","), **more}


def facts(**changes: Any) -> dict[str, Any]:
    """A deal as values: one corpus goes from a company in Indonesia to a company in Japan, which trains a model on it."""
    return {
        "agreement": "small",
        "as_of": "2026-11-01",
        "entry_into_force": {"on": "date", "expected": "2027-02-01"},
        "term": "P3Y",
        "texts": {"authentic": ["en"], "prevails": "en"},
        "parties": PARTIES,
        "sites": SITES,
        "datasets": {"corpus": DATASET},
        "models": {"model": MODEL},
        "operations": [operation(makes="model")],
        "mechanism": {"corpus": "contract"},
        **changes,
    }


def deal(**changes: Any) -> Deal:
    """The deal of `facts`, read and checked."""
    return parse_deal(facts(**changes), CODES, "small")


def found(given: Deal, *laws: Jurisdiction) -> Findings:
    """What some laws say of a deal."""
    return find(given, {law.code: law for law in laws}, CODES)


def library(folder: Path, files: Mapping[str, str], languages: tuple[str, ...] = ("en",)) -> Library:
    """A library of these files, with the vocabularies, some languages and the templates of the real one."""
    for borrowed in (*BORROWED, *(f"locales/{tag}" for tag in languages)):
        _copy(ROOT / borrowed, folder / borrowed)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Library(Sources((folder,)))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copyfile(source, target)


def clause(
    name: str, en: str = "# Heading\n\nWords.\n", *, meta: str = "per: agreement", variant: str = "any", **others: str
) -> dict[str, str]:
    """The files of a clause with one variant: `name` is "articles/liability"; further languages by tag, each stamped with its source's hash."""
    base = f"clauses/{name}"
    files = {f"{base}/clause.yaml": f"# A clause of the test.\n{meta}\n", f"{base}/{variant}.en.md": en}
    return files | {f"{base}/{variant}.{tag}.md": translated(en, words) for tag, words in others.items()}


def translated(source: str, words: str) -> str:
    """A translation that carries the hash of its source."""
    return f"---\ntranslates: {digest_of(source)}\n---\n{words}"


def agreement_type(provisions: str, title: str = "{en: Small Agreement, ja: 小さい契約書, id: Perjanjian Kecil}") -> dict[str, str]:
    """The agreement type "small": provisions as flow YAML."""
    return {"templates/agreements/small.yaml": f"# A type of the test.\ntitle: {title}\nprovisions: {provisions}\n"}
