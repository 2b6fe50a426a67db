"""By what is the number split: "by region", "which stores", "for each channel", "weekly"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.words import UNITS
from semantic_layer.interpret.draft import Context, Draft, Sorted
from semantic_layer.interpret.grammar.columns import COLUMNS
from semantic_layer.interpret.grammar.conditions import DATED, NUMBERED
from semantic_layer.interpret.grammar.pointed import is_pointed_at
from semantic_layer.interpret.lexicon import BOTH_SIDES
from semantic_layer.interpret.readings import Item
from semantic_layer.interpret.roles import Role
from semantic_layer.model.definitions import DataType
from semantic_layer.period import Relative
from semantic_layer.query import TIME, Direction, Grain, Show

EACH_OF = ("per", "by each", "within each", "for every", "by every")
LEADS_ON = ("by", "per", "and")  # "by week and region"
INSIDE = ("in", "within", "inside")
TIMES, UNITS_OF_TIMES = ("how many times", "how often"), ("turns", "times", "fraction")
LISTED = (Role.DIMENSION, Role.GRAIN)
JOINS = (Role.AND, Role.PAUSE, Role.BY, Role.VERSUS)


def breakdowns(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.COUNT):
        draft = _count(draft, at, context)
    for at in draft.all(Role.DIMENSION):
        draft = _one_after_another(draft, at, context)
    for at in draft.all(Role.WISE):
        noun = draft.ahead_of(at)
        if draft.free(noun, *LISTED):
            draft = _add(draft.bind((at,), "by"), noun, context)
    for at in draft.all(Role.EACH, Role.BY):
        draft = _each_unit(draft, at)
    for at in draft.all(Role.BY, Role.EACH, Role.THEIR):
        draft = _split(draft, at, context)
    for at in draft.all(Role.WHERE):
        draft = _with(draft, at, context)
    for at in draft.all(Role.WHICH):
        noun = draft.after(at, over={Role.ANY, Role.WHERE, Role.MEMBER, Role.AND})
        if draft.free(noun, *LISTED):
            draft = _add(draft.bind((at,), "which"), noun, context)
    for at in draft.all(Role.GRAIN):
        draft = _add(draft, at, context)
        if at in draft.used and draft.items[at].folded.split()[0] in LEADS_ON:
            draft = _rest_of_list(draft, at, context, extra=False)
    return draft


def bare(draft: Draft, context: Context) -> Draft:
    """Nouns that no word leads to: the subject of a threshold, or somebody's own scope."""
    for at in draft.all(Role.DIMENSION):
        lead = draft.ahead_of(at)
        if _in_list_of_members(draft, at) or is_pointed_at(draft, at, context):
            continue
        if _all_together(draft, at):
            draft = draft.bind((at,), "all of them", context.configuration.bound)
        elif _owned(draft, at) and not _to_be_ordered(draft):
            used = (at, *_things_in_it(draft, at))
            draft = draft.bind(used, "all that you may see", context.configuration.bound)
        elif _for_one(draft, at, context) or not BOTH_SIDES.isdisjoint(
            draft.items[at].folded.split()
        ):
            draft = _add(draft, at, context)
        elif (draft.breakdowns and not draft.thresholds) or (
            draft.role(lead) in (Role.WHERE, Role.MEMBER) and not (draft.thresholds or draft.orders)
        ):
            continue
        elif context.index.dimension(draft.name(at)).type in NUMBERED:
            continue  # "sold full price" is no row for each price
        else:
            needed = draft.thresholds or draft.ranked or draft.orders or draft.share
            weight = context.configuration
            draft = _add(draft, at, context, weight.bound if needed else weight.loose)
            draft = _rest_of_list(draft, at, context, extra=False)
    return draft


def _for_one(draft: Draft, at: int, context: Context) -> bool:
    """ "For department", as some say who mean "by" it: the bare noun, in the singular."""
    lead = draft.items[at - 1].folded if at else ""
    known = bool(draft.breakdowns or draft.ranked or draft.thresholds)
    known = known or context.index.dimension(draft.name(at)).type is DataType.BOOLEAN
    alone = draft.role(draft.after(at)) in (None, Role.PAUSE, Role.PERIOD, Role.NOT)
    return lead == "for" and alone and not known and not draft.items[at].folded.endswith("s")


