"""The documents keep up: every problem is explained, and no link leads nowhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROBLEMS = ROOT / "docs" / "problems.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(
    r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<(?:img|a)\b[^>]*?\b(?:src|href)=\"([^\"]+)\"|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE
)
CODE = re.compile(r"[a-z][a-z0-9_]*")


def codes() -> set[str]:
    """Every problem code of the package."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "agreement_kit").rglob("*.py"))
    return {code for tree in trees for node in ast.walk(tree) for code in _codes(node)}


def _codes(node: ast.AST) -> Iterator[str]:
    """The code of `Problem("code", …)` and `problem("code", …)`, or of a fault that is yielded as (code, message)."""
    if isinstance(node, ast.Call) and _name(node.func) in {"Problem", "problem"}:
        found = node.args[:1]
    elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and isinstance(node.value.elts[1], ast.JoinedStr | ast.Constant):
        found = node.value.elts[:1]
    else:
        return
    yield from (
        part.value for part in found if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value)
    )


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def paragraphs() -> dict[str, str]:
    """What docs/problems.md says of each code."""
    parts = re.split(r"^## +", PROBLEMS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {head: body.strip() for head, _, body in (part.partition("\n") for part in parts)}


def test_every_problem_is_explained() -> None:
    """Each code that the package uses has a paragraph, and each paragraph is of a code that it uses."""
    assert len(codes()) > 50
    assert sorted(codes() - set(paragraphs())) == []
    assert sorted(set(paragraphs()) - codes()) == []


def test_explanations_say_something() -> None:
    """A paragraph has a sentence at least; the codes stand in order, so that a reader finds them."""
    assert [code for code, body in paragraphs().items() if len(body) < 40 or not body.endswith(".")] == []
    assert list(paragraphs()) == sorted(paragraphs())


def links(path: Path) -> list[str]:
    """The relative links of a document, code left out."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = (next(part for part in match if part) for match in LINK.findall(text))
    return [link for link in found if not re.match(r"[a-z]+:|//", link)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link of a document leads to a file of the project, and to a heading where it names one."""
    for link in links(path):
        target, _, anchor = link.partition("#")
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), link
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), link


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings."""
    headings = re.findall(r"^#+ +(.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
