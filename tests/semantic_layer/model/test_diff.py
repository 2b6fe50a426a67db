"""Two models' differences, in words."""

from __future__ import annotations

import pytest

from semantic_layer.model.diff import differences
from semantic_layer.model.read import read_model
from tests.wholesale.house import model_files

CHANGES: dict[str, tuple[str, str, str, list[str]]] = {
    "a word": (
        "numbers.yaml",
        "synonyms: [sales, revenue, net turnover]",
        "synonyms: [sales, income, net turnover]",
        [
            "metrics turnover: changed",
            "    synonyms: “revenue” gone",
            "    synonyms: “income” new",
            "    felt by contribution, contribution_rate, price_per_case, settled_turnover",
        ],
    ),
    "a column that others rest on": (
        "tables.yaml",
        "{name: freight, type: decimal}",
        "{name: freight, type: decimal, nullable: true}",
        [
            "datasets invoices: changed",
            "    columns.freight.nullable was false, is now true",
        ],
    ),
    "another kind": (
        "stock.yaml",
        "over_time: mean",
        "over_time: last",
        ["metrics average_stock: changed", "    over_time was “mean”, is now “last”"],
    ),
    "an order": (
        "model.yaml",
        "levels: [area, depot, route]",
        "levels: [depot, area, route]",
        ["hierarchies place: changed", "    levels: in another order"],
    ),
    "a setting": (
        "model.yaml",
        "currency: GBP",
        "currency: EUR",
        ["model dunmore: changed", "    currency was “GBP”, is now “EUR”"],
    ),
    "what is public": (
        "people.yaml",
        "  dimensions: [depot]\n",
        "  dimensions: [depot, area]\n",
        ["public dunmore: changed", "    dimensions: “area” new"],
    ),
    "a definition that goes": (
        "people.yaml",
        "  - {name: caretaker, label: Caretaker, description: Runs the installation., data: false}",
        "",
        ["roles caretaker: removed"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_says_what_changed(name: str) -> None:
    file, old, new, said = CHANGES[name]
    files = model_files()
    assert old in files[file]
    changed = files | {file: files[file].replace(old, new)}

    found = differences(read_model(files), read_model(changed))

    assert "\n".join(map(str, found)).splitlines() == said


def test_what_goes_one_way_comes_the_other() -> None:
    files = model_files()
    fewer = files | {"model.yaml": files["model.yaml"].partition("hierarchies:")[0]}

    there = differences(read_model(files), read_model(fewer))
    back = differences(read_model(fewer), read_model(files))

    assert [(each.name, each.how) for each in there] == [
        ("place", "removed"),
        ("assortment", "removed"),
    ]
    assert [(each.name, each.how) for each in back] == [("place", "added"), ("assortment", "added")]


def test_equal_models_do_not_differ() -> None:
    assert differences(read_model(model_files()), read_model(model_files())) == ()
