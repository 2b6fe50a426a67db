"""`manage.py harden_warehouse` makes a PostgreSQL warehouse hold the model's policies by itself."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.warehouse import self_check
from bi_app.warehouse.address import PostgresAddress, WrongAddress, read_address
from bi_app.warehouse.engines import engine
from bi_app.warehouse.service import audit
from bi_app.warehouse.wall.putting_up import put_up, wall_of
from bi_app.warehouse.wall.script import Wall, marks, parts, text
from bi_app.warehouse.wall.seal import halves, key
from bi_app.warehouse.wall.state import faults_of
from metrics.releases import live
from semantic_layer.errors import AisleError

ACCOUNT = "service:harden_warehouse"


class Command(BaseCommand):
    help = "Print, apply or verify roles, grants and row-level security of the live model."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--apply",
            metavar="ADDRESS",
            help="As this administrator, whose address is kept nowhere; - reads it from the"
            " standard input, so that no list of processes shows a password.",
        )
        what.add_argument("--verify", action="store_true", help="Say what is not as it should be.")
        what.add_argument(
            "--key", action="store_true", help="The key, as psql's options: a secret."
        )
        parser.add_argument(
            "--keep",
            metavar="ACCOUNT",
            action="append",
            default=[],
            help="Another account that goes on using this database's catalogues; may be repeated.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._do(wall_of(live(), tuple(options["keep"])), options)
        except AisleError as error:
            raise CommandError(str(error)) from error

    def _do(self, wall: Wall, options: dict[str, Any]) -> None:
        if options["verify"]:
            self._verify(wall)
        elif options["key"]:
            before, after = halves(key())
            self.stdout.write(f"-v key_before={before.hex()} -v key_after={after.hex()}")
        elif options["apply"]:
            self._apply(wall, _administrator(options["apply"]))
        else:
            self.stdout.write(text(parts(wall)))

    def _apply(self, wall: Wall, administrator: PostgresAddress) -> None:
        put_up(wall, administrator)
        audit(ACCOUNT, f"the second wall, as {administrator.user}", text(parts(wall)), 0)
        self_check.forget()
        self._verify(wall)

    def _verify(self, wall: Wall) -> None:
        state = engine().wall()
        if state is None:
            raise CommandError("The warehouse has no second wall: see docs/warehouse.md.")
        found = list(faults_of(state, marks(wall)))
        for fault in found:
            self.stdout.write(f"{fault.code}: {fault}")
        if found:
            raise CommandError("The second wall does not stand.")
        tables, groups = len(wall.index.datasets), len(wall.groups)
        self.stdout.write(f"The second wall stands: {groups} roles over {tables} datasets.")


def _administrator(given: str) -> PostgresAddress:
    try:
        found = read_address(sys.stdin.readline().strip() if given == "-" else given)
    except WrongAddress as error:
        raise CommandError(f"The administrator's address {error}.") from error
    if not isinstance(found, PostgresAddress):
        raise CommandError("The administrator's address is none of PostgreSQL.")
    return found
