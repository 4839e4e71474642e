"""The wheel carries the whole library and works without the checkout, from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CARRIED = ("clauses", "locales", "templates", "examples")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel holds. Nothing is fetched: hatchling is among the packages for tests."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """What the unpacked package prints when Python runs it from a folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_carries_the_library(installed: Path) -> None:
    """Every file of the library is in the wheel, and the licences are."""
    for part in CARRIED:
        here = {path.relative_to(ROOT) for path in (ROOT / part).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        data = installed / "agreement_kit" / "_data"
        assert here == {path.relative_to(data) for path in (data / part).rglob("*") if path.is_file()}
    licences = {path.name for path in installed.rglob("*.dist-info/licenses/*")}
    assert licences == {"LICENSE", "LICENSE-CLAUSES"}


def test_it_reads_its_own_fonts_and_library(installed: Path, tmp_path: Path) -> None:
    """The list of fonts and the library are those inside the package, whatever the folder."""
    script = "from agreement_kit.backends import fonts; from agreement_kit.library.sources import shipped; print(fonts.folder(), shipped())"
    data = installed / "agreement_kit" / "_data"
    assert run(installed, tmp_path, "-c", script).split() == [str(data / "templates" / "fonts"), str(data)]


def test_it_drafts_from_any_folder(installed: Path, tmp_path: Path) -> None:
    """An example that the wheel carries is drafted in an empty folder."""
    deal = installed / "agreement_kit" / "_data" / "examples" / "speech_corpus.yaml"
    run(installed, tmp_path, "-m", "agreement_kit", "draft", str(deal), "-o", "out", "--format", "html")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "speech_corpus.en-id.html",
        "speech_corpus.en-ja.html",
        "speech_corpus.receipt.json",
    }
