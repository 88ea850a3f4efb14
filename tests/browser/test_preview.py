"""The preview in a real browser: a saved file is on the screen by itself, and so is a mistake."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.ports import find_free_port
from support.built_site import copy_site
from support.waiting import is_listening, wait_for

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))
SOURCE = "docs/en/harassment/current.md"


@dataclass(frozen=True)
class ServedProject:
    folder: Path
    address: str

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[ServedProject]:
    """The states site, served by `entraide serve`."""
    project, port = copy_site("states", tmp_path / "project").parent, find_free_port()
    command = [ENTRAIDE, "serve", "--no-desk", "--port", str(port)]
    environment = os.environ | {"ENTRAIDE_AS_OF": "2026-11-21"}
    with subprocess.Popen(command, cwd=project, env=environment, start_new_session=True) as process:
        wait_for(lambda: is_listening(port))
        yield ServedProject(project, f"http://127.0.0.1:{port}/")
        os.killpg(process.pid, signal.SIGINT)


def test_a_saved_text_is_on_the_screen_where_its_reader_was(
    live: ServedProject, page: Page
) -> None:
    live.edit(SOURCE, "Keep the message.", "Keep the message." + "\n\n\n" + "Words. " * 900)
    page.goto(f"{live.address}harassment/current/")
    page.evaluate("window.scrollTo(0, 700)")
    live.edit(SOURCE, "Report it.", "Report it twice.")
    expect(page.get_by_text("Report it twice.")).to_be_visible()
    wait_for(lambda: page.evaluate("window.scrollY") == 700)


def test_a_mistake_stands_on_the_page_until_it_is_mended(live: ServedProject, page: Page) -> None:
    page.goto(f"{live.address}harassment/current/")
    live.edit(SOURCE, "Report it.", "Report it. [Nowhere](../scams/nowhere.md)")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text(f"{SOURCE}:")
    expect(dialog).to_contain_text("leads to no entry. Did you mean ../scams/")
    page.get_by_role("button", name="Close").press("Escape")
    expect(dialog).to_be_hidden()
    badge = page.get_by_role("button", name="1 mistake")
    expect(badge).to_be_focused()
    page.goto(f"{live.address}fr/")
    expect(badge).to_be_visible()
    expect(dialog).to_be_hidden()
    badge.click()
    expect(dialog).to_be_visible()
    live.edit(SOURCE, " [Nowhere](../scams/nowhere.md)", "")
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    expect(badge).to_be_hidden()


@pytest.mark.thorough
def test_a_text_that_cannot_be_read_leaves_its_page(live: ServedProject, page: Page) -> None:
    page.goto(f"{live.address}harassment/current/")
    live.edit(SOURCE, "title: A current entry", "title: [A new")
    expect(page.get_by_role("alertdialog")).to_contain_text(f"{SOURCE}:")
    expect(page.get_by_role("heading", level=1)).to_have_text("A current entry")
    live.edit(SOURCE, "title: [A new", "title: Mended")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mended")
    expect(page.get_by_role("alertdialog")).to_be_hidden()


@pytest.mark.thorough
def test_styles_and_data_show_anew(live: ServedProject, page: Page) -> None:
    page.goto(f"{live.address}harassment/current/")
    (live.folder / "overrides/assets").mkdir(parents=True)
    (live.folder / "overrides/assets/brand.css").write_text("h1 { letter-spacing: 7px; }")
    live.edit("data/categories.yml", "Harassment", "Trouble")
    expect(page.locator("a.here").first).to_have_text("Trouble")


def test_the_search_is_prepared_when_somebody_searches(live: ServedProject, page: Page) -> None:
    page.goto(live.address)
    page.locator("button.search-open").click()
    page.locator(".search-field").fill("current")
    expect(page.locator(".search-results a").first).to_have_text("A current entry")
