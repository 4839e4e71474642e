"""theme1.xml: the colours and fonts that Word offers in its menus. The text itself names its fonts and uses none of it."""

from agreement_kit.backends.docx.fonts import Letters
from agreement_kit.backends.docx.xml import HEAD, escape

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F3864", "lt2": "F2F2F2", "accent1": "1F3864", "accent2": "A61C1C", "accent3": "595959",
    "accent4": "BF8F00", "accent5": "2E75B6", "accent6": "548235", "hlink": "1F3864", "folHlink": "595959",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme(letters: Letters) -> str:
    """The theme, with the fonts of one language."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items())
    faces = (("latin", letters.latin), ("ea", letters.east), ("cs", letters.complex))
    fonts = "".join(f'<a:{kind} typeface="{escape(name)}"/>' for kind, name in faces)
    looks = "".join(
        f"<a:{name}>{style * 3}</a:{name}>"
        for name, style in (("fillStyleLst", _FILL), ("lnStyleLst", _LINE), ("effectStyleLst", _EFFECT), ("bgFillStyleLst", _FILL))
    )
    return (
        f'{HEAD}<a:theme xmlns:a="{_A}" name="Agreement"><a:themeElements><a:clrScheme name="Agreement">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Agreement"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Agreement">{looks}</a:fmtScheme></a:themeElements></a:theme>'
    )
