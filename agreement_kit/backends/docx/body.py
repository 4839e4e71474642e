"""The provisions: headings and paragraphs with native numbers, tables, pictures, and the house's notes where they are wanted."""

from dataclasses import dataclass

from agreement_kit.backends.docx.flow import Flow, Printed, paragraph
from agreement_kit.backends.docx.levels import Heading, Level, heading_form
from agreement_kit.backends.docx.measure import JOINED, em
from agreement_kit.backends.docx.numbering import BELOW, Mark
from agreement_kit.backends.docx.outline import ANNEXED, IN_CONTENTS, OWN_HEADING, Step, words
from agreement_kit.backends.docx.pages import Spot
from agreement_kit.backends.docx.phrases import parted
from agreement_kit.backends.docx.pictures import joined, paragraph_in, shapes
from agreement_kit.backends.docx.references import References
from agreement_kit.backends.docx.sheet import Sheet
from agreement_kit.backends.docx.signatures import Signatures, Signer
from agreement_kit.backends.docx.tables import Tables
from agreement_kit.backends.docx.words import Words
from agreement_kit.backends.docx.xml import Ids, control, escape, run
from agreement_kit.backends.lanes import Said, drawing
from agreement_kit.document import Definition, Fill, Language, Paragraph, Picture, Provenance, Table, plain

