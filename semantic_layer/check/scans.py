"""Is a governed table read in its secured form, and in no other?

The form is a select of visible columns of one table whose conditions are the policy's rules for it,
each of them and nothing else. It is rebuilt here from the policy and the model, not taken from
secure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from sqlglot import exp

from semantic_layer.access import Policy, RowRule
from semantic_layer.check.same import same
from semantic_layer.compile.expressions import placed
from semantic_layer.compile.values import Bound
from semantic_layer.errors import UnsafeStatement
from semantic_layer.model.index import ModelIndex, Step
from semantic_layer.model.policies import RowOp

SCAN_PARTS = {"expressions", "from_", "where"}


def _as_it_is(node: exp.Expr) -> exp.Expr:
    return node


@dataclass(frozen=True, slots=True)
class Proof:
    """What a statement is proved against. `scanned` collects the datasets that it reads.

    `as_read` gives an expression of the model as the engine's parser would read it.
    """

    index: ModelIndex
    policy: Policy
    parameters: tuple[Bound, ...]
    number_of: Callable[[exp.Expr], int]
    as_read: Callable[[exp.Expr], exp.Expr] = _as_it_is
    scanned: set[str] = field(default_factory=set)

    @property
    def governed(self) -> frozenset[str]:
        return self.index.names_of_tables

    @property
    def read(self) -> frozenset[str]:
        return frozenset(self.scanned)

    def value_of(self, node: exp.Expr) -> Bound:
        number = self.number_of(node)
        if not 1 <= number <= len(self.parameters):
            refuse(f"parameter {number} has no value")
        return self.parameters[number - 1]


def refuse(reason: str) -> NoReturn:
    raise UnsafeStatement(f"The statement is not run: {reason}.")


def prove_scan(node: exp.Subquery, proof: Proof) -> tuple[str, frozenset[str]]:
    """The dataset's name and the columns that the scan gives."""
    name, select = node.alias, node.this
    if name not in proof.policy.datasets or name not in proof.policy.rules:
        refuse(f"dataset {name!r} has no policy")
    if not isinstance(select, exp.Select) or node.args["alias"].columns:
        refuse(f"{name!r} is no plain scan")
    if {part for part, given in node.args.items() if given} != {"this", "alias"}:
        refuse(f"{name!r} is more than a scan")
    _prove_plain(select, name, proof)
    columns = [_shown_column(column, name, proof) for column in select.expressions]
    if not set(columns) <= proof.policy.datasets[name] or len(set(columns)) < len(columns):
        refuse(f"a column of {name!r} is hidden or read twice")
    _prove_rows(select, name, proof)
    proof.scanned.add(name)
    return name, frozenset(columns)


def _prove_plain(select: exp.Select, dataset: str, proof: Proof) -> None:
    if {part for part, given in select.args.items() if given} - SCAN_PARTS:
        refuse(f"the scan of {dataset!r} does more than read")
    source = select.args["from_"].this
    parts = proof.index.dataset(dataset).table.split(".")
    expected = {"this", "db"} if len(parts) == 2 else {"this"}
    if parts[-1] != dataset or len(parts) == 2:
        expected |= {"alias"}
    given = {part for part, value in source.args.items() if value}
    is_table = isinstance(source, exp.Table) and isinstance(source.this, exp.Identifier)
    if not is_table or given != expected or source.alias_or_name != dataset:
        refuse(f"the scan of {dataset!r} reads something else")
    if [source.db, source.name] != ["", *parts][-2:]:
        refuse(f"the scan of {dataset!r} reads another table")


def _shown_column(node: exp.Expr, dataset: str, proof: Proof) -> str:
    """A column as it is where nothing masks it; else its mask and nothing else."""
    mask = proof.policy.masks.get(dataset, {}).get(node.alias_or_name)
    if mask is not None:
        form = proof.as_read(placed(mask.shown_as, dataset))
        if not isinstance(node, exp.Alias) or not same(node.this, form):
            refuse(f"{node.alias_or_name!r} of {dataset!r} is shown without its mask")
        return node.alias_or_name
    if not isinstance(node, exp.Column) or node.table != dataset:
        refuse(f"the scan of {dataset!r} computes")
    return node.name


def _prove_rows(select: exp.Select, dataset: str, proof: Proof) -> None:
    """Exactly the rules, in any order: none is missing, and none is weakened by another."""
    rules = proof.policy.rules[dataset]
    where = select.args.get("where")
    terms = list(where.this.flatten()) if where and isinstance(where.this, exp.And) else []
    if where and not terms:
        terms = [where.this]
    if len(terms) != len(rules):
        refuse(f"the rows of {dataset!r} are not narrowed by its rules alone")
    for rule in rules:
        kept = [term for term in terms if _keeps(term, rule, dataset, proof)]
        if len(kept) != 1:
            refuse(f"rule {rule.policy!r} is not kept on {dataset!r}")


def _keeps(term: exp.Expr, rule: RowRule, dataset: str, proof: Proof) -> bool:
    path = proof.index.path(dataset, rule.dimension)
    return path is not None and bool(rule.members) and _passes(term, path, rule, dataset, proof)


def _passes(
    term: exp.Expr, path: tuple[Step, ...], rule: RowRule, dataset: str, proof: Proof
) -> bool:
    if not path:
        return _compares(term, rule, dataset, proof)
    step, rest = path[0], path[1:]
    if not isinstance(term, exp.In) or not isinstance(term.args.get("query"), exp.Subquery):
        return False
    if step.by_day or len(step.join.on) != 1:
        return False
    if rule.op is RowOp.NOT_IN and step.join.many:
        return False
    ((here, there),) = step.join.on.items()
    allowed = term.args["query"].this
    if not same(term.this, exp.column(here, table=dataset)) or not isinstance(allowed, exp.Select):
        return False
    _prove_plain(allowed, step.target, proof)
    if len(allowed.expressions) != 1 or not same(
        allowed.expressions[0], exp.column(there, table=step.target)
    ):
        return False
    where = allowed.args.get("where")
    return where is not None and _passes(where.this, rest, rule, step.target, proof)


def _compares(term: exp.Expr, rule: RowRule, dataset: str, proof: Proof) -> bool:
    """The rule on the dimension itself: none of its members more; of those shut out, none less."""
    row = placed(proof.index.dimension(rule.dimension).on[dataset], dataset)
    match rule.op:
        case RowOp.IN:
            given = _members(term, row, proof)
            return bool(given) and given <= set(rule.members)
        case RowOp.NOT_IN:
            inner = term.this if isinstance(term, exp.Not) else term
            return inner is not term and _members(inner, row, proof) == set(rule.members)
        case RowOp.AT_LEAST | RowOp.AT_MOST:
            kind = exp.GTE if rule.op is RowOp.AT_LEAST else exp.LTE
            return (
                type(term) is kind
                and same(term.this, row)
                and isinstance(term.expression, (exp.Placeholder, exp.Parameter))
                and proof.value_of(term.expression) == rule.members[0]
            )


def _members(term: exp.Expr, row: exp.Expr, proof: Proof) -> set[Bound]:
    """The members that a list of values has; none where it is no such list of the row's."""
    if not isinstance(term, exp.In) or term.args.get("query") or not same(term.this, row):
        return set()
    return {proof.value_of(node) for node in term.expressions}
