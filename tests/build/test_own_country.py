"""A site whose operator has set one country: its services and law stand in the texts, no other."""

from pathlib import Path

import pytest

from support.built_site import (
    BuildSite,
    BuiltSite,
    add_settings,
    copy_site,
    get_attribute,
    list_attributes,
    run_mkdocs,
)

LAW = """\
- id: {id}
  country: {country}
  reference: {{en: "Article {id}", fr: "Article {id}"}}
  line: {{en: "A line.", fr: "Une ligne."}}
  known: stored copy
  sources: ["law.example"]
"""
LAWS = (("fr-one", "FR"), ("be-one", "BE"), ("eu-one", "EU"))


@pytest.fixture(scope="session")
def french(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of tests/sites/channels with lines of law, and `country: FR`."""
    folder = tmp_path_factory.mktemp("own")
    config = copy_site("channels", folder / "project")
    project = config.parent
    rows = "".join(LAW.format(id=name, country=country) for name, country in LAWS)
    (project / "data/law.yml").write_text(rows, encoding="utf-8")
    for page in project.glob("docs/*/harassment/call.md"):
        with page.open("a", encoding="utf-8") as file:
            file.write("".join(f"\n{{{{law.{name}}}}}\n" for name, _ in LAWS))
    add_settings(config, country="FR")
    run = run_mkdocs("build", "--strict", "-f", config, "-d", folder / "site")
    assert run.returncode == 0, run.stderr
    return BuiltSite(folder / "site")


def list_scripts(folder: Path) -> list[str]:
    return [path.name for path in (folder / "assets" / "scripts").glob("country*.js")]


@pytest.mark.thorough
def test_no_page_has_a_chooser_and_no_module_of_a_country_is_written(french: BuiltSite) -> None:
    page = french.read_page("fr/harassment/call/")
    assert not page.select("ul.where, .where-word, .where-change, [href*='where-to-report/#']")
    assert list_scripts(french.folder) == []


def test_its_services_stand_in_the_text(french: BuiltSite) -> None:
    page = french.read_page("harassment/call/")
    assert list_attributes(page, ".where-here .service a[href^='tel:']", "href")
    assert page.select("script[src$='channels.js']"), "they have a last day"


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_only_its_law_and_that_of_the_union_stand_in_the_text(
    french: BuiltSite, prefix: str
) -> None:
    page = french.read_page(f"{prefix}harassment/call/")
    lines = [line.get_text() for line in page.select(".laws .law-where")]
    assert lines == ["Article fr-one", "Article eu-one"]


def test_in_danger_leads_to_its_page(french: BuiltSite) -> None:
    url = get_attribute(french.read_page("fr/harassment/call/"), ".danger-link", "href")
    assert url == "../../where-to-report/fr/#country.danger"


def test_where_readers_choose_there_is_a_module_a_country_and_a_language(
    build_site: BuildSite,
) -> None:
    site = build_site("channels")
    assert {"country.be.en.js", "country.international.fr.js", "country_zones.js"} <= set(
        list_scripts(site.folder)
    )
    assert site.read_page("harassment/call/").select(".danger-link[href*='where-to-report/#']")
    text = site.get_file("assets/scripts/country.fr.en.js").read_text(encoding="utf-8")
    assert "tel:112" in text
    assert "ghost" not in text.casefold()
    assert 'export const law = {"holds": ["fr", "eu"], ' in text
    other = site.get_file("assets/scripts/country.us.en.js").read_text(encoding="utf-8")
    assert 'export const law = {"holds": ["us"], ' in other
    french = site.get_file("assets/scripts/country.fr.fr.js").read_text(encoding="utf-8")
    assert ">Où signaler\xa0: " in french  # the line does not break before a colon
