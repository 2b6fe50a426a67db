"""Which groups rose or fell: "brands that declined", "visitors up but orders down"?"""

from __future__ import annotations

from semantic_layer.interpret.draft import SILENT, Context, Draft
from semantic_layer.interpret.roles import Role
from semantic_layer.query import Show, Threshold

APART = (Role.AND, Role.PAUSE)
GREW = (Role.GREW, Role.SHRANK, Role.GROWTH)
# which way is better depends on the metric
JUDGING = ("improv", "worse", "better", "deteriorat", "weaker")
OF_IT = (Role.METRIC, *APART, *GREW, Role.ANY, Role.WHERE)
HAVING = ("with", "w", "where", "whose", "having", "that have")


def signs(draft: Draft, context: Context) -> Draft:
    """ "Which brands declined", "how many did": those whose growth is below zero."""
    which = listing(draft)
    verbs = [Role.GREW, Role.SHRANK]
    if _than_before(draft):  # "fewer orders than last year"
        verbs += [Role.HIGHER, Role.LOWER]
    for at in draft.all(*verbs):
        led = led_by(draft, at) or of_a_group(draft, at) or _joined_to_a_limit(draft, at)
        led = led or bool(which and _asked_behind(draft, at, which[0]))
        if not (led or (which and at > which[0])) or draft.ranked is not None:
            continue
        metric = metric_of_verb(draft, at)
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


def led_by(draft: Draft, verb: int) -> bool:
    """ "Brands down in units": the verb says which groups are meant; not "by brand, down"."""
    noun = draft.ahead_of(verb, over={Role.HIGH})  # "brands furthest below last year"
    lead = draft.role(draft.ahead_of(noun, over={Role.ANY}))
    several = draft.role(noun) is Role.DIMENSION and draft.items[noun].folded.endswith("s")
    return several and lead not in (Role.BY, Role.EACH, Role.THEIR)


def of_a_group(draft: Draft, verb: int) -> bool:
    """ "Stores with visitors up but orders down": each number tells which groups are meant."""
    at = draft.ahead_of(verb)
    if draft.role(at) is not Role.METRIC:
        return False
    having = False
    while at > 0 and (draft.role(at) in OF_IT or _limits(draft, at)):
        if draft.role(at) is Role.WHERE and draft.items[at].folded not in HAVING:
            return False
        having = having or draft.role(at) is Role.WHERE
        at = draft.ahead_of(at)
    return having and draft.role(at) is Role.DIMENSION


def _limits(draft: Draft, at: int) -> bool:
    """ "Stores with visitors below last year and orders above it": a limit said before."""
    return draft.used.get(at, "").startswith("threshold")


def _joined_to_a_limit(draft: Draft, verb: int) -> bool:
    """ "Brands that grew in sales and fell in units": the second verb limits as the first does."""
    join = draft.ahead_of(verb, over={Role.WHERE, Role.METRIC})
    before = [use for at, use in draft.used.items() if at < join]
    return draft.role(join) in APART and "threshold on growth" in before


def _than_before(draft: Draft) -> bool:
    compared = draft.all(Role.LAST_YEAR, Role.PREVIOUS, Role.COMPARED, Role.PERIOD)
    return any("than" in draft.items[at].folded.split() for at in compared)


def listing(draft: Draft) -> list[int]:
    """The words that ask which groups, or how many: "which brands", "any store"."""
    asking = draft.all(Role.WHICH, Role.COUNT, Role.ANY, Role.FILLER)
    return [at for at in asking if _asks(draft, at) and _noun(draft, at)]


def _asks(draft: Draft, at: int) -> bool:
    return draft.role(at) is not Role.FILLER or draft.items[at].folded == "what"


def _asked_behind(draft: Draft, verb: int, which: int) -> bool:
    """ "Visitors up but orders down, which stores": what is asked stands behind its condition."""
    words = {draft.role(n) for n in range(which) if draft.role(n) not in SILENT}
    return verb < which and words <= {Role.METRIC, *APART, *GREW}


def _noun(draft: Draft, which: int) -> bool:
    noun = draft.after(which, over={Role.MEMBER, Role.AND, Role.WHERE})
    return draft.role(noun) is Role.DIMENSION


def metric_of_verb(draft: Draft, verb: int) -> str:
    """The metric that rose or fell: before the verb, or "in" what it did."""
    lead = draft.after(verb)
    metric = draft.after(lead)
    inside = draft.role(lead) is Role.WHERE and draft.items[lead].folded == "in"
    if inside and draft.role(metric) is Role.METRIC:
        return draft.name(metric)
    grown = grown_before(draft, verb)
    if not grown and draft.role(lead) is Role.METRIC:  # "lost margin"
        return draft.name(lead)
    return grown


def grown_before(draft: Draft, verb: int) -> str:
    """The metric right before the verb: "gross margin rate fell by"."""
    metric = draft.ahead_of(verb)
    return draft.name(metric) if draft.role(metric) is Role.METRIC else ""
