"""The page for translators, and what stands beside it: texts, badges, states as data."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import polib
import pytest

from support.built_site import (
    BuildSite,
    BuiltSite,
    copy_site,
    find_one,
    get_attribute,
    list_attributes,
    run_mkdocs,
)
from support.git import commit_all
from support.paths import SITES

FRENCH = "fr/translate/"
SVG = {"s": "http://www.w3.org/2000/svg"}


def run_entraide(folder: Path, *words: str) -> str:
    command = [str(Path(sys.executable).parent / "entraide"), *words]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout


def list_titles(site: BuiltSite, path: str) -> list[tuple[str, list[str]]]:
    """Each group of what waits: its heading, and the titles below it."""
    waiting = find_one(site.read_page(path), ".waiting")
    lists = waiting.select(".waiting-list")
    return [
        (heading.get_text(" ", strip=True), [each.get_text() for each in below])
        for heading, group in zip(waiting.select("h3"), lists, strict=True)
        for below in [group.select(".waiting-title")]
    ]


def read_version_item(site: BuiltSite, path: str, number: int) -> str:
    """All that is said of one version that waits."""
    items = find_one(site.read_page(path), ".waiting").select(".waiting-list > li")
    found = [item for item in items if item.select(f"a[href$='propose/#{number}']")]
    assert len(found) == 1
    return found[0].get_text(" ", strip=True)


def test_what_may_mislead_comes_first_and_what_is_proposed_last(states: BuiltSite) -> None:
    assert list_titles(states, FRENCH) == [
        ("Peut induire en erreur 1", ["An entry whose translation may mislead"]),
        ("Pas encore traduit 1", ["An entry only in English"]),
        ("En retard sur l’original 1", ["An entry whose translation is behind"]),
        ("En attente de relecture 1", ["Blackmail that waits for its French version"]),
    ]
    assert list_titles(states, "translate/") == [
        ("Not translated yet 1", ["Une entrée en français seulement"])
    ]


def test_a_title_is_in_the_language_of_the_source_and_leads_there(states: BuiltSite) -> None:
    link = find_one(states.read_page("translate/"), ".waiting-title a")
    assert (link["lang"], link["hreflang"]) == ("fr", "fr")
    assert link["href"] == "../fr/scams/french-only/"


def test_words_votes_and_proposals_are_reported_of_each(states: BuiltSite) -> None:
    text = read_version_item(states, FRENCH, 3)
    assert "mots à traduire" in text
    assert "57 votes" in text
    assert "1 proposition à relire" in text
    assert "vote" not in read_version_item(states, FRENCH, 10)
    assert "Nous relisons 1 correction d’une autre page." in states.read_page(FRENCH).get_text()


def test_each_has_its_ways_to_be_translated(states: BuiltSite) -> None:
    page = states.read_page(FRENCH)
    assert list_attributes(page, ".waiting-ways .button", "href") == [
        "../propose/#3",
        "../propose/#4",
        "../propose/#2",
        "../propose/#10",
    ]
    files = list_attributes(page, ".waiting-ways a[download]", "href")
    assert files[0] == "../../translate/3.fr.po"
    assert all(states.has(file.removeprefix("../../")) for file in files)
    edit = "https://forge.example/team/help/edit/main/docs/en/harassment/misleading.md"
    assert edit in list_attributes(page, ".waiting-ways a", "href")


def test_without_a_repository_no_link_leads_to_one(build_site: BuildSite) -> None:
    ways = list_attributes(build_site("arabic").read_page("translate/"), ".waiting-ways a", "href")
    assert ways
    assert not [way for way in ways if way.startswith("http")]


def test_each_page_shows_the_progress_of_every_locale_in_its_own_language(
    states: BuiltSite,
) -> None:
    for path, french in ((FRENCH, "Français 42\u00a0%"), ("translate/", "French 42%")):
        page = states.read_page(path)
        headings = [each.get_text(" ", strip=True) for each in page.select(".coverage h3")]
        assert headings[1] == french
        bars = [each.get("class") for each in page.select(".coverage-bar span")]
        assert bars == [None, ["w-9"]]  # 3 of 7
    assert list_attributes(states.read_page(FRENCH), ".coverage a", "href") == ["../../translate/"]


def test_it_counts_the_texts_of_data_too(states: BuiltSite) -> None:
    status = json.loads(states.get_file("entries/translation-status.json").read_text("utf-8"))
    french = next(row for row in status["locales"] if row["locale"] == "fr")
    total, waiting = french["labels"], french.get("labels_waiting", 0)
    assert total
    words = find_one(states.read_page(FRENCH), ".coverage").get_text()
    assert f"Textes des services, thèmes et termes\u00a0: {total - waiting} sur {total}" in words
    assert words.count("Textes des services") == 1, "nothing is translated into the default locale"


def test_it_leads_to_the_feed_of_its_language(states: BuiltSite) -> None:
    link = find_one(states.read_page(FRENCH), ".waiting a[type]")
    assert (link["type"], link["href"]) == ("application/atom+xml", "feed.xml")
    root = ET.parse(states.get_file(f"{FRENCH}feed.xml")).getroot()
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 4


def test_it_is_found_from_every_footer_and_by_no_search_engine(states: BuiltSite) -> None:
    assert "../translate/" in list_attributes(states.read_page("fr/scams/"), ".footer a", "href")
    page = states.read_page(FRENCH)
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"
    assert not page.select("link[hreflang]")
    for path in ("sitemap.xml", "llms.txt", "feed.xml"):
        assert "translate/" not in states.get_file(path).read_text(encoding="utf-8"), path


def test_addresses_of_sensitive_entries_tell_nothing(states: BuiltSite) -> None:
    hrefs = list_attributes(states.read_page(FRENCH), ".waiting a", "href")
    telling = [href for href in hrefs if "blackmail" in href and "forge.example" not in href]
    assert telling == []
    assert "../../e/10/" in hrefs


def test_a_locale_without_open_translations_has_a_message(build_site: BuildSite) -> None:
    text = find_one(build_site("square").read_page("translate/"), ".waiting").get_text()
    assert "Everything is translated and up to date. Thank you" in text
    assert (
        "Suggest a correction"
        in find_one(build_site("square").read_page("translate/"), ".translating").get_text()
    )


def test_a_site_in_one_language_has_no_such_page(build_site: BuildSite) -> None:
    site = build_site("single")
    assert not site.has("translate/")
    assert not [
        href
        for href in list_attributes(site.read_page(""), ".footer a", "href")
        if "translate" in href
    ]


def test_each_locale_has_its_badge(build_site: BuildSite) -> None:
    for name, code, said in (
        ("states", "fr", "Français 42\u00a0%"),
        ("states", "en", "English 0%"),
        ("square", "en", "English 100%"),
    ):
        root = ET.parse(build_site(name).get_file(f"translate/{code}.svg")).getroot()
        assert root.findtext("s:title", namespaces=SVG) == said


def test_programs_are_reported_what_the_command_says(states: BuiltSite) -> None:
    told = states.read_json("entries/translation-status.json")
    assert told == json.loads(
        run_entraide(SITES / "states", "translate", "status", "--format", "json")
    )
    french = told["locales"][1]
    assert (french["locale"], french["percent"]) == ("fr", 42)
    assert [(row["id"], row["state"], row["proposals"]) for row in french["waiting"]] == [
        (3, "misleading", 1),
        (4, "missing", 0),
        (2, "outdated", 0),
        (10, "proposed", 2),
    ]


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "code", "number"), [("states", "fr", 3), ("arabic", "ar", 2)])
def test_a_text_to_take_away_is_what_the_command_exports(
    build_site: BuildSite, name: str, code: str, number: int
) -> None:
    words = ("translate", "export", "--to", code, "--id", str(number), "--output", "-")
    exported = run_entraide(SITES / name, *words)
    assert build_site(name).get_file(f"translate/{number}.{code}.po").read_text("utf-8") == exported


def test_a_text_to_take_away_has_no_guesses_of_the_memory(states: BuiltSite) -> None:
    file = polib.pofile(str(states.get_file("translate/10.fr.po")))
    assert len(file) > 3
    assert not [row.msgid for row in file if row.msgstr or row.fuzzy]


def test_what_is_current_has_no_text_to_take_away(states: BuiltSite) -> None:
    assert not states.has("translate/1.fr.po")
    assert states.has("translate/2.fr.po")


def test_a_proposed_version_says_so_to_its_readers_and_to_programs(states: BuiltSite) -> None:
    notice = find_one(states.read_page("fr/e/10/"), ".notice-missing").get_text(" ", strip=True)
    assert "Une traduction a été proposée\u202f; nous la relisons." in notice
    assert "proposée" not in states.read_page("fr/harassment/english-only/").get_text()
    rows = {
        (row["id"], row["locale"]): row
        for row in states.read_json("entries/index.json")["versions"]
    }
    assert rows[10, "fr"]["state"] == "proposed"


@pytest.fixture(scope="module")
def revised_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The scenario site without records, under git: it remembers what entry 3 said before."""
    folder = tmp_path_factory.mktemp("revised")
    config = copy_site("states", folder / "project")
    for record in config.parent.rglob("*.segments.json"):
        record.unlink()
    source = config.parent / "docs/en/harassment/misleading.md"
    text = source.read_text("utf-8")
    first = text.replace("revision: 3\n", "revision: 1\n", 1).replace(
        "in the menu", "<b>by mail</b>"
    )
    source.write_text(first, "utf-8")
    commit_all(config.parent)
    source.write_text(text, "utf-8")
    commit_all(config.parent)
    run = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", folder / "site")
    assert run.returncode == 0, run.stderr
    return BuiltSite(folder / "site")


