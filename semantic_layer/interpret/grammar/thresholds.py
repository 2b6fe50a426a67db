"""Which groups are kept: "more than $75,000 in net sales", "under 80% on time"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.grammar.comparators import POINTS, Compared, compared
from semantic_layer.interpret.grammar.conditions import home, noun_before
from semantic_layer.interpret.lexicon import SIDES, SOLD, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.model.definitions import Dimension
from semantic_layer.query import Filter, FilterOp, Show, Threshold

APART = (Role.AND, Role.PAUSE)
BETWEEN_THEM = {Role.WHERE, Role.ANY}
VERBS = (Role.GREW, Role.SHRANK)
GREW = (Role.GREW, Role.SHRANK, Role.GROWTH)
# which way is better depends on the metric
JUDGING = ("improv", "worse", "better", "deteriorat", "weaker")
HAVING = ("with", "w", "where", "whose", "having", "that have")
FLIPPED = {
    FilterOp.GT: FilterOp.LT,
    FilterOp.GTE: FilterOp.LTE,
    FilterOp.LT: FilterOp.GT,
    FilterOp.LTE: FilterOp.GTE,
    FilterOp.BETWEEN: FilterOp.BETWEEN,
}


def thresholds(draft: Draft, context: Context) -> Draft:
    for each in tuple(compared(draft)):
        draft = _threshold(draft, each, context)
        ahead = draft.ahead_of(each.first)
        if draft.free(ahead, Role.DIMENSION):  # "only stores over 500 orders"
            ahead = draft.ahead_of(ahead, over={Role.ANY, Role.WHERE})
        for at in (ahead, draft.after(each.last)):
            if draft.free(at, Role.ONLY):
                draft = draft.bind((at,), "threshold")
    return draft


def signs(draft: Draft, context: Context) -> Draft:
    """ "Which brands declined", "how many did": those whose growth is below zero."""
    which = [at for at in draft.all(Role.WHICH, Role.COUNT, Role.ANY) if _noun(draft, at)]
    verbs = [Role.GREW, Role.SHRANK]
    if _than_before(draft):  # "fewer orders than last year"
        verbs += [Role.HIGHER, Role.LOWER]
    for at in draft.all(*verbs):
        led = _led(draft, at) or _of_a_group(draft, at) or _joined_to_a_limit(draft, at)
        if not (led or (which and at > which[0])) or draft.ranked is not None:
            continue
        metric = _of_verb(draft, at)
        moved = [each for each in draft.thresholds if each.show is not Show.VALUE]
        if any(each.metric == metric or not metric for each in moved):
            continue  # "fell by more than 3 points, and by how much did they fall": one limit
        no = draft.ahead_of(at)
        op = "lt" if _falls(draft, at, metric, context) else "gt"
        if draft.free(no, Role.NOT):  # "did not fall"
            op = "gte" if op == "lt" else "lte"
            draft = draft.bind((no,), "threshold on growth")
        made = Threshold.model_validate(
            {"metric": metric, "show": Show.GROWTH, "op": op, "values": (0.0,)}
        )
        both = [made.model_copy(update={"metric": name}) for name in _listed_before(draft, at)]
        draft = draft.bind(
            (at,),
            "threshold on growth",
            thresholds=(*draft.thresholds, *(both or [made])),
            shows=(*draft.shows, Show.GROWTH),
        )
    return draft


def _listed_before(draft: Draft, verb: int) -> list[str]:
    """The metrics that one verb is said of: "stores with visitors and orders down"."""
    names: list[str] = []
    at = draft.ahead_of(verb)
    while draft.role(at) is Role.METRIC:
        names.insert(0, draft.name(at))
        join = draft.ahead_of(at)
        at = draft.ahead_of(join) if draft.role(join) is Role.AND else -1
    return names if len(names) > 1 else []


def _falls(draft: Draft, verb: int, metric: str, context: Context) -> bool:
    """Whether the verb says that the number went down; what improved may have had to."""
    falls = draft.role(verb) in (Role.SHRANK, Role.LOWER)
    named = metric or next((draft.name(n) for n in draft.all(Role.METRIC)), "")
    judges = draft.items[verb].folded.startswith(JUDGING)
    down = bool(named) and context.index.metric(named).favourable == "down"
    return not falls if judges and down else falls


def _led(draft: Draft, verb: int) -> bool:
    """ "Brands down in units": the verb says which groups are meant; not "by brand, down"."""
    noun = draft.ahead_of(verb)
    lead = draft.role(draft.ahead_of(noun, over={Role.ANY}))
    several = draft.role(noun) is Role.DIMENSION and draft.items[noun].folded.endswith("s")
    return several and lead not in (Role.BY, Role.EACH, Role.THEIR)


def _of_a_group(draft: Draft, verb: int) -> bool:
    """ "Stores with visitors up but orders down": each number tells which groups are meant."""
    at = draft.ahead_of(verb)
    if draft.role(at) is not Role.METRIC:
        return False
    having = False
    while at > 0 and draft.role(at) in (Role.METRIC, *APART, *GREW, Role.ANY, Role.WHERE):
        if draft.role(at) is Role.WHERE and draft.items[at].folded not in HAVING:
            return False
        having = having or draft.role(at) is Role.WHERE
        at = draft.ahead_of(at)
    return having and draft.role(at) is Role.DIMENSION


def _joined_to_a_limit(draft: Draft, verb: int) -> bool:
    """ "Brands that grew in sales and fell in units": the second verb limits as the first does."""
    join = draft.ahead_of(verb, over={Role.WHERE, Role.METRIC})
    before = [use for at, use in draft.used.items() if at < join]
    return draft.role(join) in APART and "threshold on growth" in before


def _than_before(draft: Draft) -> bool:
    compared = draft.all(Role.LAST_YEAR, Role.PREVIOUS, Role.COMPARED, Role.PERIOD)
    return any("than" in draft.items[at].folded.split() for at in compared)


def _noun(draft: Draft, which: int) -> bool:
    noun = draft.after(which, over={Role.MEMBER, Role.AND, Role.WHERE})
    return draft.role(noun) is Role.DIMENSION


def sides(draft: Draft, context: Context) -> Draft:
    """ "Which regions are behind plan": the phrase for the metric says which groups are kept."""
    for at in draft.all(Role.METRIC):
        op = _side(draft, at)
        if op is None or not _lists_groups(draft, at):
            continue
        name = draft.name(at)
        other = _of_another(draft, at, context)
        if other:
            trouble = f"I know which groups are ahead of plan in {SOLD}, not in {other}."
            draft = draft.bind((at,), "threshold", trouble=draft.trouble or trouble)
            continue
        made = Threshold.model_validate({"metric": name, "op": op, "values": (0.0,)})
        draft = draft.bind(
            (at,),
            "threshold",
            thresholds=(*draft.thresholds, made),
            measures=(*draft.measures, (at, name)),
        )
    return draft


def _of_another(draft: Draft, at: int, context: Context) -> str:
    """The number that is said to be on that side, if it is not sales: "over budget in labor"."""
    lead = draft.after(at)
    behind = draft.after(lead) if draft.items[lead].folded in ("in", "on", "for") else -1
    for beside in (draft.ahead_of(at), behind if lead >= 0 else -1):
        if draft.role(beside) is Role.METRIC and draft.name(beside) != called(SOLD, context):
            return context.index.metric(draft.name(beside)).label.lower()
    return ""


def _lists_groups(draft: Draft, at: int) -> bool:
    """ "Which stores are ahead of plan", "stores ahead of plan"; not "by store, ahead of plan"."""
    noun = draft.ahead_of(at)
    led = draft.role(draft.ahead_of(noun, over={Role.ANY})) in (Role.BY, Role.EACH)
    listed = draft.role(noun) in (Role.DIMENSION, Role.GRAIN) and not led
    return listed or any(draft.role(n) in (Role.WHICH, Role.COUNT) for n in range(at))


def _side(draft: Draft, at: int) -> str | None:
    words = draft.items[at].folded.split()
    return None if "or" in words else SIDES.get(words[0])


def _on_its_side(draft: Draft, each: Compared, metric: int) -> Compared:
    """ "More than 5% below plan": how far on the side that the metric's phrase names."""
    if _side(draft, metric) != "lt":
        return each
    values = tuple(-value for value in reversed(each.values))
    return replace(each, op=FLIPPED[each.op], values=values)


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


