"""Who or what caused which costs? Sums of the ledger, split so that each of them is the ledger's.

A charge of several metrics or teams is divided among them to the micro: what does not divide goes
to the first ones. (A team's budget counts each charge of its members in full.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop

from bi_app.costs.money import amount
from bi_app.csv_text import csv_text


class By(StrEnum):
    USER = "user"
    GROUP = "group"
    METRIC = "metric"
    CHANNEL = "channel"
    MODEL = "model"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Share:
    """What one name caused, in micros, by how many questions, and what was saved for it."""

    name: str
    questions: int
    micros: int
    saved: int


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose charges are shown: None is everybody's, else those of these people and teams."""

    people: tuple[int, ...] = ()
    teams: tuple[int, ...] = ()


NAMES = {
    By.USER: "(SELECT username FROM people_user WHERE people_user.id = user_id)",
    By.GROUP: "COALESCE((SELECT name FROM people_team WHERE people_team.id = part.id), '')",
    By.METRIC: "part.name",
    By.CHANNEL: "channel",
    By.MODEL: "model",
    By.DAY: "day::text",
}
PARTS = {By.GROUP: "teams", By.METRIC: "metrics"}
ONE = "SELECT NULL::bigint AS id, ''::text AS name, 1 AS place"
EACH = f"""
    SELECT {{value}} AS name, place
      FROM unnest({{column}}) WITH ORDINALITY AS each (value, place)
     UNION ALL {ONE} WHERE cardinality({{column}}) = 0
"""  # noqa: S608  (names of columns, from here alone)
NOTHING = {
    By.GROUP: gettext_noop("(no group)"),
    By.METRIC: gettext_noop("(no metric)"),
    By.CHANNEL: gettext_noop("(none)"),
    By.MODEL: gettext_noop("(no language model)"),
}
SUMS = """
    SELECT {name} AS name, count(DISTINCT asking),
           sum({micros})::bigint AS micros, sum({saved})::bigint
      FROM costs_ledgerentry
     CROSS JOIN LATERAL ({parts}) AS part
     WHERE day BETWEEN %(first)s AND %(last)s
       AND (%(all)s OR user_id = ANY(%(people)s::bigint[]) OR teams && %(teams)s::bigint[])
     GROUP BY 1
     ORDER BY {order}
"""


def showback(by: By, span: Span, seen: Seen | None = None) -> tuple[Share, ...]:
    """The greatest first; days in their order."""
    parameters: dict[str, Any] = {
        "first": span.first,
        "last": span.last,
        "all": seen is None,
        "people": list(seen.people) if seen else [],
        "teams": list(seen.teams) if seen else [],
    }
    with connection.cursor() as cursor:
        cursor.execute(_query(by), parameters)
        rows = cursor.fetchall()
    return tuple(Share(row[0] or NOTHING.get(by, ""), *row[1:]) for row in rows)


def as_csv(by: By, shares: Sequence[Share], currency: str) -> str:
    """Amounts in the currency, exact; a text that a spreadsheet could run is made safe."""
    heads = (by.value, "questions", f"cost_{currency.lower()}", f"saved_{currency.lower()}")
    rows = ((each.name, each.questions, _exact(each.micros), _exact(each.saved)) for each in shares)
    return csv_text(heads, rows)


def _exact(micros: int) -> Decimal:
    return Decimal(amount(micros))


def _query(by: By) -> str:
    several = PARTS.get(by)
    return SUMS.format(
        name=NAMES[by],
        parts=ONE if several is None else _parts(several),
        micros=_part("micros", several),
        saved=_part("saved_micros", several),
        order="name" if by is By.DAY else "micros DESC, name",
    )


def _parts(column: str) -> str:
    """A row for each of the names, or one for none of them."""
    value = "value AS id, ''::text" if column == "teams" else "NULL::bigint AS id, value"
    return EACH.format(value=value, column=column)


def _part(column: str, several: str | None) -> str:
    """This name's part of an amount: the floor, and one more for the first ones."""
    if several is None:
        return column
    many = f"GREATEST(cardinality({several}), 1)"
    rest = f"((({column} %% {many}) + {many}) %% {many})"
    return f"({column} - {rest}) / {many} + (place <= {rest})::int"
