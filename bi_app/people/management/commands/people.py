"""`manage.py people import|disable|review`: accounts from a file, their end, and who sees what."""

import csv
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.people.accounts import WrongFile, end_account, make, read_file
from bi_app.people.models import User
from bi_app.people.review import Seen, who_sees_member, who_sees_metric
from metrics.releases import LiveRelease, NoRelease, live
from semantic_layer.model.suggest import did_you_mean

HEADS = ("person", "sees", "why")


class Command(BaseCommand):
    help = "Make and change accounts from a file, end one, or say who sees what and by which rule."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        _import(parts.add_parser("import", help="make and change accounts, all of a file or none"))
        ending = parts.add_parser("disable", help="end an account, its sign-ins and its keys")
        ending.add_argument("username")
        _review(parts.add_parser("review", help="who sees a metric, or a member of a dimension"))

    def handle(self, *args: Any, **options: Any) -> None:
        match options["part"]:
            case "import":
                self._take_in(options["file"], options["dry_run"])
            case "disable":
                self._end(options["username"])
            case _:
                self._tell(_reviewed(_live(), options), options["csv"])

    def _take_in(self, file: Path, dry: bool) -> None:
        try:
            lines = read_file(file.read_text(encoding="utf-8"), _live().index.model)
        except WrongFile as error:
            raise CommandError(f"Nothing was done.\n{error}") from error
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        told = make(lines, dry)
        counts = ", ".join(f"{told[what]} {what}" for what in ("made", "changed", "the same"))
        self.stdout.write(f"{'Nothing was done; it would be: ' if dry else ''}{counts}.")

    def _end(self, username: str) -> None:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user “{username}”.")
        sign_ins, keys = end_account(user)
        self.stdout.write(f"{username} is disabled; ended: {sign_ins} sign-ins, {keys} keys.")

    def _tell(self, found: Sequence[Seen], as_csv: bool) -> None:
        rows = [HEADS, *((each.person, each.sees, each.why) for each in found)]
        if as_csv:
            csv.writer(self.stdout).writerows(rows)
            return
        wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for person, sees, why in rows:
            self.stdout.write(f"{person:<{wide[0]}}  {sees:<{wide[1]}}  {why}")


def _import(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV: username, email, roles, groups, attributes")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")


def _review(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--metric", help="the name of a metric")
    what.add_argument("--member", help="a member of a dimension: region=West")
    parser.add_argument("--csv", action="store_true", help="as CSV in place of a table")


def _live() -> LiveRelease:
    try:
        return live()
    except NoRelease as error:
        raise CommandError(
            "There is no live model: `manage.py model release` makes one."
        ) from error


def _reviewed(release: LiveRelease, options: dict[str, Any]) -> list[Seen]:
    index = release.index
    if options["metric"] is not None:
        _known(options["metric"], list(index.metrics), "metric")
        return list(who_sees_metric(release, options["metric"]))
    dimension, _, member = options["member"].partition("=")
    _known(dimension, list(index.dimensions), "dimension")
    return list(who_sees_member(release, dimension, member))


def _known(name: str, there: list[str], kind: str) -> None:
    if name not in there:
        raise CommandError(f"The model has no {kind} “{name}”; {did_you_mean(name, there)}")
