"""The index: whole after a build, and a second build touches only what changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from metrics.index import IndexReport, build_index
from metrics.members import Member
from metrics.models import CatalogueEntry, Release, ValueEntry, ValueWord
from metrics.releases import publish
from metrics.write import Counts
from semantic_layer.model.definitions import Dimension
from tests.metrics.garden import FILES, changed, read_members

pytestmark = pytest.mark.django_db


def built(files: dict[str, str] = FILES) -> IndexReport:
    return build_index(publish(files, "a test", "owner"), read_members)


def versions() -> set[tuple[str, int]]:
    """The version of each row as PostgreSQL counts them: a write makes another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name || text, ctid::text FROM metrics_catalogueentry"
            " UNION ALL SELECT dimension || value || text, ctid::text FROM metrics_valueentry"
            " UNION ALL SELECT word, ctid::text FROM metrics_valueword"
        )
        return set(cursor.fetchall())


def test_it_lists_every_text_of_what_can_be_asked_for() -> None:
    report = built()

    texts = set(CatalogueEntry.objects.filter(name="takings").values_list("text", flat=True))
    assert texts == {
        "Takings",
        "turnover",
        "money taken",
        "Takings: What customers paid at the till.",
    }
    assert "Branches" in CatalogueEntry.objects.filter(name="branch").values_list("text", flat=True)
    assert report.catalogue.added == CatalogueEntry.objects.count()


def test_it_lists_members_under_their_own_texts_and_the_models_words() -> None:
    built()

    texts = ValueEntry.objects.values_list("dimension", "value", "text", "word")
    assert {
        ("area", "Lakes", "Lakes", False),
        ("area", "Lakes", "Lake District", True),
        ("range", "Children's", "kids", True),
        ("own_brand", "true", "own label", True),
    } <= set(texts)
    assert not ValueEntry.objects.filter(text="true").exists()


def test_nothing_personal_and_nothing_unindexed_is_read_or_listed() -> None:
    built()  # read_members refuses to be asked for any of them

    assert not CatalogueEntry.objects.filter(name="member_email").exists()
    assert not ValueEntry.objects.filter(dimension__in=["member_email", "note"]).exists()


def test_a_member_of_a_ruled_dimension_is_under_itself() -> None:
    built()

    scopes = dict(ValueEntry.objects.filter(word=False).values_list("text", "scope"))
    assert scopes["Coast"] == {"area": ["Coast"]}
    assert scopes["Whitby Pier"] == {"area": ["Coast"]}
    assert scopes["Oak"] == {}


def test_a_second_build_writes_nothing() -> None:
    first = built()
    before = versions()

    again = built()

    assert again == IndexReport(
        catalogue=Counts(unchanged=first.catalogue.added),
        values=Counts(unchanged=first.values.added),
        embedded=0,
    )
    assert versions() == before


def test_a_new_synonym_is_one_new_row() -> None:
    built()
    before = versions()

    report = built(changed("[turnover, money taken]", "[turnover, money taken, till money]"))

    assert (report.catalogue.added, report.catalogue.removed) == (1, 0)
    assert report.values.written == 0
    assert report.embedded == 1
    assert before < versions()


def test_going_back_needs_no_embedding() -> None:
    built()
    built(changed("[turnover, money taken]", "[turnover]"))

    assert built().embedded == 0


def test_what_no_late_release_lists_is_removed() -> None:
    for name in ("sum", "total", "gross", "net", "daily"):
        built(changed("[turnover, money taken]", f"[turnover, {name} taken]"))

    report = built(changed("[turnover, money taken]", "[turnover, last taken]"))

    assert report.catalogue.removed == 1
    assert not CatalogueEntry.objects.filter(text="sum taken").exists()


def test_members_that_come_go_and_move_are_the_only_rows_written() -> None:
    release = publish(FILES, "a test", "owner")
    build_index(release, read_members)

    def later(dimension: Dimension) -> Iterator[Member]:
        if dimension.name != "branch":
            yield from read_members(dimension)
            return
        yield Member("Arnside Road", {"area": ("North",)})  # moved
        yield Member("Whitby Pier", {"area": ("Coast",)})
        yield Member("Berwick Quay", {"area": ("North",)})  # new; Alnwick Gate is gone

    report = build_index(release, later)

    assert report.values == Counts(1, 1, 1, ValueEntry.objects.count() - 2)
    assert report.embedded == 1
    moved = ValueEntry.objects.get(text="Arnside Road")
    assert moved.scope == {"area": ["North"]}
    assert moved.vector is not None
    assert not ValueWord.objects.filter(word="alnwick").exists()
    assert ValueWord.objects.get(word="berwick").texts == 1


def test_a_dimension_that_is_no_longer_indexed_is_forgotten() -> None:
    built()

    report = built(
        changed("    on: {branches: branch}", "    indexed: false\n    on: {branches: branch}")
    )

    assert report.values.removed == 3
    assert not ValueEntry.objects.filter(dimension="branch").exists()


def test_codes_and_large_dimensions_are_not_embedded() -> None:
    release = publish(FILES, "a test", "owner")

    build_index(release, read_members, most_embedded=4)

    assert not ValueEntry.objects.filter(
        dimension__in=["article", "item", "range"], vector__isnull=False
    ).exists()
    assert not ValueEntry.objects.filter(dimension="branch", vector__isnull=True).exists()


def test_a_remark_is_not_a_name() -> None:
    def remarks(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "item":
            yield from (Member("long " * 500), Member("?!"), Member("with\x00nothing"))

    build_index(publish(FILES, "a test", "owner"), remarks)

    assert not ValueEntry.objects.filter(dimension="item").exists()


def test_a_member_given_twice_is_there_once() -> None:
    def twice(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "tier":
            yield from (Member("Oak"), Member("Oak"))

    build_index(publish(FILES, "a test", "owner"), twice)

    assert ValueEntry.objects.filter(dimension="tier").count() == 1


def test_reading_members_may_use_the_database() -> None:
    def audited(dimension: Dimension) -> Iterator[Member]:
        for member in read_members(dimension):
            assert Release.objects.exists()
            yield member

    report = build_index(publish(FILES, "a test", "owner"), audited)

    assert report.values.added > 0


def test_a_build_that_fails_leaves_the_index_as_it_was() -> None:
    release = publish(FILES, "a test", "owner")
    build_index(release, read_members)
    before = versions()

    def lost(dimension: Dimension) -> Iterator[Member]:
        if dimension.name == "tier":
            raise ConnectionError
        yield Member("New")

    with pytest.raises(ConnectionError):
        build_index(release, lost)

    assert versions() == before


def test_it_says_what_it_is_doing() -> None:
    said: list[tuple[str, float]] = []

    build_index(
        publish(FILES, "a test", "owner"),
        read_members,
        lambda doing, share: said.append((doing, share)),
    )

    shares = [share for _, share in said]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert ("members of Branch") in [doing for doing, _ in said]
