"""How fresh is the data, and how far back does it go? By the clock of the data, which is known."""

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.days import told_day, told_days
from bi_app.asking.catalogue.facts import Facts, sentences
from bi_app.asking.catalogue.known import catalogue, datasets_named, dimensions_named, metrics_named
from bi_app.asking.late import told as told_late
from bi_app.warehouse.loaded import Loaded, is_watermark, loaded, snapshots_of
from semantic_layer.calendars.periods import Clock, ResolvedPeriod
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.definitions import Dataset
from semantic_layer.model.index import ModelIndex

FRESHNESS_COLUMNS = ("data_through", "today", "first_day")
DATASET_COLUMNS = ("dataset", "label", "latest", *FRESHNESS_COLUMNS)


def freshness(asking: Asking, question: CatalogueQuestion) -> Facts:
    clock = asking.clock
    days = (clock.watermark.isoformat(), clock.today.isoformat(), clock.first_day.isoformat())
    whole = (
        f"The data goes up to {told_day(clock.watermark)} and begins on "
        f"{told_day(clock.first_day)}."
    )
    if question.periods:
        told = [_holds(each, clock) for each in question.periods]
        return Facts(FRESHNESS_COLUMNS, (days,), sentences((*told, whole)))
    found = _datasets(asking, question)
    if not found:
        return Facts(FRESHNESS_COLUMNS, (days,), whole)
    rows = tuple((each.name, each.label, _latest(each, asking), *days) for each in found)
    told = [told_loaded(each, asking.clock, asking.release.index) for each in found]
    return Facts(DATASET_COLUMNS, rows, sentences((*told, whole)))


def _holds(period: ResolvedPeriod, clock: Clock) -> str:
    days = told_days(period.start, period.whole_end)
    if period.start > clock.watermark or period.whole_end < clock.first_day:
        return f"No: {period.label} ({days}) is outside the data."
    if period.whole_end <= clock.watermark and period.start >= clock.first_day:
        return f"Yes: all of {period.label} ({days}) is in the data."
    return f"In part: {period.label} ({days}) is not whole in the data."


def _datasets(asking: Asking, question: CatalogueQuestion) -> list[Dataset]:
    """The datasets that what is asked about is kept in, facts first."""
    index = catalogue(asking)
    names = [each.name for each in datasets_named(asking, question)]
    for metric in metrics_named(asking, question):
        names += sorted(index.datasets_of(metric.name))
    for dimension in dimensions_named(asking, question):
        names += list(dimension.on)[:1]
    found = [index.datasets[name] for name in dict.fromkeys(names) if name in index.datasets]
    return sorted(found, key=lambda each: not each.fact)


def _latest(dataset: Dataset, asking: Asking) -> Cell:
    last = loaded(dataset, asking.clock, asking.release.index).last
    return None if last is None else last.isoformat()


def told_loaded(dataset: Dataset, clock: Clock, index: ModelIndex) -> str:
    """How far a dataset is loaded, and whether that is as far as it promises."""
    found = loaded(dataset, clock, index)
    said = _how_far(found, clock, index)
    if found.late:
        return sentences((said, told_late(found)))
    return said


def _how_far(found: Loaded, clock: Clock, index: ModelIndex) -> str:
    dataset, days = found.dataset, snapshots_of(found.dataset, clock)
    if days and dataset.snapshots is not None:
        return (
            f"{dataset.label}: last counted on {told_day(max(days))}; one is taken every "
            f"{dataset.snapshots.every}, the first on {told_day(min(days))}."
        )
    if is_watermark(dataset, index) or (found.last is not None and dataset.unit == "day"):
        return f"{dataset.label}: loaded up to {told_day(found.last or clock.watermark)}."
    if dataset.fact and dataset.time is None:
        return f"{dataset.label}: kept as it stands, without days of its own."
    if dataset.unit != "day":
        return (
            f"{dataset.label}: kept by {dataset.unit}, and may run ahead of the data's last day. "
            f"How far it is loaded is not kept beside the data; ask for it by {dataset.unit}."
        )
    return (
        f"{dataset.label}: loaded with the rest of the data. No last day of its own is kept beside "
        "the data."
    )
