"""`manage.py demo advance DAYS` loads the next days; `demo prepare` is what `make demo` runs."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.demo.larkfield.build import advance
from bi_app.demo.options import DemoError, read_options
from bi_app.demo.report import step
from bi_app.demo.served import file_of
from bi_app.demo.steps import (
    build_the_index,
    build_the_rollups,
    load_into_postgres,
    put_up_the_wall,
    steps_for,
)
from bi_app.warehouse.address import PostgresAddress, read_address
from bi_app.warehouse.gate import data_version

OPTIONS = ("--size", "--lines", "--port", "--warehouse")
MOST_DAYS = 366


class Command(BaseCommand):
    help = "Prepare the demo retailer, or load its next days of data."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        prepare = actions.add_parser("prepare", help="all that make demo does before it serves")
        for name in OPTIONS:
            prepare.add_argument(name, default="")
        days = actions.add_parser("advance", help="load the next days of data")
        days.add_argument("days", type=int, metavar="DAYS")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "prepare":
            _prepare([word for name in OPTIONS for word in (name, options[name.lstrip("-")])])
        else:
            _advance(options["days"])


def _prepare(words: Sequence[str]) -> None:
    try:
        chosen = read_options(words)
    except DemoError as error:
        raise CommandError(str(error)) from error
    for each in steps_for(chosen):
        with step(each.title) as line:
            each.run(chosen, line)


def _advance(days: int) -> None:
    """The new data takes the old one's place; running processes see that its version moved."""
    if not 1 <= days <= MOST_DAYS:
        raise CommandError(f"DAYS is {days}; expected a whole number from 1 to {MOST_DAYS}.")
    address = read_address(settings.WAREHOUSE)
    warehouse = file_of(address, settings.EMBEDDED_SERVERS, settings.BASE_DIR)
    if warehouse is None or not warehouse.is_file():
        raise CommandError("There is no demo here to advance: `make demo` makes it.")
    before = data_version()
    with step(f"Load the next {days} days") as line:
        try:
            report = advance(warehouse, days, progress=line.progress)
        except ValueError as error:
            raise CommandError(str(error)) from error
        line.note = f"data through {report.through}"
    if isinstance(address, PostgresAddress):
        with step("Load it into PostgreSQL") as line:
            load_into_postgres(warehouse, line)
        with step("Put up its second wall") as line:
            put_up_the_wall(address.database, line)
    if settings.ROLLUPS:
        with step("Build its rollups") as line:
            build_the_rollups(line)
    with step("Index its words and members") as line:
        build_the_index(line)
    print(f"  Data version {before} is now {data_version()}.")
