"""Habits that the project does without, everywhere."""

import ast

from tests.architecture.reading import PACKAGES, sources, tree

ENTRANCE_OF_CHECK = "semantic_layer/check/"  # catches all there is, and refuses
DEMO = "bi_app/demo/"


def test_it_catches_only_what_it_can_act_on() -> None:
    broad = [
        f"{path}:{node.lineno}"
        for path in sources(*PACKAGES)
        if not str(path).startswith(ENTRANCE_OF_CHECK)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _catches_all(node)
    ]

    assert broad == []


def test_it_knows_the_demo_retailer_only_in_the_demo() -> None:
    strangers = [
        str(path)
        for path in sources(*PACKAGES)
        if not str(path).startswith(DEMO)
        and any("larkfield" in text.lower() for text in _words_that_run(tree(path)))
    ]

    assert strangers == []


def test_it_has_no_module_for_odds_and_ends() -> None:
    odd = {"utils", "util", "helpers", "helper", "misc", "common"}

    assert [str(path) for path in sources(*PACKAGES) if path.stem in odd] == []


def _catches_all(handler: ast.ExceptHandler) -> bool:
    """One that hands on all it caught, by a bare `raise` at its end, only passes by."""
    if isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None:
        return False
    if handler.type is None:
        return True
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(name) in {"Exception", "BaseException"} for name in names)


def _words_that_run(module: ast.Module) -> list[str]:
    """Every string, name and attribute of a file."""
    found = []
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=str(text)):
                found.append(text)
            case ast.Name(id=name) | ast.Attribute(attr=name):
                found.append(name)
            case ast.ImportFrom(module=str(name)):
                found.append(name)
    return found
