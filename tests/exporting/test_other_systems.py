"""What we write for people and for other systems has their names, and every text."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import html5lib
import pytest
from bs4 import BeautifulSoup

from support.commands import Run

pytestmark = pytest.mark.usefixtures("project")
# “Articles” and “Translations” of the reference of Zendesk’s Help Center API.
ARTICLE = """
    id section_id title body locale source_locale draft promoted position comments_disabled
    label_names user_segment_id html_url created_at edited_at updated_at outdated
"""
TRANSLATION = "source_id source_type locale title body draft outdated html_url updated_at"
# `createFaq` and `createCategory` of phpMyFAQ’s OpenAPI description; faq-id is of `updateFaq`.
FAQ = """
    faq-id language category-id category-name question answer keywords author email is-active
    is-sticky
"""
CATEGORY = """
    language parent-id category-name description user-id group-id is-active show-on-homepage
"""


def export(run: Run, form: str, *options: str) -> dict[str, bytes]:
    """The files of an archive by name."""
    file = Path.cwd().parent / "out.zip"
    result = run("export", "--format", form, "--output", file, *options)
    assert result.exit_code == 0, result.output
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_pages_link_each_other_and_have_their_images(run_entraide: Run) -> None:
    files = export(run_entraide, "html", "--status", "all")
    assert sorted(files) == [
        "account/bank/index.html",
        "fr/account/carte/index.html",
        "fr/scams/signs/index.html",
        "index.html",
        "scams/form.png",
        "scams/signs/index.html",
    ]
    page = BeautifulSoup(files["scams/signs/index.html"], "html5lib")
    targets = {link["href"] for link in page.select("a, link")}
    assert targets == {
        "../../account/bank/index.html#cards",
        "index.html",
        "../../fr/scams/signs/index.html",
    }
    assert page.select_one("img")["src"] == "../form.png"  # type: ignore[index]
    french = files["fr/scams/signs/index.html"].decode()
    assert '<html lang="fr" dir="ltr">' in french
    assert 'href="https://help.example/fr/account/bank/"' in french  # a fallback page


def test_pages_are_valid_and_load_nothing(run_entraide: Run) -> None:
    for name, content in export(run_entraide, "html", "--status", "all").items():
        if name.endswith(".html"):
            parser = html5lib.HTMLParser(strict=True)
            parser.parse(content.decode())
            assert b"<script" not in content
            assert b"{{" not in content


def test_zendesk_gets_articles_in_its_own_words(run_entraide: Run) -> None:
    files = export(run_entraide, "zendesk", "--status", "all")
    assert sorted(files) == ["articles.json", "categories.json", "sections.json"]
    page = json.loads(files["articles.json"])
    assert (page["count"], page["page_count"], page["next_page"]) == (3, 1, None)
    for article in page["articles"]:
        assert article.keys() - {"translations"} == set(ARTICLE.split())
        for translation in article["translations"]:
            assert translation.keys() == set(TRANSLATION.split())
    scam = page["articles"][0]
    assert scam["title"] == "=1+1: signs of a scam, # 1"
    assert scam["label_names"] == ["money", "@fraud", "'=trick"]
    assert scam["body"].count('href="https://help.example/account/bank/#cards"') == 1
    states = {each["locale"]: each["outdated"] for each in scam["translations"]}
    assert states == {"en": False, "fr": True}
    assert [article["draft"] for article in page["articles"]] == [False, False, True]
    sections = json.loads(files["sections.json"])["sections"]
    assert scam["section_id"] in {section["id"] for section in sections}


def test_phpmyfaq_gets_bodies_for_its_api_and_its_form(run_entraide: Run) -> None:
    files = export(run_entraide, "phpmyfaq", "--status", "all")
    faqs = json.loads(files["faqs.json"])
    assert all(faq.keys() == set(FAQ.split()) for faq in faqs)
    assert [faq["faq-id"] for faq in faqs] == [1, 1, 2, 12]
    assert all("#" not in faq["question"] for faq in faqs)
    assert [faq["is-active"] for faq in faqs] == [True, True, True, False]
    categories = json.loads(files["categories.json"])
    assert all(category.keys() == set(CATEGORY.split()) for category in categories)
    assert {faq["category-name"] for faq in faqs} == {each["category-name"] for each in categories}
    rows = list(csv.reader(io.StringIO(files["faqs.csv"].decode())))
    assert all(len(row) == 9 for row in rows)
    assert all(cell for row in rows for cell in row[:3] + row[4:])
    assert {row[7] for row in rows} | {row[8] for row in rows} == {"true", "false"}


def test_one_language_alone(run_entraide: Run) -> None:
    files = export(run_entraide, "zendesk", "--locale", "fr")
    articles = json.loads(files["articles.json"])["articles"]
    assert [article["locale"] for article in articles] == ["fr"]
