"""Clear reasons for DRAFT in a deal's folder: who has seen what, and when, bound to the hash of what was seen."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from agreement_kit.dealfile import deal_folder
from agreement_kit.errors import DealError, Problem, nearest
from agreement_kit.reading import read_yaml
from agreement_kit.standing import Reason

FILE = "signoff.yaml"
CLEARABLE = ("law", "wording", "translation", "risk")


def sign_off(
    path: Path, reasons: Sequence[Reason], what: str, of: Sequence[str], by: str, on: date, note: str | None = None
) -> list[Reason]:
    """Add sign-offs for standing reasons to the deal's `signoff.yaml`; returns those cleared.

    `of` names what is cleared, or is empty for every reason of that kind. Raises DealError when the deal is no folder or nothing fits.
    """
    folder = deal_folder(path)
    if folder is None:
        raise DealError(Problem("no_folder", "sign-offs are kept in a deal's folder; put the deal into a folder as deal.yaml", str(path)))
    standing = {reason.of: reason for reason in reasons if reason.what == what}
    if what not in CLEARABLE:
        raise DealError(
            Problem("unknown_code", f"'{what}' cannot be signed off", hint=nearest(what, CLEARABLE) or f"one of {', '.join(CLEARABLE)}")
        )
    for name in of:
        if name not in standing:
            raise DealError(Problem("no_reason", f"'{name}' is no standing reason of kind '{what}'", hint=nearest(name, standing)))
    cleared = [standing[name] for name in (of or standing)]
    if not cleared:
        raise DealError(Problem("no_reason", f"there is no standing reason of kind '{what}'"))
    _append(folder / FILE, [_entry(reason, by, on, note) for reason in cleared])
    return cleared


def _entry(reason: Reason, by: str, on: date, note: str | None) -> dict[str, object]:
    entry: dict[str, object] = {"what": reason.what, "of": [reason.of], "by": by, "on": on.isoformat(), "hash": reason.hash}
    return entry | ({"note": note} if note else {})


def _append(path: Path, entries: list[dict[str, object]]) -> None:
    """Keep what stands, add the new entries, and put the file in place at once."""
    before = read_yaml(path).data["signoffs"] if path.is_file() else []
    same = {(entry["what"], *entry["of"]) for entry in entries}  # type: ignore[misc]  # `of` is a list
    kept = [entry for entry in before if (entry["what"], *entry["of"]) not in same]
    head = (
        "# Who has cleared which reason for DRAFT. Written by `agreement-kit signoff`; each entry is bound to the hash of what was seen.\n"
    )
    text = head + yaml.safe_dump({"signoffs": [*kept, *entries]}, sort_keys=False, allow_unicode=True, width=140)
    temporary = path.with_suffix(".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
