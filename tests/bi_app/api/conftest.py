"""A client of the API, as one of the demo's people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from bi_app.people.keys import new_key
from bi_app.people.models import User


@dataclass(frozen=True, slots=True)
class Api:
    client: Client
    key: str

    def post(self, path: str, body: Any) -> HttpResponse:
        return self.raw(path, body, "application/json")

    def raw(
        self, path: str, body: Any, media_type: str, headers: Mapping[str, str] | None = None
    ) -> HttpResponse:
        sent = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        return self.client.post(f"/api/v1/{path}", body, content_type=media_type, headers=sent)

    def ask(self, question: str, conversation: str | None = None) -> Any:
        named = {} if conversation is None else {"conversation": conversation}
        response = self.post("ask", {"question": question, **named})
        assert response.status_code == 200, response.content
        return response.json()


@pytest.fixture
def api(retailer: None, db: None) -> Callable[[str], Api]:
    """A client as the user of that name."""

    def as_user(username: str) -> Api:
        client = Client(raise_request_exception=False)
        return Api(client, new_key(User.objects.get(username=username), "tests"))

    return as_user


@pytest.fixture
def elena(api: Callable[[str], Api]) -> Api:
    return api("elena.exec")
