"""`entraide messages`: catalogs follow the templates, and a second run changes nothing."""

from pathlib import Path

import pytest

from support.commands import Run

PO = "overrides/locales/fr/LC_MESSAGES/reader.po"


@pytest.fixture
def template(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one template of a theme that the project develops; the package has no messages."""
    for module in ("content.messages", "content.catalogs", "content.catalog_checks"):
        monkeypatch.setattr(f"entraide.{module}.get_theme_folder", lambda: project / "overrides")
    monkeypatch.setattr("entraide.content.messages.PACKAGE", project / "package")
    monkeypatch.setattr("entraide.content.messages.get_shipped_folder", project.joinpath)
    path = project / "overrides" / "page.html"
    path.parent.mkdir()
    path.write_text('{{ _("Open") }} {{ ngettext("%(n)s page", "%(n)s pages", 2) }}')
    return path


def write_translation(project: Path, text: str) -> None:
    po = project / PO
    po.write_text(
        po.read_text().replace('msgid "Open"\nmsgstr ""', f'msgid "Open"\nmsgstr "{text}"')
    )


def test_the_template_and_a_catalog_for_each_other_locale_are_made(
    template: Path, project: Path, run_entraide: Run
) -> None:
    assert template
    result = run_entraide("messages")
    assert result.output.splitlines() == [
        "Words of the interface: reader: 2, contributor: 0, kit: 0, staff: 0",
        f"{PO}: 2 to translate",
        f"{PO.replace('reader', 'contributor')}: 0 to translate",
        f"{PO.replace('reader', 'kit')}: 0 to translate",
        f"{PO.replace('reader', 'staff')}: 0 to translate",
    ]
    assert (project / PO).read_text(encoding="utf-8") == (
        "# The words of the interface in French: what every visitor reads.\n"
        "# No native reviewer has read this catalog yet.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Entraide reader\\n"\n'
        '"Language: fr\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        "\n"
        "#: overrides/page.html\n"
        'msgid "Open"\n'
        'msgstr ""\n'
        "\n"
        "#: overrides/page.html\n"
        "#, python-format\n"
        'msgid "%(n)s page"\n'
        'msgid_plural "%(n)s pages"\n'
        'msgstr[0] ""\n'
        'msgstr[1] ""\n'
    )
    assert not (project / "overrides/locales/en").exists()


def test_a_second_run_changes_nothing(template: Path, project: Path, run_entraide: Run) -> None:
    assert template
    run_entraide("messages")
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*.po*")}
    run_entraide("messages")
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*.po*")} == before


def test_translations_headers_and_comments_of_translators_stay(
    template: Path, project: Path, run_entraide: Run
) -> None:
    run_entraide("messages")
    write_translation(project, "Ouvrir")
    po = project / PO
    text = po.read_text().replace("#: overrides/page.html\nmsgid", "# As a verb\nmsgid", 1)
    text = text.replace('"MIME', '"Last-Translator: Camille <c@help.example>\\n"\n"MIME', 1)
    po.write_text(text)
    template.write_text('{{ _("Shut") }} {{ _("Open") }}')
    run_entraide("messages")
    text = po.read_text()
    assert '# As a verb\n#: overrides/page.html\nmsgid "Open"\nmsgstr "Ouvrir"\n' in text
    assert '"Last-Translator: Camille <c@help.example>\\n"\n' in text
    assert 'msgid "Shut"\nmsgstr ""\n' in text


def test_a_new_message_is_never_guessed_from_a_like_one(
    template: Path, project: Path, run_entraide: Run
) -> None:
    run_entraide("messages")
    write_translation(project, "Ouvrir")
    template.write_text('{{ _("Opens") }}')
    run_entraide("messages")
    text = (project / PO).read_text()
    assert 'msgid "Opens"\nmsgstr ""\n' in text
    assert "fuzzy" not in text


def test_a_message_that_comes_back_has_its_translation_again(
    template: Path, project: Path, run_entraide: Run
) -> None:
    run_entraide("messages")
    write_translation(project, "Ouvrir")
    before, page = (project / PO).read_text(), template.read_text()
    for text in ("nothing", "still nothing"):
        template.write_text(text)
        run_entraide("messages")
        assert '#~ msgid "Open"\n#~ msgstr "Ouvrir"\n' in (project / PO).read_text()
    template.write_text(page)
    run_entraide("messages")
    assert (project / PO).read_text() == before


def test_check_writes_nothing_and_tells_what_is_wrong(
    template: Path, project: Path, run_entraide: Run
) -> None:
    assert template
    result = run_entraide("messages", "--check")
    assert result.exit_code == 1
    wanted = "Run: entraide messages"
    assert result.stderr.splitlines() == sorted(
        [
            *(
                f"{PO.replace('reader', domain)}:1: “fr” has no catalog of {domain} words. "
                f"{wanted}, then translate it."
                for domain in ("contributor", "kit", "reader", "staff")
            ),
            *(
                f"overrides/locales/{domain}.pot:1: the list of interface words is out of date. "
                f"{wanted}."
                for domain in ("contributor", "kit", "reader", "staff")
            ),
        ]
    )
    assert not (project / "overrides/locales").exists()


def test_check_is_content_with_a_complete_catalog(
    template: Path, project: Path, run_entraide: Run
) -> None:
    template.write_text('{{ _("Open") }}')
    run_entraide("messages")
    assert run_entraide("messages", "--check").exit_code == 1
    write_translation(project, "Ouvrir")
    result = run_entraide("messages", "--check")
    assert (result.exit_code, result.output) == (0, "The catalogs are complete and up to date.\n")


def test_a_broken_catalog_or_template_stops_before_anything_is_written(
    template: Path, project: Path, run_entraide: Run
) -> None:
    run_entraide("messages")
    pot = (project / "overrides/locales/reader.pot").read_bytes()
    template.write_text("{% trans %}")
    assert run_entraide("messages").stderr.startswith(
        "overrides/page.html:1: this is not a template"
    )
    template.write_text('{{ _("New") }}')
    (project / PO).write_text('msgid "Open"\nmsgster ""\n')
    assert run_entraide("messages").stderr.startswith(f"{PO}:2: this is not a catalog")
    assert (project / "overrides/locales/reader.pot").read_bytes() == pot
