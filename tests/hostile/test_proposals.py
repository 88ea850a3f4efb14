"""Proposals by hostile visitors: every class through every field, as JSON and as a form.

Stored XSS of side fields (CVE-2026-32629, CVE-2025-68951, CVE-2023-1758), no limit on size
(CVE-2026-45010), a proof used twice (CVE-2023-1886), foreign rows (CVE-2026-35671).
"""

import asyncio
import json
import re
from typing import Any

import httpx2
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk.app import build_app
from entraide.desk.desk import Desk
from entraide.desk.tables import proposals
from entraide.model.hidden_characters import UNWRITABLE_CHARACTER
from support.coroutines import run
from support.desk import BROWSER
from support.desk_rows import count
from support.hostile_desk import ReadText, Send, is_constant, solve
from support.hostile_texts import HOSTILE, LIVE, MARK, encode_entities, list_tags
from support.published_site import PARAGRAPH

PROPOSAL = {"entry": 1029, "locale": "fr", "revision": 4, "licence": True}
FORM = "/desk/propose/1029/fr/"
FIELDS = {"revision": "4", "licence": "yes"}
MARKDOWN = (  # what would be a link or a value in a file
    f"[{MARK}](javascript:{MARK}()) <javascript:{MARK}()>",
    f"{{{{channel.{MARK}}}}} {{%raw%}} {{{{law.x}}}}",
    f"=HYPERLINK({MARK})\n+{MARK}",
)
EXTRA_SEGMENTS = (  # what would be more of a page than one paragraph, or dress it
    f"---\nid: 1\nstatus: archived\n---\n{MARK}",
    f"# {MARK}\n\n<!-- title -->\n\n```\n",
    "> [!WARNING]\n> " + f"{MARK} " * 40,
    f"[!CAUTION]\n{MARK}",
    f"!!! danger\n    {MARK}",
    f"{MARK}\n??? note\n    {MARK}",
    f"{MARK}\n::: warning\n{MARK}\n:::",
    f"{MARK}\n: {MARK}",
    f"{MARK} {{#main.text}}",
    f"{{: .{MARK} }}\n{MARK}",
    f'![]({MARK}.png){{alt="{MARK}"}}',
    f"[^x]: {MARK}",
    f"[x]: {MARK}",
    f"{MARK}\n| --- |\n",
    f"{MARK}\n===",
    f"1. {MARK}",
    f"{MARK}\n\n{MARK}",
    f"{MARK}<br>",
    f"<details><summary>{MARK}</summary>",
    f"\\`<mark>{MARK}</mark>`",
    f"<b title='>'>{MARK}</b>",
    f"a<!--{MARK}",
)
ELEMENT = re.compile("<[a-zA-Z!/](?!avascript:)")


@pytest.fixture
def proof(client: TestClient) -> Any:
    def make_proof(**place: Any) -> str:
        query: dict[str, Any] = {"entry": 1029, "locale": "fr", "for": "proposal"}
        query |= place
        return solve(client.get("/desk/challenge", params=query).json())

    return make_proof


def read_texts(desk: Desk) -> list[str]:
    """The texts that were kept, in no order."""
    query = select(proposals.c.texts)
    rows = desk.store.read(lambda connection: connection.execute(query).scalars().all())
    return [text["text"] for row in rows for text in json.loads(row)]


def test_a_text_is_kept_to_the_letter_or_not_at_all(client: TestClient, desk: Desk) -> None:
    for text in (*HOSTILE, *MARKDOWN):
        fields = FIELDS | {f"text-{PARAGRAPH}": text}
        answer = client.post(FORM, data=fields)
        plain = text.replace("\r", "\n").strip()
        refused = bool(UNWRITABLE_CHARACTER.search(plain) or ELEMENT.search(plain))
        assert answer.status_code == (422 if refused else 200), text
        assert (plain in read_texts(desk)) is not refused, text


@pytest.mark.parametrize("text", EXTRA_SEGMENTS)
def test_a_text_that_would_build_more_than_its_segment_is_not_kept(
    client: TestClient, send: Send, desk: Desk, proof: Any, text: str
) -> None:
    answer = client.post(FORM, data=FIELDS | {f"text-{PARAGRAPH}": text})
    assert answer.status_code == 422
    assert f'href="#text-{PARAGRAPH}"' in answer.text
    sent = PROPOSAL | {"segments": {PARAGRAPH: text}, "altcha": proof()}
    assert send("/desk/proposals", sent).json() == {"error": "invalid"}
    assert count(desk.store, proposals) == 0


@pytest.mark.parametrize("field", ["entry", "locale", "revision", "licence", "altcha", "unknown"])
def test_no_other_field_is_echoed_or_kept(
    send: Send, dump_store: ReadText, desk: Desk, proof: Any, field: str
) -> None:
    good = PROPOSAL | {
        "segments": {"title": "Bloquer"},
        "altcha": "" if field == "altcha" else proof(),
    }
    for text in HOSTILE:
        assert is_constant(send("/desk/proposals", good | {field: text})), text
    assert MARK not in dump_store()
    assert count(desk.store, proposals) == 0


def test_no_key_of_a_text_is_echoed_or_kept(send: Send, dump_store: ReadText, proof: Any) -> None:
    work = proof()
    for text in HOSTILE:
        wrong: tuple[Any, ...] = ({text: "x"}, {"title": "Bloquer", text: "x"}, text, [text])
        for segments in wrong:
            sent = PROPOSAL | {"segments": segments, "altcha": work}
            assert is_constant(send("/desk/proposals", sent)), text
    assert MARK not in dump_store()


