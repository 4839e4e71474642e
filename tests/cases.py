"""Read lawyers' cases and run them: the deal filled in, and what was expected held against what was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.dealfile import parse_deal
from agreement_kit.library import Library
from agreement_kit.place import ways_out
from agreement_kit.reading import read_yaml
from agreement_kit.rules import Findings, Found, find
from agreement_kit.select import choose

FOLDER = Path(__file__).parent / "scenarios"


@dataclass(frozen=True)
class Scenario:
    """One case: where it comes from, the deal, and what is expected."""

    name: str
    file: str
    deal: Deal
    expect: Mapping[str, Any]


def load(codes: Codes, languages: Mapping[str, tuple[str, ...]]) -> list[Scenario]:
    """Every case of every file. `languages` maps a state to its official languages."""
    cases = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for entry in read_yaml(path).data:
            deal = parse_deal(_filled(entry["deal"], entry["on"], languages), codes, entry["name"])
            cases.append(Scenario(entry["name"], path.stem, deal, entry["expect"]))
    return cases


def _filled(given: Mapping[str, Any], day: str, languages: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    states = [party["jurisdiction"] for party in given["parties"].values()]
    texts = list(dict.fromkeys(["en", *(tag for state in states for tag in languages.get(state, ()))]))
    everywhere = texts
    deal: dict[str, Any] = {
        "agreement": "training_data_sharing_short",
        "as_of": min("2026-11-01", day),
        "entry_into_force": {"on": "signature", "expected": day},
        "term": "P3Y",
        "texts": {"authentic": texts, "prevails": "en" if "en" in texts else None},
        **given,
    }
    deal["parties"] = {name: {"acts_as": "company", "name": _words(name, everywhere), **party} for name, party in given["parties"].items()}
    deal["sites"] = {name: {"premises": "recipient", **site} for name, site in given["sites"].items()}
    deal["models"] = {
        name: {"exit_test": "planned", "title": _words(name, everywhere), **model} for name, model in (given.get("models") or {}).items()
    }
    deal["datasets"] = {name: _dataset(name, data, everywhere) for name, data in given["datasets"].items()}
    return deal


def _dataset(name: str, data: Mapping[str, Any], languages: list[str]) -> dict[str, Any]:
    defaults = {"identity": "none", "contents": [], "holder": "private", "sector": "general", "secrecy": "open"}
    origins = {state: origin or {} for state, origin in data["origins"].items()}
    return {"title": _words(name, languages), **defaults, **data, "origins": origins}


def _words(name: str, languages: list[str]) -> dict[str, str]:
    return {tag: name.replace("_", " ").title() for tag in languages}


def differences(scenario: Scenario, library: Library) -> list[str]:
    """Every expectation that does not hold, in words."""
    findings = find(scenario.deal, library.jurisdictions, library.codes)
    return [line for key, wanted in scenario.expect.items() for line in _CHECKS[key](wanted, findings, scenario.deal, library)]


def _classes(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    for thing, laws in wanted.items():
        for law, dims in laws.items():
            for dimension, code in dims.items():
                found = findings.classes.get((thing, law), {}).get(dimension, library.codes.dimensions[dimension].codes[0])
                if found != code:
                    yield f"class of {thing} under {law}: {dimension} is {found}, expected {code}"


def _residency(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    for thing, code in wanted.items():
        if findings.residency[thing].code != code:
            rules = [f.rule.id for f in findings.residency[thing].found]
            yield f"residency of {thing} is {findings.residency[thing].code} ({rules}), expected {code}"


def _residency_under(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    for thing, laws in wanted.items():
        for law, code in laws.items():
            found = findings.residency[thing].by_law.get(law)
            if found != code:
                rules = [f.rule.id for f in findings.residency[thing].found]
                yield f"residency of {thing} under {law} is {found} ({rules}), expected {code}"


def _keeps(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    for thing, kept in wanted.items():
        if findings.residency[thing].keeps != set(kept):
            yield f"{thing} keeps {sorted(findings.residency[thing].keeps)}, expected {kept}"


def _grounds(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    found = [
        {
            "of": g.thing,
            "law": g.law,
            "from": g.transfer.leaves,
            "to": g.transfer.arrives,
            "options": list(g.options),
            "mechanism": g.mechanism,
        }
        for g in findings.grounds
    ]
    ordered = {g.law: any(f.version.in_order for f in g.found) for g in findings.grounds}
    for ground in wanted:
        if not any(_fits(ground, other, ordered.get(str(other["law"]), False)) for other in found):
            yield f"ground {ground} not found; found {found}"
    if wanted == [] and found:
        yield f"expected no ground; found {found}"


def _fits(wanted: Mapping[str, Any], found: Mapping[str, Any], ordered: bool) -> bool:
    """The order of the options counts only where the law sets one."""
    same = all(found[key] == value for key, value in wanted.items() if key != "options")
    options = wanted.get("options", found["options"])
    return same and (options == found["options"] if ordered else sorted(options) == sorted(found["options"]))


def _entries(found: tuple[Found, ...], kind: str) -> list[dict[str, Any]]:
    rows = []
    for f in found:
        if f.rule.kind == kind:
            version = f.version.model_dump(mode="json", exclude_none=True)
            rows.append({"law": f.rule.state, "figure": f.rule.figure, "of": f.unit.thing, **version})
    return rows


def _has(wanted: Mapping[str, Any], rows: list[dict[str, Any]]) -> bool:
    return any(all(row.get(key) == value for key, value in wanted.items()) for row in rows)


def _listed(kind: str, *, absent: bool = False, coming: bool = False) -> Any:
    def check(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
        found = findings.coming if coming else findings.found
        for entry in wanted:
            kinds = (
                [kind]
                if not coming
                else [k for k in ("duty", "practice", "figure", "residency", "mechanism", "class") if k in entry] or ["duty"]
            )
            rows = [row for k in kinds for row in _entries(found, k)]
            if _has(entry, rows) == absent:
                yield f"{kind} {entry} {'found' if absent else 'not found'}"

    return check


def _figures(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    for figure, laws in wanted.items():
        for law, value in laws.items():
            if findings.figures.get(figure, {}).get(law) != value:
                yield f"figure {figure} under {law} is {findings.figures.get(figure, {}).get(law)}, expected {value}"


def _languages(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    for law, state in wanted.items():
        if findings.languages.get(law) is not (state == "satisfied"):
            yield f"language of {law}: {findings.languages.get(law)}, expected {state}"


def _silences(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    found = {silence.id for silence in findings.silences}
    if (wanted == [] and found) or not set(wanted) <= found:
        yield f"silences {sorted(found)}, expected {wanted}"


def _faults(field: str) -> Any:
    def check(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
        found = sorted((b.law, b.kind, b.thing or "") for b in getattr(findings, field))
        expected = sorted((b["law"], b["kind"], b.get("of") or "") for b in wanted)
        if found != expected:
            yield f"{field}: found {[(b.law, b.kind, b.thing, b.why) for b in getattr(findings, field)]}, expected {expected}"

    return check


def _ways_out(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    found = sorted(way.move for way in ways_out(deal, findings, library.jurisdictions, library.codes))
    if found != sorted(wanted):
        yield f"ways out {found}, expected {sorted(wanted)}"


def _clauses(wanted: Any, findings: Findings, deal: Deal, library: Library) -> Iterator[str]:
    chosen = choose(deal, findings, library).chosen
    for name, variant in wanted.items():
        found = {choice.variant for choice in chosen if choice.clause.name == name}
        if (variant is None and found) or (variant is not None and variant not in found):
            yield f"clause {name}: {sorted(found) or 'out'}, expected {variant}"


_CHECKS: Mapping[str, Any] = {
    "classes": _classes,
    "residency": _residency,
    "residency_under": _residency_under,
    "keeps": _keeps,
    "grounds": _grounds,
    "duties": _listed("duty"),
    "no_duties": _listed("duty", absent=True),
    "figures": _figures,
    "languages": _languages,
    "practices": _listed("practice"),
    "silences": _silences,
    "breaches": _faults("breaches"),
    "conditions": _faults("conditions"),
    "coming": _listed("duty", coming=True),
    "ways_out": _ways_out,
    "clauses": _clauses,
}
