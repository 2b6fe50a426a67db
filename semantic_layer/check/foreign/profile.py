"""A policy as a profile in JSON, for SQL over tables that no model describes.

{"schema": "dw", "tables": {"stores": ["store_id", "name", "region"]},
 "denied_columns": {"stores": ["name"]}, "row_filters": {"stores": "region = 'North'"},
 "max_sql_chars": 20000, "max_depth": 60}

A row filter is SQL (PostgreSQL's) over the declared columns, denied ones too. What is not declared
does not exist; what is unknown here is a mistake.
"""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlglot import exp, parse
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify

from semantic_layer.check.foreign.allowed import NODES_OF_A_ROW_FILTER
from semantic_layer.check.foreign.policy import MOST_ROWS, GovernedTable, SqlPolicy
from semantic_layer.errors import DefinitionError, Issue

Name = Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]{0,62}$")]


class Profile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    profile: str = ""
    schema_: Name = Field(alias="schema")
    tables: dict[Name, list[Name]]
    denied_columns: dict[Name, list[Name]] = {}
    row_filters: dict[Name, str] = {}
    max_sql_chars: Annotated[int, Field(gt=0, le=20_000)] = 20_000
    max_depth: Annotated[int, Field(gt=0, le=60)] = 60
    max_rows: Annotated[int, Field(gt=0)] = MOST_ROWS


def read_profile(text: str) -> SqlPolicy:
    """Raises DefinitionError, which tells what of the profile is wrong."""
    try:
        profile = Profile.model_validate_json(text)
    except ValidationError as error:
        raise DefinitionError(
            [_issue(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
        ) from error
    return SqlPolicy(
        schema=profile.schema_,
        tables=tuple(_governed(name, profile) for name in profile.tables),
        entitlement=hashlib.sha256(profile.model_dump_json().encode()).hexdigest(),
        longest=profile.max_sql_chars,
        deepest=profile.max_depth,
        most_rows=profile.max_rows,
    )


def _governed(name: str, profile: Profile) -> GovernedTable:
    for key, known in (
        ("denied_columns", profile.denied_columns),
        ("row_filters", profile.row_filters),
    ):
        for unknown in set(known) - set(profile.tables):
            raise DefinitionError([_issue(f"{key}.{unknown}", "no such table is declared")])
    declared, denied = profile.tables[name], set(profile.denied_columns.get(name, ()))
    if not denied <= set(declared):
        raise DefinitionError([_issue(f"denied_columns.{name}", "a column is not declared")])
    return GovernedTable(
        name=name,
        table=f"{profile.schema_}.{name}",
        columns=tuple(column for column in declared if column not in denied),
        rows=_rows(name, profile) if name in profile.row_filters else "",
    )


def _rows(name: str, profile: Profile) -> str:
    """The filter with every column qualified, so that nothing around it can be meant by it."""
    key, declared = f"row_filters.{name}", profile.tables
    schema = {table: dict.fromkeys(own, "unknown") for table, own in declared.items()}
    try:
        conditions = parse(profile.row_filters[name], dialect="postgres")
        if len(conditions) != 1 or not isinstance(conditions[0], exp.Condition):
            raise DefinitionError([_issue(key, "it is no single condition")])
        select = exp.select("1").from_(name).where(conditions[0])
        _refuse_strange(select, key, profile)
        qualified = qualify(
            select,
            dialect="postgres",
            schema={profile.schema_: schema},
            db=profile.schema_,
            expand_stars=False,
            identify=False,
        )
    except SqlglotError as error:
        raise DefinitionError([_issue(key, f"it cannot be read: {error}")]) from error
    condition: exp.Expr = qualified.args["where"].this
    return condition.sql("postgres", comments=False)


def _refuse_strange(select: exp.Select, key: str, profile: Profile) -> None:
    for node in select.walk():
        if type(node) not in NODES_OF_A_ROW_FILTER:
            raise DefinitionError([_issue(key, f"{type(node).__name__} has no place in it")])
        if isinstance(node, exp.Table) and node.name not in profile.tables:
            raise DefinitionError([_issue(key, f"table {node.name!r} is not declared")])


def _issue(key: str, message: str) -> Issue:
    return Issue("profile", None, key, message)
