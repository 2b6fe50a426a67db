"""`manage.py answer replay ID` makes an answer of the past again, and says what moved since."""

import getpass
import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.asking.replay import Replayed, replay
from bi_app.asking.stored import query_json
from bi_app.audit.record import AuditEntry, append
from semantic_layer.errors import AisleError


class Command(BaseCommand):
    help = "Make an answer of the past again: its query and its statement. Nothing is run."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        replaying = actions.add_parser("replay", help="Say whether it comes out the same.")
        replaying.add_argument("id", type=UUID, help="The answer's id, as the API tells it.")
        replaying.add_argument("--by", default=getpass.getuser(), help="Who, for the record.")

    def handle(self, *args: Any, by: str, **options: Any) -> None:
        append(
            AuditEntry(
                actor=f"console:{by}",
                action="answer_replayed",
                outcome="shown",
                asking=str(options["id"]),
            )
        )
        try:
            self._tell(replay(options["id"]))
        except AisleError as error:
            raise CommandError(str(error)) from error

    def _tell(self, replayed: Replayed) -> None:
        self.stdout.write(json.dumps(query_json(replayed.query), indent=2, ensure_ascii=False))
        self.stdout.write(f"\n{replayed.statement.readable}\n")
        for each in replayed.moved:
            self.stdout.write(f"-- {each}")
        if not replayed.same:
            raise CommandError("The statement is not the one that ran then.")
        self.stdout.write(f"-- The statement is the one that ran: {replayed.statement.sha256}")
