"""Why an agreement is a draft, and what clears a reason: bound to what was seen, so that an edit brings it back."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agreement_kit.assemble import run
from agreement_kit.dealfile import load_deal
from agreement_kit.dealparts import SignOff
from agreement_kit.errors import DealError
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import parse_jurisdiction
from agreement_kit.library.sources import Sources
from agreement_kit.reading import parse_yaml
from agreement_kit.signing import sign_off
from agreement_kit.standing import Reason, rule_hash
from tests.small import CODES, agreement_type, clause, dataset, deal, facts, law_text, library, operation, rule

FREE = rule("free", "residency", "code: free", applies="{identity: [identified], holder: private, secrecy: [open]}")
WAYS = rule("ways", "mechanism", "options: [{contract: {}}]", stands="leaves")
LANGUAGE = rule("l", "language", "accept: [[en]]", stands="party")
WORDS = "# Terms\n\nWithin {{ days }}.\n"
META = "per: agreement\nblanks: {days: {type: days, default: 3}, cap: {type: money, ask: true}}"
FILES = (
    clause("articles/terms", WORDS, meta=META)
    | agreement_type("{articles: [terms]}")
    | {"clauses/jurisdictions/ID.yaml": law_text("ID", FREE, WAYS, LANGUAGE), "clauses/jurisdictions/JP.yaml": law_text("JP", LANGUAGE)}
)
LAW = {"ID/free", "ID/ways", "ID/l", "JP/l"}

Make = Callable[[Mapping[str, str]], Library]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A library of the files above, some of them changed."""

    def build(changes: Mapping[str, str]) -> Library:
        return library(tmp_path, {**FILES, **changes})

    return build


def reasons(opened: Library, **changes: Any) -> dict[tuple[str, str], Reason]:
    """The standing reasons of the deal."""
    return {(reason.what, reason.of): reason for reason in run(deal(**changes), opened).reasons}


def seen(reason: Reason) -> SignOff:
    """A sign-off by somebody who has seen what stands now."""
    return SignOff(what=reason.what, of=[reason.of], by="A. Lawyer", on=date(2026, 11, 1), hash=reason.hash)


def test_nothing_is_verified_by_itself(make: Make) -> None:
    """Every rule that binds and every wording that stands is a reason until somebody has seen it."""
    found = reasons(make({}))
    assert {of for what, of in found if what == "law"} == LAW
    assert ("wording", "articles/terms/any.balanced") in found


def test_a_rule_that_does_not_bind_is_no_reason(make: Make) -> None:
    """Law that does not touch the deal need not be verified for it."""
    assert ("law", "ID/ways") not in reasons(make({}), operations=[operation(at="home", makes="model")])


def test_sign_offs_clear(make: Make) -> None:
    """Signing off every reason leaves none."""
    opened = make({})
    given = deal().changed(signoffs=tuple(seen(reason) for reason in reasons(opened).values()))
    assert run(given, opened).reasons == ()
    assert run(given, opened).agreement.draft_because == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "back"),
    [
        ("clauses/articles/terms/any.en.md", "Within", "Inside", {("wording", "articles/terms/any.balanced")}),
        (
            "clauses/jurisdictions/ID.yaml",
            "kind: mechanism, applies: {}",
            "kind: mechanism, applies: {holder: private}",
            {("law", "ID/ways")},
        ),
        ("clauses/jurisdictions/ID.yaml", "options: [{contract: {}}]", "options: [{contract: {}}, {consent: {}}]", {("law", "ID/ways")}),
        ("clauses/jurisdictions/JP.yaml", "A rule of the test.", "Another sentence.", {("law", "JP/l")}),
        ("clauses/jurisdictions/JP.yaml", "article: 1", "article: 2", {("law", "JP/l")}),
        ("clauses/jurisdictions/JP.yaml", "confidence: low", "confidence: medium", {("law", "JP/l")}),
    ],
)
def test_an_edit_brings_the_reason_back(make: Make, file: str, old: str, new: str, back: set[tuple[str, str]]) -> None:
    """A sign-off is bound to what was seen: when the rule or the wording changes, that reason stands again, and only that."""
    signed = tuple(seen(reason) for reason in reasons(make({})).values())
    text = FILES[file]
    assert old in text
    opened = make({file: text.replace(old, new)})
    assert {(reason.what, reason.of) for reason in run(deal().changed(signoffs=signed), opened).reasons} == back


