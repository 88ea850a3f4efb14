"""JSON-LD and previews: true, valid, and unable to leave the element they stand in."""

import json
from dataclasses import replace
from typing import Any

import pytest

from entraide.model.places import HOME, TAGS, Place, make_entry_place
from entraide.model.site import TypesetSite
from entraide.publish.json_ld import build_json_ld
from entraide.publish.link_preview import LinkPreview, build_link_preview, to_open_graph_locale
from support.entries import make_entry, make_typeset_site
from support.json_schema import make_validator

URL = "https://square.example/help/"

# What schema.org defines for the types that we use, and what Google asks of a breadcrumb.
ABSOLUTE = {"type": "string", "pattern": "^https://"}
WORDS = {"type": "string", "minLength": 1}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
ORGANISATION = {
    "type": "object",
    "properties": {"@type": {"const": "Organization"}, "name": WORDS},
    "required": ["@type", "name"],
    "additionalProperties": False,
}
REFERENCE = {
    "type": "object",
    "properties": {"@type": WORDS, "@id": ABSOLUTE},
    "required": ["@type", "@id"],
    "additionalProperties": False,
}


def make_node_schema(kind: str, required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **properties},
        "required": ["@type", *required.split()],
        "additionalProperties": False,
    }


ARTICLE = make_node_schema(
    "Article",
    "@id headline inLanguage dateModified author publisher",
    **{"@id": ABSOLUTE},
    headline=WORDS,
    inLanguage=WORDS,
    identifier=WORDS,
    version={"type": "integer"},
    dateModified=DAY,
    datePublished=DAY,
    author=ORGANISATION,
    publisher=ORGANISATION,
    translationOfWork=REFERENCE,
)
STEP = make_node_schema(
    "ListItem", "position name item", position={"type": "integer"}, name=WORDS, item=ABSOLUTE
)
BREADCRUMB = make_node_schema(
    "BreadcrumbList",
    "itemListElement",
    itemListElement={"type": "array", "items": STEP, "minItems": 2},
)
WEBSITE = make_node_schema(
    "WebSite",
    "@id url name inLanguage",
    **{"@id": ABSOLUTE},
    url=ABSOLUTE,
    name=WORDS,
    description=WORDS,
    inLanguage=WORDS,
)
SCHEMA = {
    "type": "object",
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "minItems": 1,
            "items": {"oneOf": [ARTICLE, BREADCRUMB, WEBSITE]},
        },
    },
    "required": ["@context", "@graph"],
    "additionalProperties": False,
}


def read_nodes(place: Place, site: TypesetSite, locale: str = "en") -> dict[str, Any]:
    value = json.loads(build_json_ld(place, site, site.get_locale(locale), URL))
    make_validator(SCHEMA).validate(value)
    return {node["@type"]: node for node in value["@graph"]}


def test_an_entry_is_an_article_with_the_way_to_it() -> None:
    found = read_nodes(make_entry_place(made := make_entry(1)), make_typeset_site(made))
    assert found["Article"]["@id"] == f"{URL}harassment/entry-1/"
    assert found["Article"]["inLanguage"] == "en"
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2]
    assert [step["item"] for step in steps] == [URL, f"{URL}harassment/"], "not the page itself"


def test_a_translation_names_its_source_and_the_revision_it_was_made_from() -> None:
    made = make_entry(1, localised=("fr",), revision=3)
    article = read_nodes(make_entry_place(made), make_typeset_site(made), "fr")["Article"]
    assert article["translationOfWork"]["@id"] == f"{URL}harassment/entry-1/"
    assert (article["inLanguage"], article["version"]) == ("fr", 1)
    assert (
        "translationOfWork"
        not in read_nodes(make_entry_place(made), make_typeset_site(made))["Article"]
    )


def test_a_fallback_page_describes_the_source_and_claims_nothing() -> None:
    made = make_entry(1)
    place, whole = make_entry_place(made), make_typeset_site(made)
    fallback = read_nodes(place, whole, "fr")
    assert list(fallback) == ["Article"]
    assert fallback["Article"] == read_nodes(place, whole)["Article"]


def test_a_day_of_publication_is_reported_only_while_it_is_known() -> None:
    first, second = make_entry(1), make_entry(2, revision=2)
    whole = make_typeset_site(first, second)
    assert read_nodes(make_entry_place(first), whole)["Article"]["datePublished"] == "2026-11-21"
    assert "datePublished" not in read_nodes(make_entry_place(second), whole)["Article"]


def test_the_home_page_is_a_site_and_lists_say_nothing() -> None:
    whole = replace(make_typeset_site(), homes=dict.fromkeys(("en", "fr"), make_entry(1).source))
    assert read_nodes(HOME, whole, "fr")["WebSite"]["url"] == f"{URL}fr/"
    assert build_json_ld(TAGS, whole, whole.default_locale, URL) == ""


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)//", "<!--<script>", "A & B", "“é” \\"]
)
def test_no_title_can_end_the_element(title: str) -> None:
    made = make_entry(1)
    hostile = replace(made, source=replace(made.source, title=title))
    text = build_json_ld(
        make_entry_place(hostile),
        make_typeset_site(hostile),
        make_typeset_site().default_locale,
        URL,
    )
    assert not set("<>&") & set(text)
    assert (
        read_nodes(make_entry_place(hostile), make_typeset_site(hostile))["Article"]["headline"]
        == title
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr", "fr_FR"), ("en", "en_US"), ("fr-CA", "fr_CA"), ("pt-br", "pt_BR"), ("ar", "ar_EG")],
)
def test_a_language_is_written_as_open_graph_wants_it(lang: str, expected: str) -> None:
    assert to_open_graph_locale(lang) == expected


def build_preview(place: Place, site: TypesetSite, shown: tuple[str, str]) -> LinkPreview:
    """That of a page in French."""
    return build_link_preview(place, site, site.get_locale("fr"), shown)


def test_the_preview_of_a_fallback_page_is_the_sources() -> None:
    made = make_entry(1)
    whole = make_typeset_site(made)
    shown = build_preview(make_entry_place(made), whole, ("en 1", "A summary."))
    assert (shown.title, shown.locale, shown.kind) == ("en 1", "en_US", "article")


def test_the_preview_of_a_list_has_the_words_of_its_page() -> None:
    whole = make_typeset_site()
    shown = build_preview(TAGS, whole, ("Thèmes", "Tous."))
    assert (shown.title, shown.summary, shown.kind) == ("Thèmes", "Tous.", "website")
