"""Why an agreement is still a draft: unverified law, unreviewed wording, stale translations, open blanks, open risks."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.deal import Deal
from agreement_kit.dealparts import UNKNOWN, SignOff
from agreement_kit.draft import Drafted
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import BALANCED, Clause
from agreement_kit.library.jurisdictions import Rule, Version
from agreement_kit.rules import Findings
from agreement_kit.scope import Condition, Range
from agreement_kit.select import Choices

What: TypeAlias = Literal["law", "wording", "translation", "risk", "blank"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for DRAFT. `of` names what it is about; `hash` is the hash of what a sign-off must have seen."""

    what: What
    of: str
    why: str
    hash: str

    def __str__(self) -> str:
        return f"{self.what}: {self.of}: {self.why}"


def hash_of(value: object) -> str:
    """The first 12 hex digits of the SHA-256 of a value written as JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()[:12]


def rule_hash(rule: Rule, version: Version) -> str:
    """The hash that pins one version of a rule, its scope included and its stamp left out."""
    text = version.model_dump(mode="json", exclude={"verified"}, exclude_defaults=True)
    conditions = {name: _written(condition) for name, condition in sorted(rule.scope.conditions.items())}
    return hash_of([rule.id, rule.kind, rule.capacities, conditions, text])


def _written(condition: Condition) -> list[object]:
    """A condition in a fixed order, so that its hash is the same in every process."""
    if isinstance(condition, Range):
        return ["range", condition.at_least, condition.below, condition.together]
    return [type(condition).__name__, *sorted(condition.codes)]


def reasons(deal: Deal, findings: Findings, choices: Choices, drafted: Drafted, library: Library) -> tuple[Reason, ...]:
    """Every reason that neither the library nor a sign-off has cleared."""
    found = [
        *_law(findings),
        *_texts(deal, choices, drafted, library),
        *_risks(deal, findings),
        *(Reason("blank", f"{clause}.{name}", "nobody has filled this blank", "") for clause, name in drafted.open_blanks),
    ]
    return tuple(reason for reason in found if not _cleared(reason, deal.signoffs))


def _cleared(reason: Reason, signoffs: Sequence[SignOff]) -> bool:
    """A sign-off clears a reason when it names it and has seen what stands now. An open blank is cleared only by filling it."""
    return reason.what != "blank" and any(s.what == reason.what and reason.of in s.of and s.hash == reason.hash for s in signoffs)


def _law(findings: Findings) -> Iterator[Reason]:
    for found in {f.rule.id: f for f in findings.found}.values():
        pinned = rule_hash(found.rule, found.version)
        stamp = found.version.verified
        if stamp is None:
            yield Reason("law", found.rule.id, f"no lawyer has verified this rule (confidence {found.version.confidence})", pinned)
        elif stamp.hash != pinned:
            yield Reason("law", found.rule.id, "the rule has changed since it was verified", pinned)


def _texts(deal: Deal, choices: Choices, drafted: Drafted, library: Library) -> Iterator[Reason]:
    used: dict[tuple[str, str], Clause] = {(f"{term.folder}/{term.name}/any", BALANCED): term for term in drafted.definitions}
    for choice in choices.chosen:
        used[f"{choice.clause.folder}/{choice.clause.name}/{choice.variant}", choice.position] = choice.clause
    tags = [tag for tag in (*deal.texts.authentic, *deal.texts.translations) if tag != SOURCE_LANGUAGE]
    for (name, position), clause in used.items():
        paths = clause.texts[name.rsplit("/", 1)[1], position]
        if SOURCE_LANGUAGE in paths:
            yield from _wording(f"{name}.{position}", paths[SOURCE_LANGUAGE], library)
        for tag in tags:
            if tag in paths:
                yield from _translation(f"{name}.{position}.{tag}", paths[tag], paths.get(SOURCE_LANGUAGE), library)


def _wording(name: str, path: str, library: Library) -> Iterator[Reason]:
    text = library.text(path)
    if not {"reviewed", "official", "agreed"} & set(text.front):
        yield Reason("wording", name, "no lawyer has reviewed this wording", text.digest)


def _translation(name: str, path: str, source: str | None, library: Library) -> Iterator[Reason]:
    text = library.text(path)
    if source and text.front.get("translates") != library.text(source).digest:
        yield Reason("translation", name, "the English has changed since this was translated", text.digest)
    elif not {"reviewed", "official", "agreed"} & set(text.front):
        yield Reason("translation", name, "nobody has reviewed this translation", text.digest)


def _risks(deal: Deal, findings: Findings) -> Iterator[Reason]:
    for silence in findings.silences:
        if not silence.accepted:
            about = f" about {silence.thing}" if silence.thing else ""
            yield Reason(
                "risk", silence.id, f"the law says nothing{about}; accept the risk in the deal, or ask the authority", hash_of(silence.id)
            )
    for condition in findings.conditions:
        rules = [found.rule.id for found in condition.found]
        yield Reason("risk", f"{condition.law}/{condition.kind}/{condition.thing}", condition.why, hash_of([rules, condition.why]))
    for conflict in findings.conflicts:
        yield Reason("risk", f"{conflict.one.rule.id}+{conflict.other.rule.id}", conflict.why, hash_of(conflict.why))
    for name, data in deal.datasets.items():
        if data.identity == UNKNOWN:
            matters = sorted({f.rule.id for f in findings.found if "identity" in f.rule.scope.conditions and f.unit.thing == name})
            yield Reason("risk", f"{name}/identity", f"not known; it matters to {', '.join(matters)}", hash_of(matters))
