"""An endpoint of a test's own, as the settings name it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.conf import LazySettings

from bi_app import sealed
from bi_app.asking import plans
from bi_app.language import completions
from tests.bi_app.language.endpoint import Endpoint, Mind, endpoint

Serve = Callable[..., Endpoint]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    sealed.client().flushdb()
    plans.forget()


@pytest.fixture
def serve(settings: LazySettings) -> Iterator[Serve]:
    """Serves one more endpoint by what it does; the first is asked first."""
    with ExitStack() as serving:

        def one_more(mind: Mind, *, small: str = "gpt-4o-mini", large: str = "") -> Endpoint:
            found = serving.enter_context(endpoint(mind))
            serving.callback(completions.hang_up, found.url)
            which = "_SECOND" if settings.AISLE_LANGUAGE_URL else ""
            setattr(settings, f"AISLE_LANGUAGE{which}_URL", found.url)
            setattr(settings, f"AISLE_LANGUAGE{which}_KEY", "a-key-of-the-tests")
            setattr(settings, f"AISLE_LANGUAGE{which}_SMALL", small)
            setattr(settings, f"AISLE_LANGUAGE{which}_LARGE", large)
            return found

        yield one_more
