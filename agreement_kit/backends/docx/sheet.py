"""What paragraphs look like: the sizes, indents and style ids that everything written into the file goes by."""

from collections.abc import Mapping
from dataclasses import dataclass

from agreement_kit.backends.docx.fonts import Letters
from agreement_kit.backends.docx.levels import Level
from agreement_kit.backends.docx.numbering import BELOW, NUMBERED, Numbering
from agreement_kit.backends.docx.roles import Role, style_id
from agreement_kit.backends.docx.xml import twips
from agreement_kit.document import Labels, Language
from agreement_kit.errors import Problem, RenderError
from agreement_kit.style import LanguageStyle, Style

CELL_SIDE = 140  # twips between the words of a cell and its side
BELOW_NAMES = 80  # twips between the rule below the names of the languages and the text
FACING = ("contents_heading", "contents")  # what stands beside what says the same in other languages, line by line
_FACING = 1.3  # of the size of the type, exactly
_CLOSE = 1.48  # of the size of large type, at least
_TITLE_SCALES = {1: 1.0, 2: 0.9}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the paragraphs of a file look like. `columns` says that languages stand side by side."""

    style: Style
    roles: Mapping[str, Role]
    letters: Mapping[Language, Letters]
    numbering: Numbering

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the columns, in order."""
        return self.style.columns

    @property
    def columns(self) -> bool:
        """Whether several languages stand side by side."""
        return len(self.style.columns) > 1

    @property
    def column(self) -> int:
        """The width of the text of one column in twips; padding stands between the columns, not at the margins."""
        count = len(self.style.columns)
        return (self.width - 2 * CELL_SIDE * (count - 1)) // count

    @property
    def width(self) -> int:
        """The width of the text in twips."""
        return twips(self.style.page_width - 2 * self.style.margin_side)

    @property
    def top(self) -> int:
        """Where the text begins on a page, in twips. Below the line of the title, side by side, stand the names of the languages."""
        margin = twips(self.style.margin_top)
        if not self.columns:
            return margin
        sides = sum(self.number("column_name", side) for side in ("before", "after"))
        return margin + round((max(self.line("column_name", language) for language in self.languages) + sides) * 20) + BELOW_NAMES

    def title(self, title: Labels, language: Language) -> str:
        """The title in a language. Raises RenderError when it is missing."""
        if language not in title:
            raise RenderError(Problem("missing_wording", f"the title has no wording in {language}"))
        return title[language]

    def look(self, language: Language) -> LanguageStyle:
        """How a language looks."""
        return self.style.languages[language]

    def number(self, role: str, key: str, default: float = 0.0) -> float:
        """A number that a role gives."""
        return float(self.roles[role].get(key, default))

    def size(self, role: str) -> float:
        """The size of a role in points. A title in a narrow column is smaller."""
        narrow = _TITLE_SCALES.get(len(self.style.columns), 0.75) if role == "title" else 1.0
        return self.style.size * self.number(role, "size", 1.0) * narrow

    def printed_size(self, role: str) -> float:
        """The size of a role as Word has it: in half points."""
        return round(self.size(role) * 2) / 2

    def line(self, role: str, language: Language) -> float:
        """The height of a line in points, as Word has it; large type is set closer, but no closer than the tallest letters are high.

        So are the contents side by side, alike in all languages: they face each other.
        """
        height = self.look(language).line_height
        if role in FACING and self.columns:
            height = min(max(self.look(other).line_height for other in self.languages), _FACING)
        elif self.number(role, "size", 1.0) >= 1.25:
            height = min(height, _CLOSE)
        return round(self.size(role) * height * 20) / 20

    def id(self, role: str, language: Language) -> str:
        """The id of the paragraph style of a role in a language."""
        place = self.languages.index(language)
        if role == "contents":
            return f"TOC{place + 1}"
        name = style_id(self.roles, role)
        return f"{name}-{language}" if place else name

    def level(self, role: str, language: Language) -> tuple[str, int, Level] | None:
        """The list and level whose numbers a role bears: family, level number, level."""
        place = 0 if role in (*NUMBERED, "recital") else BELOW.index(role) + 1 if role in BELOW else None
        if place is None:
            return None
        family = "article" if role in BELOW else role
        return family, place, self.numbering.series[language, family].levels[place]

    def left(self, role: str, language: Language) -> int:
        """Where the lines of a role begin, in twips."""
        if role in ("text_2", "text_3"):
            return self.numbering.series[language, "article"].levels[int(role[-1]) - 1].left
        found = self.level(role, language)
        return found[2].left if found else 0
