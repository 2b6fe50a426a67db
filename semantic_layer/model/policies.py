"""Who sees what: the policies of a model, as frozen values.

All policies that speak of one of a person's roles hold together. What no policy opens is seen by
nobody: a dataset says whom it is `open_to`, a metric is named by a metric policy.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from semantic_layer.model.definition import Definition, Name


class Role(Definition):
    name: Name
    label: str
    description: str = ""
    data: bool = True  # false: administers, is answered no data


class RowOp(StrEnum):
    """How a row's dimension is compared with an asker's attribute."""

    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class RowPolicy(Definition):
    """Whoever has one of `roles` sees only rows whose `dimension` passes the asker's `attribute`.

    A fact dataset that cannot reach the dimension is closed to them; a dimension table that cannot
    is open. A missing or empty attribute denies everything, and a row without a value is not seen.
    `at_least` and `at_most` take one value.
    """

    name: Name
    roles: tuple[Name, ...]
    dimension: Name
    op: RowOp = RowOp.IN
    attribute: Name
    sentence: str  # for the basis; "{members}" is filled in: "only your regions: {members}"


class ColumnPolicy(Definition):
    """`columns` ("dataset.column") and every metric that comes from them are closed to `roles`."""

    name: Name
    columns: tuple[str, ...]
    roles: tuple[Name, ...]
    label: str  # "cost and margin"


class ColumnMask(Definition):
    """`column` ("dataset.column") is seen by `roles` only as `shown_as`.

    `shown_as` is row-level SQL over that one column, of the column's own type: a band
    (floor(age / 10) * 10) or a constant ('hidden'). It takes the column's place wherever the asker
    groups or filters; metrics that come from the column are closed, for their numbers would be
    wrong. Two masks of one column that differ close it.
    """

    name: Name
    column: str
    roles: tuple[Name, ...]
    shown_as: str
    label: str  # "birth years as decades"


class MetricPolicy(Definition):
    """`metrics` (names, or "all") are open to `open_to` (roles, or "all") and to nobody else.

    A metric must be open by every policy that names it, and so must all that it is made of; one
    that no policy names is seen by nobody.
    """

    name: Name
    metrics: tuple[str, ...] = Field(min_length=1)
    open_to: tuple[str, ...]


class LimitPolicy(Definition):
    """How much one question of whoever has one of `roles` may take; what is left out has no limit.

    `rows` of an answer; `days` that a period has at most, and `days_back` before today on which it
    may begin; `dimensions` that rows are split by; whether answers may be carried away as files.
    """

    name: Name
    roles: tuple[Name, ...]
    rows: int | None = Field(default=None, ge=1)
    days: int | None = Field(default=None, ge=1)
    days_back: int | None = Field(default=None, ge=1)
    dimensions: int | None = Field(default=None, ge=0)
    export: bool = True


class SmallGroups(Definition):
    """Groups of fewer than `minimum` distinct `key` are left out where `dimensions` are used."""

    name: Name
    dataset: Name
    key: Name
    minimum: int = Field(ge=2)
    dimensions: tuple[Name, ...]
