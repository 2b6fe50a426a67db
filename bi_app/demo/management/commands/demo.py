"""`manage.py demo advance DAYS` loads the next days; `demo prepare` is what `make demo` runs."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.demo.larkfield.build import advance
from bi_app.demo.options import DemoError, read_options
from bi_app.demo.report import step
from bi_app.demo.steps import STEPS, build_the_index
from bi_app.warehouse.gate import data_version

MOST_DAYS = 366


class Command(BaseCommand):
    help = "Prepare the demo retailer, or load its next days of data."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        prepare = actions.add_parser("prepare", help="all that make demo does before it serves")
        for name in ("--size", "--lines", "--port"):
            prepare.add_argument(name, default="")
        days = actions.add_parser("advance", help="load the next days of data")
        days.add_argument("days", type=int, metavar="DAYS")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "prepare":
            _prepare(options["size"], options["lines"], options["port"])
        else:
            _advance(options["days"])


def _prepare(size: str, lines: str, port: str) -> None:
    try:
        chosen = read_options(["--size", size, "--lines", lines, "--port", port])
    except DemoError as error:
        raise CommandError(str(error)) from error
    for each in STEPS:
        with step(each.title) as line:
            each.run(chosen, line)


def _advance(days: int) -> None:
    """The new file takes the old one's place; running processes see that its version moved."""
    if not 1 <= days <= MOST_DAYS:
        raise CommandError(f"DAYS is {days}; expected a whole number from 1 to {MOST_DAYS}.")
    warehouse = Path(settings.BASE_DIR, urlsplit(settings.WAREHOUSE).path.removeprefix("/"))
    if urlsplit(settings.WAREHOUSE).scheme != "duckdb" or not warehouse.is_file():
        raise CommandError("There is no demo here to advance: `make demo` makes it.")
    before = data_version()
    with step(f"Load the next {days} days") as line:
        try:
            report = advance(warehouse, days, progress=line.progress)
        except ValueError as error:
            raise CommandError(str(error)) from error
        line.note = f"data through {report.through}"
    with step("Index its words and members") as line:
        build_the_index(line)
    print(f"  Data version {before} is now {data_version()}.")
