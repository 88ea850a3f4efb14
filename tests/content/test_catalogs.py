"""Catalogs are read straight from their files, and what is wrong with them is found."""

from gettext import NullTranslations
from pathlib import Path

import pytest

from entraide.content.catalog_checks import check_catalogs
from entraide.content.catalogs import read_catalog
from entraide.content.message_domains import Domain
from entraide.content.messages import extract_shipped_messages, format_catalog
from entraide.content.settings import Settings, read_settings
from entraide.errors import ContentError, ProblemLog

HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
PO = "overrides/locales/fr/LC_MESSAGES/reader.po"
OWN = "locales/fr/LC_MESSAGES/reader.po"
PAGE = """\
<p>{% trans name=site.name %}
  Welcome to
  {{ name }}
{% endtrans %}</p>
{% trans count=entries|length %}One entry{% pluralize %}{{ count }} entries{% endtrans %}
{{ pgettext("verb", "Open") }} {{ _("Sure at 100%%") }}
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A project that a theme of one template is developed in; the package has no messages."""
    (tmp_path / "package").mkdir()
    for module in ("content.messages", "content.catalogs", "content.catalog_checks"):
        monkeypatch.setattr(f"entraide.{module}.get_theme_folder", lambda: tmp_path / "overrides")
    monkeypatch.setattr("entraide.content.messages.PACKAGE", tmp_path / "package")
    monkeypatch.setattr("entraide.content.messages.get_shipped_folder", tmp_path.joinpath)
    write(tmp_path, "overrides/page.html", PAGE)
    write(tmp_path, "hooks/two_words.py", '_("From a hook {name}")\n')
    write(
        tmp_path,
        "mkdocs.yml",
        "site_url: https://help.example/\n"
        "plugins: [{i18n: {languages: [{locale: en, default: true}, {locale: fr}]}}, entraide]\n",
    )
    settings = read_settings(tmp_path / "mkdocs.yml")
    for domain, messages in extract_shipped_messages(settings, ProblemLog()).items():
        write(tmp_path, f"overrides/locales/{domain}.pot", format_catalog(messages))
    for domain in (Domain.CONTRIBUTOR, Domain.KIT, Domain.STAFF):
        write(tmp_path, PO.replace("reader", domain), HEADER)
    return settings


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


COMPLETE = """\
msgid "Welcome to %(name)s"
msgstr "Bienvenue sur %(name)s"

msgid "One entry"
msgid_plural "%(count)s entries"
msgstr[0] "Une seule fiche"
msgstr[1] "%(count)s fiches"

msgctxt "verb"
msgid "Open"
msgstr "Ouvrir"

msgid "Sure at 100%%"
msgstr "Sûr à 100 %%"

msgid "From a hook {name}"
msgstr "D’un crochet {name}"
"""


def list_problems(settings: Settings, po: str) -> list[str]:
    write(settings.root, PO, HEADER + po)
    return [str(problem) for problem in sorted(check_catalogs(settings))]


def test_messages_are_found_in_templates_hooks_and_code(settings: Settings) -> None:
    write(settings.root, "package/part.py", 'N_("Later")\nwords.gettext("Now")\n')
    found = extract_shipped_messages(settings, mistakes := ProblemLog())[Domain.READER]
    assert mistakes == []
    assert [message.id for message in found if message.id] == [
        "Welcome to %(name)s",
        ("One entry", "%(count)s entries"),
        "Open",
        "Sure at 100%%",
        "From a hook {name}",
        "Later",
        "Now",
    ]


def test_the_template_of_the_catalogs_has_no_date_and_no_line_number(settings: Settings) -> None:
    text = format_catalog(extract_shipped_messages(settings, ProblemLog())[Domain.READER])
    assert "#: overrides/page.html\n" in text
    assert "#: hooks/two_words.py\n" in text
    assert not any(word in text for word in ("Date", "Generated", "EMAIL", "202"))


def test_a_locale_without_a_catalog_speaks_english(settings: Settings) -> None:
    catalog = read_catalog(settings, "en")
    assert isinstance(catalog, NullTranslations)
    assert catalog.gettext("Open") == "Open"
    assert catalog.ngettext("One entry", "%(count)s entries", 2) == "%(count)s entries"


def test_translations_are_read_from_the_po_file(settings: Settings) -> None:
    assert list_problems(settings, COMPLETE) == []
    catalog = read_catalog(settings, "fr")
    assert catalog.gettext("Welcome to %(name)s") == "Bienvenue sur %(name)s"
    assert catalog.ngettext("One entry", "%(count)s entries", 0) == "Une seule fiche"
    assert catalog.ngettext("One entry", "%(count)s entries", 2) == "%(count)s fiches"
    assert catalog.pgettext("verb", "Open") == "Ouvrir"
    assert catalog.gettext("Open") != "Ouvrir"


def test_a_fuzzy_translation_is_not_used(settings: Settings) -> None:
    write(settings.root, PO, HEADER + '#, fuzzy\nmsgid "Open"\nmsgstr "Fermer"\n')
    assert read_catalog(settings, "fr").gettext("Open") != "Fermer"


def test_the_words_of_the_project_win_where_there_are_any(settings: Settings) -> None:
    write(settings.root, PO, HEADER + COMPLETE)
    own = COMPLETE.replace("Ouvrir", "Voir").replace("Bienvenue sur %(name)s", "")
    write(settings.root, OWN, HEADER + own.replace("Une seule fiche", ""))
    catalog = read_catalog(settings, "fr")
    assert catalog.pgettext("verb", "Open") == "Voir"
    assert catalog.gettext("Welcome to %(name)s") == "Bienvenue sur %(name)s"
    assert catalog.ngettext("One entry", "%(count)s entries", 1) == "Une seule fiche"


