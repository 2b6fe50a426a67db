"""`manage.py audit`: verify, export and keep the record of what was asked."""

import getpass
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from bi_app.audit import harden, holds
from bi_app.audit.anchors import anchor
from bi_app.audit.export import lines, verify_file
from bi_app.audit.models import Segment
from bi_app.audit.record import AuditEntry, append
from bi_app.audit.segments import drop_what_is_old, is_held, seal_what_is_over
from bi_app.audit.verify import Verdict, verify
from semantic_layer.errors import AisleError


class Command(BaseCommand):
    help = "Verify, export and retain the record; place and lift legal holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", default=getpass.getuser(), help="Who does it, for the record.")
        actions = parser.add_subparsers(dest="action", required=True)
        verifying = actions.add_parser("verify", help="Say whether the record is whole.")
        verifying.add_argument("--file", type=Path, help="An exported record instead.")
        verifying.add_argument("--anchors", type=Path, help="A copy of the anchors.")
        exporting = actions.add_parser("export", help="Write the record as JSON lines.")
        exporting.add_argument("--file", type=Path, help="Where to; else to the standard output.")
        actions.add_parser("anchor", help="Write the head down outside the database, now.")
        actions.add_parser("retain", help="Seal what is over and drop what is too old, now.")
        holding = actions.add_parser("hold", help="Keep entries and words until it is lifted.")
        holding.add_argument("--person", help="Whose; else everybody's.")
        holding.add_argument("--since", type=date.fromisoformat, help="From this day on (UTC).")
        holding.add_argument("--until", type=date.fromisoformat, help="Through this day (UTC).")
        holding.add_argument("--reason", required=True)
        lifting = actions.add_parser("lift", help="Lift a hold.")
        lifting.add_argument("number", type=int)
        actions.add_parser("holds", help="List the holds that stand.")
        hardening = actions.add_parser("harden", help="Write the grants of the application's role.")
        hardening.add_argument("role", help="It is there already, and owns no table.")
        hardening.add_argument("--apply", action="store_true", help="Run them, too.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        does: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
            "verify": self._verify,
            "export": self._export,
            "anchor": self._anchor,
            "retain": self._retain,
            "hold": self._hold,
            "lift": self._lift,
            "holds": self._holds,
            "harden": self._harden,
        }
        try:
            does[action](options)
        except AisleError as error:
            raise CommandError(str(error)) from error

    def _verify(self, options: Mapping[str, Any]) -> None:
        path = options["file"]
        if path is None:
            verdict = verify(options["anchors"])
            outcome = "faults" if verdict.faults else "whole"
            _read("record_verified", options["by"], outcome, {"whole_to": verdict.whole_to})
        else:
            verdict = verify_file(path, options["anchors"])
        for line in _told(verdict):
            self.stdout.write(line)
        if verdict.faults:
            raise CommandError("\n".join(map(str, verdict.faults)))

    def _export(self, options: Mapping[str, Any]) -> None:
        """The entry about it comes first, so that no export goes without one."""
        if options["file"] is not None and options["file"].exists():
            raise CommandError(f"{options['file']} is there already: name a new file.")
        _read("record_exported", options["by"], "done", {"to": str(options["file"] or "")})
        if options["file"] is None:
            self.stdout.writelines(f"{line}\n" for line in lines())
            return
        with open(options["file"], "x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines())

    def _anchor(self, options: Mapping[str, Any]) -> None:
        made = anchor()
        told = "Nothing is new." if made is None else f"{made.length} entries, head {made.head}"
        self.stdout.write(told)

    def _retain(self, options: Mapping[str, Any]) -> None:
        for segment in seal_what_is_over(options["by"]):
            self.stdout.write(f"Sealed {segment}.")
        keep = timedelta(days=settings.AISLE_AUDIT_KEEP_DAYS)
        for segment in drop_what_is_old(keep, options["by"]):
            self.stdout.write(f"Dropped {segment}.")
        left = Segment.objects.filter(dropped=None).order_by("number").first()
        if left is not None and is_held(left):
            self.stdout.write(f"A hold keeps {left}: `manage.py audit holds` lists them.")

    def _hold(self, options: Mapping[str, Any]) -> None:
        person, since, until = _person(options["person"]), options["since"], options["until"]
        if since is not None and until is not None and until < since:
            raise CommandError("The last day of a hold cannot be before its first.")
        hold = holds.place(options["reason"], options["by"], person, since, until)
        self.stdout.write(f"Placed {holds.told(hold)}.")

    def _lift(self, options: Mapping[str, Any]) -> None:
        hold = holds.lift(options["number"], options["by"])
        self.stdout.write(f"Lifted {holds.told(hold)}.")

    def _holds(self, options: Mapping[str, Any]) -> None:
        for hold in holds.standing():
            self.stdout.write(f"{holds.told(hold)}: {hold.reason} ({hold.by})")

    def _harden(self, options: Mapping[str, Any]) -> None:
        for statement in harden.statements(options["role"]):
            self.stdout.write(f"{statement};")
        if options["apply"]:
            try:
                harden.apply(options["role"])
            except DatabaseError as error:
                raise CommandError(f"Nothing was granted: {error}") from error


def _told(verdict: Verdict) -> list[str]:
    dropped = f", after {verdict.dropped_to} that were dropped" if verdict.dropped_to else ""
    after = verdict.whole_to - verdict.anchored_to
    return [
        f"Whole up to entry {verdict.whole_to}{dropped}.",
        f"The last anchor saw entry {verdict.anchored_to}; {after} were added since."
        if verdict.anchored_to
        else "No anchor confirms it: see AISLE_AUDIT_ANCHORS in docs/settings.md.",
    ]


def _person(username: str | None) -> int | None:
    if username is None:
        return None
    found = get_user_model().objects.filter(username=username).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"There is no user “{username}”.")
    return int(found)


def _read(action: str, by: str, outcome: str, detail: Mapping[str, Any]) -> None:
    append(AuditEntry(actor=f"console:{by}", action=action, outcome=outcome, detail=detail))
