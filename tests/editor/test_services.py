"""Outside services in the editor: which are due, and that somebody has opened their page."""

import pytest

from support.editing import WRITER, EditedProject, OpenProject
from support.git import run_git

FILE = "data/channels/fr.yml"
FRANCE = """\
# The French ones.
- id: fr-line
  country: FR
  topics: [danger]
  name: {en: The line, fr: La ligne}
  purpose: {en: A, fr: B}
  not_for: {en: C, fr: D}
  phone: "3018"
  known: stored copy
  seen_on: 2026-08-01
  sources: [line.example, other.example]  # pages of theirs
  status: published
  review_by: 2026-12-11
- id: fr-old
  country: FR
  topics: [danger]
  name: {en: Old, fr: Vieux}
  purpose: {en: A, fr: B}
  not_for: {en: C, fr: D}
  url: https://old.example
  known: secondary
  sources: [a.example, b.example]
  status: published
  review_by: 2026-07-01
"""
TOPICS = "- {id: danger, label: {en: D, fr: D}, description: {en: D, fr: D}}\n"
PAGE = "services/fr-line/"
SAID = {"by": WRITER, "on": "2026-11-20", "until": "2027-05-20", "source": ""}


@pytest.fixture
def project(start_editing: OpenProject) -> EditedProject:
    opened = start_editing()
    data = opened.folder / "data"
    (data / "channels").mkdir()
    (data / "channels" / "fr.yml").write_text(FRANCE, "utf-8")
    (data / "topics.yml").write_text(TOPICS, "utf-8")
    run_git(opened.folder, "add", "data")
    run_git(opened.folder, "commit", "-q", "-m", "Services")
    assert opened.editor.preview.open().result()
    return opened


def test_what_is_over_or_due_comes_first(project: EditedProject) -> None:
    page = project.get("services/").text
    assert page.index("services/fr-old/") < page.index("services/fr-line/")
    assert "services/fr-old/" not in project.get("services/?state=due").text
    assert "services/fr-line/" not in project.get("services/?country=BE").text


def test_a_verification_is_written_and_committed(project: EditedProject) -> None:
    assert "3018" in project.get(PAGE).text
    assert project.post(PAGE, SAID).headers["location"].endswith("fr-line/?done=verified")
    text = project.read(FILE)
    for line in ("known: own page", f'seen_by: "{WRITER}"', "review_by: 2027-05-20"):
        assert line in text
    assert "# pages of theirs" in text
    assert project.log()[0] == f"{WRITER}: Service fr-line: own page, seen by {WRITER}"
    assert "Ada Example" in project.get(PAGE).text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"by": ""}, "nobody has said who they are"),
        ({"on": "yesterday"}, "is no day"),
        ({"on": "2026-11-22"}, "is in the future"),
        ({"on": "2026-07-31"}, "is before the day on which it was last seen"),
        ({"until": "2026-11-21"}, "is not after 2026-11-21"),
        ({"source": "javascript:alert(1)"}, "this is no address of a page"),
    ],
)
def test_what_makes_no_sense_is_told_and_writes_nothing(
    project: EditedProject, change: dict[str, str], told: str
) -> None:
    answer = project.post(PAGE, SAID | change)
    assert answer.status == 409
    assert told in answer.text
    assert project.read(FILE) == FRANCE


def test_there_is_no_other_service(project: EditedProject) -> None:
    assert project.get("services/fr-gone/").status == 404
    assert project.post("services/..%2Ffr/", SAID).status == 404
