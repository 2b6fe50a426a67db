from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from bi_app import sealed
from bi_app.warehouse import self_check


@pytest.mark.django_db
def test_it_is_ready_when_all_it_stands_on_is_sound(client: Client, larkfield: Path) -> None:
    self_check.forget()

    response = client.get("/health/ready")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "failing": [], "codes": {}}


@pytest.mark.django_db
def test_it_is_not_ready_without_the_cache(
    client: Client, settings: Settings, larkfield: Path
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1"
    sealed.try_again()

    response = client.get("/health/ready")

    assert (response.status_code, response.json()["failing"]) == (503, ["cache"])
    assert response.json()["codes"] == {"cache": ["cache_unavailable"]}


def test_it_is_live_without_asking_the_database(client: Client) -> None:
    response = client.get("/health/live")

    assert response.status_code == 200
    assert response.headers["X-Request-ID"]


def test_it_lets_a_page_load_nothing_inline_or_from_elsewhere(client: Client) -> None:
    policy = client.get("/health/live").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
