"""The commands."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

import agreement_kit as kit
from agreement_kit.cli import reasoning, views, working
from agreement_kit.cli.console import PROBLEMS, guarded, open_library, print_json, progress, show_problems
from agreement_kit.cli.options import AsJson, DealPath, LibraryPath, day_of, formats_of, listed, one_of

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Draft cross-border AI training-data agreements from a file of deal facts. What comes out is for lawyers; it is not legal advice.",
)
new_app = typer.Typer(no_args_is_help=True, help="Start a new file.")
app.add_typer(new_app, name="new")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"agreement-kit {kit.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Draft cross-border AI training-data agreements."""


@app.command()
@guarded
def draft(
    deal: DealPath,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.")] = Path(),
    formats: Annotated[str, typer.Option("--format", help="pdf, docx, html: several with commas.")] = "pdf,docx",
    languages: Annotated[
        str, typer.Option(help="Languages, with commas: en,ja. Outside the deal's texts: a reading copy.", show_default=False)
    ] = "",
    layout: Annotated[str, typer.Option(help="columns: side by side. single: one file a language.")] = "columns",
    audience: Annotated[
        str, typer.Option("--for", help="counterparty: nothing internal in it. internal: with drafting notes. signing.")
    ] = "counterparty",
    final: Annotated[bool, typer.Option("--final", help="Without the DRAFT mark; refused while a reason for DRAFT stands.")] = False,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """Draft the agreement: PDF and DOCX, the receipt beside them; says what breaks the law and why it is a draft."""
    one_of("--for", audience, ("counterparty", "internal", "signing"))
    one_of("--layout", layout, ("columns", "single"))
    kinds, tags = formats_of(formats), listed(languages)
    opened = open_library(library, deal)
    read = kit.load_deal(deal, opened.codes)
    _refuse_unlawful(read, opened, as_json=as_json)
    assembly = kit.run(read, opened, tags)
    wanted = kit.Wanted(kinds, kit.columns_for(read, tags, layout), audience, final)  # type: ignore[arg-type]  # checked above
    with progress("Drafting", silent=as_json) as step:
        files = kit.documents(assembly, read, opened, wanted, step)
    written = kit.write_files(output, files)
    opened.sources.save()
    views.drafted(assembly, written, final=final, as_json=as_json)


def _refuse_unlawful(deal: kit.Deal, library: kit.Library, *, as_json: bool) -> None:
    """A deal that breaks the law is not drafted: say why, and which ways out the law leaves."""
    findings = kit.find(deal, library.jurisdictions, library.codes)
    if findings.breaches:
        views.refusal(deal, findings, library, as_json=as_json)
        raise typer.Exit(PROBLEMS)


@app.command()
@guarded
def check(
    deal: Annotated[Path | None, typer.Argument(help="A deal; without it, the whole library is proved.", show_default=False)] = None,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """Check a deal, or prove the whole library: no gap, no tie, every translation aligned, every reference leads somewhere."""
    opened = open_library(library, deal)
    if deal is None:
        with progress("Checking the library", silent=as_json):
            well = views.library_report(kit.check_library, opened, as_json=as_json)
    else:
        read = kit.load_deal(deal, opened.codes)
        _refuse_unlawful(read, opened, as_json=as_json)
        views.deal_report(read, kit.run(read, opened), as_json=as_json)
        well = True
    opened.sources.save()
    if not well:
        raise typer.Exit(PROBLEMS)


@app.command()
@guarded
def facts(
    clause: Annotated[str | None, typer.Argument(help="One clause: its blanks only.", show_default=False)] = None,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """List every code, flag, fixed fact and blank that a deal or a wording may use."""
    views.vocabulary(open_library(library), clause, as_json=as_json)


@app.command()
@guarded
def schema(library: LibraryPath = None) -> None:
    """Print the JSON Schema of a deal file, for editors that complete and check while you type."""
    print_json(kit.deal_schema(open_library(library).codes))


@app.command()
@guarded
def signoff(
    deal: DealPath,
    what: Annotated[str | None, typer.Option(help="law, wording, translation, risk. Without it, the standing reasons are listed.")] = None,
    of: Annotated[list[str] | None, typer.Option(help="What is cleared; repeat for several. Without it, all of that kind.")] = None,
    by: Annotated[str, typer.Option(help="Who has seen it.")] = "",
    on: Annotated[str, typer.Option(help="The day, as 2027-01-31; without it, today.", show_default=False)] = "",
    note: Annotated[str | None, typer.Option(help="A remark that is kept.", show_default=False)] = None,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """List the reasons for DRAFT, or clear some: each is bound to the hash of what was seen."""
    opened = open_library(library, deal)
    read = kit.load_deal(deal, opened.codes)
    standing = kit.run(read, opened).reasons
    if what is None:
        views.reasons(standing, as_json=as_json)
        return
    if not by:
        raise typer.BadParameter("say who has seen it: --by NAME")
    cleared = kit.sign_off(deal, standing, what, of or [], by, day_of(on) or date.today(), note)
    views.cleared(cleared, as_json=as_json)


@app.command()
@guarded
def doctor(as_json: AsJson = False) -> None:
    """Say what this machine lacks, and the command that mends it."""
    if not views.health(kit.examine(), as_json=as_json):
        raise typer.Exit(PROBLEMS)


@new_app.command("deal")
@guarded
def new_deal(
    path: Annotated[Path, typer.Argument(help="The file to write.", show_default=False)],
    other: Annotated[Path | None, typer.Option("--from", help="Start from another deal instead of answering.", show_default=False)] = None,
    library: LibraryPath = None,
) -> None:
    """Start a deal file: answer a few questions, or start from another deal."""
    kit.refuse_taken(path)
    if other is not None:
        text = kit.copy_of(other)
    else:
        opened = open_library(library)
        text = kit.skeleton(_ask(opened), opened)
    kit.write_new(path, text)
    typer.echo(f"{path} is written. Fill in what its comments ask, then: agreement-kit check {path}")


def _ask(library: kit.Library) -> kit.Answers:
    kinds = library.codes.dimensions["acts_as"].codes
    states = tuple(library.jurisdictions)
    today = date.today()
    provider = typer.prompt("Who supplies the data? Its full name")
    provider_state = _choice("Its state", states)
    provider_kind = _choice("What does it act as", kinds)
    recipient = typer.prompt("Who trains the model? Its full name")
    recipient_state = _choice("Its state", states)
    recipient_kind = _choice("What does it act as", kinds)
    return kit.Answers(
        provider,
        provider_state,
        provider_kind,
        recipient,
        recipient_state,
        recipient_kind,
        dataset=typer.prompt("The dataset's title"),
        identity=_choice("Does it relate to persons", library.codes.dimensions["identity"].codes),
        holder=_choice("Who holds it", library.codes.dimensions["holder"].codes),
        work_state=_choice("Where is the work done", (provider_state, recipient_state)),
        as_of=today,
        effect=day_of(typer.prompt("When should it take effect (2027-02-01)")) or today,
    )


def _choice(question: str, values: tuple[str, ...]) -> str:
    while True:
        answer: str = typer.prompt(f"{question} ({', '.join(dict.fromkeys(values))})").strip()
        if answer in values:
            return answer
        typer.echo(f"'{answer}' is not one of them.", err=True)


for _command in (reasoning.explain, reasoning.place, working.compare, working.checklist, working.coverage):
    app.command()(_command)
app.add_typer(working.law_app, name="law")


def main() -> None:
    """Run the command line."""
    app(prog_name="agreement-kit")


__all__ = ["app", "main", "show_problems"]
