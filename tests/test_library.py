"""The library: overlays, and what a law file may not say."""

from pathlib import Path

import pytest

from agreement_kit.errors import LibraryError
from agreement_kit.library import Library

LAW = """\
# An addition, for tests.
names: {{en: Japan, ja: 日本国, id: Jepang}}
languages: [ja]
authorities: {{}}
instruments: {{house_rule: {{number: {{en: House Rule 1}}}}}}
rules:
  {name}:
    as: party
    kind: practice
    versions:
      - from: 2026-01-01
        says: The house asks for two copies.
        practice: originals
        cite: [{{house_rule: {{article: 1}}}}]
        checked_with: [the house]
        confidence: high
        verified: null
"""


def overlay(folder: Path, name: str) -> Library:
    """The library with a law file of the house laid over it."""
    target = folder / "clauses" / "jurisdictions" / "JP.yaml"
    target.parent.mkdir(parents=True)
    target.write_text(LAW.format(name=name), encoding="utf-8")
    return Library.load(folder)


def test_an_overlay_adds_rules_to_a_law(tmp_path: Path) -> None:
    """A firm's own rule stands beside those that ship, and nothing of theirs is lost."""
    rules = {rule.id for rule in overlay(tmp_path, "house_copies").jurisdictions["JP"].rules}
    assert "JP/house_copies" in rules
    assert {rule.id for rule in Library.load().jurisdictions["JP"].rules} < rules


def test_an_overlay_never_changes_a_rule(tmp_path: Path) -> None:
    """A rule of the same name is refused, and the file is named."""
    shipped = Library.load().jurisdictions["JP"].rules[0].id.split("/")[1]
    with pytest.raises(LibraryError, match="new names") as caught:
        _ = overlay(tmp_path, shipped).jurisdictions
    assert caught.value.problems[0].path == str(tmp_path / "clauses" / "jurisdictions" / "JP.yaml")


def test_the_library_is_the_same_from_its_cache(tmp_path: Path) -> None:
    """What was parsed before is read again as it was written."""
    first = Library.load(cache=tmp_path)
    law = first.jurisdictions
    first.sources.save()
    again = Library.load(cache=tmp_path).jurisdictions
    assert [rule.id for rule in again["ID"].rules] == [rule.id for rule in law["ID"].rules]
    assert any(tmp_path.iterdir())
