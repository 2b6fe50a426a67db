"""Are two trees the same statement?

Only what the text cannot carry is passed over: quoting, comments, and the marks by which parsers
and builders note what they know already.
"""

from __future__ import annotations

from sqlglot import exp

PASSED_OVER = {
    "quoted",
    "typed",  # whether a division was of whole numbers in the source
    "safe",
    "big_int",
    "over",  # the word OVER
    "ignore_nulls",
    "nulls_first",  # compared as text: the default is left out on some engines
    "copy",
}


def same(left: object, right: object) -> bool:
    """Equal in type and in every part that has a meaning."""
    if isinstance(left, exp.Expr) and isinstance(right, exp.Expr):
        if type(left) is not type(right):
            return False
        mine, yours = _parts(left), _parts(right)
        return mine.keys() == yours.keys() and all(same(mine[k], yours[k]) for k in mine)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right


def _parts(node: exp.Expr) -> dict[str, object]:
    return {
        name: part
        for name, part in node.args.items()
        if name not in PASSED_OVER and part is not None and part is not False and part != []
    }
