"""What will a question cost, and what did its use of the warehouse cost?"""

from collections.abc import Iterator, Sequence
from math import ceil

from django.conf import settings
from django.utils import timezone

from bi_app.asking.answer import Finding
from bi_app.asking.asking import Asking
from bi_app.asking.models import RouteTaken
from bi_app.asking.plans import Ready
from bi_app.asking.timings import Share, Timings
from bi_app.costs.charge import Charge, Price
from bi_app.costs.models import Kind, SavedBy
from bi_app.costs.usage import Tokens, token_charges
from bi_app.language import spending
from bi_app.language.call import Call
from bi_app.warehouse.estimate import Ground, by_sizes, estimate, sizes_now
from semantic_layer.errors import StatementCancelled, StatementTimeout

TYPICAL = Tokens(prompt=2_000, completion=200)  # of a question put to a language model
ENDED = (StatementTimeout.code, StatementCancelled.code)
AT_MOST = 4  # times what is expected: what 98 of 100 first runs stayed under


def price_of(ready: Ready, asking: Asking) -> Price:
    """Before anything runs. A list of what was compared is foreseen like the numbers themselves."""
    statements = [ready.statement]
    if ready.stores is not None:
        statements.append(ready.stores.statement)
    found = [estimate(each, asking.clock) for each in statements]
    seconds = sum(each.seconds for each in found)
    running = sum(each.ground is not Ground.KEPT for each in found)
    longest = (asking.terms.seconds or settings.AISLE_STATEMENT_SECONDS) * running
    most = micros(min(AT_MOST * seconds, longest))
    spared = sum(each.spared for each in found)
    if spared:
        return Price(micros(seconds), most, micros(spared), SavedBy.CACHE, seconds)
    if seconds and ready.compiled.rollups:
        spared = max(0.0, _unrolled(ready, asking) - by_sizes(ready.statement, asking.clock))
        return Price(micros(seconds), most, micros(spared), SavedBy.ROLLUP, seconds)
    return Price(micros(seconds), most, seconds=seconds)


def is_dear(price: Price) -> bool:
    """Whether the asker is to confirm it before it runs."""
    return price.expected > int(settings.AISLE_CONFIRM_MICROS)


def micros(seconds: float) -> int:
    """Begun micros count whole, so that nothing that ran is free."""
    return ceil(seconds * settings.AISLE_ENGINE_MICROS_A_SECOND)


def charges_of(
    finding: Finding, code: str, timings: Timings, calls: Sequence[Call] = ()
) -> tuple[Charge, ...]:
    """What the question used, and what it did without because the rules understood it."""
    lost = timings.seconds("execute") if code in ENDED else 0.0
    spared = () if calls else _spared_by_rules(finding)
    return _warehouse(finding, lost), *spending.charges_of(calls, Share.MODEL), *spared


def _warehouse(finding: Finding, lost: float) -> Charge:
    """The engine's seconds; none where no statement ran or its result was kept.

    `lost` are those of a statement that was ended before it was done.
    """
    runs = (finding.ran, *(ran for _, ran in finding.also_ran))
    seconds = lost + sum(each.seconds for each in runs if each is not None)
    price = finding.price
    return Charge(
        kind=Kind.WAREHOUSE,
        share=Share.PREPARATION,
        micros=micros(seconds),
        saved_micros=price.saved,
        saved_by=price.saved_by,
        price_source="settings",
        price_version=f"{settings.AISLE_ENGINE_MICROS_A_SECOND} a second",
        detail={
            "seconds": round(seconds, 6),
            "expected_micros": price.expected,
            "kept": finding.ran.cached if finding.ran is not None else False,
        },
    )


def _spared_by_rules(finding: Finding) -> Iterator[Charge]:
    """Nothing, where the settings name no model that would understand in the rules' place."""
    model = settings.AISLE_SPARED_MODEL
    if not model or finding.route not in (RouteTaken.RULES, RouteTaken.RECALLED):
        return
    spared = token_charges(TYPICAL, model, timezone.now().date(), Share.MODEL)
    yield Charge(
        kind=Kind.INTERPRETING,
        share=Share.MODEL,
        micros=0,
        saved_micros=sum(each.micros for each in spared),
        saved_by=SavedBy.RULES,
        detail={"spared_model": model},
    )


def _unrolled(ready: Ready, asking: Asking) -> float:
    """The seconds of the same statement over the rows that its rollups add up."""
    sizes, sources = sizes_now(), asking.release.index.rollups
    rows = {
        name: sizes.get(_table(sources[name].definition.dataset, asking), 0)
        for name in ready.compiled.rollups
    }
    return by_sizes(ready.statement, asking.clock, rows)


def _table(dataset: str, asking: Asking) -> str:
    return asking.release.index.dataset(dataset).table.rpartition(".")[2]
