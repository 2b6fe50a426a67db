"""Is the body of a request one unambiguous JSON value that everything behind can hold?

The format allows what readers disagree on: a key twice, NaN, numbers beyond every type, text that
is no Unicode. Each is refused here, so that nothing further down stumbles over it.
"""

import json
import math
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

MOST_DEPTH = 32
MOST_DIGITS = 18  # what fits in 64 bits


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Raises ParseError with the reason, and RequestDataTooBig past the settings' limit."""
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise RequestDataTooBig
        return strict_json(body)


def strict_json(body: bytes) -> Any:
    try:
        text = body.decode()
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except UnicodeDecodeError as error:
        raise ParseError("The body is not UTF-8.") from error
    except RecursionError as error:
        raise _too_deep() from error
    except json.JSONDecodeError as error:
        raise ParseError(
            f"The body is not JSON: line {error.lineno}, column {error.colno}."
        ) from error
    _check(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError("An object of the body has the same key twice.")
    return found


def _no_constant(name: str) -> None:
    raise ParseError(f"The body holds {name}, which JSON does not have.")


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise ParseError(f"The body holds a whole number of more than {MOST_DIGITS} digits.")
    return int(digits)


def _fraction(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ParseError("The body holds a number that is too large.")
    return number


def _check(value: Any) -> None:
    """No NUL, no half of a character, no deep nesting; level by level, not by recursion."""
    level = [value]
    for _ in range(MOST_DEPTH):
        if not level:
            return
        below = []
        for each in level:
            if isinstance(each, str):
                _check_text(each)
            elif isinstance(each, dict):
                below.extend([*each.keys(), *each.values()])
            elif isinstance(each, list):
                below.extend(each)
        level = below
    if level:
        raise _too_deep()


def _check_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise ParseError("A text of the body holds a character that is none.")


def _too_deep() -> ParseError:
    return ParseError(f"The body is nested more than {MOST_DEPTH} deep.")
