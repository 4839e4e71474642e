"""From an assembly to files: which columns, which formats, for whom; and the receipt that is kept beside them, never inside."""

import errno
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from agreement_kit.assemble import Assembly
from agreement_kit.deal import Deal
from agreement_kit.document import Agreement
from agreement_kit.errors import DealError, Problem, RenderError, nearest
from agreement_kit.glyphs import located
from agreement_kit.library import Library
from agreement_kit.outcome import Outcome
from agreement_kit.reasons import counted
from agreement_kit.redact import for_others, opaque_ids
from agreement_kit.standing import hash_of, rule_hash
from agreement_kit.style import Audience, Style
from agreement_kit.styles import style_for
from agreement_kit.turning import noted, turns
from agreement_kit.version import __version__

FORMATS = ("pdf", "docx", "html")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write: formats, the languages of each file, for whom, and whether it is the final text."""

    formats: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    audience: Audience
    final: bool


def columns_for(deal: Deal, languages: Sequence[str] = (), layout: str = "columns") -> tuple[tuple[str, ...], ...]:
    """The languages of each file: those asked for, else the deal's own columns, else each authentic text side by side."""
    if languages:
        return (tuple(languages),) if layout == "columns" else tuple((tag,) for tag in languages)
    given = tuple(tuple(column) for column in deal.texts.columns) or (tuple(deal.texts.authentic),)
    return given if layout == "columns" else tuple((tag,) for tag in dict.fromkeys(tag for column in given for tag in column))


def check_formats(formats: Sequence[str]) -> None:
    """Raises DealError for a format that cannot be written."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise DealError(
            Problem(
                "unknown_format", f"'{unknown[0]}' is not a format", hint=nearest(unknown[0], FORMATS) or f"one of {', '.join(FORMATS)}"
            )
        )


def documents(assembly: Assembly, deal: Deal, library: Library, wanted: Wanted, progress: Progress = lambda _: None) -> dict[str, bytes]:
    """Every file by name, and the receipt. Nothing is written here.

    Raises DealError when the text is to be final and a reason for DRAFT stands, RenderError when a font or glyph is missing.
    """
    check_formats(wanted.formats)
    if wanted.final and assembly.reasons:
        raise DealError([Problem("not_final", str(reason)) for reason in assembly.reasons])
    internal = wanted.audience == "internal"
    agreement = _with_notes(assembly, deal, library) if internal else for_others(assembly.agreement)
    files: dict[str, bytes] = {}
    for columns in wanted.columns:
        style = style_for(deal, library, columns, wanted.audience, draft=not wanted.final)
        for name in wanted.formats:
            progress(f"{'+'.join(columns)} {name}")
            try:
                files[_file_name(deal, columns, wanted.audience, name)] = _write(name, agreement, style)
            except RenderError as error:
                raise located(error, deal, assembly.agreement) from None
    files[f"{deal.name}.receipt.json"] = receipt(assembly, deal, library, files)
    return files


def _with_notes(assembly: Assembly, deal: Deal, library: Library) -> Agreement:
    """The agreement for the house: each provision also says which facts would change it."""
    return noted(assembly.agreement, turns(Outcome(deal, assembly.findings, assembly.choices), library))


def _file_name(deal: Deal, columns: Sequence[str], audience: str, extension: str) -> str:
    mark = "" if audience == "counterparty" else f".{audience}"
    return f"{deal.name}.{'-'.join(columns)}{mark}.{extension}"


def _write(name: str, agreement: Agreement, style: Style) -> bytes:
    """One file. A back end is imported only when it is used."""
    if name == "pdf":
        from agreement_kit.backends import pdf

        return pdf.write(agreement, style)
    if name == "docx":
        from agreement_kit.backends import docx

        return docx.write(agreement, style)
    from agreement_kit.backends import html

    return html.write(agreement, style).encode()


def receipt(assembly: Assembly, deal: Deal, library: Library, files: Mapping[str, bytes]) -> bytes:
    """What a file needs to be made again and to be explained: deal, library, rules, choices and why. Kept in the house."""
    found = {f.rule.id: f for f in assembly.findings.found}
    content: dict[str, Any] = {
        "deal": {"name": deal.name, "hash": hash_of(deal.model_dump(mode="json", by_alias=True)), "round": deal.round},
        "software": __version__,
        "library": library.digest,
        "law_known_until": deal.as_of,
        "takes_effect": deal.takes_effect,
        "rules": [
            {
                "rule": name,
                "from": str(f.version.starts),
                "confidence": f.version.confidence,
                "verified": f.version.verified is not None,
                "hash": rule_hash(f.rule, f.version),
                "facts": dict(f.facts),
            }
            for name, f in sorted(found.items())
        ],
        "choices": [
            {"clause": c.clause.name, "variant": c.variant, "position": c.position, "unit": c.target.unit.key, "facts": dict(c.used)}
            for c in assembly.choices.chosen
        ],
        "left_out": [asdict(omission) for omission in assembly.choices.omitted],
        "accepted_silences": [entry.model_dump(mode="json") for entry in deal.accepted],
        "sign_offs": [entry.model_dump(mode="json") for entry in deal.signoffs],
        "draft_because": [str(reason) for reason in assembly.reasons],
        "blocks": dict(opaque_ids(assembly.agreement)),
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write all files or none: each under a temporary name, renamed once all are there. Raises DealError when that cannot be done."""
    pending = [(folder / f".{name}.part", folder / name) for name in files]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = [target for _, target in pending if target.is_dir()]
        if taken:
            raise IsADirectoryError(errno.EISDIR, f"'{taken[0].name}' is a folder")
        for (temporary, _), data in zip(pending, files.values(), strict=True):
            temporary.write_bytes(data)
        for temporary, target in pending:
            temporary.replace(target)
    except OSError as error:
        raise DealError(Problem("cannot_write", f"the output cannot be written: {error.strerror}", str(folder))) from None
    finally:
        for temporary, _ in pending:
            with suppress(OSError):
                temporary.unlink()
    return [target for _, target in pending]


def summary(assembly: Assembly) -> Iterator[str]:
    """Why the agreement is a draft, counted by kind."""
    yield from counted(assembly.reasons)