def test_a_sign_off_for_something_else(make: Make) -> None:
    """A sign-off of another kind, or without the hash, clears nothing."""
    opened = make({})
    reason = reasons(opened)["law", "ID/ways"]
    for other in (seen(reason).model_copy(update={"what": "wording"}), seen(reason).model_copy(update={"hash": None})):
        standing = run(deal().changed(signoffs=(other,)), opened).reasons
        assert ("law", "ID/ways") in {(r.what, r.of) for r in standing}


def test_a_stamp_in_the_law_file(make: Make) -> None:
    """A lawyer's stamp clears the rule in every deal, and no longer once the rule has changed."""
    text = law_text("ID", FREE, WAYS, LANGUAGE)
    (ways,) = (r for r in parse_jurisdiction("ID", parse_yaml(text, "ID.yaml"), CODES).rules if r.id == "ID/ways")
    stamp = f"verified: {{on: 2026-11-01, by: A. Lawyer, hash: {rule_hash(ways, ways.versions[0])}}}"
    plain = next(line for line in text.splitlines() if "ways:" in line)
    stamped = text.replace(plain, plain.replace("verified: null", stamp))
    assert ("law", "ID/ways") not in reasons(make({"clauses/jurisdictions/ID.yaml": stamped}))
    changed = make(
        {"clauses/jurisdictions/ID.yaml": stamped.replace("options: [{contract: {}}]", "options: [{contract: {}}, {consent: {}}]")}
    )
    assert reasons(changed)["law", "ID/ways"].why == "the rule has changed since it was verified"


@pytest.mark.parametrize("mark", ["reviewed: {on: 2026-11-01, by: A. Lawyer}", "official: {by: A ministry}", "agreed: {round: 2}"])
def test_a_reviewed_wording(make: Make, mark: str) -> None:
    """Wording that the library calls reviewed, official or agreed is no reason."""
    opened = make({"clauses/articles/terms/any.en.md": f"---\n{mark}\n---\n{WORDS}"})
    assert ("wording", "articles/terms/any.balanced") not in reasons(opened)


def test_an_open_blank_is_cleared_only_by_filling_it(make: Make) -> None:
    """Nobody can sign off a blank; a value or a pen clears it."""
    opened = make({"clauses/articles/terms/any.en.md": "# Terms\n\nUp to {{ cap }}.\n"})
    assert ("blank", "terms.cap") in reasons(opened)
    given = deal(blanks={"terms": {"cap": "by_hand"}})
    assert "blank" not in {reason.what for reason in run(given, opened).reasons}
    with pytest.raises(ValueError, match="what"):
        SignOff(what="blank", of=["terms.cap"], by="A", on=date(2026, 11, 1), hash="")


def test_risks(make: Make) -> None:
    """Silences, conditions and unknown facts are risks of the deal, each under its own name."""
    approval = rule("ask", "residency", "code: approval, by: office")
    opened = make({"clauses/jurisdictions/ID.yaml": law_text("ID", approval, WAYS), "clauses/jurisdictions/JP.yaml": law_text("JP")})
    found = {of for what, of in reasons(opened, datasets={"corpus": dataset(identity="unknown")}) if what == "risk"}
    assert {"ID/language", "JP/language", "ID/residency/corpus", "corpus/identity"} <= found
    accepted = [{"silence": "ID/language", "by": "A", "on": "2026-11-01"}]
    assert ("risk", "ID/language") not in reasons(opened, accepted=accepted)


