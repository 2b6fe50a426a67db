"""Short ways to ask as one of the demo's people."""

from typing import Any

from bi_app.asking.answer import Answer
from bi_app.asking.ask import ask
from bi_app.asking.asking import Asked
from bi_app.people.asker import asker_for
from bi_app.people.models import User
from semantic_layer.access import Asker
from semantic_layer.query import MetricQuery


def who(username: str) -> Asker:
    return asker_for(User.objects.get(username=username))


def say(username: str, text: str, conversation: object = None) -> Answer:
    named = None if conversation is None else str(conversation)
    return ask(Asked(text=text, conversation=named), who(username))


def send(username: str, conversation: object = None, **query: Any) -> Answer:
    named = None if conversation is None else str(conversation)
    wanted = MetricQuery.model_validate(query)
    return ask(Asked(query=wanted, conversation=named), who(username))