TEXTS = ("text", "text_2", "text_3")
PICTURE = 0.9  # of the height of a page, at most
_SAFE = 0.98  # of a line that a heading is broken for: other fonts need a little more than we reckon


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the bookmark it leads to, its words, the place and the provision they are in."""

    bookmark: str
    text: str
    spot: Spot
    provision: str


class Body:
    """Writes the steps of an agreement into the flow."""

    def __init__(self, sheet: Sheet, flow: Flow, references: References, ids: Ids, *, internal: bool) -> None:
        self.entries: dict[Language, list[Entry]] = {language: [] for language in sheet.languages}
        self._pictures = 0
        self._sheet = sheet
        self._flow = flow
        self._references = references
        self._ids = ids
        self._internal = internal
        self.words = Words(sheet, references, ids)
        self._tables = Tables(sheet, self.words, ids)
        self._signatures = Signatures(sheet, self._tables)
        self._provision = ""
        self._kind = ""
        self._leading: list[tuple[Step, list[Printed]]] = []  # what stands above the next lines to sign on
        self._closing: list[list[Printed]] = []  # the last of the text before what stands above the signers
        self._above: list[list[Printed]] = []  # what stands above the signers
        self._signers: list[Signer] = []
        self._waiting: list[Spot] = []  # where all of that begins

    def add(self, step: Step) -> None:
        """Write one step. Raises RenderError when its wording lacks a language, BrokenReference when it refers to nothing."""
        begins = step.provision.id != self._provision
        if step.provision.kind != "execution" or not (step.leads or isinstance(step.block, Table)):
            self.finish()
        self._provision = step.provision.id
        if step.provision.kind in ANNEXED and self._kind not in ANNEXED:
            self._flow.turn()  # those who sign have their page for themselves
        self._kind = step.provision.kind
        if step.opens:
            self._flow.part()
        if begins and self._internal and step.provision.provenance:
            self._note(step.provision.provenance)
        if step.block is None:
            self._heading(step)
        elif isinstance(step.block, Paragraph):
            self._paragraph(step, step.block)
        elif isinstance(step.block, Table):
            self._table(step, step.block)
        else:
            self._picture(step, step.block)

    def _heading(self, step: Step) -> None:
        marks = {
            language: self._ids.name("_Toc", step.id, language) for language in self._sheet.languages if step.provision.kind in IN_CONTENTS
        }
        printed = [self._heading_in(step, language, marks.get(language)) for language in self._sheet.languages]
        spot = self._place(step, [part for part, _ in printed])
        for language, (_, text) in zip(self._sheet.languages, printed, strict=True):
            if language in marks:
                self.entries[language].append(Entry(marks[language], text, spot, step.provision.id))

    def _heading_in(self, step: Step, language: Language, bookmark: str | None) -> tuple[Printed, str]:
        """The heading in one language, and its words for the contents."""
        role = step.provision.kind if step.provision.kind in OWN_HEADING else "part"
        form = heading_form(self._sheet.look(language))
        parts = words(step.provision.heading, language, step.id)
        mark = self._sheet.numbering.marks.get((step.number, language))
        before, number = _number(mark, form, bare=not plain(parts))
        glue, tail = (form.glue, form.tail) if mark and plain(parts) else ("", "")
        text = glue + plain(parts) + tail
        room = self._flow.room(language) / 20 / self._sheet.printed_size(role) * _SAFE
        parts = parted(parts, room, "" if "\n" in glue else number + glue, tail)
        inside = self.words.runs(parts, language, step.id)
        boxed = control(inside, step.id, self._ids.control("heading", step.id, language)) if inside else ""
        content = self.words.plain(before + glue, language) + boxed + self.words.plain(tail, language)
        if bookmark:
            content = self._ids.bookmark(bookmark, content)
        held = self._sheet.columns or role == "execution"  # its style says so too, but LibreOffice heeds no style in a row
        content, listing = self._referred(step, language, content), self._listing(step, role, language)
        xml = paragraph(self._sheet.id(role, language), content, properties=listing, keep=held)
        counted = self._flow.measured(xml, glue + plain(parts) + tail, role, language, more=em(number, bold=True))  # a number is not broken
        return counted, " ".join((number + text).split("\n"))

    def _paragraph(self, step: Step, block: Paragraph) -> None:
        printed = [self._paragraph_in(step, block, language) for language in self._sheet.languages]
        self._place(step, printed)

    def _place(self, step: Step, printed: list[Printed]) -> Spot:
        """Put a step into the flow. What leads to signatures goes into their table: it is kept with them, and stands on all their pages.
        Side by side, the last of the text before it waits too."""
        if step.leads or (step.closes and self._sheet.columns):
            self._leading.append((step, printed))
            self._waiting.append(Spot(self._flow.pages.page))
            return self._waiting[-1]
        return self._flow.add(printed, keep=step.keep)

    def _paragraph_in(self, step: Step, block: Paragraph, language: Language) -> Printed:
        mark = self._sheet.numbering.marks.get((step.number, language))
        role = self._role(step, mark)
        parts = words(block.wording, language, block.id)
        typed = run(f"{mark.shown}\t") if mark and not mark.list else ""
        inside = self.words.runs(parts, language, block.id)
        if inside:  # around the runs, in cells and outside: a control around whole paragraphs makes LibreOffice show the codes of fields
            inside = control(inside, block.id, self._ids.control("block", block.id, language))
        content = self._referred(step, language, typed + inside)
        xml = paragraph(self._sheet.id(role, language), content, properties=self._listing(step, role, language), keep=step.keep)
        more = sum(em(part.text, bold=True) - em(part.text) for part in parts if isinstance(part, Definition))
        said = "".join((JOINED if isinstance(part, Fill) else "") + part.text for part in parts)
        return self._flow.measured(xml, said, role, language, more=more)

    def _role(self, step: Step, mark: Mark | None) -> str:
        if mark is None:
            return TEXTS[min(step.depth, 2)]
        return "recital" if mark.level == 0 else BELOW[mark.level - 1]

    def _listing(self, step: Step, role: str, language: Language) -> str:
        """`w:numPr` and indent of a paragraph whose number is not the one that its style brings."""
        numbering = self._sheet.numbering
        mark = numbering.marks.get((step.number, language))
        borne = self._sheet.level(role, language)
        if borne is None or (mark and (mark.list, mark.level) == (numbering.base(language, borne[0]), borne[1])):
            return ""
        if mark is None or not mark.list:
            return _listed(numbering.silent, 0, borne[2])
        return _listed(mark.list, mark.level, numbering.levels(language, step.provision.kind)[mark.level])

    def _referred(self, step: Step, language: Language, content: str) -> str:
        """The content with a bookmark around it where a reference leads here."""
        anchor = self._references.anchor(step.number, language)
        return self._ids.bookmark(anchor, content) if anchor else content

    def _table(self, step: Step, block: Table) -> None:
        if step.provision.kind == "execution" and not block.header and all(len(cells) < 3 for cells in block.rows):
            self._signer(step, block)
            return
        for _, printed in self._leading:
            self._flow.add(printed, keep=True)
        self._leading = []
        title = step.provision.heading if step.provision.kind != "execution" else None
        self._tables.add(self._flow, block, self._bookmarks(step), title)

    def _signer(self, step: Step, block: Table) -> None:
        """A form to sign on waits for its neighbours: the last of what leads to it says who signs, the rest stands above all of them."""
        name = [self._leading.pop()[1]] if self._leading and self._leading[-1][0].provision.kind == "execution" else []
        if self._leading and self._signers:
            self.finish()
        self._closing += [printed for above, printed in self._leading if above.closes]
        self._above += [printed for above, printed in self._leading if not above.closes]
        self._leading = []
        stacked = {part.text: part for part in reversed(name[0])} if name else {}
        self._signers.append(Signer(tuple(reversed(stacked.values())), block, self._bookmarks(step)))

    def finish(self) -> None:
        """Write the signatures that have come so far."""
        if self._signers:
            found = self._signatures.add(self._flow, self._closing, self._above, self._signers)
            for spot in self._waiting:
                spot.page = found.page
        self._closing, self._above, self._signers, self._waiting = [], [], [], []

    def _bookmarks(self, step: Step) -> str:
        """Where references to a table or picture lead."""
        return "".join(self._referred(step, language, "") for language in self._sheet.languages)

    def _picture(self, step: Step, block: Picture) -> None:
        self._pictures += 1
        languages = self._sheet.languages
        drawn = drawing(block, languages, self._sheet.width / 20)
        said = dict.fromkeys(plain(words(block.alternative, language, block.id)) for language in languages)
        group = shapes(drawn, PICTURE * self._flow.pages.height, self._pictures, escape(" / ".join(said)), self._said)
        held = control(paragraph(self._sheet.id("picture", languages[0]), group), block.id, self._ids.control("block", block.id))
        high = min(drawn.height, PICTURE * self._flow.pages.height) + 8
        self._flow.wide(Printed(held, high, 1, high), bookmarks=self._bookmarks(step), keep=True)

    def _said(self, said: Said, size: float, pitch: float, centred: bool) -> str:
        """A paragraph in a picture."""
        style = self._sheet.id("picture", said.language)
        text = joined(said.rows)
        return paragraph_in(said, size, pitch, style, lambda more: self.words.look(text, said.language, more=more), centred=centred)

    def _note(self, provenance: Provenance) -> None:
        """Why a provision is here: for the house only."""
        first = self._sheet.languages[0]
        text = f"{provenance.clause} · {provenance.variant} · {provenance.position}: {'; '.join(provenance.because)}"
        xml = paragraph(self._sheet.id("note", first), run(text), keep=True)
        self._flow.across(self._flow.measured(xml, text, "note", first, self._sheet.width), keep=True)


def _number(mark: Mark | None, form: Heading, *, bare: bool) -> tuple[str, str]:
    """What is typed in front of a heading, and all that will stand there: Word itself writes a list's number. `bare`: no words follow."""
    if mark is None:
        return "", ""
    after = "" if bare else {"space": " ", "tab": " "}.get(form.after, "")
    shown = (mark.shown if mark.list else form.lead + mark.shown + form.trail) + after
    return ("", shown) if mark.list else (shown, shown)


def _listed(number: int, place: int, level: Level) -> str:
    indent = f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/>' if level.left else ""
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>{indent}'
