"""`manage.py rollups build|list|drop`: the rollups of the live release in the warehouse."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.warehouse import rollups
from metrics.releases import LiveRelease, live
from semantic_layer.errors import AisleError


class Command(BaseCommand):
    help = "Build, list or drop the rollups that the live release declares."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("build", help="Build what is missing or out of date.")
        actions.add_parser("list", help="Say how each one stands.")
        actions.add_parser("drop", help="Remove them from the warehouse.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            self._do(action, live())
        except AisleError as error:
            raise CommandError(str(error)) from error

    def _do(self, action: str, release: LiveRelease) -> None:
        match action:
            case "build":
                self._build(release)
            case "list":
                self._list(release)
            case "drop":
                rollups.drop(release)
                self.stdout.write("No rollup is left.")

    def _build(self, release: LiveRelease) -> None:
        built = rollups.build(release)
        for each in built:
            self.stdout.write(f"{each.name}: {each.rows:,} rows")
        if not built:
            self.stdout.write("Nothing is to be built.")

    def _list(self, release: LiveRelease) -> None:
        for each in rollups.standings(release):
            there = each.built
            how = "not built of this data" if there is None else f"{there.rows:,} rows"
            when = "" if there is None else f", built {there.built_at[:16]}"
            self.stdout.write(f"{each.name}: {how}{when}")
