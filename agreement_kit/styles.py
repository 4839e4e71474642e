"""Build the style of a document from the library: which columns, which marks, which words on the page."""

from collections.abc import Sequence

from agreement_kit.deal import Deal
from agreement_kit.library import Library
from agreement_kit.style import Audience, Style
from agreement_kit.text.page import language_style


def style_for(deal: Deal, library: Library, columns: Sequence[str], audience: Audience, *, draft: bool) -> Style:
    """The style of one file. `columns` are the languages printed side by side. Raises LibraryError when a template is missing."""
    own = {*deal.texts.authentic, *deal.texts.translations}
    return Style(
        columns=tuple(columns),
        languages={tag: language_style(library.conventions(tag), library.page_words(tag)) for tag in columns},
        audience=audience,
        draft=draft,
        reading_copy=tuple(tag for tag in columns if tag not in own),
        created=deal.as_of.isoformat(),
        html=library.sources.text("templates/html/agreement.html.jinja"),
        css=library.sources.text("templates/css/agreement.css"),
        docx=library.sources.yaml("templates/docx/styles.yaml").data,
    )
