"""`manage.py api_key USERNAME` prints a new key; `--demo` one for each of the demo's people."""

import json
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.demo.accounts import PEOPLE
from bi_app.people.happened import OPERATOR
from bi_app.people.keys import new_key
from bi_app.people.models import EVERYDAY, Scope, User

NAME = "made by manage.py api_key"


class Command(BaseCommand):
    help = "Print a new API key. It cannot be shown again."

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("username", nargs="?", help="whose key")
        whose.add_argument("--demo", action="store_true", help="JSON {username: key} for the demo")
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="what it may be used for, several times; ask and query where none is given",
        )
        parser.add_argument("--days", type=int, help="how many days it is good")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"]:
            keys = {person.username: _key(person.username, EVERYDAY, None) for person in PEOPLE}
            self.stdout.write(json.dumps(keys))
        else:
            scopes = [Scope(each) for each in options["scope"] or EVERYDAY]
            self.stdout.write(_key(options["username"], scopes, options["days"]))


def _key(username: str, scopes: Collection[Scope], days: int | None) -> str:
    if days is not None and not 1 <= days <= settings.AISLE_KEY_DAYS:
        raise CommandError(f"A key is good for 1 to {settings.AISLE_KEY_DAYS} days.")
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user “{username}”.")
    return new_key(user, NAME, scopes, days, actor=OPERATOR)
