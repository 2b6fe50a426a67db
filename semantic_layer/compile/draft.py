"""The statement while it grows: named steps, each reading those before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlglot import exp

from semantic_layer.compile.plan import Plan


@dataclass(frozen=True, slots=True)
class Step:
    """One common table expression; `says` is its comment for people."""

    name: str
    says: str
    select: exp.Query


@dataclass(frozen=True, slots=True)
class Draft:
    """`steps` in the order of the statement; the last one is what the next step reads."""

    plan: Plan
    steps: tuple[Step, ...] = ()

    @property
    def last(self) -> Step:
        return self.steps[-1]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.last.select.named_selects)

    def then(self, *steps: Step) -> Draft:
        """With further steps; one that stands already is not repeated."""
        standing = {step.name: step for step in self.steps}
        for step in steps:
            standing.setdefault(step.name, step)
        return replace(self, steps=tuple(standing.values()))

    def reading(self, *more: exp.Expr) -> exp.Select:
        """A select of all columns of the last step, and more."""
        own = [exp.column(name) for name in self.columns]
        return exp.select(*own, *more, copy=False).from_(self.last.name)
