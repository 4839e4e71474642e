"""References in wording: each leads somewhere in every agreement type that has the clause, whichever way the facts fall."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from agreement_kit.errors import Problem, nearest
from agreement_kit.library import SOURCE_LANGUAGE, Library
from agreement_kit.library.agreements import AgreementType
from agreement_kit.library.clauses import Clause
from agreement_kit.terms import closure
from agreement_kit.text.blanks import BlankError, parse_block, reference_parts, written_references
from agreement_kit.text.markup import ClauseText, ParagraphSource, paragraphs, pieces

_ALWAYS = frozenset({"agreement", "dataset", "party"})  # every deal has these, so a clause per one of them is there


@dataclass(frozen=True, slots=True)
class Frame:
    """One agreement type: its clauses by name, those that are always there, and the definitions that its wording may take up."""

    name: str
    clauses: Mapping[str, Clause]
    certain: frozenset[str]
    definitions: frozenset[str]

    def holds(self, clause: Clause) -> bool:
        """Whether an agreement of this type may print a clause."""
        return clause.name in (self.definitions if clause.folder == "definitions" else self.clauses)


def frames(library: Library) -> tuple[Frame, ...]:
    """Every agreement type of the library. Raises LibraryError for a type that names a clause that is not there."""
    names = [name.removesuffix(".yaml") for name in library.sources.names("templates/agreements")]
    return tuple(_frame(library.agreement_type(name), library) for name in names)


def _frame(kind: AgreementType, library: Library) -> Frame:
    clauses = {entry.clause: library.clause(entry.folder, entry.clause) for entry in kind.entries}
    always = (entry.clause for entry in kind.entries if not entry.when.conditions)
    certain = frozenset(name for name in always if not clauses[name].optional and clauses[name].per in _ALWAYS)
    return Frame(kind.name, clauses, certain, frozenset(_terms(clauses.values(), library)))


def _terms(clauses: Iterable[Clause], library: Library) -> set[str]:
    """The definitions that some wording of these clauses takes up, and those that they take up."""
    written = [_words(text) for clause in clauses for text in source_texts(clause, library)]
    entries = {clause.name: (clause, library.text(clause.texts["any", "balanced"][SOURCE_LANGUAGE])) for clause in library.definitions}
    forms = {name: (text.heading, *clause.forms) for name, (clause, text) in entries.items()}
    bodies = {name: _words(text).replace(text.heading, "", 1) for name, (_, text) in entries.items()}
    return closure(written, bodies, forms)


def _words(text: ClauseText) -> str:
    return " ".join(source for source, _ in pieces(text))


def source_texts(clause: Clause, library: Library) -> list[ClauseText]:
    """The English wordings of a clause."""
    return [library.text(paths[SOURCE_LANGUAGE]) for paths in clause.texts.values() if SOURCE_LANGUAGE in paths]


def reference_problems(clause: Clause, text: ClauseText, every: Sequence[Frame], library: Library) -> Iterator[Problem]:
    """References of one wording that lead nowhere, or may, in an agreement type that has the clause."""
    for source, line in pieces(text):
        for target in written_references(source):
            name = target.partition("#")[0]
            if name and name not in library.clause_names:
                hint = nearest(name, library.clause_names)
                yield Problem("broken_reference", f"[[{target}]]: there is no clause '{name}'", text.path, line, hint)
    for frame in every:
        if frame.holds(clause):
            yield from _Reader(clause, text, frame, library).problems()


class _Reader:
    """Reads the references of one wording within one agreement type."""

    def __init__(self, clause: Clause, text: ClauseText, frame: Frame, library: Library) -> None:
        self.clause, self.text, self.frame, self.library = clause, text, frame, library

    def problems(self) -> Iterator[Problem]:
        for source, line in pieces(self.text):
            try:
                body = parse_block(source).body
            except BlankError:
                continue  # reported where blanks are checked
            yield from self._walk(body, line, frozenset())

    def _walk(self, body: Sequence[nodes.Node], line: int, guards: frozenset[str]) -> Iterator[Problem]:
        for node in body:
            if isinstance(node, nodes.If):
                holds = self._truth(node.test)
                if holds is not False:
                    yield from self._walk(node.body, line, guards | frozenset(_conjuncts(node.test)))
                if holds is not True:
                    yield from self._walk(node.else_, line, guards)
            elif isinstance(node, nodes.Output):
                written = "".join(part.data for part in node.nodes if isinstance(part, nodes.TemplateData))
                for target in written_references(written):
                    yield from self._target(target, line, guards)

    def _truth(self, test: nodes.Node) -> bool | None:
        """What a condition comes to in this type where it asks for clauses; None where facts decide."""
        if isinstance(test, nodes.Name):
            if test.name in self.frame.certain:
                return True
            return False if test.name in self.library.clause_names - self.frame.clauses.keys() else None
        if isinstance(test, nodes.Not):
            inner = self._truth(test.node)
            return None if inner is None else not inner
        assert isinstance(test, nodes.And | nodes.Or)
        sides = {self._truth(test.left), self._truth(test.right)}
        decisive = isinstance(test, nodes.Or)
        return decisive if decisive in sides else (None if None in sides else not decisive)

    def _target(self, target: str, line: int, guards: frozenset[str]) -> Iterator[Problem]:
        path = self.text.path
        try:
            name, anchor = reference_parts(target)
        except BlankError as error:
            yield Problem("broken_reference", error.message, path, line)
            return
        place = self.frame.clauses.get(name) if name else self.clause
        if name and name not in self.library.clause_names:
            return  # reported once, whichever types there are
        if place is None:
            message = f"[[{target}]]: {self.frame.name} has no clause '{name}'"
            yield Problem("broken_reference", message, path, line, nearest(name or "", self.frame.clauses))
            return
        if name and name not in self.frame.certain | guards:
            message = f"[[{target}]] may lead nowhere: '{name}' is not always there; put it in {{% if {name} %}}"
            yield Problem("unguarded_reference", message, path, line)
        lacking = [own for own in source_texts(place, self.library) if anchor and not _has_anchor(own, anchor)]
        if lacking:
            message = f"[[{target}]]: {lacking[0].path} has no paragraph {{#{anchor}}} that always stands"
            yield Problem("broken_reference", message, path, line)


def _conjuncts(test: nodes.Node) -> Iterator[str]:
    if isinstance(test, nodes.Name):
        yield test.name
    elif isinstance(test, nodes.And):
        yield from _conjuncts(test.left)
        yield from _conjuncts(test.right)


def _has_anchor(text: ClauseText, anchor: str) -> bool:
    """Whether a paragraph with the anchor stands whatever the flags."""
    found = (paragraph for paragraph in paragraphs(text.blocks) if paragraph.anchor == anchor)
    return any(_always_says_something(paragraph) for paragraph in found)


def _always_says_something(paragraph: ParagraphSource) -> bool:
    return _certain(parse_block("\n".join(paragraph.lines)).body)


def _certain(body: Sequence[nodes.Node]) -> bool:
    """Whether some words stand whichever way the flags fall."""
    return any(_both_branches(node) if isinstance(node, nodes.If) else _says_something(node) for node in body)


def _both_branches(node: nodes.If) -> bool:
    return bool(node.else_) and _certain(node.body) and _certain(node.else_)


def _says_something(node: nodes.Node) -> bool:
    parts = node.nodes if isinstance(node, nodes.Output) else []
    return any(isinstance(part, nodes.Name) or (isinstance(part, nodes.TemplateData) and part.data.strip()) for part in parts)
