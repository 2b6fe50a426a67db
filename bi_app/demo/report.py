"""What does somebody who waits see? A line for each step: what it does, how long it took."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

BAR = 24
TITLE = 46
REDRAW_SECONDS = 0.1


@dataclass(slots=True)
class Line:
    """The line of the step that is running. `note` may be set to say more when it is done."""

    title: str
    note: str = ""
    begun: float = field(default_factory=time.monotonic)
    drawn: float = 0.0

    def progress(self, doing: str, share: float) -> None:
        """Draw a bar, on a terminal only; `share` runs from 0 to 1."""
        now = time.monotonic()
        if not sys.stdout.isatty() or now - self.drawn < REDRAW_SECONDS:
            return
        self.drawn = now
        done = round(BAR * min(max(share, 0.0), 1.0))
        bar = "█" * done + "░" * (BAR - done)
        _draw(f"  {self.title:<{TITLE}} {bar} {share:4.0%}  {doing}")


@contextmanager
def step(title: str) -> Iterator[Line]:
    """Show a step while it runs, and what it took when it is done."""
    line = Line(title)
    if sys.stdout.isatty():
        _draw(f"  {title} …")
    yield line
    took = time.monotonic() - line.begun
    if sys.stdout.isatty():
        _draw("")
    note = f"  {line.note}" if line.note else ""
    print(f"  {title:<{TITLE}} {took:6.1f} s{note}", flush=True)


def _draw(text: str) -> None:
    width = shutil.get_terminal_size().columns
    sys.stdout.write("\r\x1b[K" + text[: width - 1])
    sys.stdout.flush()
