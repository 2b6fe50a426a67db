"""How is a query kept outside the process, and read back by a version that may be another?"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bi_app.masked import mask_values
from semantic_layer.interpret.outcome import Choice, Meant
from semantic_layer.query import MetricQuery


def query_json(query: MetricQuery | None) -> dict[str, Any] | None:
    """As the record, the caches and the API hold it."""
    return None if query is None else query.model_dump(mode="json", exclude_none=True)


def kept_query(query: MetricQuery | None) -> dict[str, Any] | None:
    """The same as it is kept; none where personal data was typed into it, rather than another."""
    body = query_json(query)
    return body if mask_values(body) == body else None


def stored_query(kept: object) -> MetricQuery | None:
    """None where there is none, or one that this version of the code does not read."""
    try:
        return None if kept is None else MetricQuery.model_validate(kept)
    except ValidationError:
        return None


def choice_json(choice: Choice) -> dict[str, Any]:
    """As the record holds what was offered."""
    settles = choice.settles
    return {
        "label": choice.label,
        "query": query_json(choice.query),
        "settles": None if settles is None else [settles.said, settles.meant],
        "assumed": list(choice.assumed),
        "consequence": choice.consequence,
    }


def stored_choice(kept: Mapping[str, Any]) -> Choice:
    """What was offered before choices could be remembered settles nothing."""
    settles = kept.get("settles")
    return Choice(
        kept["label"],
        stored_query(kept["query"]),
        None if settles is None else Meant(*settles),
        tuple(kept.get("assumed", ())),
        kept.get("consequence", ""),
    )
