"""What differs between the engines: one small file each."""

from collections.abc import Mapping

from semantic_layer.check.dialects.dialect import Dialect
from semantic_layer.check.dialects.duckdb import DUCKDB
from semantic_layer.check.dialects.postgres import POSTGRES

DIALECTS: Mapping[str, Dialect] = {each.name: each for each in (DUCKDB, POSTGRES)}

__all__ = ["DIALECTS", "Dialect"]
