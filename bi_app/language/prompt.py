"""What is a tier told to do, and which version of that is it?

A prompt is a file: its first line is its version, the rest what the model is told. A word that is
changed without another version still is another prompt: its hash stands in the version.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

HASH_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class Prompt:
    version: str
    text: str


def read_prompt(path: Path) -> Prompt:
    version, _, text = path.read_text(encoding="utf-8").partition("\n")
    digest = hashlib.sha256(text.encode()).hexdigest()[:HASH_CHARACTERS]
    return Prompt(f"{version.strip()}+{digest}", text.strip())
