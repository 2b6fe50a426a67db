"""`manage.py privacy erase USERNAME`: erase what a person typed; with --dry-run only count it."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.people.models import User
from bi_app.privacy.erase import erase, what_is_left
from semantic_layer.errors import AisleError


class Command(BaseCommand):
    help = "Erase what a person typed."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        erasing = actions.add_parser("erase", help="Erase a person's words everywhere.")
        erasing.add_argument("username")
        erasing.add_argument("--dry-run", action="store_true", help="Only count them.")
        erasing.add_argument("--by", default=getpass.getuser(), help="Who does it, for the record.")

    def handle(self, *args: Any, username: str, dry_run: bool, by: str, **options: Any) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no user “{username}”.")
        try:
            found = what_is_left(person.pk) if dry_run else erase(person.pk, f"console:{by}")
        except AisleError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Would be erased:" if dry_run else "Erased:")
        for place, count in found.items():
            self.stdout.write(f"  {count:>6}  {place}")
