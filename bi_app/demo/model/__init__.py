"""Larkfield's definitions: the YAML files beside this one."""

from __future__ import annotations

from importlib import resources


def larkfield_files() -> dict[str, str]:
    """File name to YAML text, as `read_model` takes them."""
    folder = resources.files(__name__)
    return {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yaml")
    }
