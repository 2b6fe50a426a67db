"""Each later value of the street is made by its own step alone, so no step can be left out."""

import ast

import pytest

from tests.architecture.reading import PACKAGES, called, sources

# A value, and the files that may make one.
MADE_BY = {
    "Asking": ("bi_app/asking/admit.py",),
    "Candidates": ("metrics/retrieve.py",),
    "Route": ("bi_app/asking/route.py",),
    "Compiled": ("semantic_layer/compile/",),
    "Secured": ("semantic_layer/secure/",),
    "CheckedStatement": ("semantic_layer/check/",),
    "Ran": ("bi_app/warehouse/",),
    "Presentation": ("semantic_layer/present/",),
    "Answer": ("bi_app/asking/record.py",),
}


@pytest.mark.parametrize(("value", "makers"), MADE_BY.items(), ids=MADE_BY)
def test_it_makes_a_value_in_its_own_step_only(value: str, makers: tuple[str, ...]) -> None:
    made = {
        str(path)
        for path in sources(*PACKAGES)
        for name, _ in called(path)
        if name.rpartition(".")[2] == value
    }

    assert made, f"nothing makes a {value}: has it another name now?"
    assert {path for path in made if not path.startswith(makers)} == set()


@pytest.mark.parametrize("value", ["CheckedStatement", "Secured"])
def test_it_never_makes_a_changed_copy_of_what_a_step_made(value: str) -> None:
    """`replace` would be a second way to make one; what it is given is seen by its name."""
    word = value.removesuffix("Statement").lower()
    copies = [
        f"{path}:{call.lineno}"
        for path in sources(*PACKAGES)
        if not str(path).startswith(MADE_BY[value])
        for name, call in called(path)
        if name in {"replace", "dataclasses.replace", "copy.replace"}
        and call.args
        and word in ast.unparse(call.args[0]).lower()
    ]

    assert copies == []
