"""What model do these files define?

Files are read, then each definition on its own, then the whole by RULES. All mistakes of all files
are reported at once, each with its line: an owner mends a file in one sitting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from semantic_layer.errors import DefinitionError, Issue
from semantic_layer.model.definition import Definition
from semantic_layer.model.definitions import Dimension, SemanticModel
from semantic_layer.model.located import Data, Located, Where, locate
from semantic_layer.model.metrics import MetricBase
from semantic_layer.model.mistake import Mistake
from semantic_layer.model.rules import RULES
from semantic_layer.model.sections import (
    LISTS,
    METRIC_KINDS,
    REQUIRED,
    SINGLE,
    Parts,
    name_of,
)
from semantic_layer.model.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Place:
    """Where a definition stands."""

    file: str
    located: Located
    where: Where
    shown: str  # the dotted key of the definition

    def issue(self, path: Where, message: str) -> Issue:
        key = ".".join(map(str, (self.shown, *path)))
        return Issue(self.file, self.located.line((*self.where, *path)), key, message)


@dataclass(frozen=True, slots=True)
class Found:
    """A definition as it stands in a file, not read yet."""

    section: str
    name: str | None
    data: Data
    place: Place


def read_model(files: Mapping[str, str]) -> SemanticModel:
    """File name to YAML text in, model out. Raises DefinitionError with every issue found."""
    located = {file: locate(file, text) for file, text in files.items()}
    issues = [issue for each in located.values() for issue in each.issues]
    found: list[Found] = []
    for file, each in located.items():
        if each.data is not None:
            found += _definitions(file, each, issues)
    parts = _parts(found, issues)
    places = _places(found)
    if not any(issue.key == "file" for issue in issues):  # a lost file would make others wrong
        issues += _missing(parts)
        issues += [_placed(mistake, places) for rule in RULES for mistake in rule(parts)]
    if issues:
        raise DefinitionError(sorted(issues, key=_position))
    return _model(parts)


def _definitions(file: str, located: Located, issues: list[Issue]) -> Iterator[Found]:
    if not isinstance(located.data, dict):
        issues.append(Issue(file, 1, "file", "expected keys such as metrics: and dimensions:"))
        return
    for key, value in located.data.items():
        top = Place(file, located, (key,), key)
        if key in SINGLE and isinstance(value, dict):
            yield Found(key, key, value, top)
        elif key in LISTS and isinstance(value, list):
            for i, item in enumerate(value):
                name = name_of(key, item)
                place = Place(file, located, (key, i), f"{key}.{i if name is None else name}")
                yield Found(key, name, item, place)
        elif key in SINGLE or key in LISTS:
            issues.append(top.issue((), f"expected a {'mapping' if key in SINGLE else 'list'}"))
        else:
            known = (*SINGLE, *LISTS)
            issues.append(top.issue((), f"unknown key; {did_you_mean(key, known)}"))


def _parts(found: Iterable[Found], issues: list[Issue]) -> Parts:
    names: dict[str, list[str]] = defaultdict(list)
    values: dict[str, list[Any]] = defaultdict(list)
    for each in found:
        value = _validated(each, issues)
        if value is not None and each.name not in names[each.section]:  # else: names_are_unique
            values[each.section].append(value)
        if each.name is not None:
            names[each.section].append(each.name)
    parts = Parts({section: tuple(own) for section, own in names.items()})
    lists: dict[str, Any] = {section: tuple(values[section]) for section in LISTS}
    parts = replace(parts, **lists)
    if values["model"]:
        parts = replace(parts, settings=values["model"][0])
    if values["public"]:
        parts = replace(parts, public=values["public"][0])
    return _with_more_words(parts)


def _with_more_words(parts: Parts) -> Parts:
    """Synonyms that stand apart are their definition's own from here on."""
    more = {each.name: each.words for each in parts.synonyms}
    return replace(
        parts,
        metrics=tuple(each.model_copy(update=_called(each, more)) for each in parts.metrics),
        dimensions=tuple(each.model_copy(update=_called(each, more)) for each in parts.dimensions),
    )


