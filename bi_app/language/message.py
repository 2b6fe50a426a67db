"""What is a model told of one question: the words, the choices with their definitions, no row.

All of it is one JSON object, so that a definition or a question that reads like an order to the
model is marked as what it is.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bi_app.language.choices import Choices
from semantic_layer.model.index import ModelIndex
from semantic_layer.query import MetricQuery

MOST_CHARACTERS = 240  # of a description


@dataclass(frozen=True, slots=True)
class Matter:
    """One question as it may leave: masked, and without what stays inside.

    `left` are the words that the rules could not explain, `found` what they are certain of,
    `periods` each stretch that names days with the period it names, `today` the data's day.
    """

    text: str
    left: tuple[str, ...]
    found: tuple[str, ...]
    periods: tuple[tuple[str, Mapping[str, Any]], ...]
    today: str
    previous: MetricQuery | None = None


def message(matter: Matter, choices: Choices, index: ModelIndex) -> str:
    previous = matter.previous
    told = {
        "question": matter.text,
        "left": matter.left,
        "found": matter.found,
        "periods": [{"words": words, "period": period} for words, period in matter.periods],
        "today": matter.today,
        "metrics": [_metric(name, choices, index) for name in choices.metrics],
        "dimensions": [_dimension(name, choices, index) for name in choices.dimensions],
        "previous": previous.model_dump(mode="json", exclude_defaults=True) if previous else None,
    }
    return json.dumps(told, ensure_ascii=False, default=str)


def repair(complaint: str) -> str:
    """What is said to a reply that does not stand."""
    told = {"rejected": complaint[:MOST_CHARACTERS], "reply_again": "the whole reply, mended"}
    return json.dumps(told, ensure_ascii=False)


def _metric(name: str, choices: Choices, index: ModelIndex) -> Mapping[str, Any]:
    metric = index.metric(name)
    reachable = index.reachable(name)
    return {
        "name": name,
        "label": metric.label,
        "means": _short(metric.description),
        "unit": metric.unit,
        "also_called": _few(metric.synonyms),
        "dimensions": [each for each in choices.dimensions if each in reachable],
        "has_plan": metric.plan is not None,
    }


def _dimension(name: str, choices: Choices, index: ModelIndex) -> Mapping[str, Any]:
    dimension = index.dimension(name)
    return {
        "name": name,
        "label": dimension.label,
        "means": _short(dimension.description),
        "also_called": _few(dimension.synonyms),
        "values": list(choices.values.get(name, ())),
    }


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_CHARACTERS else plain[: MOST_CHARACTERS - 1] + "…"


def _few(words: Iterable[str], most: int = 8) -> list[str]:
    return [_short(each) for each in list(words)[:most]]
