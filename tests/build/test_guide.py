"""The guided path as pages: every answer is a link, and no address tells what was answered."""

import pytest
from bs4 import Tag

from support.built_site import BuiltSite, find_one, list_attributes
from support.dead_links import list_dead_links
from support.guide_site import make_step_path

START, MORE, PAID = "find-help/", make_step_path("more"), make_step_path("paid")


def list_words(page: Tag, selector: str) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page.select(selector)]


def test_the_home_page_leads_to_the_first_question(guide_site: BuiltSite) -> None:
    assert list_attributes(guide_site.read_page(""), ".guide-way a", "href")[0] == START
    words = list_words(guide_site.read_page("fr/"), ".guide-way")
    assert words[0] == "Que se passe-t-il\u202f? Trouver de l’aide"


def test_each_answer_leads_to_its_step(guide_site: BuiltSite) -> None:
    start = guide_site.read_page(START)
    assert list_words(start, "h1, .guide-answers a") == [
        *("What happened?", "I paid", "Something else"),
    ]
    names = [path.removeprefix(START) for path in (PAID, MORE)]
    assert list_attributes(start, ".guide-answers a", "href") == names
    more = guide_site.read_page(MORE)
    assert list_words(more, "h1, .guide-answers a") == [
        *("What else?", "Someone frightens me", "I gave my card"),
    ]


def test_all_of_it_stands_on_the_first_page_as_lists_within_lists(guide_site: BuiltSite) -> None:
    tree = find_one(guide_site.read_page("fr/" + START), ".guide-tree > ul")
    assert list_words(tree, ":scope > li > a") == ["J’ai payé", "Autre chose"]
    assert list_words(tree, "li ul a") == ["On me fait peur", "J’ai donné ma carte"]
    assert not guide_site.read_page(MORE).select(".guide-tree")


def test_an_end_says_what_to_do_first_who_helps_and_where_to_report(guide_site: BuiltSite) -> None:
    page = guide_site.read_page("fr/" + PAID)
    assert list_words(page, "h1, .guide .lead, .guide h2") == [
        *("Vous avez payé", "Appelez votre banque.", "À faire maintenant"),
        *("Banque et carte", "Nous le signaler"),
    ]
    assert list_attributes(page, ".where[data-topic]", "data-topic") == ["bank", "scams"]
    assert list_words(page, ".guide-fold > summary") == ["Arnaques"]  # the second one
    assert list_attributes(page, ".guide > .ways-on:not(.guide-back) a", "href") == ["../../notes/"]


def test_each_step_leads_back_to_the_questions_before_it_and_to_the_first(
    guide_site: BuiltSite,
) -> None:
    end = guide_site.read_page(PAID)  # two questions lead to it
    assert list_words(end, ".guide-back a") == [
        *("Previous What happened?", "Previous What else?", "Start again"),
    ]
    name = MORE.removeprefix(START)
    assert list_attributes(end, ".guide-back a", "href") == ["../", f"../{name}", "../"]
    assert not guide_site.read_page(START).select(".guide-back")


def test_where_somebody_has_to_be_called_first_services_stand_first(guide_site: BuiltSite) -> None:
    page = guide_site.read_page(make_step_path("fear"))
    assert list_words(page, ".guide h2") == ["In danger?", "Do this now"]
    assert list_attributes(page, ".guide > .emergency .numbers a", "href") == ["tel:112"]
    assert list_words(page, ".guide-fold > summary") == ["In danger now"]


@pytest.mark.parametrize("locale", ["", "fr/"])
def test_neither_address_nor_window_tells_what_somebody_answered(
    guide_site: BuiltSite, locale: str
) -> None:
    paths = [locale + START, *(locale + path for path in (MORE, PAID))]
    titles = {find_one(guide_site.read_page(path), "title").get_text() for path in paths}
    assert len(titles) == 1
    assert guide_site.read_page(paths[1]).select("meta[name=robots][content*=noindex]")
    sitemap = guide_site.get_file("sitemap.xml").read_text(encoding="utf-8")
    assert f"/{locale}{START}<" in sitemap
    assert f"{START.strip('/')}/{MORE.split('/')[1]}" not in sitemap


def test_the_way_to_the_scam_check_stands_where_a_step_says_so(guide_site: BuiltSite) -> None:
    end = guide_site.read_page("fr/" + PAID)
    assert list_words(end, ".guide-first a")[0] == "Est-ce une arnaque\u202f?"
    assert not guide_site.read_page("fr/" + MORE).select(".guide-first")
    page = guide_site.read_page("fr/scam-check/")
    questions = [each.replace("\u202f", " ") for each in list_words(page, ".scam-signs label")]
    assert questions == ["Vous presse-t-on ?", "Veut-on un code ?"]
    sign = "Ne le donnez à personne. Qui appeler À faire maintenant"
    assert list_words(page, ".scam-sign")[1] == sign
    assert page.select("h2[id='scam.found']")
    names = guide_site.read_json("search/fr/names.json")
    assert "fr/scam-check/" in [row["url"] for row in names["rows"]]


def test_no_link_is_dead_and_a_site_without_a_path_has_nothing_of_it(
    guide_site: BuiltSite, states: BuiltSite
) -> None:
    assert list_dead_links(guide_site) == []
    assert not states.has(START)
    assert not states.read_page("").select(".guide-way")
    assert ".guide" not in states.get_file("assets/site.css").read_text(encoding="utf-8")
