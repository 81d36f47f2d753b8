import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.adapters.stores.seal import MAGIC, seal, unseal

SEALED = seal("key", b"the value")


def test_a_seal_that_fits_gives_the_value():
    assert unseal("key", SEALED) == b"the value"


def test_a_value_cut_anywhere_is_a_miss():
    assert [unseal("key", SEALED[:length]) for length in range(len(SEALED))] == [None] * len(SEALED)


def test_any_flipped_bit_makes_it_a_miss():
    bits = len(SEALED) * 8
    flipped = [(int.from_bytes(SEALED) ^ (1 << bit)).to_bytes(len(SEALED)) for bit in range(bits)]
    assert [unseal("key", value) for value in flipped] == [None] * bits


@pytest.mark.parametrize(
    "foreign",
    [
        None,
        b"the value",
        SEALED + b"x",
        b"SF0" + SEALED[len(MAGIC) :],
        seal("other key", b"the value"),
        b'{"headline": "of another release"}',
        "text",
        ["a", "list"],
    ],
)
def test_a_foreign_or_older_value_is_a_miss(foreign):
    assert unseal("key", foreign) is None


def test_what_moves_from_the_key_into_the_value_is_a_miss():
    assert unseal("a", MAGIC + seal("a\0b", b"c")[len(MAGIC) : len(MAGIC) + 16] + b"b\0c") is None
    assert seal("ab", b"c")[: len(MAGIC) + 16] != seal("a", b"bc")[: len(MAGIC) + 16]


@given(st.text(st.characters(codec="utf-8")), st.binary())
def test_any_value_under_any_key_comes_back(key, value):
    assert unseal(key, seal(key, value)) == value
