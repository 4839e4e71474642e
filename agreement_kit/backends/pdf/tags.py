"""Tags that WeasyPrint leaves out: the language of an element, the scope of a header cell; and page furniture kept out of the reading.

WeasyPrint offers no way to add them, so two of its private functions are wrapped. `tests/test_backend_pdf.py` fails when they change.
"""

from collections.abc import Iterator
from typing import Any

SCOPES = {"col": "/Column", "row": "/Row"}


def install() -> None:
    """Wrap the tag builder and the drawing of page margins, once in a process; nothing when WeasyPrint has no such functions."""
    from weasyprint import draw  # type: ignore[import-untyped, unused-ignore]
    from weasyprint.pdf import tags  # type: ignore[import-untyped, unused-ignore]

    known = hasattr(tags, "_build_box_tree") and hasattr(draw, "draw_stacking_context")
    if not known or hasattr(tags, "_agreement_kit"):
        return
    tags._build_box_tree = _with_languages(tags._build_box_tree)
    draw.draw_stacking_context = _with_artifacts(draw.draw_stacking_context)
    tags._agreement_kit = True


def _with_languages(build: Any) -> Any:
    """The tag builder, adding /Lang and /Scope, and leaving page margins out of the tree."""
    from pydyf import String  # type: ignore[import-untyped, unused-ignore]
    from weasyprint.formatting_structure.boxes import MarginBox  # type: ignore[import-untyped, unused-ignore]

    def build_box_tree(box: Any, *rest: Any) -> Iterator[Any]:
        if isinstance(box, MarginBox):
            return
        for element in build(box, *rest):
            attributes = getattr(getattr(box, "element", None), "attrib", None) or {}
            if attributes.get("lang"):
                element["Lang"] = String(attributes["lang"])
            if element["S"] == "/TH" and attributes.get("scope") in SCOPES:
                element["A"]["Scope"] = SCOPES[attributes["scope"]]
            yield element

    return build_box_tree


def _with_artifacts(draw_context: Any) -> Any:
    """The drawing of boxes, marking what stands in page margins as an artifact: readers do not speak it on each page."""
    from weasyprint.formatting_structure.boxes import MarginBox  # type: ignore[import-untyped, unused-ignore]

    def draw_stacking_context(stream: Any, context: Any) -> None:
        if not isinstance(context.box, MarginBox) or stream._tags is None:
            draw_context(stream, context)
            return
        with stream.artifact():
            tags, stream._tags = stream._tags, None
            try:
                draw_context(stream, context)
            finally:
                stream._tags = tags

    return draw_stacking_context
