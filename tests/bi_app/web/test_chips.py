"""What stands over an answer says how its question was understood."""

import pytest

from bi_app.web.chips import chips
from metrics.releases import live
from tests.bi_app.street import say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("retailer")]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("average visitors a day by state last week", "average per day"),
        ("visitors by day last week", "by day"),
    ],
)
def test_it_says_what_is_averaged_as_people_do(question: str, said: str) -> None:
    finding = say("elena.exec", question).finding

    assert said in [each.text for each in chips(finding, live().index)]
