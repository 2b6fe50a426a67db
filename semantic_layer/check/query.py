"""Turn a secured tree into text, and prove the text before anything runs it.

The text is parsed again as the engine would read it; that reading must be the tree that was meant,
and it is what the proof is about. Any doubt, of any kind, is a refusal.
"""

from __future__ import annotations

from functools import partial

from sqlglot import ErrorLevel, exp, parse

from semantic_layer.access import Policy
from semantic_layer.check.dialects import DIALECTS, Dialect
from semantic_layer.check.proof import prove
from semantic_layer.check.same import same
from semantic_layer.check.scans import Proof, refuse
from semantic_layer.check.statement import _SEAL, CheckedStatement
from semantic_layer.compile.values import Bound, is_value, value_of
from semantic_layer.errors import UnsafeStatement
from semantic_layer.model.index import ModelIndex
from semantic_layer.secure.query import Secured

LONGEST = 200_000  # characters


def check(secured: Secured, index: ModelIndex, policy: Policy, dialect: str) -> CheckedStatement:
    """Raises UnsafeStatement, and nothing else."""
    try:
        return _check(secured, index, policy, dialect)
    except UnsafeStatement:
        raise
    except Exception as error:
        raise UnsafeStatement(f"The statement could not be proved: {error!r}.") from error


def _check(secured: Secured, index: ModelIndex, policy: Policy, dialect: str) -> CheckedStatement:
    if secured.entitlement != policy.entitlement or not policy.entitlement:
        refuse("it was secured for another policy")
    engine = DIALECTS[dialect]
    adapted = engine.adapt(secured.tree.copy())
    readable = adapted.sql(dialect, pretty=True, unsupported_level=ErrorLevel.RAISE)
    numbered, parameters = _numbered(adapted, engine)
    text = numbered.sql(dialect, identify=True, comments=False, unsupported_level=ErrorLevel.RAISE)
    if len(text) > LONGEST or not text.isprintable():
        refuse("its text is too long or holds signs that nobody can see")
    read = parse_one_statement(text, dialect)
    if not same(numbered, read):
        refuse("its text is read as another statement")
    proof = Proof(index, policy, parameters, engine.number_of, partial(_as_read, dialect))
    return CheckedStatement(
        text=text,
        parameters=parameters,
        readable=readable,
        dialect=dialect,
        tables=prove(read, proof),
        entitlement=policy.entitlement,
        seal=_SEAL,
    )


def _as_read(dialect: str, node: exp.Expr) -> exp.Expr:
    """The expression as a part of a statement that the engine's parser has read."""
    adapted = DIALECTS[dialect].adapt(exp.select(node.copy()))
    text = adapted.sql(dialect, identify=True, comments=False, unsupported_level=ErrorLevel.RAISE)
    read: exp.Expr = parse_one_statement(text, dialect).args["expressions"][0]
    return read


def parse_one_statement(text: str, dialect: str) -> exp.Expr:
    statements = parse(text, dialect=dialect)
    if len(statements) != 1 or statements[0] is None:
        refuse("the text holds more or less than one statement")
    return statements[0]


def _numbered(tree: exp.Select, engine: Dialect) -> tuple[exp.Select, tuple[Bound, ...]]:
    """Every value node as a numbered parameter; equal values share a number."""
    numbers: dict[tuple[type, Bound], int] = {}
    for node in [each for each in tree.walk() if is_value(each)]:
        bound = value_of(node)
        number = numbers.setdefault((type(bound), bound), len(numbers) + 1)
        node.replace(engine.parameter(number))
    return tree, tuple(bound for _, bound in numbers)
