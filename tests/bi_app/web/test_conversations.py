"""What a person sees on coming back to a conversation."""

from pathlib import Path

import pytest
from django.test import Client, override_settings

from bi_app.demo.accounts import create_people
from bi_app.demo.model import larkfield_files
from bi_app.people.models import User
from bi_app.web.turn import NOT_RUN_AGAIN
from metrics.releases import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["elena.exec", "sam.southwest"])
def test_a_definition_is_told_again(larkfield: Path, client: Client, name: str) -> None:
    """Without scripts it is where the form leads to."""
    with override_settings(WAREHOUSE=f"duckdb:///{larkfield}"):
        publish(larkfield_files(), reason="Tests.", by="tests")
        create_people()
        client.force_login(User.objects.get(username=name))

        asked = client.post("/ask/", {"question": "how is return rate calculated?"}, follow=True)
        shown = client.get(asked.request["PATH_INFO"]).content.decode()

    assert str(NOT_RUN_AGAIN) not in shown
    assert "returned units" in shown
