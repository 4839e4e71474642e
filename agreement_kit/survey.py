"""The survey: the same facts asked of the law of several states, question by question, each answer with citation, date and confidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from agreement_kit.boards import moved
from agreement_kit.checklist import due_words
from agreement_kit.deal import Deal
from agreement_kit.errors import DealError, Problem, nearest
from agreement_kit.explain import citation
from agreement_kit.library import Library
from agreement_kit.memo import Grid, Heading, Memo, Noted
from agreement_kit.memo import Text as MemoText
from agreement_kit.rules import Findings, Found, find
from agreement_kit.tables import Sheet
from agreement_kit.text.localize import format
from agreement_kit.text.values import Code

Role: TypeAlias = Literal["origin", "destination"]
ROLES: Mapping[str, str] = {
    "origin": "where the data come from and lie",
    "destination": "where they go",
}
NOTES = "en"  # the language in which law is told
SILENT = "nothing was found in this law"
_FEW = 3  # more sets of languages than these are told by what they have in common


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer rests on: the rule, what it says, its citation, since when, and how sure."""

    rule: str
    says: str
    citation: str
    since: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of one state's law to one question: in short, and the rules behind it (none: the law is silent)."""

    short: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One question and the answer of each state, in the order of the survey's states."""

    question: str
    answers: tuple[Answer, ...]

    @property
    def differs(self) -> bool:
        """Whether the states answer differently."""
        return len({answer.short for answer in self.answers}) > 1


@dataclass(frozen=True, slots=True)
class Survey:
    """The same facts under several laws. `role` is the place in which each state was put; `coming` are law changes ahead, one row each."""

    deal: str
    role: str
    day: str
    known: str
    states: tuple[str, ...]
    rows: tuple[Row, ...]
    coming: tuple[tuple[str, Source], ...]


def survey(deal: Deal, role: str, states: Sequence[str], library: Library) -> Survey:
    """Put each state in the place that `role` names and ask its law. Raises DealError for an unknown role or a state without a law file."""
    if role not in ROLES:
        raise DealError(Problem("unknown_role", f"'{role}' is no place that a state can take", hint=f"one of {', '.join(ROLES)}"))
    unknown = [state for state in states if state not in library.jurisdictions]
    if unknown:
        hint = nearest(unknown[0], library.jurisdictions) or f"one of {', '.join(library.jurisdictions)}"
        raise DealError(Problem("unknown_law", f"the library has no law of '{unknown[0]}'", hint=hint))
    taken = _taken(deal, role)
    found = [_Asked(state, find(moved(deal, taken, state), library.jurisdictions, library.codes), library) for state in states]
    rows = tuple(Row(question.words, tuple(asked.answer(question) for asked in found)) for question in QUESTIONS)
    coming = tuple((asked.state, _source(f, library)) for asked in found for f in asked.findings.coming if f.rule.state == asked.state)
    return Survey(deal.name, role, str(deal.takes_effect), str(deal.as_of), tuple(states), rows, tuple(dict.fromkeys(coming)))


def _taken(deal: Deal, role: str) -> str:
    """The state whose place is taken: where the first dataset lies, or the first state to which anything of it goes."""
    home = deal.kept_in(next(iter(deal.datasets)))
    if role == "origin":
        return home
    away = [transfer.arrives for transfer in deal.transfers if transfer.arrives != home]
    if not away:
        message = "nothing leaves the state in which the data lie, so no destination can be varied"
        raise DealError(deal.problem("no_destination", message, ("operations",)))
    return away[0]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a law: which of its rules answer, and how their answer is put in short."""

    words: str
    asks: Callable[[Found], bool]
    short: Callable[[Sequence[Found], "_Asked"], str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One state in its place: its findings, and the words for codes."""

    state: str
    findings: Findings
    library: Library

    def said(self, dimension: str, code: str) -> str:
        """A code in words."""
        return format(Code(dimension, code), self.library.conventions(NOTES))

    def unit(self, found: Found) -> str:
        """The unit of a figure."""
        return found.version.currency or self.library.codes.figures[found.rule.figure or ""].unit

    def practice(self, found: Found) -> str:
        """A custom in words."""
        return self.library.codes.practices.get(found.version.practice or "", found.rule.kind)

    def answer(self, question: Question) -> Answer:
        """What the state's law answers."""
        grounds = [f for ground in self.findings.grounds if ground.law == self.state for f in ground.found]
        own = [f for f in (*self.findings.found, *grounds) if f.rule.state == self.state and question.asks(f)]
        rules = tuple({f.rule.id: f for f in own}.values())
        if not rules:
            return Answer(SILENT, ())
        return Answer(question.short(rules, self), tuple(_source(f, self.library) for f in rules))


