"""Does an answer need days that a source has not brought yet, later than it promised?"""

from collections.abc import Iterable

from bi_app.asking.asking import Asking
from bi_app.asking.names import metrics_of
from bi_app.warehouse.loaded import Loaded, loaded
from semantic_layer.calendars.describe import describe_day
from semantic_layer.compile import Compiled
from semantic_layer.errors import StaleData


def late_sources(compiled: Compiled, asking: Asking) -> tuple[Loaded, ...]:
    """Those of its numbers that lie behind and whose missing days are within its periods."""
    index, days = asking.index, asking.clock
    periods = (*compiled.periods, *compiled.periods_within)
    end = max((each.period.end for each in periods), default=days.watermark)
    names = {name for each in metrics_of(compiled.query) for name in index.datasets_of(each)}
    promising = (index.dataset(name) for name in sorted(names))
    found = (loaded(each, days, asking.release.index) for each in promising if each.promise)
    return tuple(each for each in found if each.late and (each.last is None or each.last < end))


def refuse_stale(found: Iterable[Loaded]) -> None:
    """Raises StaleData for what lies too far behind to be answered."""
    for each in found:
        if each.refused:
            raise StaleData(told(each))


def told(source: Loaded) -> str:
    """What is late, since when, and what was promised."""
    promise = source.dataset.promise
    promised = 0 if promise is None else promise.within
    label = source.dataset.label
    if source.last is None:
        return f"{label} is late: nothing of it is loaded yet."
    days = "1 day" if promised == 1 else f"{promised} days"
    return (
        f"{label} is late: it ends on {describe_day(source.last)}, {source.behind} days before the"
        f" rest of the data. At most {days} {'is' if promised == 1 else 'are'} promised."
    )
