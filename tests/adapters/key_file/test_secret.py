import pytest

from service.adapters.key_file import secret


def test_a_secret_is_known_by_its_prefix_and_its_checksum():
    made = [secret.make() for _ in range(50)]
    assert len(set(made)) == 50
    assert all(secret.PATTERN.fullmatch(one) and secret.is_sound(one) for one in made)


@pytest.mark.parametrize(
    "spoil", [lambda s: s[:-1], lambda s: s + "0", lambda s: "sfx_" + s[4:], lambda s: s[:9] + s[10:] + "0"]
)
def test_what_was_cut_or_changed_is_no_key_of_ours(spoil):
    assert not secret.is_sound(spoil(secret.make()))


def test_one_mistyped_character_is_noticed():
    made = secret.make()
    other = "a" if made[20] != "a" else "b"
    assert not secret.is_sound(made[:20] + other + made[21:])
