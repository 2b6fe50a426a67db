"""What do words add that stand beside what is bound already: "Kids only", "for each of them"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import LIGHT, Context, Draft
from semantic_layer.interpret.grammar.everything import all_of_them
from semantic_layer.interpret.grammar.kinds import finest_of
from semantic_layer.interpret.grammar.measures import calls
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Ratio
from semantic_layer.period import Span
from semantic_layer.query import TIME, FilterOp, Grain, Show

ENDS = (None, Role.PAUSE, Role.VERB, Role.PERIOD, Role.WHERE, Role.SELL, Role.SHARE)
OF_A_NUMBER = (Role.METRIC, Role.GROWTH, Role.CHANGE)
DAYS = {"day": 1, "week": 7, "wk": 7}
DEFINITE = (["the"], ["that"], ["this"])
WITHIN = ("in", "during", "within")  # "in quarter"
NO_ROWS = "There is one number here and nothing to put in order. Say by what, such as “by region”."
NARROWS = ("filter", "what ", "period", "threshold", "metric", "breakdown", "unit", "ranking")


def closing(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.ONLY):
        draft = _only(draft, at)
    for at in draft.all(Role.EACH):
        draft = _each(draft, at, context)
    for at in draft.all(Role.COMPARE):
        if draft.comparisons or draft.breakdowns:  # "how does it compare across formats"
            draft = draft.bind((at,), "comparison")
    for at in draft.all(Role.COUNT):
        again = draft.role(draft.after(at, over={Role.WHERE, Role.AND}))
        if draft.measures and again in (Role.PERIOD, Role.COMPARED, Role.LAST_YEAR):
            draft = draft.bind((at,), "the same again")
    for at in draft.all(Role.DEFINE):
        draft = _asks_with_a_verb(draft, at)
    draft = all_of_them(draft, context)
    for at in draft.all(Role.NUMBER):
        draft = _length(draft, at)
    for at in draft.all(Role.TIME_UNIT):
        draft = _unit(draft, at, context)
    draft = _one_for_each_period(draft, context)
    return _in_some_order(_in_points(_ranked_by_growth(_single(draft)), context), context)


def _in_some_order(draft: Draft, context: Context) -> Draft:
    """ "Sales, lowest first": one number has no order, and which rows are meant is not said."""
    rows = draft.breakdowns or draft.attributes or draft.grain or draft.trend or draft.ranked
    if rows or not draft.orders or draft.counted or context.previous is not None:
        return draft
    return replace(draft, trouble=draft.trouble or NO_ROWS)


def _asks_with_a_verb(draft: Draft, at: int) -> Draft:
    """ "What does the plan call for", "what does Ohio make": no meaning of a word is asked."""
    subject = draft.after(at, over={Role.ANY, Role.AVERAGE})
    verb = next((n for n in range(at + 1, len(draft.items)) if draft.role(n) is Role.VERB), -1)
    does = draft.role(subject) in (Role.MEMBER, Role.EACH, Role.DIMENSION, Role.TIME_UNIT)
    if draft.items[at].folded != "what does" or not draft.measures or not does | calls(draft, verb):
        return draft
    return draft.bind((at,), "what is asked for")


def _one_for_each_period(draft: Draft, context: Context) -> Draft:
    """ "Conversion in Q2 and Q3": the two are not pooled into one rate, nor into one share."""
    period = draft.period
    if draft.grain is not None or draft.comparisons or not isinstance(period, Span):
        return draft
    units = {getattr(each, "unit", None) for each in (period.start, period.end)}
    said = (item.folded for item in draft.items if item.meaning.period == period)
    words = [set(each.split()) for each in said]
    listed = any({"and", ","} & each and "between" not in each for each in words)
    metrics = [context.index.metric(name) for _, name in draft.measures]
    rates = any(isinstance(each, Ratio) for each in metrics)
    unit = next(iter(units), None)
    if not listed or not (rates or draft.share) or len(units) != 1 or unit is None:
        return draft
    aside = f"each {unit} by itself, as several were named"
    of = (*draft.share_of, TIME) if draft.share else draft.share_of
    return replace(draft, grain=Grain(unit=unit), share_of=of, assumed=(*draft.assumed, aside))


def _single(draft: Draft) -> Draft:
    """ "The store with the most visitors" is one."""
    ranked = draft.ranked
    if ranked is None or ranked.limit is not None or len(draft.breakdowns) != 1:
        return draft
    at = draft.breakdowns[0][0]
    word = draft.items[at].folded if at >= 0 else "s"
    led = at > 0 and draft.items[at - 1].folded.split()[-1:] == ["the"]
    led = led or (at == 0 and draft.role(1) is Role.WHERE)  # "store with the most visitors"
    return (
        replace(draft, ranked=replace(ranked, limit=1)) if led and not word.endswith("s") else draft
    )


def _ranked_by_growth(draft: Draft) -> Draft:
    """ "Growth in conversion by store, top 3" ranks what is asked for first."""
    ranked = draft.ranked
    first = next((item.role for item in draft.items if item.role in OF_A_NUMBER), None)
    if ranked is None or ranked.by or ranked.show is not Show.VALUE or not draft.shows:
        return draft
    if first not in (Role.GROWTH, Role.CHANGE):
        return draft
    return replace(draft, ranked=replace(ranked, show=draft.shows[-1]))


def _in_points(draft: Draft, context: Context) -> Draft:
    """A rate that fell is told in points, unless growth or percent was said."""
    said = any(item.role in (Role.GROWTH, Role.PERCENT) for item in draft.items)
    names = {name for _, name in draft.measures}
    rates = names and all(context.index.metric(name).unit == "fraction" for name in names)
    if said or not rates or Show.GROWTH not in draft.shows:
        return draft
    shows = tuple(Show.CHANGE if each is Show.GROWTH else each for each in draft.shows)
    limits = tuple(
        each.model_copy(update={"show": Show.CHANGE})
        if each.show is Show.GROWTH and set(each.values) == {0.0}
        else each
        for each in draft.thresholds
    )
    if any(each.show is Show.GROWTH for each in limits):
        return draft  # "fell more than 3%" of a rate is said of its growth
    ranked = draft.ranked
    if ranked is not None and ranked.show is Show.GROWTH:
        ranked = replace(ranked, show=Show.CHANGE)
    orders = tuple(
        replace(each, show=Show.CHANGE) if each.show is Show.GROWTH else each
        for each in draft.orders
    )
    return replace(draft, shows=shows, thresholds=limits, ranked=ranked, orders=orders)


def _only(draft: Draft, at: int) -> Draft:
    """ "Gold members only", "only in May": it narrows what stands beside it, already bound."""
    over = LIGHT - {Role.PAUSE}
    for beside in (draft.ahead_of(at, over=over), draft.after(at, over=over)):
        if draft.used.get(beside, "").startswith(NARROWS):
            name = draft.items[beside].meaning.name
            filtered = {each.dimension for each in draft.filters}
            only = draft.restricted.union({name} & filtered)
            return replace(draft.bind((at,), "only"), restricted=only)
    return draft


def _each(draft: Draft, at: int, context: Context) -> Draft:
    """Of each group that there is; of members that are listed side by side, one row each."""
    behind = draft.after(at)
    members = draft.role(behind) is Role.MEMBER and behind in draft.used  # "each of App and web"
    if not members and draft.role(behind) not in ENDS:
        return draft
    if members and all(name != draft.name(behind) for _, name in draft.breakdowns):
        name = _kind_of(draft, behind, context) or draft.name(behind)
        added = (*draft.breakdowns, (behind, name))
        return draft.bind((at,), "one row each", breakdowns=added)
    if draft.breakdowns or draft.grain is not None:
        return draft.bind((at,), "of each group")
    listed = [f for f in draft.filters if f.op is FilterOp.IN and len(f.values) > 1]
    if len(listed) != 1:
        return draft
    first = next(
        n for n, item in enumerate(draft.items) if item.meaning.name == listed[0].dimension
    )
    return draft.bind((at,), "one row each", breakdowns=((first, listed[0].dimension),))


def _kind_of(draft: Draft, at: int, context: Context) -> str:
    """ "Each flagship" is each store of that kind; "each of App and web" names them itself."""
    name, listed = draft.name(at), [f for f in draft.filters if f.dimension == draft.name(at)]
    if len(listed) != 1 or len(listed[0].values) != 1 or not context.index.has_dimension(name):
        return ""
    return finest_of(name, context)


def _length(draft: Draft, at: int) -> Draft:
    """ "The four weeks of fiscal November" are all of it, if it has four."""
    unit = draft.after(at)
    of = draft.after(unit)
    whole = draft.after(of)
    said = draft.free(unit, Role.TIME_UNIT) and draft.items[of].folded in ("of", "in")
    days = DAYS.get(draft.items[unit].folded.rstrip("s"), 0)
    if not said or not days or draft.used.get(whole) != "period" or draft.resolved is None:
        return draft
    own = draft.resolved
    exact = own.end == own.whole_end and (own.end - own.start).days + 1 == days * (
        draft.items[at].meaning.number or 0
    )
    return draft.bind((at, unit), "period, said again") if exact else draft


def _unit(draft: Draft, at: int, context: Context) -> Draft:
    """ "Lead time in days" names a unit; "in the quarter", after one was named, the same again."""
    word = draft.items[at].folded.rstrip("s")
    units = {context.index.metric(name).unit.rstrip("s") for _, name in draft.measures}
    ahead = draft.items[at - 1].folded if at else ""
    if word in units and ahead == "in":
        return draft.bind((at,), "unit")
    many = draft.ahead_of(at)
    if word in units and draft.free(many, Role.COUNT):  # "how many days is the lead time"
        return draft.bind((many, at), "unit")
    if draft.period is None and word == "year" and _is_definite(draft, at):
        return draft.bind((at,), "the year to date")  # what a question without a period is of
    named = draft.resolved.unit if draft.resolved is not None else None
    if named is not None and named.value == word and (_is_definite(draft, at) or ahead in WITHIN):
        return draft.bind((at,), "period, said again")
    return draft


def _is_definite(draft: Draft, at: int) -> bool:
    return at > 0 and draft.items[at - 1].folded.split()[-1:] in DEFINITE
