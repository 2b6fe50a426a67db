"""How does mail leave: by a server, into a folder, onto the terminal, or not at all?"""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """Django's settings of the same names in small letters."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    file_path: str = ""


def read_mail(address: str) -> Mail:
    """smtp://user:password@host:587 (STARTTLS), smtps://…:465, file:///folder or console:.

    An empty address is nothing: no mail. Raises ValueError for any other.
    """
    parts = urlsplit(address)
    match parts.scheme:
        case "":
            return Mail(_backend("dummy"))
        case "console":
            return Mail(_backend("console"))
        case "file":
            return Mail(_backend("filebased"), file_path=_folder(parts.path))
        case "smtp" | "smtps":
            return Mail(
                _backend("smtp"),
                host=_host(parts.hostname),
                port=parts.port or PORTS[parts.scheme],
                user=unquote(parts.username or ""),
                password=unquote(parts.password or ""),
                use_tls=parts.scheme == "smtp",
                use_ssl=parts.scheme == "smtps",
            )
        case _:
            raise ValueError("is of no kind that is known")


def _backend(name: str) -> str:
    return f"django.core.mail.backends.{name}.EmailBackend"


def _folder(path: str) -> str:
    if not path.startswith("/"):
        raise ValueError("names no folder")
    return path


def _host(name: str | None) -> str:
    if not name:
        raise ValueError("names no host")
    return name
