"""`manage.py page_words write|compile`: the page's words for a translator, and theirs for it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bi_app.web.page_words import Faulty, compiled, write_words


class Command(BaseCommand):
    help = "Write the words of the page for a translator, or compile a translation of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        writing = parts.add_parser("write", help="all words of the page, as a .pot file")
        writing.add_argument("file", type=Path)
        _compile(parts.add_parser("compile", help="a translator's .po file, checked"))

    def handle(self, *args: Any, **options: Any) -> None:
        match options["part"]:
            case "write":
                count = write_words(options["file"])
                self.stdout.write(f"{options['file']} holds {count} messages.")
            case _:
                self._compile(options["file"], options["to"])

    def _compile(self, source: Path, folder: Path | None) -> None:
        if folder is None:
            raise CommandError("Name the folder with --to, or set AISLE_TRANSLATIONS.")
        try:
            path, held, wanted = compiled(source, folder)
        except Faulty as error:
            raise CommandError(f"{source} was not compiled.\n{error}") from error
        except OSError as error:
            raise CommandError(f"{source} cannot be compiled: {error}") from error
        self.stdout.write(f"{path} holds {held} of the page's {wanted} messages.")


def _compile(parser: ArgumentParser) -> None:
    folder = Path(settings.AISLE_TRANSLATIONS) if settings.AISLE_TRANSLATIONS else None
    parser.add_argument("file", type=Path)
    parser.add_argument("--to", type=Path, default=folder, help="in place of AISLE_TRANSLATIONS")
