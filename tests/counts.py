"""How many cases does a test try, over how much: few in `make test`, many in `make prove`?"""

import os

LARKFIELD = os.environ.get("LARKFIELD", "test")  # the size of the demo retailer
PROVING = os.environ.get("PROVE") == "1"
SHARES = int(os.environ.get("SHARES", "1"))  # of how many runs that prove together is this one?


def cases(test: int, prove: int) -> int:
    return -(-prove // SHARES) if PROVING else test
