"""Which groups are kept: "more than $75,000 in net sales", "under 80% on time"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.columns import COLUMNS
from semantic_layer.interpret.grammar.comparators import FLIPPED, POINTS, Compared, compared
from semantic_layer.interpret.grammar.conditions import home, noun_before
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.grammar.planned import so_far_from_plan
from semantic_layer.interpret.grammar.sides import on_its_side, side_of
from semantic_layer.interpret.grammar.signs import APART, GREW, metric_of_verb
from semantic_layer.interpret.lexicon import SOLD, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import singular
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import Dimension
from semantic_layer.period import Unit
from semantic_layer.query import Filter, FilterOp, Show, Threshold

BETWEEN_THEM = {Role.WHERE, Role.ANY}
VERBS = (Role.GREW, Role.SHRANK)
OF_WHAT = (
    "I cannot tell of what the share is: of all, or of what is named before it. "
    "Name that behind the number, such as “stores with over 10% of the orders in Texas”."
)
OF_NUMBERS = {FilterOp.IN: "eq", FilterOp.NOT_IN: "ne"}
RATES = ("rate", "%", "percentage")
YEARS = range(1990, 2100)
A_YEAR = "I cannot tell whether a year or an amount is meant. Say “compared with” or the unit."


def thresholds(draft: Draft, context: Context) -> Draft:
    for each in tuple(compared(draft)):
        draft = _threshold(draft, each, context)
        ahead = draft.ahead_of(each.first)
        if draft.free(ahead, Role.DIMENSION):  # "only stores over 500 orders"
            ahead = draft.ahead_of(ahead, over={Role.ANY, Role.WHERE})
        for at in (ahead, draft.after(each.last)):
            if draft.free(at, Role.ONLY):
                draft = draft.bind((at,), "threshold")
    for at in draft.all(Role.EMPTY):
        draft = _empty(draft, at)
    return draft


def _empty(draft: Draft, at: int) -> Draft:
    """ "Conversion empty", "growth of orders not empty": whether there is a number at all."""
    no = draft.ahead_of(at)
    metric = draft.ahead_of(no) if draft.role(no) is Role.NOT else no
    if draft.role(metric) is not Role.METRIC:
        return draft
    column = draft.ahead_of(metric, over=BETWEEN_THEM)
    show = COLUMNS.get(draft.items[column].role) if draft.free(column) and column >= 0 else None
    op = "not_null" if draft.free(no, Role.NOT) else "is_null"
    name = draft.name(metric)
    made = Threshold.model_validate({"metric": name, "show": show or Show.VALUE, "op": op})
    used = [at, metric, *([no] if op == "not_null" else []), *([column] if show else [])]
    return draft.bind(
        used,
        "threshold",
        thresholds=(*draft.thresholds, made),
        measures=(*draft.measures, (metric, name)),
    )


def _sold(draft: Draft, each: Compared, verb: int, context: Context) -> Draft:
    """ "Fewer than 10 sold": units of them."""
    name = called(UNITS_SOLD, context)
    if name is None or each.sign:
        return _unfit(draft, each)
    made = _made(each, name, Show.VALUE, False)
    return draft.bind(
        (*each.used, verb),
        "threshold on units",
        thresholds=(*draft.thresholds, made),
        measures=(*draft.measures, (verb, name)),
    )


def _by_how_much(draft: Draft, each: Compared, ahead: int, context: Context) -> Draft | None:
    """ "Behind plan by more than 10%": a limit on the side that the metric's phrase names."""
    at = draft.ahead_of(ahead, over=BETWEEN_THEM)
    if draft.role(ahead) is not Role.BY or not draft.free(at, Role.METRIC):
        return None
    side = side_of(draft, at)
    if side is None:
        return None
    each = on_its_side(draft, each, at)
    draft = _bound(draft.bind((ahead,), "threshold"), each, at, context)
    if each.op not in (FilterOp.GT, FilterOp.GTE, FilterOp.LT, FilterOp.LTE):
        return draft
    last = draft.thresholds[-1]
    if (side == "lt") is (last.op in ("lt", "lte")):
        return draft
    also = last.model_copy(update={"op": side, "values": (0.0,)})  # "missed by less than 2%"
    return replace(draft, thresholds=(*draft.thresholds, also))


