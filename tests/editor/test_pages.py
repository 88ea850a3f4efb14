"""The pages of the editor without scripts: find, write, preview, publish, undo."""

import re
from pathlib import Path

import pytest

from entraide.preview.preview_files import PreviewFiles
from entraide.preview.preview_site import PreviewSite
from support.editing import (
    BASE,
    ROOT,
    SOURCE,
    TRANSLATION,
    WRITER,
    EditedProject,
    OpenProject,
    read_form_fields,
)

PAGE = "harassment/current/"


def test_the_list_finds_titles_and_texts_without_accents(project: EditedProject) -> None:
    page = project.get("?q=ENTREE+seulement").text
    assert "Une entrée en français seulement" in page
    assert "1 entry" in page
    assert "A current entry" in project.get("?q=keep+MESSAGE").text
    assert "There is nothing here." in project.get("?q=nowhere+at+all").text


def test_the_list_is_of_one_status_or_state(project: EditedProject) -> None:
    assert "An archived entry" in project.get("?status=archived").text
    assert "A current entry" not in project.get("?status=archived").text
    assert "whose translation may mislead" in project.get("?state=misleading").text


def test_a_page_of_the_site_leads_to_its_text(project: EditedProject) -> None:
    answer = project.get(f"at/?page={BASE}fr/{PAGE}")
    assert 'action="./" id="form"' in answer.text
    assert "Entry 1" in answer.text
    assert "All entries</h1>" in project.get(f"at/?page={BASE}").text


def test_the_draft_is_what_a_build_would_write(project: EditedProject, tmp_path: Path) -> None:
    project.save("Report it.", "Report it twice.")
    draft = project.get(f"draft/1/en/{PAGE}")
    project.edit(SOURCE, "Report it.", "Report it twice.")
    folder = tmp_path / "built"
    folder.mkdir()
    host = "http://127.0.0.1:8000"
    site = PreviewSite(project.folder / "mkdocs.yml", folder, host=host)
    assert draft.content == PreviewFiles(site).read(f"{PAGE}index.html")
    assert b"Report it twice." in draft.content


def test_the_draft_of_one_text_changes_no_page_of_the_site(project: EditedProject) -> None:
    before = project.editor.preview.read(f"{PAGE}index.html").result().content
    project.save("Report it.", "Report it twice.")
    assert b"Report it twice." in project.get(f"draft/1/en/{PAGE}").content
    assert project.editor.preview.read(f"{PAGE}index.html").result().content == before
    assert b"Report it twice." not in project.get("draft/2/en/").content


def test_saving_writes_no_file(project: EditedProject) -> None:
    before = project.read()
    answer = project.save("Report it.", "Report it twice.", title="Another title")
    assert (answer.status, answer.headers["location"]) == (303, f"{ROOT}1/en/")
    page = project.get("1/en/").text
    assert "Report it twice." in page
    assert 'value="Another title"' in page
    assert "not published yet" in page
    assert project.read() == before


def test_what_the_checks_find_stands_with_its_line(project: EditedProject) -> None:
    project.save("Report it.", "Report it. [Nowhere](../scams/nowhere.md)")
    page = project.get("1/en/").text
    assert 'data-line="6">line 6</a>' in page
    assert "2. Report it. [Nowhere](../scams/nowhere.md)" in page
    assert re.search(r"<strong>Mistake:</strong>", page)


def test_a_script_gets_the_panel_and_what_was_merged(project: EditedProject) -> None:
    form = {"title": "A current entry", "summary": "It is up to date.", "author": "Safety team"}
    body = project.editor.find_version(1, "en").version.body.strip("\n")
    fields = {**form, "status": "published", "number": "0", "page": "a"}
    project.post("1/en/", {**fields, "body": body.replace("Keep", "Save")})
    answer = project.post("1/en/", {**fields, "page": "b", "body": f"{body}\n\nMore."}, script=True)
    assert answer.status == 200
    assert '"number":3,' in answer.text
    assert '"sent":2,' in answer.text
    assert "Save the message." in answer.text


@pytest.mark.thorough
def test_two_who_write_at_one_place_see_both(project: EditedProject) -> None:
    form = project.get("1/en/")
    project.save("Report it.", "Report it twice.")
    fields = read_form_fields(form.text)
    body = fields["body"][0].replace("Report it.", "Tell us.")
    answer = project.post("1/en/", fields | {"body": body})
    assert answer.status == 409
    assert "Somebody has saved other words at the same place" in answer.text
    assert "<del>" in answer.text
    assert "Tell us." in answer.text
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert "Report it twice." in copy.text
    assert form.status == 200


def test_publishing_asks_once_and_says_who_falls_behind(project: EditedProject) -> None:
    answer = project.save("Report it.", "Report it twice.", next="publish")
    assert answer.headers["location"] == f"{ROOT}1/en/publish/"
    page = project.get("1/en/publish/").text
    assert "Français: misleading" in page
    assert f"in the name of {WRITER}" in page
    fields = {"number": "1", "significance": "major", "note": "Twice"}
    answer = project.post("1/en/publish/", fields)
    assert answer.headers["location"] == f"{ROOT}1/en/?done=committed"
    assert "revision: 3\n" in project.read()


@pytest.mark.thorough
@pytest.mark.parametrize("field", [{"status": "archived"}, {"archive_on": "2027-01-02"}])
def test_links_to_an_entry_are_told_before_it_is_archived(
    project: EditedProject, field: dict[str, str]
) -> None:
    project.save("## First steps", "## First steps", "4/en/", title="Another title")
    assert "These links still work" not in project.get("4/en/publish/").text
    project.save("## First steps", "## First steps", "4/en/", **field)
    page = project.get("4/en/publish/").text
    assert "docs/en/harassment/current.md:" in page
    assert "These links still work" in page


