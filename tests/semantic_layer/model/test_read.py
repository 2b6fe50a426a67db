"""Which mistakes does the reader report, and does it lose anything of a right model?"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from semantic_layer.errors import DefinitionError
from semantic_layer.model.located import MOST_CHARACTERS, locate
from semantic_layer.model.read import read_model

HERE = Path(__file__).parent
SHOP = (HERE / "shop.yaml").read_text()
MISTAKES = {path.name: path.read_text() for path in sorted((HERE / "mistakes").glob("*.yaml"))}
ODD = ("null", "[]", "{}", "7", "-", '"', "[a]", "{a: b}", "sales", "sum(amount)", "(((", "*")
EXPECTED = re.compile(r"# expect: (.*)$")


def shop() -> dict[str, Any]:
    return cast(dict[str, Any], locate("shop.yaml", SHOP).data)


def issues_of(files: dict[str, str]) -> list[tuple[str, int | None, str]]:
    with pytest.raises(DefinitionError) as raised:
        read_model(files)
    return [(each.file, each.line, f"{each.key}: {each.message}") for each in raised.value.issues]


def expected() -> list[tuple[str, int, str]]:
    return [
        (file, number, found.group(1))
        for file, text in MISTAKES.items()
        for number, line in enumerate(text.splitlines(), start=1)
        for found in EXPECTED.finditer(line)
    ]


@pytest.mark.parametrize(("file", "line", "words"), expected())
def test_it_reports_a_mistake_on_its_line(file: str, line: int, words: str) -> None:
    found = [said for at, number, said in issues_of(MISTAKES) if (at, number) == (file, line)]

    assert any(words in said for said in found), found


def test_it_reports_nothing_but_the_mistakes() -> None:
    lines = {(file, line) for file, line, _ in expected()}

    others = [issue for issue in issues_of(MISTAKES) if issue[:2] not in lines]

    assert others == []


def test_it_reads_a_right_model_without_a_word() -> None:
    model = read_model({"shop.yaml": SHOP})

    assert [metric.name for metric in model.metrics][:2] == ["revenue", "spent"]
    assert model.time.first_day == date(2025, 1, 1)


def test_it_reads_sections_from_several_files() -> None:
    whole = shop()
    first = {key: whole[key] for key in ("model", "calendars", "datasets", "public")}
    rest = {key: value for key, value in whole.items() if key not in first}

    split = read_model({"a.yaml": yaml.safe_dump(first), "b.yaml": yaml.safe_dump(rest)})

    assert split == read_model({"shop.yaml": SHOP})


def test_it_reads_back_what_it_wrote() -> None:
    model = read_model({"shop.yaml": SHOP})
    dumped = model.model_dump(mode="json", exclude_none=True)
    own = ("name", "label", "company", "owner", "currency", "time")
    settings = {key: dumped.pop(key) for key in own}

    again = read_model({"all.yaml": yaml.safe_dump({"model": settings, **dumped})})

    assert again == model


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("metrics: &all []\n", 1, "an anchor"),
        ("a: 1\nb: *a\n", 2, "an alias"),
        ("metrics: !!python/object:os.system []\n", 1, "a tag"),
        ("%YAML 1.1\n---\nmetrics: []\n", 1, "a directive"),
        ("metrics: [\n", 2, "not YAML"),
        ("metrics:\n\t- a\n", 2, "not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "not YAML: but found another document"),
        ("metrics: []\nmetrics: []\n", 2, "given twice"),
        ("? [a, b]\n: 1\n", 1, "a key must be a plain word"),
        ("a: " + "[" * 50 + "]" * 50, 1, "nested deeper"),
        ("a: " + "b" * MOST_CHARACTERS, None, "longer than"),
        ("- a\n", 1, "expected keys such as"),
        ("just words", 1, "expected keys such as"),
        ("metrics: {}\n", 1, "expected a list"),
    ],
)
def test_it_refuses_what_is_not_plain_yaml(text: str, line: int | None, words: str) -> None:
    found = issues_of({"shop.yaml": SHOP, "odd.yaml": text})

    assert any(at == "odd.yaml" and n == line and words in said for at, n, said in found), found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("2025-01-01", "2025-01-01"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("true", True),
        ('"true"', "true"),
        ("~", None),
        ("12", 12),
        ("-0.5", -0.5),
        (".inf", ".inf"),
    ],
)
def test_it_takes_plain_words_as_they_are_written(text: str, value: object) -> None:
    assert locate("a.yaml", f"key: {text}").data == {"key": value}


@pytest.mark.parametrize("section", ["model", "calendars", "datasets", "dimensions", "metrics"])
def test_it_asks_for_a_section_that_is_missing(section: str) -> None:
    whole = shop()
    del whole[section]

    found = issues_of({"shop.yaml": yaml.safe_dump(whole)})

    assert any(said == f"{section}: missing; no file has this key" for _, _, said in found)


def test_it_asks_for_everything_when_there_is_nothing() -> None:
    assert len(issues_of({})) == 5


@pytest.mark.parametrize(
    "text", ["(" * 3000 + "amount" + ")" * 3000, "amount" + " + amount" * 3000, "amount + )", ""]
)
def test_it_refuses_an_expression_that_cannot_be_read(text: str) -> None:
    found = issues_of({"shop.yaml": SHOP.replace("expression: cost", f'expression: "{text}"')})

    assert [said.startswith("metrics.spent.expression: not an expr") for _, _, said in found] == [
        True
    ]


def test_it_refuses_a_watermark_that_is_no_date() -> None:
    found = issues_of({"shop.yaml": SHOP.replace("sales.sold_on", "sales.amount")})

    assert found == [
        ("shop.yaml", 8, "model.time.watermark: “amount” is no date; today is the day after it")
    ]


def chain(length: int) -> str:
    """Each metric is built of the two before it, so the ways down grow without bound."""
    names = ["revenue", "spent", *(f"link_{i}" for i in range(length))]
    return "".join(
        f"""
  - {{name: {name}, kind: derived, label: {name}, description: A link., owner: olga, unit: count,
     expression: {one} + {other}}}"""
        for one, other, name in zip(names, names[1:], names[2:], strict=False)
    )


def test_it_bounds_how_deep_metrics_are_built() -> None:
    deep = SHOP.replace("\nambiguous:", f"{chain(40)}\n\nambiguous:")

    found = issues_of({"shop.yaml": deep})

    assert found[0][2] == "metrics.link_10: built of metrics 11 levels deep; 10 is the most"
    assert len(found) == 30


@given(edits=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(ODD)), max_size=4))
@settings(max_examples=60, deadline=None)
def test_it_never_fails_in_another_way(edits: list[tuple[int, str]]) -> None:
    """Whatever stands in a file, it is a model or a list of issues."""
    lines = SHOP.splitlines()
    for at, odd in edits:
        key, colon, _ = lines[at % len(lines)].partition(":")
        lines[at % len(lines)] = f"{key}{colon} {odd}" if colon else odd

    with suppress(DefinitionError):
        read_model({"shop.yaml": "\n".join(lines)})
