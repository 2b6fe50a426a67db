"""What does the index hold for these words, of what this asker may see?

The asker's rules are part of every statement: what is closed is never read, so nothing after it
can leak it. All statements of one retrieval share a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from metrics.minilm import Vectors
from metrics.vocabulary import COMMON
from semantic_layer.access import Policy, RowRule
from semantic_layer.attributes import written
from semantic_layer.model.definitions import DataType
from semantic_layer.model.policies import RowOp

Parameter = str | int | float | list[str] | list[int]

# Filters apply while the graph is walked, which goes on until enough rows pass them.
SETTINGS = "SET LOCAL hnsw.iterative_scan = strict_order"
# With a limit, reading all members one by one looks cheap to the planner; what is rare lies far.
BY_INDEX = "SET LOCAL enable_seqscan = off"
WORDS = """
SELECT w.word, w.stem, w.texts FROM metrics_valueword w WHERE w.stem = ANY(%s) {known}
UNION SELECT w.word, w.stem, w.texts FROM metrics_valueword w
WHERE w.word IN (SELECT s.word FROM metrics_valuespelling s WHERE s.key = ANY(%s)) {known}
UNION SELECT w.word, w.stem, w.texts FROM unnest(%s::text[]) AS beginning, LATERAL (
    SELECT w.word, w.stem, w.texts FROM metrics_valueword w
    WHERE w.word >= beginning COLLATE "C" AND w.word < (beginning || chr(1114111)) COLLATE "C"
    {known} ORDER BY w.word LIMIT %s) w
"""
# "OFFSET 0" keeps the planner from reading all common words at once into a table of its own
KNOWN = f"""
AND CASE WHEN w.texts > {COMMON}
    THEN EXISTS (SELECT FROM metrics_commonword c WHERE c.word = w.word AND {{open}} OFFSET 0)
    ELSE EXISTS (SELECT FROM metrics_valueentry e WHERE e.words @> ARRAY[w.word] AND {{open}}) END
"""  # noqa: S608 (a constant)
VALUES = "SELECT dimension, value, text, word, compact, bag FROM metrics_valueentry WHERE "
# "OFFSET 0": by the index of words, whatever else looks cheap to the planner because of a limit
HAVING = """
(SELECT dimension, value, text, word, compact, bag FROM (
    SELECT * FROM metrics_valueentry WHERE {words} OFFSET 0) v WHERE {open} LIMIT %s)
"""
NAMES = """
SELECT kind, name, text, stems, NULL::float8 AS distance FROM metrics_catalogueentry
WHERE key = ANY(%s::bigint[]) AND stems && %s::text[]
UNION ALL (
    SELECT kind, name, text, stems, vector <=> %s::vector AS distance FROM metrics_catalogueentry
    WHERE key = ANY(%s::bigint[]) ORDER BY vector <=> %s::vector LIMIT %s)
"""
NEAREST = """
SELECT dimension, value, text, word, vector <=> %s::vector FROM metrics_valueentry WHERE {open}
ORDER BY vector <=> %s::vector LIMIT %s
"""
BEGUN = """
SELECT v.* FROM unnest(%s::text[]) AS each, unnest(%s::text[]) AS beginning, LATERAL (
    {values} dimension = each AND {open} AND compact >= beginning COLLATE "C"
    AND compact < (beginning || chr(1114111)) COLLATE "C" ORDER BY compact, text LIMIT %s) v
"""
BOUND = "EXISTS (SELECT FROM jsonb_array_elements_text(scope -> %s) AS m WHERE {} {} {})"
BOUNDS = {
    (op, kind): BOUND.format(f"m::{kind}", sign, f"%s::{kind}")
    for op, sign in ((RowOp.AT_LEAST, ">="), (RowOp.AT_MOST, "<="))
    for kind in ("date", "numeric")
}


@dataclass(frozen=True, slots=True)
class Rows:
    """A condition on ValueEntry that lets through what an asker may see, or what is closed."""

    condition: str
    parameters: tuple[Parameter, ...]


@dataclass(frozen=True, slots=True)
class KnownWord:
    word: str
    stem: str
    texts: int


@dataclass(frozen=True, slots=True)
class FoundValue:
    dimension: str
    value: str
    text: str
    word: bool
    compact: str = ""
    bag: str = ""
    distance: float = 0.0


@dataclass(frozen=True, slots=True)
class FoundName:
    """`distance` is None where it was found by its stems."""

    kind: str
    name: str
    text: str
    stems: tuple[str, ...]
    distance: float | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What members are looked for by: whole forms, one of some words, or all of some words."""

    compacts: Sequence[str]
    bags: Sequence[str]
    any_of: Sequence[str] = ()
    all_of: Sequence[Sequence[str]] = field(default_factory=tuple)


def open_rows(policy: Policy, dimensions: Iterable[str]) -> Rows:
    """Members of the dimensions that pass each of the asker's rules.

    A rule does not bind a member whose scope lacks the rule's dimension: its dataset cannot reach
    it.
    """
    condition, parameters = _passing(policy)
    return Rows(f"dimension = ANY(%s){condition}", (sorted(dimensions), *parameters))


