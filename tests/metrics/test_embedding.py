"""Vectors of texts: agreement with reference vectors, and refusal of other weights."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from metrics.embedding import embed, embed_question
from metrics.minilm import DIGESTS, WeightsError, load_encoder

REFERENCE = json.loads((Path(__file__).parents[1] / "corpora/minilm_reference.json").read_text())
TEXTS = [entry["text"] for entry in REFERENCE["texts"]]


def test_it_agrees_with_the_reference_vectors() -> None:
    expected = np.array([entry["embedding"] for entry in REFERENCE["texts"]])

    cosines = (embed(TEXTS) * expected).sum(axis=1) / np.linalg.norm(expected, axis=1)

    assert len(TEXTS) >= 30
    assert cosines.min() > 0.9999


def test_it_gives_vectors_of_unit_length_in_the_order_of_the_texts() -> None:
    vectors = embed(["units sold", "net sales by region last quarter", "units sold"])

    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert np.array_equal(vectors[0], vectors[2])
    assert vectors[0] @ vectors[1] < 0.9


def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    alone = np.concatenate([embed([text]) for text in TEXTS])

    assert np.abs(alone - embed(TEXTS)).max() < 1e-6


def test_it_reads_no_more_than_the_model_was_trained_for() -> None:
    assert embed(["sales " * 5000]).shape == (1, 384)


def test_it_counts_what_is_done() -> None:
    done: list[int] = []

    embed(TEXTS, done.append)

    assert sum(done) == len(TEXTS)


def test_it_gives_nothing_for_nothing() -> None:
    assert embed([]).shape == (0, 384)


def test_a_remembered_vector_cannot_be_changed() -> None:
    vector = embed_question("how are sales")

    with pytest.raises(ValueError, match="read-only"):
        vector[0] = 1.0


def test_threads_share_the_weights() -> None:
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(lambda text: embed([text])[0], TEXTS))

    assert np.abs(np.array(vectors) - embed(TEXTS)).max() < 1e-6


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_it_refuses_files_that_are_not_the_published_ones(name: str) -> None:
    with pytest.raises(WeightsError, match=rf"{name}.*{'0' * 64}.*trusted source"):
        load_encoder({**DIGESTS, name: "0" * 64})


def test_it_says_which_file_is_missing() -> None:
    with pytest.raises(WeightsError, match=r"has no file other\.safetensors"):
        load_encoder({"other.safetensors": "0" * 64})
