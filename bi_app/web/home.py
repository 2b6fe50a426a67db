"""What does a person meet first? The day in the data, and questions that this person may ask."""

from collections.abc import Sequence
from itertools import cycle

from babel.dates import format_date

from bi_app.people.entitlements import entitled
from metrics.releases import live
from semantic_layer.access import Asker
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric

TODAY = "EEEE d MMMM"
TRIED = 6
PATTERNS = (
    "{metric} by {dimension} last quarter vs last year",
    "{metric} by {dimension} last month, highest first",
    "{metric} by month this year",
)


def greeting(days: Clock | None) -> str:
    """Without the clock of the data the day is not told."""
    asks = "What would you like to know?"
    return asks if days is None else f"It is {format_date(days.today, TODAY, 'en')}. {asks}"


def invitation(asker: Asker) -> str:
    """What stands in the empty box: some of the numbers that this person may ask for."""
    named = [_in_a_sentence(each.label) for each in _apart(_shown(entitled(live(), asker).index))]
    return f"Ask about {', '.join(named)}" if named else "Ask a question"


def questions_to_try(asker: Asker) -> tuple[str, ...]:
    """Questions made of the asker's own metrics, each with a dimension that it reaches."""
    index = entitled(live(), asker).index
    pairs = ((each, _breakdown(each, index)) for each in _apart(_shown(index)))
    return tuple(
        pattern.format(metric=metric.label, dimension=dimension)
        for pattern, (metric, dimension) in zip(cycle(PATTERNS), pairs, strict=False)
        if dimension is not None
    )


def _shown(index: ModelIndex) -> list[Metric]:
    return [each for each in index.model.metrics if each.visible and each.certified]


def _in_a_sentence(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _apart(metrics: Sequence[Metric]) -> Sequence[Metric]:
    """A few metrics, far from each other in the order of the catalogue."""
    return metrics[:: max(1, -(-len(metrics) // TRIED))]


def _breakdown(metric: Metric, index: ModelIndex) -> str | None:
    """The coarsest level of the first hierarchy that the metric reaches, as people call it."""
    reachable = index.reachable(metric.name)
    coarsest = (each.levels[0] for each in index.model.hierarchies if each.levels)
    name = next((each for each in coarsest if each in reachable), None)
    return None if name is None else index.dimension(name).label.lower()
