"""Facts that run in rows: one row a party, dataset, model, operation, site, transfer, approval or stage."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from agreement_kit.deal import Deal, Transfer
from agreement_kit.dealparts import BY_HAND, TRAINING, Approval, Authority, Dataset, Model, Operation, Party, Signatory
from agreement_kit.library import SOURCE_LANGUAGE
from agreement_kit.library.jurisdictions import Jurisdiction
from agreement_kit.rules import Findings
from agreement_kit.rules.findings import Found
from agreement_kit.rules.residency import approvals as asked_approvals
from agreement_kit.text.values import (
    ByHand,
    Code,
    DateValue,
    LanguageValue,
    ListValue,
    Number,
    Open,
    Phrase,
    Plain,
    StateValue,
    TextValue,
    Value,
)

Row = Mapping[str, Value]
NONE: Value = Plain("—")


def listed(values: Iterable[Value]) -> Value:
    """Values as a list, each once; a dash when there is none."""
    once = tuple(dict.fromkeys(_hashable(value) for value in values))
    return ListValue(tuple(value.value for value in once)) if once else NONE


class _hashable:  # noqa: N801  # a private wrapper, not a type of the domain
    """Values hold mappings and cannot be hashed; they are told apart by what they print as."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _hashable) and self.value == other.value

    def __hash__(self) -> int:
        return hash(repr(self.value))


def words(given: Mapping[str, str] | None) -> Value:
    """Words of the deal, or an open blank."""
    return TextValue(given) if given else Open()


def text(given: str | None) -> Value:
    """A text of the deal that is the same in every language; `by_hand` leaves room for the pen."""
    if given is None:
        return Open()
    return ByHand() if given == BY_HAND else Plain(given)


def party_name(deal: Deal, name: str) -> Value:
    """The name of a party."""
    return TextValue(deal.parties[name].name)


def thing_title(deal: Deal, name: str) -> Value:
    """The title of a dataset or model."""
    return TextValue((deal.datasets[name] if name in deal.datasets else deal.models[name]).title)


def titled(deal: Deal, name: str) -> Value:
    """The title of a dataset or model as it stands in a sentence, in the marks that a language gives it there."""
    return Phrase("titled", {"title": thing_title(deal, name)})


def site_name(deal: Deal, name: str) -> Value:
    """The name of a site; where it has none, its operator and state."""
    site = deal.sites[name]
    place = TextValue(site.name) if site.name else party_name(deal, site.operator)
    return Phrase("site", {"site": place, "state": StateValue(site.jurisdiction)})


def represented_by(party: Party) -> Value:
    """Who signs for a party, with title; several joined."""
    return listed(_signatory(person) for person in party.signatories) if party.signatories else ByHand()


def _signatory(person: Signatory, phrase: str = "signatory") -> Value:
    name: Value = TextValue(person.name)
    if person.honorific:
        name = Phrase("honoured", {"honorific": TextValue(person.honorific), "name": name})
    return Phrase(phrase, {"name": name, "title": TextValue(person.title)}) if person.title else name


def signatories(party: Party) -> list[Row]:
    """One row a person who signs for a party, with room to sign; one row where nobody is named yet."""
    room = Plain("")
    named = [_signatory(person, "signatory_in_form") for person in party.signatories] or [ByHand()]
    return [{"signatory": person, "signatory_signature": room, "signatory_place_date": room} for person in named]


def authority_document(given: Authority) -> Value:
    """A document that empowers who signs, with its number and date where they are given."""
    document = Code("authority_document", given.document)
    parts: dict[str, Value] = {"document": document}
    if given.number:
        parts["number"] = text(given.number)
    if given.date:
        parts["date"] = DateValue(given.date) if isinstance(given.date, date) else ByHand()
    phrase = {("number", "date"): "document", ("number",): "document_numbered", ("date",): "document_dated"}.get(tuple(parts)[1:])
    return Phrase(phrase, parts) if phrase else document


def roles(deal: Deal, name: str) -> list[str]:
    """What a party is in this deal, in a fixed order."""
    held = [
        ("provider", any(data.provider == name for data in deal.datasets.values())),
        ("recipient", any(h.operation.by == name and not h.is_model and deal.datasets[h.thing].provider != name for h in deal.handlings)),
        ("host", any(site.operator == name for site in deal.sites.values())),
        ("developer", _develops(deal, name)),
    ]
    return [role for role, holds in held if holds]


def _develops(deal: Deal, name: str) -> bool:
    """Whether a party develops a model, or trains one further: it is the developer of the version that comes of it."""
    trained = (thing for o in deal.operations if o.by == name and o.do in TRAINING for thing in o.on)
    return any(model.developer == name for model in deal.models.values()) or any(thing in deal.models for thing in trained)


