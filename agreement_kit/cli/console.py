"""What a person sees: problems, progress, and the exit code. No traceback ever reaches a user."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import typer

from agreement_kit import AgreementKitError, Library, Problem, deal_folder

PROBLEMS, WRONG_USE = 1, 2
P = ParamSpec("P")
R = TypeVar("R")


def show_problems(problems: tuple[Problem, ...], *, as_json: bool = False) -> None:
    """Print problems, one line each, to standard error (or as JSON to standard output)."""
    if as_json:
        print_json({"problems": [{"code": p.code, "message": p.message, "path": p.path, "line": p.line, "hint": p.hint} for p in problems]})
        return
    for problem in problems:
        typer.echo(str(problem), err=True)


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose problems are printed and end it with exit code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except AgreementKitError as error:
            show_problems(error.problems, as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(PROBLEMS) from None
        except BrokenPipeError:
            raise typer.Exit(0) from None
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:  # the last guard: a fault of our own is named in one line, and no traceback reaches a user
            show_problems((_own_fault(error),), as_json=bool(kwargs.get("as_json")))
            raise typer.Exit(PROBLEMS) from None

    return run


def _own_fault(error: Exception) -> Problem:
    """What a user is told when the software itself fails."""
    words = f"agreement-kit itself failed ({type(error).__name__}: {error})".replace("\n", " ")
    return Problem("own_fault", words, hint="please report this, with the deal that shows it")


def cache_folder() -> Path | None:
    """Where parsed files are kept between runs: the user's cache folder, or none."""
    given = os.environ.get("XDG_CACHE_HOME")
    home = Path(given) if given else Path.home() / ".cache"
    return home / "agreement_kit"


def open_library(path: Path | None, deal: Path | None = None) -> Library:
    """The library, with a firm's own and the deal's folder laid over it."""
    folder = deal_folder(deal) if deal else None
    return Library.load(path, overlays=(folder,) if folder else (), cache=cache_folder())


@contextmanager
def progress(what: str, *, silent: bool = False) -> Iterator[Callable[[str], None]]:
    """Say what is being done while it takes long, on a terminal only."""
    if silent or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(what) as status:
        yield lambda step: status.update(f"{what}: {step}")
