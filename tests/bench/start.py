"""How long until the demo answers: from nothing, and again?"""

from collections.abc import Iterable
from pathlib import Path

from tests.bench.figures import Figure, figure
from tests.commands.demo import running_demo

SECOND_STARTS = 5


def start_time(var: Path) -> Iterable[Figure]:
    """Leaves a demo of the default size in `var`, prepared and stopped, for the other measures."""
    with running_demo(var, "--size", "demo") as first:
        yield figure("start from nothing, packages installed", [first.seconds], "s")
    again = []
    for _ in range(SECOND_STARTS):
        with running_demo(var, "--size", "demo") as second:
            again.append(second.seconds)
    yield figure("start again", again, "s")
