import pytest

from bi_app.checks.licences import is_allowed


@pytest.mark.parametrize(
    ("declared", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND MIT", True),
        ("GPL-3.0-only OR MIT", True),
        ("(Apache-2.0 OR BSD-2-Clause)", True),
        ("MIT AND GPL-3.0-only", False),
        ("LGPL-3.0-only", False),
        ("", False),
        ("UNKNOWN", False),
    ],
)
def test_it_allows_what_every_part_of_an_alternative_allows(declared: str, allowed: bool) -> None:
    assert is_allowed(declared) is allowed
