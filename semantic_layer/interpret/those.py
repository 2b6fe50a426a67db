"""Which of the groups just shown does a question go on about: "by month for those"?

Where what is asked of them changes, a ranking or a limit would find other groups. Those that it
found then stand as members in its place.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.build import ranking_of
from semantic_layer.interpret.draft import Context, Draft, Ranked
from semantic_layer.interpret.pointing import COPULAS, DOING, LEADS, OWNED, SHOWN
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Filter, MetricQuery, Order, Show

SEVERAL = frozenset({"those", "these", "them", "they", "their"})
ONE = frozenset({"it", "its", "there"})
WHOSE = "I cannot tell which groups “those” are. Name them, or ask the whole question."


def those(draft: Draft, query: MetricQuery, context: Context) -> MetricQuery | None:
    """The query with the groups it found as members, if they are meant; none where none can be."""
    if draft.picked is None and not (_points(draft, query) and _asks_anew(draft, query)):
        return query
    found = query if draft.picked is None else _best_of(draft.picked, query, context)
    return _with_members(draft, query, found) if _narrows(found) else query


def _best_of(picked: Ranked, query: MetricQuery, context: Context) -> MetricQuery:
    """The groups that were shown, ranked once more."""
    by = query.ranking.by if query.ranking is not None else query.metrics[0]
    show = query.ranking.show if query.ranking is not None else picked.show
    ranking, _ = ranking_of(replace(picked, show=show), (by,), query.dimensions, context)
    shown = _with_members(Draft(()), query, query) if _narrows(query) else query
    return (shown or query).model_copy(update={"ranking": ranking})


def _narrows(query: MetricQuery) -> bool:
    """Whether not all groups are shown. What narrows a series is no set of groups."""
    return bool(query.dimensions and (query.ranking or query.thresholds or query.limit))


def _points(draft: Draft, query: MetricQuery) -> bool:
    if SHOWN in draft.used.values():
        return True
    single = query.ranking is not None and query.ranking.limit == 1
    before = ""
    for at, item in enumerate(draft.items):
        for word in item.folded.split():
            leads = before in LEADS - COPULAS or before in DOING or word in OWNED
            leads = leads or word == "there" or _splits(draft, query)
            one = single and draft.ranked is None and word in ONE and leads
            if (word in SEVERAL or one) and not _named(draft, at):
                return True
            before = word
    return False


def _named(draft: Draft, at: int) -> bool:
    """Whether the question itself says before whom it means: "the top stores and their returns"."""
    nouns = (n for n in range(at) if draft.role(n) is Role.DIMENSION)
    return any(draft.role(draft.ahead_of(n)) not in (Role.BY, Role.EACH) for n in nouns)


def _asks_anew(draft: Draft, query: MetricQuery) -> bool:
    """Whether more is asked than numbers beside those that are shown."""
    found = bool(draft.period or draft.filters or draft.ranked or draft.thresholds)
    words = {word for item in draft.items for word in item.folded.split()}
    added = bool(OWNED & words) or any(item.role is Role.ADD for item in draft.items)
    other = any(name not in query.metrics for _, name in draft.measures)
    return _splits(draft, query) or found or (other and not added)


def _splits(draft: Draft, query: MetricQuery) -> bool:
    named = (*draft.breakdowns, *draft.attributes)
    split = any(name not in query.dimensions for _, name in named)
    return split or draft.grain is not None or draft.trend


def _with_members(draft: Draft, query: MetricQuery, found: MetricQuery) -> MetricQuery | None:
    """The query of the groups that another one finds, which has its split."""
    reshaped = query.counted or query.averaged or query.subtotals
    if len(query.dimensions) != 1 or query.grain is not None or reshaped:
        return None
    members = Filter(dimension=query.dimensions[0], members=_bare(found))
    return query.model_copy(
        update={
            "filters": (*query.filters, members),
            "thresholds": (),
            "ranking": None,
            "limit": None,
            "order": query.order if query.order else _as_ranked(draft, found),
        }
    )


def _bare(query: MetricQuery) -> MetricQuery:
    """What finds the groups, without what only a reader would want."""
    ranking = query.ranking.model_copy(update={"others": False}) if query.ranking else None
    shows = {each.show for each in query.thresholds}
    shows |= {each.show for each in query.order if query.limit}
    shows |= {ranking.show} if ranking else set()
    update: dict[str, object] = {"ranking": ranking, "running": (), "moving": (), "ranks": ()}
    if not query.limit:
        update["order"] = ()
    if Show.SHARE not in shows:
        update["shares"] = ()
    if not shows & {Show.COMPARISON, Show.CHANGE, Show.GROWTH}:
        update["comparisons"] = ()
    return query.model_copy(update=update)


def _as_ranked(draft: Draft, query: MetricQuery) -> tuple[Order, ...]:
    """The groups stand as they were ranked, as long as it is they that are shown."""
    ranking = query.ranking
    if ranking is None or ranking.show is not Show.VALUE or draft.breakdowns or draft.grain:
        return ()
    if draft.measures and ranking.by not in {name for _, name in draft.measures}:
        return ()
    return (Order(by=ranking.by, direction=ranking.direction),)