def _in_list_of_members(draft: Draft, at: int) -> bool:
    """ "Online and store": a noun that is joined to a member is no breakdown."""
    join = draft.ahead_of(at)
    return draft.role(join) is Role.AND and draft.role(draft.ahead_of(join)) is Role.MEMBER


def _all_together(draft: Draft, at: int) -> bool:
    """ "All stores together", "in all our stores combined": they are added up."""
    before = [word for item in draft.items[max(0, at - 2) : at] for word in item.folded.split()]
    said = before[-1:] == ["all"] or before[-2:] in (["all", "our"], ["all", "the"])
    return said and draft.role(draft.after(at)) is Role.ALONE


def _owned(draft: Draft, at: int) -> bool:
    """ "For my regions" says no more than the asker's own rows."""
    return at > 0 and draft.role(at - 1) is Role.OWN and draft.role(at - 2) not in (Role.BY,)


def _things_in_it(draft: Draft, at: int) -> tuple[int, ...]:
    """ "Sales of the stores in our regions": so are the stores in them."""
    lead = draft.ahead_of(at)
    noun = draft.ahead_of(lead)
    said = draft.role(lead) is Role.WHERE and draft.role(draft.ahead_of(noun)) is Role.WHERE
    return (noun,) if said and draft.free(noun, Role.DIMENSION) else ()


def _to_be_ordered(draft: Draft) -> bool:
    """ "All my stores, lowest first" is a row for each, or nothing could come first."""
    return bool(draft.orders) and not draft.breakdowns and draft.grain is None


def _one_after_another(draft: Draft, at: int, context: Context) -> Draft:
    """ "Region by region", "brand for brand": one row for each."""
    join = draft.after(at)
    twin = draft.after(join)
    joined = draft.free(join, Role.BY) or (
        draft.free(join, Role.WHERE) and draft.items[join].folded == "for"
    )
    if not joined or not draft.free(at) or not draft.free(twin, Role.DIMENSION):
        return draft
    if draft.name(at) != draft.name(twin) or draft.role(draft.ahead_of(at)) is Role.EACH:
        return draft  # "share of each region by region and store"
    draft = _add(draft.bind((at, join), "by"), twin, context)
    return _rest_of_list(draft, twin, context, extra=False)


def _each_unit(draft: Draft, at: int) -> Draft:
    """ "Each of the last six weeks": a series of the units that the period counts."""
    period = draft.after(at, over={Role.WHERE})
    if not draft.free(period, Role.PERIOD) or draft.grain is not None:
        return draft
    named = draft.items[period].meaning.period
    if not isinstance(named, Relative) or named.count < 2:
        return draft
    grain = Grain(unit=named.unit, calendar=named.calendar)
    return draft.bind((at,), "by time", grain=grain)


def _count(draft: Draft, at: int, context: Context) -> Draft:
    """ "How many units" asks for a metric; "how many stores" for the number of members."""
    over = {Role.MEMBER, Role.ANY, Role.AND, Role.WHERE}
    noun = draft.after(at, over=over)
    if draft.used.get(noun) == "filter":  # "how many closed stores"
        noun = draft.after(noun, over=over)
    number = noun if draft.free(noun, Role.NUMBER) else -1  # "how many of the thirteen weeks"
    unit = draft.after(number) if number >= 0 else noun
    buckets = _buckets(draft, unit)
    if buckets is not None and draft.thresholds and not draft.counted:
        return draft.bind((at, number, unit), "how many", counted=TIME, grain=buckets)
    if draft.role(noun) is Role.METRIC and _may_be_counted(draft, at, noun, context):
        return draft.bind((at,), "how many")
    if draft.role(noun) is Role.DIMENSION and not draft.counted:
        if noun == at + 2 and draft.items[at + 1].folded == "the":
            return draft  # "how many the Store" asks of one
        if context.index.dimension(draft.name(noun)).type in DATED:
            return draft  # days are counted as days
        if _qualifies(draft, noun):
            return draft.bind((at,), "how many")
        draft = draft.bind((at,), "how many", counted=draft.name(noun))
        return _add(draft, noun, context)
    return draft


def _may_be_counted(draft: Draft, at: int, metric: int, context: Context) -> bool:
    """ "How many times did we turn the stock": a number of times, not an amount of discounts."""
    times = draft.items[at].folded in TIMES
    return not times or context.index.metric(draft.name(metric)).unit in UNITS_OF_TIMES


