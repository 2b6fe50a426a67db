"""The source files as trees: what each imports, calls and catches."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("semantic_layer", "metrics", "bi_app")


def sources(*packages: str) -> list[Path]:
    """The project's own Python files, as paths from its folder; generated migrations left out."""
    return sorted(
        path.relative_to(PROJECT)
        for package in packages
        for path in (PROJECT / package).rglob("*.py")
        if "migrations" not in path.parts
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((PROJECT / path).read_text(), filename=str(path))


def imported(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Each module that the file imports, by its full name, with the statement."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield alias.name, node
            case ast.ImportFrom(module=str(module)):
                yield module, node


def packages_of(path: Path) -> set[str]:
    return {name.partition(".")[0] for name, _ in imported(path)}


def called(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call by the dotted name it is written with: `date.today`, `open`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node
