"""`manage.py api_key USERNAME` prints a new key; `--demo` one for each of the demo's people."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.demo.accounts import PEOPLE
from bi_app.people.keys import new_key
from bi_app.people.models import User

NAME = "made by manage.py api_key"


class Command(BaseCommand):
    help = "Print a new API key. It cannot be shown again."

    def add_arguments(self, parser: CommandParser) -> None:
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("username", nargs="?", help="whose key")
        whose.add_argument("--demo", action="store_true", help="JSON {username: key} for the demo")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"]:
            keys = {person.username: _key(person.username) for person in PEOPLE}
            self.stdout.write(json.dumps(keys))
        else:
            self.stdout.write(_key(options["username"]))


def _key(username: str) -> str:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active user “{username}”.")
    return new_key(user, NAME)
