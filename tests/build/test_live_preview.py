"""A project under preview: what a browser is told and shown while files are saved."""

import json

import pytest

from entraide.preview.app import EVENTS, OWN, SCRIPT
from support.live_preview import ProjectPreview
from support.waiting import wait_for

SOURCE = "docs/en/harassment/current.md"
PAGE = "harassment/current/"


def test_a_page_has_the_headers_of_the_site_and_our_script(live: ProjectPreview) -> None:
    page = live.get(PAGE)
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    script = f"/in/here/{OWN}{SCRIPT}?version={live.preview.version}"
    assert page.text.endswith(f'<script type="module" src="{script}"></script></body>\n</html>')
    assert 'href="http://127.0.0.1/in/here/' in page.text
    assert live.get(f"{OWN}{SCRIPT}").headers["content-type"].startswith("text/javascript")


def test_every_kind_of_file_is_served_as_what_it_is(live: ProjectPreview) -> None:
    kinds = {
        "assets/site.css": "text/css",
        "assets/scripts/exit.js": "text/javascript",
        "entries/index.json": "application/json",
        "entries/1.en.json": "application/json",
        "manifest.webmanifest": "application/manifest+json",
        "search/en/names.json": "application/json",
        "fr/": "text/html",
    }
    for path, kind in kinds.items():
        answer = live.get(path)
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, kind), path


def test_addresses_that_are_not_quite_right(live: ProjectPreview) -> None:
    assert live.get_from_top("/").headers["location"] == "/in/here/"
    folder = live.get("fr/harassment")
    assert (folder.status, folder.headers["location"]) == (307, "/in/here/fr/harassment/")
    missing = live.get("nowhere/")
    assert missing.status == 404
    assert "This page does not exist" in missing.text
    assert SCRIPT in missing.text, "it may be there in a moment"
    assert live.get("../project/mkdocs.yml").status == 404
    assert live.get(PAGE, "POST").status == 405


def test_drafts_are_shown(live: ProjectPreview) -> None:
    assert "Not ready." in live.get("scams/draft/").text


def test_what_depends_on_a_text_follows_it(live: ProjectPreview) -> None:
    version = live.preview.version
    title = live.preview.site.build.written_site.entries[1].source.title  # type: ignore[union-attr]
    live.edit(SOURCE, f"title: {title}", "title: Something else")
    assert live.preview.version != version
    for path in (PAGE, "harassment/", "entries/", "entries/index.json", "sitemap.xml"):
        answer = live.get(path).text
        assert title not in answer, path
    assert "Something else" in live.get("entries/").text


def test_browsers_hear_of_a_change_and_of_mistakes(live: ProjectPreview) -> None:
    live.edit(SOURCE, "\n---\n", "\n---\n\n[Nowhere](../scams/nowhere.md)\n\n")
    wait_for(live.list_mistakes, "the mistake was never found")
    line = live.get(f"{OWN}{EVENTS}").text
    state = json.loads(line.removeprefix("data: "))
    assert state["version"] == live.preview.version
    (mistake,) = state["problems"]
    assert mistake["place"].startswith(f"{SOURCE}:")
    assert "leads to no entry. Did you mean" in mistake["text"]
    assert "Nowhere" in live.get(PAGE).text, "the text as it is, beside the mistake"
    live.edit(SOURCE, "[Nowhere](../scams/nowhere.md)", "Nowhere")
    wait_for(lambda: not live.list_mistakes())


def test_a_text_that_cannot_be_read_leaves_its_page_as_it_was(live: ProjectPreview) -> None:
    before = live.get(PAGE).text.partition("<script type=")[0]
    live.edit(SOURCE, "title: ", "titel: ")
    wait_for(live.list_mistakes)
    assert live.list_mistakes()[0].startswith(f"{SOURCE}:")
    assert live.get(PAGE).text.partition("<script type=")[0] == before


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("data/categories.yml", "- id: [\n"),
        ("data/settings.yml", "desk: perhaps\n"),
        ("mkdocs.yml", "site_nam: Help\n"),
    ],
)
def test_what_is_broken_leaves_the_last_good_site(
    live: ProjectPreview, path: str, broken: str
) -> None:
    file = live.project / path
    good = file.read_text("utf-8")
    file.write_text(broken, "utf-8")
    live.preview.take_over([file]).result()
    assert any(path in line for line in live.list_mistakes())
    assert live.get(PAGE).status == 200
    file.write_text(good, "utf-8")
    live.preview.take_over([file]).result()
    wait_for(lambda: not live.list_mistakes())
    assert live.get(PAGE).status == 200


