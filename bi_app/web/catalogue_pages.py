"""What do the pages of one metric and of one dimension tell, to whoever may see it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bi_app.asking.catalogue.definitions import built_in_filters, measured_on, parts_in_words
from bi_app.asking.catalogue.members import members_open
from bi_app.asking.permit import may_read
from bi_app.asking.readable import readable
from bi_app.asking.stored import stored_query
from bi_app.masked import MASKED
from bi_app.people.entitlements import Entitled
from bi_app.web.catalogue import Entry, dimension_entry, metric_entry, open_metrics
from bi_app.web.examples import is_group, questions_of_dimension, questions_of_metric
from bi_app.web.facts import Fact
from bi_app.web.sources import Fresh, fresh
from bi_app.web.uses import Uses, uses
from bi_app.web.variants import variants
from metrics.models import VerifiedQuestion
from metrics.releases import LiveRelease
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric
from semantic_layer.period import Relative, Unit
from semantic_layer.query import Grain, MetricQuery

MEMBERS_SHOWN = 50
MONTHS = 13  # so that the latest stands beside the same month a year before
FAVOURABLE = {
    "up": gettext_lazy("when it is higher"),
    "down": gettext_lazy("when it is lower"),
}
UNITS = {
    "fraction": gettext_lazy("share of a whole, shown in %"),
    "USD": gettext_lazy("US dollars"),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A metric as it stands beside the ones that are nearly called the same."""

    entry: Entry
    formula: str
    here: bool


@dataclass(frozen=True, slots=True)
class MetricPage:
    entry: Entry
    facts: tuple[Fact, ...]
    plan: Entry | None
    splits: tuple[Entry, ...]
    variants: tuple[Variant, ...]
    questions: tuple[str, ...]
    verified: tuple[str, ...]
    version: int
    fresh: Fresh
    uses: Uses


@dataclass(frozen=True, slots=True)
class Level:
    entry: Entry
    here: bool


@dataclass(frozen=True, slots=True)
class Drill:
    """A hierarchy that the dimension is a level of, from coarse to fine."""

    label: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class DimensionPage:
    """`members` are the first ones, `in_all` how many this person may see."""

    entry: Entry
    facts: tuple[Fact, ...]
    drills: tuple[Drill, ...]
    members: tuple[str, ...]
    in_all: int
    metrics: tuple[Entry, ...]
    questions: tuple[str, ...]


def metric_open(name: str, index: ModelIndex) -> Metric | None:
    """None for one that is closed, only a part of others, or nothing at all: they are alike."""
    found = index.metrics.get(name)
    return found if found is not None and found.visible else None


def metric_page(metric: Metric, release: LiveRelease, rights: Entitled) -> MetricPage:
    index = rights.index
    plan = None if metric.plan is None else metric_open(metric.plan, index)
    reachable = index.reachable(metric.name)
    splits = (each for each in index.dimensions.values() if each.name in reachable)
    verified = tuple(_verified(metric, rights))
    return MetricPage(
        entry=metric_entry(metric),
        facts=tuple(each for each in _metric_facts(metric, index) if any(each.texts)),
        plan=None if plan is None else metric_entry(plan),
        splits=tuple(map(dimension_entry, splits)),
        variants=tuple(_variants(metric, index)),
        questions=questions_of_metric(metric, index),
        verified=verified,
        version=metric.version,
        fresh=fresh(metric, release, index),
        uses=uses(metric, rights, len(verified)),
    )


def _metric_facts(metric: Metric, index: ModelIndex) -> Iterator[Fact]:
    yield Fact(_("Formula"), (metric.formula,), english=True)
    yield Fact("", (parts_in_words(metric, index),), english=True)
    yield Fact(_("Counted only"), built_in_filters(metric, index), english=True)
    yield Fact("", (measured_on(metric, index),), english=True)
    unit = str(UNITS.get(metric.unit, metric.unit))
    yield Fact(_("Unit"), (unit,), english=metric.unit not in UNITS)
    yield Fact(_("Favourable"), (str(FAVOURABLE.get(metric.favourable, _("neither way"))),))
    yield Fact(_("Also called"), (", ".join(metric.synonyms),), english=True)


def _variants(metric: Metric, index: ModelIndex) -> Iterator[Variant]:
    """With the metric itself in front; none where nothing is called nearly the same."""
    others = variants(metric, index)
    for each in (metric, *others) if others else ():
        yield Variant(metric_entry(each), each.formula, here=each.name == metric.name)


def _verified(metric: Metric, rights: Entitled) -> Iterator[str]:
    having = readable(VerifiedQuestion, rights.policy).filter(metrics__contains=[metric.name])
    for each in having.order_by("text"):
        query = stored_query(each.query)
        if query is not None and may_read(query, rights) and not MASKED.search(each.text):
            yield each.text


def by_month(metric: Metric) -> MetricQuery:
    """The months that are over, the latest of them last."""
    months = Relative(unit=Unit.MONTH, offset=-MONTHS, count=MONTHS)
    return MetricQuery(metrics=(metric.name,), period=months, grain=Grain(unit=Unit.MONTH))


def dimension_page(dimension: Dimension, release: LiveRelease, rights: Entitled) -> DimensionPage:
    index = rights.index
    members = members_open(rights.policy, release.index, dimension)
    metrics = [each for each in open_metrics(index) if dimension.name in index.reachable(each.name)]
    questions = questions_of_dimension(dimension, metrics, index) if is_group(dimension) else ()
    return DimensionPage(
        entry=dimension_entry(dimension),
        facts=tuple(each for each in _dimension_facts(dimension) if any(each.texts)),
        drills=tuple(_drills(dimension, index)),
        members=members[:MEMBERS_SHOWN],
        in_all=len(members),
        metrics=tuple(map(metric_entry, metrics)),
        questions=questions,
    )


def _dimension_facts(dimension: Dimension) -> Iterator[Fact]:
    yield Fact(_("Also called"), (", ".join(_also(dimension)),), english=True)
    yield Fact(_("Without one"), (dimension.none_label or "",), english=True)
    yield Fact(_("Unit"), (dimension.unit or "",), english=True)
    yield Fact(_("Owner"), (dimension.owner,), english=True)


def _also(dimension: Dimension) -> Sequence[str]:
    names = dict.fromkeys((dimension.plural, *dimension.synonyms))
    return [each for each in names if each and each != dimension.label]


def _drills(dimension: Dimension, index: ModelIndex) -> Iterator[Drill]:
    for each in index.model.hierarchies:
        if dimension.name in each.levels:
            levels = (index.dimension(name) for name in each.levels)
            shown = (Level(dimension_entry(one), one.name == dimension.name) for one in levels)
            yield Drill(each.label, tuple(shown))
