"""In which form does a model reply: a query made of the choices, or why there is none?

It is MetricQuery's own JSON schema, with every name limited to the choices and in the strict form
that endpoints hold a model to: each key is there, and no other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bi_app.language.choices import Choices
from semantic_layer.model.definitions import DataType
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import TIME, FilterOp, MetricQuery

Schema = dict[str, Any]
NONE = "-"  # an enumeration is never empty
LEFT_OUT = frozenset({"title", "default", "description", "discriminator"})
NAMES = {  # where a name of a metric ("m"), a dimension ("d") or of either may stand
    "MetricQuery": {
        **{"metrics": "m", "dimensions": "d", "counted": "dt", "averaged": "dt"},
        "subtotals": "d",
    },
    "Threshold": {"metric": "m"},
    "Ranking": {"by": "mc", "within": "d"},
    "Share": {"metric": "m", "of": "d"},
    "Running": {"metric": "m"},
    "Moving": {"metric": "m"},
    "Rank": {"metric": "m", "within": "d"},
    "Order": {"by": "mdtc"},
}
COMPARED = [FilterOp.LT, FilterOp.LTE, FilterOp.GT, FilterOp.GTE, FilterOp.BETWEEN]
NUMBERS = {DataType.INTEGER: "integer", DataType.DECIMAL: "number", DataType.BOOLEAN: "boolean"}
WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a reply may be made of.

    `words` are those that the rules left, `parts` the parts of a query that may be filled in,
    `kinds` the kinds of period.
    """

    choices: Choices
    words: tuple[str, ...]
    parts: frozenset[str]
    kinds: frozenset[str]


def reply_schema(offered: Offered, index: ModelIndex) -> Schema:
    choices = offered.choices
    known = _with_kinds(_known(), offered.kinds)
    definitions = {name: _strict(each) for name, each in known["$defs"].items()}
    query = definitions.setdefault("MetricQuery", _strict(known))
    query["properties"] = {
        name: each for name, each in query["properties"].items() if name in offered.parts
    }
    query["required"] = list(query["properties"])
    for name, fields in NAMES.items():
        _limit(definitions[name]["properties"], fields, choices)
    definitions["Filter"] = {"anyOf": list(_filters(choices, index))}
    _limit_calendars(definitions, index)
    reply = _object(
        query={"anyOf": [{"$ref": "#/$defs/MetricQuery"}, {"type": "null"}]},
        words={"type": "array", "items": _meant(choices, offered.words)},
        cannot={"type": ["string", "null"]},
    )
    return {**reply, "$defs": _reached(reply, definitions)}


@cache
def _known() -> Schema:
    return MetricQuery.model_json_schema()


def _with_kinds(part: Any, kinds: frozenset[str]) -> Any:
    """The same with these kinds of period alone."""
    match part:
        case {"discriminator": {"mapping": Mapping() as mapping}, **others}:
            known = [{"$ref": ref} for kind, ref in mapping.items() if kind in kinds]
            return {**others, "oneOf": known}
        case Mapping():
            return {key: _with_kinds(each, kinds) for key, each in part.items()}
        case list():
            return [_with_kinds(each, kinds) for each in part]
        case _:
            return part


def _strict(part: Any) -> Any:
    match part:
        case {"properties": Mapping() as properties}:
            kept = {name: _strict(each) for name, each in properties.items()}
            return _object(**kept)
        case Mapping():
            renamed = {"anyOf" if key == "oneOf" else key: each for key, each in part.items()}
            return {key: _strict(each) for key, each in renamed.items() if key not in LEFT_OUT}
        case list():
            return [_strict(each) for each in part]
        case _:
            return part


def _object(**properties: Any) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _limit(properties: Schema, fields: Mapping[str, str], choices: Choices) -> None:
    for field, kinds in fields.items():
        if field in properties:
            properties[field] = _named(properties[field], _names(kinds, choices))


def _named(part: Schema, names: list[str]) -> Schema:
    """The same with the names in place of any text."""
    if part.get("type") == "array":
        return {**part, "items": _one_of(names)}
    if "anyOf" in part:
        return {"anyOf": [_one_of(names), {"type": "null"}]}
    return _one_of(names)


def _names(kinds: str, choices: Choices) -> list[str]:
    names = list(choices.metrics) if "m" in kinds else []
    names += choices.dimensions if "d" in kinds else ()
    names += [TIME] if "t" in kinds else []
    names += [f"{name}_count" for name in (*choices.dimensions, TIME)] if "c" in kinds else []
    return names


def _one_of(names: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(dict.fromkeys(names)) or [NONE]}


def _filters(choices: Choices, index: ModelIndex) -> list[Schema]:
    """A form for each dimension: its members that were found, or numbers and days."""
    found = [_filter(choices.dimensions, [FilterOp.IS_NULL, FilterOp.NOT_NULL], None)]
    for name in choices.dimensions:
        kind = index.dimension(name).type
        form = {"type": NUMBERS.get(kind, "string")}
        if values := choices.values.get(name):
            members = {**form, "enum": list(values)}
            found.append(_filter([name], [FilterOp.IN, FilterOp.NOT_IN], members))
        if kind in (DataType.DATE, DataType.TIMESTAMP):
            found.append(_filter([name], COMPARED, {**form, "format": "date"}))
        elif kind in NUMBERS:
            found.append(_filter([name], [FilterOp.IN, *COMPARED], form))
    return found


def _filter(dimensions: Iterable[str], operators: list[FilterOp], value: Schema | None) -> Schema:
    values = {"type": "array", "items": value or {"type": "string"}}
    return _object(
        dimension=_one_of(dimensions),
        op={"type": "string", "enum": [each.value for each in operators]},
        values={**values, "maxItems": 0} if value is None else values,
        members={"type": "null"},
    )


def _limit_calendars(definitions: Schema, index: ModelIndex) -> None:
    calendars = [each.name for each in index.model.calendars]
    named = {
        "calendar": {"anyOf": [_one_of(calendars), {"type": "null"}]},
    }
    for each in definitions.values():
        for field, form in named.items():
            if field in each.get("properties", {}):
                each["properties"][field] = form
    for name, known in (("Holiday", index.model.holidays), ("Season", index.model.seasons)):
        definitions[name]["properties"]["name"] = _one_of([each.name for each in known])


def _meant(choices: Choices, words: tuple[str, ...]) -> Schema:
    """What a word that the rules left stands for: a choice, or no more than a way of speaking."""
    values = (str(value) for group in choices.values.values() for value in group)
    names = (*choices.metrics, *choices.dimensions, *values, WORDING)
    return _object(word=_one_of(words), means=_one_of(names))


def _reached(part: Any, definitions: Mapping[str, Schema]) -> Schema:
    """The definitions that the part refers to, themselves or through each other."""
    found: Schema = {}
    waiting = _references(part)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = definitions[name]
            waiting += _references(definitions[name])
    return {name: found[name] for name in sorted(found)}


def _references(part: Any) -> list[str]:
    match part:
        case {"$ref": str(reference)}:
            return [reference.rpartition("/")[2]]
        case Mapping():
            return [name for each in part.values() for name in _references(each)]
        case list():
            return [name for each in part for name in _references(each)]
        case _:
            return []
