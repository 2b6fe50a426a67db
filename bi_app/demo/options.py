"""What was asked for: `make demo SIZE=… LINES=… PORT=… WAREHOUSE=…`?"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bi_app.demo.larkfield.sizes import SIZINGS, Size
from bi_app.demo.served import Warehouse

FEWEST_LINES = 1_000
HIGHEST_PORT = 65_535


class DemoError(Exception):
    """Why the demo cannot start or go on: one line, with what to try."""


@dataclass(frozen=True, slots=True)
class Options:
    size: Size
    lines: int | None  # None: as many as the size has
    port: int
    engine: Warehouse = Warehouse.DUCKDB

    def warehouse(self, var: Path) -> Path:
        lines = f"-{self.lines}" if self.lines else ""
        return var / "warehouse" / f"larkfield-{self.size}{lines}.duckdb"

    @property
    def sales_lines(self) -> int:
        return self.lines or SIZINGS[self.size].lines


def read_options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m bi_app.demo")
    parser.add_argument("--size", default="")
    parser.add_argument("--lines", default="")
    parser.add_argument("--port", default="")
    parser.add_argument("--warehouse", default="")
    given = parser.parse_args(arguments)
    return Options(
        size=_size(given.size or Size.DEMO),
        lines=_whole("LINES", given.lines, FEWEST_LINES, None) if given.lines else None,
        port=_whole("PORT", given.port or "8000", 1, HIGHEST_PORT),
        engine=_warehouse(given.warehouse or Warehouse.DUCKDB),
    )


def _size(text: str) -> Size:
    try:
        return Size(text)
    except ValueError as error:
        known = ", ".join(Size)
        raise DemoError(f"SIZE={text} is not a size; choose one of {known}.") from error


def _warehouse(text: str) -> Warehouse:
    try:
        return Warehouse(text)
    except ValueError as error:
        known = ", ".join(Warehouse)
        raise DemoError(
            f"WAREHOUSE={text} is none of the demo's; choose one of {known}."
        ) from error


def _whole(name: str, text: str, least: int, most: int | None) -> int:
    number = int(text) if text.isascii() and text.isdigit() else None
    if number is None or number < least or (most is not None and number > most):
        limits = f"from {least} to {most}" if most else f"of at least {least}"
        raise DemoError(f"{name}={text} is not a whole number {limits}.")
    return number