def closed_rows(policy: Policy, dimensions: Iterable[str], public: Iterable[str]) -> Rows:
    """Members of public dimensions that `open_rows` of the same asker leaves out."""
    condition, parameters = _passing(policy)
    return Rows(
        f"dimension = ANY(%s) AND NOT (dimension = ANY(%s){condition})",
        (sorted(public), sorted(dimensions), *parameters),
    )


def _passing(policy: Policy) -> tuple[str, tuple[Parameter, ...]]:
    rules = {rule for own in policy.rules.values() for rule in own}
    condition, parameters = "", list[Parameter]()
    for rule in sorted(rules, key=lambda each: each.policy):
        passes, value = _of_rule(rule)
        condition += f" AND (NOT scope ? %s OR {passes})"
        parameters += [rule.dimension, rule.dimension, value]
    return condition, tuple(parameters)


def _of_rule(rule: RowRule) -> tuple[str, Parameter]:
    """A condition on the members under which a row's own occurs, and what it compares them with."""
    match rule.op:
        case RowOp.IN:
            return "scope -> %s ?| %s::text[]", [written(each) for each in rule.members]
        case RowOp.NOT_IN:
            passes = "NOT (scope -> %s) <@ to_jsonb(%s::text[])"
            return passes, [written(each) for each in rule.members]
        case RowOp.AT_LEAST | RowOp.AT_MOST:
            kind = "date" if rule.type is DataType.DATE else "numeric"
            return BOUNDS[rule.op, kind], written(rule.members[0])


def nameable_rows(policy: Policy, dimensions: Iterable[str], public: Iterable[str]) -> Rows:
    """Members that something may be read as: the open ones, and those whose names are public."""
    own = open_rows(policy, dimensions)
    return Rows(f"(({own.condition}) OR dimension = ANY(%s))", (*own.parameters, sorted(public)))


def known_words(
    stems: list[str], keys: list[str], beginnings: list[str], most: int, rows: Rows | None = None
) -> list[KnownWord]:
    """Words of the vocabulary by stem, by misspelling key, and by beginning (`most` of each).

    With `rows` only words that one of those members has; another's must mend and complete nothing,
    nor crowd out what does. How many texts have a word is told of the whole index. The transaction
    reads by indexes from here on.
    """
    known = "" if rows is None else KNOWN.format(open=rows.condition)
    own = () if rows is None else (*rows.parameters, *rows.parameters)
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        statement = WORDS.format(known=known)
        cursor.execute(statement, [stems, *own, keys, *own, beginnings, *own, most])
        return [KnownWord(*row) for row in cursor.fetchall()]


def find_values(wanted: Wanted, rows: Rows, most: int) -> list[FoundValue]:
    """Members in no order of meaning; of each of `all_of` no more than `most`."""
    whole = f"{VALUES} {rows.condition} AND (compact = ANY(%s) OR bag = ANY(%s))"
    statements = [whole]
    parameters: list[Parameter] = [*rows.parameters, list(wanted.compacts), list(wanted.bags)]
    if wanted.any_of:
        statements.append(f"{VALUES} {rows.condition} AND words && %s::text[]")
        parameters += [*rows.parameters, list(wanted.any_of)]
    for words in wanted.all_of:
        statements.append(HAVING.format(words="words @> %s::text[]", open=rows.condition))
        parameters += [list(words), *rows.parameters, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(statements), parameters)
        return [FoundValue(*row) for row in cursor.fetchall()]


def begun_values(
    dimensions: Sequence[str],
    beginnings: Sequence[str],
    word_sets: Iterable[Sequence[Sequence[str]]],
    rows: Rows,
    most_each: int,
    most_together: int,
) -> list[FoundValue]:
    """Members whose name begins so, and those that have a word of each group of one of the sets.

    No more than `most_each` of every dimension and beginning, and `most_together` of each set.
    """
    statements = [BEGUN.format(values=VALUES, open=rows.condition)]
    parameters: list[Parameter] = [list(dimensions), list(beginnings), *rows.parameters, most_each]
    for groups in word_sets:
        having = " AND ".join(["words && %s::text[]"] * len(groups))
        statements.append(HAVING.format(words=having, open=rows.condition))
        parameters += [*map(list, groups), *rows.parameters, most_together]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(statements), parameters)
        return [FoundValue(*row) for row in cursor.fetchall()]


def find_names(keys: list[int], stems: list[str], vector: Vectors, most: int) -> list[FoundName]:
    """Entries of the keys that share a stem, then the `most` nearest by meaning, nearest first."""
    written = _written(vector)
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        # as text: the driver would quote each number by itself
        own = "{" + ",".join(map(str, keys)) + "}"
        cursor.execute(NAMES, [own, stems, written, own, written, most])
        return [
            FoundName(kind, name, text, tuple(own), distance)
            for kind, name, text, own, distance in cursor.fetchall()
        ]


def nearest_values(vector: Vectors, rows: Rows, most: int) -> list[FoundValue]:
    written = _written(vector)
    statement = NEAREST.format(open=f"vector IS NOT NULL AND {rows.condition}")
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        cursor.execute(statement, [written, *rows.parameters, written, most])
        return [
            FoundValue(dimension, value, text, word, distance=distance)
            for dimension, value, text, word, distance in cursor.fetchall()
        ]


def _written(vector: Vectors) -> str:
    return "[" + ",".join(f"{number:.7g}" for number in vector.tolist()) + "]"
