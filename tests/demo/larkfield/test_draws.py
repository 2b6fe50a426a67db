"""Chance that comes from keys: repeatable, without pattern, and of the shape asked for."""

import numpy as np
import pytest

from bi_app.demo.larkfield.draws import (
    Draw,
    chosen,
    chosen_by,
    count_near,
    hashed,
    normal,
    spread_evenly,
    uniform,
)

MANY = np.arange(100_000)


def test_it_draws_the_same_for_the_same_key_on_every_machine() -> None:
    expected = [17_009_966_630_785_654_039, 10_823_741_535_924_205_986]

    assert hashed(Draw.PRODUCT, [1, -2], 3).tolist() == expected


def test_it_draws_otherwise_for_another_decision_or_another_order_of_the_key() -> None:
    draws = {
        *uniform(Draw.PRODUCT, [1], [2]),
        *uniform(Draw.PRODUCT, [2], [1]),
        *uniform(Draw.QUANTITY, [1], [2]),
    }

    assert len(draws) == 3


def test_it_draws_a_key_alone_as_among_others() -> None:
    assert uniform(Draw.PRODUCT, MANY, 5)[77] == uniform(Draw.PRODUCT, [77], 5)[0]


def test_it_draws_uniforms_evenly_over_the_unit_interval() -> None:
    draws = uniform(Draw.PRODUCT, MANY)

    assert draws.min() >= 0.0
    assert draws.max() < 1.0
    assert np.histogram(draws, bins=10, range=(0, 1))[0] == pytest.approx(10_000, rel=0.05)
    assert abs(np.corrcoef(draws[:-1], draws[1:])[0, 1]) < 0.01


def test_it_draws_normals_with_mean_zero_and_deviation_one() -> None:
    draws = normal(Draw.PRICE, MANY)

    assert draws.mean() == pytest.approx(0.0, abs=0.01)
    assert draws.std() == pytest.approx(1.0, abs=0.01)


def test_it_counts_around_the_mean_and_never_below_zero() -> None:
    for mean in (0.1, 2.0, 50.0):
        counts = count_near(np.full(len(MANY), mean), Draw.ORDERS, MANY)

        assert counts.min() >= 0
        assert counts.mean() == pytest.approx(mean, rel=0.03)


def test_it_chooses_by_shares() -> None:
    found = np.bincount(chosen((3, 0, 1), uniform(Draw.BRAND, MANY))) / len(MANY)

    assert found == pytest.approx([0.75, 0.0, 0.25], abs=0.01)


def test_it_chooses_by_the_shares_of_each_row() -> None:
    rows = MANY % 2
    found = chosen_by([(1, 0, 0), (1, 1, 2)], rows, uniform(Draw.BRAND, MANY))

    assert set(found[rows == 0]) == {0}
    assert np.bincount(found[rows == 1]) / 50_000 == pytest.approx([0.25, 0.25, 0.5], abs=0.01)


def test_it_spreads_the_draws_of_a_group_one_into_each_part() -> None:
    groups = np.repeat([4, 9], [10, 25])
    spread = spread_evenly(groups, uniform(Draw.PRODUCT, np.arange(35)))

    for group, size in ((4, 10), (9, 25)):
        assert sorted(np.floor(spread[groups == group] * size)) == list(range(size))
