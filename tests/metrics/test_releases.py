"""Releases: immutable, hashed, exactly one live, each change whole or not at all."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from metrics.models import GoneLive, Live, Release
from metrics.releases import NoRelease, go_live, history, live, model_hash, opened, publish
from semantic_layer.errors import DefinitionError
from tests.metrics.garden import FILES, changed

pytestmark = pytest.mark.django_db

RENAMED = changed("label: Takings", "label: Till takings")


def test_a_published_release_is_live() -> None:
    release = publish(FILES, "the first", "owner")

    now = live()

    assert (now.number, now.hash) == (release.number, release.hash) == (1, model_hash(FILES))
    assert now.index.metric("takings").label == "Takings"


def test_nothing_is_live_before_the_first() -> None:
    with pytest.raises(NoRelease, match=r"manage\.py model release"):
        live()


def test_the_hash_is_of_names_and_texts_whatever_their_order() -> None:
    files = {"a.yaml": "x", "b.yaml": "y"}

    assert model_hash(files) == model_hash(dict(reversed(files.items())))
    assert model_hash(files) != model_hash({"a.yaml": "y", "b.yaml": "x"})
    assert model_hash(files) != model_hash({"a.yaml": "x", "c.yaml": "y"})


def test_the_latest_is_live_and_an_earlier_one_can_be_again() -> None:
    publish(FILES, "the first", "owner")
    publish(RENAMED, "a better label", "owner")
    assert live().index.metric("takings").label == "Till takings"

    go_live(1, "nobody understood it", "other owner")

    assert live().number == 1
    assert live().index.metric("takings").label == "Takings"
    assert [(entry.release.number, entry.reason, entry.by) for entry in history()] == [
        (1, "nobody understood it", "other owner"),
        (2, "a better label", "owner"),
        (1, "the first", "owner"),
    ]


def test_files_of_an_earlier_release_are_that_release() -> None:
    first = publish(FILES, "the first", "owner")
    publish(RENAMED, "a better label", "owner")

    again = publish(FILES, "back", "owner")

    assert again.pk == first.pk
    assert live().number == 1
    assert Release.objects.count() == 2


def test_what_is_live_already_is_left_alone() -> None:
    publish(FILES, "the first", "owner")
    publish(FILES, "the first, once more", "owner")

    assert [entry.reason for entry in history()] == ["the first"]


def test_a_wrong_model_changes_nothing_and_says_all_that_is_wrong() -> None:
    publish(FILES, "the first", "owner")
    text = FILES["garden.yaml"].replace("unit: USD", "unitt: USD", 2)

    with pytest.raises(DefinitionError) as raised:
        publish({"garden.yaml": text}, "a slip", "owner")

    assert len({issue.line for issue in raised.value.issues}) >= 2
    assert live().number == 1
    assert Release.objects.count() == 1


def test_an_unknown_number_cannot_go_live() -> None:
    publish(FILES, "the first", "owner")

    with pytest.raises(NoRelease, match="no release 7"):
        go_live(7, "why not", "owner")


def test_finding_what_is_live_takes_one_small_query() -> None:
    publish(FILES, "the first", "owner")
    live()

    with CaptureQueriesContext(connection) as queries:
        live()

    assert len(queries) == 1
    assert "files" not in queries[0]["sql"]


def test_a_release_opens_the_same_whether_live_or_not() -> None:
    first = publish(FILES, "the first", "owner")
    publish(RENAMED, "a better label", "owner")

    assert opened(first).index.metric("takings").label == "Takings"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE metrics_release SET files = '{}'",
        "UPDATE metrics_release SET reason = 'other'",
        "DELETE FROM metrics_release",
        "UPDATE metrics_gonelive SET by = 'nobody'",
        "DELETE FROM metrics_gonelive",
        "DELETE FROM metrics_live",
        "INSERT INTO metrics_live (id, release_id) SELECT 2, id FROM metrics_release",
        "INSERT INTO metrics_release (number, hash, files, reason, by)"
        " SELECT 2, hash, files, reason, by FROM metrics_release",
        "INSERT INTO metrics_release (number, hash, files, reason, by)"
        " SELECT 2, 'abc', files, reason, by FROM metrics_release",
    ],
)
def test_the_database_refuses(statement: str) -> None:
    publish(FILES, "the first", "owner")

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Release.objects.get().reason == "the first"
    assert Live.objects.count() == GoneLive.objects.count() == 1


def test_a_release_needs_a_reason() -> None:
    with pytest.raises(IntegrityError, match="release_has_a_reason"), transaction.atomic():
        publish(FILES, "", "owner")
