"""The parts of a deal as people write them: parties, sites, models, datasets, operations, and how the agreement is made."""

import datetime
from datetime import date
from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from agreement_kit.expected import says
from agreement_kit.text.cldr import meant_state

LONG = 100  # characters of a code
Name: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60), says("a short name in lower case, as speech_corpus")
]
Code: TypeAlias = Annotated[str, StringConstraints(max_length=LONG), says(f"a word of at most {LONG} characters")]
Jurisdiction: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{2}$"), says("the ISO 3166-1 code of a state in two capitals, as JP", meant_state)
]
LanguageTag: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(_[a-z]+)?$", max_length=20), says("the code of a language in lower case, as en")
]
# No control characters: they print as nothing and some files cannot hold them.
Phrase: TypeAlias = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]*$"),
    says("words: 1 to 2000 characters that can be printed"),
]
Words: TypeAlias = Annotated[dict[LanguageTag, Phrase], says("keys and values: the words by language, as {en: …}")]
WORDS = (Words, get_args(Words)[0])  # as pydantic shows the type of a field: with what stands beside it, or bare
Duration: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^P(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}D)?$", min_length=3),
    says("a length of time in years, months and days, as P3Y or P1Y6M"),
]
Basis: TypeAlias = Literal["consent", "contract", "legal_obligation", "vital_interest", "public_task", "legitimate_interest", "licence"]
BY_HAND = "by_hand"
UNKNOWN = "unknown"


CLOSED = ConfigDict(extra="forbid", frozen=True)


class Record(BaseModel):
    """What every part of a deal has in common: closed keys, never changed after loading."""

    model_config = CLOSED


class EntryIntoForce(Record):
    """When the agreement takes effect; `expected` is the day whose law is read."""

    on: Literal["signature", "last_notification", "date", "conditions"] = "signature"
    expected: date


class AgreementTexts(Record):
    """The languages of the agreement. `prevails` decides divergence; null: all authentic texts are equal."""

    working: LanguageTag = "en"
    authentic: list[LanguageTag] = Field(min_length=1)
    prevails: LanguageTag | None = None
    translations: list[LanguageTag] = []
    columns: list[list[LanguageTag]] = []


class Signatory(Record):
    """A person who signs."""

    honorific: Words | None = None
    name: Words
    title: Words | None = None


class Authority(Record):
    """A document that empowers a signatory (full powers, board resolution)."""

    document: Literal["full_powers", "power_of_attorney", "board_resolution", "appointment", "articles_of_association", "delegation"]
    number: Phrase | None = None
    date: datetime.date | Literal["by_hand"] | None = None


class Party(Record):
    """Who signs, as in law."""

    name: Words
    jurisdiction: Jurisdiction
    acts_as: Code
    flags: list[Code] = []
    acting_through: Words | None = None
    on_behalf_of: Words | None = Field(default=None, alias="for")
    authority: list[Authority] = []
    signatories: list[Signatory] = []
    address: Words | None = None
    contacts: dict[Literal["notices", "data_protection"], Phrase] = {}


class Site(Record):
    """A place where work is done, who operates it and on whose premises it stands."""

    name: Words | None = None
    jurisdiction: Jurisdiction
    operator: Name
    premises: Literal["provider", "government", "recipient", "cloud"]


RELEASES = ("internal", "hosted", "gated", "open_use_limited", "open")  # from the narrowest to the widest
ReleaseClass: TypeAlias = Literal["internal", "hosted", "gated", "open_use_limited", "open"]


class BaseLicence(Record):
    """The licence of a base model, and the widest release of a model built on it that it allows."""

    name: Phrase
    allows: ReleaseClass


class Model(Record):
    """A model that is made or used."""

    title: Words
    developer: Name
    base: Phrase | None = None
    base_licence: BaseLicence | None = None
    release: ReleaseClass = "internal"
    exit_test: Literal["none", "planned", "passed", "failed"] = "none"


class Origin(Record):
    """How many persons of one state the data are about; null: unknown, or none."""

    people: int | None = Field(default=None, ge=0)


class Dataset(Record):
    """A dataset that is supplied."""

    title: Words
    provider: Name
    origins: dict[Jurisdiction, Origin] = Field(min_length=1)
    kept_in: Jurisdiction | None = None
    identity: Code
    contents: list[Code] = []
    holder: Code
    other_holder: Code | None = None
    sector: Code
    secrecy: Code
    basis: dict[Jurisdiction, Basis] = {}
    licence: Words | None = None
    languages: list[LanguageTag] = []
    size: Words | None = None
    version: Phrase | None = None
    checksum: Phrase | None = None
    sources: Words | None = None
    collection: Words | None = None
    period: Words | None = None
    quality: Words | None = None
    bias: Words | None = None
    retention: Words | None = None
    delivery: Literal["copy", "stream", "enclave", "in_situ"] | None = None
    keys: Literal["provider", "recipient", "host"] | None = None
    croissant: Phrase | None = None


class SubProcessor(Record):
    """A person who is not a party and handles data for one: what it does, in which state, at which of the sites."""

    name: Words
    jurisdiction: Jurisdiction
    task: Words
    at: Name | None = None


class Contribution(Record):
    """What a party puts in besides data: computing, people, money; how much and when, in words."""

    by: Name
    what: Words
    amount: Words | None = None
    when: Words | None = None


Stage: TypeAlias = Literal[
    "pretraining",
    "continued_pretraining",
    "fine_tuning",
    "alignment",
    "evaluation",
    "red_teaming",
    "annotation",
    "retrieval",
    "distillation",
    "synthetic_generation",
    "inference",
    "storage",
    "delivery",
    "release",
]


TRAINING = frozenset({"pretraining", "continued_pretraining", "fine_tuning", "alignment", "distillation"})  # the stages that change weights


class Operation(Record):
    """What is done, by whom, at which site, on which datasets and models."""

    do: Stage
    by: Name
    at: Name
    on: list[Name] = Field(min_length=1)
    makes: Name | None = None
    acting: Literal["processor", "joint", "controller"] = "controller"
    carries: Literal["results", "model", "checkpoint", "data"] | None = None
    reached_from: list[Jurisdiction] = []

    @property
    def things(self) -> tuple[str, ...]:
        """The datasets and models it is done on, and the model it makes."""
        return (*self.on, *([self.makes] if self.makes else []))


class Approval(Record):
    """An approval or an exception that a rule provides for."""

    rule: Phrase
    exception: Code | None = None
    status: Literal["planned", "applied", "granted", "refused"]
    on: date | None = None
    of: list[Name] = []


class Accepted(Record):
    """A silence of the law whose risk the deal accepts."""

    silence: Phrase
    by: Phrase
    on: date
    note: Phrase | None = None


class Disputes(Record):
    """How disputes are settled. `city` is the place of an arbitration in the state of its seat."""

    method: Literal["arbitration", "courts", "consultation"] = "consultation"
    institution: Words | None = None
    seat: Jurisdiction | None = None
    city: Words | None = None
    state: Jurisdiction | None = None
    language: LanguageTag | None = None


class Signing(Record):
    """How the originals are made."""

    originals: Literal["one_each", "one"] | Annotated[int, Field(ge=1, le=99)] = "one_each"
    alternat: bool = False
    books: Literal["columns", "separate"] = "columns"


class SignOff(Record):
    """A reason for DRAFT that somebody has cleared, bound to the hash of what was seen."""

    what: Literal["law", "wording", "translation", "risk", "mandate"]
    of: list[Phrase] = Field(min_length=1)
    by: Phrase
    on: date
    hash: str | None = None
    note: Phrase | None = None
