"""An answer as a picture: its sentence, chart and table on one page, with what they rest on.

It is composed as SVG and turned into the other forms from that, so that all of them are the same.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import vl_convert
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from bi_app.exports.sheet import Sheet
from bi_app.web.chart import svg_of
from bi_app.written import number

# The style sheet's colours on paper.
PAPER = {
    "--paper": "#fbfaf7",
    "--ink": "#1a1d1f",
    "--ink-soft": "#565d63",
    "--line": "#e3dfd6",
    "--edge": "#8d877b",
    "--accent": "#0c6b60",
    "--then": "#a8a296",
    "--series-3": "#7a5ea8",
    "--series-4": "#b0702a",
    "--series-5": "#3d6fb4",
    "--series-6": "#6d7a2a",
    "--shade-1": "#f2f7f5",
    "--shade-2": "#d3e8e3",
    "--shade-3": "#a9d3ca",
    "--shade-4": "#76b8ab",
    "--shade-5": "#3f9486",
}
WIDTH, MARGIN, CHART = 800, 32, 560
SAID, SMALL, CELL = 22, 12, 12  # sizes of type
SAID_CHARACTERS, SMALL_CHARACTERS = 62, 118  # that fit a line
ROW, MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 24, 30, 7, 28
TOLD = (
    gettext_noop("Understood as"),
    gettext_noop("Compared with"),
    gettext_noop("Your view"),
    gettext_noop("Data through"),
    gettext_noop("Note"),
    gettext_noop("Happened"),
    gettext_noop("Produced by"),
)
COLOUR = re.compile(r"var\((--[a-z0-9-]+)\)")
SIZE = re.compile(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"')


def as_svg(sheet: Sheet, chart: Mapping[str, Any] | None, *, table: bool = False) -> str:
    """`table`: the first rows too, which stand there in any case where there is no chart."""
    parts: list[str] = []
    y = float(MARGIN)
    for part, height in _parts(sheet, chart, table or chart is None):
        parts.append(f'<g transform="translate({MARGIN} {y:.0f})">{part}</g>')
        y += height
    drawn = "".join(parts)
    height = y + MARGIN
    return _coloured(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" font-family="sans-serif">'
        f'<title>{escape(sheet.said)}</title><rect width="100%" height="100%" '
        f'fill="var(--paper)"/>{drawn}</svg>'
    )


def as_png(sheet: Sheet, chart: Mapping[str, Any] | None) -> bytes:
    return bytes(vl_convert.svg_to_png(as_svg(sheet, chart), scale=2))


def as_pdf(sheet: Sheet, chart: Mapping[str, Any] | None) -> bytes:
    return bytes(vl_convert.svg_to_pdf(as_svg(sheet, chart, table=True)))


def _parts(
    sheet: Sheet, chart: Mapping[str, Any] | None, table: bool
) -> Iterator[tuple[str, float]]:
    """Each part, drawn from its own upper left corner, with the height that it takes."""
    if sheet.title:
        yield _lines([sheet.title], SMALL, "--ink-soft", SMALL_CHARACTERS)
    yield _lines([sheet.said], SAID, "--ink", SAID_CHARACTERS)
    if chart is not None:
        yield _chart(chart)
    if table and sheet.columns:
        yield _table(sheet)
    names = {_(each) for each in TOLD}  # as the sheet has them
    told = [f"{name}: {text}" for name, text in sheet.basis if name in names and text]
    yield _lines(told, SMALL, "--ink-soft", SMALL_CHARACTERS)


def _lines(texts: Sequence[str], size: int, colour: str, characters: int) -> tuple[str, float]:
    lines = [line for text in texts for line in textwrap.wrap(text, characters)]
    height = size * 1.4
    drawn = "".join(
        f'<text y="{size + at * height:.1f}" font-size="{size}" fill="var({colour})">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    )
    return drawn, len(lines) * height + 12


def _chart(specification: Mapping[str, Any]) -> tuple[str, float]:
    svg = svg_of(specification, CHART)
    size = SIZE.search(svg)
    height = float(size.group(2)) if size else 0.0
    return svg, height + 16


def _table(sheet: Sheet) -> tuple[str, float]:
    columns = range(min(MOST_COLUMNS, len(sheet.columns)))
    heads = [sheet.columns[at].label for at in columns]
    rows = [[cells[at] for at in columns] for cells in sheet.cells[:MOST_ROWS]]
    drawn = [_row(heads, 0, sheet, head=True)]
    drawn += [_row(cells, at, sheet) for at, cells in enumerate(rows, start=1)]
    more = len(sheet.rows) - len(rows)
    if more > 0:
        drawn.append(_row([_more_rows(more)], len(rows) + 1, sheet))
    return "".join(drawn), ROW * (len(rows) + 1 + (more > 0)) + 16


def _more_rows(count: int) -> str:
    said = ngettext("and %(count)s more row", "and %(count)s more rows", count)
    return said % {"count": number(count)}


def _row(cells: Sequence[str], at: int, sheet: Sheet, *, head: bool = False) -> str:
    """Words stand at the left edge of their column, numbers at its right one."""
    wide = (WIDTH - 2 * MARGIN) / min(MOST_COLUMNS, len(sheet.columns))
    y, colour = at * ROW, "--ink-soft" if head else "--ink"
    line = f'<path d="M0 {y + ROW} H{WIDTH - 2 * MARGIN}" stroke="var(--line)"/>'
    texts = []
    for place, cell in enumerate(cells):
        words = sheet.columns[place].role == "dimension"
        x, anchor = (place * wide, "start") if words else ((place + 1) * wide - 8, "end")
        shown = textwrap.shorten(cell, MOST_CHARACTERS, placeholder="…") if cell else ""
        texts.append(
            f'<text x="{x:.0f}" y="{y + 16}" font-size="{CELL}" text-anchor="{anchor}" '
            f'fill="var({colour})">{escape(shown)}</text>'
        )
    return line + "".join(texts)


def _coloured(svg: str) -> str:
    """Outside of a page nobody names the colours."""
    return COLOUR.sub(lambda found: PAPER[found.group(1)], svg)