def called(noun: str, context: Context) -> str | None:
    """The metric that a model knows under a noun."""
    for name, metric in context.index.metrics.items():
        if noun in map(fold, (metric.label, *metric.synonyms)):
            return name
    return None


def _by_how_much(draft: Draft, each: Compared, ahead: int, context: Context) -> Draft | None:
    """ "Behind plan by more than 10%": a limit on the side that the metric's phrase names."""
    at = draft.ahead_of(ahead, over=BETWEEN_THEM)
    if draft.role(ahead) is not Role.BY or not draft.free(at, Role.METRIC):
        return None
    side = _side(draft, at)
    if side is None:
        return None
    each = _on_its_side(draft, each, at)
    draft = _bound(draft.bind((ahead,), "threshold"), each, at, context)
    if each.op not in (FilterOp.GT, FilterOp.GTE, FilterOp.LT, FilterOp.LTE):
        return draft
    last = draft.thresholds[-1]
    if (side == "lt") is (last.op in ("lt", "lte")):
        return draft
    also = last.model_copy(update={"op": side, "values": (0.0,)})  # "missed by less than 2%"
    return replace(draft, thresholds=(*draft.thresholds, also))


def _threshold(draft: Draft, each: Compared, context: Context) -> Draft:
    within = draft.after(each.first)
    if within < each.last and draft.free(within, Role.METRIC):
        return _bound(draft, each, within, context)
    behind = draft.after(each.last, over=BETWEEN_THEM)
    ahead = draft.ahead_of(each.first, over=BETWEEN_THEM)
    verb = draft.ahead_of(ahead, over=BETWEEN_THEM) if draft.role(ahead) is Role.BY else ahead
    if draft.free(verb, *GREW):  # "fell more than 3%", "fell by more than 3%"
        draft = draft.bind((ahead,), "threshold on growth")
        return _moved(draft, each, verb, context)
    by = _by_how_much(draft, each, ahead, context)
    if by is not None:
        return by
    if draft.free(behind, Role.METRIC):
        return _bound(draft, _on_its_side(draft, each, behind), behind, context)
    if draft.free(behind, Role.SELL):
        return _sold(draft, each, behind, context)
    if draft.free(behind, Role.DIMENSION, Role.UNKNOWN):
        return draft  # "more than 3 colours" is no limit on the metric before it
    lead = draft.ahead_of(ahead, over=BETWEEN_THEM)
    if draft.role(ahead) is Role.METRIC and draft.free(lead, Role.GROWTH):
        draft = _growth(draft, each, lead, context, draft.name(ahead))
        return replace(draft, measures=(*draft.measures, (ahead, draft.name(ahead))))
    if draft.role(ahead) is Role.METRIC:
        return _bound(draft, each, ahead, context)
    return _of_the_question(draft, each, ahead, context)


