"""From rows to what a person sees."""

from __future__ import annotations

import pyarrow

from semantic_layer.compile.compiled import Compiled
from semantic_layer.model.index import ModelIndex
from semantic_layer.present.caveats import caveats
from semantic_layer.present.cells import alignments, tones, write_cells
from semantic_layer.present.chart import draw
from semantic_layer.present.narrative import narrate
from semantic_layer.present.next_questions import next_questions
from semantic_layer.present.presentation import Presentation
from semantic_layer.present.result import read_result


def present(
    table: pyarrow.Table,
    compiled: Compiled,
    index: ModelIndex,
    locale: str = "en_US",
    *,
    truncated: bool = False,
) -> Presentation:
    """`table` are the rows to show, with any hidden columns behind; `truncated`: there are more."""
    result = read_result(table, compiled, index, truncated=truncated)
    return Presentation(
        narrative=narrate(result.finest, locale),
        chart=draw(result, locale),
        caveats=caveats(result),
        cells=write_cells(result, locale),
        tones=tones(result),
        alignments=alignments(result),
        next_questions=next_questions(result.finest, locale),
        result=result,
        suppressed=result.suppressed,
    )
