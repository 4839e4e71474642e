"""Reasons for DRAFT in lines to read: what is said of many things is said once, with a count and short names."""

import pytest

from agreement_kit.reasons import counted, grouped
from agreement_kit.standing import Reason


def reason(what: str, of: str, why: str = "why") -> Reason:
    """A reason."""
    return Reason(what, of, why, "")  # type: ignore[arg-type]  # one of the kinds


@pytest.mark.parametrize(("count", "words"), [(1, "1 open blank"), (2, "2 open blanks")])
def test_one_or_several(count: int, words: str) -> None:
    """One is counted in the singular."""
    assert list(counted([reason("blank", f"liability.cap{n}") for n in range(count)])) == [words]


def test_rules_stand_under_their_state() -> None:
    """Rules of which the same is said are one line, by state, without repeating it."""
    found = grouped(
        [reason("law", "ID/a", "low"), reason("law", "JP/b", "low"), reason("law", "ID/c", "low"), reason("law", "ID/d", "high")]
    )
    assert found == ("law: low (3): ID: a, c; JP: b", "law: high (1): ID: d")


def test_wordings_bear_short_names() -> None:
    """Folder, clause, and only what is unusual about the variant and the position."""
    names = ("articles/liability/any.balanced", "articles/rights/any.pro_provider", "schedules/data/held.balanced")
    assert grouped([reason("wording", name) for name in names]) == (
        "wording: why (3): articles: liability, rights (pro_provider); schedules: data (held)",
    )


def test_translations_of_the_same_wordings_are_not_listed_again() -> None:
    """Where every wording of the list above is meant, that is said; where some are, they are named."""
    wordings = [reason("wording", f"articles/{name}/any.balanced") for name in "ab"]
    both = [reason("translation", f"articles/{name}/any.balanced.{tag}") for name in "ab" for tag in ("id", "ja")]
    assert grouped([*wordings, *both])[1] == "translation: why (4): of every wording named above into id, ja"
    assert grouped([*wordings, both[0]])[1] == "translation: why (1): into id: articles: a"


def test_risks_and_blanks_stand_one_by_one() -> None:
    """Each is decided by itself, so each keeps its line."""
    found = grouped([reason("risk", "ID/x", "silent"), reason("risk", "JP/y", "silent"), reason("blank", "liability.cap", "open")])
    assert found == ("risk: ID/x: silent", "risk: JP/y: silent", "blank: liability.cap: open")
