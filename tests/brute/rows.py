"""What is a row's member of a dimension, and does the row meet a condition?"""

from __future__ import annotations

import ast
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Row = dict[str, Any]
Tables = dict[str, list[Row]]
Parameters = dict[str, date]


class Warehouse:
    """Rows by dataset, and how each dataset's rows reach the dimensions."""

    def __init__(self, model: Json, tables: Tables, whole: Tables | None = None) -> None:
        """`whole` has the rows that nobody's rules have narrowed."""
        self.model = model
        self.tables = tables
        self.whole = tables if whole is None else whole
        self.datasets: dict[str, Json] = {each["name"]: each for each in model["datasets"]}
        self.dimensions: dict[str, Json] = {each["name"]: each for each in model["dimensions"]}
        self.partners: dict[tuple[str, str], dict[tuple[Any, ...], Row]] = {}

    def narrowed(self, rules: list[tuple[str, tuple[str, ...]]]) -> Warehouse:
        """The same warehouse with only the rows that the rules permit, in every dataset."""
        kept = {
            name: [row for row in rows if self._permitted(name, row, rules)]
            for name, rows in self.tables.items()
        }
        return Warehouse(self.model, kept, self.whole)

    def _permitted(self, dataset: str, row: Row, rules: list[tuple[str, tuple[str, ...]]]) -> bool:
        return all(
            self.route(dataset, dimension) is None
            or any(each in members for each in self.members(dataset, row, dimension))
            for dimension, members in rules
        )

    def route(self, dataset: str, dimension: str) -> list[Json] | None:
        """The joins from a dataset to the nearest one that carries the dimension.

        A bridge, a join to many, is crossed only where there is no other way, and only once.
        """
        near = self._route(dataset, dimension)
        if near is not None:
            return near
        ways = [
            [*way, join, *beyond]
            for here, way in self._near(dataset)
            for join in self.datasets[here].get("joins", ())
            if join.get("many")
            and (beyond := self._route(join["to"], dimension)) is not None
            and not any(step.get("valid") for step in beyond)
        ]
        return min(ways, key=len, default=None)

    def _near(self, dataset: str) -> list[tuple[str, list[Json]]]:
        """Every dataset that a row has one partner of at most, nearest first."""
        found: list[tuple[str, list[Json]]] = [(dataset, [])]
        for name, steps in found:
            for join in self.datasets[name].get("joins", ()):
                if not join.get("many") and join["to"] not in [there for there, _ in found]:
                    found.append((join["to"], [*steps, join]))
        return found

    def _route(self, dataset: str, dimension: str) -> list[Json] | None:
        homes = self.dimensions[dimension]["on"]
        seen = {dataset}
        frontier: list[tuple[str, list[Json]]] = [(dataset, [])]
        while frontier:
            following: list[tuple[str, list[Json]]] = []
            for name, steps in frontier:
                if name in homes:
                    return steps
                for join in self.datasets[name]["joins"]:
                    if join["to"] not in seen and not join.get("many"):
                        seen.add(join["to"])
                        following.append((join["to"], [*steps, join]))
            frontier = following
        return None

    def reaches(self, dataset: str, dimension: str) -> bool:
        own = self.datasets[dataset].get("time") is not None
        by_day = own and self.model["time"].get("dataset") in self.dimensions[dimension]["on"]
        return by_day or self.route(dataset, dimension) is not None

    def steps(self, dataset: str, dimension: str, time: str | None = None) -> list[Json]:
        """The joins that a row takes; a day's dimension is reached by the row's date."""
        days = self.model["time"].get("dataset")
        if days in self.dimensions[dimension]["on"] and dataset != days:
            own = time or self.datasets[dataset]["time"]
            return [{"to": days, "on": {own: self.model["time"]["date"]}, "whole": True}]
        steps = self.route(dataset, dimension)
        assert steps is not None, f"{dataset} does not reach {dimension}"
        return steps

    def member(self, dataset: str, row: Row, dimension: str, time: str | None = None) -> Any:
        """The row's member, None where it has none or a join finds no partner."""
        steps = self.steps(dataset, dimension, time)
        assert self.bridge(dataset, dimension) is None, f"a row may have several of {dimension}"
        here = self._walked(steps, row, self._day(dataset, row, time))
        home = steps[-1]["to"] if steps else dataset
        return None if here is None else value_of(self.dimensions[dimension]["on"][home], here)

    def bridge(self, dataset: str, dimension: str) -> str | None:
        """The table of pairs on the way to a dimension that a row may have several of."""
        steps = self.route(dataset, dimension) or ()
        return next((step["to"] for step in steps if step.get("many")), None)

    def partners_of(self, dataset: str, row: Row, dimension: str, time: str | None) -> list[Row]:
        """The rows of the bridge that belong to a row."""
        steps = self.steps(dataset, dimension, time)
        (at,) = (n for n, step in enumerate(steps) if step.get("many"))
        here = self._walked(steps[:at], row, self._day(dataset, row, time))
        if here is None:
            return []
        on: dict[str, str] = steps[at]["on"]
        mine = [here[column] for column in on]
        return [
            each
            for each in self.tables[steps[at]["to"]]
            if None not in mine and mine == [each[column] for column in on.values()]
        ]

    def members(self, dataset: str, row: Row, dimension: str, time: str | None = None) -> set[Any]:
        """All members that the row has; empty where it has none."""
        home = self.bridge(dataset, dimension)
        if home is None:
            found = {self.member(dataset, row, dimension, time)}
        else:
            partners = self.partners_of(dataset, row, dimension, time)
            found = {self.member(home, each, dimension) for each in partners}
        return found - {None}

    def _day(self, dataset: str, row: Row, time: str | None) -> Any:
        column = time or self.datasets[dataset].get("time")
        return row[column] if column else None

    def _walked(self, steps: list[Json], row: Row, day: date | None) -> Row | None:
        here: Row | None = row
        for step in steps:
            if here is not None:
                here = self._partner(step, here, day)
        return here

    def none_label(self, dimension: str) -> str | None:
        """What the group of rows without a member is called, where a fact's row can lack a partner.

        It is one group of one name, whichever dataset a row comes from.
        """
        known = self.dimensions[dimension]
        if known.get("none_label") or known["type"] != "string":
            return known.get("none_label")
        facts = [name for name, each in self.datasets.items() if each["fact"]]
        whole = all(
            step["whole"] and not step.get("many") and not self.datasets[step["to"]]["fact"]
            for fact in facts
            if self.reaches(fact, dimension)
            for step in self.steps(fact, dimension)
        )
        return None if whole else "(none)"

    def _partner(self, step: Json, row: Row, day: date | None) -> Row | None:
        to, on = step["to"], step["on"]
        if step.get("valid"):
            return self._version(step, row, day)
        theirs = tuple(on.values())
        mine = tuple(row[column] for column in on)
        if any(value is None for value in mine):
            return None
        found = self.partners.get((to, repr(theirs)))
        if found is None:
            found = {tuple(each[c] for c in theirs): each for each in self.tables[to]}
            self.partners[to, repr(theirs)] = found
        return found.get(mine)

    def _version(self, step: Json, row: Row, day: date | None) -> Row | None:
        """The version that holds on the day."""
        valid = step["valid"]
        for each in self.tables[step["to"]]:
            since, until = each[valid["since"]], each[valid["until"]]
            same = all(
                row[here] is not None and row[here] == each[there]
                for here, there in step["on"].items()
            )
            begun = day is not None and (since is None or since <= day)
            last = until is None or day is None or until > day
            if same and begun and (last or (valid.get("until_included") and until == day)):
                return each
        return None

    def meets(self, dataset: str, row: Row, condition: Json, time: str | None) -> bool:
        """Does the row meet a filter? Null never does, but for not_in."""
        op = condition.get("op", "in")
        members = self.members(dataset, row, condition["dimension"], time)
        if op == "is_null":
            return not members
        if not members:
            return (op == "in") == self.names_none(condition) and op in ("in", "not_in")
        if op == "not_in":
            return all(self._compared(op, each, condition) for each in members)
        return any(self._compared(op, each, condition) for each in members)

    def names_none(self, condition: Json) -> bool:
        """Does a filter name the group of those that have none?"""
        none_label = self.none_label(condition["dimension"])
        return none_label is not None and none_label in condition.get("values", ())

    def _compared(self, op: str, member: Any, condition: Json) -> bool:
        values = [_exact(value, member) for value in condition.get("values", ())]
        return _compare(op, _exact(member, member), values)


