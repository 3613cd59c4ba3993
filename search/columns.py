"""A value of every document, kept by Whoosh in one file a column and read whole.

Whoosh's own columns are read value by value in Python; these are read as one array.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import Column, ColumnReader, ColumnWriter

Numbers = NDArray[np.uint32]

_TAIL: Final = struct.Struct("<IB")  # length of the JSON of the values, bytes of a code


@dataclass(frozen=True, slots=True)
class Coded:
    """The column of a segment: ``values[codes[doc]]`` is the value of document ``doc``."""

    codes: Numbers
    values: Sequence[str]


class _Gathering(ColumnWriter):  # type: ignore[misc]
    """Keeps a column in memory until it is whole; documents left out have the value before all."""

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self.given: list[Any] = []

    def add(self, document: int, value: Any) -> None:
        self.fill_up(document)
        self.given.append(value)

    def fill_up(self, documents: int) -> None:
        self.given.extend(self.missing for _ in range(documents - len(self.given)))

    missing: Any


class _NumbersWriter(_Gathering):
    missing = 0

    def finish(self, documents: int) -> None:
        self.fill_up(documents)
        self._dbfile.write(np.array(self.given, dtype="<u4").tobytes())


class _NumbersReader(ColumnReader):  # type: ignore[misc]
    def whole(self) -> Numbers:
        size = self._doccount * 4
        return np.frombuffer(bytes(self._dbfile.get(self._basepos, size)), dtype="<u4")

    def __getitem__(self, document: int) -> int:
        return int(self.whole()[document])


class NumberColumn(Column):  # type: ignore[misc]
    """Whole numbers from 0 to 2³² − 1; 0 where a document has none."""

    reversible = False

    def writer(self, file: Any) -> _NumbersWriter:
        """What writes the column into ``file``."""
        return _NumbersWriter(file)

    def reader(self, file: Any, start: int, length: int, documents: int) -> _NumbersReader:
        """What reads the column of ``documents`` documents from ``file``."""
        return _NumbersReader(file, start, length, documents)

    def default_value(self, reverse: bool = False) -> int:
        """The number of a document without one."""
        return 0


class _ValuesWriter(_Gathering):
    missing = ""

    def finish(self, documents: int) -> None:
        self.fill_up(documents)
        known: dict[str, int] = {}
        codes = [known.setdefault(value, len(known)) for value in self.given]
        kind = np.min_scalar_type(max(0, len(known) - 1)).newbyteorder("<")
        values = json.dumps(list(known), ensure_ascii=False).encode()
        self._dbfile.write(np.array(codes, dtype=kind).tobytes() + values)
        self._dbfile.write(_TAIL.pack(len(values), kind.itemsize))


class _ValuesReader(ColumnReader):  # type: ignore[misc]
    def __init__(self, file: Any, start: int, length: int, documents: int) -> None:
        super().__init__(file, start, length, documents)
        self._length = length

    def whole(self) -> Coded:
        data = bytes(self._dbfile.get(self._basepos, self._length))
        size, width = _TAIL.unpack_from(data, len(data) - _TAIL.size)
        values = data[len(data) - _TAIL.size - size : len(data) - _TAIL.size]
        codes = np.frombuffer(data, dtype=f"<u{width}", count=self._doccount)
        return Coded(codes.astype(np.uint32), json.loads(values))

    def __getitem__(self, document: int) -> str:
        column = self.whole()
        return str(column.values[column.codes[document]])


class ValueColumn(Column):  # type: ignore[misc]
    """Strings, many of them alike; "" where a document has none."""

    reversible = False

    def writer(self, file: Any) -> _ValuesWriter:
        """What writes the column into ``file``."""
        return _ValuesWriter(file)

    def reader(self, file: Any, start: int, length: int, documents: int) -> _ValuesReader:
        """What reads the column of ``documents`` documents from ``file``."""
        return _ValuesReader(file, start, length, documents)

    def default_value(self, reverse: bool = False) -> str:
        """The value of a document without one."""
        return ""


def whole_values(reader: Any, name: str, column: ValueColumn) -> Coded:
    """The column ``name`` of a segment's reader."""
    if not reader.has_column(name):
        return Coded(np.zeros(reader.doc_count_all(), dtype=np.uint32), ("",))
    found: Coded = reader.column_reader(name, column, translate=False).whole()
    return found


def whole_numbers(reader: Any, name: str, column: NumberColumn) -> Numbers:
    """The column ``name`` of a segment's reader."""
    if not reader.has_column(name):
        return np.zeros(reader.doc_count_all(), dtype=np.uint32)
    found: Numbers = reader.column_reader(name, column, translate=False).whole()
    return found
