"""No line of the product knows the demo's model: only bi_app/demo does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bi_app.demo.model import larkfield_files
from semantic_layer.model.definitions import Classification, SemanticModel
from semantic_layer.model.read import read_model

ROOT = Path(__file__).parents[2]
PACKAGES = ("semantic_layer", "metrics", "bi_app")
FILES = sorted(
    path.relative_to(ROOT)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "demo" not in path.parts and "migrations" not in path.parts
)
MODEL = read_model(larkfield_files())


def names(model: SemanticModel) -> frozenset[str]:
    """Names that no language has: those of one word, or of personal data, may be anybody's."""
    sections = (model.datasets, model.dimensions, model.metrics, model.roles, model.row_policies)
    found = {each.name for section in sections for each in section}
    columns = (column for dataset in model.datasets for column in dataset.columns)
    found |= {each.name for each in columns if each.classification != Classification.PERSONAL}
    return frozenset(name for name in found if "_" in name) | {model.name, model.company}


def strings(path: Path) -> Iterator[str]:
    """The texts of a file that do something: neither docstrings nor comments."""
    tree = ast.parse((ROOT / path).read_text())
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=str)
def test_it_names_nothing_of_the_demos_model(path: Path) -> None:
    known = names(MODEL)
    used = {word for text in strings(path) for word in text.split() if word in known}

    assert used == set()


def test_the_templates_name_nothing_of_it() -> None:
    pages = (ROOT / "templates").rglob("*.html")

    assert [page.name for page in pages if MODEL.company in page.read_text()] == []
