"""Reviews: comments that find their passage, and an approval that is of one text alone."""

import pytest

from support.editing import SOURCE, WRITER, EditedProject

OTHER = "Bea Example"
PUBLISH = {"significance": "minor", "note": "Twice"}


@pytest.fixture
def two_people(project: EditedProject) -> EditedProject:
    """A project that asks for two people, with a change that one of them wrote."""
    settings = project.folder / "data" / "settings.yml"
    settings.write_text(f"{settings.read_text('utf-8')}two_people: true\n", "utf-8")
    project.note_change("data/settings.yml")
    project.save("Report it.", "Report it twice.")
    return project


def get_number(project: EditedProject) -> int:
    copy = project.editor.copies.find(1, "en")
    assert copy
    return copy.number


def post_step(project: EditedProject, action: str, by: str = OTHER, **fields: object) -> int:
    form = {"do": action, "by": by, "number": get_number(project), **fields}
    return project.post("1/en/review/", form).status


def publish(project: EditedProject) -> int:
    return project.post("1/en/publish/", {"number": get_number(project), **PUBLISH}).status


def test_a_text_is_published_when_somebody_else_has_approved_it(two_people: EditedProject) -> None:
    answer = two_people.post("1/en/publish/", {"number": 1, **PUBLISH})
    assert answer.status == 409
    assert "nobody but those who wrote it has approved this text" in answer.text
    assert "twice" not in two_people.read()
    assert post_step(two_people, "approve") == 303
    assert "approved by Bea Example" in two_people.get("1/en/review/").text
    assert publish(two_people) == 303
    assert "Report it twice." in two_people.read()
    assert not list((two_people.folder / "var/editing").rglob("*.json"))


@pytest.mark.parametrize("name", [WRITER, f"  {WRITER.upper()} ", WRITER.replace(" ", "\u200b ")])
def test_nobody_approves_what_they_wrote(two_people: EditedProject, name: str) -> None:
    assert post_step(two_people, "approve", by=name) == 409
    assert publish(two_people) == 409


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\t\n"])
def test_nobody_approves_without_a_name(two_people: EditedProject, name: str) -> None:
    assert post_step(two_people, "approve", by=name) == 409
    assert publish(two_people) == 409


def test_an_edit_withdraws_the_approval_and_only_that_text_counts(
    two_people: EditedProject,
) -> None:
    post_step(two_people, "approve")
    two_people.save("Report it twice.", "Report it thrice.")
    assert "the approval no longer counts" in two_people.get("1/en/review/").text
    assert publish(two_people) == 409
    two_people.save("Report it thrice.", "Report it twice.")
    assert publish(two_people) == 303


@pytest.mark.thorough
def test_what_was_saved_meanwhile_is_not_approved(two_people: EditedProject) -> None:
    assert post_step(two_people, "approve", number=0) == 409
    assert post_step(two_people, "approve", number="") == 409
    assert publish(two_people) == 409


def test_a_file_that_changed_since_needs_another_look(two_people: EditedProject) -> None:
    post_step(two_people, "approve")
    two_people.edit(SOURCE, "Keep the message.", "Save the message.")
    assert publish(two_people) == 409
    assert post_step(two_people, "approve") == 409


@pytest.mark.thorough
def test_whoever_approves_and_then_writes_is_a_writer(two_people: EditedProject) -> None:
    two_people.editor.reviews.note_writer(1, "en", OTHER)
    assert post_step(two_people, "approve") == 409


@pytest.mark.thorough
def test_without_the_setting_nobody_is_asked(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    assert publish(project) == 303


def test_the_list_says_and_filters_how_far_a_text_is(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    assert "A current entry" in project.get("?step=draft").text
    post_step(project, "ask", by=WRITER, assignee=OTHER)
    page = project.get("?step=in_review").text
    assert "in review · <bdi>Bea Example</bdi>" in page
    assert "1 entry" in page
    assert "0 entries" in project.get("?step=draft").text
    post_step(project, "changes")
    assert "1 entry" in project.get("?step=changes_asked").text
    post_step(project, "draft")
    assert "1 entry" in project.get("?step=draft").text


@pytest.mark.thorough
def test_a_comment_follows_its_passage_until_that_is_gone(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    comment = {"quote": "Report  it\ntwice.", "words": "To whom? <script>alert(1)</script>"}
    assert post_step(project, "comment", **comment) == 303
    page = project.get("1/en/").text
    assert 'data-line="6">line 6</a> <q' in page
    assert "<script>alert" not in page
    project.save("## First steps", "Hold on.\n\n## First steps")
    assert 'data-line="8">line 8</a> <q' in project.get("1/en/").text
    project.save("Report it twice.", "Tell us.")
    assert "The text no longer has this passage." in project.get("1/en/review/").text
    post_step(project, "settle-1")
    assert "To whom?" not in project.get("1/en/").text
    assert "settled" in project.get("1/en/review/").text


@pytest.mark.thorough
@pytest.mark.parametrize(
    "fields",
    [
        {"quote": "Nowhere in the text", "words": "Hm"},
        {"quote": "", "words": "  "},
        {"quote": "", "words": "x" * 5_001},
        {"quote": ".*", "words": "no pattern"},
        {"quote": "Report it twice. " * 20_000, "words": "too long"},
    ],
)
def test_a_comment_on_nothing_is_refused_and_what_was_typed_stays(
    project: EditedProject, fields: dict[str, str]
) -> None:
    project.save("Report it.", "Report it twice.")
    answer = project.post("1/en/review/", {"do": "comment", "by": OTHER, **fields})
    assert answer.status == 409
    assert fields["words"].strip() in answer.text


@pytest.mark.thorough
@pytest.mark.parametrize("action", ["", "publish", "settle-", "settle-x", "settle-" + "9" * 400])
def test_another_action_does_nothing(project: EditedProject, action: str) -> None:
    project.save("Report it.", "Report it twice.")
    before = project.editor.reviews.find(1, "en")
    assert post_step(project, action) in {400, 303}
    assert project.editor.reviews.find(1, "en") == before


@pytest.mark.thorough
def test_a_broken_review_is_an_empty_one(two_people: EditedProject) -> None:
    post_step(two_people, "approve")
    file = two_people.folder / "var/editing/reviews/1.en.json"
    file.write_text('{"step": "approved"', "utf-8")
    assert publish(two_people) == 409


@pytest.mark.thorough
def test_what_is_discarded_takes_its_review_along(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    post_step(project, "comment", words="Hm")
    project.post("1/en/discard/", {"number": get_number(project)})
    assert not list((project.folder / "var/editing").rglob("*.json"))
