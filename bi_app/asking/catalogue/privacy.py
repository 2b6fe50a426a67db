"""Which groups are too small to be shown, and what is said of personal data?"""

from bi_app.asking.asking import Asking
from bi_app.asking.catalogue.facts import Facts, listed, lower, sentences
from bi_app.asking.catalogue.known import catalogue
from semantic_layer.interpret.outcome import CatalogueQuestion
from semantic_layer.model.index import ModelIndex

SMALL_COLUMNS = ("people", "smallest_group", "by")
PERSONAL_COLUMNS = ("personal_data", "shown", "instead")


def small_groups(asking: Asking, question: CatalogueQuestion) -> Facts:
    index = catalogue(asking)
    rules = index.model.small_groups
    rows = tuple(
        (each.name, each.minimum, ", ".join(_by(each.dimensions, index))) for each in rules
    )
    told = [
        f"A group of fewer than {each.minimum} {each.name.replace('_', ' ')} is left out where "
        f"{listed([lower(name) for name in _by(each.dimensions, index)])} split or filter a "
        "number; the answer counts what it left out. The smallest group shown has "
        f"{each.minimum}."
        for each in rules
    ]
    return Facts(SMALL_COLUMNS, rows, sentences(told) or "No rule on small groups concerns you.")


def personal(asking: Asking, question: CatalogueQuestion) -> Facts:
    """Personal words stay in everybody's view of the model, so that they are known as such."""
    index = catalogue(asking)
    labels = [each.label for each in index.model.personal]
    groups = dict.fromkeys(
        label for each in index.model.small_groups for label in _by(each.dimensions, index)
    )
    instead = [lower(label) for label in groups]
    rows = tuple((label, "never", ", ".join(groups) or None) for label in labels)
    never = f"Personal data ({listed(labels)}) is never answered, whoever asks."
    shown = f"What is shown instead are groups: by {listed(instead)}." if instead else ""
    return Facts(PERSONAL_COLUMNS, rows, sentences((never, shown, *_smallest(index))))


def _smallest(index: ModelIndex) -> list[str]:
    rules = index.model.small_groups
    return ["Groups of too few people are left out."] if rules else []


def _by(names: tuple[str, ...], index: ModelIndex) -> list[str]:
    return [index.dimension(name).label for name in names if index.has_dimension(name)]
