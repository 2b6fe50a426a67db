"""What tests keep as data, in YAML."""

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path) -> Any:
    """By libyaml: each process of a run reads all of it, and Python's own reader takes tenfold."""
    return yaml.load(path.read_text(), yaml.CSafeLoader)
