"""A new deal: a commented skeleton from a few answers, or a copy of another deal."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agreement_kit.dealfile import deal_path
from agreement_kit.errors import DealError, Problem
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.reading import ReadingError, read_text


@dataclass(frozen=True, slots=True)
class Answers:
    """What is asked: who supplies, who trains, where, and what the data are. States are ISO codes."""

    provider: str
    provider_state: str
    provider_kind: str
    recipient: str
    recipient_state: str
    recipient_kind: str
    dataset: str
    identity: str
    holder: str
    work_state: str
    as_of: date
    effect: date


def copy_of(other: Path) -> str:
    """The text of another deal, to start from. Raises DealError."""
    try:
        return read_text(deal_path(other))
    except ReadingError as error:
        raise DealError(error.problem) from None


def skeleton(answers: Answers, library: Library) -> str:
    """A deal file with these answers, comments on every line that is still to be decided, and nothing invented."""
    tags = list(dict.fromkeys([SOURCE_LANGUAGE, *_official(answers.provider_state, library), *_official(answers.recipient_state, library)]))
    tags = [tag for tag in tags if tag in library.languages]
    personal = answers.identity not in {"none", "anonymised"}
    crosses = answers.provider_state != answers.work_state
    return _TEMPLATE.format(
        a=answers,
        texts=", ".join(tags),
        columns=", ".join(f"[{SOURCE_LANGUAGE}, {tag}]" for tag in tags if tag != SOURCE_LANGUAGE) or f"[{SOURCE_LANGUAGE}]",
        provider=_words(answers.provider, tags),
        recipient=_words(answers.recipient, tags),
        dataset=_words(answers.dataset, tags),
        model=_words("Model 1", tags),
        mechanism="{dataset_1: contract}" if personal and crosses else "{}",
        sites=_sites(answers),
        work="provider" if answers.work_state == answers.provider_state else "recipient",
    )


def refuse_taken(path: Path) -> None:
    """Raises DealError when there is a file of this name: before anybody is asked anything."""
    if path.exists():
        raise DealError(_taken(path))


def _taken(path: Path) -> Problem:
    return Problem("file_exists", "there is a file of this name already; choose another", str(path))


def write_new(path: Path, text: str) -> None:
    """Write a new deal file; raises DealError rather than overwrite one."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise DealError(_taken(path)) from None
    except OSError as error:
        raise DealError(Problem("cannot_write", f"the file cannot be written: {error.strerror}", str(path))) from None


def _official(state: str, library: Library) -> tuple[str, ...]:
    law = library.jurisdictions.get(state)
    return law.languages if law else ()


def _words(text: str, tags: list[str]) -> str:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "{" + ", ".join(f"{tag}: {quoted}" for tag in tags) + "}"


def _sites(answers: Answers) -> str:
    rows = [("provider", answers.provider_state, "provider"), ("recipient", answers.recipient_state, "recipient")]
    lines = [f"  {name}_site: {{jurisdiction: {state}, operator: {name}, premises: {premises}}}" for name, state, premises in rows]
    return "\n".join(lines)


_TEMPLATE = """\
# Describe the situation here in a sentence or two.
# `agreement-kit facts` lists every value that may stand here; `agreement-kit check <this file>` says what is wrong or missing.
instrument: contract
agreement: training_data_sharing_short
as_of: {a.as_of}                     # the law was known up to this day
entry_into_force: {{on: signature, expected: {a.effect}}}     # the law of the expected day is applied
term: P3Y
texts: {{working: en, authentic: [{texts}], prevails: en, columns: [{columns}]}}

parties:                              # names in every language of the texts
  provider:
    name: {provider}
    jurisdiction: {a.provider_state}
    acts_as: {a.provider_kind}
    contacts: {{notices: by_hand, data_protection: by_hand}}
  recipient:
    name: {recipient}
    jurisdiction: {a.recipient_state}
    acts_as: {a.recipient_kind}
    contacts: {{notices: by_hand, data_protection: by_hand}}

sites:                                # every place where the work is done
{sites}

models:
  model_1: {{title: {model}, developer: recipient, release: internal, exit_test: planned}}

datasets:
  dataset_1:
    title: {dataset}
    provider: provider
    origins: {{{a.provider_state}: {{}}}}     # {{people: 1000}}: how many persons the data are about
    identity: {a.identity}            # none, anonymised, pseudonymised, identified, unknown
    contents: []                      # what is in it: voice, image, health, child …
    holder: {a.holder}                # private, public
    sector: general
    secrecy: open
    basis: {{}}                         # per law: {{{a.provider_state}: consent}}

operations:                           # in order; where they stand decides what crosses a border
  - {{do: pretraining, by: recipient, at: {work}_site, on: [dataset_1], makes: model_1, acting: controller}}

mechanism: {mechanism}                # how personal data lawfully leave
flags: []
governing_law: null                   # the state whose law governs
disputes: {{method: consultation}}      # arbitration {{institution, seat, language}}, courts {{state}}, consultation
"""
