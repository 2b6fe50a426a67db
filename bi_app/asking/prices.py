"""What can a question cost at most, and what did its use of the warehouse cost?"""

from math import ceil

from django.conf import settings

from bi_app.asking.timings import Share
from bi_app.costs.charge import Charge
from bi_app.costs.models import Kind
from bi_app.warehouse.gate import Ran


def most_micros() -> int:
    """One statement that runs until its limit; a list of what was compared is next to nothing."""
    return int(settings.AISLE_STATEMENT_SECONDS * settings.AISLE_ENGINE_MICROS_A_SECOND)


def warehouse_charge(ran: Ran | None, *also_ran: Ran) -> Charge:
    """The engine's seconds; nothing where no statement ran or its result was kept."""
    seconds = sum(each.seconds for each in (ran, *also_ran) if each is not None)
    return Charge(
        kind=Kind.WAREHOUSE,
        share=Share.PREPARATION,
        micros=ceil(seconds * settings.AISLE_ENGINE_MICROS_A_SECOND),
        detail={"seconds": round(seconds, 6), "kept": ran.cached if ran is not None else False},
    )
