"""The choices that two published forms offer for training data: each can be made in a deal, and each prints.

Microsoft's Data Use Agreement for Open AI Model Development (draft of 22 July 2019) and Common Paper's AI Addendum 1.0;
the research of the field, clause_coverage.md, parts 1.12 and 1.14, says what they hold. The sentences here are our own.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import agreement_kit as kit
from agreement_kit.document import Block, Paragraph, Table, plain
from agreement_kit.reading import read_yaml
from tests.small import ROOT, spaced

Changes = dict[str, Any]
REGIONAL = read_yaml(ROOT / "examples" / "regional_base_model.yaml").data
CHATS = read_yaml(ROOT / "examples" / "malay_dialogue.yaml").data
ENGLISH = {"texts": {"working": "en", "authentic": ["en"], "prevails": "en", "columns": []}}


@cache
def library() -> kit.Library:
    """The library that ships."""
    return kit.Library.load()


def changed(base: Changes, changes: Changes) -> Changes:
    """A deal with changes laid over it: mappings key by key, anything else as a whole."""
    result = deepcopy(base)
    for key, value in changes.items():
        old = result.get(key)
        result[key] = changed(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def printed(base: Changes, changes: Changes, with_library: kit.Library | None = None) -> str:
    """The English text of the deal, one line a paragraph or row of a table."""
    house = with_library or library()
    deal = kit.parse_deal(changed(base, ENGLISH | changes), house.codes, "expressible")
    agreement = kit.assemble(deal, house)
    return spaced(
        "\n".join(line for provision in agreement.provisions for line in (plain(provision.heading["en"]), *_lines(provision.blocks)))
    )


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.wording["en"])
            yield from _lines(block.children)
        elif isinstance(block, Table):
            yield from (" | ".join(plain(cell["en"]) for cell in row) for row in block.rows)


TWO_DATASETS: Changes = {
    "datasets": {"feedback": {**CHATS["datasets"]["chats"], "title": {"en": "Ratings and comments"}}},
    "mechanism": {"feedback": "contract"},
    "operations": [
        {"do": "retrieval", "by": "seri", "at": "cyberjaya", "on": ["chats"]},
        {"do": "inference", "by": "seri", "at": "cyberjaya", "on": ["bual"]},
        {"do": "fine_tuning", "by": "kamo", "at": "kyoto", "on": ["feedback"], "makes": "bual"},
    ],
}

MICROSOFT: dict[str, tuple[Changes, str]] = {
    "term of one year, no renewal by itself": (
        {"term": "P1Y"},
        r"lasts 1 year\..*The parties may renew this Agreement in writing after a joint review\.",
    ),
    "thirty days to cure a breach": ({"blanks": {"term_and_termination": {"cure_days": 30}}}, r"does not cure within 30 days"),
    "end without cause on ninety days": ({"blanks": {"term_and_termination": {"convenience_days": 90}}}, r"by notice of 90 days"),
    "limits outlast the end by a year and while the model is used": (
        {"blanks": {"model_exit": {"after_months": 12}}},
        r"bind that party while it uses the Model and 12 months longer",
    ),
    "confidence: need to know": ({}, r"only to persons who need it for that use and are bound to secrecy"),
    "confidence: disclosure that law compels": ({}, r"law obliges to disclose Confidential Information shall disclose no more"),
    "the trained model is published under a licence of the base": (
        {"models": {"nusantara_27b": {"base_licence": {"name": "Apache-2.0", "allows": "open"}, "release": "open"}}},
        r"Archipelago 27B \|.*Weights published without limits on use",
    ),
    "the trained model is the developer's": ({}, r"The Developer holds the rights in a Model"),
    "no claim of the data's holder on the trained model": ({}, r"shall not assert a right in its Dataset against use of a Model"),
    "liability limited": ({}, r"limited.*SGD 1,000,000"),
    "personal data under terms of their own": (
        {
            "datasets": {"regional_texts": {"identity": "pseudonymised", "basis": {"SG": "consent"}}},
            "mechanism": {"regional_texts": "contract"},
        },
        r"A Controller shall ensure that a lawful basis covers its own handling",
    ),
    "use for no other model": ({}, r"train on Training Data a model that this Agreement does not cover"),
}

COMMON_PAPER: dict[str, tuple[Changes, str]] = {
    "no training on a category of data": (TWO_DATASETS, r"(?m)^retrieval and embedding \| Seri Service Chats, at [^,|]*$"),
    "training on feedback only": (TWO_DATASETS, r"(?m)^fine-tuning \| Ratings and comments, at [^,|]*$"),
    "a model for the customer alone": ({"models": {"bual": {"release": "internal"}}}, r"Bual 14B \|.*internal use only"),
    "aggregated data may be kept": (
        {"blanks": {"derived_data": {"statistic_records": 50}}},
        r"statistics that each cover at least 50 records",
    ),
    "de-identified before training": ({}, r"the Provider shall bring it to the relation to persons that Schedule \d+ shows"),
    "de-identified as well as a stated share": (
        {"blanks": {"de_identification": {"residual_share": 1}}},
        r"no more than 1% of 2,000 random records",
    ),
    "no person is identified": ({}, r"identify an individual from Training Data"),
    "no name of the customer is used": (
        {},
        r"shall not use another party's name, emblem or seal, or suggest its endorsement, without its written consent",
    ),
    "outputs under limits": (
        {"positions": {"rights_in_models": "pro_provider"}, "flags": ["annotation"]},
        r"shall not use Outputs commercially",
    ),
    "outputs free": (
        {"positions": {"rights_in_models": "pro_recipient"}},
        r"Each party answers for its own use of Outputs, and has no right in those that another obtains\.\n",
    ),
    "claims of others are covered": ({}, r"shall indemnify"),
    "covered claims under a cap": ({"positions": {"liability_and_indemnity": "pro_provider"}}, r"limited.*MYR 2,000,000"),
    "no indirect loss": ({"positions": {"liability_and_indemnity": "pro_recipient"}}, r"No party is liable for indirect loss"),
}


@pytest.mark.parametrize("choice", MICROSOFT)
def test_every_choice_of_the_open_model_form(choice: str) -> None:
    """Each choice of Microsoft's form can be made by facts, blanks or positions, and its sentence prints."""
    changes, words = MICROSOFT[choice]
    assert re.search(words, printed(REGIONAL, changes)), choice


