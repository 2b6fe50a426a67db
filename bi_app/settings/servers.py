"""Where are the database, Redis and the warehouse?"""

from bi_app import env
from bi_app.databases import postgres_database
from bi_app.embedded.places import Places
from bi_app.settings.installation import EMBEDDED, VAR
from bi_app.warehouse.address import read_address, read_connections

EMBEDDED_SERVERS = Places(VAR)
DATABASE_URL = env.url(
    "DATABASE_URL",
    ("postgresql", "postgres"),
    "The application's PostgreSQL (with pgvector): postgresql://user:password@host:5432/name. A"
    " pooler in between has to keep sessions, or prepared statements.",
    default=EMBEDDED_SERVERS.database_url if EMBEDDED else None,
    shown="the embedded server where AISLE_EMBEDDED is true; else required",
)
DATABASE_POOL = env.whole("DATABASE_POOL", 16, "The most database connections of one process.")
REDIS_URL = env.url(
    "REDIS_URL",
    ("redis", "rediss", "unix"),
    "The Redis for cache and queues: redis://host:6379.",
    default=EMBEDDED_SERVERS.redis_url if EMBEDDED else None,
    shown="the embedded server where AISLE_EMBEDDED is true; else required",
)
WAREHOUSES = env.connections(
    "WAREHOUSES",
    "WAREHOUSE",
    read_connections,
    "main=duckdb:///file, archive=postgresql://user:password@host:5432/database",
    "Named warehouses, each with an address as WAREHOUSE takes it. Each is checked at the start;"
    " AISLE_CONNECTION says which one is read.",
)
_MAIN = env.address(
    "WAREHOUSE",
    read_address,
    "duckdb:///file or postgresql://user:password@host:5432/database",
    "The retailer's warehouse. duckdb:///var/x.duckdb is a file, seen from the project's folder."
    " PostgreSQL under an account that may only read; its options (?name=value) are host (of a"
    " Unix socket), sslmode (disable, require, verify-ca, verify-full), sslrootcert, schema"
    " (public) and version_table (aisle_data_version, one row that each load changes).",
    required=not WAREHOUSES,
)
WAREHOUSES = ({"main": _MAIN} if _MAIN else {}) | WAREHOUSES
CONNECTION = env.text(
    "AISLE_CONNECTION",
    "main",
    f"one of the names of WAREHOUSES ({', '.join(WAREHOUSES)})",
    "The warehouse that the model is of.",
)
if CONNECTION not in WAREHOUSES:
    raise env.WrongSetting(
        "AISLE_CONNECTION", f"is {CONNECTION!r}", f"one of {', '.join(WAREHOUSES)}"
    )
WAREHOUSE = WAREHOUSES[CONNECTION]

AISLE_REQUIRE_SECOND_WALL = env.flag(
    "AISLE_REQUIRE_SECOND_WALL",
    False,
    "Answer nothing unless the warehouse holds the policies by itself: PostgreSQL that"
    " `manage.py harden_warehouse` was applied to (docs/warehouse.md).",
)

ROLLUPS = env.address(
    "ROLLUPS",
    read_address,
    "as WAREHOUSE",
    "Who may write rollups into the warehouse; empty: none are built or read. For a DuckDB file the"
    " address of WAREHOUSE again: the file is then replaced by a copy that has them. For PostgreSQL"
    " the same database under an account that may read the warehouse's tables and create the schema"
    " aisle_rollups (or owns it); the data must tell its version in a version_table.",
    required=False,
)

DATABASES = {"default": postgres_database(DATABASE_URL, DATABASE_POOL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The numbers of the databases inside one Redis. Django's own cache is not used: it unpickles.
REDIS_CACHE, REDIS_QUEUES = 0, 1
