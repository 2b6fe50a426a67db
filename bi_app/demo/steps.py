"""What makes an empty installation the demo, in which order?

Each step finds out by itself whether there is anything left to do, so that a second start
goes through all of them in a moment.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command

from bi_app.demo.accounts import create_people
from bi_app.demo.larkfield.build import build
from bi_app.demo.model import larkfield_files
from bi_app.demo.options import Options
from bi_app.demo.people import passwords
from bi_app.demo.report import Line
from bi_app.settings import VAR
from bi_app.warehouse.service import members
from metrics.index import build_index
from metrics.models import Live
from metrics.releases import model_hash, opened, publish

RELEASED_BY = "demo"


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    run: Callable[[Options, Line], None]


def bring_the_database_up_to_date(_options: Options, _line: Line) -> None:
    call_command("migrate", interactive=False, verbosity=0)


def generate_larkfield(options: Options, line: Line) -> None:
    path = options.warehouse(VAR)
    if path.is_file():
        line.note = "kept as it is"
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    build(path, options.size, lines=options.lines, progress=line.progress)
    line.note = f"{path.stat().st_size / 1e6:,.0f} MB"


def release_the_model(_options: Options, line: Line) -> None:
    """Larkfield's model goes live, unless an owner has put another in its place."""
    files = larkfield_files()
    live = Live.objects.select_related("release").first()
    if live and (live.release.hash == model_hash(files) or live.release.by != RELEASED_BY):
        line.note = f"release {live.release.number} stays live"
        return
    release = publish(files, reason="The demo's definitions.", by=RELEASED_BY)
    line.note = f"release {release.number} is live"


def build_the_index(line: Line) -> None:
    """What retrieval looks up: only what differs from what is there is written."""
    release = Live.objects.select_related("release").get().release
    index = opened(release).index
    report = build_index(release, lambda dimension: members(dimension, index), line.progress)
    written = report.catalogue.written + report.values.written
    line.note = f"{written} entries written, {report.embedded} embedded"


def create_the_people(_options: Options, line: Line) -> None:
    line.note = f"{len(create_people(passwords(VAR)))} people"


STEPS: tuple[Step, ...] = (
    Step("Bring the database up to date", bring_the_database_up_to_date),
    Step("Generate Larkfield", generate_larkfield),
    Step("Release its model", release_the_model),
    Step("Index its words and members", lambda _options, line: build_the_index(line)),
    Step("Create its people", create_the_people),
)
