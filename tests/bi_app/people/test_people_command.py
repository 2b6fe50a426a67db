"""Accounts come from a file, whole or not at all; one is ended at once; who sees what is told."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bi_app.asking.answer import Answer
from bi_app.costs.models import Budget
from bi_app.people.asker import asker_for
from bi_app.people.keys import new_key, owner_of
from bi_app.people.models import Team, User
from tests.bi_app.people.signing_in import PASSWORD, is_in, sign_in, told
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

FILE = """\
username,email,roles,groups,regions,departments
rita,rita@shop.example,regional_manager,,West; Southwest,
mona,mona@shop.example,merchandiser;analyst,Buyers,,Women's
"""


@pytest.fixture(autouse=True)
def buyers(retailer: None) -> Team:
    return Team.objects.create(name="Buyers", roles=["analyst"])


def people(*words: str) -> str:
    out = StringIO()
    call_command("people", *words, stdout=out)
    return out.getvalue()


def take_in(folder: Path, text: str, *more: str) -> str:
    file = folder / "people.csv"
    file.write_text(text)
    return people("import", str(file), *more)


def test_it_makes_people_with_rights_and_a_budget(tmp_path: Path) -> None:
    assert take_in(tmp_path, FILE) == "2 made, 0 changed, 0 the same.\n"

    rita, mona = (User.objects.get(username=name) for name in ("rita", "mona"))
    assert asker_for(rita).attributes == {"regions": ("Southwest", "West")}
    assert asker_for(mona).roles == {"merchandiser", "analyst"}
    assert [team.name for team in mona.teams.all()] == ["Buyers"]
    assert rita.has_usable_password()  # so that a link can set another
    assert Budget.objects.filter(user__in=[rita, mona]).count() == 2
    assert [detail["whose"] for _, _, detail in told("make account")] == ["rita", "mona"]


def test_it_does_nothing_the_second_time(tmp_path: Path) -> None:
    take_in(tmp_path, FILE)
    before = list(User.objects.order_by("pk").values())
    entries = len(told("change rights"))

    assert take_in(tmp_path, FILE) == "0 made, 0 changed, 2 the same.\n"

    assert list(User.objects.order_by("pk").values()) == before
    assert len(told("change rights")) == entries


def test_it_only_tells_in_a_dry_run(tmp_path: Path) -> None:
    said = take_in(tmp_path, FILE, "--dry-run")

    assert said == "Nothing was done; it would be: 2 made, 0 changed, 0 the same.\n"
    assert not User.objects.filter(username="rita").exists()
    assert told("make account") == []


def test_a_missing_column_leaves_and_an_empty_cell_takes_away(tmp_path: Path) -> None:
    take_in(tmp_path, FILE)

    take_in(tmp_path, "username,regions\nrita,West\n")
    assert asker_for(User.objects.get(username="rita")).roles == {"regional_manager"}
    assert asker_for(User.objects.get(username="rita")).attributes == {"regions": ("West",)}

    take_in(tmp_path, "username,regions\nrita,\n")
    assert asker_for(User.objects.get(username="rita")).attributes == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\nrita\n", "line 1: there is no column username"),
        ("username,region\nrita,West\n", "line 1: no attribute of the model is called “region”"),
        ("username,roles,roles\nrita,a,b\n", "line 1: the column roles is there twice"),
        ("username,roles\nrita,regional_manger\n", "line 2: the model has no role"),
        ("username,roles\nrita,regional_manger\n", "did you mean regional_manager"),
        ("username,groups\nrita,Buyer\n", "line 2: there is no group “Buyer”; did you mean Buyers"),
        ("username,regions\nok,West\nrita,Wset\n", "line 3: regions: the data has no “Wset”"),
        ("username,email\nrita,rita at shop\n", "line 2: “rita at shop” is no mail address"),
        ("username\nri ta\n", "line 2: username “ri ta”"),
        ("username\nrita\nrita\n", "line 3: rita is in the file twice"),
        ("username,roles\nrita\n", "line 2: it has more or fewer cells"),
        ("username,roles\nrita,analyst,more\n", "line 2: it has more or fewer cells"),
    ],
)
def test_it_names_every_mistake_by_line_and_does_nothing(
    tmp_path: Path, text: str, told: str
) -> None:
    before = User.objects.count()

    with pytest.raises(CommandError, match="Nothing was done") as raised:
        take_in(tmp_path, text)

    assert told in str(raised.value)
    assert User.objects.count() == before


def test_it_names_all_mistakes_at_once(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as raised:
        take_in(tmp_path, "username,roles,regions\na,x,West\nb,analyst,Wset\nc,y,\n")

    lines = str(raised.value).splitlines()[1:]
    assert [line.partition(":")[0] for line in lines] == ["line 2", "line 3", "line 4"]


def test_it_ends_an_account_with_its_sign_ins_and_keys_at_once(client: Client) -> None:
    elena = User.objects.get(username="elena.exec")
    elena.set_password(PASSWORD)
    elena.save()
    key = new_key(elena, "test")
    sign_in(client, "elena.exec")

    said = people("disable", "elena.exec")

    assert said == "elena.exec is disabled; ended: 1 sign-ins, 1 keys.\n"
    assert not is_in(client)
    assert owner_of(key) is None
    assert sign_in(Client(), "elena.exec").status_code == 200
    assert told("end account")[0][2]["whose"] == "elena.exec"
    with pytest.raises(CommandError, match="no active user"):
        people("disable", "elena.exec")


def seen(*words: str) -> dict[str, tuple[str, str]]:
    rows = csv.DictReader(StringIO(people("review", "--csv", *words)))
    return {row["person"]: (row["sees"], row["why"]) for row in rows}


def test_it_tells_who_sees_a_metric_and_by_which_rule() -> None:
    found = seen("--metric", "gross_margin")

    assert found["elena.exec"] == ("all", "given by everybody")
    assert found["sam.southwest"] == ("nothing", "denied by cost: cost and margin")
    assert found["mara.merch"][0] == "some"
    assert "only your departments: Accessories, Women's" in found["mara.merch"][1]
    assert found["ada.admin"] == ("nothing", "has no role that is answered data")
    assert found["portal"][0] == "nothing"


def test_it_tells_who_sees_a_member_and_by_which_rule() -> None:
    found = seen("--member", "region=Northeast")

    assert found["elena.exec"] == ("all", "no rule narrows rows")
    assert found["sam.southwest"][0] == "nothing"
    assert "denied by own_regions" in found["sam.southwest"][1]
    assert found["mara.merch"][0] == "some"
    assert seen("--member", "region=West")["sam.southwest"][0] == "all"


def test_it_tells_of_a_person_whose_attribute_is_missing() -> None:
    User.objects.get(username="sam.southwest").attributes.all().delete()

    sees, why = seen("--metric", "net_sales")["sam.southwest"]

    assert (sees, why) == ("nothing", "denied by own_regions: has no regions that it could go by")


@pytest.mark.parametrize("metric", ["net_sales", "gross_margin", "labor_cost", "weeks_of_supply"])
def test_what_it_tells_is_what_asking_does(metric: str) -> None:
    found = seen("--metric", metric)

    for name in ("elena.exec", "sam.southwest", "mara.merch", "ada.admin"):
        answer: Answer = say(name, f"{metric.replace('_', ' ')} last week")
        assert (answer.finding.status == "answered") == (found[name][0] != "nothing"), (
            name,
            found[name],
        )


def test_it_prints_a_table_for_people() -> None:
    lines = people("review", "--metric", "net_sales").splitlines()

    assert lines[0].split() == ["person", "sees", "why"]
    assert any(line.startswith("elena.exec") and "given by everybody" in line for line in lines)


def test_it_says_what_the_model_does_not_have() -> None:
    with pytest.raises(CommandError, match="no metric “net_sale”; did you mean net_sales"):
        people("review", "--metric", "net_sale")
    with pytest.raises(CommandError, match="no dimension “regions”; did you mean region"):
        people("review", "--member", "regions=West")
