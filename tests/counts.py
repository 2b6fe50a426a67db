"""How many cases does a test try, over how much: few in `make test`, many in `make prove`?"""

import os

LARKFIELD = os.environ.get("LARKFIELD", "test")  # the size of the demo retailer
PROVING = os.environ.get("PROVE") == "1"


def cases(test: int, prove: int) -> int:
    return prove if PROVING else test
