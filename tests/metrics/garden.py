"""The model that these tests ask: a garden retailer, as text and as files."""

from __future__ import annotations

from pathlib import Path

TEXT = (Path(__file__).parent / "garden.yaml").read_text()
FILES = {"garden.yaml": TEXT}


def changed(old: str, new: str) -> dict[str, str]:
    """The model with one thing said otherwise."""
    assert old in TEXT
    return {"garden.yaml": TEXT.replace(old, new)}
