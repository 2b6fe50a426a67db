"""Which number of an answer stands large, and which way did it go?"""

from dataclasses import dataclass

from bi_app.asking.answer import Finding
from semantic_layer.present.presentation import Direction
from semantic_layer.query import Comparison, ComparisonKind, MetricQuery, Show

ARROWS = {Direction.UP: "▲", Direction.DOWN: "▼", Direction.FLAT: "▬"}
WORDS = {True: "favourable", False: "unfavourable"}
GROWING = (Show.COMPARISON, Show.GROWTH)
LAST_YEAR = Comparison(kind=ComparisonKind.LAST_YEAR, show=GROWING)


@dataclass(frozen=True, slots=True)
class Change:
    """A change on what `against` names. `word` is empty where neither way is good."""

    text: str
    against: str
    arrow: str
    word: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The one number that is the whole answer, as it is written in its cell."""

    text: str
    label: str
    change: Change | None


def is_one_number(query: MetricQuery) -> bool:
    grouped = query.shown_dimensions or query.shown_grain or query.subtotals
    return len(query.metrics) == 1 and not grouped


def with_growth(query: MetricQuery) -> MetricQuery:
    """One number that is compared also tells by how much it grew."""
    if not query.comparisons or not is_one_number(query):
        return query
    first, *others = query.comparisons
    shown = tuple(dict.fromkeys((*first.show, *GROWING)))
    grown = first.model_copy(update={"show": shown})
    return query.model_copy(update={"comparisons": (grown, *others)})


def headline_of(finding: Finding) -> Headline | None:
    """None where there is more than one number to tell."""
    query = finding.query
    if query is None or not is_one_number(query) or len(finding.rows) != 1:
        return None
    label = finding.columns[0].label
    return Headline(finding.cells[0][0], label, _change(finding, label))


def _change(finding: Finding, own: str) -> Change | None:
    """The last one that stands beside the number: its growth, where that is shown."""
    tones = list(enumerate(finding.tones[0] if finding.tones else ()))
    for at, tone in reversed(tones):
        if tone is not None:
            word = "" if tone.favourable is None else WORDS[tone.favourable]
            against = _lower(finding.columns[1].label.removeprefix(f"{own}, "))
            return Change(finding.cells[0][at], against, ARROWS[tone.direction], word)
    return None


def _lower(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
