"""Stored markup in proposals, as staff see it: every field, past every check, must lie inert."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.staff.proposal_pages import make_mark
from entraide.desk.tables import proposals
from support.desk_rows import make_text
from support.hostile_texts import HOSTILE, LIVE, MARK, encode_entities, list_tags
from support.staff import add_proposal, find_csrf_token, sign_in_as

LIST = "/desk/staff/proposals/"
PAGE = f"{LIST}id/"
CLOSERS = (  # what would close the front matter, a comment, a fence or a quote in a file
    f"---\ntitle: {MARK}\n---",
    f"--> {MARK} <!--",
    f"```\n{MARK}\n```",
    f"> [!WARNING]\n> {MARK}",
    f"[{MARK}]: javascript:alert(1)",
    f"{{{{channel.{MARK}}}}}",
)
TEXTS = (*LIVE, *CLOSERS, *(encode_entities(LIVE[0], depth) for depth in range(1, 4)))
INERT = {"span", "code", "li", "ul", "ins", "del", "bdi", "details", "summary"}


def list_live_tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tags that can do something; a fault or a sign that is shown makes inert ones more."""
    found = list_tags(page)
    return sorted(
        (name, attributes)
        for name, attributes in found
        if name not in INERT or any(attribute.startswith("on") for attribute in attributes)
    )


def get_pages(client: TestClient, desk: Desk, **facts: object) -> list[str]:
    """The list and the page of a proposal with these facts, alone in the store."""
    desk.store.write(lambda connection: connection.execute(proposals.delete()))
    add_proposal(
        desk, **{"id": "id", "note": "word", "staff_note": "word", "proven": False} | facts
    )
    answers = [client.get(path) for path in (LIST, PAGE, f"{LIST}?state=declined")]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.text for answer in answers]


def test_no_field_of_a_proposal_brings_a_live_tag_to_staff(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    fields = ("credit", "licence", "note", "staff_note")
    harmless = [
        list_live_tags(page) for page in get_pages(client, desk, **dict.fromkeys(fields, "word"))
    ]
    for text in TEXTS:
        pages = get_pages(client, desk, **dict.fromkeys(fields, text))
        assert [list_live_tags(page) for page in pages] == harmless, text


def test_no_text_of_a_proposal_brings_a_live_tag_to_staff(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    for parts in (("source", "old_text", "text"), ("kind",), ("key",)):
        words = make_text(**dict.fromkeys(parts, "word"))
        harmless = [list_live_tags(page) for page in get_pages(client, desk, texts=[words])]
        for text in TEXTS:
            live = make_text(**dict.fromkeys(parts, text))
            pages = get_pages(client, desk, texts=[live])
            assert [list_live_tags(page) for page in pages] == harmless, (parts, text)


def test_the_locale_of_a_proposal_is_inert(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    harmless = [list_live_tags(page) for page in get_pages(client, desk, locale="xx")]
    for text in TEXTS:
        assert [
            list_live_tags(page) for page in get_pages(client, desk, locale=text)
        ] == harmless, text


def test_a_reason_is_text_wherever_it_is_shown(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    facts = {"state": "declined"}
    harmless = [list_live_tags(page) for page in get_pages(client, desk, reason="word", **facts)]
    for text in TEXTS:
        pages = get_pages(client, desk, reason=text, **facts)
        assert [list_live_tags(page) for page in pages] == harmless, text


def test_a_text_reads_as_it_was_written(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    for text in TEXTS:
        page = BeautifulSoup(
            get_pages(client, desk, texts=[make_text(text=text)])[1], "html.parser"
        )
        proposed = page.select(".staff-proposed")[0]
        for unseen in proposed.select(".unseen"):
            unseen.extract()
        assert proposed.text == text


def test_signs_that_turn_or_hide_words_are_shown_by_their_code(
    client: TestClient, desk: Desk
) -> None:
    sign_in_as(client, desk)
    hidden = "\u202e\u202d\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2028"
    text = f"a{hidden}b"
    facts = {"note": text, "reason": text, "credit": text, "licence": text, "state": "declined"}
    for page in get_pages(
        client, desk, texts=[make_text(text=text, old_text=text, source=text)], **facts
    )[1:]:
        for sign in hidden:
            assert sign not in page
            assert f"U+{ord(sign):04X}" in page


@pytest.mark.thorough
def test_the_query_of_the_pages_is_inert(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    add_proposal(desk, id="id")
    names = ("in", "state", "entry", "locale", "page", "done", "x")
    for path in (LIST, PAGE):
        harmless = list_live_tags(client.get(path, params=dict.fromkeys(names, "word")).text)
        for text in HOSTILE:
            answer = client.get(path, params=dict.fromkeys(names, text))
            assert answer.status_code == 200, (path, text)
            assert list_live_tags(answer.text) == harmless, (path, text)
    missing = list_live_tags(client.get(f"{LIST}word/").text)
    for text in HOSTILE:
        answer = client.get(f"{LIST}{quote(text, safe='')}/")
        assert answer.status_code in (404, 405), text
        assert list_live_tags(answer.text) in (missing, []), (
            text
        )  # our page, or the few bytes of no route


def test_text_typed_by_staff_is_escaped_when_it_is_shown_again(
    client: TestClient, desk: Desk
) -> None:
    sign_in_as(client, desk)
    add_proposal(desk, id="id", state="accepted")
    csrf = find_csrf_token(client.get(PAGE).text)
    fields = {"csrf": csrf, "do": "declined", "noted": make_mark("")}
    harmless = list_live_tags(
        client.post(PAGE, data=fields | {"note": "word", "reason": "word"}).text
    )
    for text in TEXTS:
        answer = client.post(PAGE, data=fields | {"note": text, "reason": text})
        assert answer.status_code == 409
        assert list_live_tags(answer.text) == harmless, text
