"""How many cases does a test try: few in `make test`, many in `make prove`?"""

import os

PROVING = os.environ.get("PROVE") == "1"


def cases(test: int, prove: int) -> int:
    return prove if PROVING else test
