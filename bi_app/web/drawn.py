"""Was this very picture drawn before?

It is kept under all that it is drawn of, its rows and words among them, and the library that draws:
whoever does not hold those very rows has no key to it, so no rights are asked here. What is kept
is read through by `chart.py` like what was drawn just now.
"""

import json
import zlib
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import vl_convert
from django.conf import settings

from bi_app import sealed

DRAWN_BY = version("vl-convert-python")
QUICKLY = 1  # of zlib's levels: a tenth of the size already


def svg_drawn(drawing: Mapping[str, Any], calendar: Mapping[str, Any]) -> str:
    key = sealed.key_of("drawing", DRAWN_BY, json.dumps([drawing, calendar]))
    known = kept(key)
    if known is not None:
        return known
    svg = str(vl_convert.vegalite_to_svg(dict(drawing), time_format_locale=dict(calendar)))
    sealed.put(key, zlib.compress(svg.encode(), QUICKLY), settings.AISLE_RESULT_CACHE_SECONDS)
    return svg


def kept(key: str) -> str | None:
    body = sealed.get(key)
    return None if body is None else zlib.decompress(body).decode()
