"""Which members does a dimension have? From the index of values, as the asker may see them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.facts import Facts, listed, lower, sentences
from bi_app.asking.catalogue.known import dimensions_named
from bi_app.asking.readable import readable
from metrics.catalogue import is_found
from metrics.models import ValueEntry
from semantic_layer.access import Policy
from semantic_layer.errors import NotModelled
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex

COLUMNS = ("dimension", "member", "in_all")
MOST_TOLD, MOST_NAMED = 60, 30


def members(asking: Asking, question: CatalogueQuestion) -> Facts:
    found = dimensions_named(asking, question)
    if not found:
        raise NotModelled("The catalogue that you may see has no such dimension.")
    dimension = found[0]
    names = members_of(asking, dimension)
    if not names:
        told = (
            f"The members of {lower(dimension.label)} are not kept in the catalogue. Ask for a "
            "number by it to see them."
        )
        return Facts(COLUMNS, (), told)
    shown = names[:MOST_TOLD]
    many = dimension.plural or lower(dimension.label)
    return Facts(
        COLUMNS,
        tuple((dimension.label, name, len(names)) for name in shown),
        sentences((f"The {many} that you may see: {named(names)}.", _none(dimension))),
        in_all=len(names),
    )


def members_of(asking: Asking, dimension: Dimension) -> tuple[str, ...]:
    return members_open(asking.policy, asking.release.index, dimension)


def members_open(policy: Policy, index: ModelIndex, dimension: Dimension) -> tuple[str, ...]:
    """As they are shown, in their own order; none where the index of values does not hold them.

    `index` is the whole model's: what may be done with a column, it tells.
    """
    if not dimension.indexed or not is_found(dimension, index):
        return ()
    values = set(_values(policy, dimension))
    own = [each for each in dimension.ordered if each in values]
    rest = sorted(values.difference(own), key=_order)
    return tuple(dimension.labels.get(each, each) for each in (*own, *rest))


def named(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= MOST_NAMED:
        return listed(names, most=MOST_NAMED)
    return (
        f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more, {len(names)} in all"
    )


def _values(policy: Policy, dimension: Dimension) -> QuerySet[ValueEntry, str]:
    own = readable(ValueEntry, policy).filter(dimension=dimension.name)
    return own.values_list("value", flat=True).distinct()


def _order(value: str) -> tuple[int, int, str]:
    """Numbers by size, names by the alphabet."""
    if value.isdigit():
        return 0, int(value), value
    return 1, 0, value.casefold()


def _none(dimension: Dimension) -> str:
    if dimension.none_label is None:
        return ""
    return f"What has none belongs to the group “{dimension.none_label}”."
