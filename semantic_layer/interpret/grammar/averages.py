"""Over what is a mean asked for: "average sales per store", "orders a day on average"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.calendars.words import ADVERBS, UNITS, WEEKDAYS
from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.conditions import home
from semantic_layer.interpret.grammar.kinds import finest_of
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Derived, Metric, Ratio
from semantic_layer.period import Unit
from semantic_layer.query import TIME, Grain

Over = tuple[tuple[int, ...], str, Grain | None]  # the items that say it, its name, its buckets
BOTH = "I give the total or the mean, not both in one answer. Ask for one of them."
TWO = "I cannot average over one unit of time and show another. Ask for one of them."


def averages(draft: Draft, context: Context) -> Draft:
    said = draft.all(Role.AVERAGE)
    if not said:
        return _per_member(draft, context)
    metrics = [context.index.metric(draft.name(at)) for at in draft.all(Role.METRIC)]
    if any(_beside_a_total(draft, at) for at in said):
        return draft.bind(said, "average", trouble=draft.trouble or BOTH)
    if metrics and all(isinstance(each, Ratio) for each in metrics):
        return draft.bind(said, "of a rate")  # the mean of a rate over some rows is the rate
    members = (_member(draft, at, context) for at in draft.all(Role.DIMENSION))
    units = (_unit(draft, at) for at in range(len(draft.items)))
    kinds = (_of_a_kind(draft, at, context) for at in draft.all(Role.MEMBER))
    ones = [found for at in said if (found := _one_of_them(draft, at, context)) is not None]
    over = [*ones, *(found for found in (*members, *kinds, *units) if found is not None)]
    if not over:
        return _of_a_rate(draft, said, context)
    of_all = {at for used, _, _ in ones for at in used}
    if _beside_another(draft, tuple(at for at in said if at not in of_all)):
        return replace(draft, trouble=draft.trouble or BOTH)
    draft = draft.bind(said, "average")
    for used, name, grain in over:
        draft = _averaged(draft, used, name, grain)
    return draft


def _is_a_rate(metric: Metric) -> bool:
    """One number for another, as weeks of supply are, too."""
    return isinstance(metric, Ratio) or (isinstance(metric, Derived) and "/" in metric.expression)


def _averaged(draft: Draft, used: tuple[int, ...], name: str, grain: Grain | None) -> Draft:
    if grain is not None and draft.grain not in (None, grain):
        return replace(draft, trouble=draft.trouble or TWO)
    names = (*draft.averaged, *(() if name in draft.averaged else (name,)))
    return draft.bind(used, f"average per {name}", averaged=names, grain=grain or draft.grain)


def _one_of_them(draft: Draft, average: int, context: Context) -> Over | None:
    """ "An average day", "a typical Saturday", "at the average store": one of many, said of all."""
    lead, noun = draft.ahead_of(average), draft.after(average)
    article = lead if draft.free(lead, Role.ANY) and draft.items[lead].folded in ("a", "an") else -1
    one = not draft.items[noun].folded.endswith("s")
    if draft.free(noun, Role.TIME_UNIT) and one:
        return (article, average, noun), TIME, Grain(unit=UNITS[draft.items[noun].folded])
    if draft.free(noun, Role.MEMBER) and draft.items[noun].folded in WEEKDAYS:
        return (article, average), TIME, Grain(unit=Unit.DAY)
    if draft.free(noun, Role.DIMENSION) and one and draft.role(lead) in (Role.WHERE, Role.ANY):
        name = draft.name(noun)
        finest = any(each.levels[-1] == name for each in context.index.model.hierarchies)
        led = draft.role(draft.after(noun)) is not Role.METRIC  # of "average store sales"
        return ((article, average, noun), name, None) if finest and led else None
    return None


def _member(draft: Draft, at: int, context: Context) -> Over | None:
    """ "Per store", "a store": a dimension right behind the word.

    Of "average daily orders per channel" the days are averaged over, in each channel.
    """
    lead = draft.ahead_of(at)
    said = draft.all(Role.AVERAGE) and draft.items[lead].folded in ("a", "an", "one", "per")
    if not draft.free(lead, Role.BY, Role.ANY, Role.NUMBER) or lead < 0:
        return None
    if draft.items[lead].folded != "per" and not said:
        return None
    name = draft.name(at)
    finest = any(each.levels[-1] == name for each in context.index.model.hierarchies)
    return ((lead, at), name, None) if finest or _is_averaged_over(draft, at, context) else None


def _of_a_kind(draft: Draft, at: int, context: Context) -> Over | None:
    """ "An outlet", "one flagship": one of those that are of the kind."""
    lead = draft.ahead_of(at)
    one = draft.free(lead) and draft.items[lead].folded in ("a", "an", "one", "a single")
    noun = draft.after(at)
    if not one or draft.items[at].folded.endswith("s"):
        return None
    name = finest_of(draft.name(at), context)
    if draft.free(noun, Role.DIMENSION):  # "a mall store"
        named = draft.name(noun) == name and not draft.items[noun].folded.endswith("s")
        return ((lead, noun), name, None) if named else None
    return ((lead,), name, None) if name else None


def _is_averaged_over(draft: Draft, at: int, context: Context) -> bool:
    """Whether a kind of things, too, is what the mean is over."""
    if not draft.all(Role.AVERAGE) or draft.items[draft.ahead_of(at)].folded != "per":
        return False
    dated = context.index.dimension(draft.name(at)).on.get("calendar") is not None
    join = draft.after(at)
    listed = draft.role(join) is Role.AND and draft.role(draft.after(join)) is Role.DIMENSION
    units = (item.folded for item in draft.items if item.role is Role.GRAIN)
    daily = any(word in ADVERBS for words in units for word in words.split())
    return not (dated or listed or daily)


def _unit(draft: Draft, at: int) -> Over | None:
    """ "Per day", "a week", "weekly"; the calendar's own grains, too."""
    item, lead = draft.items[at], draft.ahead_of(at)
    words = item.folded.split()
    if draft.free(at, Role.GRAIN) and item.meaning.grain is not None:
        beside = Role.AVERAGE in (draft.role(lead), draft.role(draft.after(at)))
        adverb = any(word in ADVERBS for word in words) and beside
        return ((at,), TIME, item.meaning.grain) if adverb or words[0] == "per" else None
    led = draft.free(lead, Role.ANY, Role.BY) and draft.items[lead].folded in ("a", "an", "per")
    if draft.free(at, Role.MEMBER) and led and item.folded in WEEKDAYS:  # "mean sales a Saturday"
        mean = (draft.role(draft.after(n)) is Role.METRIC for n in draft.all(Role.AVERAGE))
        return ((lead,), TIME, Grain(unit=Unit.DAY)) if any(mean) else None
    if draft.free(at, Role.TIME_UNIT) and led:
        return (lead, at), TIME, Grain(unit=UNITS[words[-1]])
    return None


