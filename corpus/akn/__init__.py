"""A law as Akoma Ntoso 3.0: written, read, and held against the strict schema.

``write`` and ``read`` are inverses on every Document, and what ``write`` gives is
always valid. Akoma Ntoso that others wrote comes in through ``read_leniently``.
"""

from corpus.akn.canonical import canonical
from corpus.akn.reader import read, read_leniently
from corpus.akn.schema import schema_problems
from corpus.akn.writer import write

__all__ = ["canonical", "read", "read_leniently", "schema_problems", "write"]
