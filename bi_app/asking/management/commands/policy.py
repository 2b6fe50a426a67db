"""`manage.py policy explain USER QUESTION` says which rule does what to somebody's question."""

import getpass
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from pydantic import ValidationError

from bi_app.asking.explain_policy import Explained, explain_policy
from bi_app.audit.record import AuditEntry, append
from bi_app.masked import mask
from bi_app.people.asker import asker_for
from bi_app.people.models import User
from metrics.releases import live
from semantic_layer.errors import AisleError
from semantic_layer.query import MetricQuery


class Command(BaseCommand):
    help = "Say what of the model is closed to somebody, by which policy. Nothing is run."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        explaining = actions.add_parser("explain", help="Which rule does what to a question?")
        explaining.add_argument("user", help="Whose question it is.")
        explaining.add_argument("question", help="Words, or a file with a MetricQuery in JSON.")
        explaining.add_argument("--by", default=getpass.getuser(), help="Who, for the record.")

    def handle(self, *args: Any, user: str, question: str, by: str, **options: Any) -> None:
        person = User.objects.filter(username=user).first()
        if person is None:
            raise CommandError(f"Nobody here is called “{user}”.")
        try:
            found = explain_policy(_asked(question), asker_for(person), live())
        except (AisleError, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        append(
            AuditEntry(
                actor=f"console:{by}",
                action="policy_explained",
                outcome="shown",
                person_id=person.pk,
                entitlement=found.entitlement,
                words={"text": mask(question)},
            )
        )
        self._tell(found)

    def _tell(self, found: Explained) -> None:
        self.stdout.write(f"verdict: {found.verdict}")
        for line in found.lines:
            self.stdout.write(line)


def _asked(question: str) -> str | MetricQuery:
    path = Path(question)
    if path.suffix != ".json":
        return question
    try:
        return MetricQuery.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise CommandError(f"{path} holds no MetricQuery: {error}") from error
