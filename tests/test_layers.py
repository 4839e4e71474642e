"""The layers of the package: who may import whom. The imports are read from the source, those inside functions included."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "agreement_kit"
ROOT = Path(__file__).parent.parent / PACKAGE

# Lowest first. A module imports from lower rows, from what stands before it in its own row, and from its own package.
LAYERS = (
    ("errors", "codes", "version"),
    ("scope", "document", "style", "expected", "reading", "words", "tables", "memo", "paper"),
    ("resolve", "compare", "terms", "redact"),
    ("text",),
    ("croissant", "dealparts", "deal", "dealfile", "library"),
    (
        "rules",
        "place",
        "select",
        "outcome",
        "turning",
        "facts",
        "explain",
        "glyphs",
        "draft",
        "number",
        "standing",
        "reasons",
        "assemble",
        "boards",
        "coverage",
        "checklist",
        "survey",
        "verification",
        "styles",
        "check",
        "schema",
        "signing",
        "newdeal",
    ),
    ("backends",),
    ("output", "papers", "doctor", ""),
    ("cli", "__main__"),
)
ORDER = {name: (row, place) for row, names in enumerate(LAYERS) for place, name in enumerate(names)}
BACKENDS_SEE = {"backends", "compare", "document", "memo", "paper", "tables", "style", "errors", "words"}
BARE = ("document", "scope", "resolve", "compare")
OUTSIDE_WORLD = {"os", "time", "socket", "requests", "urllib", "http", "random", "secrets", "subprocess", "getpass"}
CLOCKS = {"now", "today", "utcnow", "environ", "getenv", "urandom"}


def name_of(path: Path) -> str:
    """The dotted name of a module below the package; empty for the package itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {name_of(path): path for path in sorted(ROOT.rglob("*.py")) if "_data" not in path.parts}
CORE = [name for name in MODULES if name and ORDER[name.split(".")[0]][0] <= 5]


@cache
def tree_of(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports_of(module: str) -> Iterator[str]:
    """The full names of all modules that a module imports."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            base = node.module or ""
            yield from (_module_or_part(base, alias.name) for alias in node.names)


def _module_or_part(base: str, name: str) -> str:
    """`from a import b` names the module a.b where there is one, else something in a."""
    inner = f"{base}.{name}".removeprefix(f"{PACKAGE}.")
    return f"{PACKAGE}.{inner}" if base.split(".")[0] == PACKAGE and inner in MODULES else base


def own_imports(module: str) -> set[str]:
    """The modules of the package that a module imports, named below the package."""
    found = {name for name in imports_of(module) if name.split(".")[0] == PACKAGE}
    return {name.removeprefix(PACKAGE).removeprefix(".") for name in found}


def top(module: str) -> str:
    """The entry of the table that a module belongs to."""
    return module.split(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_place_in_the_table(module: str) -> None:
    """A new module is put into a layer on purpose."""
    assert top(module) in ORDER


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_below(module: str) -> None:
    """Nothing reaches up: from lower layers, from what stands earlier in its own, or from its own package."""
    allowed = {name for name in own_imports(module) if top(name) == top(module) or ORDER[top(name)] < ORDER[top(module)]}
    assert own_imports(module) - allowed == set()


def test_no_circles() -> None:
    """No module imports itself by a detour, inside packages either."""
    list(TopologicalSorter({module: own_imports(module) - {module} for module in MODULES}).static_order())


@pytest.mark.parametrize("module", [name for name in MODULES if top(name) == "backends"])
def test_back_ends_know_the_tree_and_nothing_else(module: str) -> None:
    """A back end reads the tree and its style; it cannot know a deal, a law or a clause."""
    assert {top(name) for name in own_imports(module)} <= BACKENDS_SEE


@pytest.mark.parametrize("module", BARE)
def test_the_pure_core_stands_alone(module: str) -> None:
    """The tree, scopes and the choice between variants need no third-party package."""
    outside = {name.split(".")[0] for name in imports_of(module)} - {PACKAGE}
    assert outside <= sys.stdlib_module_names


@pytest.mark.parametrize("module", [name for name in MODULES if top(name) in {"cli", "__main__"}])
def test_the_command_line_is_a_shell(module: str) -> None:
    """It imports the public API of the package and its own modules, nothing from inside."""
    assert {name for name in own_imports(module) if top(name) != "cli"} <= {""}


@pytest.mark.parametrize("module", CORE)
def test_the_core_reads_no_clock_no_environment_no_network(module: str) -> None:
    """The same deal and library give the same agreement: nothing else may have a say."""
    assert {name.split(".")[0] for name in imports_of(module)} & OUTSIDE_WORLD == set()
    asked = {node.attr for node in ast.walk(tree_of(module)) if isinstance(node, ast.Attribute)}
    assert asked & CLOCKS == set()