def test_templates_catalogs_and_data_show_anew(live: ProjectPreview) -> None:
    overrides = live.project / "overrides"
    overrides.mkdir()
    file = overrides / "home.html"
    file.write_text('{% extends "entraide/home.html" %}{% block container %}Mine{% endblock %}')
    live.preview.take_over([file]).result()
    assert "Mine" in live.get("").text
    file.write_text("{% extends 'entraide/home.html' %}\n{% block container %}{{ nothing( }}")
    live.preview.take_over([file]).result()
    assert "Mine" in live.get("").text, "as it was drawn last"
    assert any("home.html:2" in line for line in live.list_mistakes())
    live.edit("data/platform.yml", "Square", "Circle")
    assert live.get(PAGE).status == 200


def test_what_editors_write_for_a_moment_changes_nothing(live: ProjectPreview) -> None:
    version = live.preview.version
    folder = live.project / "docs/en/harassment"
    live.preview.take_over([folder / "4913", folder / "new.md.part"]).result()
    assert live.preview.version == version
    live.preview.take_over([folder / "current.md", folder / "4913"]).result()
    assert live.preview.version != version


def test_data_that_is_broken_stays_told_while_texts_are_saved(live: ProjectPreview) -> None:
    file = live.project / "data/categories.yml"
    good = file.read_text("utf-8")
    file.write_text("- id: [\n", "utf-8")
    live.preview.take_over([file]).result()
    live.edit(SOURCE, "Report it.", "Report it. [Nowhere](../scams/nowhere.md)")
    wait_for(lambda: any("nowhere.md" in line for line in live.list_mistakes()))
    assert any("data/categories.yml" in line for line in live.list_mistakes())
    file.write_text(good, "utf-8")
    live.preview.take_over([file]).result()
    wait_for(lambda: live.list_mistakes() and "categories" not in str(live.list_mistakes()))


@pytest.mark.thorough
def test_whatever_fails_is_told_and_leaves_the_last_good_site(live: ProjectPreview) -> None:
    before = live.get(PAGE).text.partition("<script type=")[0]
    config = live.project / "mkdocs.yml"
    good = config.read_text("utf-8")
    failures = (
        ("raise ValueError('no such thing')", "no such thing"),
        ("def on_files(files, config):\n    raise SystemExit(3)\n", "MkDocs"),
        ("def on_page_context(context, page, config, nav):\n    return context['none']\n", "none"),
    )
    for number, (text, words) in enumerate(failures):
        (live.project / f"hook_{number}.py").write_text(f"{text}\n", "utf-8")
        config.write_text(f"{good}\nhooks: [hook_{number}.py]\n", "utf-8")
        live.preview.take_over([config]).result()
        page = live.get(PAGE)
        assert page.text.partition("<script type=")[0] == before, text
        assert any(words in line for line in live.list_mistakes()), (text, live.list_mistakes())
    config.write_text(good, "utf-8")
    live.preview.take_over([config]).result()
    wait_for(lambda: not live.list_mistakes())


def test_a_search_finds_what_was_just_written(live: ProjectPreview) -> None:
    live.edit(SOURCE, "Report it.", "Zebrafish.")
    assert "zebrafish" in read_index(live)
    live.edit(SOURCE, "Zebrafish.", "Report it.")
    assert "zebrafish" not in read_index(live)


def read_index(live: ProjectPreview) -> str:
    """All that the index of English says."""
    live.get("search/en/names.json")
    folder = next(live.preview.folder.glob(f"search-{live.preview.version}"))
    return " ".join(file.read_text("utf-8") for file in folder.rglob("en/*.json")).lower()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "path", ["", "drafts/", f"{OWN}{EVENTS}", f"{OWN}{SCRIPT}", "desk/", ".edit/"]
)
@pytest.mark.parametrize(
    "hosts", [["evil.example"], ["127.0.0.1:9000"], [], ["127.0.0.1", "evil.example"]]
)
def test_another_name_for_this_machine_reads_nothing(
    live: ProjectPreview, path: str, hosts: list[str]
) -> None:
    answer = live.get(path, hosts=hosts)
    assert (answer.status, answer.text) == (400, "Read this at http://127.0.0.1/in/here/")
    assert live.get("", hosts=["LOCALHOST:80"]).status == 200
