"""What may a call of a language model cost at most, and what did it cost?"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils import timezone

from bi_app.costs.charge import Charge
from bi_app.costs.models import Kind
from bi_app.costs.usage import Tokens, token_charges
from bi_app.language.call import Call


def most_micros(model: str, most: Tokens, share: str) -> int:
    """Raises NoPrice: whose price nobody knows is not used."""
    return sum(each.micros for each in token_charges(most, model, timezone.now().date(), share))


def charges_of(calls: Iterable[Call], share: str) -> Iterator[Charge]:
    """A charge for each kind of token of each call; one of nothing for a call that used none."""
    on = timezone.now().date()
    for call in calls:
        charges = token_charges(call.tokens, call.model, on, share, call.number)
        nothing = Charge(Kind.PROMPT, share, 0, call=call.number, model=call.model)
        for charge in charges or (nothing,):
            yield replace(charge, detail={**charge.detail, **_detail(call)})


def _detail(call: Call) -> dict[str, object]:
    """Names, numbers and a version: nothing that anybody typed."""
    return {
        "tier": call.tier,
        "endpoint": call.endpoint,
        "prompt": call.prompt,
        "sources": list(call.sources),
        "outcome": call.outcome,
        "ms": call.milliseconds,
        "estimated": call.estimated,
    }