def test_a_credit_or_a_note_is_text_in_the_store_and_on_no_page_of_visitors(
    client: TestClient, desk: Desk
) -> None:
    for text in HOSTILE:
        for field in ("credit", "note"):
            fields = FIELDS | {"text-title": "Bloquer", field: text}
            answer = client.post(FORM, data=fields)
            assert answer.status_code in (200, 422)
            if answer.status_code == 200:
                assert MARK not in answer.text
                found = re.search(r'href="(/desk/receipts/[^"?]+)', answer.text)
                assert found
                assert MARK not in client.get(found[1]).text
    credits_ = desk.store.read(
        lambda connection: connection.execute(select(proposals.c.credit)).scalars().all()
    )
    assert not [name for name in credits_ if UNWRITABLE_CHARACTER.search(name) or "\n" in name]


@pytest.mark.parametrize("field", [f"text-{PARAGRAPH}", "text-x", "credit", "note", "revision"])
def test_what_was_typed_is_shown_again_as_text(client: TestClient, field: str) -> None:
    fields = {"text-title": "Bloquer", "revision": "4"}  # without the tick it is refused
    harmless = list_tags(client.post(FORM, data=fields | {field: "word"}).text)
    wrong = list_tags(client.post(FORM, data=fields | {field: "\u202e"}).text)
    for text in LIVE:
        for depth in (0, 1, 4):
            answer = client.post(FORM, data=fields | {field: encode_entities(text, depth)})
            assert answer.status_code in (409, 422)
            assert "<script" not in answer.text
            tags = {name for name, _ in list_tags(answer.text)}
            assert tags <= {name for name, _ in (*harmless, *wrong)} | {"ul", "li"}, text


def test_the_address_of_a_form_or_a_receipt_is_never_echoed(client: TestClient) -> None:
    for text in LIVE:
        harmless = text.replace("/", "").replace("?", "").replace("#", "").replace("%", "")
        for path in (f"/desk/propose/{harmless}/fr/", f"/desk/propose/1029/{harmless}/"):
            for answer in (client.get(path), client.post(path, data=FIELDS)):
                assert answer.status_code == 404
                assert MARK not in answer.text
        assert MARK not in client.get(f"/desk/receipts/{harmless}/").text
        query = {"entry": text, "locale": text, "in": text}
        assert MARK not in client.get("/desk/propose/", params=query).text


def test_a_megabyte_is_refused_before_it_is_read(client: TestClient, dump_store: ReadText) -> None:
    before = dump_store()
    body = json.dumps(PROPOSAL | {"segments": {"title": MARK * 131_072}})
    json_type = {"Content-Type": "application/json"}
    assert client.post("/desk/proposals", content=body, headers=json_type).status_code == 413
    assert client.post(FORM, data=FIELDS | {"text-title": "x" * 1_000_000}).status_code == 413
    assert dump_store() == before


def test_fifty_at_once_with_one_proof_are_one(desk: Desk, proof: Any) -> None:
    sent = PROPOSAL | {"segments": {"title": "Bloquer"}, "altcha": proof()}

    async def post_all() -> list[int]:
        near = httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=build_app(desk)),
            base_url="https://help.example",
            headers=BROWSER,
        )
        async with near:
            posts = (near.post("/desk/proposals", json=sent) for _ in range(50))
            return [answer.status_code for answer in await asyncio.gather(*posts)]

    assert sorted(run(post_all())) == [200] + [422] * 49
    assert count(desk.store, proposals) == 1


def test_work_for_a_comment_or_for_another_text_is_of_no_use(
    send: Send, client: TestClient, desk: Desk, proof: Any
) -> None:
    comment = client.get("/desk/challenge", params={"entry": 1029, "locale": "fr"}).json()
    for work in (solve(comment), proof(locale="en"), proof(entry=1032)):
        sent = PROPOSAL | {"segments": {"title": "Bloquer"}, "altcha": work}
        assert send("/desk/proposals", sent).json() == {"error": "proof"}
    assert count(desk.store, proposals) == 0


def test_the_token_of_a_receipt_is_in_no_store_and_no_log(
    desk: Desk, client: TestClient, proof: Any, dump_store: ReadText, read_output: ReadText
) -> None:
    sent = PROPOSAL | {"segments": {"title": f"Bloquer {MARK}"}, "altcha": proof()}
    receipt: str = client.post("/desk/proposals", json=sent).json()["receipt"]
    token = receipt.split("/")[2]
    assert len(token) == 32
    assert client.get(f"/{receipt}").status_code == 200
    assert client.get(f"/desk/receipts/{token}x/").status_code == 404
    assert token not in dump_store()
    assert MARK in dump_store()
    desk.request_counts.write_all()
    log = read_output()
    assert "/desk/receipts/{token}/" in log
    assert token not in log
    assert MARK not in log


def test_the_same_words_give_another_receipt_each_time(client: TestClient) -> None:
    pages = [client.post(FORM, data=FIELDS | {"text-title": "Bloquer"}).text for _ in range(3)]
    assert len({re.findall(r"receipts/([^/]+)/", page)[0] for page in pages}) == 3
