"""Operators look at the catalogue and change nothing of it."""

from __future__ import annotations

import pytest
from django.contrib.admin import site
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from metrics.models import CatalogueEntry, GoneLive, Release, ValueEntry
from metrics.releases import publish
from tests.metrics.garden import FILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("operator", password="x" * 20))
    return client


def test_releases_are_listed_and_shown_without_a_way_to_change_them(operator: Client) -> None:
    release = publish(FILES, "the first", "owner")

    listed = operator.get(reverse("admin:metrics_release_changelist"))
    shown = operator.get(reverse("admin:metrics_release_change", args=[release.pk]))

    assert "the first" in listed.content.decode()
    assert release.hash in shown.content.decode()
    assert 'name="_save"' not in shown.content.decode()


@pytest.mark.parametrize("name", ["release", "gonelive", "catalogueentry"])
def test_nothing_can_be_added(name: str, operator: Client) -> None:
    assert operator.get(reverse(f"admin:metrics_{name}_changelist")).status_code == 200
    assert operator.get(reverse(f"admin:metrics_{name}_add")).status_code == 403


def test_members_are_not_an_operators_business() -> None:
    assert {Release, GoneLive, CatalogueEntry} <= set(site._registry)
    assert ValueEntry not in site._registry
