"""What search is told besides the words of an entry."""

from dataclasses import replace

import pytest

from entraide.model.glossary import GlossaryTerm
from entraide.publish.search.synonyms import build_synonym_groups, find_synonyms
from support.entries import make_entry, make_typeset_site

SCAM = GlossaryTerm(
    id="scam",
    term={"en": "scam", "fr": "arnaque"},
    forms={"en": ("scams",), "fr": ("arnaques",)},
    synonyms={"en": ("fraud", "rip-off"), "fr": ("escroquerie", "abus de confiance")},
)
LONE = GlossaryTerm(id="lone", term={"en": "lone", "fr": "seul"})


@pytest.mark.parametrize(
    ("html", "locale", "others"),
    [
        ("<p>These scams.</p>", "en", ("fraud", "rip-off")),
        ("<p>It is a <em>Fraud</em>!</p>", "en", ("scam", "rip-off")),
        ("<p>Une escroquerie</p>", "fr", ("arnaque", "abus de confiance")),
        ("<p>Un abus\nde confiance</p>", "fr", ("arnaque", "escroquerie")),
        ('<p><a href="../scam/">Nothing</a> lone</p>', "en", ()),
        ("<p>A scam</p>", "fr", ()),
        ("<p>A scam, a fraud and a rip-off</p>", "en", ()),
    ],
)
def test_an_entry_is_found_by_the_other_words_for_what_it_says(
    html: str, locale: str, others: tuple[str, ...]
) -> None:
    whole = replace(make_typeset_site(), glossary={"scam": SCAM, "lone": LONE})
    version = make_entry(1, localised=("fr",)).get_served_version(locale)
    assert find_synonyms(version, html, build_synonym_groups(whole)[locale]) == others


def test_its_title_and_keywords_count_as_well() -> None:
    groups = build_synonym_groups(replace(make_typeset_site(), glossary={"scam": SCAM}))["en"]
    version = make_entry(1).source
    for said in (replace(version, title="A scam"), replace(version, keywords=("scam",))):
        assert find_synonyms(said, "", groups) == ("fraud", "rip-off")
