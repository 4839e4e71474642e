"""Where the work may stand, and the smallest changes that make a deal lawful: a closed list of moves, each re-run through the rules."""

from agreement_kit.place.search import Remedies, Remedy, WayOut, remedies, ways_out
from agreement_kit.place.sites import Line, Placement, known_states, placements

__all__ = ["Line", "Placement", "Remedies", "Remedy", "WayOut", "known_states", "placements", "remedies", "ways_out"]