def test_a_stale_translation(tmp_path: Path) -> None:
    """A translation of an English that has changed since is told as such, and a true one as unreviewed."""
    words = {"en": "X", "ja": "エックス"}
    given = deal(
        texts={"authentic": ["en", "ja"], "prevails": "en"},
        parties={n: {"name": words, "jurisdiction": s, "acts_as": "company"} for n, s in (("sender", "ID"), ("taker", "JP"))},
        sites={"away": {"name": words, "jurisdiction": "JP", "operator": "taker", "premises": "recipient"}},
        datasets={"corpus": dataset(title=words)},
        models={"model": {"title": words, "developer": "taker"}},
    )
    files = FILES | clause("articles/terms", WORDS, meta=META, ja="# 条件\n\n{{ days }}以内。\n")
    name = "articles/terms/any.balanced.ja"
    true = {reason.of: reason.why for reason in run(given, library(tmp_path, files, ("en", "ja"))).reasons}
    assert true[name] == "nobody has reviewed this translation"
    edited = library(tmp_path, files | {"clauses/articles/terms/any.en.md": WORDS.replace("Within", "Inside")}, ("en", "ja"))
    assert {reason.of: reason.why for reason in run(given, edited).reasons}[name] == "the English has changed since this was translated"


# The deal's folder


def in_folder(folder: Path) -> Path:
    """The deal in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deal.yaml").write_text(yaml.safe_dump(facts(), sort_keys=False), encoding="utf-8")
    return folder


def test_signing_off_in_the_folder(tmp_path: Path) -> None:
    """A sign-off written to the folder clears its reason when the deal is read again; signing twice leaves one entry."""
    opened, folder = library(tmp_path / "library", FILES), in_folder(tmp_path / "speech")
    for _ in range(2):
        standing = run(deal(), opened).reasons
        cleared = sign_off(folder, standing, "law", [], "A. Lawyer", date(2026, 11, 1), "seen")
        assert {reason.of for reason in cleared} == LAW
    again = load_deal(folder, opened.codes)
    assert len(again.signoffs) == len(LAW)
    assert {reason.what for reason in run(again, opened).reasons} == {"wording"}


@pytest.mark.parametrize(
    ("what", "of", "says"),
    [
        ("law", ["ID/way"], "'ID/way' is no standing reason of kind 'law'; did you mean ID/ways"),
        ("laws", [], "'laws' cannot be signed off; did you mean law"),
        ("blank", [], "'blank' cannot be signed off"),
        ("translation", [], "there is no standing reason of kind 'translation'"),
    ],
)
def test_what_cannot_be_signed_off(tmp_path: Path, what: str, of: list[str], says: str) -> None:
    """Only a standing reason of a kind that may be cleared can be signed off; nothing is written otherwise."""
    opened, folder = library(tmp_path / "library", FILES), in_folder(tmp_path / "speech")
    with pytest.raises(DealError, match=says):
        sign_off(folder, run(deal(), opened).reasons, what, of, "A. Lawyer", date(2026, 11, 1))
    assert not (folder / "signoff.yaml").exists()


def test_a_file_has_nowhere_to_keep_sign_offs(tmp_path: Path) -> None:
    """A deal in a single file must become a folder first."""
    path = in_folder(tmp_path / "speech") / "deal.yaml"
    with pytest.raises(DealError, match="sign-offs are kept in a deal's folder"):
        sign_off(path, [], "law", [], "A. Lawyer", date(2026, 11, 1))


def test_agreed_wording_of_the_folder(tmp_path: Path) -> None:
    """Wording agreed in the deal's folder is drafted, and stands without a review of the library's."""
    base, folder = library(tmp_path / "library", FILES), tmp_path / "speech"
    path = folder / "clauses/articles/terms/any.agreed.en.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\nagreed: {on: 2026-10-01, round: 2, by: both}\n---\n# Agreed terms\n\nAs agreed.\n", encoding="utf-8")
    standing = run(deal(), Library(Sources((*base.sources.roots, folder)))).reasons
    assert "wording" not in {reason.what for reason in standing}
