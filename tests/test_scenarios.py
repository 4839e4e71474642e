"""The lawyers' cases: each deal is held against the law, and what was expected against what was found."""

from collections import Counter

import pytest

from agreement_kit.library import Library
from tests.cases import Scenario, differences, load

LIBRARY = Library.load()
CASES = load(LIBRARY.codes, {state: law.languages for state, law in LIBRARY.jurisdictions.items()})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Scenario) -> None:
    """Everything that the lawyer expects is found."""
    assert differences(case, LIBRARY) == []


def test_every_case_has_a_name_of_its_own() -> None:
    """No two cases share a name, and every case expects something."""
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []
    assert [case.name for case in CASES if not case.expect] == []
