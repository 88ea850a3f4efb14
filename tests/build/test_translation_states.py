"""Every state an entry can be in, as its pages show it (tests/sites/states)."""

import pytest

from support.built_site import BuiltSite, find_one, get_attribute, list_attributes

FR_ENGLISH_ONLY = "fr/harassment/english-only/"
EN_FRENCH_ONLY = "scams/french-only/"


@pytest.mark.parametrize(
    ("path", "page_lang", "text_lang", "source"),
    [
        (FR_ENGLISH_ONLY, "fr", "en", "harassment/english-only/"),
        (EN_FRENCH_ONLY, "en", "fr", "fr/scams/french-only/"),
    ],
)
def test_a_missing_version_is_a_fallback_page_that_says_so(
    states: BuiltSite, path: str, page_lang: str, text_lang: str, source: str
) -> None:
    page = states.read_page(path)
    assert get_attribute(page, "html", "lang") == page_lang
    assert page.select_one(f"[lang={text_lang}] h2"), "the text is marked with its own language"
    assert page.select(f"[lang={text_lang}] h1, h1[lang={text_lang}]")
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"
    canonical = get_attribute(page, "link[rel=canonical]", "href")
    assert canonical == f"https://states.example/{source}"
    assert not page.select("link[rel=alternate][hreflang]")
    assert find_one(page, ".notice-missing")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("harassment/current/", "Not yet reviewed by a native speaker or a support service."),
        (FR_ENGLISH_ONLY, "Ce texte n’a pas encore été relu"),
        ("fr/harassment/current/", ""),
    ],
)
def test_a_text_that_nobody_has_reviewed_says_so_once(
    states: BuiltSite, path: str, words: str
) -> None:
    text = find_one(states.read_page(path), ".facts").get_text()
    assert text.count("Not yet") + text.count("pas encore") == bool(words)
    assert words in text
    assert ("Sam L." in text) is (not words)


def test_an_untranslated_page_is_claimed_by_its_own_language_only(states: BuiltSite) -> None:
    page = states.read_page("harassment/english-only/")
    claims = list_attributes(page, "link[rel=alternate][hreflang]", "hreflang")
    assert claims == ["en", "x-default"]
    default = get_attribute(page, "link[hreflang=x-default]", "href")
    assert default == "https://states.example/harassment/english-only/"


def test_alternates_are_absolute_and_reciprocal(states: BuiltSite) -> None:
    pages = [states.read_page("harassment/current/"), states.read_page("fr/harassment/current/")]
    claims = [
        [(link["hreflang"], link["href"]) for link in page.select("link[rel=alternate][hreflang]")]
        for page in pages
    ]
    assert claims[0] == claims[1]
    assert dict(claims[0]) == {
        "en": "https://states.example/harassment/current/",
        "fr": "https://states.example/fr/harassment/current/",
        "x-default": "https://states.example/harassment/current/",
    }


def test_a_current_translation_has_no_notice(states: BuiltSite) -> None:
    assert not states.read_page("fr/harassment/current/").select(".notice")
    assert not states.read_page("harassment/misleading/").select(".notice")


def test_an_outdated_translation_has_a_notice_of_one_line(states: BuiltSite) -> None:
    notice = find_one(states.read_page("fr/harassment/outdated/"), ".notice-outdated")
    assert notice
    assert get_attribute(notice, "a[href]", "href") == "../../../harassment/outdated/"


def test_a_misleading_translation_warns_above_the_text(states: BuiltSite) -> None:
    page = states.read_page("fr/harassment/misleading/")
    notice = find_one(page, ".notice-misleading")
    assert get_attribute(notice, "a[href]", "href") == "../../../harassment/misleading/"
    following = [element.name for element in notice.find_all_next(["h2", "ol"])]
    assert following[:2] == ["h2", "ol"], "the warning comes before the steps"


@pytest.mark.parametrize("name", ["outdated", "misleading"])
def test_a_section_that_is_behind_is_marked_and_listed(states: BuiltSite, name: str) -> None:
    page = states.read_page(f"fr/harassment/{name}/")
    listed = [link["href"] for link in page.select(".notice-behind a")]
    marks = page.select(".text .behind")
    assert {mark.get_text() for mark in marks} == {"L’original a changé ici"}
    assert "#first-steps" in listed, "as in the original"
    assert find_one(page, "#first-steps + .behind")
    assert all(page.find(id=link.removeprefix("#")) for link in map(str, listed))
    assert len(listed) == len(marks)