def _source(found: Found, library: Library) -> Source:
    version = found.version
    since = str(version.starts) if version.starts != "undated" else f"undated ({version.expected})"
    cited = citation(found, library.jurisdictions, library.conventions(NOTES))
    return Source(found.rule.id, version.says, cited, since, version.confidence)


def _kind(*kinds: str) -> Callable[[Found], bool]:
    return lambda found: found.rule.kind in kinds


def _figure(*figures: str) -> Callable[[Found], bool]:
    return lambda found: found.rule.kind == "figure" and found.rule.figure in figures


def _duty(*duties: str) -> Callable[[Found], bool]:
    return lambda found: found.version.duty in duties


def _practice(*practices: str) -> Callable[[Found], bool]:
    return lambda found: found.version.practice in practices


def _residency(rules: Sequence[Found], asked: "_Asked") -> str:
    codes = [asked.said("residency", f.version.code) for f in rules if f.version.code]
    return "; ".join(dict.fromkeys([*codes, *(asked.said("keeps", f.version.keeps) for f in rules if f.version.keeps)]))


def _remote(rules: Sequence[Found], asked: "_Asked") -> str:
    codes = [f.version.remote or f.version.code for f in rules]
    return "; ".join(dict.fromkeys(asked.said("residency", code) for code in codes if code)) or SILENT


def _options(rules: Sequence[Found], asked: "_Asked") -> str:
    options = [option for ground in asked.findings.grounds if ground.law == asked.state for option in ground.options]
    return "; ".join(dict.fromkeys(asked.said("mechanism", option) for option in options)) or "no way is open"


def _values(rules: Sequence[Found], asked: "_Asked") -> str:
    return "; ".join(dict.fromkeys(f"{asked.said('figure', f.rule.figure or '')}: {f.version.value} {asked.unit(f)}" for f in rules))


def _deadlines(rules: Sequence[Found], asked: "_Asked") -> str:
    return "; ".join(
        dict.fromkeys(" ".join(filter(None, (asked.said("duty", f.version.duty or ""), due_words(f.version.due)))) for f in rules)
    )


def _texts(rules: Sequence[Found], asked: "_Asked") -> str:
    """The sets of languages that satisfy each rule; of those that hold another, the smaller alone."""
    return " and ".join(dict.fromkeys(_smallest(f.version.accept) for f in rules))


def _smallest(accept: Sequence[Sequence[str]]) -> str:
    sets = [frozenset(texts) for texts in accept]
    least = [texts for texts in accept if not any(other < frozenset(texts) for other in sets)]
    if len(least) > _FEW and (common := frozenset.intersection(*(frozenset(texts) for texts in least))):
        return f"{' + '.join(sorted(common))} beside another language"
    return " or ".join(" + ".join(texts) for texts in least) or "any language"


def _classes(rules: Sequence[Found], asked: "_Asked") -> str:
    return "; ".join(dict.fromkeys(asked.said(name, code) for f in rules for name, code in f.version.sets.items()))


def _named(rules: Sequence[Found], asked: "_Asked") -> str:
    words = (asked.said("duty", f.version.duty) if f.version.duty else asked.practice(f) for f in rules)
    return "; ".join(dict.fromkeys(words))