def _threshold(draft: Draft, each: Compared, context: Context) -> Draft:
    if _is_a_year(draft, each):
        return draft.bind(each.used, "threshold", trouble=draft.trouble or A_YEAR)
    within = draft.after(each.first)
    if within < each.last and draft.free(within, Role.METRIC):
        return _bound(draft, each, within, context)
    behind = draft.after(each.last, over=BETWEEN_THEM)
    ahead = draft.ahead_of(each.first, over=BETWEEN_THEM)
    verb = draft.ahead_of(ahead, over=BETWEEN_THEM) if draft.role(ahead) is Role.BY else ahead
    if draft.free(verb, *GREW):  # "fell more than 3%", "fell by more than 3%"
        draft = draft.bind((ahead,), "threshold on growth")
        return _moved(draft, each, verb, context)
    if each.percent and draft.free(behind, *GREW):  # "over 5% growth in orders"
        return _moved(draft, each, behind, context)
    for side in (behind, verb):
        if draft.free(side, Role.SIDE):
            draft = draft.bind((ahead,) if side == verb != ahead else (), "threshold")
            return so_far_from_plan(draft, each, side, context)
    by = _by_how_much(draft, each, ahead, context)
    if by is not None:
        return by
    if draft.free(behind, Role.METRIC):
        return _bound(draft, on_its_side(draft, each, behind), behind, context)
    if draft.free(behind, Role.SELL):
        return _sold(draft, each, behind, context)
    if each.percent and (whole := _of_members(draft, each, behind)) is not None:
        return whole
    if draft.free(behind, Role.DIMENSION, Role.UNKNOWN):
        return draft  # "more than 3 colours" is no limit on the metric before it
    lead = draft.ahead_of(ahead, over=BETWEEN_THEM)
    if draft.role(ahead) is Role.METRIC and draft.free(lead, Role.GROWTH, Role.CHANGE):
        draft = _growth(draft, each, lead, context, draft.name(ahead))
        return replace(draft, measures=(*draft.measures, (ahead, draft.name(ahead))))
    if draft.role(ahead) is Role.METRIC and draft.free(lead, Role.REFERENCE):
        return _bound(draft.bind((lead,), "threshold"), each, ahead, context, Show.COMPARISON)
    if draft.role(ahead) is Role.METRIC:
        return _bound(draft, each, ahead, context)
    return _of_the_question(draft, each, ahead, context)


def _is_a_year(draft: Draft, each: Compared) -> bool:
    """ "Sales in 2026 over 2025": behind a year no limit of so many is meant."""
    year = draft.items[draft.ahead_of(each.first)].meaning.resolved
    numbers = not each.sign and all(value in YEARS for value in each.values)
    return (
        numbers
        and draft.ahead_of(each.first) >= 0
        and year is not None
        and (year.unit is Unit.YEAR)
    )


def _moved(draft: Draft, each: Compared, verb: int, context: Context) -> Draft:
    """A limit on how far something rose or fell, and that it did: "fell less than 5%" fell."""
    metric = metric_of_verb(draft, verb)
    if not metric and _others_come_later(draft, each):
        metric = called(SOLD, context) or ""
        said = f"{SOLD}, as nothing was named that {draft.items[verb].text}"
        draft = replace(
            draft,
            measures=(*draft.measures, (verb, metric)),
            assumed=(*draft.assumed, said),
        )
    noun = draft.role(verb) is Role.GROWTH
    draft = _growth(draft, each, verb, context, metric)
    if noun or each.op not in (FilterOp.LT, FilterOp.LTE) or not draft.thresholds:
        return draft
    last = draft.thresholds[-1]
    op = "lt" if draft.role(verb) is Role.SHRANK else "gt"
    also = last.model_copy(update={"op": op, "values": (0.0,)})
    return replace(draft, thresholds=(*draft.thresholds, also))


def _others_come_later(draft: Draft, each: Compared) -> bool:
    """Whether all metrics are named in a further part: "grew over 10% but lost margin"."""
    metrics = [n for n, item in enumerate(draft.items) if item.role is Role.METRIC]
    joins = [n for n in range(each.last, len(draft.items)) if draft.role(n) in APART]
    return bool(metrics and joins) and min(metrics) > joins[0]


