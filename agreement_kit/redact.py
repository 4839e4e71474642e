"""What leaves the house says nothing about the house: reasons and names of variants go, ids become opaque."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from agreement_kit.document import Agreement, Block, Fill, Inline, Paragraph, Provision, Reference, Table, Wording


def for_others(agreement: Agreement) -> Agreement:
    """The same agreement without provenance and reasons; its ids and the names of its blanks are opaque, and the same in every round."""
    return _Redactor(agreement.id).agreement(agreement)


def opaque_ids(agreement: Agreement) -> Mapping[str, str]:
    """Opaque id to real id, for the receipt: what a returned file is read back with."""
    redactor = _Redactor(agreement.id)
    for provision in agreement.provisions:
        redactor.provision(provision)
    return dict(sorted((opaque, real) for real, opaque in redactor.known.items()))


class _Redactor:
    def __init__(self, deal: str) -> None:
        self.deal = deal
        self.known: dict[str, str] = {}

    def opaque(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = "b" + hashlib.sha256(f"{self.deal}\0{name}".encode()).hexdigest()[:12]
        return self.known[name]

    def agreement(self, agreement: Agreement) -> Agreement:
        provisions = tuple(self.provision(provision) for provision in agreement.provisions)
        parties = tuple(self.wording(party) for party in agreement.parties)
        numbers = tuple(self.wording(number) for number in agreement.numbers)
        bare = replace(agreement, library="", draft_because=())
        return replace(bare, id=self.opaque(agreement.id), parties=parties, numbers=numbers, provisions=provisions)

    def provision(self, provision: Provision) -> Provision:
        blocks = tuple(self.block(block) for block in provision.blocks)
        return replace(provision, id=self.opaque(provision.id), heading=self.wording(provision.heading), blocks=blocks, provenance=None)

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        if isinstance(block, Table):
            rows = tuple(tuple(self.wording(cell) for cell in row) for row in block.rows)
            return Table(self.opaque(block.id), tuple(self.wording(cell) for cell in block.header), rows)
        return block.reworded(self.opaque(block.id), self.wording)

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        children = tuple(self.paragraph(child) for child in paragraph.children)
        return Paragraph(self.opaque(paragraph.id), self.wording(paragraph.wording), paragraph.label, children)

    def wording(self, wording: Wording) -> Wording:
        return {tag: tuple(self.inline(part) for part in words) for tag, words in wording.items()}

    def inline(self, part: Inline) -> Inline:
        if isinstance(part, Fill):
            return replace(part, blank=self.opaque(part.blank))
        if isinstance(part, Reference):
            return replace(part, targets=tuple(self.opaque(target) for target in part.targets))
        return part
