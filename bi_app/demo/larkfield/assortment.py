"""Which products does each store carry, and which of them does it sell better than others?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bi_app.demo.larkfield.draws import Draw, normal, uniform
from bi_app.demo.larkfield.products import Products
from bi_app.demo.larkfield.sizes import Sizing
from bi_app.demo.larkfield.stores import Stores

AFFINITY_SPREAD = 0.35


@dataclass(frozen=True, slots=True)
class Assortment:
    """Pairs of store and product (as indexes), by store, then product."""

    store: NDArray[np.int32]
    product: NDArray[np.int32]
    affinity: NDArray[np.float32]
    starts: NDArray[np.int64]  # first pair of each store, and the count of pairs at the end

    @property
    def count(self) -> int:
        return len(self.store)


def carried(store: int, wanted: int, products: Products) -> NDArray[np.int32]:
    """A weighted choice without replacement: popular products stand in more stores."""
    if wanted >= products.count:
        return np.arange(products.count, dtype=np.int32)
    number = np.arange(products.count)
    chance = np.log(products.popularity) - np.log(-np.log(uniform(Draw.RANGE, store, number)))
    kept = np.argpartition(-chance, wanted)[:wanted]
    return np.sort(kept).astype(np.int32)


def make_assortment(stores: Stores, products: Products, sizing: Sizing) -> Assortment:
    ranges = [
        carried(store, sizing.assortment[kind], products)
        for store, kind in enumerate(stores.format.tolist())
    ]
    sizes = np.array([len(r) for r in ranges])
    store = np.repeat(np.arange(stores.count, dtype=np.int32), sizes)
    product = np.concatenate(ranges)
    affinity = np.exp(AFFINITY_SPREAD * normal(Draw.AFFINITY, store, product))
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Assortment(store, product, affinity.astype(np.float32), starts)