def test_the_project_may_complete_the_catalog(settings: Settings) -> None:
    write(settings.root, OWN, HEADER + 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Voir"\n')
    assert list_problems(settings, COMPLETE.replace('"Ouvrir"', '""')) == []


def test_a_broken_catalog_is_an_error_with_its_line(settings: Settings) -> None:
    write(settings.root, PO, f'{HEADER}msgid "Open"\nmsgster "Ouvrir"\n')
    with pytest.raises(ContentError, match=rf"^{PO}:5: this is not a catalog: [a-zA-Z ]+\. Open"):
        read_catalog(settings, "fr")
    assert [problem.line for problem in sorted(check_catalogs(settings))] == [5]


def test_a_file_that_is_not_utf_8_is_named(settings: Settings) -> None:
    write(settings.root, PO, HEADER)
    (settings.root / PO).write_bytes(b'msgid "Open"\nmsgstr "\xe9"\n')
    with pytest.raises(ContentError, match=rf"^{PO}:2: the byte 0xE9 is not UTF-8"):
        read_catalog(settings, "fr")


@pytest.mark.parametrize(
    ("good", "broken", "said"),
    [
        (
            'msgstr "Ouvrir"',
            'msgstr ""',
            "13: “Open” is not translated. Translate it.",
        ),
        (
            'msgctxt "verb"',
            '#, fuzzy\nmsgctxt "verb"',
            "14: “Open” is marked fuzzy. Check the translation, then remove the mark.",
        ),
        (
            "%(count)s fiches",
            "",
            "7: “One entry” lacks a plural form. Translate every form.",
        ),
        (
            "sur %(name)s",
            "sur %(nom)s",
            (
                "4: “Welcome to %(name)s” is translated with “%(nom)s”, which the original has not."
                " Keep the placeholders of the original."
            ),
        ),
        (
            "%(count)s fiches",
            "%(number)s fiches",
            (
                "7: “One entry” is translated with “%(number)s”, which the original has not."
                " Keep the placeholders of the original."
            ),
        ),
        (
            "crochet {name}",
            "crochet {}",
            (
                "19: “From a hook {name}” is translated with “{}”, which the original has not."
                " Keep the placeholders of the original."
            ),
        ),
        (
            "100 %%",
            "100 % de",
            "16: “Sure at 100%%” is translated with “%”, which the original has not. Write %%.",
        ),
        (
            'msgid "Open"\nmsgstr "Ouvrir"\n',
            'msgid "Shut"\nmsgstr "Fermer"\n',
            "13: “Shut” is used nowhere. Run: entraide messages.",
        ),
        (
            "Une seule fiche",
            "Une seule « fiche »",
            (
                "7: “One entry” is translated with marks or spaces of another language."
                " Write “Une seule «\u202ffiche\u202f»”."
            ),
        ),
    ],
)
def test_each_mistake_is_reported_with_its_line_and_cure(
    good: str, broken: str, said: str, settings: Settings
) -> None:
    assert COMPLETE.count(good) == 1
    assert f"{PO}:{said}" in list_problems(settings, COMPLETE.replace(good, broken))


def test_foreign_placeholders_and_foreign_markup_are_reported_at_once(settings: Settings) -> None:
    found = "\n".join(list_problems(settings, COMPLETE.replace("crochet ", "crochet {}<b>")))
    assert "is translated with “{}”, which the original has not" in found
    assert "is translated with “<b>”, unlike the original" in found


def test_a_lost_placeholder_is_a_mistake(settings: Settings) -> None:
    found = list_problems(settings, COMPLETE.replace("sur %(name)s", "ici"))
    assert found == [
        (
            f"{PO}:4: “Welcome to %(name)s” is translated without “%(name)s”."
            " Keep the placeholders of the original."
        )
    ]


def test_what_the_templates_ask_for_and_the_catalog_lacks_is_reported(settings: Settings) -> None:
    found = list_problems(settings, COMPLETE.partition('msgctxt "verb"')[0])
    assert f"{PO}:1: “Open” is not in the catalog. Run: entraide messages." in found
    assert len(found) == 3


def test_a_missing_catalog_and_a_stale_template_are_reported(settings: Settings) -> None:
    (settings.root / "overrides/locales/reader.pot").unlink()
    assert [str(problem) for problem in sorted(check_catalogs(settings))] == [
        f"{PO}:1: “fr” has no catalog of reader words. Run: entraide messages, then translate it.",
        (
            "overrides/locales/reader.pot:1: the list of interface words is out of date."
            " Run: entraide messages."
        ),
    ]


def test_another_language_of_the_theme_has_to_have_the_words_of_readers_only(
    settings: Settings,
) -> None:
    write(settings.root, PO, HEADER + COMPLETE)
    german = PO.replace("/fr/", "/de/")
    write(settings.root, german, HEADER + COMPLETE.replace("Ouvrir", ""))
    write(settings.root, german.replace("reader", "staff"), HEADER)
    assert [str(problem) for problem in check_catalogs(settings)] == [
        f"{german}:13: “Open” is not translated. Translate it."
    ]


def test_the_catalog_of_former_days_is_not_passed_over(settings: Settings) -> None:
    write(settings.root, OWN.replace("reader", "messages"), HEADER + COMPLETE)
    with pytest.raises(
        ContentError, match="words of the interface are in a file for each domain now"
    ):
        read_catalog(settings, "fr")


def test_a_template_that_cannot_be_read_is_reported_with_its_line(settings: Settings) -> None:
    write(settings.root, "overrides/bad.html", "\n{% trans %}open\n")
    assert list_problems(settings, COMPLETE)[0].startswith(
        "overrides/bad.html:2: this is not a template: "
    )
