"""The pipeline: from a deal and a library to the agreement as a tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreement_kit import draft, explain, facts, number, rules, select, standing
from agreement_kit.deal import Deal
from agreement_kit.document import Agreement, Reference, Texts, Wording
from agreement_kit.document import Fill as DocumentFill
from agreement_kit.errors import DealError, nearest
from agreement_kit.facts import families
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.reasons import grouped
from agreement_kit.terms import wordings
from agreement_kit.text.localize import format
from agreement_kit.text.values import LanguageValue, ListValue, Phrase, Value


@dataclass(frozen=True, slots=True)
class Assembly:
    """An agreement, and everything that was found and chosen on the way."""

    agreement: Agreement
    findings: rules.Findings
    choices: select.Choices
    reasons: tuple[standing.Reason, ...]


def assemble(deal: Deal, library: Library, languages: Sequence[str] = ()) -> Agreement:
    """Draft the agreement for a deal.

    `languages` are drafted besides those of the deal's texts. Raises DealError and LibraryError with every problem found.
    """
    return run(deal, library, languages).agreement


def run(deal: Deal, library: Library, languages: Sequence[str] = ()) -> Assembly:
    """As `assemble`, and keep what was found and chosen."""
    _check_texts(deal, library)
    tags = tuple(dict.fromkeys([*deal.texts.authentic, *deal.texts.translations, *languages, SOURCE_LANGUAGE]))
    conventions = {tag: library.conventions(tag) for tag in tags}
    findings = rules.find(deal, library.jurisdictions, library.codes)
    _check_day(deal, library)
    _check_approvals(deal, findings, library)
    choices = select.choose(deal, findings, library)
    fills = facts.fills(deal, findings, choices, library)
    notes, playbook = conventions[SOURCE_LANGUAGE], library.playbook(deal.playbook)
    drafted = draft.provisions(
        choices, fills, library, tags, lambda choice: explain.because(choice, library.jurisdictions, notes, playbook)
    )
    _check_left_out(deal, drafted)
    reasons = standing.reasons(deal, findings, choices, drafted, library)
    agreement = Agreement(
        id=deal.name,
        instrument=deal.instrument,
        title={tag: choices.type.title.get(tag, choices.type.title[SOURCE_LANGUAGE]) for tag in tags},
        parties=tuple(_said("party_name", families.party_name(deal, name), deal, tags, library) for name in deal.parties),
        numbers=tuple(_number(deal, name, tags, library) for name in deal.parties),
        texts=_texts(deal, tags, library),
        provisions=number.numbered(drafted, conventions),
        library=library.digest[:12],
        round=deal.round,
        draft_because=grouped(reasons),
    )
    return Assembly(agreement, findings, choices, reasons)


def _texts(deal: Deal, tags: Sequence[str], library: Library) -> Texts:
    """Which languages count, and how the title page says so."""
    texts = deal.texts
    said = Phrase("authentic_in", {"languages": ListValue(tuple(LanguageValue(tag) for tag in texts.authentic))})
    words = {tag: format(said, library.conventions(tag)) for tag in tags}
    return Texts(tuple(texts.authentic), texts.prevails, tuple(texts.translations), words)


def _number(deal: Deal, name: str, tags: Sequence[str], library: Library) -> Wording:
    """The number that a party gives the agreement; nothing where it gives none."""
    if name not in deal.numbers:
        return {}
    number = Phrase("number", {"number": families.text(deal.numbers[name])})
    return _said("agreement_number", number, deal, tags, library)


def _said(blank: str, value: Value, deal: Deal, tags: Sequence[str], library: Library) -> Wording:
    """A value of the title page in every language."""
    said = {tag: format(draft.spoken(value, tag, deal.texts.working), library.conventions(tag)) for tag in tags}
    return {tag: (DocumentFill(blank, words),) for tag, words in said.items()}


def _check_texts(deal: Deal, library: Library) -> None:
    """Every text of the deal is in a language that the library has."""
    problems = [
        deal.problem("unknown_language", f"the library has no language '{tag}'", ("texts", kind), f"one of {', '.join(library.languages)}")
        for kind in ("authentic", "translations")
        for tag in getattr(deal.texts, kind)
        if tag not in library.languages
    ]
    if problems:
        raise DealError(problems)


def _check_day(deal: Deal, library: Library) -> None:
    """The day of effect lies within what the library knows of at least one law that the deal touches."""
    laws = [library.jurisdictions[state] for state in rules.touched(deal) if state in library.jurisdictions]
    starts = [version.starts for law in laws for rule in law.rules for version in rule.versions if isinstance(version.starts, date)]
    if starts and deal.takes_effect < min(starts):
        message = f"the library knows no law of that day; what it knows of {', '.join(law.code for law in laws)} begins on {min(starts)}"
        raise DealError(deal.problem("before_law", message, ("entry_into_force", "expected")))


def _check_left_out(deal: Deal, drafted: draft.Drafted) -> None:
    """A clause to which others refer cannot be left out."""
    found = (wording for provision in drafted.provisions for wording in (provision.heading, *wordings(provision.blocks)))
    references = (part for wording in found for part in wording[SOURCE_LANGUAGE] if isinstance(part, Reference))
    needed = {target.partition("#")[0] for reference in references for target in reference.targets}
    problems = [
        deal.problem("needed_clause", f"'{name}' cannot be left out; other clauses refer to it", ("leave_out", index))
        for index, name in enumerate(deal.leave_out)
        if name in needed
    ]
    if problems:
        raise DealError(problems)


def _check_approvals(deal: Deal, findings: rules.Findings, library: Library) -> None:
    """An approval or an accepted silence must speak of something that exists."""
    known = {rule.id: rule for law in library.jurisdictions.values() for rule in law.rules}
    problems = []
    for index, entry in enumerate(deal.approvals):
        rule = known.get(entry.rule)
        if rule is None:
            hint = nearest(entry.rule, known)
            problems.append(deal.problem("unknown_rule", f"there is no rule '{entry.rule}'", ("approvals", index, "rule"), hint))
        elif entry.exception and not any(entry.exception in version.unless for version in rule.versions):
            names = sorted({name for version in rule.versions for name in version.unless})
            hint = f"it provides for: {', '.join(names) or 'none'}"
            message = f"rule {entry.rule} provides for no exception '{entry.exception}'"
            problems.append(deal.problem("unknown_exception", message, ("approvals", index, "exception"), hint))
    silent = {silence.id for silence in findings.silences}
    for index, accepted in enumerate(deal.accepted):
        if accepted.silence not in silent:
            hint = nearest(accepted.silence, silent) or f"silences here: {', '.join(sorted(silent)) or 'none'}"
            problems.append(
                deal.problem("unknown_silence", f"the law is not silent on '{accepted.silence}' here", ("accepted", index, "silence"), hint)
            )
    if problems:
        raise DealError(problems)
