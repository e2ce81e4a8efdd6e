"""Channels of the bundled model whose values are far larger than all others: they would cost 8 bits dearly.

Activations get one scale a product, so that one channel that is ten times larger takes the others three of
their eight bits. Such channels are the same whatever the text, as large language models have them too: what
stands in ``outliers.toml`` was measured by ``python -m scripts.model_outliers``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

_ORDINARY = 16  # channels may lie above what is called ordinary
_FAR = 3.0  # times the ordinary: such a channel of a feed-forward layer gets a product of its own


@dataclass(frozen=True, slots=True)
class Outliers:
    """``norms``: by what power of two a channel behind a normalisation is divided, and the weights that it
    meets are multiplied (SmoothQuant, https://arxiv.org/abs/2211.10438, for those channels alone: the
    product stays the same). ``inner``: channels between the two products of a layer that stay in float32
    (LLM.int8(), https://arxiv.org/abs/2208.07339). Both by the name that BertModel gives the tensors.
    """

    norms: Mapping[str, Mapping[int, int]]
    inner: Mapping[str, tuple[int, ...]]

    def factors(self, norm: str, hidden: int) -> npt.NDArray[np.float32]:
        """Of every channel behind a normalisation; 1 for most."""
        factors = np.ones(hidden, np.float32)
        for channel, factor in self.norms.get(norm, {}).items():
            factors[channel] = factor
        return factors


NO_OUTLIERS = Outliers({}, {})


def load_outliers() -> Outliers:
    """Those of the bundled model."""
    told = tomllib.loads((files("search") / "outliers.toml").read_text("utf-8"))
    norms = {
        norm: {int(channel): factor for channel, factor in of.items()} for norm, of in told["norms"].items()
    }
    return Outliers(norms, {layer: tuple(channels) for layer, channels in told["inner"].items()})


def found_outliers(
    norms: Mapping[str, npt.NDArray[np.float32]], inner: Mapping[str, npt.NDArray[np.float32]]
) -> Outliers:
    """The outliers among the largest values that every channel of each tensor took, of shape (channels,)."""
    return Outliers(
        {name: factors for name, largest in norms.items() if (factors := _factors(largest))},
        {name: far for name, largest in inner.items() if (far := _far(largest))},
    )


def _factors(largest: npt.NDArray[np.float32]) -> dict[int, int]:
    powers = np.round(np.log2(largest / _ordinary(largest)))
    return {int(channel): 2 ** int(powers[channel]) for channel in np.flatnonzero(powers > 0)}


def _far(largest: npt.NDArray[np.float32]) -> tuple[int, ...]:
    return tuple(int(channel) for channel in np.flatnonzero(largest > _FAR * _ordinary(largest)))


def _ordinary(largest: npt.NDArray[np.float32]) -> np.float32:
    """What all but some channels stay below."""
    most: np.float32 = np.sort(largest)[-1 - _ORDINARY]
    return most
