"""`manage.py costs verify|showback|budget|correct`: what may be spent, and what was."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from bi_app.costs.balance import first_off
from bi_app.costs.budgets import set_budget
from bi_app.costs.ledger import correct
from bi_app.costs.models import Period, Reservation, Scope
from bi_app.costs.money import exact, micros_of
from bi_app.costs.showback import By, Span, as_csv, showback
from bi_app.people.models import Team, User

WHOSE = ("person", "team", "everybody", "whole")


def _amount(text: str) -> int:
    return micros_of(text)


class Command(BaseCommand):
    help = "Verify the ledger, show costs back, set budgets, correct a charge."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("verify", help="name the first counter that is off")
        _showback_arguments(actions.add_parser("showback", help="who or what caused which costs"))
        _budget_arguments(actions.add_parser("budget", help="set a budget"))
        one = actions.add_parser("correct", help="add to what a question cost, or take back")
        one.add_argument("asking", help="the id of the question")
        one.add_argument("amount", type=_amount, help="in the currency; below zero takes back")
        one.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        actions: dict[str, Callable[[dict[str, Any]], str]] = {
            "verify": _verify,
            "showback": _showback,
            "budget": _budget,
            "correct": _correct,
        }
        self.stdout.write(actions[options["action"]](options), ending="")


def _showback_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--by", type=By, choices=list(By), default=By.USER)
    parser.add_argument("--from", dest="first", type=date.fromisoformat, help="a day; this month's")
    parser.add_argument("--to", dest="last", type=date.fromisoformat, help="a day, included; today")
    parser.add_argument("--csv", action="store_true", help="as CSV")


def _budget_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("whose", choices=WHOSE, help="everybody: who has none of their own")
    parser.add_argument("name", nargs="?", default="", help="of the person or the team")
    parser.add_argument("--period", type=Period, choices=list(Period), default=Period.DAY)
    parser.add_argument("--limit", type=_amount, required=True, help="in the currency")
    parser.add_argument("--soft", type=_amount, help="warn from here on")
    parser.add_argument("--owner", help="a person who may see who spent it")


def _verify(_options: dict[str, Any]) -> str:
    off = first_off()
    if off is not None:
        raise CommandError(f"The ledger is off: {off}")
    return "Every counter is what the ledger says.\n"


def _showback(options: dict[str, Any]) -> str:
    today = timezone.now().date()
    span = Span(options["first"] or today.replace(day=1), options["last"] or today)
    shares = showback(options["by"], span)
    if options["csv"]:
        return as_csv(options["by"], shares, settings.AISLE_CURRENCY)
    lines = [f"{share.name:<40} {share.questions:>8} {exact(share.micros):>20}" for share in shares]
    total = exact(sum(share.micros for share in shares))
    return "".join(f"{line}\n" for line in (*lines, f"{'in all':<40} {'':>8} {total:>20}"))


def _budget(options: dict[str, Any]) -> str:
    scope, user, team = _subject(options["whose"], options["name"])
    owner = _person(options["owner"]) if options["owner"] else None
    limit, soft = options["limit"], options["soft"]
    if soft is not None and soft > limit:
        raise CommandError("The soft limit is above the hard one.")
    budget = set_budget(
        scope, options["period"], limit, soft, user=user, team=team, owner=owner, by="manage.py"
    )
    return f"{budget}\n"


def _subject(whose: str, name: str) -> tuple[Scope, User | None, Team | None]:
    match whose:
        case "person":
            return Scope.PERSON, _person(name), None
        case "team":
            team = Team.objects.filter(name=name).first()
            if team is None:
                raise CommandError(f"There is no team “{name}”.")
            return Scope.TEAM, None, team
        case "everybody":
            return Scope.PERSON, None, None
        case _:
            return Scope.WHOLE, None, None


def _person(name: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"Nobody here is called “{name}”.")
    return user


def _correct(options: dict[str, Any]) -> str:
    try:
        correct(options["asking"], options["amount"], options["reason"])
    except Reservation.DoesNotExist as error:
        raise CommandError("No settled question has that id.") from error
    except ValueError as error:
        raise CommandError(str(error)) from error
    return f"Booked {exact(options['amount'])}.\n"
