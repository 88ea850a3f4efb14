# ruff: noqa: E501 - sources stand as they are written
"""The readers of files: languages, categories, former addresses, tables, and what they refuse."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from entraide.errors import ProblemLog
from entraide.importers.articles import ImportedArticle, ImportedSite
from entraide.importers.readers.front_matter import parse_day
from entraide.importers.source_readers import READERS_BY_NAME, ReadOptions, find_reader
from importers.conftest import WriteFolder

WORDS = "word " * 30


def read(
    name: str, path: Path, log: ProblemLog | None = None, **options: Mapping[str, str]
) -> ImportedSite:
    chosen = ReadOptions("en", ("en", "fr"), **options)
    return READERS_BY_NAME[name].read(path, chosen, ProblemLog() if log is None else log)


def index(site: ImportedSite) -> dict[str, ImportedArticle]:
    return {article.key: article for article in site.articles}


def test_a_hugo_site_has_languages_by_suffix_and_sections(write_source: WriteFolder) -> None:
    source = write_source(
        {
            "hugo.toml": 'baseURL = "https://old.example/docs/"\ndefaultContentLanguage = "en"\n',
            "content/_index.md": "Home",
            "content/guide/_index.md": "---\ntitle: The guide\n---\n",
            "content/guide/start.md": f"+++\ntitle = 'Start'\nweight = 3\ndraft = true\ntags = ['a', 'b']\naliases = ['/old/start/']\n+++\n{WORDS}",
            "content/guide/start.fr.md": f"---\ntitle: Débuter\n---\n{WORDS}",
            "content/guide/bundle/index.md": f'{{"title": "Bundle"}}\n\n{WORDS}![x](pic.png)',
            "content/guide/bundle/pic.png": b"x",
            "static/logo.png": b"x",
        }
    )
    log = ProblemLog()
    site = read("markdown", source, log)
    assert not log
    articles = index(site)
    assert set(articles) == {"guide/start", "guide/bundle/index"}
    start = articles["guide/start"]
    assert [text.language for text in start.texts] == ["en", "fr"]
    assert (start.category, start.slug, start.status, start.order) == (
        ("guide",),
        "start",
        "draft",
        3,
    )
    assert start.tags == ("a", "b")
    assert start.texts[0].addresses == ("/docs/guide/start/", "/old/start/")
    assert start.texts[1].addresses == ("/docs/fr/guide/start/",)
    assert articles["guide/bundle/index"].slug == "bundle"
    assert site.categories["guide"].labels == {"en": "The guide"}
    assert {"logo.png", "content/guide/bundle/pic.png"} <= set(site.files)
    assert site.hosts == {"old.example"}


def test_docusaurus_has_its_translations_in_a_folder_of_their_own(
    write_source: WriteFolder,
) -> None:
    source = write_source(
        {
            "docusaurus.config.js": "module.exports = {url: 'https://d.example', baseUrl: '/'}",
            "docs/01-intro/02-first.mdx": f"---\nsidebar_position: 2\nlast_update: {{date: 2024-05-06, author: Kim}}\n---\n# First\n{WORDS}",
            "docs/01-intro/_category_.json": '{"label": "Begin"}',
            "i18n/fr/docusaurus-plugin-content-docs/current/01-intro/02-first.mdx": f"# Premier\n{WORDS}",
        }
    )
    site = read("markdown", source)
    (article,) = site.articles
    assert [text.title for text in article.texts] == ["First", "Premier"]
    assert (article.slug, article.category, article.order) == ("first", ("intro",), 2)
    assert (article.texts[0].author, str(article.texts[0].updated)) == ("Kim", "2024-05-06")
    assert article.texts[0].addresses == ("/docs/intro/first/",)
    assert site.categories["intro"].labels == {"en": "Begin"}


def test_a_folder_of_a_language_is_none_where_nothing_says_so(write_source: WriteFolder) -> None:
    site = read("markdown", write_source({"it/printer.md": WORDS, "hr/leave.md": WORDS}))
    assert {article.category for article in site.articles} == {("it",), ("hr",)}


def test_a_mkdocs_site_has_its_navigation_redirects_and_snippets(write_source: WriteFolder) -> None:
    source = write_source(
        {
            "mkdocs.yml": """\
site_url: https://old.example/help/
nav:
  - Home: index.md
  - Getting started: [{First steps: guide/first.md}]
  - Money: [paying.md]
