"""Clause boards as one HTML page: complete in itself, no scripts, nothing fetched."""

from collections.abc import Sequence

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from agreement_kit.compare import Board


def write(boards: Sequence[Board], template: str, css: str) -> str:
    """The page. `template` and `css` are the texts of `templates/html/board.html.jinja` and `templates/css/board.css`."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    return environment.from_string(template).render(boards=boards, css=Markup(css))
