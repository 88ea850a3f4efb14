"""A catalog is words: whoever translates the interface writes no markup and no script."""

from datetime import date
from pathlib import Path

import pytest

from entraide.content.catalog_checks import check_catalogs
from entraide.content.catalogs import read_catalog, read_catalogs_in
from entraide.content.checks import SLOW_CHECKS, check_project
from entraide.content.reader import read_site
from entraide.content.settings import Settings, read_settings
from entraide.errors import ContentError
from entraide.publish.project_loading import open_project
from support.markup_attacks import TAGS
from support.projects import write_site

HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
DAY = date(2026, 11, 21)
FILE = "locales/fr/LC_MESSAGES/reader.po"
REFRESH = "<meta http-equiv=refresh content='0;url=https://evil.example/'>"


def make_settings(root: Path, *pairs: tuple[str, str]) -> Settings:
    """The settings of a project with these messages in its own French catalog."""
    texts = "".join(f'msgid "{quote(one)}"\nmsgstr "{quote(other)}"\n\n' for one, other in pairs)
    write_site(root, {FILE: HEADER + texts})
    return read_settings(root / "mkdocs.yml")


def quote(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


FOREIGN = (
    *(text for text in TAGS if any(sign in text for sign in "<>&")),
    *(REFRESH, "Aide <", "Aide >", "<b>Aide</b>", "Aide <!-- x", "&lt;script&gt;", "&#60;script"),
    *('Aide" onmouseover="alert(1)', 'Aide" style="position:fixed', "Aide` x"),
    *("{{ 7 * 7 }}", "{% include 'x' %}", "{0.__class__}", "{help.__init__.__globals__}", "{"),
    *("Aide %(password)s", "Aide %s", "Aide %n", "100 %", "%(x)999999999d", "%99999999s"),
)


@pytest.mark.parametrize("text", FOREIGN)
def test_a_translation_has_no_markup_that_its_original_has_not(tmp_path: Path, text: str) -> None:
    settings = make_settings(tmp_path, ("Help", text))
    with pytest.raises(ContentError, match=rf"{FILE}:\d+: “Help” is translated with "):
        read_catalog(settings, "fr")
    with pytest.raises(ContentError, match="“Help” is translated with "):  # the desk
        read_catalogs_in([tmp_path / "locales"], "fr", "fr")


def test_check_messages_and_builds_refuse_it_alike(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, ("Help", REFRESH))
    what = f"{FILE}:4: “Help” is translated with “{REFRESH}”, unlike the original. "
    cure = "Write words only: a message is no HTML."
    assert what + cure in map(str, check_catalogs(settings))
    reading = read_site(settings)
    assert what + cure in map(str, check_project(reading, DAY, checks=SLOW_CHECKS))
    with pytest.raises(ContentError) as refused:
        open_project(tmp_path / "mkdocs.yml", serving=False, advise=print)
    assert str(refused.value) == what + cure


MARKED = 'Read <a href="%(url)s">the <b>rules</b></a> &amp; more.'


@pytest.mark.parametrize(
    "text",
    [
        MARKED.replace("<b>", "<b onclick=x>"),
        MARKED.replace("</b>", ""),
        MARKED.replace('"%(url)s"', '"https://evil.example/%(url)s"'),
        MARKED.replace("<a ", "<a x "),
        f"{MARKED}<b></b>",
        f"{MARKED} %(other)s",
        MARKED.replace("&amp;", "&"),
    ],
)
def test_markup_of_the_original_is_kept_exactly(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError, match="is translated with"):
        read_catalog(make_settings(tmp_path, (MARKED, text)), "fr")


def test_placeholders_and_markup_of_the_original_work(tmp_path: Path) -> None:
    pairs = [
        (MARKED, 'Lire <a href="%(url)s">les <b>règles</b></a> &amp; plus.'),
        ("%(count)s pages", "%(count)s pages"),
        ("Hello {name}, 100%%", "Bonjour {name}, à 100 %%"),
        ("Save & go", "L'enregistrer & partir"),
    ]
    words = read_catalog(make_settings(tmp_path, *pairs), "fr")
    assert [words.gettext(one) for one, _ in pairs] == [other for _, other in pairs]


def test_fuzzy_messages_are_not_used_and_do_not_fail_the_build(tmp_path: Path) -> None:
    text = f'#, fuzzy\nmsgid "Help"\nmsgstr "{REFRESH}"\n'
    write_site(tmp_path, {FILE: HEADER + text})
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert read_catalog(settings, "fr").gettext("Help") == "Help"
    assert any("is translated with" in str(one) for one in check_catalogs(settings))


def test_a_plural_form_is_no_way_round(tmp_path: Path) -> None:
    text = f'msgid "One"\nmsgid_plural "Many"\nmsgstr[0] "Un"\nmsgstr[1] "{REFRESH}"\n'
    write_site(tmp_path, {FILE: HEADER + text})
    with pytest.raises(ContentError, match="“One” is translated with"):
        read_catalog(read_settings(tmp_path / "mkdocs.yml"), "fr")


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "idna", "nothing", "utf-16"])
def test_a_forwarded_header_in_any_encoding_is_ignored(tmp_path: Path, charset: str) -> None:
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'
    write_site(tmp_path, {FILE: f'{header}msgid "Help"\nmsgstr "+ADw-b+AD4-"\n'})
    settings = read_settings(tmp_path / "mkdocs.yml")
    assert read_catalog(settings, "fr").gettext("Help") == "+ADw-b+AD4-"
