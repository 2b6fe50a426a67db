"""What does the address of a warehouse say? Typed fields; an option that is not listed is refused.

No text of an address reaches a driver as it stands: `options=-c …`, `service=…` and the like could
undo what keeps a session to reading. No message repeats an address, which may hold a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Literal, get_args
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SslMode = Literal["disable", "require", "verify-ca", "verify-full"]  # others fall back unsaid
SSL_MODES: tuple[SslMode, ...] = get_args(SslMode)
SCHEMES = ("duckdb", "postgresql")
POSTGRES_OPTIONS = ("host", "sslmode", "sslrootcert", "schema", "version_table")
POSTGRES_PORT = 5432
VERSION_TABLE = "aisle_data_version"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_$-]{0,62}")
CONNECTION = re.compile(r"[a-z][a-z0-9_]*")
BETWEEN = re.compile(r"\s*,\s*(?=[^=,:/@?&]*=[a-z]+://)")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class WrongAddress(ValueError):
    """What is wrong with the address, and what was expected, without the address."""


@dataclass(frozen=True, slots=True)
class DuckdbAddress:
    """A file; a path that does not begin with a slash is seen from the project's folder."""

    path: PurePosixPath


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database, and in it the schema that the tables of the model are looked for in."""

    host: str  # a name, an address, or the folder of a Unix socket
    port: int
    database: str
    user: str
    password: str = field(repr=False)
    sslmode: SslMode
    sslrootcert: str  # "system", the path of a file, or nothing
    schema: str
    version_table: str  # in that schema; one row of one column that moves with each load


Address = DuckdbAddress | PostgresAddress


def read_address(text: str) -> Address:
    """Raises WrongAddress."""
    parts = urlsplit(text)
    match parts.scheme:
        case "duckdb":
            return DuckdbAddress(_path(parts))
        case "postgresql":
            return _postgres(parts)
        case _:
            known = " or ".join(f"{scheme}://" for scheme in SCHEMES)
            raise WrongAddress(f"names no engine that is known; it begins with {known}")


def read_connections(text: str) -> dict[str, str]:
    """The address of each named warehouse: "main=duckdb:///x.duckdb, archive=postgresql://…".

    Raises WrongAddress.
    """
    found: dict[str, str] = {}
    for part in BETWEEN.split(text.strip()):
        name, _, address = part.partition("=")
        if not CONNECTION.fullmatch(name):
            raise WrongAddress("has a connection without a name of small letters, digits and _")
        if name in found:
            raise WrongAddress(f"names the connection {name} twice")
        try:
            read_address(address)
        except WrongAddress as error:
            raise WrongAddress(f"has a connection {name} that {error}") from None
        found[name] = address
    return found


def _path(parts: SplitResult) -> PurePosixPath:
    """duckdb:///var/x.duckdb is in the project's folder, duckdb:////data/x.duckdb is not."""
    path = PurePosixPath(parts.path.removeprefix("/"))
    return PurePosixPath("/") / path if parts.path.startswith("//") else path


def _postgres(parts: SplitResult) -> PostgresAddress:
    options = _options(parts)
    host = options.get("host") or parts.hostname or ""
    if not host or "," in host:
        raise WrongAddress("names no single host; postgresql://user:password@host:5432/database")
    if not parts.username:
        raise WrongAddress("names no user; it is best one that may only read")
    return PostgresAddress(
        host=host,
        port=_port(parts),
        database=_name("database", unquote(parts.path.removeprefix("/"))),
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        sslmode=_sslmode(options, host),
        sslrootcert=_certificate(options),
        schema=_name("schema", options.get("schema", "public")),
        version_table=_name("version_table", options.get("version_table", VERSION_TABLE)),
    )


def _options(parts: SplitResult) -> Mapping[str, str]:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    options = dict(pairs)
    strange = sorted(set(options) - set(POSTGRES_OPTIONS))
    if strange or len(options) < len(pairs) or parts.fragment:
        named = ", ".join(strange) or "one of them twice"
        raise WrongAddress(
            f"has options that are not taken ({named}); {', '.join(POSTGRES_OPTIONS)}"
        )
    return MappingProxyType(options)


def _port(parts: SplitResult) -> int:
    try:
        return parts.port or POSTGRES_PORT
    except ValueError as error:
        raise WrongAddress("has a port that is no number up to 65535") from error


def _sslmode(options: Mapping[str, str], host: str) -> SslMode:
    """In the open only on this machine, unless that is asked for by name."""
    here = host.startswith("/") or host in LOOPBACK
    given = options.get("sslmode", "disable" if here else "require")
    for mode in SSL_MODES:
        if mode == given:
            return mode
    raise WrongAddress(f"has an sslmode that is none of {', '.join(SSL_MODES)}")


def _certificate(options: Mapping[str, str]) -> str:
    given = options.get("sslrootcert", "")
    if given and given != "system" and not PurePosixPath(given).is_absolute():
        raise WrongAddress("has an sslrootcert that is neither `system` nor a whole path")
    return given


def _name(what: str, given: str) -> str:
    if not NAME.fullmatch(given):
        raise WrongAddress(f"has no {what} that is a name of letters, digits, _, $ or -")
    return given
