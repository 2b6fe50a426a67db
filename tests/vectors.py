"""Vectors of texts that several modules index: made once a run, and read by the others."""

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np

from metrics.embedding import embed
from metrics.minilm import Vectors

KEPT = Path(os.environ["AISLE_TEST_VAR"], "vectors.pickle")


@contextmanager
def remembered() -> Iterator[None]:
    """Within it an index is built with vectors that any process of this run has made before."""
    with patch("metrics.index.embed", _remembered):
        yield


def _remembered(texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
    with KEPT.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = pickle.loads(KEPT.read_bytes()) if KEPT.is_file() else {}  # noqa: S301  (our own)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed(new), strict=True))
            KEPT.write_bytes(pickle.dumps(known))
    if progress is not None:
        progress(len(texts))
    return np.stack([known[text] for text in texts])
