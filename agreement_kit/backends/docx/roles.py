"""Roles of the text and the Word styles they are given: name, size, spacing, indent."""

from collections.abc import Mapping

from agreement_kit.errors import Problem, RenderError, nearest

Value = str | float | bool
Role = Mapping[str, Value]

# The styles of templates/docx/styles.yaml, used where the style brings none; a test keeps the two equal.
ROLES: Mapping[str, Role] = {
    "title": {"name": "Title", "size": 2.0, "bold": True, "color": "1D2A44", "align": "center", "before": 30, "after": 24},
    "party": {"name": "Party", "size": 1.25, "bold": True, "align": "center", "before": 8, "after": 8},
    "joint": {"name": "Title Line", "align": "center", "before": 4, "after": 4},
    "article": {"name": "heading 1", "size": 1.1, "bold": True, "before": 14, "after": 5},
    "schedule": {"name": "Schedule Heading", "size": 1.3, "bold": True, "align": "center", "before": 8, "after": 10},
    "addendum": {"name": "Addendum Heading", "size": 1.3, "bold": True, "align": "center", "before": 8, "after": 10},
    "part": {"name": "Part Heading", "size": 1.1, "bold": True, "before": 14, "after": 5},
    "execution": {"name": "Signature Heading", "size": 1.1, "bold": True, "before": 14, "after": 5},
    "text": {"name": "Body Text", "align": "text", "after": 6},
    "text_2": {"name": "Body Text 2", "align": "text", "after": 5},
    "text_3": {"name": "Body Text 3", "align": "text", "after": 5},
    "recital": {"name": "Recital", "align": "text", "hanging": 10, "after": 6},
    "paragraph": {"name": "Paragraph", "align": "text", "hanging": 9, "after": 6},
    "item": {"name": "Item", "align": "text", "hanging": 9, "after": 5},
    "subitem": {"name": "Sub-item", "align": "text", "hanging": 9, "after": 5},
    "contents_heading": {"name": "TOC Heading", "size": 1.3, "bold": True, "after": 10},
    "contents": {"name": "toc 1", "after": 4},
    "column_name": {"name": "Language Name", "size": 0.8, "color": "595959", "before": 2, "after": 2},
    "table_head": {"name": "Table Heading", "size": 0.9, "bold": True, "before": 2, "after": 2},
    "table_text": {"name": "Table Text", "size": 0.9, "before": 2, "after": 2},
    "picture": {"name": "Picture", "size": 0.9, "align": "center", "before": 4, "after": 4},
    "caption": {"name": "Form Caption", "size": 0.9, "color": "404040", "before": 2, "after": 2},
    "header": {"name": "header", "size": 0.8, "color": "595959"},
    "footer": {"name": "footer", "size": 0.8, "color": "595959"},
    "note": {"name": "Internal Note", "size": 0.85, "color": "1F3864", "shade": "E8EDF5", "before": 3, "after": 6},
    "space": {"name": "Spacer", "size": 0.2},
    "defined_term": {"name": "Defined Term", "bold": True},
    "open_blank": {"name": "Open Blank", "shade": "FFF2AB"},
    "mark": {"name": "Status Mark", "bold": True, "color": "A61C1C"},
    "page": {"columns_indent": 0.7, "rule": "BFBFBF", "head_shade": "F2F2F2"},
    "fonts": {
        "Noto Serif": "Times New Roman",
        "Noto Sans": "Arial",
        "Noto Serif CJK JP": "MS Mincho",
        "Noto Serif CJK SC": "SimSun",
        "Noto Serif CJK TC": "PMingLiU",
        "Noto Serif CJK KR": "Batang",
        "Noto Serif Thai": "Leelawadee UI",
        "Noto Serif Khmer": "Leelawadee UI",
        "Noto Serif Lao": "Leelawadee UI",
        "Noto Serif Myanmar": "Myanmar Text",
        "Noto Serif Tamil": "Nirmala UI",
    },
}
CHARACTERS = ("defined_term", "open_blank", "mark")


def merged(given: Mapping[str, Role] | None) -> Mapping[str, Role]:
    """The roles of a style, role by role and entry by entry over our own. Raises RenderError for a role that does not exist."""
    given = given or {}
    problems = [
        Problem("unknown_role", f"{role} is not a role of the text", hint=nearest(role, ROLES)) for role in given if role not in ROLES
    ]
    if problems:
        raise RenderError(problems)
    return {role: {**values, **given.get(role, {})} for role, values in ROLES.items()}


def hanging(roles: Mapping[str, Role], *, columns: bool) -> Mapping[str, float]:
    """The room for numbers by role, in millimetres; narrower where columns stand side by side."""
    scale = float(roles["page"]["columns_indent"]) if columns else 1.0
    return {role: float(values["hanging"]) * scale for role, values in roles.items() if "hanging" in values}


def style_id(roles: Mapping[str, Role], role: str) -> str:
    """The id of a style: its name without spaces; built-in names as Word writes them ("heading 1" is Heading1)."""
    name = str(roles[role]["name"])
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())
