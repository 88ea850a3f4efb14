"""`mkdocs.yml`: folders, languages, plugins; what is said of a wrong setting, with its file."""

import re
from pathlib import Path

import pytest

from entraide.content.mkdocs_yml import find_setting, read_mkdocs_yml
from entraide.content.settings import read_settings
from entraide.errors import SettingsError
from support.projects import write_site

SLIPS = {
    "plugins: [{i18n: {languages: [{name: English, default: true}]}}]": "“” is no locale",
    "plugins: [{i18n: {languages: [en, fr]}}]": "a language of the i18n plugin is “en”",
    "plugins: [{i18n: {languages: en}}]": "languages of i18n is no list",
    "plugins: [{i18n: yes}]": "i18n is the YAML word true",
    "plugins: i18n": "the i18n plugin is missing",
    "plugins: [{i18n: {languages: [{locale: en, default: true, build: false}]}}]": "Mark one",
    "extra: {entraide: desk}": "extra.entraide means nothing here. Delete it: our settings stand",
    "extra: {entraide: {1: 2}}": "extra.entraide.1 means nothing here. Write “1: …” in data/sett",
    "docs_dir: [docs]": "docs_dir is a list",
    "repo_url: 5": "repo_url is 5.",
    "repo_url: forge.example/help": "repo_url is “forge.example/help”",
    "site_url: https://[help": "site_url is “https://[help”. Write the site's full address",
    "site_url: help.example": "site_url is “help.example”. Write the site's full address",
    "site_url:": "site_url is missing",
    "site_url: https://help.example/aide/index.html": "of its folder: https://help.example/aide/.",
    "site_url: https://help.example/INDEX.HTM": "of its folder: https://help.example/.",
    "site_url: https://help.example/?a=b": "Leave out what stands behind the signs ? and #",
    "INHERIT: 5": "there is no such file",
    "site_name: \xff": "mkdocs.yml:1: the byte 0xFF is not UTF-8",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_no_slip_in_the_settings_is_a_traceback(tmp_path: Path, slip: str) -> None:
    rest = {
        "site_url": "https://help.example/",
        "plugins": "[{i18n: {languages: [{locale: en, default: true}]}}, entraide]",
    }
    rest.pop(slip.partition(":")[0], None)
    lines = [slip, *(f"{key}: {value}" for key, value in rest.items())]
    (tmp_path / "mkdocs.yml").write_bytes("\n".join(lines).encode("latin-1"))
    with pytest.raises(SettingsError, match=re.escape(SLIPS[slip])):
        read_settings(tmp_path / "mkdocs.yml")


def test_a_mistake_in_an_inherited_file_has_its_path_and_line(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/base.yml").write_text("a: 1\nINHERIT: gone.yml\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: shared/base.yml\n", "utf-8")
    with pytest.raises(SettingsError, match=r"^shared/base\.yml:2: its INHERIT names gone\.yml"):
        read_settings(tmp_path / "mkdocs.yml")
    (tmp_path / "shared/base.yml").write_text("- a\n", "utf-8")
    with pytest.raises(SettingsError, match=r"^shared/base\.yml:1: it is no list of settings"):
        read_settings(tmp_path / "mkdocs.yml")


MKDOCS_SLIPS = """\
site_name: Help
site_url: help.example
plugins:
  - minify
  - entraide: {date: facts, desk: true}
  - i18n:
      languages:
        - locale: en
          default: true
        - locale: xx-yy
"""
SITE_SLIPS = """\
licence:
  name: CC0
rating: hlpful
desk: on it
site_name: Help
"""


def test_all_mistakes_are_reported_together_in_the_order_of_their_lines(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_SLIPS, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/settings.yml").write_text(SITE_SLIPS, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).splitlines() == [
        (
            "data/settings.yml:1: licence.url is missing. "
            "Write its name and the address of its page: {name: CC BY 4.0, url: https://…}."
        ),
        "data/settings.yml:3: rating is “hlpful”. Did you mean “helpful”?",
        "data/settings.yml:4: desk is “on it”. Write true or false.",
        "data/settings.yml:5: “site_name” is no setting. Write it in mkdocs.yml.",
        (
            "mkdocs.yml:2: site_url is “help.example”. "
            "Write the site's full address, from https:// on."
        ),
        "mkdocs.yml:5: plugins.entraide.date is no setting. Did you mean “data”?",
        "mkdocs.yml:5: plugins.entraide.desk is no setting. Write it in data/settings.yml.",
        "mkdocs.yml:10: “xx-yy” is no locale. Use a tag like fr.",
    ]


def test_a_mistake_is_reported_in_the_file_that_says_it(tmp_path: Path) -> None:
    base = tmp_path / "base.yml"
    base.write_text("site_name: Help\nextra:\n  entraide:\n    data: d\n    desk: true\n", "utf-8")
    plugins = "[{i18n: {languages: [{locale: en, default: true}]}}, entraide]"
    own = f"INHERIT: base.yml\nplugins: {plugins}\n"
    (tmp_path / "mkdocs.yml").write_text(own, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).splitlines() == [
        (
            "base.yml:4: extra.entraide.data means nothing here. "
            "Write “entraide: {data: …}” below plugins."
        ),
        "base.yml:5: extra.entraide.desk means nothing here. Write “desk: …” in data/settings.yml.",
        "mkdocs.yml:1: site_url is missing. Write the site's full address.",
    ]


def test_a_broken_section_hides_no_other_mistake_and_makes_none(tmp_path: Path) -> None:
    text = "site_url: help.example\nplugins:\n  i18n: yes\n  entraide: [data]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    cure = "Write its settings below it, each as “key: value”."
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).splitlines()[1:] == [
        f"mkdocs.yml:3: plugins.i18n is the YAML word true. {cure}",
        f"mkdocs.yml:4: plugins.entraide is a list. {cure}",
    ]


def test_an_empty_setting_is_none(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: https://help.example/\ndocs_dir:\nextra:\ntheme: material\n"
        "plugins: {i18n: {languages: [{locale: en, default: true}]}, entraide: }\n",
        encoding="utf-8",
    )
    assert read_settings(tmp_path / "mkdocs.yml").docs == tmp_path / "docs"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("!ENV HELP_ADDRESS", "https://help.example/"),
        ("!ENV [NOT_SET, HELP_ADDRESS, https://else.example/]", "https://help.example/"),
        ("!ENV [NOT_SET, https://else.example/]", "https://else.example/"),
        ("!ENV NOT_SET", None),
    ],
)
def test_a_setting_may_come_from_the_environment_as_in_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, address: str | None
) -> None:
    monkeypatch.setenv("HELP_ADDRESS", "https://help.example/")
    monkeypatch.delenv("NOT_SET", raising=False)
    config = write_site(tmp_path, {}) / "mkdocs.yml"
    text = re.sub("(?m)^site_url: .+$", f"site_url: {written}", config.read_text("utf-8"))
    config.write_text(text, "utf-8")
    assert read_mkdocs_yml(config)["site_url"] == address
    if address:
        assert read_settings(config).site_url == address


def test_a_setting_is_found_in_the_file_that_says_it(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("a: 1\nextra:\n  entraide:\n    desk: true\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nextra: {}\nrest: 1\n", "utf-8")
    own, base = tmp_path / "mkdocs.yml", tmp_path / "base.yml"
    assert find_setting(own, "extra", "entraide", "desk") == (base, 4)
    assert find_setting(own, "rest") == (own, 3)
    assert find_setting(own, "nowhere") == (base, 1)
