"""The agreement as a PDF: tagged, in embedded fonts, the same bytes for the same tree."""

import ctypes.util
import gc
import io
import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from typing import Any

from agreement_kit.backends import fonts, html
from agreement_kit.backends.pdf import actual_text, heads, leaders, line_ends, rows, tags
from agreement_kit.document import Agreement
from agreement_kit.errors import Problem, RenderError
from agreement_kit.style import Style

VARIANT = "pdf/ua-1"
FETCHED = ("data",)  # nothing is read from disk or network while a document renders

_MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)


def write(agreement: Agreement, style: Style) -> bytes:
    """The PDF of an agreement.

    Raises RenderError for all that `html.write` refuses, a font or a glyph that this machine lacks, and a link that leads nowhere.
    """
    families = {family for tag in style.columns for family in style.languages[tag].fonts}
    missing = fonts.missing_fonts(families)
    if missing:
        raise RenderError(missing)
    page = html.write(agreement, style)
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=FETCHED)
    with _uncollected(), _warnings() as warnings:
        pdf: bytes = weasyprint.HTML(string=page, base_url=None, url_fetcher=fetcher).write_pdf(pdf_variant=VARIANT)
    problems = tuple(dict.fromkeys(problem for record in warnings if (problem := _problem(record, page))))
    if problems:
        raise RenderError(problems)
    return pdf


def ready() -> None:
    """Load all that sets type. Raises RenderError naming what this machine lacks."""
    _weasyprint()


@cache
def _weasyprint() -> Any:
    """WeasyPrint, imported when first used: it takes a fifth of a second, and must see our fonts from the start."""
    fonts.select()
    try:
        with _libraries_by_name(), redirect_stdout(io.StringIO()):  # it prints advice of its own
            import weasyprint  # type: ignore[import-untyped, unused-ignore]
    except OSError as error:
        hint = f"{fonts.MEND} libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise RenderError(Problem("missing_library", f"a library that sets type is not installed: {error}", hint=hint)) from error
    for hook in (tags, actual_text, line_ends, rows, heads, leaders):
        hook.install()
    return weasyprint


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """On Linux, spare WeasyPrint a search for libraries that starts a compiler and finds what their names find at once."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _uncollected() -> Iterator[None]:
    """No cyclic garbage collection meanwhile: layout makes many lasting objects, and walking them costs a quarter of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
        gc.collect()


class _Listener(logging.Handler):
    """Keeps what WeasyPrint warns of in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[logging.LogRecord] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.heard.append(record)


@contextmanager
def _warnings() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint warns of meanwhile."""
    logger, listener = logging.getLogger("weasyprint"), _Listener()
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)


def _problem(record: logging.LogRecord, page: str) -> Problem | None:
    """The problem behind a warning, or None when it is no matter for a user."""
    words = str(record.msg)
    if words.startswith(".notdef glyph") and isinstance(record.args, tuple):
        return _missing_glyph(str(record.args[0]), page)
    if words.startswith(("No anchor", "Failed to load")):
        return Problem("broken_part", f"a picture or a link is broken: {record.getMessage()[:120]}")
    return None


def _missing_glyph(character: str, page: str) -> Problem:
    """The problem of a character that no font has, with the words around it."""
    text = _MARKUP.sub(" ", page)
    place = max(text.find(character), 0)
    around = " ".join(text[max(place - 20, 0) : place + 20].split())
    message = f"no font has the character {character} (U+{ord(character):04X}) in “{around}”"
    hint = "write it with another character, or let a font that has it through in templates/fonts/fonts.conf"
    return Problem("missing_glyph", message, hint=hint)
