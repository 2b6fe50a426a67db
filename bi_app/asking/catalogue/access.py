"""Which rows, members and metrics may the asker see, and what is closed to them?

A name that is not public and that they may not see is not told, not even that it is closed.
"""

from collections.abc import Iterator

from bi_app.asking.answer import Cell
from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.facts import Facts, listed, lower, sentences
from bi_app.asking.catalogue.known import dimensions_named, label_of
from bi_app.asking.catalogue.members import MOST_TOLD, members_of, named
from semantic_layer.interpret.outcome import CatalogueQuestion, Named
from semantic_layer.model.definitions import Dimension

COLUMNS = ("about", "open", "detail")
Row = tuple[Cell, ...]


def access(asking: Asking, question: CatalogueQuestion) -> Facts:
    rows: list[Row] = []
    told: list[str] = []
    for each in question.named:
        if each.kind in ("metric", "member", "dataset"):
            is_open = not each.closed
            rows.append((label_of(asking, each).strip("“”"), is_open, _why(asking, each)))
            told.append(_may(asking, each))
    for dimension in dimensions_named(asking, question):
        names = members_of(asking, dimension)
        rows.append((dimension.plural or dimension.label, True, str(len(names))))
        rows += [(name, True, dimension.label) for name in names[:MOST_TOLD]]
        told.append(_members(dimension, names))
    rows += _rules(asking)
    told.append(_narrowed(asking))
    if not question.named:
        rows += _closed_rows(asking)
        told += list(_closed(asking))
    return Facts(COLUMNS, tuple(rows), sentences(told))


def closed(asking: Asking, question: CatalogueQuestion) -> Facts:
    told = [*_closed(asking), _narrowed(asking), *_never(asking)]
    return Facts(
        COLUMNS, (*_closed_rows(asking), *_rules(asking), *_personal(asking)), sentences(told)
    )


def _may(asking: Asking, named: Named) -> str:
    label = label_of(asking, named)
    if named.kind == "member":
        may = "is outside what you may see" if named.closed else "is within what you may see"
        return f"{'No' if named.closed else 'Yes'}: {label} {may}."
    if named.closed:
        return f"No: {label} is closed to you. Its owner can tell who may see it."
    return f"Yes: {label} is open to you."


def _why(asking: Asking, named: Named) -> str | None:
    """A rule on the member's own dimension, in its own words."""
    if named.kind != "member":
        return None
    rules = {rule for own in asking.policy.rules.values() for rule in own}
    said = [rule.sentence for rule in rules if rule.dimension == named.name]
    return "; ".join(sorted(said)) or None


def _members(dimension: Dimension, names: tuple[str, ...]) -> str:
    many = dimension.plural or lower(dimension.label)
    if not names:
        return f"The catalogue keeps no list of {many}."
    return f"You may see {len(names)} {many}: {named(names)}."


def _rules(asking: Asking) -> list[Row]:
    if not asking.policy.datasets:
        return [("rows", False, "no data is open to you")]
    if not asking.policy.sentences:
        return [("rows", True, "no restriction")]
    return [("rows", True, sentence) for sentence in asking.policy.sentences]


def _narrowed(asking: Asking) -> str:
    if not asking.policy.datasets:
        return "No data is open to you."
    if not asking.policy.sentences:
        return "No restriction narrows the rows that you see."
    return f"Your rows are narrowed: {'; '.join(asking.policy.sentences)}."


def _closed_rows(asking: Asking) -> list[Row]:
    return [(label, False, "closed metric") for label in _closed_labels(asking)]


def _closed(asking: Asking) -> Iterator[str]:
    labels = _closed_labels(asking)
    if labels:
        yield f"Closed to you: {listed(labels, most=40)}."
    elif asking.policy.datasets:
        yield "No metric of the catalogue is closed to you."
    masks = {mask.label for own in asking.policy.masks.values() for mask in own.values()}
    if masks:
        yield f"Shown in another form: {listed(sorted(masks))}."


def _closed_labels(asking: Asking) -> list[str]:
    words = asking.policy.closed_words
    return [words[name][0] for name in sorted(asking.policy.closed_metrics) if words.get(name)]


def _personal(asking: Asking) -> list[Row]:
    return [(each.label, False, "personal data") for each in asking.index.model.personal]


def _never(asking: Asking) -> Iterator[str]:
    labels = [each.label for each in asking.index.model.personal]
    if labels:
        yield f"Personal data ({listed(labels)}) is never answered, whoever asks."
