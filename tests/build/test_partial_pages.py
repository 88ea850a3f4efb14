"""A translation that is not whole: readers get it once it is published, and see what is missing."""

import json

import pytest

from entraide.model.segment import list_digests
from support.built_site import BuiltSite, find_one, run_mkdocs
from support.projects import write_site

BODY = """\
Wait for the answer: it comes!

## What then

1. Ask [us](start.md#how) again.
2. Stop.

> [!WARNING]
> Never pay for it, whoever asks.

| Who | What |
| --- | --- |
| The police of your town | A report |
"""
WORDS = {"What then": "Et après", "2. Stop.": "2. Arrêtez.", "A report": "Une plainte"}
FRENCH = {"title": "Attendre", "summary": "Deux fois.", "source_revision": 1}
SHORT = "Wait for it.\n\n## Then\n\nAsk us.\n\n## Last\n\nStop it.\n"
COURT = "Attendez.\n\n## Ensuite\n\nDemandez-nous.\n\n## Enfin\n\nArrêtez.\n"
UNREAD = "Une machine a traduit ceci, et personne ne l’a encore relu"
START = {"id": 3, "title": "Start", "body": "## How\n\nHere.\n"}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Two entries that are half in French, the first published so, the other a draft."""
    root = tmp_path_factory.mktemp("partial")
    body = BODY
    for old, new in WORDS.items():
        body = body.replace(old, new)
    partial, draft = ({**FRENCH, "status": status, "body": body} for status in ("partial", "draft"))
    records = {
        f"docs/fr/scams/{name}.segments.json": json.dumps(
            {
                "source_revision": 1,
                "fields": {},
                "segments": [],
                "machine": list_digests(texts),
            }
        )
        for name, texts in (
            ("mixed", ["Demandez-nous."]),
            ("machine", ["Attendez.", "Ensuite", "Demandez-nous.", "Arrêtez.", "Attendre"]),
        )
    }
    short = {**FRENCH, "status": "partial", "body": COURT}
    write_site(
        root / "project",
        {
            **records,
            "docs/en/scams/mixed.md": {"id": 4, "title": "Mixed", "body": SHORT},
            "docs/fr/scams/mixed.md": {**short, "id": 4},
            "docs/en/scams/machine.md": {"id": 5, "title": "Machine", "body": SHORT},
            "docs/fr/scams/machine.md": {**short, "id": 5},
            "docs/en/scams/wait.md": {"title": "Wait", "body": BODY},
            "docs/fr/scams/wait.md": partial,
            "docs/en/scams/later.md": {"id": 2, "title": "Later", "body": BODY},
            "docs/fr/scams/later.md": {**draft, "id": 2},
            "docs/en/scams/start.md": START,
            "docs/fr/scams/start.md": {**START, "title": "Début", "source_revision": 1},
        },
    )
    run = run_mkdocs("build", "--strict", "-f", root / "project/mkdocs.yml", "-d", root / "site")
    assert run.returncode == 0, run.stderr
    return BuiltSite(root / "site")


def test_what_is_missing_stands_there_with_its_own_language(site: BuiltSite) -> None:
    page = site.read_page("fr/scams/wait/")
    borrowed = page.select(".borrowed")
    assert [" ".join(each.get_text().split()) for each in borrowed] == [
        "Wait for the answer: it comes!",  # English marks too: no space before them
        "Ask us again.",
        "Never pay for it, whoever asks.",
        "The police of your town",
    ]
    assert {(each["lang"], each["dir"]) for each in borrowed} == {("en", "ltr")}
    assert [each.name for each in borrowed] == ["p", "li", "p", "td"]
    link = find_one(page, "li.borrowed a")
    assert link["href"] == "../start/#how"
    assert "Et après" in find_one(page, "h2").get_text()
    assert not find_one(page, "h2").get("lang")


def test_the_page_says_so_and_offers_the_way_to_help(site: BuiltSite) -> None:
    notice = find_one(site.read_page("fr/scams/wait/"), ".notice")
    assert "n’est pas encore traduite\u00a0: elle est ici en anglais" in notice.get_text()
    assert notice.select("a[href*='propose/#1']")


def test_a_section_that_nobody_has_read_since_a_machine_translated_it_is_marked(
    site: BuiltSite,
) -> None:
    page = site.read_page("fr/scams/mixed/")
    notice = find_one(page, ".notice")
    assert UNREAD in notice.get_text()
    assert "pas encore traduite" not in notice.get_text()
    assert [each.get_text() for each in notice.select(".notice-behind a")] == ["Ensuite"]
    mark = find_one(page, ".text .behind")
    assert UNREAD in mark.get_text()
    heading = mark.find_previous("h2")
    assert heading
    assert "Ensuite" in heading.get_text()
    assert find_one(notice, "a[hreflang=en]")["href"] == "../../../scams/mixed/"


def test_a_page_that_is_all_by_a_machine_says_so_once(site: BuiltSite) -> None:
    page = site.read_page("fr/scams/machine/")
    assert page.get_text().count(UNREAD) == 1
    assert UNREAD in find_one(page, ".notice").get_text()
    rows = json.loads((site.folder / "entries/index.json").read_text("utf-8"))["versions"]
    states = {(row["id"], row["locale"]): row["state"] for row in rows}
    assert states[5, "fr"] == "outdated"


def test_a_draft_is_read_by_nobody(site: BuiltSite) -> None:
    page = site.read_page("fr/scams/later/")
    assert find_one(page, ".notice-missing")
    assert "Et après" not in page.get_text()
    assert find_one(page, "h1").get_text(strip=True) == "Later"


def test_programs_are_told_the_state(site: BuiltSite) -> None:
    rows = json.loads((site.folder / "entries/index.json").read_text("utf-8"))["versions"]
    states = {(row["id"], row["locale"]): row["state"] for row in rows}
    assert states[1, "fr"] == "outdated"
    assert [row["id"] for row in rows if row.get("partial")] == [1, 4, 5]
    assert states[2, "fr"] == "missing"
    text = json.loads((site.folder / "entries/2.fr.json").read_text("utf-8"))
    done = {each["source"]: each["text"] for each in text["segments"] if each["text"]}
    assert done["What then"] == "Et après"


def test_translators_see_it_among_what_waits(site: BuiltSite) -> None:
    page = site.read_page("fr/translate/")
    assert "Traduction incomplète" in page.get_text()
    assert "Proposer une mise à jour" not in page.get_text(), "nothing has changed in the originals"
    assert not page.select(".source-diff")
    assert (site.folder / "translate/1.fr.po").is_file()