@pytest.mark.parametrize("choice", COMMON_PAPER)
def test_every_choice_of_the_addendum_form(choice: str) -> None:
    """Each choice of Common Paper's addendum can be made by facts, blanks or positions, and its sentence prints."""
    changes, words = COMMON_PAPER[choice]
    assert re.search(words, printed(CHATS, changes)), choice


def test_a_choice_is_a_choice() -> None:
    """Open release, limited liability, cure and commercial outputs say something else where the deal chooses otherwise."""
    two = printed(CHATS, TWO_DATASETS)
    assert not re.search(r"(?m)^(fine-tuning|pre-training|continued pre-training) \|.*Service Chats", two.partition("Stage matrix")[2])
    gated = printed(REGIONAL, {"models": {"nusantara_27b": {"release": "gated"}}})
    assert "Weights published without limits on use" not in gated
    assert "does not cure within 45 days" in printed(REGIONAL, {"blanks": {"term_and_termination": {"cure_days": 45}}})
    assert "use Outputs commercially" not in printed(CHATS, {"flags": ["annotation"]})


def test_additional_terms(tmp_path: Path) -> None:
    """Terms that the parties write themselves replace an article of the house, in the folder of the deal."""
    folder = tmp_path / "deal" / "clauses" / "articles" / "attribution"
    folder.mkdir(parents=True)
    (folder / "any.en.md").write_text("# Additional terms\n\n1. A party shall credit the other in each publication.\n", encoding="utf-8")
    text = printed(CHATS, {}, kit.Library.load(overlays=(tmp_path / "deal",)))
    assert "Additional terms\nA party shall credit the other in each publication." in text
