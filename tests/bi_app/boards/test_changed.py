"""A tile tells when a definition that it rests on was changed, and can keep the one of then."""

import pytest

from bi_app.asking.models import AnswerRecord
from bi_app.boards.models import BoardShare, Tile
from bi_app.demo.model import larkfield_files
from bi_app.people.models import User
from metrics.releases import live, publish
from tests.bi_app.boards.boards import HTMX, address, board_of, pinned, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]

SALES = "metrics_sales.yaml"
OLD, NEW = "expression: net_amount", "expression: net_amount * 2"
OLD_WORDS, NEW_WORDS = "formula: sum of net amount", "formula: twice the net amount"
RIBBON = "Net sales was changed on"


def publish_with(*changes: tuple[str, str]) -> int:
    """Let a model go live that differs from the demo's; gives the release."""
    files = dict(larkfield_files())
    for old, new in changes:
        assert old in files[SALES]
        files[SALES] = files[SALES].replace(old, new, 1)
    return publish(files, reason="Changed.", by="tests").number


def number(tile: Tile) -> str:
    page = signed_in("elena.exec").get(address(tile), headers=HTMX).content.decode()
    return page.partition('class="headline figures">')[2].split()[0]


def board(tile: Tile, username: str = "elena.exec") -> str:
    return text_of(signed_in(username).get(board_of(tile)))


def arrange(tile: Tile, do: str) -> None:
    signed_in("elena.exec").post(address(tile, "arrange/"), {"do": do})


def test_a_tile_follows_the_live_definition_and_says_that_it_changed() -> None:
    tile = pinned("elena.exec", "net sales last month")
    before, quiet = number(tile), board(tile)

    release = publish_with((OLD, NEW), (OLD_WORDS, NEW_WORDS))

    page = board(tile)
    assert RIBBON not in quiet
    assert number(tile) != before
    assert RIBBON in page
    assert f"(release {release})" in page


def test_what_changed_stands_side_by_side() -> None:
    tile = pinned("elena.exec", "net sales last month")
    publish_with((OLD, NEW), (OLD_WORDS, NEW_WORDS))

    page = text_of(signed_in("elena.exec").get(address(tile, "changed/")))

    assert "Formula sum of net amount twice the net amount" in page


def test_a_change_that_the_words_do_not_tell_is_told_all_the_same() -> None:
    tile = pinned("elena.exec", "average order value last month")
    publish_with((OLD, NEW))

    page = text_of(signed_in("elena.exec").get(address(tile, "changed/")))

    assert "Average order value" in page
    assert "in parts that its words do not tell" in page


@pytest.mark.parametrize(
    "change",
    [
        ("synonyms: [sales, revenue", "synonyms: [turnovers, sales, revenue"),
        ("label: Gross sales", "label: Sales at list price"),
    ],
)
def test_a_change_of_names_or_of_something_else_is_none(change: tuple[str, str]) -> None:
    tile = pinned("elena.exec", "net sales last month")

    publish_with(change)

    assert RIBBON not in board(tile)


def test_its_owner_takes_note_and_it_is_gone_until_the_next_change() -> None:
    tile = pinned("elena.exec", "net sales last month")
    publish_with((OLD, NEW))

    arrange(tile, "seen")
    noted = board(tile)
    publish_with((OLD, "expression: net_amount * 3"))

    assert RIBBON not in noted
    assert RIBBON in board(tile)


def test_it_keeps_the_definition_of_then_under_the_rights_of_today() -> None:
    frozen = pinned("elena.exec", "average order value last month", frozen="yes")
    before = number(frozen)

    release = publish_with((OLD, NEW))

    page = board(frozen)
    assert number(frozen) == before
    assert RIBBON not in page
    assert f"As defined on {frozen.pinned_at:%-d %B %Y}, release {frozen.release.number}." in page
    record = AnswerRecord.objects.latest("question__asked_at")
    assert (record.status, record.release) == ("answered", release)
    assert live().hash[:12] not in record.manifest


def test_a_tile_goes_back_to_the_definition_of_then_and_follows_again() -> None:
    tile = pinned("elena.exec", "net sales last month")
    before = number(tile)
    publish_with((OLD, NEW))
    after = number(tile)

    arrange(tile, "freeze")
    kept = number(tile)
    arrange(tile, "follow")

    assert (kept, number(tile)) == (before, after)


def test_a_definition_that_no_longer_fits_says_so() -> None:
    tile = pinned("elena.exec", "net sales last month", frozen="yes")
    files = dict(larkfield_files())
    files[SALES] = files[SALES].replace("expression: net_amount\n", "expression: gross_amount\n")
    renamed = files["datasets.yaml"].replace("net_amount", "amount_net")
    assert renamed != files["datasets.yaml"]
    try:
        publish(
            {name: text.replace("net_amount", "amount_net") for name, text in files.items()},
            reason="Columns were renamed.",
            by="tests",
        )
    finally:
        said = text_of(signed_in("elena.exec").get(address(tile), headers=HTMX))

    assert "does not fit the model of today. It can follow the definition of today." in said


def test_an_old_definition_opens_nothing_that_is_closed_by_now() -> None:
    """Margin was never Sam's, whatever release defines it."""
    tile = pinned("elena.exec", "gross margin last month", frozen="yes")
    BoardShare.objects.create(board=tile.board, person=User.objects.get(username="sam.southwest"))
    publish_with((OLD, NEW))

    page = text_of(signed_in("sam.southwest").get(f"{board_of(tile)}?whole"))

    assert "not open to you" in page
    assert "margin" not in page.lower()
    assert live().number > tile.release.number
