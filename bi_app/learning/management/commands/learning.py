"""How does an operator take what owners accepted into the model's folder?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bi_app.learning.models import AcceptedWord
from bi_app.learning.words import FILE, learned_file


class Command(BaseCommand):
    help = "Take the words that owners accepted into the folder that the next release is made of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        export = actions.add_parser("export", help=f"Write {FILE} into a model's folder.")
        export.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder: name the one that holds the YAML files.")
        words = list(AcceptedWord.objects.all())
        if not words:
            raise CommandError(
                "No word was accepted yet: owners do so on the page /learning/queue/."
            )
        path = folder / FILE
        path.write_text(learned_file(words), encoding="utf-8")
        self.stdout.write(f"{path} holds {len(words)} accepted words. Release the folder next.")
