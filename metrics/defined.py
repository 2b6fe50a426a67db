"""What is the live model with some metrics as an earlier release defined them?

Rights, data, dimensions and calendars are the live release's, so that an old definition opens
nothing that is closed by now: it is read, checked and narrowed like any other model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

from metrics.models import Release
from metrics.releases import LiveRelease, live, model_hash, opened
from semantic_layer.errors import AisleError, DefinitionError
from semantic_layer.model.index import ModelIndex, index_model
from semantic_layer.model.lineage import parts_of
from semantic_layer.model.read import read_model

KEPT = 32
OF_THEN = "as_defined_then.yaml"


class NotDefined(AisleError):
    """The definitions of then no longer fit the model of today."""


def as_defined(names: Iterable[str], number: int) -> LiveRelease:
    """The live release with these metrics, and all that they are made of, as of another one.

    The live release itself where they are the same. Raises NotDefined.
    """
    now = live()
    release = Release.objects.filter(number=number).first()
    if release is None:
        raise NotDefined("That release is not kept any more.")
    then = opened(release)
    if then.hash == now.hash:
        return now
    wanted = frozenset(names)
    if not all(index.has_metric(name) for name in wanted for index in (now.index, then.index)):
        raise NotDefined("Its metric is not defined any more.")
    made_of = _made_of(wanted, then.index)
    if all(now.index.metrics.get(name) == then.index.metrics[name] for name in made_of):
        return now
    return _grafted(now.number, now.hash, then.number, then.hash, tuple(sorted(made_of)))


def _made_of(names: frozenset[str], index: ModelIndex) -> frozenset[str]:
    found, ahead = set[str](), list(names)
    while ahead:
        name = ahead.pop()
        if name not in found and index.has_metric(name):
            found.add(name)
            ahead += [term.metric for term in parts_of(index.metric(name))]
    return frozenset(found)


@lru_cache(maxsize=KEPT)
def _grafted(
    now: int, now_hash: str, then: int, then_hash: str, names: tuple[str, ...]
) -> LiveRelease:
    """Releases never change, so what is made of two is made once. Its hash is its own."""
    old = list(_metrics_in(_files(then), names))
    files = {name: _without(text, names) for name, text in _files(now).items()}
    files[OF_THEN] = yaml.safe_dump({"metrics": old}, allow_unicode=True, sort_keys=False)
    try:
        return LiveRelease(now, model_hash(files), index_model(read_model(files)))
    except DefinitionError as error:
        raise NotDefined("Its definition of then does not fit the model of today.") from error


def _files(number: int) -> Mapping[str, str]:
    files: dict[str, str] = Release.objects.values_list("files", flat=True).get(number=number)
    return files


def _metrics_in(files: Mapping[str, str], names: Iterable[str]) -> Iterator[Any]:
    wanted = set(names)
    for text in files.values():
        data = yaml.safe_load(text)
        yield from (each for each in data.get("metrics", ()) if each["name"] in wanted)


def _without(text: str, names: Iterable[str]) -> str:
    """The file as it is where none of them stands in it."""
    data, gone = yaml.safe_load(text), set(names)
    own = data.get("metrics", ())
    left = [each for each in own if each["name"] not in gone]
    if len(left) == len(own):
        return text
    return yaml.safe_dump({**data, "metrics": left}, allow_unicode=True, sort_keys=False)