def _of_the_question(draft: Draft, each: Compared, ahead: int, context: Context) -> Draft:
    """A limit that no metric stands beside: on the one that is asked for, if the unit fits.

    "Products under $30" may mean the products' price, and does where units are asked for.
    """
    if each.percent and draft.all(Role.SHARE):  # "with a share above 20%"
        made = _made(each, "", Show.VALUE, True)
        return draft.bind(each.used, "threshold", thresholds=(*draft.thresholds, made))
    said = next((draft.name(at) for at in draft.all(Role.METRIC)), None)
    said = said or next((name for _, name in draft.measures), None)
    if said is None and context.previous is not None:
        said = context.previous.metrics[0]
    fits = said is None or each.fits(context.index.metric(said).unit)
    own = _amount_of(draft, each, ahead, context) if each.sign else None
    if own is not None and not fits:
        return _attribute(draft, each, own, context)
    if not fits and each.sign == "$" and (sold := _sold_for(draft, context)):
        made = _made(each, sold, Show.VALUE, False)
        return draft.bind(
            each.used,
            "threshold",
            thresholds=(*draft.thresholds, made),
            measures=(*draft.measures, (each.first, sold)),
            assumed=(*draft.assumed, f"{SOLD}, as the limit is in money"),
        )
    if own is not None or not fits:
        return _unfit(draft, each)
    made = _made(each, "", Show.VALUE, each.percent)
    return draft.bind(each.used, "threshold", thresholds=(*draft.thresholds, made))


def _sold_for(draft: Draft, context: Context) -> str | None:
    """ "Sold over 1000 units but less than $20,000": what they sold for."""
    sells = any(item.role is Role.SELL for item in draft.items)
    return called(SOLD, context) if sells else None


def _amount_of(draft: Draft, each: Compared, noun: int, context: Context) -> Dimension | None:
    """The one number in the limit's unit that is kept of what the noun names."""
    if draft.role(noun) is not Role.DIMENSION or not _is_one_row(draft.name(noun), context):
        return None
    about = home(context.index.dimension(draft.name(noun)))
    found = [
        dimension
        for dimension in context.index.dimensions.values()
        if home(dimension) == about and dimension.unit and each.fits(dimension.unit)
    ]
    return found[0] if len(found) == 1 else None


def _is_one_row(name: str, context: Context) -> bool:
    """A product has one price; a brand has as many as it has products."""
    own = context.index.dimension(name)
    lines = [each.levels for each in context.index.model.hierarchies]
    ends = {levels[-1] for levels in lines}
    alike = {end for end in ends if home(context.index.dimension(end)) == home(own)}
    return own.code or not alike or name in alike


def _attribute(draft: Draft, each: Compared, own: Dimension, context: Context) -> Draft:
    values = tuple(int(value) if value == int(value) else value for value in each.values)
    found = Filter(dimension=own.name, op=each.op, values=values)
    said = f"{own.label.lower()}, as the limit is in its unit"
    draft = draft.bind(
        each.used,
        f"filter on {own.label}",
        filters=(*draft.filters, found),
        assumed=(*draft.assumed, said),
    )
    return noun_before(draft, each.first, own, context)


def _unfit(draft: Draft, each: Compared) -> Draft:
    limit = " ".join(draft.items[at].text for at in each.used)
    trouble = (
        f"I cannot tell which number “{limit}” limits. Name it beside the limit, "
        "such as “net sales over $500”."
    )
    return draft.bind(each.used, "threshold", trouble=draft.trouble or trouble)


def _bound(
    draft: Draft, each: Compared, at: int, context: Context, show: Show = Show.VALUE
) -> Draft:
    name = draft.name(at)
    metric = context.index.metric(name)
    if not each.fits(metric.unit):
        if each.percent and draft.all(Role.SHARE):  # "share of net sales over 20%"
            show = Show.SHARE if _is_shared(draft, at) else Show.VALUE
            made = _made(each, name if show is Show.SHARE else "", show, True)
            return draft.bind(each.used, "threshold", thresholds=(*draft.thresholds, made))
        if each.percent and _is_of(draft, each, at) and _is_a_ratio(draft, each, at):
            said = f"“{draft.items[draft.ahead_of(each.first)].text}” by “{draft.items[at].text}”"
            trouble = f"I cannot divide {said} on my own. Ask for both, side by side."
            return draft.bind((*each.used, at), "threshold", trouble=draft.trouble or trouble)
        if each.percent and _is_of(draft, each, at) and _has_members_before(draft, each):
            return draft.bind(each.used, "threshold", trouble=draft.trouble or OF_WHAT)
        if each.percent and _is_of(draft, each, at):
            made = _made(each, name, Show.SHARE, True)
            return draft.bind(
                (*each.used, at),
                "threshold on share",
                share=True,
                shares=(*draft.shares, name),
                thresholds=(*draft.thresholds, made),
                measures=(*draft.measures, (at, name)),
            )
        rate = rate_of(draft.items[at].folded, context) if each.percent else None
        if rate is None:
            return _unfit(draft, each)
        said = f"{context.index.metric(rate).label.lower()}, as the limit is a percentage"
        draft = replace(draft, assumed=(*draft.assumed, said))
        name, metric = rate, context.index.metric(rate)
    if each.judges and metric.favourable == "down":
        each = replace(each, op=FLIPPED[each.op])
    fraction = metric.unit == "fraction" and (each.percent or max(map(abs, each.values)) > 1)
    made = _made(each, name, show, fraction)
    return draft.bind(
        (*each.used, at),
        f"threshold on {metric.label}",
        context.configuration.bound,
        thresholds=(*draft.thresholds, made),
        measures=(*draft.measures, (at, name)),
    )


