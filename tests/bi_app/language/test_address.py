"""Questions leave for an address that is one, and encrypted unless they stay in the house."""

import pytest

from bi_app.language.address import read_address

HTTP = "http://models.house.example/v1"


@pytest.mark.parametrize(
    "url",
    ["https://far.example/v1", "http://127.0.0.1:8000/v1", "http://localhost/v1", "http://[::1]/"],
)
def test_it_takes(url: str) -> None:
    assert read_address(url) == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (HTTP, "unencrypted"),
        ("http://127.0.0.1.far.example/v1", "unencrypted"),
        ("http://10.0.0.7/v1", "unencrypted"),
        ("https://ann:pw@far.example/v1", "a setting of its own"),
        ("https://far.example/v1?key=pw", "a setting of its own"),
        ("ftp://far.example", "no address"),
        ("far.example/v1", "no address"),
    ],
)
def test_it_says_what_is_wrong_with(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        read_address(url)

    assert "pw" not in str(refused.value)


def test_it_takes_any_address_inside_the_house() -> None:
    assert read_address(HTTP, inside=True) == HTTP
