"""Does the warehouse hold one partner, or one version, where the model's joins are to one?"""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from bi_app.warehouse.management.commands import check_partners
from bi_app.warehouse.partner_statements import doubled_partners
from bi_app.warehouse.service import members
from semantic_layer.model.definitions import Join
from semantic_layer.model.index import index_model
from tests.semantic_layer.corner import DuckDB, Engine, corner_index, filled, opened


@pytest.fixture(params=["duckdb", "postgres"])
def corner(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with opened(request.param) as empty:
        yield filled(empty)


def join_to(target: str) -> Join:
    joins = (join for each in corner_index().datasets.values() for join in each.joins)
    return next(join for join in joins if join.to == target)


def counted(target: str, engine: Engine) -> int:
    tree = doubled_partners(join_to(target), corner_index().dataset(target))
    ((count,),) = engine.run(tree.sql(engine.name))
    return int(count)


@pytest.mark.parametrize("target", ["shops", "items", "members", "labels", "keepers", "seasons"])
def test_it_finds_nothing_where_each_row_has_one_partner(target: str, corner: Engine) -> None:
    assert counted(target, corner) == 0


@pytest.mark.parametrize(
    ("target", "change", "keys"),
    [
        ("members", "INSERT INTO t_members VALUES (1, 'Basic', 'Ada'), (1, 'Gold', 'Ida')", 1),
        ("keepers", "INSERT INTO t_keepers VALUES (3, '2024-03-01', NULL, 'Eli')", 1),
        ("keepers", "INSERT INTO t_keepers VALUES (3, '2024-03-02', NULL, 'Eli')", 0),
        ("keepers", "INSERT INTO t_keepers VALUES (3, NULL, '2024-01-01', 'Eli')", 0),
        ("keepers", "INSERT INTO t_keepers VALUES (3, NULL, NULL, 'Eli')", 1),
        ("keepers", "INSERT INTO t_keepers VALUES (1, '2024-02-01', '2024-02-01', 'Eli')", 0),
        ("keepers", "INSERT INTO t_keepers VALUES (NULL, NULL, NULL, 'Eli')", 0),
        ("seasons", "INSERT INTO t_seasons VALUES (12, '2024-03-02', '2024-03-02', 'Late')", 1),
        ("seasons", "INSERT INTO t_seasons VALUES (12, '2024-03-03', '2024-03-03', 'Late')", 0),
    ],
)
def test_it_counts_what_a_row_would_find_twice(
    target: str, change: str, keys: int, corner: Engine
) -> None:
    corner.run(change)

    assert counted(target, corner) == keys


@pytest.fixture
def shop(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "corner.duckdb"
    engine = DuckDB()
    engine.connection = duckdb.connect(str(path))
    filled(engine)
    engine.connection.close()
    settings.WAREHOUSE = f"duckdb:///{path}"
    monkeypatch.setattr(check_partners, "live", lambda: SimpleNamespace(index=corner_index()))
    return path


@pytest.mark.django_db
def test_its_command_tells_that_all_is_well(shop: Path) -> None:
    said = StringIO()

    call_command("check_partners", stdout=said)

    assert said.getvalue() == "Every join to one finds one partner at most.\n"


@pytest.mark.django_db
def test_its_command_names_the_table(shop: Path) -> None:
    said = StringIO()
    with duckdb.connect(str(shop)) as connection:
        connection.execute("INSERT INTO t_keepers VALUES (3, '2024-03-01', NULL, 'Eli')")

    with pytest.raises(CommandError, match="for one partner"):
        call_command("check_partners", stdout=said)

    assert said.getvalue() == "keepers: 1 doubled keys, or versions within another one\n"


@pytest.mark.django_db
def test_members_of_what_has_several_are_seen_under_each_of_them(shop: Path) -> None:
    """Who may see one of an item's labels knows of the item; a member of none is nobody's."""
    policy = corner_index().model.row_policies[0].model_copy(update={"dimension": "label"})
    index = index_model(corner_index().model.model_copy(update={"row_policies": (policy,)}))

    found = members(index.dimension("item"), index)

    assert {each.value: dict(each.scope) for each in found} == {
        "Pen": {"label": ("Gift", "School")},
        "Ink": {"label": ("School",)},
        "Mug": {"label": ()},
    }