def _beside_a_total(draft: Draft, average: int) -> bool:
    """ "The total and the average per store"."""
    join = draft.ahead_of(average)
    before = draft.items[join - 1].folded.split() if join > 0 else []
    return draft.role(join) is Role.AND and before[-1:] in (["total"], ["totals"])


def _beside_another(draft: Draft, said: tuple[int, ...]) -> bool:
    """ "Orders and average units per store": another number stands outside of the mean."""
    metrics = draft.all(Role.METRIC)
    totals = [n for n in metrics if n and draft.items[n - 1].folded.split()[-1:] == ["total"]]
    if all(draft.items[at].folded.startswith(("on ", "in ")) for at in said):
        return bool(totals and not said)  # "on average" is said of all
    return bool(totals) or bool(metrics and metrics[0] < said[0])


def _of_a_rate(draft: Draft, said: tuple[int, ...], context: Context) -> Draft:
    """ "Average conversion rate": of what is a rate already the word says nothing more."""
    of_rates = [
        at
        for at in said
        if draft.role(metric := draft.after(at)) is Role.METRIC
        and _is_a_rate(context.index.metric(draft.name(metric)))
    ]
    return draft.bind(of_rates, "of a rate")


def _per_member(draft: Draft, context: Context) -> Draft:
    """ "Sales per store by format": split by what a store has, the stores are averaged over."""
    for at in draft.all(Role.DIMENSION):
        found = _member(draft, at, context)
        metric = draft.ahead_of(found[0][0]) if found is not None else -1
        if found is None or draft.role(metric) is not Role.METRIC:
            continue
        if isinstance(context.index.metric(draft.name(metric)), Ratio):
            continue
        both = _unit(draft, draft.after(found[0][-1]))
        if both is not None and _rate_of_sale(draft, at, context):
            return _averaged(_averaged(draft, *found), *both)
        for other in draft.all(Role.DIMENSION):
            lead = draft.ahead_of(other, over={Role.ANY})
            by = draft.role(lead) in (Role.BY, Role.EACH) and draft.items[lead].folded != "per"
            if by and _has(draft.name(at), draft.name(other), context):
                draft = _averaged(draft, found[0], found[1], None)
                unit = _unit(draft, draft.after(at))  # "per store per day"
                return _averaged(draft, *unit) if unit is not None else draft
    return draft


def _rate_of_sale(draft: Draft, at: int, context: Context) -> bool:
    """ "Units per store per week": a rate, and no row for each store and week."""
    name = draft.name(at)
    return any(each.levels[-1] == name for each in context.index.model.hierarchies)


def _has(one: str, other: str, context: Context) -> bool:
    """Whether the second describes the first: each store has one format."""
    index = context.index
    finest = any(each.levels[-1] == one for each in index.model.hierarchies)
    return finest and one != other and home(index.dimension(one)) == home(index.dimension(other))
