"""What does the environment say, and is it of the right form?

The only reader of environment variables. Each variable is declared where it is read, with
its form and meaning; `docs/settings.md` is written from these declarations. A wrong value
stops the process with one line that names the variable, the value and the expected form.
"""

import re
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import TypeVar

from environs import Env, EnvError

T = TypeVar("T")
PROJECT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 50
LEAST_BITS = 150  # by how often each of its characters occurs; 50 random hexadecimals have 190
PACKING = 11  # the bytes that zlib adds to what it packs
LEAST_PACKED = 0.45  # of its length: random hexadecimals pack to a good half, repeats to less
EXAMPLES = (
    "insecure",
    "secret",
    "change",
    "example",
    "password",
    "default",
    "0123456789",
    "qwerty",
)
MAKE_ONE = "`openssl rand -base64 48` makes one"
PASSWORD = re.compile(r"(?<=://).*", re.DOTALL)  # an address may hold one: its scheme says enough

_env = Env(expand_vars=False)


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable, as the page of settings shows it."""

    name: str
    form: str
    default: str
    meaning: str


declared: list[Variable] = []
_secrets: dict[str, str] = {}  # those read so far, by name


def declare(name: str, form: str, default: str, meaning: str) -> None:
    """Add a variable to the page of settings."""
    declared.append(Variable(name, form, default, meaning))


class WrongSetting(SystemExit):
    """A setting of the installation that cannot be used; the process ends with its message."""

    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(f"aisle: {name} {found}; expected {expected}. See docs/settings.md.")


def _read(name: str, default: T | None, form: str, parse: Callable[[str], T]) -> T:
    raw = _env.str(name, None)
    if raw is None:
        if default is None:
            raise WrongSetting(name, "is not set", form)
        return default
    try:
        return parse(name)
    except (EnvError, ValueError) as error:
        raise WrongSetting(name, f"is {PASSWORD.sub('…', raw)!r}", form) from error


def _accepted(value: T, accept: Callable[[T], object]) -> T:
    if not accept(value):
        raise ValueError(value)
    return value


def _split(name: str) -> list[str]:
    return [word.strip() for word in str(_env.str(name)).split(",") if word.strip()]


def _shown(default: object) -> str:
    match default:
        case None:
            return "required"
        case bool():
            return str(default).lower()
        case list():
            return ",".join(map(str, default)) or "empty"
        case _:
            return str(default) or "empty"


def text(
    name: str,
    default: str,
    form: str,
    meaning: str,
    *,
    accept: Callable[[str], object] = bool,
    shown: str = "",
) -> str:
    """`shown` stands for a default that differs by machine."""
    declare(name, form, shown or _shown(default), meaning)
    return _read(name, default, form, lambda key: _accepted(str(_env.str(key)), accept))


def choice(name: str, default: str, options: Sequence[str], meaning: str) -> str:
    form = "one of " + ", ".join(options)
    declare(name, form, default, meaning)
    return _read(
        name, default, form, lambda key: _accepted(str(_env.str(key)), options.__contains__)
    )


def flag(name: str, default: bool, meaning: str) -> bool:
    declare(name, "true or false", _shown(default), meaning)
    return _read(name, default, "true or false", lambda key: bool(_env.bool(key)))


def whole(name: str, default: int, meaning: str, *, least: int = 1) -> int:
    form = f"a whole number of at least {least}"
    declare(name, form, _shown(default), meaning)
    return _read(
        name, default, form, lambda key: _accepted(int(_env.int(key)), lambda n: n >= least)
    )


def words(name: str, default: list[str], meaning: str) -> list[str]:
    form = "values separated by commas"
    declare(name, form, _shown(default), meaning)
    return _read(name, default, form, _split)


def url(
    name: str, schemes: Sequence[str], meaning: str, *, default: str | None, shown: str = ""
) -> str:
    """An address with one of the schemes. `shown` stands for a default that differs by machine."""
    form = " or ".join(f"{scheme}://…" for scheme in schemes)
    declare(name, form, shown or _shown(default), meaning)
    starts = tuple(f"{scheme}://" for scheme in schemes)
    return _read(
        name,
        default,
        form,
        lambda key: _accepted(str(_env.str(key)), lambda v: v.startswith(starts)),
    )


def address(
    name: str, read: Callable[[str], object], form: str, meaning: str, *, required: bool = True
) -> str:
    """An address that `read` understands; it tells what is wrong with it by a ValueError.

    It may hold a password, so it is in no message.
    """
    declare(name, form, "required" if required else "empty", meaning)
    value = str(_env.str(name, ""))
    if not value and not required:
        return ""
    if not value:
        raise WrongSetting(name, "is not set", form)
    try:
        read(value)
    except ValueError as error:
        raise WrongSetting(name, str(error), form) from None
    return value


def connections(
    name: str, short: str, read: Callable[[str], dict[str, str]], form: str, meaning: str
) -> dict[str, str]:
    """Several named addresses; `short` is one that is called main, where it alone is set.

    They may hold passwords, so they are in no message.
    """
    declare(name, form, f"{short}, called main", meaning)
    value = str(_env.str(name, ""))
    if not value:
        return {}
    try:
        return read(value)
    except ValueError as error:
        raise WrongSetting(name, str(error), form) from None


def secret(name: str, meaning: str) -> str:
    """A secret that has no default. Its value is in no message.

    Each is for one use: a key that leaks where it is used opens nothing else.
    """
    form = f"at least {SHORTEST_SECRET} characters, random, used nowhere else ({MAKE_ONE})"
    declare(name, form, "required", meaning)
    value = str(_env.str(name, ""))
    if not value:
        raise WrongSetting(name, "is not set", form)
    if is_guessable(value):
        raise WrongSetting(name, "is too short, too plain or an example", form)
    taken = next((other for other, known in _secrets.items() if known == value), name)
    if taken != name:
        raise WrongSetting(name, f"is the same as {taken}", form)
    _secrets[name] = value
    return value


def is_guessable(value: str) -> bool:
    """What people type, copy from a page or repeat, told from what a generator makes."""
    words = value.lower()
    if len(value) < SHORTEST_SECRET or any(each in words for each in EXAMPLES):
        return True
    bits = -sum(n * log2(n / len(value)) for n in Counter(value).values())
    packed = len(zlib.compress(value.encode(), 9)) - PACKING
    return bits < LEAST_BITS or packed < LEAST_PACKED * len(value) or any(map(str.isspace, value))


def read_demo_file(path: Path) -> None:
    """Take the demo's own settings when the environment names no installation.

    `make demo` writes them, so that `manage.py` typed beside a running demo finds the same servers.
    """
    if _env.str("SECRET_KEY", None) is None and path.is_file():
        _env.read_env(str(path), recurse=False, override=False)