def test_what_changed_in_the_source_is_reported_word_by_word(revised_site: BuiltSite) -> None:
    diff = find_one(revised_site.read_page(FRENCH), ".source-diff .diff")
    assert diff["lang"] == "en"
    unseen = [each.extract() for each in diff.select(".unseen[lang=fr]")]
    assert [each.get_text() for each in unseen] == ["retiré : ", "ajouté : "]
    assert diff.get_text() == "Report it <b>by mail</b>in the menu."
    assert [each.get_text() for each in diff.select("ins")] == ["in the menu"]
    assert "".join(each.get_text() for each in diff.select("del")) == "<b>by mail</b>"
    assert (
        "Reporting moved into the menu"
        in find_one(revised_site.read_page(FRENCH), ".source-diff").get_text()
    )


def test_a_missing_earlier_text_is_reported(states: BuiltSite, revised_site: BuiltSite) -> None:
    recorded = read_version_item(states, FRENCH, 3)
    assert "Report it in the menu. Ce passage a changé. On ne sait plus, ici, ce qu’il" in recorded
    assert not states.read_page(FRENCH).select(".diff del")
    forgotten = read_version_item(revised_site, FRENCH, 2)
    assert "On ne sait pas, ici, quels mots ont changé" in forgotten
    assert "A paragraph was added" in forgotten


@pytest.mark.thorough
def test_broken_counts_stop_the_build_and_say_how_to_mend_them(tmp_path: Path) -> None:
    config = copy_site("states", tmp_path / "project")
    file = config.parent / "data" / "proposals.json"
    file.write_text(file.read_text().replace('"open": 2', '"open": "2"', 1))
    run = run_mkdocs("build", "--strict", "-f", config, "-d", tmp_path / "site")
    assert run.returncode != 0
    line = "data/proposals.json:4: “open” is “2”, not a whole number. Write it anew:"
    assert line in run.stderr
