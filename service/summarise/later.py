"""What is made when it is first looked at: a sequence, an attribute."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Self, TypeVar, overload

Item = TypeVar("Item", covariant=True)


class Later(Sequence[Item]):
    """Stands for what ``make`` gives, and is equal to it; ``make`` runs once, when somebody first looks.

    What a cached answer never asks for is never made, and what only judging asks for is made while a model writes.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Item, ...]]) -> None:
        self._make: Callable[[], tuple[Item, ...]] | None = make
        self._made: tuple[Item, ...] = ()

    def made(self) -> tuple[Item, ...]:
        """The items. Two threads that look first at once may both make them: ``make`` has to be pure."""
        make = self._make
        if make is not None:
            self._made = make()
            self._make = None
        return self._made

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        return self.made()[at]

    def __len__(self) -> int:
        return len(self.made())

    def __iter__(self) -> Iterator[Item]:
        return iter(self.made())

    def __contains__(self, item: object) -> bool:
        return item in self.made()

    def __eq__(self, other: object) -> bool:
        return self.made() == (other.made() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self.made())

    def __repr__(self) -> str:
        return repr(self.made())


Value = TypeVar("Value")


class Once(Generic[Value]):
    """An attribute made when it is first looked at, and kept: ``functools.cached_property`` without its lock.

    Until Python 3.12 the lock costs more than most of what is made by it here. ``make`` has to be pure.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> Self | Value:
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._make(owner)
        return value
