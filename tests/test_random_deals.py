"""Random deals over all states: each is drafted in all its texts, with no crash, no leftover markup and no word of another state."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from agreement_kit.assemble import run
from agreement_kit.backends import html
from agreement_kit.deal import Deal
from agreement_kit.document import Agreement, Definition, Paragraph, Provision, Reference, plain
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.place import ways_out
from agreement_kit.redact import for_others
from agreement_kit.rules import touched
from agreement_kit.styles import style_for
from agreement_kit.terms import inlines, wordings
from tests.deals import STATES, Deals
from tests.small import spaced

LIBRARY = Library.load()
RANDOM = Deals(LIBRARY)
BATCHES, EACH = 10, 50  # 500 deals; in batches, so that several workers can share them
RUN = settings(  # a deal takes half a second, so that making a failing one smaller would take minutes
    deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|\[\[|\]\]|\*\*|[\ue000-\uf8ff]|\bNone\b")
STYLE = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


@st.composite
def deals(draw: st.DrawFn, states: tuple[str, ...] = STATES) -> Deal:
    """A random deal that touches these states at most."""
    return RANDOM.draw(draw, states)


def words(agreement: Agreement) -> Iterator[str]:
    """Everything that an agreement prints, in every language."""
    for tag in agreement.title:
        yield "".join(part.text for part in inlines(agreement, tag))
        yield agreement.title[tag]
        yield from (plain(party[tag]) for party in agreement.parties)


def ids(provision: Provision) -> Iterator[str]:
    """The ids of a provision and of all its paragraphs."""
    yield provision.id
    stack = [block for block in provision.blocks if isinstance(block, Paragraph)]
    while stack:
        paragraph = stack.pop()
        yield paragraph.id
        stack += paragraph.children


_PLAIN = {"Japan", "Jepang", "日本国", "Malaysia", "マレーシア"}  # formal names that are plain names too
_PLAIN |= {"ASEAN Model Contractual Clauses for Cross Border Data Flows"}  # a text of all, cited under some laws


@cache
def names_of(state: str) -> frozenset[str]:
    """What only an agreement that touches a state may name: its formal name, authorities and instruments, in every language.

    A plain name ("Japan") is left out: it stands in the names of languages and initiatives too.
    """
    law = LIBRARY.jurisdictions[state]
    return frozenset(name for name in _own(law) if name not in _PLAIN and not any(name in other for other in _of_others(state)))


def _own(law: Jurisdiction) -> set[str]:
    numbers = [instrument.number or {} for instrument in law.instruments.values()]
    return {name for words in (law.names, *law.authorities.values(), *numbers) for name in words.values()}


@cache
def _of_others(state: str) -> frozenset[str]:
    """Names of other laws: "Cabinet Order" is a word of Japanese law and part of a name of another."""
    return frozenset(name for code, law in LIBRARY.jurisdictions.items() if code != state for name in _own(law))


def _check_terms(agreement: Agreement, tags: tuple[str, ...]) -> None:
    """Every term that an addendum defines is used in it, in every language: elsewhere than where it is defined."""
    for provision in agreement.provisions:
        found = list(wordings(provision.blocks)) if provision.kind == "addendum" else []
        for tag in tags:
            text = "\n".join(spaced(plain(wording[tag])) for wording in found)
            terms = [part.text for wording in found for part in wording[tag] if isinstance(part, Definition)]
            assert [term for term in terms if text.count(term) < 2] == []


def check(deal: Deal) -> None:
    """Draft a deal in all its texts and look at what comes out."""
    assembly = run(deal, LIBRARY)
    agreement = assembly.agreement
    tags = (*deal.texts.authentic, *deal.texts.translations)
    text = "\n".join(words(agreement))
    page = html.write(for_others(agreement), style_for(deal, LIBRARY, tags, "counterparty", draft=True))
    for printed in (text, STYLE.sub(" ", page)):
        assert LEFTOVER.findall(printed) == []
    _check_tree(agreement, tags)
    _check_terms(agreement, tags)
    for state in set(LIBRARY.jurisdictions) - set(touched(deal)):
        assert [name for name in names_of(state) if name in text or name in page] == []
    for way in ways_out(deal, assembly.findings, LIBRARY.jurisdictions, LIBRARY.codes):
        assert not [breach for breach in way.findings.breaches if breach.kind == "residency"]


def _check_tree(agreement: Agreement, tags: tuple[str, ...]) -> None:
    """Ids and titles of articles are one of a kind, every reference leads somewhere and says so, every language has the same paragraphs."""
    known = [identity for provision in agreement.provisions for identity in ids(provision)]
    assert len(known) == len(set(known))
    for tag in tags:
        found = [part for part in inlines(agreement, tag) if isinstance(part, Reference)]
        assert all(part.text.strip() and part.targets and set(part.targets) <= set(known) for part in found)
        assert all(plain(provision.heading[tag]).strip() for provision in agreement.provisions if provision.kind in {"article", "schedule"})
        titles = [plain(provision.heading[tag]) for provision in agreement.provisions if provision.kind == "article"]
        assert len(titles) == len(set(titles)), [title for title in titles if titles.count(title) > 1]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_deals(batch: int) -> None:
    """Any deal over these states is drafted, whether or not it is lawful."""

    @seed(batch)
    @settings(RUN, max_examples=EACH)
    @given(deals())
    def drafted(deal: Deal) -> None:
        check(deal)

    drafted()


@pytest.mark.parametrize("state", STATES)
def test_deals_of_one_state(state: str) -> None:
    """A deal within one state says nothing of the other."""

    @seed(1)
    @settings(RUN, max_examples=20)
    @given(deals((state,)))
    def drafted(deal: Deal) -> None:
        assert set(touched(deal)) == {state}
        check(deal)

    drafted()


@settings(RUN, max_examples=10)
@given(deals())
def test_the_same_deal_gives_the_same_tree(deal: Deal) -> None:
    """Drafting twice, with the library read anew, gives the same agreement."""
    assert run(deal, Library.load()).agreement == run(deal, LIBRARY).agreement
