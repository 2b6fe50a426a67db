"""A key is good for what it was made for, and a view takes only keys that it names."""

import pytest
from django.test import Client
from django.urls import get_resolver
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from bi_app.api.scope import InScope
from bi_app.people.keys import new_key
from bi_app.people.models import ApiKey, Scope, User

pytestmark = pytest.mark.django_db
TAKEN = {"ask": {Scope.ASK}, "query": {Scope.QUERY}}


@pytest.mark.parametrize("path", TAKEN)
@pytest.mark.parametrize("scope", list(Scope))
def test_a_view_takes_only_its_own_scopes(client: Client, path: str, scope: Scope) -> None:
    user = User.objects.create(username="elena")
    key = new_key(user, "test", [scope])

    response = client.post(
        f"/api/v1/{path}",
        {"wrong": "body"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}"},
    )

    expected = (422, "invalid_body") if scope in TAKEN[path] else (403, "out_of_scope")
    assert (response.status_code, response.json()["code"]) == expected


def test_a_view_that_names_no_scope_takes_no_key() -> None:
    request = APIRequestFactory().get("/")
    request.auth = ApiKey(scopes=Scope.values)

    assert not InScope().has_permission(request, APIView())


def test_every_view_of_the_api_is_under_the_rule() -> None:
    (api,) = (each for each in get_resolver().url_patterns if str(each.pattern) == "api/v1/")

    for each in api.url_patterns:
        assert InScope in each.callback.cls.permission_classes, each
        assert each.callback.cls.scopes, each
