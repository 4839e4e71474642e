"""Page furniture: the words that engineers wrote, read from a language's catalogue; and the style of a language for the back ends."""

from collections.abc import Mapping
from io import BytesIO

from agreement_kit.errors import LibraryError, Problem
from agreement_kit.style import LanguageStyle, NumberFormat
from agreement_kit.text.conventions import Conventions


def page_words(text: str, path: str) -> Mapping[str, str]:
    """The words of a catalogue (the text of a PO file) by key, the key being `msgctxt`. Raises LibraryError for what is not translated."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(BytesIO(text.encode()), charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise LibraryError(Problem("malformed_catalogue", f"the catalogue cannot be read: {error}", path)) from None
    words: dict[str, str] = {}
    problems: list[Problem] = []
    for message in catalog:
        if not message.id:
            continue
        if not message.context:
            problems.append(Problem("page_word", f"'{message.id}' has no msgctxt, which is its key", path, message.lineno))
        elif not message.string or message.fuzzy:
            problems.append(Problem("page_word", f"'{message.context}' is not translated", path, message.lineno))
        else:
            words[message.context] = str(message.string)
    if problems:
        raise LibraryError(problems)
    return words


def language_style(conventions: Conventions, words: Mapping[str, str]) -> LanguageStyle:
    """What a back end needs to know about a language, from its conventions and its page words."""
    return LanguageStyle(
        tag=conventions.tag,
        name=conventions.name,
        fonts=conventions.fonts,
        word_fonts=conventions.word_fonts,
        script=conventions.script,
        direction=conventions.direction,
        line_height=conventions.line_height,
        justify=conventions.justify,
        numbering={kind: NumberFormat(level.pattern, level.digits) for kind, level in conventions.numbering.items()},
        heading=conventions.heading.form,
        heading_layout=conventions.heading.layout,
        heading_case=conventions.heading.case,
        words=words,
    )
