"""A start says which model could never be asked."""

from django.conf import LazySettings

from bi_app.language.checks import prices


def test_it_says_nothing_without_an_endpoint() -> None:
    assert prices() == []


def test_it_names_each_model_without_a_price(settings: LazySettings) -> None:
    settings.AISLE_LANGUAGE_URL = "https://far.example/v1"
    settings.AISLE_LANGUAGE_SMALL = "gpt-4o-mini"
    settings.AISLE_LANGUAGE_LARGE = "our-own"

    (error,) = prices()

    assert "“our-own” has no price" in str(error)
