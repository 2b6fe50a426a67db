"""What makes an empty installation the demo, in which order?

Each step finds out by itself whether there is anything left to do, so that a second start
goes through all of them in a moment.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

from bi_app.demo.accounts import create_people
from bi_app.demo.larkfield.build import build
from bi_app.demo.larkfield.to_postgres import load, loaded
from bi_app.demo.model import larkfield_files
from bi_app.demo.options import Options
from bi_app.demo.people import passwords
from bi_app.demo.report import Line
from bi_app.demo.served import Warehouse, administrator_of, host_of
from bi_app.settings import EMBEDDED_SERVERS, VAR
from bi_app.warehouse import rollups, self_check
from bi_app.warehouse.duckdb_file import DuckdbFile
from bi_app.warehouse.engines import engine
from bi_app.warehouse.service import members
from bi_app.warehouse.wall.putting_up import put_up, wall_of
from bi_app.warehouse.wall.script import marks
from bi_app.warehouse.wall.state import faults_of
from metrics.index import build_index
from metrics.models import Live
from metrics.releases import live, model_hash, opened, publish

RELEASED_BY = "demo"


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    run: Callable[[Options, Line], None]
    only_for: Warehouse | None = None


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


def load_into_postgres(file: Path, line: Line) -> None:
    """Copy the file, unless what is served came from it: the version of the data is the file's."""
    host, version = host_of(EMBEDDED_SERVERS), DuckdbFile(file).data_version()
    if loaded(host, file.stem) == version:
        line.note = "kept as it is"
        return
    report = load(file, host, file.stem, version, progress=line.progress)
    line.note = f"{sum(report.rows.values()):,} rows"


def release_the_model(_options: Options, line: Line) -> None:
    """Larkfield's model goes live, unless an owner has put another in its place."""
    files = larkfield_files()
    there = Live.objects.select_related("release").first()
    if there and (there.release.hash == model_hash(files) or there.release.by != RELEASED_BY):
        line.note = f"release {there.release.number} stays live"
        return
    release = publish(files, reason="The demo's definitions.", by=RELEASED_BY)
    line.note = f"release {release.number} is live"


def put_up_the_wall(database: str, line: Line) -> None:
    """PostgreSQL holds the model's policies by itself, too."""
    wall, state = wall_of(live()), engine().wall()
    if state is not None and not list(faults_of(state, marks(wall))):
        line.note = "kept as it is"
        return
    put_up(wall, administrator_of(database, EMBEDDED_SERVERS))
    self_check.forget()
    engine().wall()  # from here on its statements take on their roles
    line.note = f"{len(wall.groups)} roles"


def build_the_rollups(line: Line) -> None:
    built = rollups.build(live())
    line.note = f"{sum(each.rows for each in built):,} rows" if built else "kept as they are"


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
    Step(
        "Load it into PostgreSQL",
        lambda options, line: load_into_postgres(options.warehouse(VAR), line),
        Warehouse.POSTGRES,
    ),
    Step("Release its model", release_the_model),
    Step(
        "Put up its second wall",
        lambda options, line: put_up_the_wall(options.warehouse(VAR).stem, line),
        Warehouse.POSTGRES,
    ),
    Step("Build its rollups", lambda _options, line: build_the_rollups(line)),
    Step("Index its words and members", lambda _options, line: build_the_index(line)),
    Step("Create its people", create_the_people),
)


def steps_for(options: Options) -> Iterator[Step]:
    for each in STEPS:
        if each.only_for in (None, options.engine):
            yield each
