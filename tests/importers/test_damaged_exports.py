"""Exports that are cut off, of a wrong kind, or made up: refused with a reason, nothing written."""

import json
from pathlib import Path

import pytest

from support.commands import Run
from support.frozen import read_tree

SAMPLES = Path(__file__).parent / "samples"
FAQ = {"id": 1, "language": "en", "question": "Q", "answer": "<p>A</p>"}
LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE phpmyfaq [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<phpmyfaq><article id="1"><language>en</language><question>&b;</question><answer>&f;</answer>
</article></phpmyfaq>
"""


ARTICLE = {"id": 1, "title": "T", "body": "<p>B</p>", "locale": "en-us", "section_id": 2}


def make_article(**facts: object) -> str:
    return json.dumps({"articles": [ARTICLE | facts]})


BROKEN = (
    ("zendesk", "a.json", '{"articles": [{"id": 1,', "a.json:1: this is no JSON"),
    ("zendesk", "a.json", "", "a.json:1: the file is empty"),
    ("zendesk", "a.json", "<!DOCTYPE html><title>Sign in</title>", "this is no JSON"),
    ("zendesk", "a.json", "[" * 100_000, "nested too deeply"),
    ("zendesk", "a.json", "9" * 5000, "a number in it has too many digits"),
    ("zendesk", "a.json", "42", "it is no such list"),
    ("zendesk", "a.json", '{"error": "RecordNotFound"}', "“error” is no list"),
    ("zendesk", "a.json", '{"articles": []}', "no article is in it"),
    ("zendesk", "a.json", make_article(id="many"), "record 1: “id”"),
    ("zendesk", "a.json", make_article(title=["a"]), "record 1: “title”"),
    ("zendesk", "a.json", b"\xe9" + make_article().encode(), "the byte 0xE9 is not UTF-8"),
    ("zendesk", "a.zip", b"PK\x03\x04\x14", "is an archive. Unpack it, and name the folder"),
    ("html", "site.tar.gz", b"\x1f\x8b\x08\x00", "is an archive. Unpack it, and name the folder"),
    ("phpmyfaq", "a.json", json.dumps([{"faq": FAQ}])[:-9], "it may be cut off"),
    ("phpmyfaq", "a.json", json.dumps([{"faq": FAQ | {"id": "x"}}]), "record 1: “id”"),
    ("phpmyfaq", "a.json", '[{"what": 1}]', "this is nothing that phpMyFAQ exports"),
    ("phpmyfaq", "a.xml", '<?xml version="1.0" encoding="utf-7"?><phpmyfaq/>', "an encoding"),
    ("phpmyfaq", "a.xml", LAUGHS, "a.xml:2: it has a DOCTYPE"),
    ("phpmyfaq", "a.xml", "<phpmyfaq><article id='1'><language>en", "it may be cut off"),
    ("phpmyfaq", "a.xml", "<html></html>", "it begins with <html>, not with <phpmyfaq>"),
    ("phpmyfaq", "a.xml", "<phpmyfaq>" + "<a>" * 50, "nested too deeply"),
    ("phpmyfaq", "a.csv", '1,Q,A,,en,S,s@x.example,true,false\n2,"Q', "it may be cut off"),
    ("phpmyfaq", "a.csv", "1,Q,A,,en,S,s@x.example,true,false\n2,Q\n", "the row has 2 cells"),
    ("freshdesk", "a.json", '[{"id": 1}]', "is no category, folder or article"),
    ("freshdesk", "a.json", '[{"id": 1, "title": "T", "description": {}}]', "“description”"),
    ("kitsune", "a.json", '{"id": 1}', "this is no document of Kitsune"),
    ("kitsune", "a.json", "[]", "no article with a text is in it"),
)


@pytest.mark.parametrize(("system", "name", "content", "words"), BROKEN)
def test_a_broken_export_is_refused_whole(  # noqa: PLR0913, PLR0917 - fixtures and a row
    project: Path,
    run_entraide: Run,
    tmp_path: Path,
    system: str,
    name: str,
    content: str | bytes,
    words: str,
) -> None:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = read_tree(project)
    result = run_entraide("import", system, file, "--plan", "plan.csv")
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert read_tree(project) == before


def test_one_broken_file_stops_the_whole_folder(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    sample = SAMPLES / "zendesk" / "articles-en-us-1.json"
    (folder / "1.json").write_bytes(sample.read_bytes())
    (folder / "2.json").write_bytes(sample.read_bytes()[:900])
    result = run_entraide("import", "zendesk", folder, "--plan", "plan.csv")
    assert result.exit_code == 2
    assert "2.json" in result.stderr
    assert not (project / "plan.csv").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_windows_are_read(
    project: Path, run_entraide: Run, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(make_article(title="Voilà").encode(encoding).replace(b"\n", b"\r\n"))
    result = run_entraide("import", "zendesk", file, "--plan", "plan.csv")
    assert result.exit_code == 0, result.output
    assert "Voilà" in (project / "plan.csv").read_text("utf-8")


def test_an_endless_title_keeps_its_first_words(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    file.write_text(make_article(title="long " * 40_000), encoding="utf-8")
    assert run_entraide("import", "zendesk", file, "--plan", "plan.csv").exit_code == 0
    result = run_entraide("import", "zendesk", file, "--from", "plan.csv")
    assert result.exit_code == 0, result.output
    assert "title that is too long" in result.output
    (page,) = (path.read_text("utf-8") for path in project.glob("docs/en/*/long-*.md"))
    assert "title: long long " in page
    assert len(page) < 2000


def test_half_a_character_becomes_the_sign_for_it(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    file.write_text(make_article(title="T", body="<p>a \ud83d b</p>"), encoding="ascii")
    assert run_entraide("import", "zendesk", file, "--plan", "plan.csv").exit_code == 0
    assert run_entraide("import", "zendesk", file, "--from", "plan.csv").exit_code == 0
    page = next(project.glob("docs/en/*/t.md")).read_text("utf-8")
    assert "a \ufffd b" in page


LISTED = {"title": "Only listed", "slug": "only-listed"}
KITSUNE = {"id": 5, "title": "T", "slug": "t", "locale": "en-US", "html": "<p>B</p>"}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("system", "records", "words"),
    [
        (
            "zendesk",
            {"articles": [ARTICLE, ARTICLE | {"id": 2, "title": "", "body": None}]},
            "1 × article without a word: left out",
        ),
        (
            "zendesk",
            {"articles": [ARTICLE, ARTICLE | {"body": "<p>Other</p>"}]},
            "1 × second text in one language: left out",
        ),
        (
            "kitsune",
            [KITSUNE, KITSUNE | {"html": "<p>Other</p>"}],
            "1 × second text in one language: left out",
        ),
        ("kitsune", [KITSUNE, LISTED], "1 × article that is only listed: left out"),
    ],
)
def test_what_an_export_has_twice_or_without_words_is_named(
    run_entraide: Run, tmp_path: Path, system: str, records: object, words: str
) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    result = run_entraide("import", system, file, "--plan", "plan.csv")
    assert result.exit_code == 0, result.output
    assert words in result.output


def test_a_link_out_of_the_folder_is_not_followed(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    folder, secret = tmp_path / "export", tmp_path / "secret.json"
    folder.mkdir()
    (folder / "a.json").write_text(make_article(title="Ours"), encoding="utf-8")
    secret.write_text(make_article(id=2, title="Secret"), encoding="utf-8")
    (folder / "b.json").symlink_to(secret)
    result = run_entraide("import", "zendesk", folder, "--plan", "plan.csv")
    assert result.exit_code == 0, result.output
    assert "Secret" not in (project / "plan.csv").read_text("utf-8")
    assert "link out of the folder" in result.output


def test_a_name_of_an_attachment_leads_nowhere_else(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (tmp_path / "passwd.png").write_bytes(b"secret")
    body = '<p>T <a href="https://x.zendesk.com/hc/article_attachments/5">it</a></p>'
    (folder / "a.json").write_text(make_article(body=body), encoding="utf-8")
    row = {
        "id": 5,
        "article_id": 1,
        "file_name": "../passwd.png",
        "content_url": "https://x.zendesk.com/hc/article_attachments/5",
    }
    (folder / "b.json").write_text(json.dumps({"article_attachments": [row]}), encoding="utf-8")
    assert run_entraide("import", "zendesk", folder, "--plan", "plan.csv").exit_code == 0
    assert run_entraide("import", "zendesk", folder, "--from", "plan.csv").exit_code == 0
    assert not list(project.glob("docs/**/*.png"))
