"""Pages to read in a browser (clause boards, coverage): one HTML file each, complete in itself, no scripts, nothing fetched."""

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup


def write(template: str, css: str, **values: object) -> str:
    """The page. `template` and `css` are texts of `templates/html/` and `templates/css/`; `values` are what the template names."""
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()
    return environment.from_string(template).render(css=Markup(css), **values)
