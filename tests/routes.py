"""Every address that the installation answers to, read from its own table of addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

SAMPLES = {
    "uuid": str(UUID(int=7)),
    "int": "7",
    "path": "some/where",
    "slug": "some-thing",
    "str": "something",
}
PLACE = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
GROUP = re.compile(r"\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Route:
    """`pattern` as it is declared; `path` is one address that it answers to."""

    pattern: str
    path: str
    name: str


def routes() -> list[Route]:
    return list(_under(get_resolver(), "", "", ""))


def _under(resolver: URLResolver, pattern: str, path: str, space: str) -> Iterator[Route]:
    for each in resolver.url_patterns:
        declared, sample = pattern + str(each.pattern), path + _sample(each)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _under(each, declared, sample, inner)
        else:
            yield Route(declared, f"/{sample}", f"{space}{each.name or each.lookup_str}")


def _sample(each: URLPattern | URLResolver) -> str:
    match each.pattern:
        case RoutePattern():
            return PLACE.sub(lambda place: SAMPLES[place["kind"] or "str"], str(each.pattern))
        case RegexPattern():
            return GROUP.sub("something", str(each.pattern)).strip("^$").replace("\\", "")
        case _:
            return ""
