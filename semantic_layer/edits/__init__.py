"""A query is changed by one pick: what may each of its parts become, and what comes of it?

No word is read here and nothing is guessed. What is offered compiles, as far as the model tells;
what comes back is checked like any query that is sent.
"""

from __future__ import annotations

from pydantic import ValidationError

from semantic_layer.calendars.periods import Clock
from semantic_layer.edits.comparisons import comparison_menus, edit_comparison, edit_shown
from semantic_layer.edits.conditions import condition_menus, edit_filter, edit_threshold
from semantic_layer.edits.drill import drill, inside
from semantic_layer.edits.edit import Asks, Edit, Menu, Option, PartOf
from semantic_layer.edits.groups import edit_dimension, edit_grain, group_menus
from semantic_layer.edits.metrics import edit_metric, metric_menus
from semantic_layer.edits.periods import DATES, edit_period, period_menu
from semantic_layer.edits.rows import edit_beside, edit_rows, row_menus
from semantic_layer.edits.tidy import tidied
from semantic_layer.errors import NotUnderstood
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

NO_SUCH = "That part of the question is no longer there. Look at the answer again, and pick anew."


def menus(query: MetricQuery, index: ModelIndex, clock: Clock) -> tuple[Menu, ...]:
    """What each part may become, and what may be added; in the order of the query's parts."""
    return (
        *metric_menus(query, index),
        *period_menu(query, index, clock),
        *comparison_menus(query, index),
        *group_menus(query, index),
        *condition_menus(query, index),
        *row_menus(query, index),
    )


def edited(query: MetricQuery, edit: Edit, index: ModelIndex) -> MetricQuery:
    """The query with one part changed; what spoke of a part that went goes with it.

    Raises NotUnderstood where there is no such part or option, or the query could not be asked.
    """
    try:
        return tidied(_edited(query, edit, index))
    except (IndexError, KeyError) as error:
        raise NotUnderstood(NO_SUCH) from error
    except ValidationError as error:
        raise NotUnderstood(f"This does not go together: {_reason(error)}.") from error


def _edited(query: MetricQuery, edit: Edit, index: ModelIndex) -> MetricQuery:
    match edit.part:
        case PartOf.METRIC:
            return edit_metric(query, edit, index)
        case PartOf.PERIOD:
            return edit_period(query, edit)
        case PartOf.COMPARISON:
            return edit_comparison(query, edit)
        case PartOf.SHOWN:
            return edit_shown(query, edit)
        case PartOf.GRAIN:
            return edit_grain(query, edit)
        case PartOf.DIMENSION:
            return edit_dimension(query, edit)
        case PartOf.FILTER:
            return edit_filter(query, edit, index)
        case PartOf.THRESHOLD:
            return edit_threshold(query, edit)
        case PartOf.BESIDE:
            return edit_beside(query, edit)
        case PartOf.ROWS:
            return edit_rows(query, edit)
        case PartOf.INSIDE:
            return drill(query, edit, index)


def _reason(error: ValidationError) -> str:
    return str(error.errors()[0]["msg"]).removeprefix("Value error, ")


__all__ = ["DATES", "Asks", "Edit", "Menu", "Option", "PartOf", "edited", "inside", "menus"]
