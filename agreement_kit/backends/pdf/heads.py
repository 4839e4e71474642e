"""The names of the languages at the head of pages of the agreement, and not on the title page and the contents.

They stand in the page margin, where style sheets cannot know what a page holds; so the function that fetches them is wrapped.
`tests/test_backend_pdf.py` fails when it changes.
"""

from collections.abc import Iterator
from typing import Any

NAMES = "names"  # the running element
TABLES = frozenset({"text", "grid", "form"})  # the classes of tables that hold the languages side by side or below one another


def install() -> None:
    """Wrap the fetching of running elements, once in a process; nothing when WeasyPrint has no such function."""
    from weasyprint.layout import LayoutContext  # type: ignore[import-untyped, unused-ignore]

    if hasattr(LayoutContext, "get_running_element_for") and not hasattr(LayoutContext, "_agreement_kit"):
        LayoutContext.get_running_element_for = _where_languages_are(LayoutContext.get_running_element_for)
        LayoutContext._agreement_kit = True


def _where_languages_are(fetch: Any) -> Any:
    def get_running_element_for(context: Any, page: Any, name: str, *rest: Any) -> Any:
        if name == NAMES and not any(_holds_languages(box) for box in _boxes(page)):
            return ()
        return fetch(context, page, name, *rest)

    return get_running_element_for


def _holds_languages(box: Any) -> bool:
    element = getattr(box, "element", None)
    return element is not None and element.tag == "table" and not TABLES.isdisjoint((element.get("class") or "").split())


def _boxes(box: Any) -> Iterator[Any]:
    """The boxes in a box, itself first, but not what stands in tables."""
    yield box
    if getattr(box, "element_tag", None) != "table":
        for child in getattr(box, "children", ()):
            yield from _boxes(child)
