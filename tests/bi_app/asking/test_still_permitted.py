"""Rights that change while a question is answered hold before anything is shown."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bi_app import sealed
from bi_app.asking.models import AnswerRecord, Status
from bi_app.demo.model import larkfield_files
from bi_app.people.models import Attribute, Team, User
from bi_app.warehouse import gate
from metrics.releases import publish
from tests.bi_app.street import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]
BY_REGION: dict[str, Any] = {"metrics": ["net_sales"], "dimensions": ["region"]}


def people(name: str) -> Any:
    return User.objects.filter(username=name)


def another_role(name: str) -> None:
    people(name).update(roles=["analyst"])


def one_more_region(name: str) -> None:
    Attribute.objects.create(user=people(name).get(), name="regions", member="Midwest")


def a_team(name: str) -> None:
    Team.objects.create(name="Northern", roles=["merchandiser"]).members.add(people(name).get())


def disabled(name: str) -> None:
    people(name).update(is_active=False)


def acts_for_others(name: str) -> None:
    people(name).update(service=True)


def a_closed_column(name: str) -> None:
    files = larkfield_files()
    closed = "      - sales_lines.cost_amount\n"
    files["policies.yaml"] = files["policies.yaml"].replace(
        closed, f"{closed}      - sales_lines.channel\n"
    )
    publish(files, reason="Close the channel.", by="tests")


def another_release(name: str) -> None:
    files = larkfield_files()
    files["words.yaml"] += "# nothing that anybody may see\n"
    publish(files, reason="A remark.", by="tests")


CHANGES = [another_role, one_more_region, a_team, disabled, acts_for_others, a_closed_column]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[str], None]]]:
    """What happens to sam while the warehouse works; whether rows were kept does not matter."""
    sealed.client().flushdb()
    happens: list[Callable[[str], None]] = []
    run = gate.data_version

    def worked() -> str:
        while happens:
            happens.pop()("sam.southwest")
        return run()

    monkeypatch.setattr(gate, "data_version", worked)
    yield happens
    sealed.client().flushdb()


@pytest.mark.parametrize("kept", [False, True], ids=["fresh", "kept"])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_it_shows_nothing_that_was_found_under_other_rights(
    meanwhile: list[Callable[[str], None]], change: Callable[[str], None], kept: bool
) -> None:
    if kept:
        assert send("sam.southwest", **BY_REGION).finding.rows
    meanwhile.append(change)

    answer = send("sam.southwest", **BY_REGION)

    found = answer.finding
    assert meanwhile == []
    assert found.refusal is not None
    assert (found.status, found.refusal.code) == (Status.REFUSED, "not_permitted")
    assert "changed" in found.refusal.detail
    assert (found.rows, found.sql, found.chart, found.narrative) == ((), None, None, "")
    record = AnswerRecord.objects.get(pk=answer.id)
    assert record.statement_sha256
    assert record.cost_micros == answer.cost.micros


def test_it_goes_on_where_another_release_changes_no_rights(
    meanwhile: list[Callable[[str], None]],
) -> None:
    meanwhile.append(another_release)

    found = send("sam.southwest", **BY_REGION).finding

    assert meanwhile == []
    assert [row[0] for row in found.rows] == ["Southwest", "West"]
