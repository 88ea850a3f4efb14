"""Files for phpMyFAQ: bodies for its REST API, and the CSV of its import form.

`faqs.json` lists bodies of `POST /api/v3.1/faq/create`, `categories.json` those of `POST
/api/v3.1/category`, with the keys of its OpenAPI description. `faqs.csv` has the nine columns of
“Imports” in its administration guide: no heading, and every cell but the keywords filled. That form
escapes all HTML, so its answers are Markdown; the API keeps the HTML.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from entraide.exporting.rendered_texts import ProjectRendering, TextRendering
from entraide.model.entry import Status

HASH, FULL_WIDTH_HASH = "#", "＃"  # phpMyFAQ takes no question with a hash


def build_phpmyfaq_files(project: ProjectRendering) -> dict[str, bytes]:
    """Return the files by name."""
    texts = list(project.iter_texts())
    email = project.contact or f"nobody@{urlsplit(project.site_url).hostname}"
    numbers = {name: index for index, name in enumerate(project.site.categories, 1)}
    categories = list(_iter_categories(project, texts))
    faqs = [_make_faq(project, text, numbers[text.entry.category], email) for text in texts]
    return {
        "categories.json": _format_json(categories),
        "faqs.json": _format_json(faqs),
        "faqs.csv": _format_import_csv(project, texts, faqs).encode(),
    }


def _format_json(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode() + b"\n"


def _iter_categories(
    project: ProjectRendering, texts: list[TextRendering]
) -> Iterator[dict[str, Any]]:
    """Yield a category for each language that texts of it are in."""
    for name, term in project.site.categories.items():
        codes = dict.fromkeys(text.locale.code for text in texts if text.entry.category == name)
        for code in codes:
            yield {
                "language": project.site.get_locale(code).lang,
                "parent-id": 0,
                "category-name": term.label[code],
                "description": term.description[code],
                "user-id": 1,
                "group-id": -1,
                "is-active": True,
                "show-on-homepage": True,
            }


def _make_faq(
    project: ProjectRendering, text: TextRendering, category: int, email: str
) -> dict[str, Any]:
    """Make the request body that creates a text; all languages of an entry share `faq-id`."""
    entry, version, code = text.entry, text.version, text.locale.code
    return {
        "faq-id": entry.id,
        "language": text.locale.lang,
        "category-id": category,
        "category-name": project.site.categories[entry.category].label[code],
        "question": version.title.replace(HASH, FULL_WIDTH_HASH),
        "answer": text.html,
        "keywords": ",".join(version.keywords),
        "author": entry.get_author(code),
        "email": email,
        "is-active": entry.status is Status.PUBLISHED,
        "is-sticky": False,
    }


def _format_import_csv(
    project: ProjectRendering, texts: list[TextRendering], faqs: list[dict[str, Any]]
) -> str:
    """Return the nine columns; cells are not escaped, since no spreadsheet is to open the file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    written = project.build.written_site.entries
    for text, faq in zip(texts, faqs, strict=True):
        version = written[text.entry.id].get_version(text.locale.code)
        assert version is not None  # noqa: S101 - it was rendered
        writer.writerow(
            [
                faq["category-id"],
                faq["question"],
                version.body.strip() or version.summary,
                faq["keywords"],
                faq["language"],
                faq["author"],
                faq["email"],
                str(faq["is-active"]).lower(),
                "false",
            ]
        )
    return stream.getvalue()
