"""What was read or worked out, kept while there is room for it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def size(self) -> int:
        """Bytes of memory."""
        ...


Held = TypeVar("Held", bound=Sized)

_OVERHEAD = 400  # bytes of an entry beside its arrays


class Memory:
    """Results by name, the least lately used forgotten first. Safe to share between threads."""

    def __init__(self, most: int) -> None:
        """``most``: bytes kept, over all entries."""
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._held = 0
        self._keeping = threading.Lock()

    def get(self, name: Hashable, make: Callable[[], Held]) -> Held:
        """What ``make`` gives, made once while it is kept under ``name``."""
        with self._keeping:
            found: Held | None = self._kept.get(name)
            if found is not None:
                self._kept.move_to_end(name)
                return found
        made = make()
        with self._keeping:
            if name not in self._kept:
                self._kept[name] = made
                self._held += made.size + _OVERHEAD
            while self._held > self._most and len(self._kept) > 1:
                _, forgotten = self._kept.popitem(last=False)
                self._held -= forgotten.size + _OVERHEAD
        return made
