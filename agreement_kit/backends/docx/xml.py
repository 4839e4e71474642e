"""WordprocessingML as text: escaping, runs, fields, bookmarks, content controls, and the ids that must be unique in a file."""

import hashlib
import re
from typing import Literal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w15="{W15}" mc:Ignorable="w15"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

LONGEST_TAG = 64  # Word refuses a longer w:tag
_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = re.compile("([\n\t\u2011])")
_BREAK = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u2011": "<w:noBreakHyphen/>"}
_ADDRESS = re.compile(r"(?<![\w.+-])(?=[\w.+@-]{,40}(?![\w.+@-]))[\w.+-]+@[\w.-]+", re.ASCII)  # a longer one may be wider than its column

_FIGURES = re.compile(r"(?<![\w-])\d{1,6}(?:-\d{1,6}){1,3}(?![\w-])", re.ASCII)


def unbroken(text: str) -> str:
    """A text as it is set: no line ends at the hyphen of an e-mail address, nor between figures, as in a postal code or a range."""
    if "-" not in text:
        return text
    found = _FIGURES.sub(lambda figures: figures[0].replace("-", "\u2011"), text)
    return _ADDRESS.sub(lambda address: address[0].replace("-", "\u2011"), found) if "@" in found else found


def escape(text: str) -> str:
    """Text for an element or an attribute; characters that XML cannot hold are left out."""
    legal = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def whole(text: str) -> str:
    """Words of a number or reference: no line ends at their spaces.

    LibreOffice ends lines at U+00A0 inside a field, and may lose what follows. It keeps to U+202F, of which two are as wide as a space.
    """
    return text.replace("\u00a0", "\u202f\u202f")


def twips(millimetres: float) -> int:
    """A length in the unit of Word, a twentieth of a point."""
    return round(millimetres * 1440 / 25.4)


def run(text: str, look: str = "") -> str:
    """A run. `look` is its `w:rPr` or nothing; line breaks and tabs become elements."""
    if not text:
        return ""
    safe = escape(unbroken(text))
    if not _BREAKS.search(safe):
        return f'<w:r>{look}<w:t xml:space="preserve">{safe}</w:t></w:r>'
    parts = (_BREAK.get(part) or f'<w:t xml:space="preserve">{part}</w:t>' for part in _BREAKS.split(safe) if part)
    return f"<w:r>{look}{''.join(parts)}</w:r>"


def field(code: str, result: str, look: str = "") -> str:
    """A field with its finished result, so that nothing need be computed when the file is opened. `result` is runs."""
    mark = f'<w:r>{look}<w:fldChar w:fldCharType="'
    instruction = f'<w:r>{look}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f'{mark}begin"/></w:r>{instruction}{mark}separate"/></w:r>{result}{mark}end"/></w:r>'


def link(anchor: str, content: str) -> str:
    """Runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{content}</w:hyperlink>'


def control(content: str, tag: str, number: int, kind: Literal["hidden", "rich", "plain"] = "hidden") -> str:
    """A content control around runs or blocks: hidden ones are for programs, rich and plain ones are boxes to fill in."""
    look = {"hidden": '<w15:appearance w15:val="hidden"/>', "rich": "", "plain": '<w:text w:multiLine="1"/>'}[kind]
    properties = f'<w:tag w:val="{escape(shorten(tag))}"/><w:id w:val="{number}"/>{look}'
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def shorten(tag: str) -> str:
    """A tag that Word takes: a long one keeps its beginning and ends in a hash of the whole."""
    if len(tag) <= LONGEST_TAG:
        return tag
    return f"{tag[: LONGEST_TAG - 13]}-{hashlib.sha256(tag.encode()).hexdigest()[:12]}"


class Ids:
    """Numbers and names that are unique in one file. They come from what they stand for, so that later drafts keep them."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, int]] = set()
        self._bookmarks = 0

    def control(self, *key: str) -> int:
        """The `w:id` of a content control: positive, 31 bits."""
        return self._free("control", 0x7FFFFFFE, key) + 1

    def name(self, prefix: str, *key: str) -> str:
        """The name of a bookmark; with `_` in front Word hides it."""
        return f"{prefix}{self._free('bookmark', 10**9, key):09d}"

    def bookmark(self, name: str, content: str) -> str:
        """Runs with a bookmark around them."""
        self._bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._bookmarks}"/>'

    def _free(self, kind: str, size: int, key: tuple[str, ...]) -> int:
        number = int.from_bytes(hashlib.sha256("\x1f".join(key).encode("utf-8", "replace")).digest()[:8]) % size
        while (kind, number) in self._taken:
            number = (number + 1) % size
        self._taken.add((kind, number))
        return number
