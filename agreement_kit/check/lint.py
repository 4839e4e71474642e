"""Lint for lawyers: what a careful reader of the English would strike, and terms that are used without being defined, in every language.

The rules are those of plain legal drafting: a duty is `shall` with its actor named, a prohibition `shall not`, a right `may`; one of them a
sentence; sentences a reader can hold; numbers that parties may want to change stand in blanks.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from agreement_kit.check.references import Frame
from agreement_kit.errors import AgreementKitError, Problem
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.clauses import Clause
from agreement_kit.terms import pattern
from agreement_kit.text.blanks import BlankError, parse_block
from agreement_kit.text.markup import ClauseText, pieces

LONGEST = 60  # words of a sentence
NAMES_LAWS = frozenset({"recitals", "addenda"})  # these name instruments, with their numbers and capital letters
_UNIT = r"(?:calendar |business |working )?(?:hour|day|week|month|year|per cent|percent|record|token)s?"
_COUNTED = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred"
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z(])")
_MODAL = re.compile(r"\b(?:shall|may)\b")
_PASSIVE = re.compile(r"\bshall (?:not )?be (?:\w+ly )?(\w+(?:ed|en|wn|pt|ld|ne|de|id|nt|ut|st))\b(?! by\b)")
_NOT_PASSIVE = frozenset({"open", "present", "consistent", "sufficient", "equivalent", "subject", "competent", "evident", "liable"})
_ACTOR = re.compile(r"\bby (?:the|a|an|each|all)\b")
_NUMBER = re.compile(rf"\d|\b(?:{_COUNTED})(?:-\w+)?(?= {_UNIT}\b)")
_SERIAL = re.compile(r"[\w-]+, [\w-]+, (?:and|or) [\w-]+(?=[.,;:)]|$)")  # of single words: longer members may need the comma
_CAPITAL = re.compile(r"(?<=[a-z,;)] )[A-Z][\w-]+")
_MARKUP = re.compile(r"\*\*")


def _faults(sentence: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a sentence, as code and message."""
    if re.search(r"\bmay not\b", sentence):
        yield "may_not", "'may not' can be read as a choice; a prohibition is 'shall not'"
    if found := re.search(r"\b(?:must|should|ought|will(?! of\b))\b", sentence):
        yield "other_modal", f"'{found.group()}' is neither duty nor right; a duty is 'shall', a right 'may'"
    if len(_MODAL.findall(sentence)) > 1:
        yield "two_modals", "two of 'shall' and 'may' in one sentence; give each its own"
    passive = _PASSIVE.search(sentence)
    if passive and passive.group(1) not in _NOT_PASSIVE and not _ACTOR.search(sentence, passive.start()):
        yield "no_actor", f"'{passive.group()}' names nobody who owes it; say who does"
    if found := _SERIAL.search(sentence):
        yield "serial_comma", f"'{found.group()}': a list has no comma before its last member"
    if (count := len(sentence.split())) > LONGEST:
        yield "long_sentence", f"a sentence of {count} words; the longest a reader can hold is {LONGEST}"


def _number_faults(sentence: str) -> Iterator[tuple[str, str]]:
    """A number that is written out."""
    if found := _NUMBER.search(sentence):
        yield "written_number", f"the number '{found.group()}' should be a blank"


def drafting_problems(clause: Clause, text: ClauseText) -> Iterator[Problem]:
    """What a careful reader would strike from one English wording."""
    for source, line in list(pieces(text))[1:]:
        sentences = (sentence for reading in readings(source) for sentence in _SENTENCE.split(reading))
        found = (fault for sentence in sentences for fault in _of_sentence(sentence, clause))
        yield from (Problem(code, message, text.path, line) for code, message in dict.fromkeys(found))


def _of_sentence(sentence: str, clause: Clause) -> Iterator[tuple[str, str]]:
    yield from _faults(sentence)
    if clause.folder not in NAMES_LAWS:
        yield from _number_faults(sentence)


def readings(source: str) -> tuple[str, ...]:
    """A piece of wording as it reads with every flag on, and with every flag off; blanks and references as a lower-case word."""
    try:
        body = parse_block(source).body
    except BlankError:
        return ()  # reported where blanks are checked
    found = ("".join(_read(body, on=on)) for on in (True, False))
    return tuple(dict.fromkeys(" ".join(_MARKUP.sub("", text).split()) for text in found))