QUESTIONS: tuple[Question, ...] = (
    Question("May the data leave, and what must stay?", _kind("residency"), _residency),
    Question("May they be reached from abroad?", _kind("residency"), _remote),
    Question("By which mechanism do personal data leave?", _kind("mechanism"), _options),
    Question("What must the contract and the file hold?", _duty("contract_terms", "assessment", "records"), _named),
    Question("What is filed, approved or registered, and when?", _duty("filing", "notice", "approval", "registration"), _deadlines),
    Question("What follows each further transfer?", _duty("follow_up", "verification", "supervision"), _named),
    Question("When is a breach reported?", _figure("breach_authority", "breach_subjects", "breach_final_report"), _values),
    Question("When are requests of persons answered?", _figure("request_response"), _values),
    Question("How are the data classed?", _kind("class"), _classes),
    Question("Who acts for a child, below which age?", _figure("child_age"), _values),
    Question("On which consent or notice do they rest?", _duty("consent", "information"), _named),
    Question("In which languages is the agreement made?", _kind("language"), _texts),
    Question("How is it signed, sealed and stamped?", _practice("seal", "stamp", "initials", "originals", "form", "declaration"), _named),
)


def narrowed(found: Survey, *, only_differences: bool) -> Survey:
    """The survey, or only the questions that the states answer differently."""
    rows = tuple(row for row in found.rows if row.differs) if only_differences else found.rows
    return Survey(found.deal, found.role, found.day, found.known, found.states, rows, found.coming)


def sheets(found: Survey) -> tuple[Sheet, ...]:
    """One sheet of answers, one of their sources, one of what is coming."""
    answers = [(row.question, *(answer.short for answer in row.answers)) for row in found.rows]
    sources = [
        (row.question, state, s.rule, s.says, s.citation, s.since, s.confidence)
        for row in found.rows
        for state, answer in zip(found.states, row.answers, strict=True)
        for s in answer.sources
    ]
    coming = [(state, s.rule, s.says, s.citation, s.since, s.confidence) for state, s in found.coming]
    return (
        Sheet("Answers", ("Question", *found.states), answers, (40, *(34 for _ in found.states))),
        Sheet("Sources", ("Question", "Law", "Rule", "Says", "Citation", "Since", "Confidence"), sources, (40, 6, 26, 70, 40, 12, 11)),
        Sheet("What is coming", ("Law", "Rule", "Says", "Citation", "From", "Confidence"), coming, (6, 26, 70, 40, 22, 11)),
    )


def memo(found: Survey) -> Memo:
    """The survey as a memorandum: a table of answers whose sources stand as notes, and what is coming."""
    where = ROLES[found.role]
    lead = (
        f"The facts of {found.deal} are asked of each law as if each state were {where}. "
        f"The law is that of {found.day}, known up to {found.known}. "
        "No lawyer has verified these rules unless a rule says so. This is a comparison for lawyers, and no legal advice."
    )
    rows = [(Noted(row.question), *(_noted(answer) for answer in row.answers)) for row in found.rows]
    parts: list[Heading | MemoText | Grid] = [
        MemoText(Noted(lead)),
        Grid(("Question", *found.states), rows, (3, *(2 for _ in found.states))),
        Heading("What is coming"),
    ]
    if found.coming:
        coming = [(Noted(state), Noted(s.says, (_cited(s),)), Noted(s.since)) for state, s in found.coming]
        parts.append(Grid(("Law", "What", "From"), coming, (1, 8, 2)))
    else:
        parts.append(MemoText(Noted("Nothing was found.")))
    return Memo("Survey of laws", f"{found.deal}: {', '.join(found.states)}", parts, found.known)


def _noted(answer: Answer) -> Noted:
    return Noted(answer.short, tuple(_cited(source) for source in answer.sources))


def _cited(source: Source) -> str:
    return f"{source.citation}; since {source.since}; confidence {source.confidence}. {source.says} ({source.rule})"


def lines(found: Survey) -> Iterator[str]:
    """The survey as plain lines."""
    for row in found.rows:
        yield row.question
        for state, answer in zip(found.states, row.answers, strict=True):
            yield f"  {state}: {answer.short}"
            yield from (f"      {s.rule}: {s.citation}; since {s.since}; confidence {s.confidence}" for s in answer.sources)
    yield "What is coming"
    yield from (f"  {state}: {s.says} ({s.citation}; {s.since})" for state, s in found.coming)
