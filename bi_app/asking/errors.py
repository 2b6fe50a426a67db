"""Why is there no answer at all, not even a refusal?

AskingError
├── UnreadableQuestion   the text cannot be a question; the asker can change it
├── UnknownConversation  there is none, or it is somebody else's: both read the same
├── UnknownAnswer        the same of an answer
├── UnknownBoard         the same of a board, or of a tile of one
├── TooManyQuestions     the asker asks faster than the limit
│   ├── TooManyAtOnce    too many of the asker's questions are under way
│   └── TooManyWaiting   too many of everybody's wait for a worker
└── NotRecorded          the record or the ledger cannot be written, so nothing may be shown
"""

from semantic_layer.errors import AisleError


class AskingError(AisleError):
    """The message is shown word for word."""


class UnreadableQuestion(AskingError):
    pass


class UnknownConversation(AskingError):
    def __init__(self) -> None:
        super().__init__("You have no such conversation. Leave it out to begin a new one.")


class UnknownAnswer(AskingError):
    def __init__(self) -> None:
        super().__init__("You have no such answer, or it has no query. Ask the question again.")


class UnknownBoard(AskingError):
    def __init__(self) -> None:
        super().__init__("You have no such board, or this is no longer on it.")


class TooManyQuestions(AskingError):
    def __init__(self, most: int, wait_s: int) -> None:
        self.wait_s = wait_s
        questions = "1 question" if most == 1 else f"{most} questions"
        super().__init__(
            f"You may ask {questions} a minute. Please wait {wait_s} seconds and ask again."
        )


class TooManyAtOnce(TooManyQuestions):
    def __init__(self, most: int) -> None:
        self.wait_s = 1
        AskingError.__init__(
            self,
            f"You may have {most} questions under way at once. Please wait until one is answered.",
        )


class TooManyWaiting(TooManyQuestions):
    def __init__(self) -> None:
        self.wait_s = 30
        AskingError.__init__(
            self, "Many long questions are waiting already. Please ask again in half a minute."
        )


class NotRecorded(AskingError):
    def __init__(self) -> None:
        super().__init__(
            "Your answer could not be recorded, so it cannot be shown. Please ask again later."
        )
