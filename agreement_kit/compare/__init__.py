"""What changed between wordings: paragraphs side by side, and the words that differ from a base.

Plain text in, plain values out: nothing here knows a deal, a clause or a language.
"""

from agreement_kit.compare.board import Board, Cell, Column, Figure, Row, Rule, board
from agreement_kit.compare.words import Part, after, before, difference, same_words

__all__ = ["Board", "Cell", "Column", "Figure", "Part", "Row", "Rule", "after", "before", "board", "difference", "same_words"]
