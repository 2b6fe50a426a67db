"""The files of the pages, searched for once by each process of the tests."""

from typing import Any, ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class SearchedOnce(WhiteNoiseMiddleware):
    """Each client of a test has middleware of its own; all of them serve the same files."""

    found: ClassVar[dict[str, Any]] = {}

    def add_files_from_finders(self) -> None:
        if not self.found:
            super().add_files_from_finders()
            self.found.update(self.files)
        self.files = self.found
