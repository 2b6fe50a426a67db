"""Step 3: the text as one statement that reads, in the engine's own grammar."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import Dialect, ErrorLevel, exp
from sqlglot.tokenizer_core import Token

from semantic_layer.check.foreign.terms import Terms, refuse

DEEPEST_TREE = 200  # a chain of so many operators, or selects below each other
MOST_NODES = 20_000
QUERIES = (exp.Select, exp.SetOperation)


def read_one(tokens: Sequence[Token], text: str, terms: Terms) -> exp.Query:
    parser = Dialect.get_or_raise(terms.engine.name).parser(error_level=ErrorLevel.IMMEDIATE)
    statements = [each for each in parser.parse(list(tokens), text) if each is not None]
    if len(statements) != 1:
        refuse("it holds more or less than one statement")
    root = statements[0]
    _refuse_large(root)
    while isinstance(root, exp.Subquery) and set(_given(root)) == {"this"}:
        root = root.this
    if not isinstance(root, QUERIES):
        refuse("it is no SELECT")
    return root


def _refuse_large(root: exp.Expr) -> None:
    """Level by level: the tree is measured before anything descends into it."""
    level, depth, nodes = [root], 0, 0
    while level:
        depth, nodes = depth + 1, nodes + len(level)
        if depth > DEEPEST_TREE or nodes > MOST_NODES:
            refuse("too much of it stands inside each other")
        level = [child for node in level for child in node.iter_expressions()]


def _given(node: exp.Expr) -> list[str]:
    return [name for name, part in node.args.items() if part]
