"""Croissant metadata beside a deal: what a dataset leaves open is filled from it (Croissant 1.1, and its vocabulary for responsible AI)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agreement_kit.errors import DealError, Problem
from agreement_kit.reading import Key, ReadingError, YamlFile, read_text

# Field of the metadata → field of a dataset: words, which stand in every language alike, or a name that is the same in all.
_WORDS: Mapping[str, str] = {
    "name": "title",
    "license": "licence",
    "contentSize": "size",
    "prov:wasDerivedFrom": "sources",
    "rai:dataCollection": "collection",
    "rai:dataCollectionTimeframe": "period",
    "rai:dataBiases": "bias",
    "rai:dataReleaseMaintenancePlan": "retention",
}
_NAMES: Mapping[str, str] = {"version": "version"}


def with_croissant(file: YamlFile, folder: Path) -> dict[str, Any]:
    """The data of a deal file, with what its datasets leave open filled from the metadata files that they name.

    Raises DealError for a file that lies outside the folder of the deal, cannot be read or is not JSON.
    """
    data: dict[str, Any] = dict(file.data)
    datasets = data.get("datasets")
    if not isinstance(datasets, dict):
        return data
    filled = {name: _filled(entry, folder, file, ("datasets", name, "croissant")) for name, entry in datasets.items()}
    return {**data, "datasets": filled}


def _filled(entry: Any, folder: Path, file: YamlFile, key: Key) -> Any:
    source = entry.get("croissant") if isinstance(entry, dict) else None
    if not isinstance(source, str):
        return entry
    given = {name: value for name, value in entry.items() if value is not None}
    return {**_fields(_metadata(folder, source, file, key), _tags(file)), **given}


def _metadata(folder: Path, source: str, file: YamlFile, key: Key) -> dict[str, Any]:
    path = folder / source
    if Path(source).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise DealError(Problem("outside_folder", f"'{source}' lies outside the deal's folder", file.path, file.line(key)))
    try:
        found = json.loads(read_text(path))
    except ReadingError as error:
        raise DealError(Problem("croissant", error.problem.message, file.path, file.line(key))) from None
    except ValueError as error:
        raise DealError(Problem("croissant", f"'{source}' is not JSON: {error}", file.path, file.line(key))) from None
    return found if isinstance(found, dict) else {}


def _fields(found: Mapping[str, Any], tags: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {ours: dict.fromkeys(tags, _text(found[theirs])) for theirs, ours in _WORDS.items() if found.get(theirs)}
    fields |= {ours: _text(found[theirs]) for theirs, ours in _NAMES.items() if found.get(theirs)}
    if found.get("inLanguage"):
        fields["languages"] = [str(item).lower() for item in _listed(found["inLanguage"])]
    sums = [part["sha256"] for part in _listed(found.get("distribution")) if isinstance(part, dict) and part.get("sha256")]
    if len(sums) == 1:  # of several files none is the checksum of the whole
        fields["checksum"] = f"sha256:{sums[0]}"
    return fields


def _text(value: Any) -> str:
    """A value in words: a thing by its name or address, several with semicolons."""
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    return str(value.get("name") or value.get("@id") or value.get("url") or "") if isinstance(value, dict) else str(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _tags(file: YamlFile) -> list[str]:
    """The languages of the texts of a deal that is not checked yet."""
    texts = file.data.get("texts")
    given = [texts.get(key) for key in ("authentic", "translations")] if isinstance(texts, dict) else []
    return list(dict.fromkeys(["en", *(str(tag) for tags in given if isinstance(tags, list) for tag in tags)]))
