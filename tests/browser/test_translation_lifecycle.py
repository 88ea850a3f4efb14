"""The whole way of a translation: a member proposes it, staff accept it, a command brings it in."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import NewPage
from support.built_site import BuiltSite
from support.desk_site import Origin, Serving
from support.git import commit_all
from support.paths import SITES
from support.projects import HOME, write_site
from support.proposal_page import accept_terms, send, write
from support.staff_browser import choose_password, enter, make_staff_url

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
SOURCE = "docs/en/scams/lantern.md"
FRENCH = "docs/fr/scams/lantern.md"
BODY = """\
Somebody sells you a lantern. Read [what we do](#next-steps) first.

> [!WARNING]
> Never send the 20 coins.

## Next steps

1. Keep what they wrote.
2. Wait 2 days.
"""
TEXTS = {
    "The lantern that never comes": "La lanterne qui n’arrive jamais",
    "What to do when you have paid.": "Que faire quand on a payé.",
    "lamp": "loupiote",
    "Somebody sells you": "On vous vend une lanterne. Lisez d’abord [la suite](#la-suite).",
    "Never send": "N’envoyez jamais les 20 pièces.",
    "Next steps": "La suite",
    "Keep what they wrote.": "Gardez ce qu’on vous a écrit.",
    "Wait 2 days.": "Attendez 2 jours.",
}
FRENCH_FILE = """\
---
id: 7
title: La lanterne qui n’arrive jamais
summary: Que faire quand on a payé.
keywords: [loupiote]
source_revision: 1
translator: Camille R.
reviewer: Ada
reviewed: 2026-11-21
updated: 2026-11-21
---

On vous vend une lanterne. Lisez d’abord [la suite](#la-suite).

> [!WARNING]
> N’envoyez jamais les 20 pièces.

## La suite

1. Gardez ce qu’on vous a écrit.
2. Attendez 2 jours.
"""


@dataclass
class Centre:
    """A help centre under git with its desk, as whoever runs it has it before them."""

    root: Path
    origin: Origin

    def run(self, *words: str, **more: str) -> str:
        """What `entraide` says on standard output; it must go well."""
        return run_entraide(self.root, self.origin.desk.settings.database_url, *words, **more)

    def read_state(self) -> str:
        rows = json.loads((self.root / "site/entries/index.json").read_text("utf-8"))["versions"]
        return next(str(row["state"]) for row in rows if (row["id"], row["locale"]) == (7, "fr"))


def run_entraide(root: Path, store: str, *words: str, **more: str) -> str:
    environment = os.environ | {
        "ENTRAIDE_DATABASE_URL": store,
        "ENTRAIDE_AS_OF": "2026-11-21",
        "NO_MKDOCS_2_WARNING": "1",
        **more,
    }
    done = subprocess.run(
        [ENTRAIDE, *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def centre(tmp_path: Path, origin: Serving) -> Centre:
    """Two locales, and one entry: it is written in English, and in English only."""
    root = write_site(
        tmp_path / "centre",
        {
            "mkdocs.yml": f"INHERIT: {SITES}/square/mkdocs.yml\nsite_name: Square\n",
            "data/settings.yml": "desk: true\nlicence: {name: CC BY 4.0, url: https://cc.example/}\n",
            "docs/fr/index.md": HOME.replace("Welcome", "Bienvenue"),
            SOURCE: {
                "id": 7,
                "title": "The lantern that never comes",
                "summary": "What to do when you have paid.",
                "keywords": ["lamp"],
                "body": BODY,
            },
        },
    )
    (root / ".gitignore").write_text("/site/\n/.cache/\n", "utf-8")
    commit_all(root)
    run_entraide(root, "sqlite:///unused.sqlite3", "build")
    return Centre(root, origin(BuiltSite(root / "site")))


@pytest.mark.thorough  # three builds; each step has its tests
def test_a_translation_goes_from_a_member_to_the_page(
    centre: Centre, page: Page, new_page: NewPage
) -> None:
    receipt = propose_translation(centre, page)
    expect_state(page, receipt, "Pas encore décidé")

    centre.run("proposals", "counts")
    centre.run("build")
    assert centre.read_state() == "proposed"
    page.goto(f"{centre.origin.url}fr/scams/lantern/")
    expect(page.locator(".notice")).to_contain_text("Une traduction a été proposée")

    name = accept_proposal(centre, new_page(viewport={"width": 1280, "height": 800}))
    expect_state(page, receipt, "Acceptée")

    token = centre.run("desk", "staff", "token", "ada").split()[-1]
    asked = ("--desk", centre.origin.url, "--reviewer", "Ada")
    told = centre.run("proposals", "pull", name, *asked, ENTRAIDE_DESK_TOKEN=token)
    assert told.startswith(f"Written: {FRENCH} (revision new, 1, segments: ")
    assert (centre.root / FRENCH).read_text("utf-8") == FRENCH_FILE
    centre.run("check")
    centre.run("proposals", "counts")
    centre.run("build")
    assert centre.read_state() == "current"
    expect_french(page, centre.origin.url)


def propose_translation(centre: Centre, page: Page) -> str:
    """A member fills in every text and sends them; the address of the receipt."""
    page.goto(f"{centre.origin.url}fr/scams/lantern/")
    expect(page.locator("h1")).to_have_text("The lantern that never comes")
    page.get_by_role("link", name="Proposer une traduction").click()
    for words, text in TEXTS.items():
        write(page, words, text)
    page.get_by_label("Votre nom, à citer sur la page").fill("Camille R.")
    accept_terms(page, "fr")
    send(page, "fr")
    expect(page.get_by_role("heading", name="Merci.")).to_be_focused()
    return page.locator(".done-link a").inner_text()


def expect_state(page: Page, receipt: str, state: str | re.Pattern[str]) -> None:
    page.goto(receipt)
    expect(page.locator(".receipt strong")).to_have_text(state)


def accept_proposal(centre: Centre, page: Page) -> str:
    """Somebody on the staff signs in, reads and accepts it; its id, as the page names it."""
    password = centre.run("desk", "staff", "add", "ada", "--role", "moderator").split()[-1]
    enter(page, centre.origin, "ada", password)
    choose_password(page, password, "four lanterns over grey water")
    page.goto(make_staff_url(centre.origin))
    page.get_by_role("link", name="1 proposal is waiting").click()
    page.get_by_role("link", name="The lantern that never comes").click()
    for text in TEXTS.values():
        expect(page.locator("main")).to_contain_text(text)
    page.get_by_role("button", name="Accept", exact=True).click()
    command = page.locator("code", has_text="entraide proposals pull").inner_text()
    return command.split()[-1]


def expect_french(page: Page, url: str) -> None:
    """The page is French, names who made it, says nothing of a missing text, and can be found."""
    page.goto(f"{url}fr/scams/lantern/")
    expect(page.locator("h1")).to_have_text("La lanterne qui n’arrive jamais")
    expect(page.locator(".text")).to_contain_text("N’envoyez jamais les 20 pièces.")
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.get_by_text("Camille R.")).to_be_visible()
    for typed in ("loupiote", "envoyez"):
        expect(find_first_result(page, f"{url}fr/", typed)).to_have_attribute(
            "href", re.compile(r"/fr/scams/lantern/")
        )
    expect(find_first_result(page, url, "lantern")).to_have_attribute(
        "href", re.compile(r"/scams/lantern/")
    )


def find_first_result(page: Page, home: str, typed: str) -> Locator:
    """The first of what the search of that locale finds."""
    page.goto(home)
    page.locator("button.search-open").click()
    page.locator(".search-field").fill(typed)
    return page.locator(".search-results a").first