def _qualifies(draft: Draft, noun: int) -> bool:
    """ "How many door visits": one noun right before a number says of which kind it is."""
    return draft.role(noun + 1) is Role.METRIC and not draft.items[noun].folded.endswith("s")


def _buckets(draft: Draft, unit: int) -> Grain | None:
    """ "How many weeks with", "the number of fiscal weeks with"."""
    if draft.free(unit, Role.TIME_UNIT):
        return Grain(unit=UNITS[draft.items[unit].folded])
    return draft.items[unit].meaning.grain if draft.free(unit, Role.GRAIN) else None


def _split(draft: Draft, at: int, context: Context) -> Draft:
    extra = draft.role(at) is Role.THEIR
    skipped = {Role.ANY, Role.EACH, Role.WHERE, Role.THEIR}
    words = draft.items[at].folded.split()
    each = draft.role(at) is Role.EACH or words[-1] in ("each", "every")  # "every Midwest store"
    noun = draft.after(at, over={*skipped, Role.MEMBER} if each else skipped)
    column = COLUMNS.get(draft.items[noun].role) if noun >= 0 else None
    metric = draft.after(noun, over={Role.WHERE}) if column else noun
    if draft.free(metric, Role.METRIC) and draft.items[at].folded == "by":
        return _by_metric(draft, at, metric, noun if column else -1)
    if column is Show.GROWTH and draft.items[at].folded == "by":
        return _by_growth(draft, (at, noun))
    if draft.items[at].folded == "across" and _all_between(draft, at, noun):
        return draft.bind((at, noun), "all of them")
    if not draft.free(noun, *LISTED):
        alone = draft.role(noun) in (None, Role.PAUSE) and (draft.share or draft.breakdowns)
        return draft.bind((at,), "of each group") if alone else draft
    leads = [n for n in range(at, noun) if draft.free(n, Role.BY, Role.EACH, Role.THEIR)]
    if _within(draft, at, noun, context):
        return _ranked_within(draft, (*leads, noun), draft.name(noun))
    draft = _add(draft.bind(leads, "by"), noun, context, extra=extra)
    return _rest_of_list(draft, noun, context, extra=extra)


def _with(draft: Draft, at: int, context: Context) -> Draft:
    """ "By style, with category": one more column, of what each row has one of."""
    noun = draft.after(at, over={Role.ANY})
    if draft.items[at].folded not in ("with", "w") or not draft.free(noun, Role.DIMENSION):
        return draft
    dimension = context.index.dimension(draft.name(noun))
    ends = draft.role(draft.after(noun)) in (None, Role.PAUSE, Role.AND)
    if not draft.breakdowns or not ends or dimension.none_label is not None:
        return draft
    draft = _add(draft.bind((at,), "with"), noun, context, extra=True)
    return _rest_of_list(draft, noun, context, extra=True)


def _rest_of_list(draft: Draft, at: int, context: Context, *, extra: bool) -> Draft:
    while True:
        join = draft.after(at)
        noun = draft.after(join, over=(*JOINS, Role.ANY)) if join > 0 else -1
        if draft.role(join) not in JOINS or not draft.free(noun, *LISTED):
            return draft
        if draft.role(join) is Role.PAUSE and not _ends(draft, noun):
            return draft
        if draft.role(join) is Role.PAUSE and _is_left_out(draft, noun):
            return draft
        draft = draft.bind([n for n in range(join, noun) if draft.free(n)], "and")
        draft = _add(draft, noun, context, extra=extra)
        at = noun


def _ends(draft: Draft, noun: int) -> bool:
    """Whether a list ends or goes on after this noun, so that a comma before it joins."""
    return draft.role(draft.after(noun)) in (None, Role.AND, Role.PAUSE, Role.WHERE, Role.PERIOD)


def _is_left_out(draft: Draft, noun: int) -> bool:
    """ "By state, stores in Ohio excluded": the noun is of what is left out."""
    at = draft.after(noun)
    while draft.role(at) in (Role.WHERE, Role.MEMBER, Role.AND, Role.ANY):
        at = draft.after(at)
    return draft.role(at) is Role.LEFT_OUT


