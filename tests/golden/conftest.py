"""Golden readings: what Standfirst reads in each messy article, and what it writes about it without a model."""

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write the golden files anew; read the difference before you commit",
    )


@pytest.fixture
def rewrite(request):
    """Whether the golden files are to be written instead of compared."""
    return request.config.getoption("--rewrite-golden")
