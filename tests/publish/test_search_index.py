"""What Pagefind is given to read, and what is left of what it writes."""

import json
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.model.entry import Entry, LocalisedVersion, PageText, Status, Version
from entraide.model.locales import Locale
from entraide.model.site import Site, Term, TypesetSite
from entraide.publish.search import (
    SearchPage,
    format_index_entry,
    iter_search_pages,
    list_silent_parts,
    make_veil,
    veil_text,
    write_index,
)

EN = Locale("en", "en", "ltr", "English", "Help", default=True)
FR = Locale("fr", "fr-CA", "ltr", "Français", "Aide")
AR = Locale("ar", "ar", "rtl", "العربية", "مساعدة")
VEILING = make_veil(list_silent_parts([EN, FR]))


def make_version(locale: str, title: str, **more: object) -> Mapping[str, object]:
    return {
        "locale": locale,
        "path": f"docs/{locale}/a/b.md",
        "title": title,
        "summary": f"{title}.",
        "body": "",
        "body_line": 1,
        "keywords": (f"{locale}-keyword",),
        "updated": date(2026, 6, 1),
        "revision": 1,
        **more,
    }


def make_entry(number: int, *, french: bool = False, status: Status = Status.PUBLISHED) -> Entry:
    localised = make_version("fr", "L’utilisateur")
    return Entry(
        id=number,
        category="a",
        slug=f"b{number}",
        source=Version(**make_version("en", 'The user’s "own" page')),  # type: ignore[arg-type]
        localised={"fr": LocalisedVersion(**localised)} if french else {},  # type: ignore[arg-type]
        tags=("police",),
        related=(),
        author="Us",
        status=status,
        review_by=None,
        sensitive=False,
        moved_from=(),
        changes=(),
    )


def make_site(*entries: Entry) -> TypesetSite:
    label = {"en": "Police", "fr": "Gendarmes", "ar": "الشرطة"}
    homes = dict.fromkeys(
        ("en", "fr", "ar"),
        PageText(locale="en", path="", title="", summary="", body="", body_line=1),
    )
    tags = {"police": Term("police", label, label)}
    return TypesetSite(Site((EN, FR, AR), {}, tags, {one.id: one for one in entries}, homes))


def list_pages(*entries: Entry) -> dict[str, str]:
    html = {(one.id, code): "<p>Text</p>" for one in entries for code in ("en", "fr", "ar")}
    return {page.url: page.html for page in iter_search_pages(make_site(*entries), html)}


def restore_text(text: str) -> str:
    """What search.js shows of it."""
    shown = text.replace("\ue000 ", "")
    return "".join(chr(ord(c) - 0xE000) if "\ue000" <= c <= "\uf8ff" else c for c in shown)


def get_visible_text(text: str) -> str:
    """What Pagefind sees of a text."""
    return "".join(c for c in VEILING(text) if not "\ue000" <= c <= "\uf8ff")


def test_every_listed_entry_is_a_page_of_every_locale() -> None:
    found = list_pages(make_entry(1, french=True), make_entry(2))
    assert list(found) == ["a/b1/", "fr/a/b1/", "ar/a/b1/", "a/b2/", "fr/a/b2/", "ar/a/b2/"]
    assert [html.split('"')[1] for html in found.values()] == ["en", "fr-CA", "ar"] * 2


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_drafts_and_archived_entries_are_no_page(status: Status) -> None:
    assert list_pages(make_entry(1, status=status)) == {}


def test_a_page_has_title_summary_keywords_tags_and_number() -> None:
    html = unescape(restore_text(list_pages(make_entry(1, french=True))["fr/a/b1/"]))
    for name, value in {
        "title": "L’utilisateur",
        "summary": "L’utilisateur.",
        "keywords": "fr-keyword, Gendarmes",
        "id": "1z",
    }.items():
        assert f'<meta data-pagefind-meta="{name}[content]" content="{value}">' in html
    assert "language" not in html


