"""Each sentence that a page says can be translated: it goes through gettext, or stands aside."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.reading import sources, tree

PAGES = tuple(
    f"bi_app/{each}" for each in ("boards", "costs", "exports", "learning", "people", "web")
)
SENTENCE = re.compile(r"[“A-Z][^\n]* [^\n]*[.?]")
# Nobody reads these on a page: permission is told in general, a value that is wrong by its form.
NOT_SHOWN = {"PermissionDenied", "ValueError"}
ENGLISH = {
    "bi_app/costs/standing.py",  # kept with the answer
    "bi_app/costs/prices.py",  # for operators, as the next one
    "bi_app/web/page_words.py",
}


def said(path: Path) -> Iterator[tuple[int, str]]:
    """The sentences that no call of gettext holds."""
    aside = {id(each) for node in ast.walk(tree(path)) for each in _aside(node)}
    for node in ast.walk(tree(path)):
        if id(node) not in aside and (text := _text(node)) and SENTENCE.fullmatch(text):
            yield node.lineno, text  # type: ignore[attr-defined]  # each text has one


def _aside(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and _is_through(node):
        yield from ast.walk(node)
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value  # what the code says of itself


def _is_through(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    return name == "_" or "gettext" in name or name in NOT_SHOWN


def _text(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr():
            return ast.unparse(node)[1:].strip("'\"")
        case _:
            return ""


@pytest.mark.parametrize("folder", PAGES)
def test_it_says_each_sentence_through_gettext(folder: str) -> None:
    files = (path for path in sources(folder) if "management" not in path.parts)

    found = {
        f"{path}:{line}": text
        for path in files
        if path.as_posix() not in ENGLISH
        for line, text in said(path)
    }

    assert found == {}