def _is_shared(draft: Draft, metric: int) -> bool:
    """ "Share of net sales over 20%", also where other numbers are asked for before it."""
    share = draft.ahead_of(metric, over={Role.WHERE, Role.ANY})
    return draft.role(share) is Role.SHARE


def rate_of(said: str, context: Context) -> str | None:
    """The rate that is called so: of "markdowns above 12%" the markdown rate is meant."""
    rates = {f"{noun} {ending}" for noun in (said, singular(said)) for ending in RATES}
    found = [
        each.name
        for each in context.index.metrics.values()
        if each.visible and each.unit == "fraction"
        if rates.intersection(map(fold, (each.label, *each.synonyms)))
    ]
    return found[0] if len(found) == 1 else None


def _is_of(draft: Draft, each: Compared, metric: int) -> bool:
    """ "Which brands make up more than 10% of net sales"."""
    of = draft.ahead_of(metric)
    return draft.role(of) is Role.WHERE and draft.items[of].folded == "of" and of > each.last


def _of_members(draft: Draft, each: Compared, member: int) -> Draft | None:
    """ "Styles with over 2% of Hats sales": a share within what the filter keeps."""
    of, metric = draft.ahead_of(member), draft.after(member)
    led = of > each.last and draft.items[of].folded == "of"
    if not led or not draft.free(member, Role.MEMBER) or not draft.free(metric, Role.METRIC):
        return None
    if _has_members_before(draft, each):
        return None
    name = draft.name(metric)
    return draft.bind(
        (*each.used, metric),
        "threshold on share",
        share=True,
        shares=(*draft.shares, name),
        thresholds=(*draft.thresholds, _made(each, name, Show.SHARE, True)),
        measures=(*draft.measures, (metric, name)),
    )


def _is_a_ratio(draft: Draft, each: Compared, metric: int) -> bool:
    """ "Refunds over 5% of sales" are a part of another number, and no share of a total."""
    ahead = draft.ahead_of(each.first, over=BETWEEN_THEM)
    return draft.role(ahead) is Role.METRIC and draft.name(ahead) != draft.name(metric)


def _has_members_before(draft: Draft, each: Compared) -> bool:
    """ "Which Kids brands make up": of all net sales, or of those of Kids?"""
    return any(draft.role(n) is Role.MEMBER for n in range(each.first))


def _growth(draft: Draft, each: Compared, at: int, context: Context, metric: str = "") -> Draft:
    """A threshold on growth; without a name the metric is the query's, filled in at the end."""
    if each.sign == "$":
        return _unfit(draft, each)  # growth is a part, not an amount
    sign = -1.0 if draft.role(at) is Role.SHRANK else 1.0
    named = metric or next((draft.name(n) for n in draft.all(Role.METRIC)), "")
    rate = bool(named) and context.index.metric(named).unit == "fraction"
    points = each.sign in POINTS or (rate and each.sign == "%" and draft.role(at) in VERBS)
    if not each.sign:  # "lost more than 200 visitors"
        made = _made(each, metric, show := Show.CHANGE, rate)
    else:  # of a rate that fell by 3% points are meant
        made = _made(each, metric, show := Show.CHANGE if points else Show.GROWTH, True)
    if sign < 0:
        flipped = {"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}
        made = made.model_copy(
            update={
                "op": flipped.get(made.op, made.op),
                "values": tuple(-value for value in reversed(made.values)),
            }
        )
    return draft.bind(
        (*each.used, at),
        "threshold on growth",
        context.configuration.bound,
        thresholds=(*draft.thresholds, made),
        shows=(*draft.shows, show),
    )


def _made(each: Compared, metric: str, show: Show, fraction: bool) -> Threshold:
    scale = POINTS.get(each.sign, 100.0) if fraction else 1.0
    values = tuple(value / scale for value in each.values)
    op = OF_NUMBERS.get(each.op, each.op.value)
    return Threshold.model_validate({"metric": metric, "show": show, "op": op, "values": values})
