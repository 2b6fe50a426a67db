import pytest
from django.test import Client


@pytest.mark.django_db
def test_it_is_ready_when_database_and_cache_answer(client: Client) -> None:
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ready", "failing": []})


def test_it_is_live_without_asking_the_database(client: Client) -> None:
    response = client.get("/health/live")

    assert response.status_code == 200
    assert response.headers["X-Request-ID"]


def test_it_lets_a_page_load_nothing_inline_or_from_elsewhere(client: Client) -> None:
    policy = client.get("/health/live").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
