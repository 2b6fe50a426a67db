"""Which interpreter configuration is at work, and what is the manifest of an answer?

All that decides how words are read is one value: the tiers in their order of use, and the rules'
weights and thresholds. Its identity is a hash of the whole, so any change to it is another one.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from django.conf import settings

from bi_app.language.configuration import Language, language
from metrics.releases import LiveRelease
from semantic_layer.interpret.configuration import DEFAULT, Configuration

IDENTITY_CHARACTERS = 12
RULES = "rules"
PACKAGES = ("semantic_layer", "metrics", "bi_app")


@dataclass(frozen=True, slots=True)
class InterpreterConfiguration:
    """`tiers` are tried from cheap to dear; there is only "rules" without a `language` model."""

    identity: str
    tiers: tuple[str, ...]
    rules: Configuration
    language: Language | None = None


def current() -> InterpreterConfiguration:
    return _configuration() if (configured := language()) is None else _of_models(configured)


@cache
def _configuration() -> InterpreterConfiguration:
    return InterpreterConfiguration(_identity({}), (RULES,), DEFAULT)


def _of_models(configured: Language) -> InterpreterConfiguration:
    identity = _identity({"language": configured.identity()})
    tiers = (RULES, *(each.name for each in configured.tiers))
    return InterpreterConfiguration(identity, tiers, DEFAULT, configured)


def _identity(language: Mapping[str, Any]) -> str:
    rules = {each.name: getattr(DEFAULT, each.name) for each in fields(DEFAULT)}
    parts = {"tiers": (RULES,), "rules": rules, **language}
    text = json.dumps(parts, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:IDENTITY_CHARACTERS]


def manifest(release: LiveRelease, configuration: InterpreterConfiguration) -> str:
    """What produced an answer: release, interpreter configuration and code version."""
    release_part = f"release {release.number} ({release.hash[:IDENTITY_CHARACTERS]})"
    return f"{release_part}, interpreter {configuration.identity}, code {code_version()}"


@cache
def code_version() -> str:
    """The project's version and a hash of its sources: a change of either is another version."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    digest = hashlib.sha256()
    for package in PACKAGES:
        for path in sorted((settings.BASE_DIR / package).rglob("*.py")):
            digest.update(path.read_bytes())
    return f"{project['version']}+{digest.hexdigest()[:8]}"
