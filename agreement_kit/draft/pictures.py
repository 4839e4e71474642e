"""Pictures in wording: what they show, said in all languages at once."""

from collections.abc import Callable

from agreement_kit.document import Box, Crossing, Labels, Lane, Picture, Wording, plain
from agreement_kit.facts.workmap import Place, WorkMap
from agreement_kit.text.values import Value


def picture(identity: str, shown: WorkMap, say: Callable[[Value], Wording], alternative: Wording) -> Picture:
    """A map of the work as a picture. `say` puts a value into every language; `alternative` are the words for those who cannot see it."""
    lanes = tuple(
        Lane(say(region.state), tuple(map(say, region.kept)), tuple(_box(place, say) for place in region.places))
        for region in shown.regions
    )
    crossings = tuple(Crossing(arrow.begins, arrow.ends, arrow.line, _label(say(arrow.number)), say(arrow.what)) for arrow in shown.arrows)
    return Picture(identity, lanes, crossings, alternative)


def _box(place: Place, say: Callable[[Value], Wording]) -> Box:
    return Box(say(place.name), tuple(map(say, place.work)))


def _label(wording: Wording) -> Labels:
    return {tag: plain(words) for tag, words in wording.items()}