def parties(deal: Deal) -> list[Row]:
    """One row a party."""
    return [
        {
            "party_name": TextValue(party.name),
            "party_roles": listed(Code("role", role) for role in roles(deal, name)),
            "party_state": StateValue(party.jurisdiction),
            "party_kind": Code("acts_as", party.acts_as),
            "party_address": _address(party),
            "party_unit": TextValue(party.acting_through) if party.acting_through else NONE,
            "party_represented_by": represented_by(party),
            "party_notices": text(party.contacts.get("notices")),
            "party_data_contact": text(party.contacts.get("data_protection")),
        }
        for name, party in deal.parties.items()
    ]


def _address(party: Party) -> Value:
    """The address of a party; where it is not given and the contact beside it is left to the pen, so is it."""
    return ByHand() if not party.address and party.contacts.get("notices") == BY_HAND else words(party.address)


def datasets(deal: Deal, findings: Findings) -> list[Row]:
    """One row a dataset."""
    return [
        {
            "dataset_title": TextValue(data.title),
            "dataset_provider": party_name(deal, data.provider),
            "dataset_origins": listed(StateValue(state) for state in data.origins),
            "dataset_people": _people([origin.people for origin in data.origins.values()], data.identity),
            "dataset_identity": Code("identity", data.identity),
            "dataset_contents": listed(Code("contents", flag) for flag in data.contents),
            "dataset_holder": _holders(data),
            "dataset_basis": listed(Code("basis", basis) for basis in data.basis.values()),
            "dataset_secrecy": Code("secrecy", data.secrecy),
            "dataset_residency": Code("residency", findings.residency[name].rests_on or findings.residency[name].code),
            "dataset_kept_in": StateValue(deal.kept_in(name)),
            "dataset_licence": _said(data.licence),
            "dataset_languages": listed(LanguageValue(tag) for tag in data.languages),
            "dataset_size": _said(data.size),
            "dataset_version": Plain(data.version) if data.version else NONE,
            "dataset_checksum": Plain(data.checksum) if data.checksum else NONE,
            "dataset_sources": _said(data.sources),
            "dataset_collection": _said(data.collection),
            "dataset_period": _said(data.period),
            "dataset_quality": _said(data.quality),
            "dataset_bias": _said(data.bias),
            "dataset_retention": TextValue(data.retention) if data.retention else Phrase("whole_term", {}),
            "dataset_delivery": Code("delivery", data.delivery) if data.delivery else NONE,
            "dataset_keys": Code("keys", data.keys) if data.keys else NONE,
        }
        for name, data in deal.datasets.items()
    ]


def _holders(data: Dataset) -> Value:
    """Who holds it; of some datasets a part is held by another."""
    held = Code("holder", data.holder)
    if data.other_holder in {None, data.holder}:
        return held
    return Phrase("holders", {"one": held, "other": Code("holder", str(data.other_holder))})


def _said(given: Mapping[str, str] | None) -> Value:
    """Words of the deal; a dash where it says nothing."""
    return TextValue(given) if given else NONE


def _people(numbers: list[int | None], identity: str) -> Value:
    given = [number for number in numbers if number is not None]
    if identity in {"none", "anonymised"} and not given:
        return NONE
    return Number(Decimal(sum(given))) if len(given) == len(numbers) else Open()


def models(deal: Deal) -> list[Row]:
    """One row a model."""
    return [
        {
            "model_title": TextValue(model.title),
            "model_developer": party_name(deal, model.developer),
            "model_base": _base(deal, model),
            "model_release": Code("release", model.release),
            "model_exit_test": Code("exit_test", model.exit_test),
            "model_datasets": listed(thing_title(deal, part) for part in deal.lineage(name)),
            "model_sites": listed(site_name(deal, o.at) for o in deal.operations if name in o.things),
        }
        for name, model in deal.models.items()
    ]


def _base(deal: Deal, model: Model) -> Value:
    """What a model is built on, and its licence: another model of the deal by its title, else the name as given."""
    if model.base is None:
        return NONE
    base = thing_title(deal, model.base) if model.base in deal.models else Plain(model.base)
    return Phrase("base_under", {"base": base, "licence": Plain(model.base_licence.name)}) if model.base_licence else base


def operations(deal: Deal) -> list[Row]:
    """One row an operation."""
    return [
        {
            "operation_stage": Code("stage", operation.do),
            "operation_party": party_name(deal, operation.by),
            "operation_site": site_name(deal, operation.at),
            "operation_objects": listed(thing_title(deal, thing) for thing in operation.on),
            "operation_makes": _made(deal, operation),
            "operation_acting": Code("acting", operation.acting),
            "operation_reached_from": listed(StateValue(state) for state in operation.reached_from),
        }
        for operation in deal.operations
    ]


def _made(deal: Deal, operation: Operation) -> Value:
    """The model that comes of an operation; of a model trained on, and not said to become another, a version."""
    if operation.makes and operation.makes not in operation.on:
        return thing_title(deal, operation.makes)
    trained = [thing for thing in operation.on if thing in deal.models] if operation.do in TRAINING else []
    return listed(Phrase("version_of", {"model": thing_title(deal, thing)}) for thing in trained)


