"""What makes an empty installation the demo, in which order?

Each step finds out by itself whether there is anything left to do, so that a second start
goes through all of them in a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command

from bi_app.demo.larkfield.build import build
from bi_app.demo.options import Options
from bi_app.demo.report import Line
from bi_app.settings import VAR


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    run: Callable[[Options, Line], None]


def bring_the_database_up_to_date(_options: Options, _line: Line) -> None:
    call_command("migrate", interactive=False, verbosity=0)


def generate_larkfield(options: Options, line: Line) -> None:
    path = options.warehouse(VAR)
    if path.is_file():
        line.note = "kept as it is"
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    build(path, options.size, lines=options.lines, progress=line.progress)
    line.note = f"{path.stat().st_size / 1e6:,.0f} MB"


STEPS: tuple[Step, ...] = (
    Step("Bring the database up to date", bring_the_database_up_to_date),
    Step("Generate Larkfield", generate_larkfield),
)
