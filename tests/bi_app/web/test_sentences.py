"""The number in a sentence is what the eye finds first."""

import pytest

from bi_app.web.templatetags.sentences import figures


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Net sales were $1,250.50 on 3 May 2026.",
            "Net sales were <b>$1,250.50</b> on 3 May 2026.",
        ),
        (
            "Return rate is 5.8%, 1.6 points higher.",
            "Return rate is <b>5.8%</b>, <b>1.6 points</b> higher.",
        ),
        (
            "In week 40 of fiscal 2026, −$3 and 12 units.",
            "In week 40 of fiscal 2026, <b>−$3</b> and <b>12 units</b>.",
        ),
        ("<b>$5</b> & 'more'", "&lt;b&gt;<b>$5</b>&lt;/b&gt; &amp; &#x27;more&#x27;"),
        ("There is no such metric.", "There is no such metric."),
    ],
)
def test_amounts_and_rates_are_bold_and_markup_is_text(said: str, shown: str) -> None:
    assert figures(said) == shown
