"""Which loyalty member placed an order? One of the region, most often, by how often they shop."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bi_app.demo.larkfield.customers import Customers
from bi_app.demo.larkfield.draws import Draw, uniform
from bi_app.demo.larkfield.places import REGIONS
from bi_app.demo.larkfield.stories import RELAUNCH, visit_factor

AT_HOME = 0.93  # of members' orders, placed in a store of their home region


@dataclass(frozen=True, slots=True)
class HomeMembers:
    """Members of one region by the day of joining, with running sums of their frequency."""

    number: NDArray[np.int64]
    joined: NDArray[np.int64]
    before: NDArray[np.float64]  # up to the relaunch
    after: NDArray[np.float64]

    def choose(self, days: NDArray[np.int64], draws: NDArray[np.float64]) -> NDArray[np.int64]:
        """Only who has joined by the day of the order can place it."""
        here = np.searchsorted(self.joined, days, side="right")
        result = np.empty(len(days), dtype=np.int64)
        for sums, chosen in ((self.before, days < RELAUNCH), (self.after, days >= RELAUNCH)):
            total = np.concatenate([[0.0], sums])[here[chosen]]
            found = np.searchsorted(sums, draws[chosen] * total, side="right")
            result[chosen] = np.minimum(found, here[chosen] - 1)
        return self.number[result]


@dataclass(frozen=True, slots=True)
class MemberChooser:
    regions: tuple[HomeMembers, ...]

    def choose(
        self,
        region: NDArray[np.int64],
        days: NDArray[np.int64],
        key: tuple[NDArray[np.int64], ...],
    ) -> NDArray[np.int64]:
        draws = uniform(Draw.REGION, *key)
        elsewhere = (draws - AT_HOME) / (1.0 - AT_HOME) * len(self.regions)
        home = np.where(draws < AT_HOME, region, elsewhere.astype(np.int64))
        which = uniform(Draw.CUSTOMER, *key)
        result = np.empty(len(days), dtype=np.int64)
        for number, members in enumerate(self.regions):
            mine = home == number
            result[mine] = members.choose(days[mine], which[mine])
        return result


def make_chooser(customers: Customers) -> MemberChooser:
    lifted = customers.frequency * visit_factor(customers.tier, RELAUNCH)
    regions = []
    for number in range(len(REGIONS)):
        mine = np.flatnonzero(customers.home == number)
        regions.append(
            HomeMembers(
                number=mine,
                joined=customers.joined[mine],
                before=np.cumsum(customers.frequency[mine]),
                after=np.cumsum(lifted[mine]),
            )
        )
    return MemberChooser(tuple(regions))
