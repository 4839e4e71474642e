"""The clause library: law, clauses, agreement types, languages and templates, read when asked for and kept."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from agreement_kit.codes import Codes
from agreement_kit.errors import LibraryError, Problem
from agreement_kit.library.agreements import AgreementType, load_agreement_type
from agreement_kit.library.clauses import FOLDERS, OFFICIAL, Clause, load_clause
from agreement_kit.library.jurisdictions import Jurisdiction, parse_jurisdiction
from agreement_kit.library.locales import languages, load_conventions, load_page_words
from agreement_kit.library.playbooks import Playbook, load_playbook
from agreement_kit.library.sources import Sources, shipped
from agreement_kit.library.stamps import stamped
from agreement_kit.reading import YamlFile
from agreement_kit.text.conventions import Conventions
from agreement_kit.text.markup import ClauseText, parse

SOURCE_LANGUAGE = "en"
_USER_ASSIGNED = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")  # codes that ISO 3166-1 leaves to its users: no locale data name them


class Library:
    """Everything the house knows. Two libraries over the same files behave the same."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._clauses: dict[tuple[str, str], Clause] = {}
        self._types: dict[str, AgreementType] = {}
        self._texts: dict[str, ClauseText] = {}
        self._conventions: dict[str, Conventions] = {}

    @classmethod
    def load(cls, path: Path | None = None, *, overlays: tuple[Path, ...] = (), cache: Path | None = None) -> "Library":
        """Open the library.

        `path` is a firm's own library, laid over the shipped one; `overlays` (deal folders) lie on top; `cache` keeps what was parsed.
        Raises LibraryError when no library is found.
        """
        if path is not None and not path.is_dir():
            raise LibraryError(Problem("no_library", "the library folder does not exist", str(path)))
        own = () if path is None else (path,)
        return cls(Sources((shipped(), *own, *overlays), cache))

    @cached_property
    def codes(self) -> Codes:
        """The closed vocabularies."""
        return replace(Codes.parse(self.sources.yaml("clauses/jurisdictions/codes.yaml").data), laws=frozenset(self._law_names))

    @property
    def _law_names(self) -> tuple[str, ...]:
        """The names of the law files."""
        names = self.sources.names("clauses/jurisdictions")
        return tuple(name.removesuffix(".yaml") for name in names if name.endswith(".yaml") and name != "codes.yaml")

    @cached_property
    def jurisdictions(self) -> Mapping[str, Jurisdiction]:
        """The law of every state that has a file."""
        problems: list[Problem] = []
        found: dict[str, Jurisdiction] = {}
        for name in self._law_names:
            path = f"clauses/jurisdictions/{name}.yaml"
            if not (len(name) == 2 and name.isupper()):
                problems.append(Problem("file_name", "a law file is named by the ISO 3166-1 code in capitals (ID.yaml)", path))
                continue
            try:
                found[name] = self._law(name, self.sources.yaml_layers(path))
            except LibraryError as error:
                problems += error.problems
        if problems:
            raise LibraryError(problems)
        return found

    def _law(self, name: str, layers: tuple[YamlFile, ...]) -> Jurisdiction:
        """The law of one state; a library laid over another may add rules, never change one."""
        base, *above = [parse_jurisdiction(name, layer, self.codes) for layer in layers]
        for law in above:
            known = {rule.id for rule in base.rules}
            changed = [rule.id for rule in law.rules if rule.id in known]
            if changed:
                message = f"rule '{changed[0]}' is in the library below; an overlay adds rules under new names"
                raise LibraryError(Problem("changed_rule", message, law.path))
            authorities, instruments = {**law.authorities, **base.authorities}, {**law.instruments, **base.instruments}
            exceptions = {**law.exceptions, **base.exceptions}
            base = replace(base, rules=base.rules + law.rules, authorities=authorities, instruments=instruments, exceptions=exceptions)
        path = f"clauses/verified/{name}.yaml"
        return stamped(base, self.sources.yaml_layers(path)) if self.sources.find(path) else base

    def clause(self, folder: str, name: str) -> Clause:
        """One clause. Raises LibraryError when it is not there or faulty."""
        key = (folder, name)
        if key not in self._clauses:
            self._clauses[key] = load_clause(self.sources, folder, name, self.codes)
        return self._clauses[key]

    def clauses(self, folder: str) -> tuple[Clause, ...]:
        """All clauses of a kind, by name."""
        return tuple(self.clause(folder, name) for name in self.sources.names(f"clauses/{folder}"))

    def all_clauses(self) -> tuple[Clause, ...]:
        """Every clause of the library. Raises LibraryError with the problems of all of them."""
        problems: list[Problem] = []
        found: list[Clause] = []
        for folder in FOLDERS:
            for name in self.sources.names(f"clauses/{folder}"):
                try:
                    found.append(self.clause(folder, name))
                except LibraryError as error:
                    problems += error.problems
        if problems:
            raise LibraryError(problems)
        return tuple(found)

    @cached_property
    def clause_names(self) -> frozenset[str]:
        """The names of all clauses of all kinds; each is a flag in wording, true where the clause is in."""
        return frozenset(name for folder in FOLDERS for name in self.sources.names(f"clauses/{folder}"))

    @cached_property
    def definitions(self) -> tuple[Clause, ...]:
        """The definitions, by name."""
        return self.clauses("definitions")

    def text(self, path: str) -> ClauseText:
        """One wording, parsed. Raises LibraryError."""
        if path not in self._texts:
            self._texts[path] = parse(self.sources.text(path), self.sources.shown(path))
        return self._texts[path]

    def official(self, clause: Clause) -> tuple[str, ...]:
        """The paragraphs of the official text of a clause, as published; none for a clause that has none.

        Raises LibraryError when nobody has put the text there, or when it is not the text that the hash speaks of.
        """
        if clause.verbatim is None:
            return ()
        path = f"clauses/{clause.folder}/{clause.name}/{OFFICIAL}"
        if self.sources.find(path) is None:
            message = f"the official text is not here ({clause.verbatim.source}); it is never written from memory"
            raise LibraryError(Problem("official_text", message, path, None, "put it into the deal's folder under this path"))
        text = self.sources.text(path)
        found = hashlib.sha256(text.encode()).hexdigest()
        if clause.verbatim.sha256 not in (None, found):
            raise LibraryError(Problem("official_text", f"this is not the text that clause.yaml speaks of; its SHA-256 is {found}", path))
        return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())

    def agreement_type(self, name: str) -> AgreementType:
        """One agreement type. Raises LibraryError."""
        if name not in self._types:
            self._types[name] = load_agreement_type(self.sources, name, self.codes)
        return self._types[name]

    def conventions(self, tag: str) -> Conventions:
        """The conventions of a language, with the names of states that only the library's own law knows. Raises LibraryError."""
        if tag not in self._conventions:
            found = load_conventions(self.sources, tag)
            own = {code: self.jurisdictions[code].names for code in self._law_names if _USER_ASSIGNED.fullmatch(code)}
            names = {code: words[tag] for code, words in own.items() if tag in words}
            self._conventions[tag] = found.model_copy(update={"states": {**names, **found.states}}) if names else found
        return self._conventions[tag]

    def page_words(self, tag: str) -> Mapping[str, str]:
        """The page words of a language, by key. Raises LibraryError."""
        return load_page_words(self.sources, tag)

    def playbook(self, name: str | None) -> Playbook:
        """One playbook; without a name, the one that wishes nothing. Raises LibraryError."""
        return load_playbook(self.sources, name) if name else Playbook()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the library has."""
        return languages(self.sources)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 over all files of the library."""
        return self.sources.digest()
