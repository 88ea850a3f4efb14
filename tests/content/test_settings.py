"""Where “Leave this page” leads, the licence, and what is said of a wrong setting."""

import re
from pathlib import Path
from typing import get_args

import pytest

from entraide.content.mkdocs_yml import find_setting
from entraide.content.settings import ContributionLicence, Settings, read_settings
from entraide.errors import SettingsError
from entraide.model.rating import SCALES

WEATHER, METEO = "https://www.bbc.com/weather", "https://meteofrance.com/"


def read_site_settings(folder: Path, ours: str, *others: str, default: str = "en") -> Settings:
    """The settings of a site in `default` and `others`, with `ours` below `extra.entraide`."""
    languages = [f"{{locale: {default}, default: true}}", *(f"{{locale: {it}}}" for it in others)]
    (folder / "mkdocs.yml").write_text(
        "site_url: https://help.example/\n"
        f"plugins: [{{i18n: {{languages: [{', '.join(languages)}]}}}}, entraide]\n"
        f"extra: {{entraide: {{{ours}}}}}\n",
        encoding="utf-8",
    )
    return read_settings(folder / "mkdocs.yml")


def test_the_exit_leads_to_the_weather_of_the_language(tmp_path: Path) -> None:
    found = read_site_settings(tmp_path, "", "fr", "fr-CA").exits
    assert found == {"en": WEATHER, "fr": METEO, "fr-CA": METEO}


def test_a_language_without_an_exit_takes_that_of_the_default_locale(tmp_path: Path) -> None:
    assert read_site_settings(tmp_path, "", "ar").exits["ar"] == WEATHER
    assert read_site_settings(tmp_path, "", "ar", default="fr").exits["ar"] == METEO
    assert read_site_settings(tmp_path, "exit: {en: https://a.example}", "ar").exits == {
        "en": "https://a.example",
        "ar": "https://a.example",
    }


def test_each_locale_may_have_its_own_exit(tmp_path: Path) -> None:
    found = read_site_settings(tmp_path, "exit: {fr: 'https://b.example/x?y#z'}", "fr").exits
    assert found == {"en": WEATHER, "fr": "https://b.example/x?y#z"}


