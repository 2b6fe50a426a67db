"""Which parts of a question ask for what no single query says, and what may be asked instead?

They are known by their words before other rules take these for something else: a limit that is an
average, one number divided by another, a number and one of its parts.
"""

from __future__ import annotations

from dataclasses import replace

from semantic_layer.interpret.draft import Context, Draft
from semantic_layer.interpret.outcome import Evidence
from semantic_layer.interpret.ratios import PER
from semantic_layer.interpret.roles import Role
from semantic_layer.interpret.stems import stem

COMPARING = (Role.MORE, Role.LESS, Role.OVER, Role.HIGHER, Role.LOWER, Role.AT_LEAST, Role.AT_MOST)
OF_THAT = ("that", "which", "those", "this", "it", "them", "these")
HOW_MUCH = ("how much", "how many")
AVERAGED = (
    "I cannot keep groups by an average of them all. "
    "Name the number that is the limit, or ask for all of them, sorted."
)
WITH_A_PART = (
    "I cannot give a number and the amount of one of its parts in one answer. "
    "Ask for the share of that part, or for the part by itself."
)
OF_THE_PLAN = (
    "I cannot tell what is counted against it. "
    "Ask for sales against plan, or for what your questions have cost."
)
A_STATE = ("on", "for")  # of goods: "on sale", "for sale"
OFFERED = (
    "I cannot tell what “{}” means here: promoted, marked down, or there to be sold. "
    "Say it in the words of the data, such as “with a promotion”."
)
BACK = "return"  # the stem of what comes back is called
RETURNED = (["returned"], ["refunded"], ["back"])


def beyond(draft: Draft, context: Context) -> Draft:
    for at in draft.all(Role.AVERAGE):
        draft = _average_as_limit(draft, at)
    for at in draft.all(Role.BY, Role.EACH):
        draft = _divided(draft, at)
    for at in draft.all(Role.METRIC):
        draft = _of_the_plan(_on_sale(draft, at), at, context)
    return _and_of_that(draft)


def _average_as_limit(draft: Draft, at: int) -> Draft:
    """ "Stores below average in conversion", "a below-average return rate"."""
    over = {Role.ANY, Role.COMPANY, Role.ALONE, Role.WHERE, Role.DIMENSION, Role.METRIC}
    limit = draft.ahead_of(at, over=over)
    than = limit >= 0 and "than" in draft.items[min(at, limit + 1)].folded.split()
    if not draft.free(limit, *COMPARING) or (at - limit > 1 and not _close(draft, limit, at)):
        return draft
    if draft.role(limit) in (Role.HIGHER, Role.LOWER) and not than:
        return draft
    return draft.bind((limit, at), "threshold", trouble=draft.trouble or AVERAGED)


def _close(draft: Draft, limit: int, at: int) -> bool:
    """Whether only small words and the name of the whole stand between: "above the chain's"."""
    return all(draft.role(n) is not Role.METRIC for n in range(limit + 1, at))


def _divided(draft: Draft, at: int) -> Draft:
    """ "Net sales per visitor", where the model has no number of that kind."""
    above, below = draft.ahead_of(at), draft.after(at)
    if draft.items[at].folded not in PER or draft.role(above) is not Role.METRIC:
        return draft
    if draft.role(below) is not Role.METRIC:
        return draft
    said = draft.items[above].text, draft.items[below].text
    trouble = f"There is no number for “{said[0]} per {said[1]}” here. Ask for both, side by side."
    return draft.bind((at,), "ratio", trouble=draft.trouble or trouble)


def _of_the_plan(draft: Draft, at: int, context: Context) -> Draft:
    """ "How much of our budget is gone": not the plan itself, and whose budget is not said."""
    plans = context.index.plans
    of = draft.ahead_of(at)
    led = of > 0 and draft.items[of].folded == "of" and "how much" in draft.items[of - 1].folded
    if not led or draft.name(at) not in plans:
        return draft
    return replace(draft, trouble=draft.trouble or OF_THE_PLAN)


def _on_sale(draft: Draft, at: int) -> Draft:
    """ "On-sale units", "goods for sale": no sales, but what the goods are; and of two kinds."""
    said, lead = draft.items[at], draft.items[at - 1] if at else None
    if lead is None or said.folded.split()[0] != "sale" or lead.folded not in A_STATE:
        return draft
    trouble = OFFERED.format(f"{lead.folded} sale")
    return draft.bind((at - 1, at), "what is offered", trouble=draft.trouble or trouble)


def _and_of_that(draft: Draft) -> Draft:
    """ "Net sales, and of that, how much was online": the sum and the part's amount."""
    for at in range(1, len(draft.items) - 1):
        if draft.items[at].folded != "of" or draft.items[at + 1].folded not in OF_THAT:
            continue
        asked = draft.after(at + 1, over={Role.PAUSE})
        words = " ".join(item.folded for item in draft.items[at + 2 : asked])
        before = any(draft.role(n) is Role.METRIC for n in range(at))
        if before and any(each in words for each in HOW_MUCH):
            return replace(draft, trouble=draft.trouble or WITH_A_PART)
    return draft


def came_back(draft: Draft, context: Context) -> Draft:
    """ "How many orders came back": of what is no return the words say something else."""
    said = [
        item.text
        for item in draft.items
        if item.role is Role.VERB and item.folded.endswith(" back")
    ]
    labels = [context.index.metric(name).label for _, name in draft.measures]
    if said and not any(stem(word) == BACK for each in labels for word in each.lower().split()):
        trouble = (
            f"I cannot tell what “{said[0]}” is to mean here. Name the number, such as returns."
        )
        return replace(draft, trouble=draft.trouble or trouble)
    of = next((at for at, _ in draft.measures if _is_of_another(draft, at)), None)
    if of is None:
        return draft
    named = context.index.metric(next(name for at, name in draft.measures if at == of)).label
    asks = "returns" if draft.items[of].folded.split()[-1:] in RETURNED else named.lower()
    trouble = f"I cannot tell what “{draft.items[of].text}” is to mean of {{}}. Ask for {asks}."
    other = draft.items[draft.ahead_of(of, over={Role.VERB})].text
    return replace(draft, trouble=draft.trouble or trouble.format(f"“{other}”"))


def _is_of_another(draft: Draft, at: int) -> bool:
    """ "Orders returned", "orders that were discounted": not orders, and another number."""
    words = draft.items[at].folded.split() if 0 <= at < len(draft.items) else []
    other = draft.ahead_of(at, over={Role.VERB})
    close = all(draft.role(n) in (Role.FILLER, Role.VERB) for n in range(other + 1, at))
    formed = words and draft.items[at].meaning.evidence is Evidence.STEM
    done = words[-1:] in RETURNED or (formed and words[-1].endswith("ed"))
    return bool(done) and draft.role(other) is Role.METRIC and close
