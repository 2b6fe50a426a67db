"""How many cases does a test try, over how much: few in `make test`, many in `make prove`?"""

import os
from random import SystemRandom

LARKFIELD = os.environ.get("LARKFIELD", "test")  # the size of the demo retailer
PROVING = os.environ.get("PROVE") == "1"
SHARES = int(os.environ.get("SHARES", "1"))  # of how many runs that prove together is this one?


def cases(test: int, prove: int) -> int:
    return -(-prove // SHARES) if PROVING else test


def seed(test: int) -> int:
    """What random draws begin with: always the same in the short form, the run's own in the long.

    `make prove` prints it, and `SEED=` takes it again.
    """
    return int(os.environ.get("SEED") or SystemRandom().randrange(2**32)) if PROVING else test
