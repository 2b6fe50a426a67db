"""How do two models differ, definition by definition, in words?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from semantic_layer.model.definitions import SemanticModel
from semantic_layer.model.lineage import parts_of
from semantic_layer.model.sections import LISTS, name_of

Named = Mapping[str, Any]
NOTHING: Any = None


@dataclass(frozen=True, slots=True)
class Difference:
    """`said` has a line for each key that changed; `felt_by` the metrics made of a changed one."""

    section: str
    name: str
    how: Literal["added", "removed", "changed"]
    said: tuple[str, ...] = ()
    felt_by: tuple[str, ...] = ()

    def __str__(self) -> str:
        felt = [f"felt by {', '.join(self.felt_by)}"] if self.felt_by else []
        head = f"{self.section} {self.name}: {self.how}"
        return "\n".join([head, *(f"    {line}" for line in (*self.said, *felt))])


def differences(old: SemanticModel, new: SemanticModel) -> tuple[Difference, ...]:
    """What the new model says otherwise, in the order of a model's sections."""
    found = [*_in_settings(old, new)]
    for section in LISTS:
        found += _in_section(section, _by_name(section, old), _by_name(section, new), new)
    return tuple(found)


def _in_settings(old: SemanticModel, new: SemanticModel) -> Iterator[Difference]:
    before, after = (
        each.model_dump(mode="json", exclude=set(LISTS) | {"public"}) for each in (old, new)
    )
    public = [each.public.model_dump(mode="json") for each in (old, new)]
    for name, pair in (("model", (before, after)), ("public", (public[0], public[1]))):
        said = tuple(_changes("", *pair))
        if said:
            yield Difference(name, new.name, "changed", said)


def _by_name(section: str, model: SemanticModel) -> Named:
    definitions = getattr(model, section)
    return {str(name_of(section, each)): each.model_dump(mode="json") for each in definitions}


def _in_section(
    section: str, before: Named, after: Named, new: SemanticModel
) -> Iterator[Difference]:
    for name in {**before, **after}:
        felt = _felt_by(name, new) if section == "metrics" else ()
        if name not in before:
            yield Difference(section, name, "added")
        elif name not in after:
            yield Difference(section, name, "removed")
        elif said := tuple(_changes("", before[name], after[name])):
            yield Difference(section, name, "changed", said, felt)


def _felt_by(name: str, model: SemanticModel) -> tuple[str, ...]:
    """The metrics that are made of a metric, at any depth."""
    felt = {name}
    grows = True
    while grows:
        more = {
            metric.name
            for metric in model.metrics
            if metric.name not in felt and any(part.metric in felt for part in parts_of(metric))
        }
        felt |= more
        grows = bool(more)
    return tuple(metric.name for metric in model.metrics if metric.name in felt - {name})


def _changes(path: str, before: Any, after: Any) -> Iterator[str]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            inner = f"{path}.{key}" if path else key
            yield from _changes(inner, before.get(key, NOTHING), after.get(key, NOTHING))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _in_list(path, before, after)
    else:
        yield f"{path} was {_said(before)}, is now {_said(after)}"


def _in_list(path: str, before: list[Any], after: list[Any]) -> Iterator[str]:
    old, new = _keyed(before), _keyed(after)
    if old is not None and new is not None:
        yield from _changes(path, old, new)
        return
    gone = [_said(each) for each in before if each not in after]
    come = [_said(each) for each in after if each not in before]
    if gone:
        yield f"{path}: {', '.join(gone)} gone"
    if come:
        yield f"{path}: {', '.join(come)} new"
    if not gone and not come:
        yield f"{path}: in another order"


def _keyed(items: list[Any]) -> Named | None:
    """Columns and their like by name; None for a list without names."""
    if items and all(isinstance(each, dict) and "name" in each for each in items):
        return {each["name"]: {k: v for k, v in each.items() if k != "name"} for each in items}
    return None


def _said(value: Any) -> str:
    match value:
        case None | "" | []:
            return "nothing"
        case str():
            return f"“{value}”"
        case dict():
            return ", ".join(f"{key} {_said(each)}" for key, each in value.items() if each)
        case list():
            return ", ".join(map(_said, value))
        case _:
            return str(value).lower() if isinstance(value, bool) else str(value)
