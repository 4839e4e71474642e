"""Arguments and options that several commands share, and how their words are read."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

import agreement_kit as kit

DealPath = Annotated[Path, typer.Argument(help="The deal: a YAML file, or a folder that holds deal.yaml.", show_default=False)]
LibraryPath = Annotated[
    Path | None, typer.Option("--library", help="Your own clause library, laid over the one that ships.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]


def day_of(text: str) -> date | None:
    """A day as written, None for no words. Raises BadParameter."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day; write it as 2027-01-31") from None


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def formats_of(text: str) -> tuple[str, ...]:
    """The formats of an agreement, one at least. Raises BadParameter."""
    kinds = listed(text)
    try:
        kit.check_formats(kinds)
    except kit.DealError as error:
        raise typer.BadParameter(f"--format: {error}") from None
    if not kinds:
        raise typer.BadParameter("--format: name one at least: pdf, docx, html")
    return kinds


def one_of(option: str, value: Any, known: tuple[str, ...]) -> None:
    """Raises BadParameter for a value that an option does not take."""
    if value not in known:
        raise typer.BadParameter(f"{option}: '{value}' is not one of {', '.join(known)}")


def write_one(output: Path, data: bytes) -> None:
    """Write one file, and say which."""
    (written,) = kit.write_files(output.parent, {output.name: data})
    typer.echo(str(written))
