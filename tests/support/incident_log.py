"""The log of incidents in a browser: what a person does with it."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

KEY = "four words that fit"
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # SHA-256 of “abc”


def add_incident(page: Page, what: str, **fields: str) -> None:
    for name, value in {"what": what, **fields}.items():
        page.locator(f"[id='log.{name}'], .log-one:first-child [data-report={name}]").fill(value)
    page.get_by_role("button", name="Add to the log").click()
    expect(page.locator("[id='log.what']")).to_have_value("")


def choose_files(page: Page, folder: Path) -> None:
    """Choose a small file and one that is too large to be read."""
    proof, large = folder / "proof.png", folder / "large.mov"
    proof.write_text("abc")
    with large.open("wb") as film:
        film.truncate(200 * 1024 * 1024 + 1)
    page.locator("[id='log.files']").set_input_files([proof, large])


def save_log(page: Page, file: Path, key: str = KEY) -> dict[str, object]:
    for name in ("new", "again"):
        page.locator(f"[id='log.{name}']").fill(key)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename.startswith("notes-")
    download.value.save_as(file)
    saved: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return saved


def open_log(page: Page, file: Path, key: str) -> None:
    fold = page.locator(".log-open")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    page.locator("[id='log.file']").set_input_files(file)
    page.locator("[id='log.key']").fill(key)
    page.get_by_role("button", name="Open the file").click()
