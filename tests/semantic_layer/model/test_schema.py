"""The JSON Schema that editors check a model's files against."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from bi_app.demo.model import larkfield_files
from semantic_layer.model.located import locate
from semantic_layer.model.schema import json_schema
from tests.wholesale.house import model_files

SCHEMA = Draft202012Validator(json_schema())
FILES = {
    f"{name} {file}": text
    for name, files in (("larkfield", larkfield_files()), ("dunmore", model_files()))
    for file, text in files.items()
}
METRIC = {
    "name": "takings",
    "kind": "simple",
    "label": "Takings",
    "description": "What came in.",
    "owner": "sales",
    "unit": "EUR",
    "dataset": "tickets",
    "expression": "amount",
}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a key that nothing has": ({"metric": []}, "'metric' was unexpected"),
    "a kind that is none": ({"metrics": [METRIC | {"kind": "sum"}]}, "'kind': 'sum'"),
    "no kind": ({"metrics": [{k: v for k, v in METRIC.items() if k != "kind"}]}, "not valid"),
    "a unit of time that is none": (
        {
            "metrics": [
                METRIC | {"default_period": {"kind": "rolling", "unit": "decade", "count": 1}}
            ]
        },
        "not valid",
    ),
    "a name in capitals": ({"roles": [{"name": "Boss", "label": "Boss"}]}, "does not match"),
    "two models in one": ({"model": []}, "is not of type 'object'"),
}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("file", FILES)
def test_it_takes_files_that_are_right(file: str) -> None:
    assert [
        str(error.message) for error in SCHEMA.iter_errors(locate(file, FILES[file]).data)
    ] == []


@pytest.mark.parametrize("name", WRONG)
def test_it_marks_what_is_wrong(name: str) -> None:
    data, says = WRONG[name]

    messages = [error.message for error in SCHEMA.iter_errors(data)]

    assert len(messages) == 1
    assert says in messages[0]
