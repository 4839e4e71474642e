"""The picture of the work: what a deal shows, and how it is drawn in the pages and in the Word file."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from agreement_kit.backends import docx
from agreement_kit.backends.html.svg import svg
from agreement_kit.backends.lanes import drawing
from agreement_kit.document import Lane, Picture
from agreement_kit.facts.workmap import work_map
from tests.small import deal
from tests.trees import sample, sample_style, wording


def test_the_map_of_a_deal() -> None:
    """Data that go abroad are a solid arrow, a model that comes back a double one, remote access a dashed one; work at home is none."""
    home = {"do": "fine_tuning", "by": "sender", "at": "home", "on": ["corpus"]}
    there = {"do": "pretraining", "by": "taker", "at": "away", "on": ["corpus"], "makes": "model"}
    back = {"do": "inference", "by": "sender", "at": "home", "on": ["model"]}
    models = {"model": {"title": {"en": "Model"}, "developer": "taker", "exit_test": "planned"}}
    shown = work_map(deal(operations=[home, there, back], models=models))
    assert [(arrow.begins, arrow.ends, arrow.line) for arrow in shown.arrows] == [(0, 1, "solid"), (1, 0, "double")]
    remote = work_map(deal(operations=[{**home, "by": "taker", "reached_from": ["JP"]}]))
    assert [(arrow.begins, arrow.ends, arrow.line) for arrow in remote.arrows] == [(0, 1, "dashed")]
    assert work_map(deal(operations=[home])).arrows == ()


def test_the_word_file_draws_the_same_arrows() -> None:
    """Each arrow of the picture is a line with a point in the Word file, dashed and double where it is so."""
    block = next(b for p in sample(("en",)).provisions for b in p.blocks if isinstance(b, Picture))
    with zipfile.ZipFile(BytesIO(docx.write(sample(("en",)), sample_style(("en",))))) as made:
        body = made.read("word/document.xml").decode()
    assert body.count("<a:tailEnd") == 2 * len(block.crossings)  # in the picture and in its key
    assert body.count('prstDash val="dash"') == 4  # three stretches in the picture, one in the key
    assert body.count('cmpd="dbl"') == 4


def test_a_paper_without_title_page_begins_with_a_paragraph() -> None:
    """Where a body begins with a table, LibreOffice prints the boxes of pictures empty."""
    paper = replace(sample(), instrument="memorandum_of_cooperation")
    with zipfile.ZipFile(BytesIO(docx.write(paper, sample_style()))) as made:
        assert "<w:body><w:p>" in made.read("word/document.xml").decode()


def test_what_a_picture_says_is_no_markup() -> None:
    """Words in a picture are printed as they are: what a party typed can neither draw nor load anything."""
    drawn = drawing(_pictured('<image href="file:///etc/passwd"/> & Co'), ("en",), 400.0)
    found = ElementTree.fromstring(svg(drawn, sample_style(("en",)).languages))
    assert "".join(node.text or "" for node in found.iter() if node.tag.endswith("text")).replace(" ", "").count("passwd") == 1
    assert [node.tag for node in found.iter() if node.tag.endswith("image")] == []


def test_a_picture_is_drawn_as_it_says() -> None:
    """One frame a state and a place, an arrow in the line of its kind, and each word in the languages of the page only, inside its frame."""
    block = next(b for p in sample().provisions for b in p.blocks if isinstance(b, Picture))
    one, two = drawing(block, ("en",), 480.0), drawing(block, ("en", "ja"), 480.0)
    assert len(one.frames) == len(block.lanes) + sum(len(lane.boxes) for lane in block.lanes)
    assert [stroke.line for stroke in one.strokes if stroke.x1 == stroke.x2] == ["solid", "double", "dashed"]
    assert "インドネシア" not in repr(one)
    assert "インドネシア" in repr(two)
    assert two.height > one.height
    for made in (one, two):
        inside = [
            frame for frame in (*made.frames, *made.marks) if frame.x + frame.width <= made.width and frame.y + frame.height <= made.height
        ]
        assert len(inside) == len(made.frames) + len(made.marks)


def test_arrows_begin_behind_the_frames_and_pass_over_one_another() -> None:
    """Frames cover where arrows begin, and each arrow lies on white over those before it."""
    block = next(b for p in sample().provisions for b in p.blocks if isinstance(b, Picture))
    nodes = list(ElementTree.fromstring(svg(drawing(block, ("en",), 480.0), sample_style(("en",)).languages)))
    tags = [node.tag.rpartition("}")[2] for node in nodes]
    assert max(place for place, tag in enumerate(tags) if tag == "line") < tags.index("rect")
    colours = [node.get("stroke") for node in nodes if node.get("stroke") and node.tag.endswith("line")]
    assert colours[:3] == ["#fff"] * 3
    assert colours[3:6] == ["#000"] * 3


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=200).filter(str.strip), st.floats(60.0, 480.0))
def test_words_in_a_picture_are_whole(text: str, width: float) -> None:
    """Cutting words into lines loses nothing but spaces at the ends of lines."""
    said = [one for frame in drawing(_pictured(text), ("en",), width).frames for one in frame.said]
    words = re.sub(r"\s", "", "".join(row for one in said for row in one.rows))
    assert re.sub(r"\s", "", text) in words


def _pictured(text: str) -> Picture:
    name = wording(text)
    return Picture("p", (Lane(name, (), ()),), (), name)
