"""Reading a deal: a file, or a folder that holds `deal.yaml`, agreed wording and sign-offs. All faults are reported together."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from agreement_kit.codes import Codes
from agreement_kit.croissant import with_croissant
from agreement_kit.deal import Deal
from agreement_kit.dealparts import RELEASES, UNKNOWN, WORDS, SignOff
from agreement_kit.errors import DealError, Problem, nearest
from agreement_kit.reading import Key, ReadingError, YamlFile, read_yaml, validation_problems
from agreement_kit.text.cldr import meant_state, state_name

_LOADED = ("name", "signoffs")
_A = {"agreement": "an agreement", "party": "a party", "dataset": "a dataset"}
_NOWHERE = "ZZ"  # the code for an unknown region


class _SignOffs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    signoffs: list[SignOff]


def deal_path(path: Path) -> Path:
    """The deal file of a path: the file itself, or `deal.yaml` in a folder. Raises DealError."""
    target = path / "deal.yaml" if path.is_dir() else path
    if not target.is_file():
        raise DealError(Problem("no_deal", "there is no such deal; expected a YAML file, or a folder that holds deal.yaml", str(path)))
    return target


def deal_folder(path: Path) -> Path | None:
    """The deal's own folder (an overlay over the library), when the deal is a folder."""
    return path if path.is_dir() else None


def load_deal(path: Path, codes: Codes) -> Deal:
    """Read and check a deal. Raises DealError with every problem found: file, line, field, what was expected, the nearest valid value."""
    target = deal_path(path)
    file = _read(target)
    _refuse_loaded_keys(file)
    data = with_croissant(file, target.parent)
    try:
        deal = Deal.model_validate(data).from_file(file)
    except ValidationError as error:
        raise DealError(validation_problems(error, replace(file, data=data), Deal)) from None
    problems = list(_faults(deal, codes))
    if problems:
        raise DealError(problems)
    name = path.resolve().name if path.is_dir() else path.stem
    return deal.changed(name=name, signoffs=_signoffs(target.parent) if path.is_dir() else ())


def parse_deal(data: Mapping[str, Any], codes: Codes, name: str = "deal") -> Deal:
    """A deal from values already in memory. Raises DealError."""
    file = YamlFile(name, dict(data), {})
    try:
        deal = Deal.model_validate(file.data).from_file(file)
    except ValidationError as error:
        raise DealError(validation_problems(error, file, Deal)) from None
    problems = list(_faults(deal, codes))
    if problems:
        raise DealError(problems)
    return deal.changed(name=name)


def _read(path: Path) -> YamlFile:
    try:
        file = read_yaml(path)
    except ReadingError as error:
        raise DealError(error.problem) from None
    if not isinstance(file.data, dict):
        raise DealError(Problem("malformed_deal", "a deal is a list of keys and values; this file holds something else", str(path), 1))
    return file


def _refuse_loaded_keys(file: YamlFile) -> None:
    for key in _LOADED:
        if key in file.data:
            raise DealError(
                Problem("unknown_key", f"'{key}' is not a key of a deal; the file's name names the deal", file.path, file.line((key,)))
            )


def _signoffs(folder: Path) -> tuple[SignOff, ...]:
    path = folder / "signoff.yaml"
    if not path.is_file():
        return ()
    file = _read(path)
    try:
        return tuple(_SignOffs.model_validate(file.data).signoffs)
    except ValidationError as error:
        raise DealError(validation_problems(error, file, _SignOffs)) from None


def _faults(deal: Deal, codes: Codes) -> Iterator[Problem]:
    problem = deal.problem
    for value, dimension, key in _coded(deal):
        known = codes.dimensions[dimension].codes
        if value not in known and not (value == UNKNOWN and dimension in {"identity"}):
            hint = nearest(value, known) or f"expected one of {', '.join(known)}"
            yield problem("unknown_code", f"'{value}' is not a value of {dimension}", key, hint)
    for names, level, key in _flagged(deal):
        for flag in names:
            if flag not in codes.flags(level):
                hint = nearest(flag, codes.flags(level)) or f"expected one of {', '.join(codes.flags(level))}"
                yield problem("unknown_flag", f"'{flag}' is not something {_A[level]} can have", key, hint)
    for name, kind, places, key in _names(deal):
        if name not in places:
            yield problem("unknown_name", f"there is no {kind} '{name}' in this deal", key, nearest(name, places))
    for state, key in _states(deal):
        if state not in codes.laws and (state_name(state, "en") is None or state == _NOWHERE):
            meant = meant_state(state)
            message = f"'{state}' is not the ISO 3166-1 code of a state"
            yield problem("unknown_state", message, key, f"did you mean {meant}?" if meant else None)
    yield from missing_words(deal)
    yield from _contradictions(deal)


