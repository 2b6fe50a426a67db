"""Which groups come first: "top 10 stores", "5 lowest conversion", "biggest first"?"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft, Ranked, Sorted
from semantic_layer.interpret.grammar.columns import brings
from semantic_layer.interpret.grammar.partitives import of_the_named
from semantic_layer.interpret.grammar.sides import side_of
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.tokens import fold
from semantic_layer.query import Direction, Show

SUPERLATIVES = (Role.HIGH, Role.LOW, Role.BEST, Role.WORST)
AGAINST = (Role.PLAN, Role.LAST_YEAR, Role.COMPARED)
DESCRIBING = {Role.MEMBER, Role.AND, Role.ANY, Role.WHERE, Role.SELL}
JUDGING = ("improv", "worse", "better", "deteriorat")
GROWING = (Role.GREW, Role.SHRANK, Role.GROWTH)
MOVES = frozenset(
    {"decline", "declines", "drop", "drops", "decrease", "decreases", "increase", "increases"}
    | {"growth", "gain", "gains", "rise", "rises", "loss", "losses", "improvement", "improvements"}
    | {"jump", "jumps", "change", "changes"}
)
MOST_GROUPS = 1000
LOSING = ("lose", "losing", "lost", "gained")
OF_TIME = ("longest", "shortest")
OF_SPEED = ("fastest", "quickest", "slowest")
DURATIONS = ("hours", "days", "weeks", "months")
TWO_RANKINGS = "I can make one ranking at a time. Ask for each of them by itself."


def rankings(draft: Draft, context: Context) -> Draft:
    for at in draft.all(*SUPERLATIVES):
        if draft.free(at):
            draft = _superlative(draft, at, context)
    if draft.ranked is None:
        return draft
    draft = _counted(draft, context)
    others = draft.all(Role.OTHERS)
    if not others or draft.ranked is None:
        return draft
    return draft.bind(others, "the rest in one row", ranked=replace(draft.ranked, others=True))


def _superlative(draft: Draft, at: int, context: Context) -> Draft:
    if draft.items[at].folded in OF_TIME and not _lasts(draft, at, context):
        return draft
    direction = _direction(draft.items[at].role)
    if draft.items[at].folded in OF_SPEED and _is_of_a_time(draft, context):
        direction = _flip(direction, True)  # the slowest has the longest lead time
    quality = draft.items[at].role in (Role.BEST, Role.WORST)
    nxt = draft.after(at)
    before = draft.ahead_of(at, over={Role.BY})
    if not quality and any(n >= 0 and side_of(draft, n) == "lt" for n in (nxt, before)):
        direction = _flip(direction, True)  # the furthest below plan has the least
    if draft.free(nxt, Role.FIRST):
        return _first(draft, (at, nxt), "", direction, quality)
    grown = draft.after(nxt)
    if draft.free(nxt, *GROWING) and draft.free(grown, Role.FIRST):
        way = _flip(direction, draft.role(nxt) is Role.SHRANK)
        draft = _first(draft, (at, nxt, grown), "", way, quality, Show.GROWTH)
        return replace(draft, shows=(*draft.shows, Show.GROWTH))
    if draft.ranked is not None and draft.ranked.by and draft.role(nxt) is Role.METRIC:
        return _declined(draft, at)
    joined = draft.ahead_of(at)
    if draft.role(joined) is Role.AND and draft.role(draft.ahead_of(joined)) in SUPERLATIVES:
        return _declined(draft, at)  # "the highest and lowest"
    used = [at]
    money = draft.free(nxt, Role.UNIT)  # "the biggest dollar drop"
    if (money or draft.free(nxt, Role.PERCENT)) and draft.free(grown, *GROWING):
        used.append(nxt)  # "the steepest percentage decline"
        nxt = grown
    ranked = draft.ranked or Ranked()
    if _another(draft, ranked, nxt) or _is_of_those(draft):
        return _declined(draft, at)
    both = quality and ranked.quality and ranked.direction is not direction
    if both and draft.role(nxt) is not Role.METRIC:
        return _declined(draft, at)
    if quality or draft.role(nxt) is Role.METRIC or ranked.direction is None:
        # of "top 5 worst" and "top 5 by lowest returns" the second says which end is meant
        said = ranked.quality and not quality
        direction = ranked.direction if said and ranked.direction else direction
        used += [n for n in (draft.ahead_of(at),) if draft.ranked and draft.free(n, Role.BY)]
        ranked = replace(ranked, direction=direction, quality=ranked.quality or quality)
    elif ranked.direction is not direction and not ranked.quality:
        return _declined(draft, at)
    number = nxt if _whole(draft, nxt) else draft.ahead_of(at, over={Role.ANY})
    if _whole(draft, number):
        used.append(number)
        ranked = replace(ranked, limit=_limit(draft, number))
        nxt = draft.after(used[-2] if number < at else number)
    verb, metric = _moved(draft, at, nxt, context)
    if verb >= 0:
        lost = metric >= 0 or draft.free(nxt, Role.METRIC)
        money = money or draft.role(draft.ahead_of(verb)) is Role.UNIT
        amount = money or draft.role(verb) is Role.CHANGE or brings(draft, verb)
        amount = amount or (lost and draft.items[verb].folded in LOSING)
        show = Show.CHANGE if amount else Show.GROWTH
        flipped = draft.role(verb) in (Role.SHRANK, Role.DROP)
        judged = quality or draft.items[verb].folded.startswith(JUDGING)
        ranked = replace(ranked, show=show, direction=_flip(direction, flipped), quality=judged)
        draft = replace(draft, shows=(*draft.shows, show))
        used.append(verb)
        nxt = draft.after(nxt, over={Role.WHERE}) if verb == nxt else nxt
        if metric >= 0 and metric != nxt:
            used.append(metric)
            ranked = replace(ranked, by=draft.name(metric))
            draft = replace(draft, measures=(*draft.measures, (metric, draft.name(metric))))
    planned = quality and draft.role(draft.after(nxt)) is Role.PLAN  # "worst stores against plan"
    if draft.role(nxt) in AGAINST or (planned and draft.role(nxt) is Role.DIMENSION):
        # "worst against plan" tells by how far, not by how much
        ranked = replace(ranked, show=Show.GROWTH)
        draft = replace(draft, shows=(*draft.shows, Show.GROWTH))
    if draft.free(nxt, Role.METRIC):
        behind = draft.after(nxt)
        if draft.free(behind, Role.FIRST):
            return _first(draft, (at, nxt, behind), draft.name(nxt), direction, quality)
        used.append(nxt)
        ranked = replace(ranked, by=draft.name(nxt))
        draft = replace(draft, measures=(*draft.measures, (nxt, draft.name(nxt))))
    draft = draft.bind(used, "ranking", context.configuration.bound, ranked=ranked)
    if verb >= 0 and draft.role(noun := draft.after(at)) is Role.DIMENSION and noun < verb:
        several = draft.items[verb].folded.split()[0].endswith("s")
        return _ranks(draft, noun, context, one=not several)
    return _of_members(_subject(draft, max(used), context), max(used), context)


def _moved(draft: Draft, at: int, nxt: int, context: Context) -> tuple[int, int]:
    """The word of change that the superlative is said of, and its metric; -1 where none is.

    "Fastest growing", "biggest change in traffic", "best conversion improvement", "raised its AOV
    the most".
    """
    growing: tuple[Role, ...] = (*GROWING, Role.CHANGE)
    if context.previous is None:
        growing = (*growing, Role.DROP)  # in a follow-up it takes out
    if draft.free(nxt, *growing):
        return nxt, -1
    before = draft.ahead_of(at)
    if draft.free(before, *growing):
        return before, -1
    behind = draft.after(nxt)
    if draft.role(nxt) is Role.METRIC and draft.free(behind, *growing):
        return behind, nxt
    if _is_of_a_noun(draft, nxt) and draft.free(behind, *growing):
        metric = draft.after(behind, over={Role.WHERE})
        return behind, metric if draft.free(metric, Role.METRIC) else -1
    verb = draft.ahead_of(before, over={Role.THEIR})
    if draft.free(before, Role.METRIC) and draft.free(verb, *growing):
        return verb, before
    return -1, -1


def _is_of_a_noun(draft: Draft, noun: int) -> bool:
    """ "The biggest category declines": the noun says of what, and which rows."""
    moves = draft.items[draft.after(noun)].folded.split()[:1] if draft.after(noun) >= 0 else []
    alone = draft.free(noun, Role.DIMENSION) and not draft.items[noun].folded.endswith("s")
    return alone and bool(MOVES.intersection(moves))


def _of_members(draft: Draft, at: int, context: Context) -> Draft:
    """ "Top 5 dresses": a kind of thing stands for the things of that kind, if no noun does."""
    member = draft.after(at)
    if draft.breakdowns or not draft.free(member, Role.MEMBER) or draft.role(at) is Role.METRIC:
        return draft
    limited = draft.ranked is not None and draft.ranked.limit is not None
    noun = draft.after(member)
    if not limited or draft.role(noun) is Role.DIMENSION:
        return draft
    for each in context.index.model.hierarchies:
        if draft.name(member) in each.levels[:-1]:
            finest = each.levels[-1]
            said = f"by {context.index.dimension(finest).label.lower()}, as no other noun was named"
            return replace(
                draft,
                breakdowns=((member, finest),),
                assumed=(*draft.assumed, said),
            )
    return draft


def _is_of_a_time(draft: Draft, context: Context) -> bool:
    """Whether every number asked for is one of days or weeks."""
    units = {context.index.metric(draft.name(at)).unit for at in draft.all(Role.METRIC)}
    return bool(units) and units <= set(DURATIONS)


def _lasts(draft: Draft, at: int, context: Context) -> bool:
    """Whether what stands next is a time that can be long."""
    metric = draft.after(at)
    if draft.role(metric) is Role.FIRST:  # "lead time by country, longest first"
        return _is_of_a_time(draft, context)
    return (
        draft.role(metric) is Role.METRIC
        and context.index.metric(draft.name(metric)).unit in DURATIONS
    )


def _declined(draft: Draft, at: int) -> Draft:
    used = (at, *(n for n in (draft.after(at),) if _whole(draft, n)))
    return draft.bind(used, "ranking", trouble=draft.trouble or TWO_RANKINGS)


def _another(draft: Draft, ranked: Ranked, nxt: int) -> bool:
    """Whether a second ranking with a number of its own begins here."""
    return ranked.limit is not None and _whole(draft, nxt)


def _is_of_those(draft: Draft) -> bool:
    """ "Which of the 5 largest stores has the best": of those, not of all."""
    first = min((at for at, use in draft.used.items() if use == "ranking"), default=0)
    of = draft.ahead_of(first, over={Role.ANY})
    words = draft.items[of].folded.split() if of >= 0 else []
    led = draft.role(of) in (Role.WHERE, Role.WHICH) and "of" in words
    return bool(led and draft.ranked and draft.ranked.limit and not draft.ranked.by)


def _first(
    draft: Draft,
    used: tuple[int, ...],
    by: str,
    direction: Direction,
    quality: bool,
    show: Show = Show.VALUE,
) -> Draft:
    order = Sorted(by, show, direction, quality)
    draft = draft.bind(used, "order", orders=(*draft.orders, order))
    measured = tuple((at, by) for at in used if draft.role(at) is Role.METRIC)
    return replace(draft, measures=(*draft.measures, *measured))


def _subject(draft: Draft, at: int, context: Context) -> Draft:
    """The noun right after "top 10", members that narrow it in between ("top 5 Kids stores")."""
    noun = draft.after(at, over=DESCRIBING)
    if not draft.free(noun, Role.DIMENSION):
        return draft
    return _ranks(draft, noun, context)


def _ranks(draft: Draft, noun: int, context: Context, *, one: bool = True) -> Draft:
    name = draft.name(noun)
    limit = draft.ranked.limit if draft.ranked else None
    ranked = draft.ranked or Ranked()
    if limit is None and one and _one(draft, noun, context):
        ranked = replace(ranked, limit=1)
    return draft.bind(
        (noun,),
        "breakdown",
        context.configuration.bound,
        breakdowns=(*draft.breakdowns, (noun, name)),
        ranked=ranked,
    )


def _counted(draft: Draft, context: Context) -> Draft:
    """Numbers and nouns apart from the superlative: "which 5 suppliers have the most"."""
    draft = of_the_named(draft, context)
    for number in draft.all(Role.NUMBER):
        noun = draft.after(number, over=DESCRIBING)
        if _whole(draft, number) and draft.free(noun, Role.DIMENSION) and draft.ranked:
            limit = 1 if _are_all(draft, number, context) else _limit(draft, number)
            ranked = replace(draft.ranked, limit=draft.ranked.limit or limit)
            draft = draft.bind((number,), "how many", ranked=ranked)
            draft = _ranks(draft, noun, context)
    if draft.breakdowns:
        return draft
    for which in draft.all(Role.WHICH):
        noun = draft.after(which, over=DESCRIBING)
        if draft.free(noun, Role.DIMENSION):
            return _ranks(draft.bind((which,), "which"), noun, context)
    for noun in draft.all(Role.DIMENSION):
        if noun and draft.items[noun - 1].folded == "what":  # "what day of the week we sell most"
            return _ranks(draft, noun, context)
    return draft


def _are_all(draft: Draft, number: int, context: Context) -> bool:
    """ "Of our six regions, which one", "which of the four formats": it tells how many there are.

    Of an answer before it may mean those that were shown.
    """
    of = draft.ahead_of(number)
    words = draft.items[of].folded.split() if of >= 0 else []
    partly = draft.role(of) in (Role.WHERE, Role.WHICH) and "of" in words
    asked = any(item.role is Role.WHICH for item in draft.items)
    return partly and asked and context.previous is None


def _whole(draft: Draft, at: int) -> bool:
    if not draft.free(at, Role.NUMBER):
        return False
    meaning = draft.items[at].meaning
    number = meaning.number or 0.0
    return meaning.sign == "" and number == int(number) and 1 <= number <= MOST_GROUPS


def _limit(draft: Draft, at: int) -> int:
    return int(draft.items[at].meaning.number or 1)


def _direction(role: Role) -> Direction:
    return Direction.DESC if role in (Role.HIGH, Role.BEST) else Direction.ASC


def _flip(direction: Direction, flipped: bool) -> Direction:
    if not flipped:
        return direction
    return Direction.ASC if direction is Direction.DESC else Direction.DESC


def _one(draft: Draft, noun: int, context: Context) -> bool:
    """Whether the noun is in the singular: "which store had the highest conversion"."""
    item = draft.items[noun]
    if item.text.casefold().endswith(("'s", "’s")):  # "the smallest region's share"
        return True
    folded, dimension = item.folded, context.index.dimension(item.meaning.name)
    several = {fold(dimension.plural), *(f"{fold(s)}s" for s in dimension.synonyms)}
    return folded not in several and not folded.endswith("s")
