"""Which statements does the product itself need? All of them stand here.

They read the clock of the data, the tables of its calendars and the members of dimensions, and fill
rollups. They are built from the model's own names, run under a service account, audited, and return
nothing to people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import pyarrow
from django.conf import settings
from sqlglot import exp

from bi_app.audit.record import AuditEntry, append
from bi_app.warehouse.engine import Limits, Warrant
from bi_app.warehouse.engines import engine
from bi_app.warehouse.partner_statements import doubled_partners
from bi_app.warehouse.wall.rights import SERVICE
from metrics.members import Member
from semantic_layer.calendars.tables import DayRow
from semantic_layer.check.dialects import DIALECTS
from semantic_layer.check.statement import statement_hash
from semantic_layer.compile.buckets import day_of
from semantic_layer.compile.expressions import present
from semantic_layer.compile.rollup_rows import rollup_rows
from semantic_layer.errors import InvariantError
from semantic_layer.model.definitions import CalendarDefinition, Dataset, Dimension, Join
from semantic_layer.model.expressions import parsed
from semantic_layer.model.index import ModelIndex, Step
from semantic_layer.model.rollups import SCHEMA, Rollup
from semantic_layer.secure.rows import physical

ACCOUNT = "service:catalogue"
SIZES: Mapping[str, exp.Select] = MappingProxyType(
    {
        "duckdb": exp.select("table_name", "estimated_size").from_(exp.func("duckdb_tables")),
        "postgres": exp.select("relname::text", "reltuples::bigint")
        .from_("pg_class")
        .join("pg_namespace", on="pg_namespace.oid = relnamespace")
        .where("relkind IN ('r', 'p', 'm')", f"nspname IN (current_schema(), '{SCHEMA}')"),
    }
)
LIMITS = Limits(seconds=120, rows=2_000_000, size_bytes=1024**3)


def _run(tree: exp.Select, purpose: str, limits: Limits = LIMITS) -> pyarrow.Table:
    text = tree.sql(dialect=engine().dialect)
    sha256 = statement_hash(engine().dialect, text, (), ACCOUNT)
    fetched = engine().fetch(text, (), limits, Warrant(sha256, ACCOUNT, SERVICE))
    if fetched.truncated:
        raise InvariantError(f"The service statement for {purpose} passed its limits.")
    audit(ACCOUNT, purpose, text, fetched.table.num_rows)
    return fetched.table


def audit(account: str, purpose: str, text: str, rows: int) -> None:
    append(
        AuditEntry(
            actor=account,
            action="service_statement",
            outcome="answered",
            rows=rows,
            detail={"purpose": purpose, "sql": text},
        )
    )


def data_range(index: ModelIndex) -> tuple[date, date]:
    """The first and the last day of the data."""
    dataset_name, column = index.model.time.watermark.split(".")
    dataset = index.dataset(dataset_name)
    days = exp.column(column, quoted=True)
    tree = exp.select(exp.Min(this=days), exp.Max(this=days.copy())).from_(
        exp.to_table(dataset.table)
    )
    row = _run(tree, "the clock")
    first, last = row.column(0)[0].as_py(), row.column(1)[0].as_py()
    if not isinstance(first, date) or not isinstance(last, date):
        raise InvariantError(f"{dataset.table}.{column} holds no day, so there is no clock.")
    return first, last


def table_sizes() -> dict[str, int]:
    """About how many rows each table has, as the engine's catalogue tells."""
    dialect = engine().dialect
    rows = _run(SIZES[dialect].copy(), "the sizes of tables")
    names, counts = (column.to_pylist() for column in rows.columns)
    return {name: max(0, int(count)) for name, count in zip(names, counts, strict=True)}


def snapshot_days(dataset: str, time: str, index: ModelIndex) -> tuple[date, ...]:
    """The days on which the dataset's snapshots were taken, whoever's they are, in order."""
    day = day_of(index.dataset(dataset), time)
    tree = (
        exp.select(exp.alias_(day, "taken_on"))
        .from_(_table(index, dataset))
        .where(present(day.copy()))
        .distinct()
    )
    rows = _run(tree, f"the snapshots of {dataset}")
    return tuple(sorted(rows.column(0).to_pylist()))


def latest_day(dataset: Dataset, index: ModelIndex) -> date | None:
    """The last day that a dataset has rows of, whoever's they are; None where it has none.

    A question waits for it, so that it may take no longer than a question's own statement.
    """
    if dataset.time is None:
        return None
    tree = exp.select(exp.Max(this=day_of(dataset, dataset.time))).from_(
        _table(index, dataset.name)
    )
    limits = replace(LIMITS, seconds=settings.AISLE_STATEMENT_SECONDS)
    found = _run(tree, f"the last day of {dataset.name}", limits).column(0)[0].as_py()
    return found if isinstance(found, date) else None


def calendar_rows(calendar: CalendarDefinition, index: ModelIndex) -> tuple[DayRow, ...]:
    """What the table of a calendar says of each day."""
    dataset, columns = calendar.dataset, calendar.columns
    if dataset is None or columns is None:
        raise InvariantError(f"The calendar “{calendar.name}” names no table.")
    numbers = columns.model_dump(exclude={"date"}, exclude_none=True)
    tree = exp.select(
        exp.alias_(day_of(index.dataset(dataset), columns.date), "day"),
        *(exp.alias_(exp.column(each, quoted=True), key) for key, each in numbers.items()),
    ).from_(_table(index, dataset))
    rows = _run(tree, f"the days of the calendar {calendar.name}").to_pylist()
    return tuple(DayRow(**row) for row in rows)


