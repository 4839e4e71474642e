"""Pages, sheets, memoranda and calendars that go with the work on an agreement: what is asked for, as bytes. Nothing is written here."""

from collections.abc import Sequence
from pathlib import Path

from agreement_kit.checklist import Task, dated, explained, memo
from agreement_kit.checklist import sheets as task_sheets
from agreement_kit.compare import Board
from agreement_kit.coverage import FrameworkCoverage
from agreement_kit.coverage import sheets as coverage_sheets
from agreement_kit.deal import Deal
from agreement_kit.errors import DealError, LibraryError, Problem
from agreement_kit.library import Library
from agreement_kit.rules import end_of
from agreement_kit.survey import Survey
from agreement_kit.survey import memo as survey_memo
from agreement_kit.survey import sheets as survey_sheets
from agreement_kit.verification import Returned, questions, returned


def board_page(boards: Sequence[Board], library: Library) -> bytes:
    """Clause boards as one HTML page."""
    from agreement_kit.backends import page

    template, css = (library.sources.text(f"templates/{name}") for name in ("html/board.html.jinja", "css/board.css"))
    return page.write(template, css, boards=boards).encode()


def coverage_file(frameworks: Sequence[FrameworkCoverage], title: str, library: Library, extension: str) -> bytes:
    """Coverage as an HTML page or an Excel workbook. Raises DealError for another extension."""
    if extension == "xlsx":
        from agreement_kit.backends import xlsx

        return xlsx.write(coverage_sheets(frameworks))
    if extension == "html":
        from agreement_kit.backends import page

        template, css = (library.sources.text(f"templates/{name}") for name in ("html/coverage.html.jinja", "css/board.css"))
        return page.write(template, css, frameworks=frameworks, title=title).encode()
    raise DealError(Problem("unknown_format", f"'{extension}' is not a format of coverage", hint="one of html, xlsx"))


def checklist_file(tasks: Sequence[Task], deal: Deal, extension: str) -> bytes:
    """A checklist as a Word file, an Excel workbook or a calendar. Raises DealError for another extension."""
    if extension == "docx":
        from agreement_kit.backends import memodocx

        return memodocx.write(memo(tasks, deal))
    if extension == "xlsx":
        from agreement_kit.backends import xlsx

        return xlsx.write(task_sheets(tasks))
    if extension == "ics":
        from agreement_kit.backends import ics

        events = [ics.Event(day, f"{task.law}: {task.what}", explained(task)) for task, day in dated(tasks, end_of(deal))]
        return ics.write(events, f"Checklist of {deal.name}", deal.as_of)
    raise DealError(Problem("unknown_format", f"'{extension}' is not a format of a checklist", hint="one of text, docx, xlsx, ics"))


def survey_file(found: Survey, library: Library, extension: str) -> bytes:
    """A survey as an HTML page, an Excel workbook or a Word memorandum with footnotes. Raises DealError for another extension."""
    if extension == "docx":
        from agreement_kit.backends import memodocx

        return memodocx.write(survey_memo(found))
    if extension == "xlsx":
        from agreement_kit.backends import xlsx

        return xlsx.write(survey_sheets(found))
    if extension == "html":
        from agreement_kit.backends import page

        template, css = (library.sources.text(f"templates/{name}") for name in ("html/survey.html.jinja", "css/board.css"))
        return page.write(template, css, survey=found).encode()
    raise DealError(Problem("unknown_format", f"'{extension}' is not a format of a survey", hint="one of html, xlsx, docx"))


def questionnaire(states: Sequence[str], day: str, library: Library) -> bytes:
    """The Word questionnaire for local counsel on the law of some states. `day` is the ISO date in its properties."""
    from agreement_kit.backends import questionnaire as paper

    return paper.write(questions(states, library), f"Questions on the law of {', '.join(states)}", day)


def read_answers(path: Path) -> bytes:
    """The bytes of a file that came back. Raises LibraryError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise LibraryError(Problem("not_a_questionnaire", f"the file cannot be read: {error.strerror}", str(path))) from None


def returned_questionnaire(data: bytes, path: str, library: Library) -> Returned:
    """What came of a questionnaire that counsel sent back. Raises LibraryError; then nothing is stamped."""
    from agreement_kit.backends import questionnaire as paper

    return returned(paper.read(data, path), library, path)
