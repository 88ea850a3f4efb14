"""Settings of MkDocs that would mean nothing are refused; the folders of the theme."""

import json
from importlib.metadata import entry_points
from pathlib import Path
from types import SimpleNamespace

import material
import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage

from entraide.content.mkdocs_settings import (
    INTERNAL_SETTINGS,
    REFUSED_LOCALE_SETTINGS,
    REFUSED_PLUGINS,
    REFUSED_SETTINGS,
    WORKING_SETTINGS,
)
from entraide.content.refused_settings import refuse_silent_plugins
from entraide.content.settings import MKDOCS_PLACES, read_settings
from entraide.errors import SettingsError
from support.built_site import run_mkdocs
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


def make_text(place: str, value: str) -> str:
    """A mkdocs.yml with a value at a place, below all that a project needs."""
    *sections, key = place.split(".")
    line = "".join(f"{section}: {{" for section in sections) + f"{key}: {value}"
    return f"{line}{'}' * len(sections)}\n"


def read_problems(folder: Path, text: str, options: str = "", plugin: str = "") -> list[str]:
    """What is said of a project with `text` in its mkdocs.yml, an option of i18n, a plugin."""
    languages = "languages: [{locale: en, default: true}]"
    plugins = f"plugins: [{{i18n: {{{languages}{options}}}}}, entraide{plugin}]"
    (folder / "mkdocs.yml").write_text(
        f"site_name: Help\nsite_url: https://a.example/\n{plugins}\n{text}", encoding="utf-8"
    )
    try:
        read_settings(folder / "mkdocs.yml")
    except SettingsError as error:
        return [str(problem) for problem in error.problems]
    return []


@pytest.mark.parametrize("place", [it for it in REFUSED_SETTINGS if "plugins." not in it])
def test_each_setting_without_a_meaning_is_refused(tmp_path: Path, place: str) -> None:
    harmless, cure = REFUSED_SETTINGS[place]
    assert read_problems(tmp_path, make_text(place, "[x]")) == [
        f"mkdocs.yml:4: {place} means nothing here. {cure}."
    ]
    for value in ("", "[]", "{}", *(json.dumps(each) for each in harmless)):
        assert read_problems(tmp_path, make_text(place, value)) == []


@pytest.mark.parametrize("place", [it for it in REFUSED_SETTINGS if "plugins." in it])
def test_each_option_of_i18n_without_a_meaning_is_refused(tmp_path: Path, place: str) -> None:
    key = place.rpartition(".")[2]
    assert read_problems(tmp_path, "", f", {key}: x") == [
        f"mkdocs.yml:3: {place} means nothing here. {REFUSED_SETTINGS[place][1]}."
    ]


@pytest.mark.parametrize("name", [*REFUSED_PLUGINS, "material/search", "material/social"])
@pytest.mark.parametrize("options", ["", ": {enabled: true}"])
def test_each_plugin_without_a_meaning_is_refused(tmp_path: Path, name: str, options: str) -> None:
    plugin = f", {{{name}{options}}}" if options else f", {name}"
    cure = REFUSED_PLUGINS[name.removeprefix("material/")]
    assert read_problems(tmp_path, "", plugin=plugin) == [
        f"mkdocs.yml:3: the plugin {name} means nothing here. {cure}."
    ]


@pytest.mark.parametrize("key", REFUSED_LOCALE_SETTINGS)
def test_each_option_of_a_language_without_a_meaning_is_refused(tmp_path: Path, key: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: https://a.example/\nplugins:\n  entraide:\n  i18n:\n    languages:\n"
        f"      - locale: en\n        default: true\n        {key}: x\n"
    )
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value) == (
        f"mkdocs.yml:8: {key} of a language means nothing here. {REFUSED_LOCALE_SETTINGS[key]}."
    )


@pytest.mark.parametrize("form", ["teal", "{primary: teal}", "[{scheme: slate}]"])
def test_a_palette_is_refused_in_any_of_its_forms(tmp_path: Path, form: str) -> None:
    (problem,) = read_problems(tmp_path, make_text("theme.palette", form))
    assert "Write colours: { accent: … } in data/brand.yml" in problem


@pytest.mark.parametrize(
    ("place", "value", "cure"),
    [
        ("theme.logo", "assets/logo.png", "Write logo: … in data/brand.yml"),
        ("theme.icon", "{logo: material/library}", "Write logo: … in data/brand.yml"),
        ("theme.favicon", "images/favicon.png", "Write icon: … in data/brand.yml"),
        ("theme.font", "{text: Roboto}", "Write font: … in data/brand.yml"),
        ("theme.features", "[navigation.tabs]", "our pages have no such features"),
        ("theme.language", "fr", "the languages are those of the plugin i18n"),
        ("theme.shortcuts", "{help: 191}", "values for templates of your own stand below extra"),
        ("extra_css", "[extra.css]", "Write css: … in data/brand.yml"),
    ],
)
def test_what_material_calls_otherwise_is_refused_with_its_name_here(
    tmp_path: Path, place: str, value: str, cure: str
) -> None:
    (problem,) = read_problems(tmp_path, make_text(place, value))
    assert f"{place} means nothing here" in problem
    assert cure in problem


