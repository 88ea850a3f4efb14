"""Each message has one domain, by the files that print it; readers have 200 or fewer."""

from itertools import combinations

import pytest
from babel.messages.pofile import read_po

from entraide.content.catalogs import get_shipped_folder, get_template_path
from entraide.content.message_domains import RULES, Domain, choose_domain, find_domain
from entraide.content.messages import PACKAGE
from support.paths import ROOT

MOST_READER_WORDS = 200  # so that a site in a new language is a matter of a day


def list_messages(domain: Domain) -> set[tuple[object, object]]:
    with get_template_path(domain).open("rb") as file:
        return {(message.id, message.context) for message in read_po(file) if message.id}


def test_readers_have_200_messages_or_fewer() -> None:
    assert 0 < len(list_messages(Domain.READER)) <= MOST_READER_WORDS


def test_no_message_is_in_two_domains() -> None:
    for one, other in combinations(Domain, 2):
        assert list_messages(one) & list_messages(other) == set()


@pytest.mark.parametrize(
    ("path", "domain"),
    [
        ("entry.html", Domain.READER),
        ("partials/rating.html", Domain.READER),
        ("publish/pages/contact_page.py", Domain.READER),
        ("partials/propose_words.html", Domain.CONTRIBUTOR),
        ("publish/pages/statement_pages.py", Domain.CONTRIBUTOR),
        ("desk/templates/withdraw.html", Domain.CONTRIBUTOR),
        ("partials/incident_work.html", Domain.KIT),
        ("desk/templates/staff/queue.html", Domain.STAFF),
    ],
)
def test_the_file_decides(path: str, domain: Domain) -> None:
    assert find_domain(path) is domain


def test_what_two_domains_print_belongs_to_the_more_public_one() -> None:
    files = ["desk/templates/staff/queue.html", "partials/propose_work.html"]
    assert choose_domain(files) is Domain.CONTRIBUTOR
    assert choose_domain([*files, "entry.html"]) is Domain.READER


def test_each_rule_is_about_a_file_that_exists() -> None:
    for start, _ in RULES:
        assert [*PACKAGE.glob(f"{start}*"), *(ROOT / "overrides").glob(f"{start}*")], start


@pytest.mark.parametrize("code", ["ar", "de", "es", "fr"])
def test_the_header_says_that_nobody_has_reviewed_it(code: str) -> None:
    for file in (get_shipped_folder() / code).rglob("*.po"):
        head = file.read_text(encoding="utf-8").partition("msgid")[0]
        assert "# No native reviewer has read this catalog yet.\n" in head, file
