"""One corpus, written twice: as a project of Entraide, and as one of plain MkDocs.

Both get the same bodies, titles, summaries and tags. The plain project is what its makers recommend
for this size: Material with search, tags and pruned navigation, and static-i18n.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.plans import CATEGORIES, TAGS, EntryPlan, make_plans
from bench.sample_texts import TextWriter
from bench.vocabulary import make_vocabulary

SQUARE = Path(__file__).parent.parent / "tests" / "sites" / "square"  # what it says never changes
LOCALES = ("en", "fr")
DAY = "2026-11-21"
FrontMatterMaker = Callable[[EntryPlan, str, TextWriter], Mapping[str, Any]]
SIGNIFICANCE = {"current": "minor", "outdated": "medium", "misleading": "major", "missing": "minor"}

OURS = f"""\
INHERIT: {SQUARE}/mkdocs.yml
site_url: https://help.example/
"""
SETTINGS = """\
desk: true
safety_entry: 1001
feedback_entry: 1001
links: listed
contacts: listed
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
"""
PLAIN = """\
site_name: Help
site_url: https://help.example/
theme: {name: material, features: [navigation.prune, navigation.indexes]}
plugins:
  - search
  - tags
  - i18n:
      docs_structure: folder
      fallback_to_default: true
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
markdown_extensions:
  - tables
  - footnotes
  - sane_lists
  - toc: {permalink: true}
  - pymdownx.highlight: {use_pygments: false}
  - pymdownx.superfences
  - pymdownx.quotes: {callouts: true}
  - pymdownx.tasklist
"""


def write_ours(root: Path, entries: int) -> None:
    """Write a project of Entraide with that many entries in both locales; it passes its checks."""
    _write(root / "mkdocs.yml", OURS)
    _write(root / "data" / "settings.yml", SETTINGS)
    _write(root / "data" / "categories.yml", _format_terms(CATEGORIES))
    _write(root / "data" / "tags.yml", _format_terms(TAGS))
    _write(root / "data" / "platform.yml", (SQUARE / "data" / "platform.yml").read_text("utf-8"))
    home = {"title": "Help", "summary": "Where to begin."}
    write_pages(root / "docs", entries, home, _make_our_matter)


def write_plain(root: Path, entries: int) -> None:
    """Write the same entries as a project of plain MkDocs."""
    _write(root / "mkdocs.yml", PLAIN)
    write_pages(root / "docs", entries, {"title": "Help"}, make_plain_matter)


def write_pages(
    docs: Path,
    entries: int,
    home: Mapping[str, Any],
    matter: FrontMatterMaker,
    home_name: str = "index.md",
) -> None:
    """Write the texts into the folder `docs`, each with the front matter that `matter` makes."""
    words = {locale: make_vocabulary(locale) for locale in LOCALES}
    for locale in LOCALES:
        _write(docs / locale / home_name, _format_page(home, "Welcome.\n"))
    for plan in make_plans(entries):
        for locale in plan.list_locales():
            text = TextWriter(plan, locale, words[locale])
            path = docs / locale / plan.category / f"{plan.slug}.md"
            _write(path, _format_page(matter(plan, locale, text), text.write_body()))


def _make_our_matter(plan: EntryPlan, locale: str, text: TextWriter) -> dict[str, Any]:
    own = {"id": plan.number, "title": text.title, "summary": text.summary}
    own |= {"keywords": text.keywords, "updated": DAY}
    if locale != plan.source:
        return own | {"source_revision": 2 if plan.state == "current" else 1}
    change = {"revision": 2, "date": DAY, "significance": SIGNIFICANCE[plan.state]}
    return own | {
        "tags": plan.tags,
        "related": plan.related,
        "author": "Safety team",
        "status": "published",
        "revision": 2,
        "changes": [change | {"note": text.note}],
    }


def make_plain_matter(plan: EntryPlan, _: str, text: TextWriter) -> dict[str, Any]:
    """Make the front matter that plain MkDocs has a use for."""
    return {"title": text.title, "description": text.summary, "tags": plan.tags}


def _format_page(matter: Mapping[str, Any], body: str) -> str:
    return "\n".join(["---", *_format_yaml(matter), "---", "", body])


def _format_yaml(matter: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of front matter; JSON is YAML, but a date must stay without quotes."""
    for key, value in matter.items():
        text = json.dumps(value, ensure_ascii=False).replace(f'"{DAY}"', DAY)
        yield f"{key}: {text}"


def _format_terms(ids: tuple[str, ...]) -> str:
    rows = ({"id": i, "label": _repeat(i), "description": _repeat(f"About {i}.")} for i in ids)
    return json.dumps(list(rows), indent=1)


def _repeat(text: str) -> dict[str, str]:
    return dict.fromkeys(LOCALES, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
