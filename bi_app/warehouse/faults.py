"""What is wrong with the warehouse, or with how it is opened, so that it may not be trusted?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is for machines and never changes its meaning; the rest is for the operator."""

    code: str
    matter: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.matter} {self.hint}".strip()
