"""The commands around the work on an agreement: comparing, the survey, checklists, coverage, and the questions to local counsel."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

import agreement_kit as kit
from agreement_kit.cli import boards, views
from agreement_kit.cli import coverage as coverage_view
from agreement_kit.cli.console import PROBLEMS, guarded, open_library, print_json, show_problems
from agreement_kit.cli.options import AsJson, DealPath, LibraryPath, day_of, listed, one_of, write_one

law_app = typer.Typer(no_args_is_help=True, help="Have local counsel verify the law.")


@guarded
def compare(
    clauses: Annotated[list[str] | None, typer.Argument(help="One clause or several, by name.", show_default=False)] = None,
    across: Annotated[str, typer.Option(help="positions, variants, languages or jurisdictions.")] = "positions",
    base: Annotated[str | None, typer.Option(help="What the others are held against.", show_default=False)] = None,
    language: Annotated[str, typer.Option(help="The language of the wordings.")] = "en",
    deal: Annotated[Path | None, typer.Option(help="The deal whose facts are asked of each state.", show_default=False)] = None,
    vary: Annotated[str, typer.Option(help="The survey: origin=ID,MY or destination=JP,SG.", show_default=False)] = "",
    only: Annotated[str, typer.Option("--only", help="differences: only what the states answer differently.", show_default=False)] = "",
    on: Annotated[str, typer.Option(help="The day whose law is shown, as 2027-01-31; without it, today.", show_default=False)] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file: .html (survey: .xlsx, .docx).", show_default=False)
    ] = None,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """Set wordings of a clause side by side, or (with --vary) the same facts under the law of several states."""
    one_of("--across", across, kit.ACROSS)
    opened = open_library(library, deal)
    read = kit.load_deal(deal, opened.codes) if deal else None
    if vary:
        _survey(read, vary, only, output, opened, as_json=as_json)
    elif not clauses:
        raise typer.BadParameter("name a clause, or --deal DEAL --vary origin=ID,MY for the survey")
    else:
        asked = kit.Asked(across, base, language, day_of(on) or date.today(), read)
        _boards(clauses, asked, output, opened, as_json=as_json)
    opened.sources.save()


def _boards(clauses: list[str], asked: kit.Asked, output: Path | None, library: kit.Library, *, as_json: bool) -> None:
    found = [board for name in clauses for board in kit.clause_boards(name, asked, library)]
    if output:
        write_one(output, kit.board_page(found, library))
    elif as_json:
        print_json([asdict(board) for board in found])
    else:
        boards.show(found)


def _survey(deal: kit.Deal | None, vary: str, only: str, output: Path | None, library: kit.Library, *, as_json: bool) -> None:
    role, _, states = vary.partition("=")
    if deal is None:
        raise typer.BadParameter("--vary needs the deal whose facts are asked: --deal DEAL")
    one_of("--only", only, ("", "differences"))
    found = kit.narrowed(kit.survey(deal, role, listed(states), library), only_differences=only == "differences")
    if output:
        write_one(output, kit.survey_file(found, library, output.suffix.lstrip(".")))
    elif as_json:
        print_json(asdict(found))
    else:
        for line in kit.survey_lines(found):
            typer.echo(line)


@guarded
def checklist(
    deal: DealPath,
    form: Annotated[str, typer.Option("--format", help="text, docx, xlsx or ics: several with commas.")] = "text",
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.")] = Path(),
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """List what the law asks to be done: filings, approvals, reviews and standing duties; by whom, with whom, by when."""
    opened = open_library(library, deal)
    read = kit.load_deal(deal, opened.codes)
    tasks = kit.checklist(read, kit.find(read, opened.jurisdictions, opened.codes), opened)
    wanted = [name for name in listed(form) if name != "text"]
    files = {f"{read.name}.checklist.{name}": kit.checklist_file(tasks, read, name) for name in wanted}
    for path in kit.write_files(output, files) if files else []:
        typer.echo(str(path), err=as_json)
    if as_json:
        print_json([asdict(task) for task in tasks])
    elif "text" in listed(form):
        views.tasks(tasks)
    opened.sources.save()


@guarded
def coverage(
    deal: Annotated[
        Path | None, typer.Argument(help="A deal: what its own agreement covers. Without it, a type.", show_default=False)
    ] = None,
    agreement: Annotated[str, typer.Option(help="The agreement type.")] = "training_data_sharing",
    gaps: Annotated[bool, typer.Option("--gaps", help="Only what is not covered, or in part.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file: .html or .xlsx.", show_default=False)] = None,
    library: LibraryPath = None,
    as_json: AsJson = False,
) -> None:
    """Hold the clauses against the ASEAN model clauses, the ASEAN AI guides and the Initiative: what is covered, what is not."""
    opened = open_library(library, deal)
    present = None
    if deal:
        read = kit.load_deal(deal, opened.codes)
        agreement, present = read.agreement, kit.run(read, opened).choices.present
    found = kit.coverage(opened, agreement, present)
    if output:
        write_one(output, kit.coverage_file(found, deal.stem if deal else agreement, opened, output.suffix.lstrip(".")))
    elif as_json:
        print_json(
            [{**asdict(framework), "items": [{**asdict(i), "standing": i.standing} for i in framework.items]} for framework in found]
        )
    else:
        coverage_view.show(found, gaps=gaps)
    opened.sources.save()


@law_app.command("export")
@guarded
def law_export(
    states: Annotated[list[str], typer.Argument(help="States, by ISO code: SG MY.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help="The Word file to write.", show_default=False)],
    library: LibraryPath = None,
) -> None:
    """Write a Word questionnaire for local counsel: each rule with our summary, its citation, how sure we are, and room for an answer."""
    write_one(output, kit.questionnaire(states, date.today().isoformat(), open_library(library)))


@law_app.command("import")
@guarded
def law_import(
    answers: Annotated[Path, typer.Argument(help="The questionnaire as it came back (.docx).", show_default=False)],
    into: Annotated[Path, typer.Option("--into", help="Your own clause library, which keeps the stamps.", show_default=False)],
    library: LibraryPath = None,
) -> None:
    """Read a questionnaire back: stamp what counsel agrees with, and list what is to be mended."""
    found = kit.returned_questionnaire(kit.read_answers(answers), str(answers), open_library(library or (into if into.is_dir() else None)))
    for path in kit.write_files(into / "clauses" / "verified", {f"{state}.yaml": text.encode() for state, text in found.files.items()}):
        typer.echo(str(path))
    typer.echo(f"{found.stamped} rules stamped.")
    show_problems(found.remarks)
    if found.remarks:
        raise typer.Exit(PROBLEMS)
