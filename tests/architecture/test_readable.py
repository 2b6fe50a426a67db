"""What people may read of what is kept is opened in one place, under their policy."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.reading import PACKAGES, sources, tree

KINDS = {
    *("Conversation", "Question", "AnswerRecord", "SharedAnswer", "Job"),
    *("CatalogueEntry", "ValueEntry", "ValueWord", "ValueSpelling", "CommonWord"),
    "VerifiedQuestion",
    *("Board", "Tile", "Note"),
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
TABLES = re.compile(
    r"\b(asking_(conversation|question|answerrecord|sharedanswer|job)"
    r"|metrics_(catalogueentry|valueentry|valueword|valuespelling|verifiedquestion))\b"
)
BY_RELATION = re.compile(
    r"\.(questions|conversations|links)\.(all|filter|get|exclude|order_by|values)\b"
)
OPENED_BY = {
    "bi_app/asking/readable.py": "for a person, under the policy",
    "metrics/lookup.py": "each statement holds the policy's rules",
    "bi_app/asking/admit.py": "writes a question, counts the asker's own of a minute",
    "bi_app/asking/jobs.py": "orders the jobs of all, and tells nothing of them",
    "bi_app/asking/erase.py": "erases a person's own words",
    "bi_app/learning/erase.py": "erases a person's own proposals",
    "bi_app/learning/verified.py": "for owners, each judged under their policy",
    "bi_app/asking/shares.py": "writes a link of the asker's own answer",
    "bi_app/boards/pins.py": "makes the asker's own boards and tiles",
    "bi_app/boards/erase.py": "erases a person's own boards and notes",
    "bi_app/boards/notes.py": "for whoever may see all members that a note is about",
    "bi_app/boards/uses.py": "counts what uses an open metric, and names the reader's own boards",
    "bi_app/boards/order.py": "moves tiles of a board that its owner was let to",
    "bi_app/asking/replay.py": "a command of operators, itself on record",
    "bi_app/people/rights.py": "tells whoever gives rights that a member is not there",
    "metrics/index.py": "builds the index, for nobody in particular",
    "metrics/verified.py": "approved ones, of names that are open alone",
    "metrics/vocabulary.py": "builds the vocabulary, for nobody in particular",
    "metrics/write.py": "writes the index",
}


def test_it_opens_what_is_kept_in_one_place() -> None:
    openers = {str(path) for path in sources(*PACKAGES) if any(_opened(path))}

    assert openers - set(OPENED_BY) == set(), "Read it through bi_app.asking.readable.readable."
    assert set(OPENED_BY) - openers == set()


def _opened(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Attribute(value=ast.Name(id=kind), attr=manager):
                if kind in KINDS and manager in MANAGERS:
                    yield kind
            case ast.Call(func=ast.Name(id="get_object_or_404" | "get_list_or_404"), args=args):
                yield from (each.id for each in args[:1] if isinstance(each, ast.Name))
            case ast.Call(func=ast.Attribute() as called):
                yield from BY_RELATION.findall(ast.unparse(called))
            case ast.Constant(value=str(text)):
                yield from (found[0] for found in TABLES.findall(text))