def _by_metric(draft: Draft, at: int, metric: int, column: int) -> Draft:
    """ "By net sales", "by growth of net sales", "by net sales growth"."""
    name = draft.name(metric)
    measures = (*draft.measures, (metric, name))
    behind = draft.after(metric)
    if column < 0 and draft.role(behind) is Role.GROWTH:
        column = behind
    used = (at, metric, column)
    show = COLUMNS[draft.items[column].role] if column >= 0 else Show.VALUE
    shows = (*draft.shows, show) if column >= 0 else draft.shows
    if draft.ranked is not None:
        kept = show if column >= 0 else draft.ranked.show
        ranked = replace(draft.ranked, by=draft.ranked.by or name, show=kept)
        return draft.bind(used, "ranking", ranked=ranked, measures=measures, shows=shows)
    unnamed = next((each for each in draft.orders if not each.by), None)
    order = replace(unnamed or Sorted(), by=name, show=show)
    orders = (*(each for each in draft.orders if each is not unnamed), order)
    return draft.bind(used, "order", orders=orders, measures=measures, shows=shows)


def _all_between(draft: Draft, at: int, noun: int) -> bool:
    """ "Across all stores" adds them up."""
    words = {word for n in range(at + 1, noun) for word in draft.items[n].folded.split()}
    return draft.free(noun, Role.DIMENSION) and bool(words & {"all", "every", "our", "the"})


def _by_growth(draft: Draft, used: tuple[int, int]) -> Draft:
    """ "Rank departments by growth": of the number that is asked for, or else of sales."""
    shows = tuple(dict.fromkeys((*draft.shows, Show.GROWTH)))
    if draft.ranked is not None:
        ranked = replace(draft.ranked, show=Show.GROWTH)
        return draft.bind(used, "ranking", ranked=ranked, shows=shows)
    order = Sorted(show=Show.GROWTH, direction=Direction.DESC)
    return draft.bind(used, "order", orders=(*draft.orders, order), shows=shows)


def _within(draft: Draft, at: int, noun: int, context: Context) -> bool:
    """ "Top 3 stores in each region": the noun is where each ranking is made."""
    if draft.ranked is None or not draft.breakdowns or draft.role(noun) is not Role.DIMENSION:
        return False
    if draft.role(at) is Role.THEIR and not (at and draft.items[at - 1].folded in INSIDE):
        return False  # "with their region" tells it of each store, "in their region" ranks in it
    name, subject = draft.name(noun), draft.breakdowns[0][1]
    if name == subject:
        return False
    if draft.role(at) is Role.EACH or draft.items[at].folded in EACH_OF:
        return True
    if draft.items[at].folded == "by":
        return True  # "top 3 brands by units by region"
    for hierarchy in context.index.model.hierarchies:
        levels = hierarchy.levels
        if name in levels and subject in levels and levels.index(name) < levels.index(subject):
            return True
    return False


def _ranked_within(draft: Draft, used: tuple[int, ...], name: str) -> Draft:
    assert draft.ranked is not None  # noqa: S101 - _within has looked
    ranked = replace(draft.ranked, within=(*draft.ranked.within, name))
    first = (-1, name)  # the groups that are ranked stand inside these
    return draft.bind(used, "within", ranked=ranked, breakdowns=(first, *draft.breakdowns))


def _add(
    draft: Draft, at: int, context: Context, score: float | None = None, *, extra: bool = False
) -> Draft:
    item: Item = draft.items[at]
    weight = context.configuration.bound if score is None else score
    if item.role is Role.GRAIN and not _may_be_the_series(draft, item):
        return draft  # two series in one question
    if item.role is Role.GRAIN:
        ends = item.meaning.at_ends
        weight = weight if draft.grain is None else 0.0  # said again it explains no more
        return draft.bind((at,), "by time", weight, grain=item.meaning.grain, at_ends=ends)
    name = item.meaning.name
    if any(name == known for _, known in (*draft.breakdowns, *draft.attributes)):
        return draft.bind((at,), "breakdown", weight)
    if extra:
        return draft.bind((at,), "breakdown", weight, attributes=(*draft.attributes, (at, name)))
    return draft.bind((at,), "breakdown", weight, breakdowns=(*draft.breakdowns, (at, name)))


def _may_be_the_series(draft: Draft, item: Item) -> bool:
    """Whether no other is named; a mean that moves over months may be of fiscal ones."""
    if draft.grain is None or item.meaning.grain is None:
        return True
    same_unit = draft.grain.unit is item.meaning.grain.unit
    return draft.grain == item.meaning.grain or (draft.moving is not None and same_unit)
