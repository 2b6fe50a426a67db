"""What is spent and held by whom in which period, and how does a counter move?

Whoever moves counters locks all that concern the person first, in one order (scope, subject,
period), so that two never wait for each other.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bi_app.costs.models import Period, Scope
from bi_app.costs.standing import Line, Whose, Work
from bi_app.prepared import prepared

# The person, each team that they are in now (or were in, when it was held), and the whole.
MINE = """
    WITH mine (scope, subject) AS (
        SELECT 'person', %(user)s::bigint
        UNION ALL SELECT 'team', unnest(COALESCE(%(teams)s::bigint[], ARRAY(
            SELECT team_id FROM people_team_members WHERE user_id = %(user)s)))
        UNION ALL SELECT 'whole', 0
    ), today (day) AS (
        SELECT COALESCE(%(day)s::date, (now() AT TIME ZONE 'UTC')::date)
    )
"""
OPEN = f"""{MINE}
    INSERT INTO costs_spending (scope, subject, period, begins)
    SELECT scope, subject, period, date_trunc(period, day)::date
      FROM mine, today, unnest(ARRAY['day', 'month']) AS period
     ORDER BY scope, subject, period
        ON CONFLICT DO NOTHING
"""  # noqa: S608  (constants alone)
LINES = f"""{MINE}
    SELECT COALESCE(counter.id, 0) AS id, mine.scope, mine.subject, COALESCE(team.name, ''),
           span.period, date_trunc(span.period, today.day)::date,
           COALESCE(counter.spent_micros, 0) AS spent,
           COALESCE(counter.reserved_micros, 0) AS reserved,
           budget.limit_micros, budget.soft_micros
      FROM mine
     CROSS JOIN today
     CROSS JOIN unnest(ARRAY['day', 'month']) AS span (period)
      {{join}} JOIN costs_spending AS counter
        ON counter.scope = mine.scope AND counter.subject = mine.subject
       AND counter.period = span.period
       AND counter.begins = date_trunc(span.period, today.day)::date
      LEFT JOIN people_team AS team ON mine.scope = 'team' AND team.id = mine.subject
      LEFT JOIN LATERAL (
          SELECT limit_micros, soft_micros
            FROM costs_budget
           WHERE costs_budget.scope = mine.scope
             AND costs_budget.period = span.period
             AND COALESCE(user_id, team_id, mine.subject) = mine.subject
           ORDER BY user_id NULLS LAST
           LIMIT 1
      ) AS budget ON true
     ORDER BY mine.scope, mine.subject, span.period
"""  # noqa: S608  (constants alone)
LOOK = LINES.format(join="LEFT")
LOCK = f"{LINES.format(join='INNER')} FOR UPDATE OF counter"
HOLD = """
    UPDATE costs_spending AS counter
       SET reserved_micros = reserved_micros + %(most)s
      FROM unnest(%(ids)s::bigint[], %(limits)s::bigint[]) AS line (id, most)
     WHERE counter.id = line.id
       AND (line.most IS NULL OR spent_micros + reserved_micros + %(most)s <= line.most)
"""
# All lines are locked before any is moved, and all are moved or none.
RESERVE = f"""
    WITH line AS ({LOCK}), held AS (
        UPDATE costs_spending AS counter
           SET reserved_micros = reserved_micros + %(most)s
          FROM line
         WHERE counter.id = line.id
           AND (SELECT bool_and(limit_micros IS NULL OR spent + reserved + %(most)s <= limit_micros)
                   AND bool_or(scope = 'person' AND limit_micros IS NOT NULL) FROM line)
        RETURNING 1
    )
    INSERT INTO costs_reservation
           (asking, user_id, teams, day, micros, channel, workload, workflow)
    SELECT %(asking)s, %(user)s, %(teams)s::bigint[], %(day)s, %(most)s, %(channel)s,
           %(workload)s, %(workflow)s
     WHERE EXISTS (SELECT FROM held)
"""  # noqa: S608  (constants alone)
MOVE = f"""{MINE}
    UPDATE costs_spending
       SET reserved_micros = reserved_micros - %(held)s, spent_micros = spent_micros + %(spent)s
     WHERE id = ANY (ARRAY(
           SELECT counter.id
             FROM costs_spending AS counter
             JOIN mine USING (scope, subject)
             JOIN today ON counter.begins = date_trunc(counter.period, today.day)::date
            ORDER BY counter.scope, counter.subject, counter.period
              FOR UPDATE OF counter))
"""  # noqa: S608  (constants alone)


def look(whose: Whose) -> tuple[Line, ...]:
    """The lines as they stand, without locking; their id is 0 where nothing was held yet."""
    return _lines(LOOK, whose)


def open_missing(whose: Whose) -> None:
    """Open the counters that are not there yet.

    Before any of them is locked: who holds some must not wait for who opens others.
    """
    with prepared(OPEN, _parameters(whose)):
        pass


def lock(whose: Whose) -> tuple[Line, ...]:
    """Every line that concerns the person, locked until the transaction ends."""
    return _lines(LOCK, whose)


def hold(lines: Sequence[Line], most: int) -> bool:
    """Hold `most` micros against every line, if each one's budget allows it; says whether."""
    with prepared(HOLD, _limits(lines, most)) as cursor:
        return bool(cursor.rowcount == len(lines))


def reserve(whose: Whose, most: int, work: Work) -> bool:
    """Hold `most` micros for the work against every line, if each one's budget allows it.

    Says whether; all are locked until the transaction ends. What a team or the whole may spend
    gives no person a budget.
    """
    with prepared(RESERVE, {**_parameters(whose), **asdict(work), "most": most}) as cursor:
        return bool(cursor.rowcount)


def move(whose: Whose, *, held: int, spent: int) -> None:
    """Release what was held, and count what was spent."""
    with prepared(MOVE, {**_parameters(whose), "held": held, "spent": spent}):
        pass


def _limits(lines: Sequence[Line], most: int) -> dict[str, Any]:
    limits = [line.limit for line in lines]
    return {"most": most, "ids": [line.id for line in lines], "limits": limits}


def _parameters(whose: Whose) -> dict[str, Any]:
    return {
        "user": whose.user,
        "teams": None if whose.teams is None else list(whose.teams),
        "day": whose.day,
    }


def _lines(query: str, whose: Whose) -> tuple[Line, ...]:
    with prepared(query, _parameters(whose)) as cursor:
        rows = cursor.fetchall()
    return tuple(
        Line(row[0], Scope(row[1]), row[2], row[3], Period(row[4]), *row[5:]) for row in rows
    )
