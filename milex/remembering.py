"""Results that cost seconds, kept for whoever asks the same again. Knows nothing of laws."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Remembered(Generic[_Key, _Value]):
    """The results asked for last, by key. Safe to share between threads.

    A key must say everything that its value is made of: nothing is ever forgotten for
    being old, so a value changes only when its key does.
    """

    def __init__(self, most: int, weigh: Callable[[_Value], int] = lambda _: 1) -> None:
        """``most`` is what the values kept may weigh together; each weighs 1 by default."""
        self._most = most
        self._weigh = weigh
        self._weight = 0
        self._values: OrderedDict[_Key, _Value] = OrderedDict()
        self._lock = Lock()

    def get(
        self,
        key: _Key,
        make: Callable[[], _Value],
        *,
        keep: Callable[[_Value], bool] = lambda value: True,
    ) -> _Value:
        """The value of ``key``; ``make`` makes it where it is not here.

        Threads that miss the same key at once each make it: none waits for another.
        What ``make`` raises is raised, and nothing is kept; nor is what ``keep`` refuses.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        if not keep(value):
            return value
        with self._lock:
            if key in self._values:  # another thread made it too
                self._weight -= self._weigh(self._values.pop(key))
            self._values[key] = value
            self._weight += self._weigh(value)
            while self._weight > self._most and len(self._values) > 1:
                self._weight -= self._weigh(self._values.popitem(last=False)[1])
        return value

    def __len__(self) -> int:
        with self._lock:
            return len(self._values)