def _moved(draft: Draft, each: Compared, verb: int, context: Context) -> Draft:
    """A limit on how far something rose or fell, and that it did: "fell less than 5%" fell."""
    metric = _of_verb(draft, verb)
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


def _of_verb(draft: Draft, verb: int) -> str:
    """The metric that rose or fell: before the verb, or "in" what it did."""
    lead = draft.after(verb)
    metric = draft.after(lead)
    inside = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    if inside and draft.role(metric) is Role.METRIC:
        return draft.name(metric)
    grown = _grown(draft, verb)
    if not grown and draft.role(lead) is Role.METRIC:  # "lost margin"
        return draft.name(lead)
    return grown


def _grown(draft: Draft, verb: int) -> str:
    """The metric right before the verb: "gross margin rate fell by"."""
    metric = draft.ahead_of(verb)
    return draft.name(metric) if draft.role(metric) is Role.METRIC else ""


def _of_the_question(draft: Draft, each: Compared, ahead: int, context: Context) -> Draft:
    """A limit that no metric stands beside: on the one that is asked for, if the unit fits.

    "Products under $30" may mean the products' price, and does where units are asked for.
    """
    if each.percent and draft.all(Role.SHARE):  # "with a share above 20%"
        made = _made(each, "", Show.VALUE, True)
        return draft.bind(each.used, "threshold", thresholds=(*draft.thresholds, made))
    said = next((draft.name(at) for at in draft.all(Role.METRIC)), None)
    if said is None and context.previous is not None:
        said = context.previous.metrics[0]
    fits = said is None or each.fits(context.index.metric(said).unit)
    own = _amount_of(draft, each, ahead, context) if each.sign else None
    if own is not None and not fits:
        return _attribute(draft, each, own, context)
    if own is not None or not fits:
        return _unfit(draft, each)
    made = _made(each, "", Show.VALUE, each.percent)
    return draft.bind(each.used, "threshold", thresholds=(*draft.thresholds, made))


