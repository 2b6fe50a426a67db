"""Does what the counters say stand in the ledger?

Stricter than that spent and reserved together are the ledger's sum: what is spent is the sum of the
entries, what is reserved the sum of what is held and not settled, for every person, team and the
whole, day by day and month by month.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

FIRST_OFF = """
    WITH booked AS (
        SELECT user_id, teams, day, micros AS spent, 0 AS held
          FROM costs_ledgerentry
         WHERE day >= %(since)s
         UNION ALL
        SELECT user_id, teams, day, 0, micros
          FROM costs_reservation
         WHERE settled IS NULL AND day >= %(since)s
    ), should AS (
        SELECT of.scope, of.subject, period, date_trunc(period, day)::date AS begins,
               sum(spent) AS spent, sum(held) AS held
          FROM booked
         CROSS JOIN LATERAL (
               SELECT 'person' AS scope, user_id AS subject
                UNION ALL SELECT 'team', unnest(teams)
                UNION ALL SELECT 'whole', 0
         ) AS of
         CROSS JOIN unnest(ARRAY['day', 'month']) AS period
         GROUP BY 1, 2, 3, 4
    ), does AS (
        SELECT scope, subject, period, begins, spent_micros AS spent, reserved_micros AS held
          FROM costs_spending
         WHERE begins >= %(since)s
    )
    SELECT scope, subject, period, begins,
           COALESCE(does.spent, 0), COALESCE(does.held, 0),
           COALESCE(should.spent, 0), COALESCE(should.held, 0)
      FROM does FULL JOIN should USING (scope, subject, period, begins)
     WHERE (COALESCE(does.spent, 0), COALESCE(does.held, 0))
           IS DISTINCT FROM (COALESCE(should.spent, 0), COALESCE(should.held, 0))
     ORDER BY begins, scope, subject, period
     LIMIT 1
"""
EVER = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Off:
    """The first counter that is not what the ledger says, in micros."""

    scope: str
    subject: int
    period: str
    begins: date
    spent: int
    reserved: int
    ledger_spent: int
    ledger_reserved: int

    def __str__(self) -> str:
        whose = f"{self.scope} {self.subject}" if self.subject else self.scope
        return (
            f"{whose}, the {self.period} from {self.begins}: the counter says {self.spent} spent"
            f" and {self.reserved} reserved, the ledger {self.ledger_spent} and"
            f" {self.ledger_reserved} micros."
        )


def first_off(since: date = EVER) -> Off | None:
    """The first counter that is off, from the first day of a month on; None when all is well."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_OFF, {"since": since})
        row = cursor.fetchone()
    if row is None:
        return None
    scope, subject, period, begins, *counts = row
    spent, reserved, ledger_spent, ledger_reserved = map(int, counts)
    return Off(scope, subject, period, begins, spent, reserved, ledger_spent, ledger_reserved)
