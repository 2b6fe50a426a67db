"""Which other metrics might somebody mean by nearly the same words?

Those that share an ambiguous word of the model, and those of the same unit whose names are nearly
the same: net and gross sales, weeks of supply on trailing and on coming sales.
"""

from collections.abc import Iterator

from metrics.texts import stem_of, words_of
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.metrics import Metric

MOST = 6
NEAR = 1 / 3  # of all words of two names, those that both have
# Words that tell no subject: a name that shares only these is another number's.
PLAIN = frozenset(
    stem_of(each)
    for each in (
        *("a", "an", "and", "by", "for", "in", "of", "on", "per", "the", "to", "vs", "within"),
        *("amount", "average", "gross", "median", "net", "number", "rate", "ratio", "share"),
        *("total", "unit", "units", "value"),
    )
)


def variants(metric: Metric, index: ModelIndex) -> tuple[Metric, ...]:
    """The nearest ones first, without the metric itself."""
    shared = set(_sharing_a_word(metric, index))
    others = [each for each in _alike(metric, index) if each.name != metric.name]
    near = {each.name: _nearness(metric, each) for each in others}
    found = [each for each in others if each.name in shared or near[each.name] >= NEAR]
    found.sort(key=lambda each: (each.name not in shared, -near[each.name], each.label))
    return tuple(found[:MOST])


def _alike(metric: Metric, index: ModelIndex) -> Iterator[Metric]:
    """A plan is no variant of what happened."""
    planned = metric.name in index.plans
    for each in index.metrics.values():
        if each.visible and (each.name in index.plans) == planned:
            yield each


def _sharing_a_word(metric: Metric, index: ModelIndex) -> Iterator[str]:
    for word in index.model.ambiguous:
        if metric.name in word.choices:
            yield from word.choices


def _nearness(one: Metric, other: Metric) -> float:
    """None at all where the units differ: what cannot be put side by side is no variant."""
    ours, theirs = _stems(one), _stems(other)
    both = ours & theirs
    if one.unit != other.unit or both <= PLAIN:
        return 0.0
    return len(both) / len(ours | theirs)


def _stems(metric: Metric) -> frozenset[str]:
    return frozenset(map(stem_of, words_of(metric.label)))