def _called(
    each: MetricBase | Dimension, more: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    return {"synonyms": (*each.synonyms, *more.get(each.name, ()))}


def _validated(each: Found, issues: list[Issue]) -> Definition | None:
    if not isinstance(each.data, dict):
        issues.append(each.place.issue((), "expected a mapping with a name"))
        return None
    shape = _shape(each, issues)
    if shape is None:
        return None
    try:
        return shape.model_validate(each.data)
    except ValidationError as error:
        issues += _explained(each, shape, error)
        return None


def _shape(each: Found, issues: list[Issue]) -> type[Definition] | None:
    if each.section != "metrics":
        return {**SINGLE, **LISTS}[each.section]
    kind = each.data.get("kind") if isinstance(each.data, dict) else None
    if isinstance(kind, str) and kind in METRIC_KINDS:
        return METRIC_KINDS[kind]
    said = "missing" if kind is None else f"“{kind}” is no kind of metric"
    issues.append(each.place.issue(("kind",), f"{said}; expected one of {', '.join(METRIC_KINDS)}"))
    return None


def _explained(each: Found, shape: type[Definition], error: ValidationError) -> list[Issue]:
    """One issue for each place, the deepest where a value could have been of several shapes."""
    said: dict[Where, str] = {}
    for detail in error.errors(include_url=False):
        path = _inside(each.data, detail)
        said.setdefault(path, _expected(detail, shape))
    deepest = [path for path in said if not any(o != path and o[: len(path)] == path for o in said)]
    return [each.place.issue(path, said[path]) for path in deepest]


def _inside(data: Data, detail: ErrorDetails) -> Where:
    """The error's path without pydantic's names of union branches, which no file holds."""
    path: list[str | int] = []
    loc = detail["loc"]
    for i, step in enumerate(loc):
        last_missing = i == len(loc) - 1 and detail["type"] == "missing"
        if isinstance(data, dict) and (step in data or last_missing):
            path.append(step)
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            path.append(step)
            data = data[step]
    return tuple(path)


def _expected(detail: ErrorDetails, shape: type[Definition]) -> str:
    match detail["type"]:
        case "missing":
            return "missing"
        case "extra_forbidden":
            return f"unknown key; {did_you_mean(str(detail['loc'][-1]), _keys(shape, detail))}"
        case _:
            return f"{detail['msg']}, not {detail['input']!r}"


def _keys(shape: type[Definition], detail: ErrorDetails) -> tuple[str, ...]:
    if len(detail["loc"]) == 1:
        return tuple(shape.model_fields)
    shapes = [*LISTS.values(), *SINGLE.values(), *METRIC_KINDS.values()]
    nested = {name for each in Definition.__subclasses__() for name in each.model_fields}
    return tuple(sorted(nested.union(*(each.model_fields for each in shapes))))


def _places(found: Iterable[Found]) -> Mapping[tuple[str, str], list[Place]]:
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for each in found:
        if each.name is not None:
            places[each.section, each.name].append(each.place)
    return places


def _placed(mistake: Mistake, places: Mapping[tuple[str, str], list[Place]]) -> Issue:
    place = places[mistake.section, mistake.name][mistake.occurrence]
    return place.issue(mistake.path, mistake.message)


def _missing(parts: Parts) -> Iterator[Issue]:
    for section in REQUIRED:
        if not parts.names.get(section):
            yield Issue("model", None, section, "missing; no file has this key")


def _position(issue: Issue) -> tuple[str, int, str]:
    return issue.file, issue.line or 0, issue.key


def _model(parts: Parts) -> SemanticModel:
    if parts.settings is None:
        raise DefinitionError([Issue("model", None, "model", "missing; no file has this key")])
    lists = {section: getattr(parts, section) for section in LISTS}
    settings = {name: getattr(parts.settings, name) for name in type(parts.settings).model_fields}
    return SemanticModel(**settings, **lists, public=parts.public)
