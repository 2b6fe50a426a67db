"""Can each policy be kept, and does it say what it needs to?"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from semantic_layer.model.definitions import Classification, Dataset, DataType
from semantic_layer.model.expressions import BadExpression, columns_in, parsed
from semantic_layer.model.join_rules import routes
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.policies import ColumnMask, RowOp, RowPolicy
from semantic_layer.model.sections import Parts

NOT_OF_A_ROW = (exp.AggFunc, exp.Window, exp.Subquery, exp.Select, exp.Anonymous, exp.Placeholder)
ORDERED = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.DATE})


def attributes_are_of_their_dimensions(parts: Parts) -> Iterator[Mistake]:
    types = {each.name: each.type for each in parts.dimensions}
    for each in parts.attributes:
        known = types.get(each.dimension or "", each.type)
        if each.type is DataType.TIMESTAMP:
            message = "no attribute is a timestamp; take a date"
            yield Mistake("attributes", each.name, ("type",), message)
        elif known is not each.type:
            message = f"“{each.dimension}” is of {known}, not of {each.type}; say `type: {known}`"
            yield Mistake("attributes", each.name, ("dimension",), message)


def row_policies_can_be_kept(parts: Parts) -> Iterator[Mistake]:
    for policy in parts.row_policies:
        yield from _compared(policy, parts)
        if policy.sentence.count("{members}") != 1 or policy.sentence.count("{") != 1:
            message = "expected {members} once: the answer names what it was limited to"
            yield Mistake("row_policies", policy.name, ("sentence",), message)


def _compared(policy: RowPolicy, parts: Parts) -> Iterator[Mistake]:
    """Like with like, by an operator that means something for it."""
    of_rows = {each.name: each.type for each in parts.dimensions}.get(policy.dimension)
    of_people = {each.name: each.type for each in parts.attributes}.get(policy.attribute)
    if of_rows is None or of_people is None:
        return
    if of_rows is not of_people:
        message = f"“{policy.dimension}” is of {of_rows}, “{policy.attribute}” of {of_people}"
        yield Mistake("row_policies", policy.name, ("attribute",), message)
    bounds = policy.op in (RowOp.AT_LEAST, RowOp.AT_MOST)
    if bounds and of_rows not in ORDERED:
        message = f"{of_rows} has no more and less; expected in or not_in"
        yield Mistake("row_policies", policy.name, ("op",), message)
    if not bounds and of_rows is DataType.DECIMAL:
        message = "two decimals are hardly ever the same; expected at_least or at_most"
        yield Mistake("row_policies", policy.name, ("op",), message)


def row_policies_shut_nothing_out_over_bridges(parts: Parts) -> Iterator[Mistake]:
    """A row that may have several members would be seen by one that is not shut out."""
    paths = routes(parts)
    for policy in parts.row_policies:
        for dataset in parts.datasets:
            path = paths.get((dataset.name, policy.dimension), ())
            if policy.op is RowOp.NOT_IN and any(step.join.many for step in path):
                message = (
                    f"a row of {dataset.name} may have several of “{policy.dimension}”; its rows "
                    "cannot be told apart by what they have not, and would be closed"
                )
                yield Mistake("row_policies", policy.name, ("op",), message)


def masks_show_one_column(parts: Parts) -> Iterator[Mistake]:
    """A mask is computed from its column alone, which nothing else goes by."""
    for mask in parts.column_masks:
        name, _, column = mask.column.partition(".")
        dataset = next((each for each in parts.datasets if each.name == name), None)
        if dataset is None or column not in {each.name for each in dataset.columns}:
            continue
        message = _shown_wrong(mask, column)
        if message is not None:
            yield Mistake("column_masks", mask.name, ("shown_as",), message)
        used = _gone_by(dataset, column, parts)
        if used is not None:
            message = f"“{mask.column}” is {used}, which a mask would break; close it instead"
            yield Mistake("column_masks", mask.name, ("column",), message)


def _shown_wrong(mask: ColumnMask, column: str) -> str | None:
    try:
        tree = parsed(mask.shown_as)
    except BadExpression as error:
        return f"not an expression: {error}"
    wrong = tree.find(*NOT_OF_A_ROW)
    if wrong is not None:
        return f"“{wrong.sql()}” is not computed from one row with known functions"
    others = sorted(columns_in(mask.shown_as) - {column})
    if others:
        return f"“{others[0]}” is another column; a mask shows {column} and nothing else"
    if isinstance(tree, exp.Column):
        return "shows the column as it is"
    return None


def _gone_by(dataset: Dataset, column: str, parts: Parts) -> str | None:
    """What a column is besides what it says of a row, if anything."""
    joined = {name for join in dataset.joins for name in join.on}
    for each in parts.datasets:
        for join in each.joins:
            if join.to == dataset.name:
                joined |= set(join.on.values())
                joined |= {join.valid.since, join.valid.until} if join.valid else set()
    if column in dataset.key or column in joined:
        return "a key that rows are joined by"
    if column == dataset.time:
        return "the day that periods go by"
    personal = (each.classification is Classification.PERSONAL for each in dataset.columns)
    names = (each.name for each in dataset.columns)
    if column in {name for name, hidden in zip(names, personal, strict=True) if hidden}:
        return "personal and never answered"
    return None


def personal_columns_have_no_use(parts: Parts) -> Iterator[Mistake]:
    for dataset in parts.datasets:
        for i, column in enumerate(dataset.columns):
            if column.classification is Classification.PERSONAL and column.uses:
                message = f"“{column.name}” is personal, which has no use; leave it empty"
                yield Mistake("datasets", dataset.name, ("columns", i, "uses"), message)