def _amount_of(draft: Draft, each: Compared, noun: int, context: Context) -> Dimension | None:
    """The one number in the limit's unit that is kept of what the noun names."""
    if draft.role(noun) is not Role.DIMENSION:
        return None
    about = home(context.index.dimension(draft.name(noun)))
    found = [
        dimension
        for dimension in context.index.dimensions.values()
        if home(dimension) == about and dimension.unit and each.fits(dimension.unit)
    ]
    return found[0] if len(found) == 1 else None


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


def _bound(draft: Draft, each: Compared, at: int, context: Context) -> Draft:
    name = draft.name(at)
    metric = context.index.metric(name)
    if not each.fits(metric.unit):
        if each.percent and draft.all(Role.SHARE):  # "share of net sales over 20%"
            made = _made(each, "", Show.VALUE, True)
            return draft.bind(each.used, "threshold", thresholds=(*draft.thresholds, made))
        if each.percent and _is_of_the_whole(draft, each, at):
            made = _made(each, name, Show.SHARE, True)
            return draft.bind(
                (*each.used, at),
                "threshold on share",
                share=True,
                shares=(*draft.shares, name),
                thresholds=(*draft.thresholds, made),
                measures=(*draft.measures, (at, name)),
            )
        return _unfit(draft, each)
    if each.judges and metric.favourable == "down":
        each = replace(each, op=FLIPPED[each.op])
    fraction = metric.unit == "fraction" and (each.percent or max(map(abs, each.values)) > 1)
    made = _made(each, name, Show.VALUE, fraction)
    return draft.bind(
        (*each.used, at),
        f"threshold on {metric.label}",
        context.configuration.bound,
        thresholds=(*draft.thresholds, made),
        measures=(*draft.measures, (at, name)),
    )


def _is_of_the_whole(draft: Draft, each: Compared, metric: int) -> bool:
    """ "Which brands make up more than 10% of net sales"."""
    of = draft.ahead_of(metric)
    said = draft.role(of) is Role.WHERE and draft.items[of].folded == "of" and of > each.last
    return said and all(draft.role(n) is not Role.MEMBER for n in range(each.first))


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
    return Threshold.model_validate(
        {"metric": metric, "show": show, "op": each.op.value, "values": values}
    )
