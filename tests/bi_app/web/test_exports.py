"""What is taken away holds the rows as they are, runs nothing, and is recorded."""

import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client

from bi_app.asking.answer import Answer, Column
from bi_app.asking.models import SharedAnswer
from bi_app.audit.models import Entry
from bi_app.boards.models import Note
from bi_app.costs.models import Kind, LedgerEntry
from bi_app.env import PROJECT
from bi_app.exports.csv_file import as_csv
from bi_app.exports.picture import PAPER, as_svg
from bi_app.exports.sheet import Sheet
from bi_app.exports.xlsx_file import as_xlsx
from bi_app.people.models import User
from bi_app.web.chart import THEME
from tests.bi_app.street import say

FORMULA = '=HYPERLINK("http://evil.example","Utah")'
SCRIPT = "<script>alert(1)</script>"
SHEET = Sheet(
    title="refunds by state",
    said="Refunds were highest for Utah.",
    columns=(
        Column("state", "State", "dimension", "string"),
        Column("refunds", "Refunds", "metric", "number", "USD"),
        Column("rate", "Return rate", "metric", "number", "fraction"),
    ),
    rows=((FORMULA, 1250.5, 0.125), (SCRIPT, None, float("nan"))),
    cells=((FORMULA, "$1,250.50", "12.5%"), (SCRIPT, "–", "–")),
    basis=(("Question", FORMULA), ("Data through", "Thu 12 Nov 2026")),
    left_out=True,
)


def test_a_csv_runs_nothing() -> None:
    lines = as_csv(SHEET).decode("utf-8-sig").splitlines()

    assert lines[0] == "State,Refunds,Return rate"
    assert lines[1].startswith("\"'=HYPERLINK(")
    assert lines[1].endswith(",1250.5,0.125")
    assert lines[2] == f"{SCRIPT},,"


def test_a_workbook_has_typed_cells_and_tells_what_they_rest_on() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(SHEET)))
    page = book["Answer"]

    assert [cell.value for cell in page[1]] == ["State", "Refunds", "Return rate"]
    assert (page["A2"].data_type, page["A2"].value) == ("s", FORMULA)
    assert (page["B2"].data_type, page["B2"].value) == ("n", 1250.5)
    assert (page["C2"].value, page["C2"].number_format) == (0.125, "0.0%")
    assert (page["B3"].value, page["C3"].value) == (None, None)
    told = {row[0].value: row[1] for row in book["Basis"].iter_rows()}
    assert (told["Question"].data_type, told["Question"].value) == ("s", FORMULA)
    assert "more rows" in told["Left out"].value


def test_a_picture_is_text_and_lines() -> None:
    svg = as_svg(SHEET, None)

    assert "<script" not in svg
    assert "&lt;script&gt;" in svg
    assert "var(" not in svg
    assert "Thu 12 Nov 2026" in svg


def test_paper_has_the_colours_of_the_light_page() -> None:
    css = Path(PROJECT, "static", "css", "aisle.css").read_text()
    light = dict(re.findall(r"(--[a-z0-9-]+): light-dark\((#[0-9a-f]+)", css))

    assert {name: light[name] for name in PAPER} == PAPER


