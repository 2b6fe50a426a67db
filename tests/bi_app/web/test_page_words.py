"""The page's words go to a translator, and only what is whole comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

HEAD = """msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
Compile = Callable[[str], Path]


@pytest.fixture
def compile_it(tmp_path: Path) -> Compile:
    def compile_it(po: str) -> Path:
        source = tmp_path / "de.po"
        source.write_text(f"{HEAD}\n{po}", encoding="utf-8")
        call_command("page_words", "compile", str(source), "--to", str(tmp_path))
        return tmp_path / "de/LC_MESSAGES/django.mo"

    return compile_it


def test_it_writes_the_words_of_templates_and_python(tmp_path: Path) -> None:
    call_command("page_words", "write", str(tmp_path / "page.pot"))

    with (tmp_path / "page.pot").open("rb") as file:
        catalogue = read_po(file)
    places = {place for each in catalogue for place, _ in each.locations}
    assert {"templates/base.html", "bi_app/web/menus.py"} <= places
    assert catalogue["%(count)s tile"].id == ("%(count)s tile", "%(count)s tiles")


def test_it_compiles_what_a_translator_sends(compile_it: Compile) -> None:
    po = 'msgid "%(count)s tile"\nmsgid_plural "%(count)s tiles"\n'
    po += 'msgstr[0] "eine Kachel, %(count)s"\nmsgstr[1] "%(count)s Kacheln"\n'

    path = compile_it(f'msgid "Ask"\nmsgstr "Fragen"\n\n{po}')

    with path.open("rb") as file:
        catalogue = read_mo(file)
    assert catalogue["Ask"].string == "Fragen"
    assert catalogue["%(count)s tile"].string == ["eine Kachel, %(count)s", "%(count)s Kacheln"]


@pytest.mark.parametrize(
    ("said", "translated", "fault"),
    [
        ("by %(name)s", "von", "“by %(name)s” loses the placeholder %(name)s."),
        ("by %(name)s", "von %(nmae)s", "“by %(name)s” has no placeholder %(nmae)s."),
        ("{title}, wide", "breit", "“{title}, wide” loses the placeholder {title}."),
        ("<b>%(a)s</b> now", "%(a)s jetzt", "loses the tag <b>."),
        ("Ask", "<i>Fragen</i>", "has no tag <i>."),
        ("Ask", "Fragen <", "has no < in it"),
        ("Ask", '\\"Fragen\\"', 'has no " in it: write “ ” « »'),
    ],
)
def test_it_refuses_what_would_break_the_page(
    compile_it: Compile, tmp_path: Path, said: str, translated: str, fault: str
) -> None:
    with pytest.raises(CommandError) as refused:
        compile_it(f'msgid "{said}"\nmsgstr "{translated}"\n')

    assert fault in str(refused.value)
    assert not (tmp_path / "de").exists()


def test_it_takes_what_is_not_translated_yet(compile_it: Compile) -> None:
    path = compile_it('msgid "by %(name)s"\nmsgstr ""\n\nmsgid "Ask"\nmsgstr "Fragen"\n')

    assert path.is_file()


def test_each_form_of_a_plural_is_whole(compile_it: Compile) -> None:
    po = 'msgid "%(count)s tile"\nmsgid_plural "%(count)s tiles"\n'

    with pytest.raises(CommandError, match="loses the placeholder"):
        compile_it(f'{po}msgstr[0] "%(count)s Kachel"\nmsgstr[1] "Kacheln"\n')
