"""Is the model whole? Each rule looks at all definitions together and says every mistake it finds.

A rule is a function from Parts to mistakes; RULES is all of them. Rules look away from what another
rule reports (a name that is unknown), so that one slip gives one issue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from semantic_layer.model.calendar_rules import (
    calendar_columns_are_days_and_numbers,
    calendars_of_tables_name_them,
    rollups_of_units_go_by_computed_calendars,
)
from semantic_layer.model.comparable_rules import (
    comparable_metrics_reach_their_policy,
    comparable_policies_go_by_days,
)
from semantic_layer.model.cumulative_rules import (
    cumulative_metrics_have_days,
    nothing_stands_over_a_window_that_moves_it,
)
from semantic_layer.model.definitions import Dataset, DataType, Dimension, RollupDefinition
from semantic_layer.model.event_rules import (
    cohorts_have_days,
    cohorts_have_what_they_take,
    funnels_are_followed_by_days,
    funnels_tell_of_no_few_people,
    nothing_follows_itself,
)
from semantic_layer.model.expression_rules import (
    derived_metrics_are_arithmetic,
    expressions_read_rows,
)
from semantic_layer.model.gaps import gaps_are_in_quotes
from semantic_layer.model.holiday_rules import (
    holiday_words_mean_one_day,
    holidays_fall_once_a_year,
)
from semantic_layer.model.join_rules import (
    bridges_are_no_facts,
    joins_meet_keys,
    people_are_not_beyond_bridges,
    row_policies_need_no_day,
    versions_hold_between_days,
)
from semantic_layer.model.located import Where
from semantic_layer.model.metric_rules import (
    filter_values_fit,
    filters_by_day_have_one,
    filters_reach,
    metrics_are_not_too_deep,
    metrics_do_not_circle,
    opening_stock_is_carried,
    percentiles_have_rows_of_their_own,
    stock_is_not_added_up,
)
from semantic_layer.model.metrics import Metric
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.policy_rules import (
    attributes_are_of_their_dimensions,
    masks_show_one_column,
    personal_columns_have_no_use,
    row_policies_can_be_kept,
    row_policies_shut_nothing_out_over_bridges,
)
from semantic_layer.model.promise_rules import promises_can_be_kept
from semantic_layer.model.references import references
from semantic_layer.model.rollup_rules import (
    rollups_add_up,
    rollups_are_told_apart,
    rollups_have_units,
    rollups_keep_what_rows_are,
    rollups_reach_what_they_keep,
)
from semantic_layer.model.sections import Parts
from semantic_layer.model.suggest import did_you_mean
from semantic_layer.model.walking import measured

STEPS_OF_STATEMENTS = frozenset(
    {
        "metrics",
        "groups",
        "filled",
        "along",
        "guarded",
        "large_groups",
        "compared",
        "shares",
        "placed",
        "kept",
        "counted",
        "averaged",
        "levels",
        "ranked",
        "top_groups",
        "with_the_rest",
        "top_and_rest",
        "top_and_rest_compared",
    }
)


def names_are_unique(parts: Parts) -> Iterator[Mistake]:
    for section, names in parts.names.items():
        for i, name in enumerate(names):
            earlier = names[:i].count(name)
            if earlier:
                message = "this name is taken already in the same section"
                yield Mistake(section, name, (), message, earlier)


def references_hold(parts: Parts) -> Iterator[Mistake]:
    for each in references(parts):
        if each.value not in each.known:
            message = f"there is no {each.what} “{each.value}”; "
            hint = did_you_mean(each.value, each.known)
            yield Mistake(each.section, each.name, each.path, message + hint)


def times_are_dates(parts: Parts) -> Iterator[Mistake]:
    for dataset in parts.datasets:
        if _is_no_date(dataset, dataset.time):
            message = f"“{dataset.time}” is no date; periods are ranges of days"
            yield Mistake("datasets", dataset.name, ("time",), message)
        if dataset.snapshots is not None and dataset.time is None:
            message = "missing; snapshots are taken on a day"
            yield Mistake("datasets", dataset.name, ("time",), message)
    if parts.settings is not None:
        name, _, column = parts.settings.time.watermark.partition(".")
        if any(dataset.name == name and _is_no_date(dataset, column) for dataset in parts.datasets):
            message = f"“{column}” is no date; today is the day after it"
            yield Mistake("model", "model", ("time", "watermark"), message)
    for metric, dataset in measured(parts):
        if _is_no_date(dataset, metric.time):
            message = f"“{metric.time}” is no date; periods are ranges of days"
            yield Mistake("metrics", metric.name, ("time",), message)


def _is_no_date(dataset: Dataset, time: str | None) -> bool:
    types = {column.name: column.type for column in dataset.columns}
    return time in types and types[time] is not DataType.DATE


def words_mean_one_thing(parts: Parts) -> Iterator[Mistake]:
    """A synonym belongs to one metric or dimension; a word with several readings to `ambiguous`."""
    taken: dict[str, tuple[str, str]] = {}
    for section, name, path, word in _words(parts):
        owner = taken.setdefault(folded(word), (section, name))
        if owner != (section, name):
            message = f"“{word}” is a word of {owner[1]} already"
            yield Mistake(section, name, path, message)


def folded(word: str) -> str:
    return " ".join(word.casefold().replace("_", " ").split())


def _words(parts: Parts) -> Iterator[tuple[str, str, Where, str]]:
    visible = [metric for metric in parts.metrics if metric.visible]
    named = [("metrics", each) for each in visible]
    for section, each in [*named, *(("dimensions", one) for one in parts.dimensions)]:
        yield section, each.name, ("name",), each.name
        yield section, each.name, ("label",), each.label
        for i, word in enumerate(each.synonyms):
            yield section, each.name, ("synonyms", i), word
    for ambiguous in parts.ambiguous:
        if not ambiguous.for_metrics:
            yield "ambiguous", ambiguous.word, ("word",), ambiguous.word
            for i, word in enumerate(ambiguous.synonyms):
                yield "ambiguous", ambiguous.word, ("synonyms", i), word


def definitions_say_something(parts: Parts) -> Iterator[Mistake]:
    """A number needs somebody who answers for it, and words that say what it is."""
    owned: list[tuple[str, Dataset | Dimension | Metric | RollupDefinition]] = [
        *(("datasets", each) for each in parts.datasets),
        *(("rollups", each) for each in parts.rollups),
        *(("dimensions", each) for each in parts.dimensions),
        *(("metrics", each) for each in parts.metrics),
    ]
    for section, each in owned:
        for key in ("label", "description", "owner"):
            if not getattr(each, key).strip():
                yield Mistake(section, each.name, (key,), "empty; somebody must be able to read it")


def datasets_are_no_steps(parts: Parts) -> Iterator[Mistake]:
    """A step of a statement would hide the dataset that is called like it."""
    named = [("datasets", each.name) for each in parts.datasets]
    for section, name in [*named, *(("rollups", each.name) for each in parts.rollups)]:
        if name in STEPS_OF_STATEMENTS:
            message = f"“{name}” is what a step of a statement is called; take another name"
            yield Mistake(section, name, ("name",), message)


def dimensions_have_a_home(parts: Parts) -> Iterator[Mistake]:
    for dimension in parts.dimensions:
        if not dimension.on:
            message = "empty; expected a dataset and the expression there"
            yield Mistake("dimensions", dimension.name, ("on",), message)


RULES: tuple[Callable[[Parts], Iterable[Mistake]], ...] = (
    names_are_unique,
    references_hold,
    joins_meet_keys,
    bridges_are_no_facts,
    versions_hold_between_days,
    row_policies_need_no_day,
    people_are_not_beyond_bridges,
    times_are_dates,
    promises_can_be_kept,
    calendars_of_tables_name_them,
    calendar_columns_are_days_and_numbers,
    rollups_of_units_go_by_computed_calendars,
    expressions_read_rows,
    derived_metrics_are_arithmetic,
    metrics_do_not_circle,
    metrics_are_not_too_deep,
    filters_reach,
    filters_by_day_have_one,
    filter_values_fit,
    stock_is_not_added_up,
    opening_stock_is_carried,
    cohorts_have_days,
    cohorts_have_what_they_take,
    funnels_are_followed_by_days,
    funnels_tell_of_no_few_people,
    nothing_follows_itself,
    percentiles_have_rows_of_their_own,
    gaps_are_in_quotes,
    comparable_policies_go_by_days,
    comparable_metrics_reach_their_policy,
    cumulative_metrics_have_days,
    nothing_stands_over_a_window_that_moves_it,
    holidays_fall_once_a_year,
    holiday_words_mean_one_day,
    rollups_have_units,
    rollups_reach_what_they_keep,
    rollups_add_up,
    rollups_keep_what_rows_are,
    rollups_are_told_apart,
    words_mean_one_thing,
    definitions_say_something,
    datasets_are_no_steps,
    dimensions_have_a_home,
    attributes_are_of_their_dimensions,
    row_policies_can_be_kept,
    row_policies_shut_nothing_out_over_bridges,
    masks_show_one_column,
    personal_columns_have_no_use,
)