def _compare(op: str, member: Any, values: list[Any]) -> bool:
    match op:
        case "in":
            return member in values
        case "not_in":
            return member not in values
        case "not_null":
            return True
        case "lt":
            return bool(member < values[0])
        case "lte":
            return bool(member <= values[0])
        case "gt":
            return bool(member > values[0])
        case "gte":
            return bool(member >= values[0])
        case "between":
            return bool(values[0] <= member <= values[1])
        case "contains":
            return str(values[0]).lower() in str(member).lower()
    raise AssertionError(op)


def _exact(value: Any, like: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(like, date) and isinstance(value, str):
        return date.fromisoformat(value)
    return Fraction(value) if isinstance(value, (int, float, Decimal)) else value


# Row-level expressions


def value_of(expression: str, row: Row) -> Any:
    """A column, or arithmetic over columns and numbers; null where one of them is."""
    if expression in row:
        return row[expression]
    return compute(ast.parse(expression, mode="eval").body, row)


def compute(node: ast.expr, names: Row) -> Any:
    """Arithmetic over named values: null with a null, and divided by zero."""
    match node:
        case ast.Name(id=name):
            return _exact(names[name], None)
        case ast.Constant(value=number):
            return Fraction(str(number))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            value = compute(inner, names)
            return None if value is None else -value
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(op, compute(left, names), compute(right, names))
    raise AssertionError(ast.dump(node))


def _arithmetic(op: ast.operator, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return None if right == 0 else Fraction(left) / Fraction(right)
    raise AssertionError(op)


CONDITION = re.compile(r"(\w+) (is null|is not null|=|<=|<|>=|>) ?(:?'?[\w.-]*'?)")


def holds(where: str | None, row: Row, parameters: Parameters) -> bool:
    """Does the row meet all parts of a condition on its own columns?"""
    return all(_part_holds(part, row, parameters) for part in (where or "").split(" and ") if part)


def _part_holds(part: str, row: Row, parameters: Parameters) -> bool:
    found = CONDITION.fullmatch(part.strip())
    assert found is not None, part
    column, op, literal = found.groups()
    value = row[column]
    if op in ("is null", "is not null"):
        return (value is None) == (op == "is null")
    if value is None:
        return False
    other = _literal(literal, value, parameters)
    held: dict[str, bool] = {
        "=": value == other,
        "<": value < other,
        "<=": value <= other,
        ">": value > other,
        ">=": value >= other,
    }
    return held[op]


def _literal(text: str, like: Any, parameters: Parameters) -> Any:
    if text.startswith(":"):
        return parameters[text[1:]]
    if text.startswith("'"):
        return date.fromisoformat(text.strip("'")) if isinstance(like, date) else text.strip("'")
    return text == "true" if isinstance(like, bool) else Fraction(text)
