"""`entraide locale`: a language comes with all its places, or goes, and nothing is lost."""

from pathlib import Path

import pytest

from support.commands import Run
from support.projects import write_site

ENTRY = {"id": 20, "title": "Signs of a scam"}


@pytest.fixture
def site(project: Path) -> Path:
    """A project in English and French whose labels are translated, with one entry."""
    return write_site(project, {"docs/en/scams/signs.md": {**ENTRY, "body": "Never pay.\n"}})


def read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_language_is_added_everywhere_and_every_other_byte_stays(
    site: Path, run_entraide: Run
) -> None:
    before = read_all(site)
    result = run_entraide("locale", "add", "de", "--site-name", "Hilfe: hier")
    assert result.exit_code == 0
    assert {str(path.relative_to(site)) for path in read_all(site) if not before.get(path)} == {
        "docs/de/index.md"
    }
    config = (site / "mkdocs.yml").read_text("utf-8")
    line = '        - {locale: de, name: Deutsch, site_name: "Hilfe: hier"}\n'
    assert line in config
    assert config.replace(line, "").encode() == before[site / "mkdocs.yml"]
    tags = (site / "data/tags.yml").read_text("utf-8")
    assert 'label: {en: money, fr: money, de: ""}' in tags
    assert tags.replace(', de: ""', "").encode() == before[site / "data/tags.yml"]


def test_a_new_language_is_no_mistake_and_what_it_lacks_is_counted_in_a_line(
    site: Path, run_entraide: Run
) -> None:
    assert site
    run_entraide("locale", "add", "de")
    result = run_entraide("check")
    assert result.exit_code == 0, result.output
    said = "data: warning: de: 8 of 8 texts are not translated; pages show those of another"
    assert said in result.output + result.stderr
    cure = "Fill in “de” where it is empty in data/categories.yml and data/tags.yml."
    assert cure in result.output + result.stderr
    advised = run_entraide("doctor").stdout
    assert "8 labels and facts are in another language" in advised
    assert cure in advised


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("de", "Wie können wir helfen?"),
        ("pt-BR", "Como podemos ajudar?"),
        ("ar", "كيف يمكننا مساعدتك؟"),
    ],
)
def test_a_new_language_begins_with_a_home_page_in_it(
    site: Path, run_entraide: Run, code: str, title: str
) -> None:
    run_entraide("locale", "add", code, "--site-name", "Square")
    home = (site / f"docs/{code}/index.md").read_text("utf-8")
    assert f'title: "{title}"' in home
    assert "Square" in home or "{{platform.name}}" in home
    assert run_entraide("check").exit_code == 0


def test_a_language_we_have_no_words_in_begins_with_what_to_write(
    site: Path, run_entraide: Run
) -> None:
    run_entraide("locale", "add", "ga", "--site-name", "Square")
    home = (site / "docs/ga/index.md").read_text("utf-8")
    assert "# The home page, to be written in Gaeilge: a title" in home
    assert "title: Square\nsummary: Square\n" in home


def test_a_trial_changes_nothing(site: Path, run_entraide: Run) -> None:
    run_entraide("locale", "add", "de")
    before = read_all(site)
    for arguments in (("add", "es"), ("remove", "de")):
        result = run_entraide("locale", *arguments, "--dry-run")
        assert "Would write: mkdocs.yml" in result.output
    assert "Would move: docs/de → removed/de/docs" in result.output
    assert read_all(site) == before


def test_what_was_added_and_removed_again_leaves_the_files_as_they_were(
    site: Path, run_entraide: Run
) -> None:
    before = read_all(site)
    run_entraide("locale", "add", "de")
    home = (site / "docs/de/index.md").read_bytes()
    assert run_entraide("locale", "remove", "de").exit_code == 0
    after = read_all(site)
    assert after.pop(site / "removed/de/docs/index.md") == home
    assert b"data/tags.yml" in after.pop(site / "removed/de/data.yml")
    assert after == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "fr"), "CODE: “fr” is a language of this site already. Name another."),
        (("add", "xyzzy"), "CODE: “xyzzy” is no language that we know."),
        (("remove", "de"), "CODE: “de” is no locale here."),
        (("remove", "en"), "CODE: “en” is the default language."),
    ],
)
def test_what_cannot_be_done_is_refused(
    site: Path, run_entraide: Run, arguments: tuple[str, ...], said: str
) -> None:
    before = read_all(site)
    result = run_entraide("locale", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert read_all(site) == before


def test_a_language_that_an_entry_was_written_in_first_stays(site: Path, run_entraide: Run) -> None:
    write_site(site, {"docs/fr/scams/piege.md": {"id": 21, "title": "Piège"}})
    result = run_entraide("locale", "remove", "fr")
    assert result.exit_code == 2
    assert "entries were written in “fr” first: 12, 21" in result.stderr


def test_languages_that_another_project_lists_are_not_touched(
    site: Path, run_entraide: Run
) -> None:
    parent = site.parent / "parent.yml"
    (site / "mkdocs.yml").rename(parent)
    (site / "mkdocs.yml").write_text("INHERIT: ../parent.yml\n")
    before = parent.read_bytes()
    result = run_entraide("locale", "add", "de")
    assert "stands outside of this project" in result.stderr
    assert parent.read_bytes() == before
