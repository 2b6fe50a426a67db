"""Does a query name only what its asker may see?

A question in words meets an index that holds nothing else; a query that was sent as one, or comes
from an earlier turn, may name anything. It is judged here as the words would be.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from django.db.models import QuerySet

from bi_app.asking.names import dimensions_of, filters_of, metrics_of, orders_of
from bi_app.asking.readable import closed_members, readable
from bi_app.people.entitlements import Entitled
from metrics.models import ValueEntry
from semantic_layer.access import Policy
from semantic_layer.errors import (
    NotModelled,
    NotPermitted,
    OutsideData,
    PersonalData,
    QuestionError,
)
from semantic_layer.model.definitions import DataType, Dimension, SemanticModel
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import Filter, FilterOp, MetricQuery


def may_read(query: MetricQuery, rights: Entitled) -> bool:
    """Whether the asker could send this very query: an earlier turn's, when rights have changed."""
    try:
        permit(query, rights.index, rights.policy)
    except QuestionError:
        return False
    return True


def permit(query: MetricQuery, index: ModelIndex, policy: Policy) -> None:
    """Let the query pass, or raise why not: the personal first, then the closed, then the unknown.

    `index` is what the asker may see; what is hidden reads as what does not exist.
    """
    metrics, dimensions = metrics_of(query), dimensions_of(query)
    orders = orders_of(query) - metrics - dimensions
    for name in sorted(metrics | dimensions | orders):
        _refuse_personal(name, index.model)
    for name in sorted(metrics | (orders - frozenset(index.dimensions))):
        if name in policy.closed_metrics:
            raise NotPermitted(f"The metric “{name}” is not open to you.")
        if not index.has_metric(name):
            raise NotModelled(_unknown("metric", name, index.metrics))
    for name in sorted(dimensions):
        if not index.has_dimension(name):
            raise NotModelled(_unknown("dimension", name, index.dimensions))
    for each in filters_of(query):
        _refuse_members(each, index, policy)


def _refuse_personal(name: str, model: SemanticModel) -> None:
    for each in model.personal:
        columns = {column.rpartition(".")[2] for column in each.columns}
        if name in columns or name.replace("_", " ") in each.words or name in each.words:
            raise PersonalData(f"Personal data ({each.label}) is never answered, whoever asks.")


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    nearest = " or ".join(f"“{each}”" for each in get_close_matches(name, known, n=2))
    hint = f"Did you mean {nearest}?" if nearest else f"Ask which {kind}s there are."
    return f"There is no {kind} called “{name}”. {hint}"


def _refuse_members(named: Filter, index: ModelIndex, policy: Policy) -> None:
    """Answering nothing for a member that is closed, or is none, would read as a fact."""
    dimension = index.dimension(named.dimension)
    if named.op not in {FilterOp.IN, FilterOp.NOT_IN} or dimension.type is not DataType.STRING:
        return
    if not dimension.indexed:
        return
    wanted = {str(value) for value in named.values} - {dimension.none_label}
    others = wanted - set(_named(readable(ValueEntry, policy), dimension, wanted))
    if not others:
        return
    closed = set(_named(closed_members(policy, index.model.public.dimensions), dimension, others))
    for value in sorted(others):
        if value in closed:
            raise NotPermitted(f"The {dimension.label.lower()} “{value}” is not open to you.")
        raise OutsideData(f"There is no {dimension.label.lower()} “{value}” in the data.")


def _named(
    members: QuerySet[ValueEntry], dimension: Dimension, values: Iterable[str]
) -> QuerySet[ValueEntry, str]:
    named = members.filter(dimension=dimension.name, value__in=values)
    return named.values_list("value", flat=True)
