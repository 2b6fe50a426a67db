"""A page or a state of one, how somebody comes to see it, and what it has to say."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.conftest import Visit


@dataclass(frozen=True, slots=True)
class Scene:
    """`says` are words that stand there: the cause, and the next step.

    `who` is signed in, nobody where it is empty; `anew` where the sign-in is ended. `trouble` is
    what the web process has that it is seen at. `complains`: the browser tells of it too. `slim`:
    its picture is also taken on a phone, in the dark.
    """

    name: str
    line: str
    reach: Callable[[Visit], None]
    says: tuple[str, ...] = ()
    who: str = "elena.exec"
    anew: bool = False
    trouble: str = ""
    complains: bool = False
    slim: bool = False


def at(path: str) -> Callable[[Visit], None]:
    def reach(visit: Visit) -> None:
        visit.page.goto(path)

    return reach


def asking(question: str, *further: str) -> Callable[[Visit], None]:
    """From home, and on in the conversation."""

    def reach(visit: Visit) -> None:
        visit.page.goto("/")
        for nth, each in enumerate((question, *further)):
            visit.ask(each)
            visit.page.locator(".turn .said").nth(nth).wait_for()

    return reach
