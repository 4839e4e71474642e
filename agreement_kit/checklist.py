"""What has to be done under the law of a deal: filings, approvals, reviews and standing duties, by whom, with whom, by when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from agreement_kit.codes import Codes
from agreement_kit.deal import Deal
from agreement_kit.explain import citation
from agreement_kit.library import Library
from agreement_kit.library.jurisdictions import Due, Jurisdiction
from agreement_kit.memo import Grid, Heading, Memo, Noted
from agreement_kit.memo import Text as MemoText
from agreement_kit.rules import Findings, Found, end_of, who_owes
from agreement_kit.tables import Sheet
from agreement_kit.text.conventions import Conventions

Part: TypeAlias = Literal["before", "once", "recurring", "standing", "coming"]
PARTS: Mapping[Part, str] = {
    "before": "Before the work starts",
    "once": "Once, after an event",
    "recurring": "Again and again during the term",
    "standing": "Whenever it happens",
    "coming": "Law that is coming",
}
NOTES = "en"  # the language in which duties are told
# Events that a deal dates by its expected day of effect. The first transfer can follow on that day and no earlier.
_AT_START = frozenset({"signature", "entry_into_force", "first_transfer"})
_ROLES = frozenset({"exporter", "importer", "provider", "recipient", "host", "developer", "party"})


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `by` is its day, counted from the expected day of effect; None where it depends on an event that has no day yet.

    `every` is the number of months after which it comes again, None when it does not.
    """

    part: Part
    what: str
    about: str
    who: str
    to: str
    when: str
    by: date | None
    every: int | None
    status: str
    law: str
    rule: str
    citation: str
    confidence: str


def checklist(deal: Deal, findings: Findings, library: Library) -> tuple[Task, ...]:
    """Every task of a deal, in the order in which it falls due; what has no day comes after what has."""
    maker = _Maker(deal, library.jurisdictions, library.codes, library.conventions(NOTES))
    duties = [maker.duty(found) for found in findings.of_kind("duty")]
    # What waits for an authority; a model that waits for its exit test needs no approval.
    waiting = {found.rule.id for condition in findings.conditions if condition.thing in deal.datasets for found in condition.found}
    approvals = [maker.approval(found, waiting) for thing in deal.datasets for found in findings.residency[thing].found]
    coming = [maker.coming(found) for found in findings.coming]
    tasks = dict.fromkeys([*(task for task in approvals if task), *duties, *coming])
    order = list(PARTS)
    return tuple(sorted(tasks, key=lambda t: (order.index(t.part), t.by is None, t.by or date.max, t.law, t.rule, t.about)))


class _Maker:
    """Turns findings of one deal into tasks."""

    def __init__(self, deal: Deal, law: Mapping[str, Jurisdiction], codes: Codes, conventions: Conventions) -> None:
        self.deal, self.law, self.codes, self.conventions = deal, law, codes, conventions

    def duty(self, found: Found) -> Task:
        """A duty as a task."""
        version = found.version
        months = (version.every or {}).get("months") or None
        by = self._day(version.due)
        part: Part = "recurring" if version.every else ("standing" if by is None else ("before" if _is_before(version.due) else "once"))
        when = "; ".join(filter(None, (due_words(version.due), f"every {months} months" if months else ""))) or "throughout"
        return self._task(found, part, version.says, when, by, months, "")

    def approval(self, found: Found, waiting: set[str]) -> Task | None:
        """An approval, or an exception, that data wait for or that the deal relies on."""
        entry = next((a for a in self.deal.approvals if a.rule == found.rule.id), None)
        if found.version.code != "approval" and entry is None and found.rule.id not in waiting:
            return None
        what = f"Obtain the {'exception' if entry and entry.exception else 'approval'}: {found.version.says}"
        status = entry.status if entry else "not yet applied for"
        return self._task(found, "before", what, "before the data leave", self.deal.takes_effect, None, status)

    def coming(self, found: Found) -> Task:
        """A rule that is not law yet, with the day from which it will be, where there is one."""
        starts = found.version.starts
        day = starts if isinstance(starts, date) else None
        when = f"from {day}" if day else f"undated ({found.version.expected or 'no day is known'})"
        return self._task(found, "coming", found.version.says, when, day, None, "")

    def _task(self, found: Found, part: Part, what: str, when: str, by: date | None, every: int | None, status: str) -> Task:
        version, state = found.version, found.rule.state
        authority = version.to or version.by
        to = self.law[state].authorities[authority][NOTES] if authority else ""
        cited = citation(found, self.law, self.conventions)
        about = self._about(found)
        return Task(part, what, about, self._who(found), to, when, by, every, status, state, found.rule.id, cited, version.confidence)

    def _about(self, found: Found) -> str:
        thing = found.unit.thing
        if thing is None:
            return ""
        title = self.deal.datasets[thing].title if thing in self.deal.datasets else self.deal.models[thing].title
        return title.get(NOTES) or next(iter(title.values()))

    def _who(self, found: Found) -> str:
        """The party that owes it, by name; where the rule speaks of a role that several hold, the role."""
        owing = who_owes(found, self.deal)
        if len(owing) != 1:
            return found.version.on or "each party"
        name = self.deal.parties[owing[0]].name
        return name.get(NOTES) or next(iter(name.values()))

    def _day(self, due: Due | None) -> date | None:
        """The day of a deadline that counts from the start or the end of the agreement."""
        if due is None or due.hours:
            return None
        event = due.before or due.after
        first = event in _AT_START or (event == "each_transfer" and due.before)  # the first of them can come on the first day
        start = self.deal.takes_effect if first else end_of(self.deal) if event == "end" else None
        if start is None:
            return None
        length = timedelta(days=due.days or 0) + timedelta(days=30 * (due.months or 0))
        return start - length if due.before else start + length


