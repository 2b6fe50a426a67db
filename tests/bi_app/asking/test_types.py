"""Each type of the street is made by its own step alone, so that no step can be left out."""

import pytest

from tests.architecture.reading import called, sources

MADE_BY = {
    "Asking": {"bi_app/asking/admit.py"},
    "Route": {"bi_app/asking/route.py"},
    "Compiled": {"semantic_layer/compile/query.py", "semantic_layer/compile/comparing.py"},
    "Ran": {"bi_app/warehouse/gate.py"},
    "Finding": {
        "bi_app/asking/present.py",
        "bi_app/asking/decline.py",
        "bi_app/asking/catalogue/tell.py",
        "bi_app/asking/record.py",
    },
    "Answer": {"bi_app/asking/record.py"},
    "AnswerRecord": {"bi_app/asking/record.py"},
}


@pytest.mark.parametrize("made", MADE_BY)
def test_it_is_made_by_its_step_alone(made: str) -> None:
    makers = {
        str(path)
        for path in sources("semantic_layer", "metrics", "bi_app")
        for name, _ in called(path)
        if name == made
    }

    assert makers
    assert makers <= MADE_BY[made]
