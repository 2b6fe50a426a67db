"""Which embedded servers does this environment want: those that it names no other for."""

from collections.abc import Mapping
from types import ModuleType

from bi_app.embedded import postgres, redis
from bi_app.embedded.places import Places

NAMED_BY: Mapping[str, ModuleType] = {"DATABASE_URL": postgres, "REDIS_URL": redis}


def wanted(environment: Mapping[str, str]) -> tuple[ModuleType, ...]:
    return tuple(server for name, server in NAMED_BY.items() if not environment.get(name))


def start(places: Places, environment: Mapping[str, str]) -> None:
    for server in wanted(environment):
        server.start(places)


def stop(places: Places, environment: Mapping[str, str]) -> None:
    for server in reversed(wanted(environment)):
        server.stop(places)


def lost(places: Places, environment: Mapping[str, str]) -> str | None:
    """The name of a wanted server that runs no more."""
    for server in wanted(environment):
        if server.process_id(places) is None:
            return server.__name__.rpartition(".")[2]
    return None
