"""What is known of a member of a dimension before it is indexed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Member:
    """One value of a dimension, as stored, in text.

    `scope` maps each dimension of a row policy that the member's home dataset reaches to the
    members under which this one occurs: Denim has {"department": ("Women's",)}. Where a
    dimension is missing, the member is open to whoever may see its own dimension.
    """

    value: str
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