@pytest.mark.parametrize(
    "url",
    ["http://a.example/", "a.example", "javascript:x", "https://", "//a.example", "https://u@a.b/"],
)
def test_an_exit_is_a_full_https_address(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_site_settings(tmp_path, f"exit: {{en: '{url}'}}")
    assert str(caught.value) == (
        f"mkdocs.yml:3: extra.entraide.exit.en is “{url}”. "
        "Write the full address of a page, from https:// on."
    )


@pytest.mark.parametrize(
    ("ours", "message"),
    [
        (
            "exit: {frr: https://a.example/}",
            "extra.entraide.exit.frr is no locale. Did you mean “fr”?",
        ),
        (
            "exit: https://a.example/",
            (
                "extra.entraide.exit is “https://a.example/”. "
                "Write an address for each locale: {en: https://…}."
            ),
        ),
        (
            "exit: {en: 3}",
            "extra.entraide.exit.en is 3. Write an address for each locale: {en: https://…}.",
        ),
        (
            "exits: {en: https://a.example/}",
            "extra.entraide.exits is no setting. Did you mean “exit”?",
        ),
        (
            "links: all",
            "extra.entraide.links is “all”. Known: https, listed.",
        ),
        (
            "links: lsted",
            "extra.entraide.links is “lsted”. Did you mean “listed”?",
        ),
        (
            "contacts: [any]",
            "extra.entraide.contacts is a list. Did you mean “any”?",
        ),
        (
            "rating: 5",
            "extra.entraide.rating is 5. Known: five, helpful.",
        ),
        (
            "safety_entry: soon",
            "extra.entraide.safety_entry is “soon”. Write the number of an entry.",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure(tmp_path: Path, ours: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_site_settings(tmp_path, ours, "fr")
    assert str(caught.value) == f"mkdocs.yml:3: {message}"


def test_links_and_contacts_are_chosen(tmp_path: Path) -> None:
    default = read_site_settings(tmp_path, "")
    assert (default.links, default.contacts) == ("https", "")
    chosen = read_site_settings(tmp_path, "links: listed, contacts: any")
    assert (chosen.links, chosen.contacts) == ("listed", "any")


def test_a_licence_has_a_name_and_a_page(tmp_path: Path) -> None:
    assert read_site_settings(tmp_path, "").licence is None
    given = "licence: {name: CC0, url: 'https://a.example/cc0'}"
    assert read_site_settings(tmp_path, given).licence == ContributionLicence(
        name="CC0", url="https://a.example/cc0"
    )


@pytest.mark.parametrize(
    "given",
    [
        "CC0",
        "{name: CC0}",
        "{name: 0, url: 'https://a.example'}",
        "{name: CC0, url: 3}",
        "{name: '', url: 'https://a.example'}",
        "{name: CC0, url: 'http://a.example'}",
        "{name: CC0, url: 'javascript:x'}",
        "{name: CC0, url: 'https://a.example', more: 1}",
    ],
)
def test_half_a_licence_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_site_settings(tmp_path, f"licence: {given}")
    place, _, cure = str(caught.value).partition(". Write ")
    assert place.startswith("mkdocs.yml:3: extra.entraide.licence")
    assert cure in {
        "its name and the address of its page: {name: CC BY 4.0, url: https://…}.",
        "the full address of a page, from https:// on.",
    }


SLIPS = {
    "plugins: [{i18n: {languages: [{name: English, default: true}]}}]": "“” is no locale",
    "plugins: [{i18n: {languages: [en, fr]}}]": "a language of the i18n plugin is “en”",
    "plugins: [{i18n: {languages: en}}]": "languages of i18n is no list",
    "plugins: [{i18n: yes}]": "i18n is the YAML word true",
    "plugins: i18n": "the i18n plugin is missing",
    "plugins: [{i18n: {languages: [{locale: en, default: true, build: false}]}}]": "Mark one",
    "extra: [a]": "extra is a list",
    "extra: {entraide: desk}": "extra.entraide is “desk”",
    "extra: {entraide: {1: 2}}": "extra.entraide.1 is no setting",
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


FIVE = """\
site_name: Help
site_url: help.example
plugins:
  - minify
  - entraide
  - i18n:
      languages:
        - locale: en
          default: true
        - locale: xx-yy
extra:
  entraide:
    licence:
      name: CC0
    rating: hlpful
    desk: on it
"""


def test_all_mistakes_are_reported_together_in_the_order_of_their_lines(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(FIVE, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).splitlines() == [
        (
            "mkdocs.yml:2: site_url is “help.example”. "
            "Write the site's full address, from https:// on."
        ),
        "mkdocs.yml:10: “xx-yy” is no locale. Use a tag like fr.",
        (
            "mkdocs.yml:13: extra.entraide.licence.url is missing. "
            "Write its name and the address of its page: {name: CC BY 4.0, url: https://…}."
        ),
        "mkdocs.yml:15: extra.entraide.rating is “hlpful”. Did you mean “helpful”?",
        "mkdocs.yml:16: extra.entraide.desk is “on it”. Write true or false.",
    ]


def test_a_mistake_is_reported_in_the_file_that_says_it(tmp_path: Path) -> None:
    base = tmp_path / "base.yml"
    base.write_text("site_name: Help\nextra:\n  entraide:\n    exits: {}\n", "utf-8")
    plugins = "[{i18n: {languages: [{locale: en, default: true}]}}, entraide]"
    own = f"INHERIT: base.yml\nplugins: {plugins}\n"
    (tmp_path / "mkdocs.yml").write_text(f"{own}extra: {{entraide: {{links: all}}}}\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).splitlines() == [
        "base.yml:4: extra.entraide.exits is no setting. Did you mean “exit”?",
        "mkdocs.yml:1: site_url is missing. Write the site's full address.",
        "mkdocs.yml:3: extra.entraide.links is “all”. Known: https, listed.",
    ]


def test_a_broken_section_hides_no_other_mistake_and_makes_none(tmp_path: Path) -> None:
    text = "site_url: https://help.example/\nplugins:\n  i18n: yes\n  entraide: {}\nextra: [a]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    cure = "Write its settings below it, each as “key: value”."
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert str(caught.value).splitlines() == [
        f"mkdocs.yml:3: plugins.i18n is the YAML word true. {cure}",
        f"mkdocs.yml:5: extra is a list. {cure}",
    ]


def test_a_switch_is_never_off_because_a_variable_was_not_read(tmp_path: Path) -> None:
    assert read_site_settings(tmp_path, "rating: !ENV [RATING, helpful]").rating == "five"
    with pytest.raises(SettingsError, match=r":3: extra\.entraide\.desk is empty\. Write true or"):
        read_site_settings(tmp_path, "desk: !ENV [DESK, true]")


def test_every_scale_of_rating_can_be_chosen() -> None:
    assert get_args(Settings.model_fields["rating"].annotation) == tuple(SCALES)


def test_an_empty_setting_is_none(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_url: https://help.example/\ndocs_dir:\nextra:\ntheme: material\n"
        "plugins: {i18n: {languages: [{locale: en, default: true}]}, entraide: {}}\n",
        encoding="utf-8",
    )
    assert read_settings(tmp_path / "mkdocs.yml").docs == tmp_path / "docs"


def test_a_setting_is_found_in_the_file_that_says_it(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("a: 1\nextra:\n  entraide:\n    desk: true\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nextra: {}\nrest: 1\n", "utf-8")
    own, base = tmp_path / "mkdocs.yml", tmp_path / "base.yml"
    assert find_setting(own, "extra", "entraide", "desk") == (base, 4)
    assert find_setting(own, "rest") == (own, 3)
    assert find_setting(own, "nowhere") == (base, 1)
