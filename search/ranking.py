"""How hits are ranked: the figures of ``data/weights.yaml``, checked when read."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import numpy as np
import yaml
from numpy.typing import NDArray

from search.analysis import DATA_FOLDER


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article as it is indexed and weighed."""

    name: str  # text, heading, path, title, defined, reference
    weight: float  # what an occurrence counts, > 0
    exact: bool  # whether the printed form is indexed beside the stem
    pivot_words: float  # length at which an occurrence counts fully, > 0
    length_pull: float  # BM25's b, 0 to 1: how strongly length matters

    def occurrences(self, lengths: NDArray[np.float32]) -> NDArray[np.float32]:
        """What one occurrence counts in parts of ``lengths`` words."""
        pull = np.float32(self.length_pull)
        pivot = np.float32(self.pivot_words)
        counted: NDArray[np.float32] = np.reciprocal(1 - pull + pull * lengths / pivot)
        return counted


@dataclass(frozen=True, slots=True)
class Weights:
    """The figures of the ranking; their meaning stands in ``data/weights.yaml``."""

    parts: Mapping[str, Part]
    saturation: float
    exact_form: float
    whole_heading: float
    asked_role: float
    asked_place: float
    place_named: float
    closeness: float
    closeness_pool: int
    translation: float
    citation: float
    status: Mapping[str, float]  # by corpus.model.Status


@cache
def weights() -> Weights:
    """The figures of ``data/weights.yaml``."""
    raw = yaml.safe_load((DATA_FOLDER / "weights.yaml").read_text(encoding="utf-8"))
    parts = {name: Part(name=name, **figures) for name, figures in raw.pop("parts").items()}
    return Weights(parts=MappingProxyType(parts), **raw)
