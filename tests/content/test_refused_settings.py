"""Settings of MkDocs that would mean nothing are refused; the folders of the theme."""

from pathlib import Path

import pytest

from entraide.content.settings import read_settings
from entraide.errors import SettingsError
from support.paths import ROOT
from support.projects import write_site

REFUSED = {
    "nav: [index.md]": "nav means nothing here. Delete it",
    "use_directory_urls: false": "use_directory_urls means nothing here. Delete the line",
    "hooks: [OURS/build_start.py]": "which the plugin entraide runs already. Delete the line.",
    "theme: readthedocs": "theme.name is “readthedocs”",
    "theme: {name: mkdocs}": "theme.name is “mkdocs”",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_would_be_ignored_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    text = line.replace("OURS", str(ROOT / "hooks"))
    plugins = "plugins: [{i18n: {languages: [{locale: en, default: true}]}}, entraide]"
    (tmp_path / "mkdocs.yml").write_text(f"site_url: https://a.example/\n{plugins}\n{text}\n")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).startswith("mkdocs.yml:3: ")
    assert REFUSED[line] in str(caught.value)


def test_the_folders_of_a_theme_are_the_projects_own_and_ours(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    assert read_settings(tmp_path / "mkdocs.yml").theme_folders == (ROOT / "overrides",)
    (tmp_path / "overrides").mkdir()
    folders = read_settings(tmp_path / "mkdocs.yml").theme_folders
    assert folders == (tmp_path / "overrides", ROOT / "overrides")
    assert read_settings(ROOT / "mkdocs.yml").theme_folders == (ROOT / "overrides",)
