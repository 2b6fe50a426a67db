"""What does a language model need to know of one question, of all that the rules found?"""

from collections.abc import Iterator
from itertools import chain, zip_longest

from django.conf import settings

from bi_app.asking.asking import Asking
from bi_app.asking.certain import NAMED, Said, certain
from bi_app.asking.names import names_in
from bi_app.asking.route import Route
from bi_app.language.message import Matter
from bi_app.masked import mask
from semantic_layer.interpret.outcome import Candidates
from semantic_layer.leaving import Leaving
from semantic_layer.model.definitions import Use
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery
from semantic_layer.uses import may


def matter_of(asking: Asking, way: Route, leaving: Leaving) -> Matter | None:
    """None where a word that was left may not leave, or something that stays inside is named."""
    left = tuple(each for each in way.left if each in leaving.text)
    if left != way.left or leaving.is_short:
        return None
    return Matter(
        text=leaving.text,
        left=left,
        found=tuple(_told(each) for each in certain(way.linking)),
        periods=tuple(_periods(way)),
        today=asking.clock.today.isoformat(),
        previous=_previous(asking),
    )


def names_for(asking: Asking, way: Route, found: Candidates, near: Candidates) -> tuple[str, ...]:
    """The names that a model is told of, the surest first.

    Those that the rules linked, those of the query before, the main metrics where none is linked;
    then in turn those `near` the words that were left and those `found` for the whole question.
    What may not be told is left out.
    """
    linked = [each.meaning.name for each in way.linking.links if each.meaning.role in NAMED]
    main = () if any(map(asking.index.has_metric, linked)) else main_metrics(asking.index)
    before = names_in(asking.turn.previous) if asking.turn.previous is not None else ()
    turns = zip_longest((each.name for each in near.names), (each.name for each in found.names))
    names = dict.fromkeys((*linked, *sorted(before), *main, *chain.from_iterable(turns)))
    inside = bool(settings.AISLE_LANGUAGE_INSIDE)
    return tuple(
        name
        for name in names
        if name is not None and may(Use.PROMPT, name, asking.index, inside=inside)
    )


def main_metrics(index: ModelIndex) -> tuple[str, ...]:
    """Those that the retailer plans by."""
    return tuple(
        name for name, each in index.metrics.items() if each.visible and each.plan is not None
    )


def _told(said: Said) -> str:
    meanings = " or ".join(
        dict.fromkeys(f"{each.role} {each.name}".strip() for each in said.meanings)
    )
    return mask(f"“{said.text}”: {meanings}")


def _periods(way: Route) -> Iterator[tuple[str, dict[str, object]]]:
    tokens = way.linking.tokens
    for each in way.linking.links:
        if each.meaning.period is not None:
            words = way.linking.text[tokens[each.first].start : tokens[each.last - 1].end]
            yield words, each.meaning.period.model_dump(mode="json", exclude_none=True)


def _previous(asking: Asking) -> MetricQuery | None:
    """The query before this one, where all that it names may be told."""
    query = asking.turn.previous
    if query is None:
        return None
    names = names_in(query) & {*asking.index.metrics, *asking.index.dimensions}
    inside = bool(settings.AISLE_LANGUAGE_INSIDE)
    told = (may(Use.PROMPT, name, asking.index, inside=inside) for name in names)
    return query if all(told) else None
