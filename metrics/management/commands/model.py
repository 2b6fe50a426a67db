"""How does an operator see, check and release models from the command line?"""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from pydantic import ValidationError

from metrics.index import build_index
from metrics.members import Member
from metrics.models import Live, Release
from metrics.releases import LiveRelease, go_back, go_live, history, live, opened, publish
from semantic_layer.errors import AisleError, DefinitionError
from semantic_layer.model.definitions import Dimension, SemanticModel
from semantic_layer.model.diff import differences
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.read import read_model
from semantic_layer.model.suggest import did_you_mean
from semantic_layer.model.tell import tell
from semantic_layer.query import MetricQuery

ENDINGS = (".yaml", ".yml")


class Command(BaseCommand):
    help = "Validate, show, compare, explain and release the semantic model."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        validate = actions.add_parser("validate", help="Say all that is wrong with a folder.")
        validate.add_argument("folder", type=Path)
        show = actions.add_parser("show", help="List what went live, or tell what a name means.")
        show.add_argument("name", nargs="?", help="A metric, dimension or dataset.")
        diff = actions.add_parser("diff", help="Say what a folder or a release would change.")
        diff.add_argument("other", help="A folder of YAML files, or a release's number.")
        explain = actions.add_parser("explain", help="Write the statement of a query; run nothing.")
        explain.add_argument("query", help="A metric's name, or a file with a MetricQuery in JSON.")
        explain.add_argument("--as", dest="username", help="Whose policy it is made under.")
        release = actions.add_parser("release", help="Make a folder of YAML files live.")
        what = release.add_mutually_exclusive_group(required=True)
        what.add_argument("folder", type=Path, nargs="?")
        what.add_argument("--back", action="store_true", help="The release before the live one.")
        release.add_argument("--reason", default="", help="Why; needed for a folder.")
        back = actions.add_parser("go-live", help="Make an earlier release live again.")
        back.add_argument("number", type=int)
        back.add_argument("--reason", required=True)
        for parser_of_change in (release, back):
            parser_of_change.add_argument("--by", default=getpass.getuser())
        actions.add_parser("reindex", help="Bring the index in step with model and warehouse.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            self._do(action, options)
        except DefinitionError as error:
            count = len(error.issues)
            raise CommandError(
                f"{count} {'issue' if count == 1 else 'issues'}:\n{error}"
            ) from error
        except AisleError as error:
            raise CommandError(str(error)) from error

    def _do(self, action: str, options: Mapping[str, Any]) -> None:
        match action:
            case "validate":
                self._validate(options["folder"])
            case "show" if options["name"] is None:
                self._history()
            case "show":
                self._lines(tell(live().index, options["name"]))
            case "diff":
                self._diff(options["other"])
            case "explain":
                self._explain(options["query"], options["username"])
            case "release" if options["back"]:
                self._index(go_back(options["reason"], options["by"]))
            case "release":
                self._release(options["folder"], options["reason"], options["by"])
            case "go-live":
                self._index(go_live(options["number"], options["reason"], options["by"]))
            case "reindex":
                self._index(_live_release())

    def _lines(self, lines: Iterable[object]) -> None:
        for line in lines:
            self.stdout.write(str(line))

    def _history(self) -> None:
        current = Live.objects.values_list("release", flat=True).first()
        latest = True
        for entry in history():
            mark = "live" if latest and entry.release_id == current else "    "
            latest = False
            self.stdout.write(
                f"{mark}  {entry.release.number:>4}  {entry.release.hash[:12]}"
                f"  {entry.at:%Y-%m-%d %H:%M}  {entry.by}: {entry.reason}"
            )

    def _diff(self, other: str) -> None:
        found = differences(live().index.model, _other_model(other))
        self._lines(found or ["No definition differs from the live release."])

    def _explain(self, query: str, username: str | None) -> None:
        explain: Callable[[MetricQuery, LiveRelease, str | None], str] = import_string(
            settings.AISLE_EXPLAIN
        )
        release = live()
        self.stdout.write(explain(read_query(query, release.index), release, username))

    def _release(self, folder: Path, reason: str, by: str) -> None:
        if not reason:
            raise CommandError("Say why it goes live: --reason “…”. It is kept with the release.")
        self._index(publish(read_files(folder), reason, by))

    def _validate(self, folder: Path) -> None:
        model = read_model(read_files(folder))
        self.stdout.write(
            f"{model.label}: {len(model.datasets)} datasets, {len(model.dimensions)} dimensions,"
            f" {len(model.metrics)} metrics; nothing is wrong."
        )

    def _index(self, release: Release) -> None:
        self.stdout.write(f"{release} is live ({release.hash[:12]}).")
        report = build_index(release, members_of(opened(release).index))
        self.stdout.write(f"Index: {report}.")


def read_files(folder: Path) -> dict[str, str]:
    """The YAML files of a folder, by name."""
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder: name the one that holds the YAML files.")
    paths = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    if not paths:
        raise CommandError(f"{folder} holds no {' or '.join(ENDINGS)} file.")
    try:
        return {path.name: path.read_text(encoding="utf-8") for path in paths}
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"A file of {folder} cannot be read as UTF-8 text: {error}") from error


def read_query(text: str, index: ModelIndex) -> MetricQuery:
    """A metric's name, as the query for its number; else a file."""
    if index.has_metric(text):
        return MetricQuery(metrics=(text,))
    path = Path(text)
    if not path.is_file():
        known = did_you_mean(text, index.metrics)
        raise CommandError(f"“{text}” is no metric of the live release and no file; {known}")
    try:
        return MetricQuery.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise CommandError(f"{path} holds no MetricQuery: {error}") from error


def _other_model(other: str) -> SemanticModel:
    if not other.isdecimal():
        return read_model(read_files(Path(other)))
    release = Release.objects.filter(number=int(other)).first()
    if release is None:
        raise CommandError(f"There is no release {other}: `manage.py model show` lists them.")
    return opened(release).index.model


def members_of(index: ModelIndex) -> Callable[[Dimension], Iterable[Member]]:
    """Where members come from is the product's business: a setting names the function."""
    read: Callable[[Dimension, ModelIndex], Iterable[Member]] = import_string(
        settings.AISLE_READ_MEMBERS
    )
    return lambda dimension: read(dimension, index)


def _live_release() -> Release:
    live = Live.objects.select_related("release").first()
    if live is None:
        raise CommandError("No release is live: `manage.py model release FOLDER` makes one.")
    return live.release
