"""Where does chance come from? From hashes of a seed and a key, never from a running stream.

A draw depends on its key alone, so rows of earlier days stay as they are when later days
are added, and no order of work or number of threads can change them.
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

SEED = 20230129
STEADINESS = 0.5  # of a Poisson count's standard deviation
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)


class Draw(IntEnum):
    """What a draw decides: the first part of its key, so that no two decisions share chance."""

    STORE_SIZE = 1
    STORE_OPENED = 2
    STORE_MARKET = 3
    PRICE = 10
    COST = 11
    BRAND = 12
    SEASON = 13
    SUPPLIER = 14
    LAUNCH = 15
    POPULARITY = 16
    NAME = 17
    ENDING = 18
    RANGE = 20
    AFFINITY = 21
    MARKDOWN = 22
    DEPTH = 23
    FIRST_NAME = 30
    LAST_NAME = 31
    BIRTH = 32
    BIRTH_KNOWN = 33
    HOME = 34
    FREQUENCY = 35
    TIER = 36
    JOINED = 37
    WEATHER = 40
    WEEK_WEATHER = 39
    STORE_DAY = 41
    ORDERS = 42
    ROUNDING = 43
    CHANNEL = 44
    APP = 45
    TIME = 46
    MEMBER = 47
    REGION = 48
    CUSTOMER = 49
    BASKET = 50
    PRODUCT = 51
    QUANTITY = 52
    PROMOTED = 53
    SURGE = 54
    RETURNED = 60
    RETURN_DAYS = 61
    RETURN_STORE = 62
    RETURN_UNITS = 63
    REASON = 64
    ORDER_DAY = 70
    ON_TIME = 71
    DELAY = 72
    FILLED = 73
    FILL = 74
    PO_COST = 75
    CADENCE = 76
    WARM_UP = 77
    VISITORS = 80
    HOURS = 81
    WAGE = 82
    PLAN_STORE = 90
    PLAN_WEEK = 91
    PLAN_MARGIN = 92


def points(pairs: Sequence[tuple[float, float]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What numpy.interp wants of a curve that is written as points."""
    table = np.array(pairs, dtype=np.float64)
    return table[:, 0], table[:, 1]


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea, Flood 2014)."""
    x = values + GOLDEN
    x = (x ^ (x >> np.uint64(30))) * FIRST
    x = (x ^ (x >> np.uint64(27))) * SECOND
    return x ^ (x >> np.uint64(31))


def hashed(draw: Draw, *key: ArrayLike) -> NDArray[np.uint64]:
    state = mixed(np.array([SEED * 1_000 + draw], dtype=np.uint64))
    for part in key:
        state = mixed(state ^ np.asarray(part).astype(np.int64).view(np.uint64))
    return state


def uniform(draw: Draw, *key: ArrayLike) -> NDArray[np.float64]:
    """In [0, 1), one for each key."""
    result: NDArray[np.float64] = (hashed(draw, *key) >> np.uint64(11)).astype(np.float64)
    return result * 2.0**-53


def normal(draw: Draw, *key: ArrayLike) -> NDArray[np.float64]:
    """Near enough to a standard normal: the sum of four uniforms, so no tail beyond 3.5."""
    bits = hashed(draw, *key)
    part = np.uint64(0xFFFF)
    total = np.zeros(bits.shape)
    for shift in (0, 16, 32, 48):
        total += ((bits >> np.uint64(shift)) & part).astype(np.float64)
    result: NDArray[np.float64] = (total / 65_536.0 - 2.0) * np.sqrt(3.0)
    return result


def count_near(mean: NDArray[np.float64], draw: Draw, *key: ArrayLike) -> NDArray[np.int64]:
    """A whole number around `mean`: steadier than a Poisson count, as habits make shops."""
    # Below one, a spread would be cut off at zero and lift the mean.
    deviation = np.where(mean > 1.0, STEADINESS * np.sqrt(mean), 0.0)
    spread = mean + deviation * normal(draw, *key)
    whole = np.floor(spread + uniform(Draw.ROUNDING, draw, *key))
    return np.maximum(whole, 0.0).astype(np.int64)


def spread_evenly(group: NDArray[np.int64], uniforms: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same uniforms, stratified: n of a group fall one into each n-th part of [0, 1).

    Shares of few draws then lie near what was expected, so a story shows in little data too.
    """
    order = np.lexsort((uniforms, group))
    in_order = group[order]
    first = np.searchsorted(in_order, in_order, side="left")
    count = np.searchsorted(in_order, in_order, side="right") - first
    rank = np.arange(len(group)) - first
    result = np.empty(len(group))
    result[order] = (rank + (uniforms[order] * 7919.0) % 1.0) / count
    return result


def chosen_by(
    shares: ArrayLike, row: NDArray[np.int64], uniforms: NDArray[np.float64]
) -> NDArray[np.int64]:
    """As `chosen`, with a row of shares for each element."""
    edges = np.cumsum(np.asarray(shares, dtype=np.float64), axis=1)
    edges = edges / edges[:, -1:]
    found: NDArray[np.int64] = (edges[row, :-1] <= uniforms[:, None]).sum(axis=1)
    return found


def chosen(shares: ArrayLike, uniforms: NDArray[np.float64]) -> NDArray[np.int64]:
    """The index of the share that each uniform falls into."""
    edges = np.cumsum(np.asarray(shares, dtype=np.float64))
    found = np.searchsorted(edges / edges[-1], uniforms, side="right")
    return np.minimum(found, len(edges) - 1).astype(np.int64)
