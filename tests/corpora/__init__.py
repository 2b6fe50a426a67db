"""Corpora: data that tests are made of."""

from pathlib import Path

CORPORA = Path(__file__).parent