def doubled(index: ModelIndex) -> dict[str, int]:
    """The datasets that are joined as one partner and have several rows for a key, or for a day.

    A row that is joined to them would count twice. The number is of keys, or of versions that
    begin within another one.
    """
    found: dict[str, int] = {}
    asked: set[str] = set()
    for join in (join for each in index.datasets.values() for join in each.joins):
        tree = doubled_partners(join, index.dataset(join.to))
        if join.many or tree.sql() in asked:
            continue
        asked.add(tree.sql())
        count = _run(tree, f"partners in {join.to}").column(0)[0].as_py()
        if count:
            found[join.to] = found.get(join.to, 0) + count
    return found


def members(dimension: Dimension, index: ModelIndex) -> list[Member]:
    """The members of a dimension, each with the scope that row policies see it in.

    The scope of 'Denim' is {"department": ("Women's",)}: a person whose rows are those of another
    department must not learn of it. They are read and audited at once, not on the way: whoever
    takes them may have the connection in the midst of a copy.
    """
    home = next(iter(dimension.on))
    scopes = _scopes(index, home)
    table = _run(_members_tree(dimension, index, home, scopes), f"members of {dimension.name}")
    found: dict[str, dict[str, set[str]]] = {}
    for row in table.to_pylist():
        value = row.pop("member")
        if value is None:
            continue
        scope = found.setdefault(_text(value), {name: set() for name in scopes})
        for name, member in row.items():
            if member is not None:
                scope[name].add(_text(member))
    return [
        Member(value, {name: tuple(sorted(found[value][name])) for name in scopes})
        for value in sorted(found)
    ]


def rollup_days(rollup: Rollup, index: ModelIndex) -> exp.Select:
    """The first and the last day that a rollup has to have."""
    source = index.dataset(rollup.definition.dataset)
    days = exp.column(rollup.day, quoted=True)
    return exp.select(exp.Min(this=days), exp.Max(this=days.copy())).from_(
        exp.to_table(source.table)
    )


def rollup_select(
    rollup: Rollup, index: ModelIndex, dialect: str, first: date, last: date
) -> exp.Select:
    """A rollup's rows from the tables of the warehouse, as the engine computes them."""
    tree = rollup_rows(rollup, index, first, last)
    for table in list(tree.find_all(exp.Table)):
        table.replace(physical(index.dataset(table.name)))
    return DIALECTS[dialect].adapt(tree)


@dataclass(frozen=True, slots=True)
class _Scope:
    """A row policy's dimension as seen from a member's home.

    The home reaches it itself; or else by `holder`, a dimension table whose rows name the member: a
    supplier is seen by whoever sees one of the products that it supplies.
    """

    dimension: Dimension
    holder: Join | None
    start: str
    path: tuple[Step, ...]


def _scopes(index: ModelIndex, home: str) -> Mapping[str, _Scope]:
    """The dimensions of row policies that say who may know of the home's members."""
    names = sorted({policy.dimension for policy in index.model.row_policies})
    found = ((name, _scope(index, home, name)) for name in names)
    return {name: scope for name, scope in found if scope is not None}


def _scope(index: ModelIndex, home: str, name: str) -> _Scope | None:
    dimension, path = index.dimension(name), index.path(home, name)
    if path is not None:
        return _Scope(dimension, None, home, path)
    for dataset in index.model.datasets:
        path = None if dataset.fact else index.path(dataset.name, name)
        holder = next((join for join in dataset.joins if join.to == home), None)
        if path is not None and holder is not None:
            return _Scope(dimension, holder, dataset.name, path)
    return None


def _members_tree(
    dimension: Dimension, index: ModelIndex, home: str, scopes: Mapping[str, _Scope]
) -> exp.Select:
    tree = exp.select(exp.alias_(_on(dimension, home), "member")).from_(_table(index, home))
    joined = {home}
    for name, scope in scopes.items():
        if scope.holder is not None and scope.start not in joined:
            held = _condition(scope.start, home, scope.holder)
            tree = tree.join(_table(index, scope.start), on=held, join_type="left")
            joined.add(scope.start)
        carrier = scope.start
        for step in scope.path:
            if step.target not in joined:
                on = _condition(step.source, step.target, step.join)
                tree = tree.join(_table(index, step.target), on=on, join_type="left")
                joined.add(step.target)
            carrier = step.target
        tree = tree.select(exp.alias_(_on(scope.dimension, carrier), name))
    return tree.distinct()


def _table(index: ModelIndex, dataset: str) -> exp.Expr:
    return exp.alias_(exp.to_table(index.dataset(dataset).table), dataset, table=True)


def _condition(source: str, target: str, join: Join) -> exp.Condition:
    pairs = join.on.items()
    return exp.and_(
        *(exp.column(here, source).eq(exp.column(there, target)) for here, there in pairs)
    )


def _on(dimension: Dimension, dataset: str) -> exp.Expr:
    """The dimension's expression on a dataset, its columns named by that dataset."""
    expression = parsed(dimension.on[dataset]).copy()
    for column in expression.find_all(exp.Column):
        column.set("table", exp.to_identifier(dataset))
    return expression


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
