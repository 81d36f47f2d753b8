import pytest

from tests.growth import assert_linear


def test_a_linear_cost_passes():
    assert_linear(lambda size: list(range(size)), sorted, 400_000)


def test_a_quadratic_cost_fails():
    with pytest.raises(AssertionError, match="times the CPU"):
        assert_linear(lambda size: list(range(size)), lambda made: [sum(made) for _ in made], 4_000)
