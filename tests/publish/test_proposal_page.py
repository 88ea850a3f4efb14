"""The page of proposals: what it is told, and the link to it on an entry."""

import json
from gettext import NullTranslations
from urllib.parse import parse_qs, urlsplit

import pytest

from entraide.content.markdown.callout_kinds import KINDS, KINDS_BY_NAME
from entraide.content.markdown.inline_html import ALLOWED
from entraide.content.settings import Settings
from entraide.model.entry import Status
from entraide.publish.pages.proposal_page import (
    ProposalLink,
    build_preview_syntax,
    build_proposal_page,
    make_new_file_url,
    make_proposal_link,
)
from support.entries import make_entry, make_typeset_site
from support.square_site import read_square_settings

WORDS = NullTranslations()
HUB, LAB = "https://github.com/team/help", "https://gitlab.example/team/help"
ASKS = "?filename={path}&value={text}"


def test_the_preview_gets_callouts_and_tags_from_where_pages_have_them() -> None:
    syntax = build_preview_syntax(WORDS)
    assert syntax["callouts"] == KINDS_BY_NAME
    assert syntax["titles"] == {kind: kind.title() for kind in KINDS}
    tags = syntax["tags"]
    assert isinstance(tags, dict)
    assert tags["abbr"] == ["lang", "title"]
    assert tags.keys() == ALLOWED - {"details", "summary"}  # these begin lines


@pytest.fixture(scope="module")
def settings() -> Settings:
    return read_square_settings()


@pytest.mark.parametrize(
    ("repo", "edit", "url"),
    [
        (HUB, "", f"{HUB}/new/main{ASKS}"),
        (f"{HUB}/", "edit/trunk/docs/", f"{HUB}/new/trunk{ASKS}"),
        ("https://forge.example/help", "edit/v2/docs/", f"https://forge.example/help/new/v2{ASKS}"),
        (LAB, "edit/main/docs/", f"{LAB}/-/new/main?file_name={{path}}"),
        (
            "https://a.example/help",
            "-/edit/main/",
            "https://a.example/help/-/new/main?file_name={path}",
        ),
        ("", "", ""),
        ("git@forge.example:team/help", "", ""),
        ("javascript:alert(1)", "", ""),
    ],
)
def test_a_forge_is_asked_for_a_new_file_in_its_own_way(repo: str, edit: str, url: str) -> None:
    assert make_new_file_url(repo, edit) == url


def test_a_letter_names_the_text_by_its_number_and_the_file_to_attach(settings: Settings) -> None:
    made = make_typeset_site(make_entry(7))
    page = build_proposal_page(settings, made, made.default_locale, "help+us@square.example", WORDS)
    letter = urlsplit(page.mail)
    query = parse_qs(letter.query)
    assert letter.path == "help%2Bus@square.example"
    assert query["subject"] == ["Proposal for entry {entry} ({locale}), revision {revision} · Help"]
    assert query["body"][0].endswith(": {file}")


def test_without_an_address_there_is_no_letter(settings: Settings) -> None:
    made = make_typeset_site(make_entry(7))
    assert build_proposal_page(settings, made, made.default_locale, "", WORDS).mail == ""


def test_languages_are_named_in_that_of_the_page(settings: Settings) -> None:
    made = make_typeset_site(make_entry(7))
    page = build_proposal_page(settings, made, made.get_locale("fr"), "", WORDS)
    assert json.loads(page.locales) == {
        "en": {"lang": "en", "dir": "ltr", "name": "anglais"},
        "fr": {"lang": "fr", "dir": "ltr", "name": "français"},
    }


FORM = "desk/propose/7/fr/?in=fr"


def test_the_link_asks_for_what_is_wanted_and_names_the_entry_behind_the_hash(
    settings: Settings,
) -> None:
    fr = make_typeset_site(make_entry(7)).get_locale("fr")
    assert make_proposal_link(make_entry(7), settings, fr) == ProposalLink(
        "fr/propose/#7", missing=True, file_url="", form_url=FORM
    )
    correction = make_proposal_link(make_entry(7, localised=("fr",)), settings, fr)
    assert correction == ProposalLink("fr/propose/#7", missing=False, file_url="", form_url=FORM)
    without = settings.model_copy(update={"desk": False})
    link = make_proposal_link(make_entry(7), without, fr)
    assert link == ProposalLink(
        "fr/propose/#7", missing=True, file_url="entries/7.fr.md", form_url=""
    )


@pytest.mark.parametrize("status", [Status.DRAFT, Status.ARCHIVED])
def test_nothing_is_proposed_for_what_no_list_names(settings: Settings, status: Status) -> None:
    locale = make_typeset_site().default_locale
    assert make_proposal_link(make_entry(7, status=status), settings, locale) is None