def sites(deal: Deal) -> list[Row]:
    """One row a site."""
    return [
        {
            "site_name": TextValue(site.name) if site.name else site_name(deal, name),
            "site_state": StateValue(site.jurisdiction),
            "site_operator": party_name(deal, site.operator),
            "site_premises": Code("premises", site.premises),
            "site_stages": listed(Code("stage", operation.do) for operation in deal.operations if operation.at == name),
            "site_things": listed(
                thing_title(deal, thing) for operation in deal.operations if operation.at == name for thing in operation.things
            ),
        }
        for name, site in deal.sites.items()
    ]


def transfers(deal: Deal, findings: Findings) -> list[Row]:
    """One row a transfer."""
    return [_transfer(deal, findings, transfer) for transfer in deal.transfers]


def _transfer(deal: Deal, findings: Findings, transfer: Transfer) -> Row:
    grounds = [ground for ground in findings.grounds if ground.transfer.key == transfer.key]
    return {
        "transfer_thing": thing_title(deal, transfer.handling.thing),
        "transfer_from": StateValue(transfer.leaves),
        "transfer_to": StateValue(transfer.arrives),
        "transfer_access": Code("access", transfer.access),
        "transfer_laws": listed(StateValue(ground.law) for ground in grounds),
        "transfer_mechanism": listed(Code("mechanism", ground.mechanism) for ground in grounds if ground.mechanism),
    }


def approvals(deal: Deal, findings: Findings, law: Mapping[str, Jurisdiction]) -> list[Row]:
    """One row an approval or exception that the law asks for, whether or not the deal has sought it; what reads alike stands once."""
    rows: list[Row] = []
    for thing, found, entry in asked_approvals(deal, findings.residency):
        row = {
            "approval_law": StateValue(found.rule.state),
            "approval_authority": authority(law, found.rule.state, found.version.by),
            "approval_thing": thing_title(deal, thing),
            "approval_status": _approval_status(entry, found, law),
        }
        if row not in rows:
            rows.append(row)
    return rows


def _approval_status(entry: Approval | None, found: Found, law: Mapping[str, Jurisdiction]) -> Value:
    """How far an approval has come; of an exception also which it is."""
    if entry is None or entry.exception not in found.version.unless:
        return Code("approval_status", entry.status if entry else "planned")
    said = {SOURCE_LANGUAGE: found.version.unless[entry.exception], **law[found.rule.state].exceptions.get(entry.exception, {})}
    parts: Mapping[str, Value] = {"what": TextValue(said, ours=True), "status": Code("exception_status", entry.status)}
    return Phrase("exception", parts)


def authority(law: Mapping[str, Jurisdiction], state: str, name: str | None) -> Value:
    """The name of an authority of a state; a dash when the law names none."""
    return TextValue(law[state].authorities[name], ours=True) if name else NONE


def sub_processors(deal: Deal) -> list[Row]:
    """One row a sub-processor."""
    return [
        {
            "sub_processor_name": TextValue(helper.name),
            "sub_processor_state": StateValue(helper.jurisdiction),
            "sub_processor_task": TextValue(helper.task),
            "sub_processor_site": site_name(deal, helper.at) if helper.at else NONE,
        }
        for helper in deal.sub_processors.values()
    ]


def contributions(deal: Deal) -> list[Row]:
    """One row a contribution."""
    return [
        {
            "contribution_party": party_name(deal, given.by),
            "contribution_what": TextValue(given.what),
            "contribution_amount": _said(given.amount),
            "contribution_when": _said(given.when),
        }
        for given in deal.contributions
    ]


def matrix(deal: Deal, stages: Iterable[str]) -> list[Row]:
    """The matrix of stages and datasets: one row a stage; a stage in whose row a dataset does not stand is barred for it."""
    return [_stage_row(deal, stage) for stage in stages]


def _stage_row(deal: Deal, stage: str) -> Row:
    allowed = [(name, o.at) for o in deal.operations if o.do == stage for name in o.on if name in deal.datasets]
    places = (Phrase("thing_at", {"thing": thing_title(deal, name), "site": site_name(deal, site)}) for name, site in allowed)
    return {"matrix_stage": Code("stage", stage), "matrix_allowed": listed(places)}


def stages(deal: Deal) -> list[Row]:
    """One row a dataset: what its recipients may do with it. What its provider does with its own data needs no permission."""
    return [_allowed(deal, name) for name in deal.datasets]


def _allowed(deal: Deal, name: str) -> Row:
    data = deal.datasets[name]
    received = [operation for operation in deal.operations if name in operation.on and operation.by != data.provider]
    return {
        "stage_dataset": TextValue(data.title),
        "stage_allowed": listed(Code("stage", operation.do) for operation in received),
        "stage_site": listed(site_name(deal, operation.at) for operation in received),
    }
