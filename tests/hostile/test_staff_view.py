"""Stored markup, as staff see it: the same hole was in phpMyFAQ's page and in its back room.

Everything hostile that the store can hold is put there, past every check, and must lie inert.
"""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.tables import audit, feedback
from support.desk_rows import put
from support.hostile_desk import ReadText
from support.hostile_texts import BROKEN, HOSTILE, LIVE, MARK, encode_entities, list_tags
from support.staff import add_comment, add_votes, sign_in_as

PAGES = (
    "/desk/staff/",
    "/desk/staff/entries/1029/en/",
    "/desk/staff/queue/",
    "/desk/staff/queue/?only=unproven",
    "/desk/staff/log/",
)


def read_live_tags(client: TestClient) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {path: list_live_tags(client.get(path).text) for path in PAGES}


def list_live_tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tags that can do something; a masked or an unseen sign makes a plain element more."""
    # Sorted: what is in a row also says where it stands among the others.
    escape_formulas = {"span", "bdi", "details", "summary", "button", "br", "small"}
    return sorted(
        (name, attributes)
        for name, attributes in list_tags(page)
        if name not in escape_formulas
        or any(attribute.startswith("on") for attribute in attributes)
    )


def test_no_comment_brings_a_live_tag_to_staff(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    add_votes(desk, 1029, "en", 4, 1, 2, 5)
    ids = [add_comment(desk, "word", proven=False)]
    harmless = read_live_tags(client)
    for text in (*LIVE, *(encode_entities(LIVE[0], depth) for depth in range(1, 9))):
        desk.store.write(lambda connection: connection.execute(feedback.delete()))
        ids.append(add_comment(desk, text, proven=False))
        assert read_live_tags(client) == harmless, text
    assert len(set(ids)) == len(ids)


def test_a_comment_reads_as_it_was_written(client: TestClient, desk: Desk) -> None:
    """Apart from spaces and from masks, which staff open by hand."""
    sign_in_as(client, desk)
    for text in (*LIVE, *(encode_entities(LIVE[1], depth) for depth in range(1, 9))):
        desk.store.write(lambda connection: connection.execute(feedback.delete()))
        add_comment(desk, text)
        page = BeautifulSoup(client.get("/desk/staff/queue/").text, "html.parser")
        if "@" not in text:
            assert "".join(text.split()) in "".join(page.get_text().split()), text


def test_signs_that_turn_or_hide_words_are_shown_by_their_code(
    client: TestClient, desk: Desk
) -> None:
    sign_in_as(client, desk)
    hidden = "\u202e\u202d\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2028"
    add_comment(desk, f"a{hidden}b")
    page = client.get("/desk/staff/queue/").text
    for sign in hidden:
        assert sign not in page
        assert f"U+{ord(sign):04X}" in page


@pytest.mark.thorough
def test_every_other_column_is_inert_as_well(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    harmless = None
    for text in ("no word", *LIVE):
        desk.store.write(lambda connection: connection.execute(feedback.delete()))
        desk.store.write(lambda connection: connection.execute(audit.delete()))
        # No route writes these; a restored backup could.
        add_comment(desk, "word", locale=text, scale="five", id=text, receipt=text, proven=False)
        put(desk.store, audit, at=1_800_000_000, name=text, action="sign-in", subject=text)
        seen = read_live_tags(client)
        harmless = harmless or seen
        assert seen == harmless, text


@pytest.mark.thorough
def test_the_query_and_the_path_of_a_staff_page_are_inert(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk)
    add_comment(desk, "word")
    for path in PAGES[:4]:
        names = ("in", "state", "only", "entry", "locale", "page", "marked", "order", "scale", "x")
        harmless = list_live_tags(client.get(path, params=dict.fromkeys(names, "word")).text)
        for text in HOSTILE:
            answer = client.get(path, params=dict.fromkeys(names, text))
            assert answer.status_code == 200, (path, text)
            assert list_live_tags(answer.text) == harmless, (path, text)
    for text in (*HOSTILE, "9" * 9, "9" * 30, "-1", "0x1", "1029.0", "٣"):
        plain = quote(text, safe="")
        for path in (f"{plain}/en/", f"1029/{plain}/"):
            answer = client.get(f"/desk/staff/entries/{path}")
            assert answer.status_code in (200, 404, 405), path
            assert "<script>" not in answer.text


def test_what_is_typed_at_sign_in_is_neither_shown_nor_kept(
    client: TestClient, dump_store: ReadText, read_output: ReadText
) -> None:
    for text in (LIVE[0], *BROKEN):
        for fields in ({"name": text, "password": "x"}, {"name": "ada", "password": text}):
            answer = client.post("/desk/staff/sign-in/", data=fields)
            assert 400 <= answer.status_code < 500
            assert MARK not in answer.text
    assert MARK not in dump_store() + read_output()
