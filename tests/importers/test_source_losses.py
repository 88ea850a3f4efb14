"""What a source has beside its articles: the report of an import names it, file by file."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from importers.conftest import WriteFolder
from support.commands import Run

WORDS = "word " * 30
Report = Callable[[str, Path], str]


@pytest.fixture
def report(project: Path, run_entraide: Run) -> Report:
    """The report of the first step of an import, as one text."""

    def plan(system: str, source: Path) -> str:
        result = run_entraide("import", system, source, "--plan", "plan.csv")
        assert result.exit_code == 0, result.output
        return (project / "plan.report.txt").read_text("utf-8")

    return plan


def test_files_beside_the_pages_are_named(write_source: WriteFolder, report: Report) -> None:
    pages: dict[str, str | bytes] = {
        "hugo.toml": "",
        "content/guide/start.md": f"---\ntitle: A\nhero: {{title: Big}}\n---\n{WORDS}",
        "content/guide/old.rst": "Old\n===\n",
        "content/guide/raw.txt": "Words.",
        "content/guide/page.html": "<p>Words.</p>",
        "content/guide/_part.md": WORDS,
        "content/guide/unused.pdf": b"%PDF-1",
        "README.md": WORDS,
    }
    text = report("markdown", write_source(pages))
    assert "text in another format (.rst) (1): left out" in text
    assert "text in another format (.txt) (1): left out" in text
    assert "page of HTML (1): left out: import the folder as html, too.\n" in text
    assert "  README.md\n  content/guide/_part.md\n" in text
    assert "file that no text which comes along names (1): left out.\n" in text
    assert "key “hero” of the front matter (1): left out.\n" in text
    assert ": Big\n" in text
    assert "hugo.toml" not in text


def test_second_words_of_a_page_are_named(write_source: WriteFolder, report: Report) -> None:
    matter = "title: A\nsidebar_label: B\ndescription: One.\nsummary: Two.\nexpiryDate: 2027-01-02"
    text = report("markdown", write_source({"guide/a.md": f"---\n{matter}\n---\n{WORDS}"}))
    assert "key “sidebar_label” of the front matter (1)" in text
    assert "key “summary” of the front matter (1)" in text
    assert ": Two.\n" in text
    assert "key “expirydate” of the front matter (1)" in text


def test_what_stands_around_a_page_is_named(write_source: WriteFolder, report: Report) -> None:
    page = (
        "<title>A</title><header>Menu</header>"
        "<main><nav>Way</nav><h1>A</h1><p>Words.</p></main><footer>Imprint</footer>"
    )
    text = report("html", write_source({"guide/a.html": page}))
    assert "what stands around the text of a page (1): left out.\n" in text
    assert "guide/a.html: Way Menu Imprint\n" in text


def test_what_a_page_has_beside_its_words_is_named(
    write_source: WriteFolder, report: Report
) -> None:
    page = (
        "<title>Lost your password? - Club</title><style>p {}</style>"
        "<main><h1>Passwords</h1><p>Words.</p><svg><text>Press</text></svg><!-- old --></main>"
    )
    named = {"guide/a.html": page, "guide/b.html": page.replace("<h1>Passwords</h1>", "")}
    text = report("html", write_source(named))
    assert "title of the window, beside the heading of the page (1): left out.\n" in text
    assert "guide/a.html: Lost your password? - Club\n" in text
    assert "element <svg> (2): left out.\n" in text
    assert "element <style> (2): left out.\n" in text
    assert "comment (2): left out.\n" in text


def test_cells_rows_and_sheets_that_nothing_reads_are_named(
    write_source: WriteFolder,
    report: Report,
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ("key", "language", "question", "answer", "category", "status"),
        ("k", "en", "Why?", "So.", "one", "published", "stray"),
        ("k", "fr", "Quoi ?", "Ainsi.", "two", "draft"),
        ("x", "", "", "", "three"),
    ):
        book.active.append(row)
    book.create_sheet("More")
    file = io.BytesIO()
    book.save(file)
    text = report("table", write_source({"faq.xlsx": file.getvalue()}) / "faq.xlsx")
    assert "further sheet (1): left out: the first one is read" in text
    assert "cell of a column without a name of its own (1): left out.\n" in text
    assert "second category of one article (1): left out: that of its first row.\n" in text
    assert "row without a question (1): left out.\n" in text
    assert "was draft" in Path("plan.csv").read_text("utf-8")


def test_fields_of_an_xml_that_no_entry_has_are_named(
    write_source: WriteFolder, report: Report
) -> None:
    xml = (
        '<?xml version="1.0"?><phpmyfaq><article id="1"><language>en</language>'
        "<question>Q</question><answer>A</answer><notes>Ask Kim</notes></article></phpmyfaq>"
    )
    text = report("phpmyfaq", write_source({"export.xml": xml}))
    assert "“notes” (1): left out: a note for staff, which no page may show.\n" in text


def test_lists_of_zendesk_without_articles_are_named(
    write_source: WriteFolder, report: Report
) -> None:
    article = {"id": 1, "section_id": 1, "title": "A", "body": "<p>B</p>", "locale": "en"}
    files = {
        "articles.json": json.dumps({"articles": [article]}),
        "comments.json": json.dumps({"comments": [{"id": 1, "body": "Thanks"}, {"id": 2}]}),
    }
    text = report("zendesk", write_source(files))
    assert "list “comments” (2): left out: entries take no comments.\n" in text


def test_texts_of_kitsune_with_one_slug_are_one_article(
    write_source: WriteFolder, report: Report
) -> None:
    texts = [
        {"id": 1, "slug": "a", "title": "Un", "locale": "fr", "html": "<p>B</p>"},
        {"id": 2, "slug": "a", "title": "One", "locale": "en-US", "html": "<p>C</p>"},
        {"id": 3, "slug": "b", "title": "Deux", "locale": "fr", "html": "<p>D</p>", "parent": "a"},
    ]
    text = report("kitsune", write_source({"kb.json": json.dumps(texts)}))
    assert "translation known by its slug alone (1): put with its source.\n" in text
    assert "entry,keep,2,2,general,a,One,en fr" in Path("plan.csv").read_text("utf-8")
    assert "second text in one language (1)" in text


def test_models_of_a_dump_without_documents_are_named(
    write_source: WriteFolder, report: Report
) -> None:
    document = {"slug": "a", "title": "A", "locale": "en-US", "html": "<p>B</p>"}
    rows = [
        {"model": "wiki.document", "pk": 1, "fields": document | {"current_revision": 2}},
        *({"model": "wiki.revision", "pk": pk, "fields": {"summary": "S"}} for pk in (1, 2)),
        {"model": "wiki.helpfulvote", "pk": 1, "fields": {"helpful": True}},
    ]
    text = report("kitsune", write_source({"dump.json": json.dumps(rows)}))
    assert "earlier revision (1): left out.\n" in text
    assert "“wiki.helpfulvote” (1): left out: no entry has a place for it.\n" in text


ADDRESSES = "question,answer,address\nA,B,https://o.example/faq.php?id=1\nC,D [x](https://o.example/faq.php?id=1),https://o.example/faq.php?id=2\n"


def test_addresses_with_a_query_are_told_apart(
    project: Path, write_source: WriteFolder, run_entraide: Run
) -> None:
    source = write_source({"faq.csv": ADDRESSES}) / "faq.csv"
    run_entraide("import", "table", source, "--plan", "plan.csv")
    result = run_entraide("import", "table", source, "--from", "plan.csv")
    assert "Old addresses with a query or odd signs" in result.output
    table = (project / "data/imports/table.redirects.csv").read_text("utf-8")
    assert "/faq.php?id=1,/general/a/\n/faq.php?id=2,/general/c/\n" in table
    assert "faq.php" not in (project / "data/imports/table.redirects.nginx.conf").read_text("utf-8")
