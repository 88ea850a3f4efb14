"""What a visitor writes and sends, in Firefox and in WebKit."""

import json
from pathlib import Path

import pytest

from support.desk_site import Origin
from support.engine_page import EnginePage
from support.proposal_page import read_proposals
from support.square_site import get_revision
from support.waiting import wait_for

pytestmark = pytest.mark.thorough

ENTRY = "e/1029/"
TITLE = ".segment textarea"  # the first one
KEY = "four words that fit"


def vote(visit: EnginePage, words: str) -> None:
    visit.click(".rating label", words)
    visit.click(".rating button", "Send")


def find_whole_file(folder: Path) -> Path | None:
    """The log that was saved there, once all of it is there."""
    for file in folder.glob("notes-*.json"):
        if file.read_text(encoding="utf-8").rstrip().endswith("}"):
            return file
    return None


def test_an_untouched_form_has_no_wrong_field(visit: EnginePage) -> None:
    visit.open(ENTRY)
    visit.expect("form.rating")
    assert visit.engine.evaluate("document.querySelectorAll('.rating :invalid').length") == 0
    visit.click(".rating button", "Send")
    visit.expect(".feedback > .rating-said", "Choose an answer first.")


def test_a_vote_and_what_was_wrong_are_kept(visit: EnginePage, desk: Origin) -> None:
    visit.open(ENTRY)
    vote(visit, "Not very useful")
    visit.expect(".feedback > .rating-said", "What was wrong?")
    visit.write(".feedback-form textarea", "Step 3 is gone.")
    visit.click(".feedback-form button", "Send")
    visit.expect(".feedback-done", "There will be no answer.")
    assert desk.votes == [(1029, "en", get_revision(1029), "five", 2)]
    assert [row["comment"] for row in desk.feedback] == ["Step 3 is gone."]


def test_a_vote_without_a_connection_stays_on_the_page(visit: EnginePage, desk: Origin) -> None:
    visit.open(ENTRY)
    desk.stop()
    vote(visit, "Not very useful")
    visit.expect(".rating [role=alert]", "was not sent")
    visit.wait("document.querySelector('.rating [value=\"2\"]').checked")


def test_a_correction_is_written_kept_as_a_file_continued_and_sent(
    visit: EnginePage, desk: Origin
) -> None:
    visit.open(ENTRY)
    visit.click("a", "Suggest a correction")
    visit.expect(".work-about", "A correction of the original")
    visit.click(".work-groups summary")
    visit.write(TITLE, "Someone I met here harasses me")
    file = visit.engine.home / "1029.en.md"
    file.unlink(missing_ok=True)
    visit.click("[data-way=markdown]")
    wait_for(lambda: file.is_file() and file.stat().st_size, "no file was kept")
    visit.open("propose/#1029")
    visit.expect(".work-about", "A correction of the original")
    visit.engine.choose_files(".work-file input", [file])
    visit.expect(".work-safe .propose-said", "file")
    visit.wait(f"document.querySelector({json.dumps(TITLE)}).value.endsWith('here harasses me')")
    visit.click("label", "I wrote this text")
    visit.click(".finish button", "Send it to the staff")
    visit.expect("h1, h2", "Thank you.")
    (row,) = read_proposals(desk)
    assert [text["text"] for text in json.loads(row["texts"])] == ["Someone I met here harasses me"]


def test_a_log_of_incidents_is_written_saved_and_opened_again(visit: EnginePage) -> None:
    visit.open("notes/")
    assert visit.engine.evaluate("document.querySelectorAll('main :invalid').length") == 0
    visit.write("#log\\.what", "They wrote again.")
    visit.click("button", "Add to the log")
    visit.expect("#log\\.items > li", "They wrote again.")
    for name in ("new", "again"):
        visit.write(f"#log\\.{name}", KEY)
    for earlier in visit.engine.home.glob("notes-*"):
        earlier.unlink()
    visit.click("button", "Save the file")
    visit.expect("#log\\.saved", "is among your downloads")
    file = wait_for(lambda: find_whole_file(visit.engine.home), "no file was saved")
    assert file is not None
    assert "wrote" not in file.read_text(encoding="utf-8")
    visit.open("notes/")
    visit.expect_none("#log\\.items > li")
    visit.click(".log-open summary")
    visit.engine.choose_files("#log\\.file", [file])
    visit.write("#log\\.key", KEY)
    visit.click("button", "Open the file")
    visit.expect("#log\\.items > li", "They wrote again.")
