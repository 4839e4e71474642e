"""Languages: their conventions and page words, read from `locales/<language>/`."""

from collections.abc import Mapping

from agreement_kit.errors import LibraryError, Problem, nearest
from agreement_kit.library.sources import Sources
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.page import page_words


def load_conventions(sources: Sources, tag: str) -> Conventions:
    """The conventions of a language. Raises LibraryError when the library does not have it."""
    known = languages(sources)
    if tag not in known:
        raise LibraryError(
            Problem("unknown_language", f"the library has no language '{tag}'", hint=nearest(tag, known) or f"one of {', '.join(known)}")
        )
    return Conventions.read(sources.yaml(f"locales/{tag}/conventions.yaml"))


def load_page_words(sources: Sources, tag: str) -> Mapping[str, str]:
    """The page words of a language, by key. Raises LibraryError."""
    path = f"locales/{tag}/LC_MESSAGES/agreement_kit.po"
    return page_words(sources.text(path), path)


def languages(sources: Sources) -> tuple[str, ...]:
    """The languages the library has."""
    return tuple(name for name in sources.names("locales") if sources.find(f"locales/{name}/conventions.yaml"))