def test_a_fallback_page_has_its_language_and_a_lower_weight_in_search() -> None:
    html = list_pages(make_entry(1))["fr/a/b1/"]
    for name, value in {"language": "anglais", "lang": "en", "dir": "ltr"}.items():
        assert f'"{name}[content]" content="{veil_text(value)}"' in html
    assert "anglais" not in html
    assert 'meta="source_title[content]"' in html
    assert 'meta="title[content]"' not in html
    assert 'data-pagefind-weight="0.5"' in html


def test_a_quote_in_a_title_does_not_end_its_attribute() -> None:
    assert "The user’s &quot;own&quot; page" in restore_text(list_pages(make_entry(1))["a/b1/"])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("l’utilisateur", "’utilisateur"),
        ("L'utilisateur", "utilisateur"),
        ("jusqu’à demain", "’à demain"),
        ("aujourd’hui, quelqu’un", "aujourd’hui, quelqu’un"),
        ("aujourd'hui", "aujourdhui"),
        ("d’aujourd’hui", "’aujourd’hui"),
        ("l’<em>autre</em>", "’<em>autre</em>"),
        ("the person’s car, the person's car", "the person’ car, the person car"),
        ("don’t, don't", "don’t, dont"),
        ("l&rsquo;ami, l&#39;ami", "’ami, ami"),
        ("‘quoted’ 'quoted'", "‘quoted’ 'quoted'"),
        ("<a title='it' class=\"s\">", "<a title='it' class=\"s\">"),
        ("tea—coffee", "tea— coffee"),
    ],
)
def test_what_pagefind_sees_of_a_word(text: str, seen: str) -> None:
    assert get_visible_text(text) == seen


def test_a_language_without_elision_loses_nothing() -> None:
    assert list_silent_parts([AR]) == ()
    assert make_veil(())("l’ami") == "l’ami"


@given(st.text(alphabet="ldqu’' sané<p>—…x"))
def test_readers_see_each_character_as_it_was_written(text: str) -> None:
    assert restore_text(VEILING(text)) == text


def make_page(lang: str, url: str) -> SearchPage:
    html = f'<html lang="{lang}"><body data-pagefind-body><p>{url}</p></body></html>'
    return SearchPage(url, html)


def test_only_what_the_search_script_loads_is_published(tmp_path: Path) -> None:
    write_index([make_page("en", "a/"), make_page("xx", "xx/%C3%A9/")], tmp_path)
    kinds = {file.name.split("_")[0] for file in (tmp_path / "pagefind").iterdir()}
    top = {"pagefind-entry.json", "pagefind.js", "wasm.en.pagefind", "wasm.unknown.pagefind"}
    assert kinds == top | {"fragment", "index", "pagefind.en", "pagefind.xx"}


def test_two_indexes_of_the_same_pages_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    indexes = []
    for name in ("one", "two"):
        every = [make_entry(number, french=number % 2 == 0) for number in range(1, 30)]
        text = {(one.id, code): "<p>Text</p>" for one in every for code in ("en", "fr", "ar")}
        write_index(iter_search_pages(make_site(*every), text), tmp_path / name)
        files = sorted((tmp_path / name).rglob("*.*"))
        indexes.append({file.name: file.read_bytes() for file in files if file.is_file()})
    assert indexes[0] == indexes[1]


def test_an_index_replaces_the_last_one_whole(tmp_path: Path) -> None:
    write_index([make_page("en", "a/"), make_page("fr", "b/")], tmp_path)
    write_index([make_page("en", "a/")], tmp_path)
    told = json.loads((tmp_path / "pagefind" / "pagefind-entry.json").read_text())
    assert list(told["languages"]) == ["en"]
    assert len(list((tmp_path / "pagefind" / "fragment").iterdir())) == 1


def test_a_site_without_entries_has_no_index(tmp_path: Path) -> None:
    write_index([], tmp_path)
    assert not (tmp_path / "pagefind").exists()


def test_the_entry_file_is_sorted() -> None:
    assert format_index_entry({"b": {"d": 1, "c": "é"}, "a": []}) == '{"a":[],"b":{"c":"é","d":1}}'
