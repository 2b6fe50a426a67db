"""What is the vector of a text? One encoder a process, loaded when first needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from threading import Lock

import numpy as np

from metrics.minilm import DIMENSIONS, Encoder, Vectors, load_encoder

BATCH_TOKENS = 2048  # bounds the memory of a batch to some tens of megabytes
QUESTIONS_KEPT = 2048  # 1.5 KB each

_loading = Lock()


def embed(texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
    """Unit vectors (n, 384) of the texts, in their order.

    Texts of one length go together, so that none is padded and a vector never depends on its
    neighbours. `progress` is told how many more are done.
    """
    encoder = _encoder()
    tokens = encoder.tokens(texts)
    by_length: dict[int, list[int]] = defaultdict(list)
    for place, ids in enumerate(tokens):
        by_length[len(ids)].append(place)
    vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
    for length, places in sorted(by_length.items()):
        step = max(1, BATCH_TOKENS // length)
        for start in range(0, len(places), step):
            batch = places[start : start + step]
            vectors[batch] = encoder.encode(np.array([tokens[place] for place in batch]))
            if progress is not None:
                progress(len(batch))
    return vectors


@lru_cache(maxsize=QUESTIONS_KEPT)
def embed_question(text: str) -> Vectors:
    """The read-only vector (384,) of one text; remembered by this process."""
    vector: Vectors = embed([text])[0]
    vector.setflags(write=False)
    return vector


def _encoder() -> Encoder:
    with _loading:  # a second thread waits instead of loading the weights twice
        return _load()


@cache
def _load() -> Encoder:
    return load_encoder()
