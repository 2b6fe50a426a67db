"""What is not known yet, or any more, of metrics that look before or past the period?"""

from __future__ import annotations

from collections.abc import Iterator

from semantic_layer.calendars.describe import describe_day
from semantic_layer.compile.funnels import not_over
from semantic_layer.compile.plan import Plan
from semantic_layer.compile.retained import unknown_before


def caveats_of_events(plan: Plan) -> Iterator[str]:
    begins = describe_day(plan.clock.first_day)
    for label, first in unknown_before(plan):
        yield (
            f"{label} looks back to {describe_day(first)}, and the data begins on {begins}: "
            "who came only before that is not counted."
        )
    for metric, until in not_over(plan):
        yield (
            f"{metric.label} waits {metric.within_days} days, for the last ones until "
            f"{describe_day(until)}: what follows after {describe_day(plan.clock.watermark)} "
            "is still to come."
        )
