"""What does the catalogue say: what a metric means, whose it is, how fresh the data is?"""

from bi_app.asking.answer import Cell, Column, Finding
from bi_app.asking.asking import Asking
from bi_app.asking.basis import bare_basis
from bi_app.asking.models import RouteTaken, Status
from semantic_layer.errors import NotModelled
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import MetricBase

METRIC_COLUMNS = (
    "metric",
    "label",
    "definition",
    "formula",
    "unit",
    "owner",
    "version",
    "certified",
)
DIMENSION_COLUMNS = ("dimension", "label", "description", "owner")
FRESHNESS_COLUMNS = ("data_through", "today", "first_day")
NUMBERS, FLAGS, DATES = {"version"}, {"certified"}, set(FRESHNESS_COLUMNS)


def tell(asking: Asking, question: CatalogueQuestion, route: RouteTaken | None) -> Finding:
    """The facts, from what the asker may see; nothing of the warehouse is read."""
    names, rows, sentence = _facts(asking, question)
    return Finding(
        status=Status.ANSWERED,
        basis=bare_basis(asking),
        route=route,
        confidence=1.0,
        interpretation=f"A question about the catalogue: {question.topic}"
        + (f" of {question.subject}." if question.subject else "."),
        columns=tuple(Column(name, _label(name), "dimension", _type(name)) for name in names),
        rows=tuple(rows),
        cells=tuple(tuple("" if each is None else str(each) for each in row) for row in rows),
        row_count=len(rows),
        narrative=sentence,
    )


def _facts(
    asking: Asking, question: CatalogueQuestion
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], str]:
    index = asking.index
    match question.topic:
        case "freshness":
            clock = asking.clock
            days = (clock.watermark, clock.today, clock.first_day)
            sentence = f"The data goes up to {clock.watermark.isoformat()}."
            return FRESHNESS_COLUMNS, [tuple(day.isoformat() for day in days)], sentence
        case "metrics":
            metrics = [_metric_row(each) for each in index.metrics.values() if each.visible]
            return METRIC_COLUMNS, metrics, "These are the metrics that you may ask for."
        case "dimensions":
            dimensions = [_dimension_row(each) for each in index.dimensions.values()]
            return DIMENSION_COLUMNS, dimensions, "By these you may group and filter."
        case _:
            return _subject(index, question.subject or "")


def _subject(index: ModelIndex, name: str) -> tuple[tuple[str, ...], list[tuple[Cell, ...]], str]:
    if index.has_metric(name):
        metric = index.metric(name)
        sentence = f"{metric.label}: {metric.description} Owner: {metric.owner}."
        return METRIC_COLUMNS, [_metric_row(metric)], sentence
    if index.has_dimension(name):
        dimension = index.dimension(name)
        sentence = f"{dimension.label}: {dimension.description} Owner: {dimension.owner}."
        return DIMENSION_COLUMNS, [_dimension_row(dimension)], sentence
    raise NotModelled("The catalogue that you may see has no such entry.")


def _metric_row(metric: MetricBase) -> tuple[Cell, ...]:
    return (
        metric.name,
        metric.label,
        metric.description,
        metric.formula or None,
        metric.unit,
        metric.owner,
        metric.version,
        metric.certified,
    )


def _dimension_row(dimension: Dimension) -> tuple[Cell, ...]:
    return (dimension.name, dimension.label, dimension.description, dimension.owner)


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _type(name: str) -> str:
    if name in NUMBERS:
        return "number"
    if name in FLAGS:
        return "boolean"
    return "date" if name in DATES else "string"
