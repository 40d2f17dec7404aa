"""How right forecasts were, derived by hand and by simulation."""

from random import Random

import pytest

from queue_server.domain.calibration import ENOUGH, NARROWEST, WIDEST, Outcome, errors_of, scale_of


def normal(count: int, truth: float, told: float, *, scale: float | None = 1.0, seed: int = 1) -> list[Outcome]:
    """Waits of a normal distribution with the deviation `truth`, told as if it were `told`, widened by `scale`."""
    random, half = Random(seed), 1.2816 * told * (scale or 1.0)
    return [Outcome(1000, 1000 - half, 1000 + half, random.gauss(1000, truth), scale) for _ in range(count)]


def test_errors_are_what_one_counts_by_hand():
    found = errors_of(
        [Outcome(600, 300, 900, 500, 1.0), Outcome(600, 550, 650, 900, 1.0), Outcome(60, 0, 120, 60, None)]
    )
    assert found is not None
    assert (found.count, found.mean_absolute, found.bias) == (3, pytest.approx(400 / 3), pytest.approx(-200 / 3))
    assert found.coverage == pytest.approx(2 / 3)


def test_nothing_can_be_said_of_no_forecasts():
    assert errors_of([]) is None
    assert scale_of([]) == 1.0


def test_a_few_forecasts_change_no_interval():
    assert scale_of(normal(ENOUGH - 1, 300, 100)) == 1.0


@pytest.mark.parametrize("truth", [70, 100, 150, 200])
def test_with_many_forecasts_the_interval_becomes_right(truth: float):
    scale = scale_of(normal(4000, truth, 100))
    assert scale == pytest.approx(truth / 100, rel=0.06)
    after = errors_of(normal(4000, truth, 100, scale=scale, seed=2))
    assert after is not None
    assert 0.78 < after.coverage < 0.82


def test_what_was_widened_already_is_not_widened_twice():
    assert scale_of(normal(4000, 150, 100, scale=1.5)) == pytest.approx(1.5, rel=0.06)


def test_quick_estimates_and_tickets_called_at_once_do_not_count():
    others = normal(500, 900, 100, scale=None) + [Outcome(0, 0, 0, 400, 1.0)] * 500
    assert scale_of(normal(4000, 100, 100) + others) == pytest.approx(1.0, rel=0.05)


def test_no_interval_vanishes_or_says_nothing_at_all():
    assert scale_of(normal(4000, 1, 100)) == NARROWEST
    assert scale_of(normal(4000, 5000, 100)) == WIDEST
