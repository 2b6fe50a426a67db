"""What may stand in a model's YAML file, as a JSON Schema for editors?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import GenericAlias
from typing import Any

from pydantic import create_model

from semantic_layer.model.definition import Definition
from semantic_layer.model.metrics import Metric
from semantic_layer.model.sections import LISTS, SINGLE

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "A file of an Aisle model"
DESCRIPTION = "A model may stand in many files, so a file holds any of these keys."


def json_schema() -> dict[str, Any]:
    fields: dict[str, Any] = {name: (shape | None, None) for name, shape in SINGLE.items()}
    fields |= {name: (GenericAlias(tuple, (_shape(name), ...)), ()) for name in LISTS}
    file: type[Definition] = create_model("File", __base__=Definition, **fields)
    schema: dict[str, Any] = file.model_json_schema()
    for name, each in schema["properties"].items():
        if name in SINGLE:
            schema["properties"][name] = each["anyOf"][0]
        each.pop("default", None)
    for each in (schema, *_objects(schema["$defs"])):
        _tidy(each)
    return {"$schema": DIALECT, **schema, "title": TITLE, "description": DESCRIPTION}


def page() -> str:
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _shape(section: str) -> Any:
    return Metric if section == "metrics" else LISTS[section]


def _objects(definitions: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (each for each in definitions.values() if "properties" in each)


def _tidy(each: dict[str, Any]) -> None:
    """A `kind` says which of several shapes is meant, so it is never left out."""
    for inner in each["properties"].values():
        inner.pop("title", None)
    if "const" in each["properties"].get("kind", {}):
        each["required"] = sorted({"kind", *each.get("required", ())})
