"""How does an operator see, check and release models from the command line?"""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from metrics.index import build_index
from metrics.members import Member
from metrics.models import Live, Release
from metrics.releases import go_live, history, opened, publish
from semantic_layer.errors import AisleError, DefinitionError
from semantic_layer.model.definitions import Dimension
from semantic_layer.model.index import ModelIndex
from semantic_layer.model.read import read_model

ENDINGS = (".yaml", ".yml")


class Command(BaseCommand):
    help = "Show, validate and release the semantic model."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("show", help="List what went live, the latest first.")
        validate = actions.add_parser(
            "validate", help="Say all that is wrong with a model's files."
        )
        validate.add_argument("folder", type=Path)
        release = actions.add_parser("release", help="Make a folder of YAML files live.")
        release.add_argument("folder", type=Path)
        back = actions.add_parser("go-live", help="Make an earlier release live again.")
        back.add_argument("number", type=int)
        for parser_with_reason in (release, back):
            parser_with_reason.add_argument("--reason", required=True)
            parser_with_reason.add_argument("--by", default=getpass.getuser())
        actions.add_parser("reindex", help="Bring the index in step with model and warehouse.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            match action:
                case "show":
                    self._show()
                case "validate":
                    self._validate(options["folder"])
                case "release":
                    files = read_files(options["folder"])
                    self._index(publish(files, options["reason"], options["by"]))
                case "go-live":
                    number, reason, by = options["number"], options["reason"], options["by"]
                    self._index(go_live(number, reason, by))
                case "reindex":
                    self._index(_live_release())
        except DefinitionError as error:
            count = len(error.issues)
            raise CommandError(
                f"{count} {'issue' if count == 1 else 'issues'}:\n{error}"
            ) from error
        except AisleError as error:
            raise CommandError(str(error)) from error

    def _show(self) -> None:
        live = Live.objects.values_list("release", flat=True).first()
        latest = True
        for entry in history():
            mark = "live" if latest and entry.release_id == live else "    "
            latest = False
            self.stdout.write(
                f"{mark}  {entry.release.number:>4}  {entry.release.hash[:12]}"
                f"  {entry.at:%Y-%m-%d %H:%M}  {entry.by}: {entry.reason}"
            )

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