def test_paper_has_each_colour_of_a_picture() -> None:
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", str(THEME))) <= set(PAPER)


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
class TestTaken:
    QUESTION = "visitors by region last month"

    @pytest.fixture
    def answer(self, client: Client) -> Answer:
        client.force_login(User.objects.get(username="elena.exec"))
        return say("elena.exec", self.QUESTION)

    @pytest.mark.parametrize(
        ("form", "begins"),
        [
            ("csv", b"\xef\xbb\xbfRegion,Visitors\r\n"),
            ("xlsx", b"PK"),
            ("png", b"\x89PNG"),
            ("svg", b"<svg"),
            ("pdf", b"%PDF"),
        ],
    )
    def test_each_form_is_a_file(
        self, client: Client, answer: Answer, form: str, begins: bytes
    ) -> None:
        response = client.post(f"/answers/{answer.id}/export/{form}/")

        assert response.content.startswith(begins)
        assert response["Content-Disposition"] == f'attachment; filename="aisle-2026-11-12.{form}"'
        entry = Entry.objects.filter(action="export").latest("seq")
        assert (entry.actor, entry.rows, entry.detail) == ("elena.exec", 6, {"form": form})

    def test_it_holds_the_rows_of_the_answer(self, client: Client, answer: Answer) -> None:
        body = client.post(f"/answers/{answer.id}/export/xlsx/").content
        page = openpyxl.load_workbook(io.BytesIO(body))["Answer"]

        taken = [tuple(cell.value for cell in row) for row in page.iter_rows(min_row=2)]
        assert taken == [tuple(row) for row in answer.finding.rows]

    @pytest.mark.parametrize(("about", "told"), [("West", True), ("Nowhere", False)])
    def test_it_tells_the_notes_on_its_days(
        self, client: Client, answer: Answer, about: str, told: bool
    ) -> None:
        author = User.objects.get(username="olivia.owner")
        day = date(2026, 10, 14)
        Note.objects.create(
            author=author, text="Storm", first=day, last=day, dimension="region", members=[about]
        )

        body = client.post(f"/answers/{answer.id}/export/xlsx/").content

        basis = openpyxl.load_workbook(io.BytesIO(body))["Basis"]
        happened = [row[1].value for row in basis.iter_rows() if row[0].value == "Happened"]
        assert ["Storm (West)" in each for each in happened] == [True] * told

    def test_it_is_the_answer_as_it_was_changed(self, client: Client, answer: Answer) -> None:
        client.post(f"/answers/{answer.id}/change/", {"part": "dimension", "at": 0, "to": "state"})

        assert client.post(f"/answers/{answer.id}/export/csv/").content[3:].startswith(b"State,")

    def test_looking_takes_nothing_away(self, client: Client, answer: Answer) -> None:
        assert client.get(f"/answers/{answer.id}/export/csv/").status_code == 405
        assert client.post(f"/answers/{answer.id}/export/exe/").status_code == 404

    def test_nobody_takes_an_answer_of_somebody_else(self, client: Client, answer: Answer) -> None:
        client.force_login(User.objects.get(username="ana.analyst"))

        assert client.post(f"/answers/{answer.id}/export/csv/").status_code == 404

    def test_a_role_may_take_fewer_rows_or_none(
        self, client: Client, answer: Answer, settings: LazySettings
    ) -> None:
        settings.AISLE_EXPORT_ROWS_BY_ROLE = ["executive=2"]
        assert len(client.post(f"/answers/{answer.id}/export/csv/").content.splitlines()) == 3

        settings.AISLE_EXPORT_ROWS_BY_ROLE = ["executive=0"]
        response = client.post(f"/answers/{answer.id}/export/csv/")
        assert response.status_code == 403
        assert b"Your role" in response.content


@pytest.mark.django_db
@pytest.mark.usefixtures("retailer")
class TestTakenOfALink:
    @pytest.fixture
    def token(self, client: Client) -> str:
        answer = say("elena.exec", "net sales by region last month")
        client.force_login(User.objects.get(username="elena.exec"))
        client.post(f"/answers/{answer.id}/share/")
        return SharedAnswer.objects.get().token

    def test_the_reader_takes_it_under_their_own_rights(self, client: Client, token: str) -> None:
        client.force_login(User.objects.get(username="sam.southwest"))
        assert f"/shared/{token}/export/csv/" in client.get(f"/shared/{token}/").content.decode()

        taken = client.post(f"/shared/{token}/export/csv/").content.decode("utf-8-sig")

        assert {line.split(",")[0] for line in taken.splitlines()} == {
            *("Region", "Southwest", "West")
        }
        entry = Entry.objects.filter(action="export").latest("seq")
        assert (entry.actor, entry.rows) == ("sam.southwest", 2)
        assert LedgerEntry.objects.get(kind=Kind.EXPORT).user.username == "sam.southwest"

    @pytest.mark.parametrize(("username", "status"), [("ada.admin", 403), ("elena.exec", 200)])
    def test_what_is_not_open_is_not_taken(
        self, client: Client, token: str, username: str, status: int
    ) -> None:
        client.force_login(User.objects.get(username=username))

        assert client.post(f"/shared/{token}/export/csv/").status_code == status
        assert client.get(f"/shared/{token}/export/csv/").status_code == 405

    def test_a_link_taken_back_is_as_none(self, client: Client, token: str) -> None:
        client.post(f"/shared/{token}/take-back/")

        assert client.post(f"/shared/{token}/export/csv/").status_code == 404
