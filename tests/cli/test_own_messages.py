"""`entraide messages` in somebody's project: it writes to that project alone, and loses nothing."""

from pathlib import Path

import pytest

from entraide.content.catalogs import get_shipped_folder
from support.commands import Run

LANGUAGES = "        - {locale: fr, name: Français}\n"
POT = 'msgid ""\nmsgstr ""\n\n#: overrides/{1}.html\nmsgid "{0}"\nmsgstr ""\n'
PO = (
    'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\nmsgid "{0}"\nmsgstr "{1}"\n'
)
READER = "locales/de/LC_MESSAGES/reader.po"
WHERE = "mkdocs.yml:3: warning: "


@pytest.fixture
def theme(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in English, French and German, and a theme that has one word a domain."""
    config = project / "mkdocs.yml"
    german = LANGUAGES + "        - {locale: de, name: Deutsch}\n"
    config.write_text(config.read_text("utf-8").replace(LANGUAGES, german), "utf-8")
    return make_theme(tmp_path_factory.mktemp("theme"))


def make_theme(folder: Path) -> Path:
    for domain, word, french, name in (
        ("reader", "Open", "Ouvrir", "home"),
        ("contributor", "Propose", "Proposer", "propose"),
        ("kit", "Log", "Journal", "incident_log"),  # of a log that the project has not
        ("staff", "Accept", "Accepter", "frame"),
    ):
        write(folder / f"locales/{domain}.pot", POT.format(word, name))
        write(folder / f"locales/fr/LC_MESSAGES/{domain}.po", PO.format(word, french))
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture(autouse=True)
def use_theme(theme: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in ("content.messages", "content.catalogs", "content.catalog_checks"):
        monkeypatch.setattr(f"entraide.{module}.get_theme_folder", lambda: theme)
    monkeypatch.setattr("entraide.content.settings.get_theme_folder", lambda: theme)
    return theme


def read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_project_gets_what_no_shipped_catalog_translates(
    project: Path, theme: Path, run_entraide: Run
) -> None:
    before = read_all(theme), read_all(get_shipped_folder())
    result = run_entraide("messages")
    assert result.output.splitlines() == [
        "Words of the interface: reader: 1, contributor: 1, kit: 1, staff: 1",
        f"{READER}: 1 to translate",
        f"{READER.replace('reader', 'contributor')}: 1 to translate",
    ]
    assert 'msgid "Open"\nmsgstr ""\n' in (project / READER).read_text("utf-8")
    assert not (project / "locales/fr").exists()
    assert (read_all(theme), read_all(get_shipped_folder())) == before
    written = read_all(project)
    run_entraide("messages")
    assert read_all(project) == written


def test_its_own_templates_have_words_in_every_language(project: Path, run_entraide: Run) -> None:
    write(project / "overrides/partials/club.html", '{{ _("Bicycle") }}')
    run_entraide("messages")
    for code in ("fr", "de"):
        file = project / f"locales/{code}/LC_MESSAGES/reader.po"
        assert 'msgid "Bicycle"\nmsgstr ""\n' in file.read_text("utf-8")


def test_words_that_it_replaces_stay(project: Path, run_entraide: Run) -> None:
    own = project / "locales/fr/LC_MESSAGES/reader.po"
    write(own, PO.format("Open", "Voir"))
    run_entraide("messages")
    assert 'msgid "Open"\nmsgstr "Voir"\n' in own.read_text("utf-8")


def test_words_that_stand_in_another_domain_move_with_their_translation(
    project: Path, run_entraide: Run
) -> None:
    write(project / READER, PO.format("Propose", "Vorschlagen"))
    run_entraide("messages")
    moved = (project / READER.replace("reader", "contributor")).read_text("utf-8")
    assert 'msgid "Propose"\nmsgstr "Vorschlagen"\n' in moved
    assert "Vorschlagen" not in (project / READER).read_text("utf-8")


def test_the_one_catalog_of_former_days_is_taken_apart(project: Path, run_entraide: Run) -> None:
    old = project / "locales/de/LC_MESSAGES/messages.po"
    write(old, PO.format("Open", "Öffnen") + '\nmsgid "Gone"\nmsgstr "Fort"\n')
    assert "are in a file for each domain now" in run_entraide("messages", "--check").stderr
    run_entraide("messages")
    text = (project / READER).read_text("utf-8")
    assert 'msgid "Open"\nmsgstr "Öffnen"\n' in text
    assert '#~ msgid "Gone"\n#~ msgstr "Fort"\n' in text
    assert not old.exists()


def test_what_is_missing_is_a_line_a_domain_and_no_mistake(run_entraide: Run) -> None:
    result = run_entraide("messages", "--check")
    assert result.exit_code == 0
    said = "words are not translated; they appear in English. Run: entraide messages."
    assert result.stderr.splitlines() == [
        f"{WHERE}de: 1 of 1 contributor {said}",
        f"{WHERE}de: 1 of 1 reader {said}",
    ]
    assert "no .pot" not in result.output
    assert said in run_entraide("check").output


def test_words_of_a_part_that_is_off_are_not_missing(project: Path, run_entraide: Run) -> None:
    write(project / "data/settings.yml", "proposals: false\n")
    result = run_entraide("messages", "--missing")
    assert result.output.splitlines() == ["de, reader: 1", "  “Open”"]
    run_entraide("messages")
    assert not (project / READER.replace("reader", "contributor")).exists()


def test_what_is_missing_can_be_listed(project: Path, run_entraide: Run) -> None:
    result = run_entraide("messages", "--missing")
    assert result.output.splitlines() == [
        "de, reader: 1",
        "  “Open”",
        "de, contributor: 1",
        "  “Propose”",
    ]
    for domain, word in (("reader", "Open"), ("contributor", "Propose")):
        write(project / READER.replace("reader", domain), PO.format(word, "Wort"))
    assert run_entraide("messages", "--missing").output == "No word is missing.\n"


def test_mistakes_in_its_own_catalogs_are_mistakes(project: Path, run_entraide: Run) -> None:
    write(project / READER, PO.format("Shut", "Schließen"))
    result = run_entraide("messages", "--check")
    assert result.exit_code == 1
    assert f"{READER}:4: “Shut” is used nowhere. Run: entraide messages." in result.stderr
