"""What do few words mean behind an answer: "make it 20", "rank them", "just the total"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import LIGHT, Context, Draft, Ranked, Sorted
from semantic_layer.interpret.grammar.names import called
from semantic_layer.interpret.grammar.taken_out import unit_of
from semantic_layer.interpret.lexicon import SOLD, UNITS_SOLD
from semantic_layer.interpret.roles import Role
from semantic_layer.model.metrics import Kind
from semantic_layer.query import Direction, FilterOp, Grain, MetricQuery, Show

CUES = frozenset({Role.REPLACE, Role.ONLY, Role.SAME, Role.NOW, Role.ALONE})
TOTAL = frozenset({"total", "totals", "overall", "altogether"})
MOST_ROWS = 1000
PLAIN = (Kind.SIMPLE, Kind.SEMI_ADDITIVE)
WHICH_UNIT = "I cannot tell which number you want in that unit. Name it, such as “net sales”."
ALL = frozenset({"all", "all the", "all of the", "all of", "every", "all our", "any"})
SAME_TIME = frozenset({"that", "same", "this"})


def turns(draft: Draft, context: Context) -> Draft:
    before = context.previous
    if before is None:
        return draft
    draft = _all_of_them(draft, before)
    draft = _in_other_unit(draft, before, context)
    draft = _another_limit(draft, before, context)
    for rule in (_so_many, _put_in_order, _turned_round, _in_total, _apart, _by_unit, _as_share):
        draft = rule(draft, before)
    return draft


def _alone(draft: Draft, *roles: Role) -> tuple[int, ...]:
    """The items of some roles, where nothing else is said but small words and cues."""
    rest = (n for n, item in enumerate(draft.items) if n not in draft.used)
    silent = LIGHT | CUES
    if any(draft.role(n) not in (*roles, *silent) for n in rest):
        return ()
    return draft.all(*roles)


def _all_of_them(draft: Draft, before: MetricQuery) -> Draft:
    """ "All regions again", where only some were kept."""
    kept = {each.dimension for each in before.filters}
    for at in draft.all(Role.DIMENSION):
        ahead = draft.items[at - 1] if at else None
        if ahead is None or ahead.folded not in ALL or draft.name(at) not in kept:
            continue
        names = (*draft.unfiltered, draft.name(at))
        draft = draft.bind((at - 1, at), "all of them", unfiltered=names)
    return draft


def _in_other_unit(draft: Draft, before: MetricQuery, context: Context) -> Draft:
    """ "In dollars", "in units" of what was asked: of the same rows, not of what was sold."""
    found = _alone(draft, Role.UNIT, Role.METRIC)
    lead = draft.ahead_of(found[0]) if len(found) == 1 else -1
    if lead >= 0 and draft.items[lead].folded == "at":  # "at cost"
        return draft.bind(found, "metric", trouble=draft.trouble or WHICH_UNIT, turned=True)
    sold = called(UNITS_SOLD, context)
    if len(found) != 1 or len(before.metrics) != 1 or sold is None:
        return draft
    item = draft.items[found[0]]
    if item.role is Role.METRIC and item.folded != UNITS_SOLD:
        return draft
    unit = "units" if item.role is Role.METRIC else "USD"
    same = context.index.metric(before.metrics[0]).unit == unit
    own = before.metrics[0] if same else _in_unit(before.metrics[0], unit, context)
    if context.index.datasets_of(before.metrics[0]) == context.index.datasets_of(sold):
        own = own or (sold if unit == "units" else called(SOLD, context))
    if own is None:
        return draft.bind(found, "metric", trouble=draft.trouble or WHICH_UNIT)
    return draft.bind(found, "metric", measures=((found[0], own),), turned=True)


def _in_unit(name: str, unit: str, context: Context) -> str | None:
    """The one plain number of the same rows that is told in that unit."""
    index = context.index
    found = [
        each.name
        for each in index.metrics.values()
        if each.visible and each.kind in PLAIN and each.unit == unit
        if index.datasets_of(each.name) == index.datasets_of(name)
    ]
    return found[0] if len(found) == 1 else None


def _so_many(draft: Draft, before: MetricQuery) -> Draft:
    """ "Make that 20", "5 will do", "just 3 brands": of what is ranked already."""
    old = before.ranking
    if old is None or len(found := _alone(draft, Role.NUMBER, Role.DIMENSION)) not in (1, 2):
        return draft
    number, *nouns = found
    meaning = draft.items[number].meaning
    many = meaning.number or 0
    ranked_ones = all(draft.name(noun) in before.dimensions for noun in nouns)
    if draft.role(number) is not Role.NUMBER or meaning.sign or not ranked_ones:
        return draft
    if many != int(many) or not 1 <= many <= MOST_ROWS:
        return draft
    ranked = Ranked(old.direction, int(many), old.by, old.show, old.within, old.others)
    return draft.bind(found, "ranking", ranked=ranked)


def _another_limit(draft: Draft, before: MetricQuery, context: Context) -> Draft:
    """ "Make it 500" of those over 300: the one limit that was said has another number."""
    found = _alone(draft, Role.NUMBER)
    if len(found) != 1 or len(before.thresholds) != 1 or before.ranking is not None:
        return draft
    (old,) = before.thresholds
    meaning = draft.items[found[0]].meaning
    if len(old.values) != 1 or old.show is not Show.VALUE or meaning.number is None:
        return draft
    fraction = context.index.metric(old.metric).unit == "fraction"
    if fraction != (meaning.sign == "%") and (meaning.sign or not fraction):
        return draft
    value = meaning.number / 100 if fraction else meaning.number
    limit = old.model_copy(update={"values": (value,)})
    return draft.bind(found, "limit", thresholds=(limit,))


def _put_in_order(draft: Draft, before: MetricQuery) -> Draft:
    """ "Rank them", "sort it alphabetically": by the one number, or by the names."""
    if found := _alone(draft, Role.SORT, Role.ALPHABETICAL):
        named = any(draft.role(n) is Role.ALPHABETICAL for n in found)
        if named and len(before.dimensions) == 1:
            by_name = Sorted(before.dimensions[0], direction=Direction.ASC)
            return draft.bind(found, "order", orders=(by_name,))
        if not named and len(before.metrics) == 1 and (before.dimensions or before.grain):
            return draft.bind(found, "order", orders=(Sorted(direction=Direction.DESC),))
    return draft


def _turned_round(draft: Draft, before: MetricQuery) -> Draft:
    """ "The other way round": the last come first."""
    found = _alone(draft, Role.FLIP, Role.SORT)
    if not any(draft.role(n) is Role.FLIP for n in found):
        return draft
    if before.ranking is None and not before.order and before.grain is None:
        return draft
    return draft.bind(found, "order", flipped=True)


def _in_total(draft: Draft, before: MetricQuery) -> Draft:
    """ "Just the total", "and in total?": the rows as one."""
    words = [word for item in draft.items for word in item.folded.split()]
    if not TOTAL & set(words) or not (before.dimensions or before.grain):
        return draft
    if any(item.role not in LIGHT | CUES for item in draft.items):
        return draft
    places = tuple(n for n in range(len(draft.items)) if draft.role(n) in CUES)
    return draft.bind(places, "in total", whole=True)


def _apart(draft: Draft, before: MetricQuery) -> Draft:
    """ "Separately": a row for each of the members that one number was told of."""
    found = _alone(draft, Role.EACH)
    kept = [
        each.dimension
        for each in before.filters
        if each.op is FilterOp.IN and len(each.values) > 1
        if each.dimension not in before.dimensions
    ]
    if not found or len(kept) != 1:
        return draft
    return draft.bind(found, "a row for each", attributes=((found[0], kept[0]),))


def _by_unit(draft: Draft, before: MetricQuery) -> Draft:
    """ "In weeks", "quarters, not months"; "that day" is the day asked about."""
    for at in draft.all(Role.TIME_UNIT):
        ahead = draft.items[at - 1].folded.split()[-1:] if at else []
        unit, several = unit_of(draft, at), draft.items[at].folded.endswith("s")
        if ahead and ahead[0] in SAME_TIME and before.period is not None:
            draft = draft.bind((at,), "period, said again")
        elif unit is not None and several and _alone(draft, Role.TIME_UNIT) == (at,):
            draft = draft.bind((at,), "by time", grain=Grain(unit=unit))
    return draft


def _as_share(draft: Draft, before: MetricQuery) -> Draft:
    """ "As a percentage": of the change where there is one, else of the whole."""
    found = _alone(draft, Role.PERCENT, Role.EACH)
    if not any(draft.role(n) is Role.PERCENT for n in found):
        return draft
    if before.comparisons:
        return draft.bind(found, "growth", shows=(Show.GROWTH,))
    if before.dimensions and not before.shares:
        return draft.bind(found, "share", share=True)
    return draft
