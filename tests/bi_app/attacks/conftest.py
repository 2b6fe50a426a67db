"""Attackers have the same clients of the API as everybody."""

from tests.bi_app.api.conftest import api

__all__ = ["api"]