def _is_before(due: Due | None) -> bool:
    return due is not None and due.before is not None


def due_words(due: Due | None) -> str:
    """A deadline in words: "within 60 days after the first transfer"."""
    if due is None:
        return ""
    number = next((f"{n} {unit}" for n, unit in ((due.hours, "hours"), (due.days, "days"), (due.months, "months")) if n), "")
    side, event = ("before", due.before) if due.before else ("after", due.after)
    words = (event or "").replace("_", " ")
    lead = f"{'not later than' if due.before else 'within'} {number} " if number else ""
    return f"{lead}{side} {words}".strip()


HEAD = ("What", "About", "Who", "With whom", "When", "By", "Status", "Law", "Rule", "Citation", "Confidence")


def cells(task: Task) -> tuple[str, ...]:
    """A task as the cells of a row."""
    by = task.by.isoformat() if task.by else ""
    return task.what, task.about, task.who, task.to, task.when, by, task.status, task.law, task.rule, task.citation, task.confidence


def sheets(tasks: Sequence[Task]) -> tuple[Sheet, ...]:
    """Tasks as sheets, one a part that has any."""
    widths = (60, 24, 24, 30, 30, 12, 14, 6, 26, 40, 11)
    return tuple(
        Sheet(title, HEAD, [cells(task) for task in tasks if task.part == part], widths)
        for part, title in PARTS.items()
        if any(task.part == part for task in tasks)
    )


def explained(task: Task) -> str:
    """A task in full, as the words of an entry in a calendar."""
    lines = (
        task.what,
        f"About: {task.about}" if task.about else "",
        f"Who: {task.who}",
        f"With: {task.to}" if task.to else "",
        f"When: {task.when}",
        f"{task.law}: {task.citation} ({task.rule}; confidence {task.confidence})",
    )
    return "\n".join(line for line in lines if line)


def dated(tasks: Sequence[Task], until: date) -> Iterator[tuple[Task, date]]:
    """Every day on which a task falls due, to the end of the term; a task without a day has none."""
    for task in tasks:
        day = task.by
        while day and day <= until:
            yield task, day
            day = _months_on(day, task.every) if task.every else None


def _months_on(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    return date(total // 12, total % 12 + 1, min(day.day, 28))


def memo(tasks: Sequence[Task], deal: Deal) -> Memo:
    """Tasks as a memorandum, with the citation of each as a note."""
    parts: list[Heading | MemoText | Grid] = [MemoText(Noted(_BASIS.format(day=deal.takes_effect, known=deal.as_of)))]
    for part, title in PARTS.items():
        own = [task for task in tasks if task.part == part]
        if own:
            head = ("What", "About", "Who", "With whom", "When", "By", "Status")
            parts += [Heading(title), Grid(head, [_noted(task) for task in own], (60, 24, 24, 26, 26, 14, 16))]
    return Memo("Checklist", deal.name, parts, deal.as_of.isoformat())


_BASIS = (
    "Days are counted from {day}, on which the agreement is expected to take effect; the law was known up to {known}. "
    "No lawyer has verified these rules unless a rule says so. This is a list for lawyers, and no legal advice."
)


def _noted(task: Task) -> tuple[Noted, ...]:
    what, *rest = cells(task)[:7]
    source = f"{task.law}, {task.citation}; rule {task.rule}; confidence {task.confidence}."
    return Noted(what, (source,)), *(Noted(words) for words in rest)