def test_a_mistake_is_told_before_anything_is_written(project: EditedProject) -> None:
    project.save("Report it.", "Report it. [Nowhere](../scams/nowhere.md)")
    fields = {"number": "1", "significance": "minor", "note": "A link"}
    answer = project.post("1/en/publish/", fields)
    assert answer.status == 409
    assert "This was not done: everything is as it was" in answer.text
    assert "nowhere.md" in answer.text
    assert 'value="A link"' in answer.text
    assert "revision: 2\n" in project.read()


def test_after_a_conflict_with_the_file_both_texts_are_there(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    project.edit(SOURCE, "Report it.", "Tell us.")
    page = project.get("1/en/publish/").text
    assert "The file has changed since you began" in page
    assert "Tell us." in page.replace("<del>", "").replace("</del>", "") or "Tell" in page
    project.post("1/en/anew/", {"number": "1"})
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert copy.base == project.read()
    assert "Report it twice." in copy.text


@pytest.mark.thorough
def test_words_are_not_put_over_a_file_that_cannot_be_read(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    project.edit(SOURCE, "title: ", "<<<<<<< HEAD\ntitle: ")
    project.edit(SOURCE, "Report it.", "Tell us.")
    kept = project.editor.copies.find(1, "en")
    answer = project.post("1/en/anew/", {"number": "1"})
    assert answer.status == 409
    assert f"{SOURCE}:1: the keys at its top cannot be read" in answer.text
    assert project.editor.copies.find(1, "en") == kept


def test_a_file_that_is_no_text_any_more_is_told(project: EditedProject) -> None:
    (project.folder / SOURCE).write_bytes(b"\xff\xfe")
    for path in ("1/en/", "1/en/publish/", "1/en/history/", f"draft/1/en/{PAGE}"):
        answer = project.get(path)
        assert answer.status == 409, path
        assert "This was not done" in answer.text
        assert "Traceback" not in answer.text


def test_undo_publishes_the_earlier_text_as_a_new_revision(project: EditedProject) -> None:
    before = project.editor.find_version(1, "en").version.body
    project.save("Report it.", "Report it twice.")
    project.post("1/en/publish/", {"number": "1", "significance": "minor", "note": "Twice"})
    project.note_change()
    page = project.get("1/en/history/").text
    assert "<ins>" in page
    state = re.findall(r'name="state" value="([0-9a-f]+)"', page)[0]
    answer = project.post("1/en/history/", {"state": state})
    assert answer.headers["location"] == f"{ROOT}1/en/publish/"
    project.post("1/en/publish/", {"number": "1", "significance": "minor", "note": "Once"})
    project.note_change()
    version = project.editor.find_version(1, "en").version
    assert (version.revision, version.body) == (4, before)
    assert len(project.log()) == 3


def test_what_is_discarded_is_the_file_again(project: EditedProject) -> None:
    project.save("Report it.", "Report it twice.")
    project.post("1/en/discard/", {"number": "1"})
    assert "Report it twice." not in project.get("1/en/").text


def test_a_translation_is_written_like_a_source(project: EditedProject) -> None:
    page = project.get("1/fr/").text
    assert "The original" in page
    assert 'name="tags"' not in page  # the source's, for all languages
    assert ">Complete</option>" in page  # the status is one of a translation
    assert ">Archived</option>" not in page
    project.save("", "", "1/fr/", title="Autre titre")
    project.post("1/fr/publish/", {"number": "1", "up_to_date": "yes"})
    assert "title: Autre titre\n" in project.read(TRANSLATION)


def test_a_draft_is_published_by_its_status(project: EditedProject) -> None:
    number = next(each.id for each in project.editor.entries.values() if each.status == "draft")
    project.save("", "", f"{number}/en/", status="published")
    page = project.get(f"{number}/en/publish/").text
    assert 'name="significance"' not in page
    project.post(f"{number}/en/publish/", {"number": "1"})
    text = project.read("docs/en/scams/draft.md")
    assert "status: published\n" in text
    assert "digest: " in text


def test_who_has_no_name_in_git_is_asked(start_editing: OpenProject) -> None:
    project = start_editing()
    for name in ("name", "email"):
        config = project.folder / ".git" / "config"
        config.write_text(re.sub(rf"\t{name} = .*\n", "", config.read_text()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
        patch.setenv("HOME", str(project.folder))
        project.save("Report it.", "Report it twice.")
        assert 'name="email"' in project.get("1/en/publish/").text
        fields = {"number": "1", "significance": "minor", "note": "Twice"}
        project.post("1/en/publish/", fields | {"name": "Bo", "email": "bo@example.org"})
    assert project.log()[0].startswith("Bo: ")


def test_the_pages_speak_the_language_that_is_chosen(project: EditedProject) -> None:
    assert "Toutes les fiches" in project.get("", **{"Accept-Language": "fr-CH,en;q=0.5"}).text
    project.post("language/", {"locale": "fr", "back": f"{ROOT}1/en/"})
    assert "Enregistrer" in project.get("1/en/").text


def test_an_entry_is_found_to_link_to_from_where_the_text_stands(project: EditedProject) -> None:
    answer = project.get("1/en/entries/?q=archived")
    assert '"link":"../scams/archived.md"' in answer.text
    assert '"title":"An archived entry"' in answer.text
    assert '"number":1,' not in project.get("1/en/entries/?q=a+current+entry").text


def test_a_text_is_offered_the_placeholders_that_it_may_have(project: EditedProject) -> None:
    assert '<option value="{{platform.name}}">' in project.get("1/en/").text