def test_a_setting_that_nobody_knows_is_refused_with_the_nearest(tmp_path: Path) -> None:
    assert read_problems(tmp_path, "sitename: Help\n") == [
        "mkdocs.yml:4: sitename is no setting of MkDocs. Did you mean “site_name”?"
    ]
    assert read_problems(tmp_path, "x-fonts: Help\n") == [
        "mkdocs.yml:4: x-fonts is no setting of MkDocs. Delete it."
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (", foo: 1", "plugins.i18n.foo is no option of it. Known: languages."),
        (", enabled: false", "plugins.i18n.enabled means nothing here. Delete the line"),
    ],
)
def test_an_option_of_i18n_that_nobody_knows_is_refused(
    tmp_path: Path, options: str, said: str
) -> None:
    (problem,) = read_problems(tmp_path, "", options)
    assert problem.startswith(f"mkdocs.yml:3: {said}")


def test_an_option_of_a_language_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    languages = "languages: [{locale: en, defalt: true}, {locale: fr, default: true}]"
    text = f"plugins: [{{i18n: {{{languages}}}}}, entraide]\nsite_url: https://a.example/\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SettingsError, match=r"defalt of a language .* mean “default”"):
        read_settings(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("edit_uri: edit/main/docs/", "edit_uri means nothing without repo_url"),
        ("repo_url: https://forge.example/a/b", "repo_url names forge.example, and edit_uri does"),
        ("repo_url: https://github.com/a/b", ""),
        ("repo_url: https://forge.example/a/b\nedit_uri: edit/main/docs/", ""),
    ],
)
def test_half_of_what_makes_the_link_to_a_file_is_told(
    tmp_path: Path, text: str, said: str
) -> None:
    problems = read_problems(tmp_path, f"{text}\n")
    assert len(problems) == bool(said)
    assert all(problem.startswith(f"mkdocs.yml:4: {said}") for problem in problems)


def test_a_setting_of_a_parent_is_refused_there(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("\ncopyright: Us\n", encoding="utf-8")
    assert read_problems(tmp_path, "INHERIT: base.yml\n")[0].startswith("base.yml:2: copyright ")


def test_every_setting_that_mkdocs_knows_is_ours_works_or_is_refused() -> None:
    groups = [*MKDOCS_PLACES, *WORKING_SETTINGS, *REFUSED_SETTINGS, *INTERNAL_SETTINGS]
    known = {place.partition(".")[0] for place in groups}
    assert set(MkDocsConfig()._schema_keys) <= known  # noqa: SLF001 - MkDocs lists them nowhere else


def test_every_setting_of_material_is_ours_works_or_is_refused() -> None:
    shipped = Path(material.__file__).parent / "templates" / "mkdocs_theme.yml"
    names = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    places = {*MKDOCS_PLACES, *WORKING_SETTINGS, *REFUSED_SETTINGS}
    assert {f"theme.{name}" for name in names} <= places


def test_every_plugin_that_comes_with_material_or_mkdocs_is_refused() -> None:
    names = {each.name for each in entry_points(group="mkdocs.plugins")} - {"i18n", "entraide"}
    assert len(names) > 10
    assert {name.removeprefix("material/") for name in names} <= set(REFUSED_PLUGINS)


def test_every_option_of_the_plugin_i18n_is_ours_or_refused() -> None:
    refused = {it.removeprefix("plugins.i18n.") for it in REFUSED_SETTINGS if "plugins." in it}
    refused.remove("enabled")  # MkDocs takes it for any plugin
    assert set(I18nPluginConfig()._schema_keys) == refused | {"languages"}  # noqa: SLF001
    ours = {"locale", "name", "site_name", "default", "build"}
    assert set(I18nPluginLanguage()._schema_keys) == ours | set(REFUSED_LOCALE_SETTINGS)  # noqa: SLF001


# Parts of a project as MkDocs loads them, with the events that they act on.
MARKDOWN_PART = SimpleNamespace(on_page_markdown=str.upper)
HTML_PART = SimpleNamespace(on_post_page=str.upper)


def test_a_plugin_or_hook_that_would_change_no_text_is_told(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("hooks: [own.py]\nplugins:\n  shout: {}\n  tidy: {}\n", encoding="utf-8")
    plugins = {"shout": MARKDOWN_PART, "tidy": HTML_PART, "i18n": MARKDOWN_PART}
    with pytest.raises(SettingsError) as caught:
        refuse_silent_plugins(plugins, {"own.py": MARKDOWN_PART}, config)
    assert [str(problem).partition(". ")[0] for problem in caught.value.problems] == [
        "mkdocs.yml:3: shout acts on page_markdown, which changes no text here",
        "mkdocs.yml:1: own.py acts on page_markdown, which changes no text here",
    ]
    refuse_silent_plugins({"tidy": HTML_PART}, {}, config)


def test_a_build_with_a_hook_that_would_change_no_text_is_refused(tmp_path: Path) -> None:
    config = write_site(tmp_path, {}) / "mkdocs.yml"
    (tmp_path / "own.py").write_text("def on_page_markdown(markdown, **_): return markdown\n")
    config.write_text(config.read_text() + "hooks: [own.py]\n")
    run = run_mkdocs("build", "-q", "-f", config)
    assert run.returncode == 1
    assert "own.py acts on page_markdown, which changes no text here." in run.stderr
    assert not (tmp_path / "site").exists()
