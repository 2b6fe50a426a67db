"""Why is there no answer at all, not even a refusal?

AskingError
├── UnreadableQuestion   the text cannot be a question; the asker can change it
├── UnknownConversation  there is none, or it is somebody else's: both read the same
├── UnknownAnswer        the same of an answer
├── UnknownBoard         the same of a board, or of a tile of one
├── LookFailed           what was looked at came to nothing a moment ago; it may be tried later
├── TooManyQuestions     the asker asks faster than the limit
│   ├── TooManyAtOnce    too many of the asker's questions are under way
│   └── TooManyWaiting   too many of everybody's wait for a worker
└── NotRecorded          the record or the ledger cannot be written, so nothing may be shown
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from semantic_layer.errors import AisleError


class AskingError(AisleError):
    """The message is shown word for word."""


class UnreadableQuestion(AskingError):
    pass


class UnknownConversation(AskingError):
    def __init__(self) -> None:
        super().__init__(_("You have no such conversation. Leave it out to begin a new one."))


class UnknownAnswer(AskingError):
    def __init__(self) -> None:
        super().__init__(_("You have no such answer, or it has no query. Ask the question again."))


class UnknownBoard(AskingError):
    def __init__(self) -> None:
        super().__init__(_("You have no such board, or this is no longer on it."))


class TooManyQuestions(AskingError):
    def __init__(self, most: int, wait_s: int) -> None:
        self.wait_s = wait_s
        said = ngettext(
            "You may ask %(most)s question a minute. Please wait %(wait)s seconds and ask again.",
            "You may ask %(most)s questions a minute. Please wait %(wait)s seconds and ask again.",
            most,
        )
        super().__init__(said % {"most": most, "wait": wait_s})


class TooManyAtOnce(TooManyQuestions):
    def __init__(self, most: int) -> None:
        self.wait_s = 1
        said = _(
            "You may have %(most)s questions under way at once. Please wait until one is answered."
        )
        AskingError.__init__(self, said % {"most": most})


class TooManyWaiting(TooManyQuestions):
    def __init__(self) -> None:
        self.wait_s = 30
        said = _("Many long questions are waiting already. Please ask again in half a minute.")
        AskingError.__init__(self, said)


class LookFailed(AskingError):
    wait_s = 30


class NotRecorded(AskingError):
    def __init__(self) -> None:
        super().__init__(
            _("Your answer could not be recorded, so it cannot be shown. Please ask again later.")
        )
