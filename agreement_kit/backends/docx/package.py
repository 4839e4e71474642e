"""The package: which parts there are, what they are, how they hang together; and a zip that is the same for the same parts."""

import io
import zipfile
from collections.abc import Mapping

from agreement_kit.backends.docx.xml import HEAD

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/header.xml": f"{_WORD}.header+xml",
    "word/headerFirst.xml": f"{_WORD}.header+xml",
    "word/footer.xml": f"{_WORD}.footer+xml",
    "word/footerFirst.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
# The relationships of the document: id, kind, part. Headers and footers are named in w:sectPr by these ids.
_DOCUMENT = (
    ("rIdStyles", "styles", "styles.xml"),
    ("rIdNumbering", "numbering", "numbering.xml"),
    ("rIdSettings", "settings", "settings.xml"),
    ("rIdFonts", "fontTable", "fontTable.xml"),
    ("rIdTheme", "theme", "theme/theme1.xml"),
    ("rIdHeader", "header", "header.xml"),
    ("rIdHeaderFirst", "header", "headerFirst.xml"),
    ("rIdFooter", "footer", "footer.xml"),
    ("rIdFooterFirst", "footer", "footerFirst.xml"),
)
_READABLE = 0o600 << 16
_DATE = (1980, 1, 1, 0, 0, 0)  # the zip format has no earlier one; the document's own date is in its properties


def package(parts: Mapping[str, str]) -> bytes:
    """The file. `parts` are XML by name."""
    whole = {name: text.encode("utf-8") for name, text in parts.items()}
    whole["[Content_Types].xml"] = _content_types(parts).encode()
    whole["_rels/.rels"] = _package_relationships().encode()
    whole["word/_rels/document.xml.rels"] = _document_relationships(parts).encode()
    return _zip(whole)


def _zip(parts: Mapping[str, bytes]) -> bytes:
    """A zip without clock or machine in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, _READABLE
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def _content_types(parts: Mapping[str, str]) -> str:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    }
    entries = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
    entries += "".join(f'<Override PartName="/{name}" ContentType="{CONTENT_TYPES[name]}"/>' for name in sorted(parts))
    return f'{HEAD}<Types xmlns="{_TYPES}">{entries}</Types>'


def _package_relationships() -> str:
    found = (
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", _CORE, "docProps/core.xml"),
        ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    )
    return _relationships("".join(_relationship(*each) for each in found))


def _document_relationships(parts: Mapping[str, str]) -> str:
    entries = [_relationship(key, f"{_OFFICE}/{kind}", target) for key, kind, target in _DOCUMENT if f"word/{target}" in parts]
    return _relationships("".join(entries))


def _relationship(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'


def _relationships(entries: str) -> str:
    return f'{HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{entries}</Relationships>'
