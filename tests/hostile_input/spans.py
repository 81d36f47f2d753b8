"""What every answer about an article promises of its places and its strings."""

from collections.abc import Iterator


def assert_spans_hold(answer: dict, source: str) -> None:
    """Every evidence, speaker and article place is exactly that text. ``source`` in the unit of the offsets."""
    for one in _objects(answer):
        if "start" not in one:
            continue
        assert 0 <= one["start"] <= one["end"] <= len(source), one
        if "text" in one:
            assert source[one["start"] : one["end"]] == one["text"], one


def utf16(text: str) -> "Utf16":
    """The text as JavaScript counts it."""
    return Utf16(text)


class Utf16:
    """A text whose places are UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._units = text.encode("utf-16-le")

    def __len__(self) -> int:
        return len(self._units) // 2

    def __getitem__(self, place: slice) -> str:
        return self._units[place.start * 2 : place.stop * 2].decode("utf-16-le")


def _objects(value: object) -> Iterator[dict]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
