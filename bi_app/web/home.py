"""What does a person meet first? The day in the data, and questions that this person may ask."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bi_app.people.entitlements import entitled
from bi_app.web.examples import questions_of_metric
from bi_app.written import day
from metrics.releases import live
from semantic_layer.access import Asker
from semantic_layer.calendars.periods import Clock
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric

TODAY = "EEEE d MMMM"
TRIED = 6
NAMED = 3  # in the box, which is narrow on a phone


def greeting(days: Clock | None) -> str:
    """Without the clock of the data the day is not told."""
    if days is None:
        return _("What would you like to know?")
    today = {"day": day(days.today, TODAY)}
    return _("It is %(day)s. What would you like to know?") % today


def invitation(asker: Asker) -> str:
    """What stands in the empty box: some of the numbers that this person may ask for."""
    index = entitled(live(), asker).index
    named = [_in_a_sentence(each.label) for each in _apart(_shown(index), NAMED)]
    return (
        _("Ask about %(metrics)s") % {"metrics": ", ".join(named)} if named else _("Ask a question")
    )


def questions_to_try(asker: Asker) -> tuple[str, ...]:
    """Questions made of the asker's own metrics, each in another way."""
    index = entitled(live(), asker).index
    found = (questions_of_metric(metric, index) for metric in _apart(_shown(index), TRIED))
    return tuple(each[at % len(each)] for at, each in enumerate(found))


def _shown(index: ModelIndex) -> list[Metric]:
    return [each for each in index.model.metrics if each.visible and each.certified]


def _in_a_sentence(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _apart(metrics: Sequence[Metric], most: int) -> Sequence[Metric]:
    """A few metrics, far from each other in the order of the catalogue."""
    return metrics[:: max(1, -(-len(metrics) // most))]
