"""What can go wrong, split by who can act on it.

AisleError
├── QuestionError            the asker can act; the message is shown word for word
│   ├── NotUnderstood        content words are left over, or nothing was asked
│   ├── NotModelled          no such metric or dimension in what the asker may see
│   ├── NotPermitted         a public name that is closed to the asker
│   ├── PersonalData         a personal column, whoever asks
│   ├── OutsideData          a date or a member that the data does not hold
│   ├── NotAdditive          an aggregation that would count twice
│   ├── UnreachableDimension a metric cannot be split or filtered by it
│   ├── ReadOnly             the question asks to change something
│   ├── OverBudget           the asker's budget does not allow it
│   ├── StaleData            the data is older than its owner allows
│   └── NotYet               understood, but a kind of question that is not answered yet
├── DefinitionError          the owner of a definition can act; carries every issue found
├── WarehouseError           the operator can act
│   ├── WarehouseUnavailable
│   ├── StatementTimeout
│   └── StatementCancelled   whoever asked does not want it any more
└── InvariantError           we can act; the asker sees a reference only
    └── UnsafeStatement      the gate will not run it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class AisleError(Exception):
    """The root of all errors that this project raises on purpose."""


class QuestionError(AisleError):
    """A question that is declined; `code` is one of the refusal codes of the API.

    `nearest` holds questions that could be answered instead; they name only what the
    asker may see.
    """

    code: ClassVar[str] = "not_understood"

    def __init__(self, detail: str, *, nearest: Sequence[str] = ()) -> None:
        self.detail = detail
        self.nearest = tuple(nearest)
        super().__init__(detail)


class NotUnderstood(QuestionError):
    code = "not_understood"


class NotModelled(QuestionError):
    code = "not_modelled"


class NotPermitted(QuestionError):
    code = "not_permitted"


class PersonalData(QuestionError):
    code = "personal_data"


class OutsideData(QuestionError):
    code = "outside_data"


class NotAdditive(QuestionError):
    code = "not_additive"


class UnreachableDimension(QuestionError):
    code = "unreachable_dimension"


class ReadOnly(QuestionError):
    code = "read_only"


class OverBudget(QuestionError):
    code = "over_budget"


class StaleData(QuestionError):
    code = "stale_data"


class NotYet(QuestionError):
    code = "not_yet"


@dataclass(frozen=True, slots=True)
class Issue:
    """One mistake in a definition: where it stands and what was expected there."""

    file: str
    line: int | None
    key: str  # dotted path inside the file: "metrics.net_sales.unit"
    message: str  # what is wrong and what was expected

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}"


class DefinitionError(AisleError):
    """The model's files are wrong; every issue is in `issues`, not only the first."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class WarehouseError(AisleError):
    """The warehouse did not give an answer; `code` is what the API reports as failed."""

    code: ClassVar[str] = "warehouse_unavailable"


class WarehouseUnavailable(WarehouseError):
    code = "warehouse_unavailable"


class StatementTimeout(WarehouseError):
    code = "timeout"


class StatementCancelled(WarehouseError):
    """Whoever asked does not want it any more."""

    code = "cancelled"


class InvariantError(AisleError):
    """Something that must always be true was not; never shown to an asker."""


class UnsafeStatement(InvariantError):
    """A statement that cannot be proved to stay inside the policy; it is not run."""
