"""A zip without a clock in it: the same parts in a fixed order, none of them dated."""

import io
import zipfile

_FIRST = "[Content_Types].xml"  # readers of Office files look for it first
_DATE = (1980, 1, 1, 0, 0, 0)


def undated(data: bytes) -> bytes:
    """The same archive, always the same bytes for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            new.writestr(zipfile.ZipInfo(name, _DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
