"""The manner of all definitions."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=63)]


class Definition(BaseModel):
    """The manner of all definitions: frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
