"""Words as runs: definitions in bold, every blank in a content control, references as fields."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreement_kit.backends.docx.references import References
from agreement_kit.backends.docx.roles import style_id
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.xml import Ids, control, escape, run
from agreement_kit.document import Definition, Fill, Inline, Language, Reference

_MARK = re.compile(r"([^\w\s]?●+[^\w\s]?)")  # what stands for words that nobody has given yet, with its brackets
_DOTS = "……"
_DOTS_APART = re.compile("(…{4,})")
_TO_WRITE_ON = re.compile(f" (?={_DOTS})")
# Characters that Word sets in the Latin font, half as wide, unless the run says that it is East Asian.
_AMBIGUOUS = re.compile("[\u00a7-\u00b7\u2010-\u2027\u2030-\u205e\u2190-\u27bf]")


_SPACED = 16  # twips between the signs of an open blank


def tied(parts: Sequence[Inline]) -> Iterator[Inline]:
    """The parts of a wording; a word and the dots to write on that follow it stay on one line."""
    for place, part in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else None
        text = _TO_WRITE_ON.sub("\u00a0", part.text) if _DOTS in part.text else part.text
        if after and after.text.startswith(_DOTS) and text.endswith(" "):
            text = text[:-1] + "\u00a0"
        yield part if text == part.text else replace(part, text=text)


class Words:
    """Writes the words of one file."""

    def __init__(self, sheet: Sheet, references: References, ids: Ids) -> None:
        self._sheet = sheet
        self._references = references
        self._ids = ids
        self._bold = style_id(sheet.roles, "defined_term")
        self._open = style_id(sheet.roles, "open_blank")

    def runs(self, parts: tuple[Inline, ...], language: Language, place: str) -> str:
        """The runs of a wording; `place` is the id of the block that holds it."""
        return "".join(self._part(part, language, place) for part in tied(parts))

    def plain(self, text: str, language: Language, style: str = "") -> str:
        """Fixed words: a run, but where dots to write on stand among East Asian words these are runs of their own."""
        parts = _DOTS_APART.split(text) if self._sheet.letters[language].script == "east_asian" else [text]
        return "".join(run(part, self.look(part, language, style)) for part in parts)

    def _part(self, part: Inline, language: Language, place: str) -> str:
        if isinstance(part, Fill):
            return self._fill(part, language, place)
        if isinstance(part, Reference):
            return self._references.runs(part, language, self.look(part.text, language))
        return self.plain(part.text, language, self._bold if isinstance(part, Definition) else "")

    def _fill(self, fill: Fill, language: Language, place: str) -> str:
        """A filled blank takes plain text. One still open takes any, for LibreOffice would not highlight plain text in a control; so does
        one of several lines, for there it would set the line breaks before all of the text."""
        parts = _MARK.split(fill.text) if fill.open else ()
        words = "".join(self._open_run(part, language) for part in parts) or self.plain(fill.text, language)
        words = words or f"<w:r>{self.look(fill.text, language)}<w:t></w:t></w:r>"
        number = self._ids.control("blank", fill.blank, place, language)
        return control(words, fill.blank, number, "rich" if fill.open or "\n" in fill.text else "plain")

    def _open_run(self, text: str, language: Language) -> str:
        """A run of an open blank. Its mark is Latin in all languages: the same size, a little spaced, and broken nowhere."""
        highlight = '<w:highlight w:val="yellow"/>'
        if not _MARK.fullmatch(text):
            return run(text, self.look(text, language, self._open, highlight))
        letters = self._sheet.letters[language]
        font, code = escape(letters.latin), letters.codes[0]
        fonts = f'<w:rFonts w:hint="default" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        inside = f'<w:rStyle w:val="{self._open}"/>{fonts}<w:spacing w:val="{_SPACED}"/>{highlight}'
        return run(text, f'<w:rPr>{inside}<w:lang w:val="{code}" w:eastAsia="{code}"/></w:rPr>')

    def look(self, text: str, language: Language, style: str = "", more: str = "") -> str:
        """The run properties of words in a language: a character style, and `more` properties behind it."""
        inside, behind = f'<w:rStyle w:val="{style}"/>' if style else "", ""
        letters = self._sheet.letters[language]
        if letters.script == "east_asian" and _DOTS_APART.fullmatch(text):
            # LibreOffice takes dots for Latin where nothing of the language stands before them, and sets others then.
            font, code = escape(letters.east), letters.codes[1]
            inside += f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
            behind = f'<w:lang w:val="{code}" w:eastAsia="{code}"/>'
        elif letters.script == "east_asian" and _AMBIGUOUS.search(text):
            inside += '<w:rFonts w:hint="eastAsia"/>'
        inside += more + behind
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""