def _read(body: Sequence[nodes.Node], *, on: bool) -> Iterator[str]:
    for node in body:
        if isinstance(node, nodes.If):
            yield from _read(node.body if on else node.else_, on=on)
        elif isinstance(node, nodes.Output):
            words = (part.data if isinstance(part, nodes.TemplateData) else "so" for part in node.nodes)
            yield re.sub(r"\[\[.*?\]\]", "there", "".join(words))


@dataclass(frozen=True, slots=True)
class Terms:
    """The defined terms of one language: every form by the definition it belongs to, and the words that also have a plain sense."""

    tag: str
    forms: Mapping[str, tuple[str, ...]]
    plain: frozenset[str]
    capitals: frozenset[str] = frozenset()

    def problems(self, clause: Clause, text: ClauseText, meant: frozenset[str]) -> Iterator[Problem]:
        """Words that are written like terms and are none, and terms, of those `meant`, that are not written like terms."""
        finder = pattern(self.forms)
        if finder is None or clause.folder in NAMES_LAWS:
            return
        own = {form.lower() for form in self.forms.get(clause.name, ())} if clause.folder == "definitions" else set()
        for source, line in list(pieces(text))[1:]:
            for reading in readings(source):
                rest = finder.sub("so", reading)
                for word in dict.fromkeys(found for found in _CAPITAL.findall(rest) if found not in self.capitals):
                    yield Problem("undefined_term", f"'{word}' is written like a defined term and is none", text.path, line)
                for form in dict.fromkeys(found for found in self._lower_case(rest, meant) if found not in own):
                    message = f"'{form}' is the defined term '{form.title()}' in small letters"
                    yield Problem("unmarked_term", message, text.path, line, "write the term, or another word")

    def _lower_case(self, text: str, meant: frozenset[str]) -> Iterator[str]:
        """Terms in small letters; only the English marks every use of a term."""
        if self.tag != SOURCE_LANGUAGE:
            return
        forms = {name: tuple(form.lower() for form in forms) for name, forms in self.forms.items() if name in meant - self.plain}
        finder = pattern(forms)
        yield from finder.findall(text) if finder else ()

    def duplicates(self, path_of: Callable[[str], str]) -> Iterator[Problem]:
        """Terms that two definitions give."""
        seen: dict[str, str] = {}
        for name, forms in self.forms.items():
            for form in forms:
                other = seen.setdefault(form.casefold(), name)
                if other != name:
                    yield Problem("duplicate_term", f"'{form}' is defined twice in '{self.tag}', here and as '{other}'", path_of(name))


def lint(library: Library, every: Sequence[Frame]) -> Iterator[Problem]:
    """Every finding of the lint: the English as drafted, and the terms of every language that has capital letters."""
    terms = [_terms(tag, library) for tag in library.languages]
    for own in terms:
        yield from own.duplicates(lambda name: f"clauses/definitions/{name}/clause.yaml")
    lettered = [own for own in terms if library.conventions(own.tag).script == "latin"]
    for clause in library.all_clauses():
        for paths in clause.texts.values():
            yield from _of_wording(clause, paths, lettered, _meant(clause, every, library), library)


def _meant(clause: Clause, every: Sequence[Frame], library: Library) -> frozenset[str]:
    """The terms that a clause must mark: those that every agreement type with that clause defines."""
    known = [frame.definitions for frame in every if frame.holds(clause)]
    return frozenset.intersection(*known) if known else frozenset(term.name for term in library.definitions)


def _of_wording(
    clause: Clause, paths: Mapping[str, str], lettered: Sequence[Terms], meant: frozenset[str], library: Library
) -> Iterator[Problem]:
    try:
        if SOURCE_LANGUAGE in paths:
            yield from drafting_problems(clause, library.text(paths[SOURCE_LANGUAGE]))
        for own in lettered:
            if own.tag in paths:
                yield from own.problems(clause, library.text(paths[own.tag]), meant)
    except AgreementKitError:
        return  # a wording that cannot be read is reported where wordings are checked


def _terms(tag: str, library: Library) -> Terms:
    forms: dict[str, tuple[str, ...]] = {}
    for clause in library.definitions:
        path = clause.texts["any", "balanced"].get(tag)
        if path:
            forms[clause.name] = (library.text(path).heading, *(clause.forms if tag == SOURCE_LANGUAGE else ()))
    plain = frozenset(clause.name for clause in library.definitions if clause.plain)
    return Terms(tag, forms, plain, frozenset(library.conventions(tag).capitals))
