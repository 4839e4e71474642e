"""Random deals: valid, over the states of which the house knows the law; lawful or not."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from agreement_kit.deal import Deal
from agreement_kit.dealfile import parse_deal
from agreement_kit.dealparts import BY_HAND, Accepted, Basis, Stage
from agreement_kit.library import Library
from agreement_kit.library.clauses import Clause
from agreement_kit.rules import find

TYPES = ("training_data_sharing", "training_data_sharing_short")
LANGUAGES = ("en", "id", "ja")
STATES = ("BN", "ID", "JP", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")
KINDS = ("company", "university", "body", "state_owned_enterprise", "international_organisation", "organ_of_state", "state")
STAGES: tuple[str, ...] = get_args(Stage)
BASES: tuple[str, ...] = get_args(Basis)
DOCUMENTS = ("full_powers", "power_of_attorney", "board_resolution")


def words(name: str) -> dict[str, str]:
    """A name in every language, told apart by language."""
    return {tag: f"{name} {tag.upper()}" for tag in LANGUAGES}


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Something or nothing."""
    return st.none() | strategy


def some(values: Sequence[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    """A few of some values, each once."""
    return st.lists(st.sampled_from(values), unique=True, max_size=min(most, len(values)))


def one(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """One of some values."""
    return st.sampled_from(values)


BASE_MODELS: tuple[dict[str, Any], ...] = (
    *({"release": release} for release in ("internal", "hosted", "gated", "open_use_limited", "open")),
    {"base": "Base 1", "release": "gated", "base_licence": {"name": "Base 1 Licence", "allows": "gated"}},
    {"base": "Base 1", "release": "open", "base_licence": {"name": "Apache-2.0", "allows": "open"}},
)
RECORDS: tuple[dict[str, Any], ...] = (
    {},
    {"version": "2.1.0", "checksum": "sha256:9f86d081", "delivery": "enclave", "keys": "provider"},
    {name: words(name.title()) for name in ("sources", "collection", "period", "quality", "bias", "retention")},
)


class Deals:
    """Draws deals for a library."""

    def __init__(self, library: Library) -> None:
        self.library, self.codes = library, library.codes
        self.clauses = {name: [library.clause(e.folder, e.clause) for e in library.agreement_type(name).entries] for name in TYPES}

    def draw(self, draw: st.DrawFn, states: Sequence[str] = STATES) -> Deal:
        """One deal that touches these states and no other."""
        home = one(draw(st.sampled_from([states, *([state] for state in states)])))
        parties = self._parties(draw, home)
        sites = self._sites(draw, home, parties)
        models = self._models(draw, parties)
        datasets = self._datasets(draw, home, parties)
        things = [*datasets, *models]
        operations = [self._operation(draw, home, parties, sites, models, things) for _ in range(draw(st.integers(1, 4)))]
        kind = draw(one(TYPES))
        clauses = self.clauses[kind]
        flags = [
            flag for flag in self.codes.flags("agreement") if flag != "model_clauses"
        ]  # these need a text that the house does not have
        given = {
            "instrument": draw(one(self.codes.dimensions["instrument"].codes)),
            "agreement": kind,
            "as_of": "2026-11-01",
            "entry_into_force": {"on": draw(one(("signature", "last_notification", "date", "conditions"))), "expected": str(draw(_days()))},
            "term": draw(one(("P3Y", "P18M", "P1Y6M", "P90D"))),
            "texts": self._texts(draw),
            "parties": parties,
            "sites": sites,
            "models": models,
            "datasets": datasets,
            "operations": operations,
            "sub_processors": self._sub_processors(draw, home, sites),
            "contributions": draw(st.lists(st.builds(_contribution, one(list(parties))), max_size=2)),
            "mechanism": {thing: self._mechanism(draw) for thing in draw(some(things))},
            "approvals": self._approvals(draw, states, things),
            "flags": self._flags(draw, flags, parties, datasets),
            "governing_law": draw(maybe(home)),
            "disputes": draw(st.one_of(_arbitration(home), home.map(_courts), st.just({"method": "consultation"}))),
            "positions": self._positions(draw, clauses),
            "recitals": draw(maybe(some([c.name for c in clauses if c.folder == "recitals"]))),
            "blanks": self._blanks(draw, [(c.name, name) for c in clauses for name, blank in c.blanks.items() if blank.ask]),
            "signing": {"originals": draw(st.sampled_from(["one_each", "one", 3]))},
        }
        return self._accepting(draw, parse_deal(given, self.codes, "random"))

    def _flags(self, draw: st.DrawFn, flags: Sequence[str], parties: Mapping[str, Any], datasets: Mapping[str, Any]) -> list[str]:
        """Flags of the agreement; nobody who may take no fee is paid one."""
        given = draw(some(flags, 6))
        barred = any("takes_no_fee" in parties[data["provider"]]["flags"] for data in datasets.values())
        return [flag for flag in given if not (barred and flag == "fees")]

    def _positions(self, draw: st.DrawFn, clauses: Sequence[Clause]) -> dict[str, str]:
        written = {c.name: sorted({position for _, position in c.texts}) for c in clauses}
        several = [name for name, positions in written.items() if len(positions) > 1]
        return {name: draw(one(written[name])) for name in draw(some(several, 8))}

    def _sub_processors(self, draw: st.DrawFn, home: st.SearchStrategy[str], sites: Mapping[str, Any]) -> dict[str, Any]:
        helper = {"name": words("Helper"), "jurisdiction": draw(home), "task": words("Labelling"), "at": draw(maybe(one(list(sites))))}
        return {"helper": helper} if draw(st.booleans()) else {}

    def _texts(self, draw: st.DrawFn) -> dict[str, Any]:
        tags = draw(st.permutations(LANGUAGES))
        signed = draw(st.integers(1, len(tags)))
        rest = draw(some(tags[signed:])) if signed < len(tags) else []
        return {
            "working": draw(one(tags)),
            "authentic": tags[:signed],
            "translations": rest,
            "prevails": draw(maybe(one(tags[:signed]))),
        }

    def _parties(self, draw: st.DrawFn, home: st.SearchStrategy[str]) -> dict[str, Any]:
        return {name: self._party(draw, home, name.title()) for name in ("alpha", "beta", "gamma")[: draw(st.integers(2, 3))]}

    def _party(self, draw: st.DrawFn, home: st.SearchStrategy[str], name: str) -> dict[str, Any]:
        person = {"name": words("Sample Person"), "title": words("Director"), "honorific": words("Dr")}
        return {
            "name": words(f"{name} Body"),
            "jurisdiction": draw(home),
            "acts_as": draw(one(KINDS)),
            "flags": draw(some(self.codes.flags("party"), 1)),
            "acting_through": draw(maybe(st.just(words("Unit")))),
            "for": draw(maybe(st.just(words("the Government")))),
            "authority": draw(st.lists(st.builds(lambda d: {"document": d, "number": BY_HAND}, one(DOCUMENTS)), max_size=1)),
            "signatories": [person, {"name": person["name"]}][: draw(st.integers(0, 2))],
            "address": draw(maybe(st.just(words("1 Long Street")))),
            "contacts": draw(one(({}, {"notices": BY_HAND}, {"notices": "a@b.example", "data_protection": "c@b.example"}))),
        }

    def _sites(self, draw: st.DrawFn, home: st.SearchStrategy[str], parties: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: {
                "name": draw(maybe(st.just(words(name.title())))),
                "jurisdiction": draw(home),
                "operator": draw(one(list(parties))),
                "premises": draw(one(("provider", "government", "recipient", "cloud"))),
            }
            for name in ("north", "south", "west")[: draw(st.integers(1, 3))]
        }

    def _models(self, draw: st.DrawFn, parties: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: {
                "title": words(f"Model {name}"),
                "developer": draw(one(list(parties))),
                **draw(one(BASE_MODELS)),
                "exit_test": draw(one(("none", "planned", "passed", "failed"))),
            }
            for name in ("one_lm", "two_lm")[: draw(st.integers(0, 2))]
        }

    def _datasets(self, draw: st.DrawFn, home: st.SearchStrategy[str], parties: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._dataset(draw, home, parties, name) for name in ("voices", "texts", "scans")[: draw(st.integers(1, 3))]}

    def _dataset(self, draw: st.DrawFn, home: st.SearchStrategy[str], parties: Mapping[str, Any], name: str) -> dict[str, Any]:
        codes = self.codes.dimensions
        origins = draw(st.lists(home, min_size=1, max_size=2, unique=False))
        return {
            "title": words(f"Corpus {name}"),
            "provider": draw(one(list(parties))),
            "origins": {state: draw(one(({}, {"people": 0}, {"people": 900}, {"people": 2_000_000}))) for state in origins},
            "kept_in": draw(maybe(home)),
            "identity": draw(one((*codes["identity"].codes, "unknown"))),
            "contents": draw(some(self.codes.flags("dataset"), 5)),
            "holder": draw(one(codes["holder"].codes)),
            "other_holder": draw(one((None, None, *codes["holder"].codes))),
            "sector": draw(one(codes["sector"].codes)),
            "secrecy": draw(one([code for code in codes["secrecy"].codes if code != "secret"])),
            "basis": {state: draw(one(BASES)) for state in origins if draw(st.booleans())},
            "licence": draw(maybe(st.just(words("Licence")))),
            "languages": draw(some(("id", "jv", "ja", "en"))),
            "size": draw(maybe(st.just(words("3 GB")))),
            **draw(one(RECORDS)),
        }

    def _operation(
        self,
        draw: st.DrawFn,
        home: st.SearchStrategy[str],
        parties: Mapping[str, Any],
        sites: Mapping[str, Any],
        models: Mapping[str, Any],
        things: list[str],
    ) -> dict[str, Any]:
        return {
            "do": draw(one(STAGES)),
            "by": draw(one(list(parties))),
            "at": draw(one(list(sites))),
            "on": draw(st.lists(one(things), min_size=1, max_size=3, unique=True)),
            "makes": draw(maybe(one(list(models)))) if models else None,
            "acting": draw(one(("processor", "joint", "controller"))),
            "carries": draw(maybe(one(("results", "model", "checkpoint", "data")))),
            "reached_from": draw(st.lists(home, max_size=1)),
        }

    def _mechanism(self, draw: st.DrawFn) -> Any:
        ways = one(self.codes.dimensions["mechanism"].codes)
        way = draw(ways)
        return draw(st.sampled_from([way, {"JP": way, "ID": draw(ways), "SG": draw(ways)}, {"JP": {"ID": way, "MY": draw(ways)}}]))

    def _approvals(self, draw: st.DrawFn, states: Sequence[str], things: list[str]) -> list[dict[str, Any]]:
        rules = [r for state in states for r in self.library.jurisdictions[state].rules if r.kind == "residency"]
        ways: list[tuple[str, str | None]] = [(r.id, None) for r in rules if any(v.code == "approval" for v in r.versions)]
        ways += [(r.id, name) for r in rules for v in r.versions for name in v.unless]
        return [
            {
                "rule": name,
                "exception": exception,
                "status": draw(one(("planned", "applied", "granted", "refused"))),
                "of": draw(some(things)),
            }
            for name, exception in draw(st.lists(one(ways), max_size=2))
        ]

    def _blanks(self, draw: st.DrawFn, asked: Sequence[tuple[str, str]]) -> dict[str, dict[str, Any]]:
        blanks: dict[str, dict[str, Any]] = {}
        for clause, name in draw(st.lists(one(asked), max_size=3, unique=True)):
            blanks.setdefault(clause, {})[name] = BY_HAND
        return blanks

    def _accepting(self, draw: st.DrawFn, deal: Deal) -> Deal:
        """Some deals accept the silences that the law leaves them."""
        if not draw(st.booleans()):
            return deal
        silent = sorted({silence.id for silence in find(deal, self.library.jurisdictions, self.codes).silences})
        accepted = [Accepted(silence=name, by="A. Lawyer", on=date(2026, 11, 1)) for name in silent]
        return deal.changed(accepted=accepted)


def _contribution(party: str) -> dict[str, Any]:
    return {"by": party, "what": words("Computing"), "amount": words("1 000 hours"), "when": words("Each year")}


def _days() -> st.SearchStrategy[date]:
    return st.dates(date(2026, 11, 1), date(2030, 1, 1))


def _arbitration(home: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.builds(
        lambda seat: {"method": "arbitration", "institution": words("Arbitration Centre"), "seat": seat, "language": "en"}, home
    )


def _courts(state: str) -> dict[str, Any]:
    return {"method": "courts", "state": state}