def missing_words(deal: Deal) -> Iterator[Problem]:
    """Words that lack a language of the texts: a name, title or address stands in every text that is drafted."""
    tags = dict.fromkeys([*deal.texts.authentic, *deal.texts.translations])
    for words, key in _wordings(deal, ()):
        lacking = [tag for tag in tags if tag not in words]
        if lacking:
            field = ".".join(str(part) for part in key)
            yield deal.problem("missing_words", f"'{field}' is not given in {', '.join(lacking)}", key, "the texts of the deal need it")


def _wordings(value: object, key: Key) -> Iterator[tuple[Mapping[str, str], Key]]:
    """Every field of a deal that is words by language, with its place."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            child, place = getattr(value, name), (*key, field.alias or name)
            if any(kind in WORDS for kind in (field.annotation, *get_args(field.annotation))):
                yield from [(child, place)] if child is not None else []
            else:
                yield from _wordings(child, place)
    elif isinstance(value, Mapping):
        for name, child in value.items():
            yield from _wordings(child, (*key, name))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _wordings(child, (*key, index))


def _states(deal: Deal) -> Iterator[tuple[str, Key]]:
    for name, party in deal.parties.items():
        yield party.jurisdiction, ("parties", name, "jurisdiction")
    for name, site in deal.sites.items():
        yield site.jurisdiction, ("sites", name, "jurisdiction")
    for name, data in deal.datasets.items():
        yield from ((state, ("datasets", name, "origins", state)) for state in data.origins)
        yield from ((state, ("datasets", name, "basis", state)) for state in data.basis)
        yield from [(data.kept_in, ("datasets", name, "kept_in"))] if data.kept_in else []
    for index, operation in enumerate(deal.operations):
        yield from ((state, ("operations", index, "reached_from")) for state in operation.reached_from)
    for name, helper in deal.sub_processors.items():
        yield helper.jurisdiction, ("sub_processors", name, "jurisdiction")
    others = (
        (deal.governing_law, ("governing_law",)),
        (deal.disputes.seat, ("disputes", "seat")),
        (deal.disputes.state, ("disputes", "state")),
    )
    yield from ((state, key) for state, key in others if state)


def _coded(deal: Deal) -> Iterator[tuple[str, str, Key]]:
    yield deal.instrument, "instrument", ("instrument",)
    for name, party in deal.parties.items():
        yield party.acts_as, "acts_as", ("parties", name, "acts_as")
    for name, data in deal.datasets.items():
        for field in ("identity", "holder", "sector", "secrecy"):
            yield getattr(data, field), field, ("datasets", name, field)
        yield from [(data.other_holder, "holder", ("datasets", name, "other_holder"))] if data.other_holder else []
    for name, given in deal.mechanism.items():
        for value in _leaves(given):
            yield value, "mechanism", ("mechanism", name)


def _leaves(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        for value in given.values():
            yield from _leaves(value)


def _flagged(deal: Deal) -> Iterator[tuple[list[str], str, Key]]:
    yield deal.flags, "agreement", ("flags",)
    for name, party in deal.parties.items():
        yield party.flags, "party", ("parties", name, "flags")
    for name, data in deal.datasets.items():
        yield data.contents, "dataset", ("datasets", name, "contents")


def _names(deal: Deal) -> Iterator[tuple[str, str, Mapping[str, object], Key]]:
    things = {**deal.datasets, **deal.models}
    for name, site in deal.sites.items():
        yield site.operator, "party", deal.parties, ("sites", name, "operator")
    for name, model in deal.models.items():
        yield model.developer, "party", deal.parties, ("models", name, "developer")
    for name, data in deal.datasets.items():
        yield data.provider, "party", deal.parties, ("datasets", name, "provider")
    for index, operation in enumerate(deal.operations):
        yield operation.by, "party", deal.parties, ("operations", index, "by")
        yield operation.at, "site", deal.sites, ("operations", index, "at")
        for thing in operation.on:
            yield thing, "dataset or model", things, ("operations", index, "on")
        if operation.makes:
            yield operation.makes, "model", deal.models, ("operations", index, "makes")
    for name, helper in deal.sub_processors.items():
        yield from [(helper.at, "site", deal.sites, ("sub_processors", name, "at"))] if helper.at else []
    for index, contribution in enumerate(deal.contributions):
        yield contribution.by, "party", deal.parties, ("contributions", index, "by")
    for name in deal.mechanism:
        yield name, "dataset or model", things, ("mechanism", name)
    for index, approval in enumerate(deal.approvals):
        for thing in approval.of:
            yield thing, "dataset or model", things, ("approvals", index, "of")
    for name in deal.numbers:
        yield name, "party", deal.parties, ("numbers", name)


def _contradictions(deal: Deal) -> Iterator[Problem]:
    problem, texts = deal.problem, deal.texts
    if texts.prevails and texts.prevails not in texts.authentic:
        yield problem(
            "texts",
            f"'{texts.prevails}' prevails but is not an authentic text",
            ("texts", "prevails"),
            f"one of {', '.join(texts.authentic)}",
        )
    for tag in (tag for column in texts.columns for tag in column):
        if tag not in [*texts.authentic, *texts.translations]:
            yield problem("texts", f"'{tag}' stands in a column but is neither authentic nor a translation", ("texts", "columns"))
    for name, data in deal.datasets.items():
        if data.secrecy == "secret":
            message = "a state secret cannot be a dataset of an agreement; take it out of the deal"
            yield problem("secret", message, ("datasets", name, "secrecy"), "nothing of this deal is written")
    both = sorted(set(deal.datasets) & set(deal.models))
    if both:
        yield problem("same_name", f"'{both[0]}' names a dataset and a model", ("models", both[0]))
    if deal.disputes.method == "arbitration" and not (deal.disputes.institution and deal.disputes.seat):
        yield problem("disputes", "arbitration needs 'institution' and 'seat'", ("disputes",))
    if deal.disputes.method == "courts" and not deal.disputes.state:
        yield problem("disputes", "courts need 'state', the state whose courts decide", ("disputes",))
    yield from _money_and_licence_faults(deal)
    yield from _moved_in_situ(deal)
    yield from _not_printed(deal)
    if deal.as_of > deal.takes_effect:
        yield problem(
            "dates", "the deal takes effect before the day up to which its law is known", ("as_of",), "set as_of to an earlier day"
        )


def _not_printed(deal: Deal) -> Iterator[Problem]:
    """Ways of making originals that are not printed yet: the deal must not say what the paper does not do."""
    if deal.signing.alternat:
        message = "an alternat (each original naming its own party first) is not printed yet"
        yield deal.problem("not_printed", message, ("signing", "alternat"), "leave it out, and put the originals in order by hand")
    if deal.signing.books == "separate":
        message = "separate originals for each language, bound as books, are not printed yet"
        yield deal.problem("not_printed", message, ("signing", "books"), "leave it out; `--layout single` writes a file for each language")


def _moved_in_situ(deal: Deal) -> Iterator[Problem]:
    """Work in another state on a dataset that is used only where it lies."""
    for index, operation in enumerate(deal.operations):
        for name in operation.on:
            data, site = deal.datasets.get(name), deal.sites.get(operation.at)
            if data and site and data.delivery == "in_situ" and data.provider in deal.parties and deal.kept_in(name) != site.jurisdiction:
                message = f"'{name}' is used where it lies ({deal.kept_in(name)}), and this work is done in {site.jurisdiction}"
                hint = "do the work at a site there, or choose another 'delivery'"
                yield deal.problem("in_situ", message, ("operations", index, "at"), hint)


def _money_and_licence_faults(deal: Deal) -> Iterator[Problem]:
    """A fee to whom may take none; a release that the licence of the base model forbids."""
    for name in dict.fromkeys(data.provider for data in deal.datasets.values()):
        party = deal.parties.get(name)
        if party and "fees" in deal.flags and "takes_no_fee" in party.flags:
            message = f"party '{name}' supplies data and may take no fee for them"
            yield deal.problem("barred_fee", message, ("flags",), f"take 'fees' out, or 'takes_no_fee' from the flags of '{name}'")
    for name, model in deal.models.items():
        licence = model.base_licence
        if licence and RELEASES.index(model.release) > RELEASES.index(licence.allows):
            message = f"the licence of the base model ({licence.name}) forbids the release '{model.release}'"
            hint = f"the widest release that it allows is '{licence.allows}'"
            yield deal.problem("base_licence", message, ("models", name, "release"), hint)
        if licence and not model.base:
            message = "a licence of a base model needs 'base', the model it is of"
            yield deal.problem("base_licence", message, ("models", name, "base_licence"))
