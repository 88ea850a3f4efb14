"""Plural forms: what they may leave out, and catalogs that count them in another order."""

from pathlib import Path

from entraide.content.catalog_checks import check_catalogs
from entraide.content.catalogs import (
    get_shipped_folder,
    read_catalog,
    read_catalogs_in,
    read_page_catalog,
)
from entraide.content.settings import read_settings
from entraide.model.fallback_words import mark_fallback
from support.projects import write_site

SLOVENE = 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=n==1?0:n==2?1:2;\\n"\n\n'
PLURAL = 'msgid "%(count)s result"\nmsgid_plural "%(count)s results"\n'
RESULTS = ("%(count)s result", "%(count)s results")
OTHER_ORDER = (  # as gettext's manual has it; Babel counts 11 to 99 last
    'msgid ""\nmsgstr "Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : '
    'n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n\n'
)


def write_own(root: Path, code: str, header: str, *forms: str) -> None:
    words = "".join(f'msgstr[{form}] "{text}"\n' for form, text in enumerate(forms))
    file = root / f"locales/{code}/LC_MESSAGES/reader.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(header + PLURAL + words, "utf-8")


def list_faults(root: Path, code: str, *forms: str) -> list[str]:
    """What is said of a catalog of a project with these forms, in a language of three."""
    write_site(root, {})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("locale: fr", f"locale: {code}"), "utf-8")
    write_own(root, code, SLOVENE, *forms)
    found = check_catalogs(read_settings(config))
    return [problem.message for problem in found if problem.path.startswith("locales/")]


def test_a_form_for_one_number_need_not_repeat_it(tmp_path: Path) -> None:
    """Arabic and Slovene have a word for “two days”; a form of many numbers has to say which."""
    assert list_faults(tmp_path, "sl", "En", "Dva", "%(count)s") == []
    assert list_faults(tmp_path, "sl", "En", "Dva", "Nekaj") == [
        "“%(count)s result” is translated without “%(count)s”"
    ]


def test_forms_that_are_counted_in_another_order_are_found(tmp_path: Path) -> None:
    write_own(tmp_path, "ar", OTHER_ORDER, "zero", "one", "two", "few", "many", "other")
    words = read_catalogs_in([get_shipped_folder(), tmp_path / "locales"], "ar", "ar")
    found = {number: words.ngettext(*RESULTS, number) for number in (0, 1, 2, 5, 11, 99, 100, 102)}
    assert " ".join(found.values()) == "zero one two few many many other other"


def test_arabic_says_each_number_in_its_form() -> None:
    words = read_catalogs_in([get_shipped_folder()], "ar", "ar")
    assert [words.ngettext(*RESULTS, number) for number in (0, 1, 2, 3, 11, 100)] == [
        "لا نتائج",
        "نتيجة واحدة",
        "نتيجتان",
        "%(count)s نتائج",
        "%(count)s نتيجة",
        "%(count)s نتيجة",
    ]


def test_a_page_marks_the_english_in_the_place_of_what_is_missing(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    settings = read_settings(tmp_path / "mkdocs.yml")
    english, french = settings.locales
    words = read_page_catalog(settings, french)
    assert words.gettext("Send") == "Envoyer"
    assert words.gettext("No word of ours") == mark_fallback("No word of ours")
    assert words.pgettext("verb", "Send") == mark_fallback("Send")
    assert words.ngettext("One page", "%(count)s pages", 2) == mark_fallback("%(count)s pages")
    assert words.npgettext("noun", "One", "Many", 1) == mark_fallback("One")
    assert read_page_catalog(settings, english).gettext("Welcome") == "Welcome"
    assert read_catalog(settings, "fr").gettext("No word of ours") == "No word of ours"


def test_a_plural_that_waits_for_its_translation_is_marked_as_a_missing_one(
    tmp_path: Path,
) -> None:
    config = write_site(tmp_path, {}) / "mkdocs.yml"
    config.write_text(config.read_text().replace("locale: fr", "locale: sl"), "utf-8")
    settings = read_settings(config)
    (locale,) = (each for each in settings.locales if each.code == "sl")
    for forms in (("", "", ""), ("%(count)s rezultat", "", "")):
        write_own(tmp_path, "sl", SLOVENE, *forms)
        words = read_page_catalog(settings, locale)
        assert words.ngettext(*RESULTS, 5) == mark_fallback("%(count)s results")
