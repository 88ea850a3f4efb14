"""`data/settings.yml`: where “Leave this page” leads, the licence, what is said of a wrong one."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from entraide.content.settings import read_settings
from entraide.content.site_settings import ContributionLicence
from entraide.errors import SettingsError
from entraide.model.rating import SCALES, ScaleName
from entraide.model.site_parts import SiteParts
from support.site_settings import read_site_settings

WEATHER, METEO = "https://www.bbc.com/weather", "https://meteofrance.com/"


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


def test_there_may_be_no_exit(tmp_path: Path) -> None:
    settings = read_site_settings(tmp_path, "exit: false", "fr")
    assert (settings.exits, settings.parts.exit) == ({}, False)
    assert read_site_settings(tmp_path, "exit: true", "fr").exits == {"en": WEATHER, "fr": METEO}
    assert read_site_settings(tmp_path, "", "fr").parts == SiteParts()


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
        f"data/settings.yml:2: exit.en is “{url}”. "
        "Write the full address of a page, from https:// on."
    )


@pytest.mark.parametrize(
    ("ours", "message"),
    [
        (
            "exit: {frr: https://a.example/}",
            "exit.frr is no locale. Did you mean “fr”?",
        ),
        (
            "exit: https://a.example/",
            (
                "exit is “https://a.example/”. "
                "Write an address for each locale: {en: https://…}, or false."
            ),
        ),
        (
            "exit: {en: 3}",
            "exit.en is 3. Write an address for each locale: {en: https://…}, or false.",
        ),
        (
            "exits: {en: https://a.example/}",
            "“exits” is no setting. Did you mean “exit”?",
        ),
        (
            "country: NO",
            "country is the YAML word false. Write its two capitals in quotes, as in “NO”.",
        ),
        (
            "links: all",
            "links is “all”. Known: https, listed.",
        ),
        (
            "links: lsted",
            "links is “lsted”. Did you mean “listed”?",
        ),
        (
            "contacts: [any]",
            "contacts is a list. Did you mean “any”?",
        ),
        (
            "rating: 5",
            "rating is 5. Known: five, helpful.",
        ),
        (
            "words: {shortest: 700}",
            (
                "words.shortest is 700, more than words.longest, 600. "
                "Give the smaller number to shortest."
            ),
        ),
        (
            "words: {shrotest: 1}",
            "words.shrotest is no setting. Did you mean “shortest”?",
        ),
        (
            "words: short",
            "words is “short”. Write {shortest: 150, longest: 600}, in words.",
        ),
        (
            "review_months: {entries: 0}",
            "review_months.entries is 0. Write {entries: 6, services: 6}, in months from 1 to 60.",
        ),
        (
            "home: {choices: [{label: {en: A}, entry: 1, icno: flag}]}",
            "home.choices.0.icno is no setting. Did you mean “icon”?",
        ),
        (
            "home: {choices: [{label: {en: A}, entry: one}]}",
            (
                "home.choices.0.entry is “one”. Write [{label: {en: I paid}, entry: 1029, icon: "
                "cash}], 6 at most: words by language, a number, a name."
            ),
        ),
        (
            "home: {featured: [first]}",
            (
                "home.featured.0 is “first”. "
                "Write {categories: [account], featured: [1029]}: ids, and numbers of entries."
            ),
        ),
        (
            "home: {categories: [My Category]}",
            (
                "home.categories.0 is “My Category”. "
                "Use small letters, digits and hyphens, as in first-steps."
            ),
        ),
        (
            "licence: {name: A, url: 'https://a.example/', more: 1}",
            "licence.more is no setting. Known: name, url.",
        ),
        (
            "rating:",
            "rating is empty. Write five, helpful or false.",
        ),
        (
            "safety_entry: soon",
            "safety_entry is “soon”. Write the number of an entry.",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_cure(tmp_path: Path, ours: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_site_settings(tmp_path, ours, "fr")
    assert str(caught.value) == f"data/settings.yml:2: {message}"


def test_links_and_contacts_are_chosen(tmp_path: Path) -> None:
    default = read_site_settings(tmp_path, "")
    assert (default.links, default.contacts) == ("https", "")
    chosen = read_site_settings(tmp_path, "links: listed\ncontacts: any")
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
    ],
)
def test_half_a_licence_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_site_settings(tmp_path, f"licence: {given}")
    place, _, cure = str(caught.value).partition(". Write ")
    assert place.startswith("data/settings.yml:2: licence")
    assert cure in {
        "its name and the address of its page: {name: CC BY 4.0, url: https://…}.",
        "the full address of a page, from https:// on.",
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- desk", "data/settings.yml:1: it is no list of settings, as in “desk: true”"),
        ("desk: true\ndesk: false", "data/settings.yml:2: “desk” is given twice"),
        ("desk: !ENV [DESK, true]", "data/settings.yml:1: "),
        ("desk:", "data/settings.yml:1: desk is empty. Write true or false."),
        ("links: ''", "data/settings.yml:1: links is empty. Known: https, listed."),
        ("desk: {", "data/settings.yml:1: this is not YAML"),
        ("<<<<<<< ours", "data/settings.yml:1: "),
        ("1: 2", "data/settings.yml:1: “1” is no setting"),
        ("rating: \xff", "data/settings.yml:1: the byte 0xFF is not UTF-8"),
    ],
)
def test_no_slip_in_the_settings_of_the_site_is_a_traceback(
    tmp_path: Path, text: str, message: str
) -> None:
    read_site_settings(tmp_path, "")
    (tmp_path / "data/settings.yml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=f"^{re.escape(message)}"):
        read_settings(tmp_path / "mkdocs.yml")


def test_a_file_of_settings_is_in_the_project_and_not_behind_a_link(tmp_path: Path) -> None:
    root, outside = tmp_path / "project", tmp_path / "secret.yml"
    root.mkdir()
    outside.write_text("password: hunter2\n", "utf-8")
    read_site_settings(root, "")
    (root / "data/settings.yml").unlink()
    (root / "data/settings.yml").symlink_to(outside)
    with pytest.raises(SettingsError) as caught:
        read_settings(root / "mkdocs.yml")
    assert str(caught.value) == (
        "data/settings.yml:1: a symbolic link leads out of data/. "
        "Put the file itself there, or remove the link."
    )


def test_the_data_may_be_in_another_folder(tmp_path: Path) -> None:
    read_site_settings(tmp_path, "rating: helpful")
    (tmp_path / "data").rename(tmp_path / "facts")
    config = tmp_path / "mkdocs.yml"
    assert read_settings(config).rating == "five"
    config.write_text(config.read_text().replace("entraide]", "{entraide: {data: facts}}]"))
    found = read_settings(config)
    assert (found.data, found.rating) == (tmp_path / "facts", "helpful")
    config.write_text(config.read_text().replace("data: facts", "data: [facts]"))
    with pytest.raises(SettingsError, match=r":2: plugins\.entraide\.data is a list\. Write one"):
        read_settings(config)


def test_limits_and_the_order_of_the_home_page_are_chosen(tmp_path: Path) -> None:
    settings = read_site_settings(
        tmp_path,
        "words: {longest: 900}\nreview_months: {services: 3}\n"
        "home: {categories: [account, scams], featured: [7, 1]}",
    )
    assert (settings.words.shortest, settings.words.longest) == (150, 900)
    assert (settings.review_months.entries, settings.review_months.services) == (6, 3)
    assert settings.home.categories == ("account", "scams")
    assert settings.home.featured == (7, 1)


def test_nobody_may_be_asked_for_a_rating(tmp_path: Path) -> None:
    settings = read_site_settings(tmp_path, "rating: false")
    assert (settings.rating, settings.parts.rating) == (None, False)


@pytest.mark.parametrize("name", [field.name for field in fields(SiteParts)])
def test_each_part_has_a_setting_that_switches_it_off(tmp_path: Path, name: str) -> None:
    all_on = "desk: true\n" + "questions: true\n" * (name != "questions")
    parts = read_site_settings(tmp_path, f"{all_on}{name}: false").parts
    assert [field.name for field in fields(parts) if not getattr(parts, field.name)] == [name]
    if name not in {"exit", "rating"}:
        with pytest.raises(SettingsError, match=f"{name} is “off it”. Write true or false"):
            read_site_settings(tmp_path, f"{name}: off it")


def test_questions_are_off_by_default_and_need_the_desk(tmp_path: Path) -> None:
    for text, is_on in (
        ("", False),
        ("desk: true", False),
        ("questions: true", False),
        ("desk: true\nquestions: true", True),
    ):
        assert read_site_settings(tmp_path, text).parts.questions is is_on, text


def test_every_scale_of_rating_can_be_chosen(tmp_path: Path) -> None:
    assert get_args(ScaleName) == tuple(SCALES)
    for scale in SCALES:
        assert read_site_settings(tmp_path, f"rating: {scale}").rating == scale