def test_a_changed_summary_marks_the_start_of_the_page(states: BuiltSite) -> None:
    page = states.read_page("fr/harassment/misleading/")
    assert find_one(page, ".lead + .behind")["id"] == "notice.start"
    assert find_one(page, ".notice-behind a[href='#notice.start']")
    assert not states.read_page("fr/harassment/outdated/").find(id="notice.start")


def test_marks_are_the_pages_and_not_the_texts(states: BuiltSite) -> None:
    assert "a changé ici" not in states.read_json("entries/3.fr.json")["html"]
    assert not states.read_page("harassment/misleading/").select(".behind, .notice-behind")


def test_an_archived_entry_has_a_banner_and_is_in_no_list(states: BuiltSite) -> None:
    page = states.read_page("fr/scams/archived/")
    assert find_one(page, ".notice-archived")
    assert get_attribute(page, "meta[name=robots]", "content") == "noindex"
    for path in ("scams/", "fr/scams/", "entries/", "tags/police/", "sitemap.xml"):
        assert "archived" not in states.get_file(path).read_text(encoding="utf-8"), path


def test_a_draft_is_not_built(states: BuiltSite) -> None:
    assert not states.has("scams/draft/")
    assert not states.has("fr/scams/draft/")


def test_links_of_a_fallback_page_lead_within_the_readers_locale(states: BuiltSite) -> None:
    article = find_one(states.read_page(FR_ENGLISH_ONLY), "main")
    targets = list_attributes(article, "p a[href]", "href")
    assert "../current/#first-steps" in targets
    heading = find_one(states.read_page("fr/harassment/current/"), "#first-steps")
    assert heading.get_text().startswith("Premiers gestes"), "French words, at the English anchor"


def test_an_anchor_into_a_fallback_page_is_kept(states: BuiltSite) -> None:
    targets = list_attributes(states.read_page("fr/harassment/current/"), "p a[href]", "href")
    assert "../english-only/#first-steps" in targets
    assert "../../scams/french-only/#premiers-gestes" in targets


def test_an_image_of_one_locale_serves_the_fallback_pages_of_the_others(states: BuiltSite) -> None:
    image = find_one(states.read_page(FR_ENGLISH_ONLY), "main img")
    assert image["src"] == "../../../harassment/drawing.svg"
    assert states.has("harassment/drawing.svg")
    assert not states.has("fr/harassment/drawing.svg"), "there is one copy"
    redirects = states.read_json("redirects.json")["redirects"]
    assert redirects["/fr/harassment/drawing.svg"] == "/harassment/drawing.svg"


def test_generated_words_speak_the_language_of_the_text(states: BuiltSite) -> None:
    def list_notice_titles(path: str) -> set[str]:
        return {title.get_text() for title in states.read_page(path).select(".admonition-title")}

    assert list_notice_titles("fr/harassment/current/") == {"Attention"}
    assert list_notice_titles("harassment/current/") == {"Warning"}
    assert list_notice_titles(FR_ENGLISH_ONLY) == {"Warning"}
    assert list_notice_titles(EN_FRENCH_ONLY) == {"Attention"}


def test_the_metadata_block_dates_the_text_in_the_pages_language(states: BuiltSite) -> None:
    dated = find_one(states.read_page("fr/harassment/current/"), "time[datetime='2026-05-01']")
    assert dated.get_text() == "1er mai 2026"
    dated = find_one(states.read_page("harassment/current/"), "time[datetime='2026-06-01']")
    assert dated.get_text() == "1 June 2026"


def test_what_changed_is_collapsed_and_in_the_readers_words(states: BuiltSite) -> None:
    details = find_one(states.read_page("fr/harassment/current/"), "details.changes")
    assert "open" not in details.attrs
    assert "Une faute d’orthographe" in details.get_text()
    english = find_one(states.read_page("fr/harassment/outdated/"), ".changes [lang=en]")
    assert english.get_text(strip=True) == "A paragraph was added"


def test_the_edit_link_leads_staff_to_the_file_that_says_it(states: BuiltSite) -> None:
    edit = "https://forge.example/team/help/edit/main/docs/"
    links = set(list_attributes(states.read_page("fr/harassment/current/"), "a[href]", "href"))
    assert f"{edit}fr/harassment/current.md" in links
    links = set(list_attributes(states.read_page(FR_ENGLISH_ONLY), "a[href]", "href"))
    assert f"{edit}en/harassment/english-only.md" in links


def test_placeholders_are_filled(states: BuiltSite) -> None:
    assert "Text of the entry on Square." in states.read_page("harassment/current/").get_text()


def test_records_for_translators_are_not_published(states: BuiltSite) -> None:
    assert not list(states.folder.rglob("*.segments.json"))