plugins:
  - redirects: {redirect_maps: {'begin.md': 'guide/first.md'}}
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: en, default: true}
        - {locale: fr, nav_translations: {Getting started: Premiers pas}}
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
""",
            "docs/index.md": "Home",
            "docs/guide/first.md": f'--8<-- "part.md"\n\n{WORDS}',
            "docs/guide/first.fr.md": f"# Débuter\n\n{WORDS}",
            "docs/paying.md": f"# Paying\n\n{WORDS}",
            "includes/part.md": "A part.",
        }
    )
    assert find_reader("auto", source).name == "mkdocs"
    log = ProblemLog()
    site = read("mkdocs", source, log)
    assert not log
    articles = index(site)
    first = articles["guide/first"]
    assert [text.title for text in first.texts] == ["First steps", "Débuter"]
    assert first.texts[0].addresses == ("/help/guide/first/", "/help/begin/")
    assert first.texts[1].addresses == ("/help/fr/guide/first/", "/help/fr/begin/")
    assert articles["paying"].category == ("Money",)
    assert first.category == ("Getting started",)
    labels = site.categories["Getting started"].labels
    assert labels == {"en": "Getting started", "fr": "Premiers pas"}
    assert site.snippets == {"includes/part.md": "A part."}


def test_a_folder_of_html_is_paired_by_hreflang(write_source: WriteFolder) -> None:
    head = '<link rel="alternate" hreflang="{}" href="/{}">'
    page = '<html lang="{}"><head><title>{} | Site</title>{}</head><body><nav>Menu</nav><main><h1>{}</h1><p>{}</p></main></body></html>'
    source = write_source(
        {
            "help/pay.html": page.format(
                "en", "Pay", head.format("fr", "aide/payer.html"), "Pay ¶", WORDS
            ),
            "aide/payer.html": page.format(
                "fr", "Payer", head.format("en", "help/pay.html"), "Payer", WORDS
            ).encode("latin-1"),
        }
    )
    log = ProblemLog()
    site = read("html", source, log)
    assert not log
    (article,) = site.articles
    assert {text.language: text.title for text in article.texts} == {"en": "Pay", "fr": "Payer"}
    assert "Menu" not in article.texts[0].body
    assert article.category == ("help",)


def test_a_table_has_languages_in_columns_or_rows(tmp_path: Path) -> None:
    columns = tmp_path / "a.csv"
    columns.write_text(
        "id;question_en;answer_en;Question (fr);Answer (fr);extra\n7;Why?;<p>So.</p>;Pourquoi ?;Ainsi.;x\n",
        "utf-8",
    )
    log = ProblemLog()
    site = read("table", columns, log)
    assert not log
    (article,) = site.articles
    assert (article.number, [text.language for text in article.texts]) == (7, ["en", "fr"])
    assert [str(text.form) for text in article.texts] == ["html", "plain"]
    assert [each.what for each in site.omissions] == ["column “extra”"]
    rows = tmp_path / "b.csv"
    rows.write_text("key,lang,Frage,Antwort\nk,en,Why?,So\nk,fr,Pourquoi ?,Ainsi\n", "utf-8")
    site = read("table", rows)
    assert [text.title for text in site.articles[0].texts] == ["Why?", "Pourquoi ?"]


def test_a_sheet_is_read_and_columns_are_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Nr", "Q", "A"])
    book.active.append([12, "=1+1", "**Bold**"])
    book.save(tmp_path / "a.xlsx")
    log = ProblemLog()
    site = read("table", tmp_path / "a.xlsx", log)
    assert str(log[0]).startswith("a.xlsx:1: no column is known as question")
    log = ProblemLog()
    site = read("table", tmp_path / "a.xlsx", log, columns={"question": "Q", "answer": "A"})
    assert not log
    assert not site.articles  # a formula without a value
    book.active["B2"] = "What?"
    book.save(tmp_path / "a.xlsx")
    site = read("table", tmp_path / "a.xlsx", columns={"question": "Q", "answer": "A"})
    assert (site.articles[0].number, str(site.articles[0].texts[0].form)) == (12, "markdown")


def make_bomb(*, entity: bool = False) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        text = "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>" if entity else " " * 301_000_000
        archive.writestr("xl/workbook.xml", text)
    return output.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.xlsx", b"no archive", "this is no XLSX file"),
        ("a.xlsx", make_bomb, "the archive holds too much"),
        ("a.xlsx", partial(make_bomb, entity=True), "declares entities"),
        ("a.csv", b"", "the table is empty"),
        ("a.csv", b"question,answer\n\xff,b\n", "the byte 0xFF is not UTF-8"),
        ("a.csv", b"question,answer\nCaf\xe9,b\n", "in Excel, choose “CSV UTF-8”"),
        ("a.csv", b"question,answer\n" + b"x" * 1_100_000, "the table cannot be read"),
    ],
)
def test_damaged_tables_are_refused_with_their_place(
    tmp_path: Path, name: str, content: bytes | Callable[[], bytes], what: str
) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content())
    log = ProblemLog()
    read("table", tmp_path / name, log)
    assert what in str(log[0])
    assert log[0].path == name


def test_days_are_read_as_people_write_them() -> None:
    expected = date(2024, 3, 5)
    for words in ("2024-03-05T10:00:00Z", "2024/3/5", "5 March 2024", "Mar 5, 2024", "05.03.2024"):
        assert parse_day(words) == expected
    assert parse_day("25/03/2024") == parse_day("03/25/2024") == date(2024, 3, 25)
    assert parse_day("05/03/2024") is None  # of March, or of May


def test_a_day_that_cannot_be_read_is_named_at_the_first_line_of_its_row(
    write_source: WriteFolder,
) -> None:
    table = 'question,answer,date\nOne?,"Some\nlines",2024-01-02\nTwo?,"More\nlines",05/03/2024\n'
    path = write_source({"faq.csv": table}) / "faq.csv"
    site = READERS_BY_NAME["table"].read(path, ReadOptions("en", ("en",)), ProblemLog())
    [omission] = site.omissions
    assert (str(omission.location), omission.detail) == ("faq.csv:4", "05/03/2024")


def test_a_folder_of_mdx_is_known(write_source: WriteFolder) -> None:
    source = write_source({"docs/guide/start.mdx": "# Start\n\nOpen the app.\n"})
    assert find_reader("auto", source).name == "markdown"
