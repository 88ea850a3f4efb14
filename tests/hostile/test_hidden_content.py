"""Hidden content, foreign rows, paths and over-sharing.

CVE-2023-1883, CVE-2026-57994, -35671 and -24422, CVE-2023-2429, CVE-2024-22202, CVE-2026-34728.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import select
from starlette.testclient import TestClient

from entraide.desk import tokens
from entraide.desk.desk import Desk
from entraide.desk.tables import feedback
from support.desk import SECRET
from support.hostile_desk import TEXT, VOTE, ReadText, Send
from support.hostile_texts import MARK, PATHS

FollowUp = Callable[..., dict[str, Any]]
NOT_FOUND = {"error": "not-found"}
HIDDEN: tuple[dict[str, Any], ...] = (
    {"entry": 1},  # unknown; drafts are not in entries/index.json either
    {"entry": 1031},  # archived
    {"entry": 1030, "locale": "fr"},  # not translated
    {"locale": "de"},
    {"locale": "EN"},
    {"locale": "en-GB"},
)


def test_nothing_is_kept_about_what_is_not_published(
    client: TestClient, send: Send, follow_up: FollowUp, dump_store: ReadText
) -> None:
    said = follow_up() | {"reasons": ["hard"]}
    before = dump_store()
    for hidden in HIDDEN:
        for revision in (1, 4, 9_999):  # the answer tells nothing of what revisions there are
            facts = hidden | {"revision": revision}
            assert send("/desk/ratings", VOTE | facts).json() == NOT_FOUND, facts
            assert send("/desk/ratings", VOTE | facts, form=True).status_code == 404
            assert send("/desk/feedback", said | facts).json() == NOT_FOUND
            assert send("/desk/feedback", said | facts, form=True).status_code == 404
        asked: dict[str, Any] = TEXT | hidden
        query = {name: asked[name] for name in ("entry", "locale")}
        assert client.get("/desk/challenge", params=query).json() == NOT_FOUND
    assert dump_store() == before


def test_a_revision_that_was_never_published_is_refused(send: Send, dump_store: ReadText) -> None:
    before = dump_store()
    assert send("/desk/ratings", VOTE | {"revision": 5}).status_code == 422
    assert dump_store().count("votes") == before.count("votes") == 0
    assert send("/desk/ratings", VOTE | {"revision": 1}).status_code == 200


def test_names_are_looked_up_and_never_become_paths(
    client: TestClient, send: Send, dump_store: ReadText
) -> None:
    for path in (*PATHS, "..%2f..%2fetc", "en/../fr", "C:\\x", "/etc/passwd", "%00"):
        assert send("/desk/ratings", VOTE | {"locale": path}).status_code == 422
        assert client.get("/desk/challenge", params={"entry": 1029, "locale": path}).json() == (
            NOT_FOUND
        )
        named = quote(path, safe="")
        for address in (f"/desk/{named}", f"/desk/assets/{named}", f"/desk/staff/{named}"):
            answer = client.get(address, follow_redirects=False)
            assert answer.status_code in (303, 404, 405), address
            assert "root:" not in answer.text
    assert MARK not in dump_store()


def test_a_token_opens_its_own_row_and_no_other(
    send: Send, follow_up: FollowUp, desk: Desk
) -> None:
    mine, theirs = follow_up(), follow_up()
    send("/desk/feedback", mine | {"reasons": ["hard"]})
    send("/desk/feedback", theirs | {"reasons": ["steps"]})
    send("/desk/feedback", mine | {"reasons": ["other"]})  # mine is changed, theirs stays
    rows = desk.store.read(lambda connection: connection.execute(select(feedback)).all())
    assert sorted(row.reasons for row in rows) == ["other", "steps"]


def test_a_token_of_another_text_age_secret_or_purpose_is_refused(
    client: TestClient, send: Send, follow_up: FollowUp, dump_store: ReadText
) -> None:
    good = follow_up() | {"reasons": ["hard"]}
    of_another_text = {
        name: follow_up(entry, locale)["token"]
        for name, entry, locale in (("entry", 1032, "en"), ("locale", 1029, "fr"))
    }
    older = client.post("/desk/ratings", json=VOTE | {"revision": 3}).json()["token"]
    content = [1029, "en", 4, "five", 1, "chosen-number"]
    signed = {
        "secret": forge_token(content, secret="another-secret-of-thirty-two-signs"),  # noqa: S106
        "purpose": forge_token(content, salt="entraide.desk.session"),
        "age": forge_token(content, age=tokens.TOKEN_LIFETIME + 5),
        "shape": forge_token({"entry": 1029}),
        "length": forge_token(content[:3]),
        "digest": URLSafeTimedSerializer(SECRET, salt=SALT).dumps(content),  # SHA-1
    }
    altered = {"cut": good["token"][:-1], "empty": "", "other": "a.b.c", "signs": "é.\0.x"}
    for name, token in ({"revision": older} | of_another_text | signed | altered).items():
        answer = send("/desk/feedback", good | {"token": token})
        assert (answer.status_code, answer.json()) == (422, {"error": "token"}), name
    assert "feedback" not in dump_store()
    assert send("/desk/feedback", good | {"token": forge_token(content)}).status_code == 200


SALT = "entraide.desk.follow-up"


def forge_token(content: object, *, secret: str = SECRET, salt: str = SALT, age: int = 0) -> str:
    """A token as the desk would make it, but for what is said."""

    class AgedSigner(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - age

    serializer = URLSafeTimedSerializer(
        secret, salt=salt, signer=AgedSigner, signer_kwargs=tokens.SIGNER_OPTIONS
    )
    return str(serializer.dumps(content))


def test_the_public_answers_have_their_fields_and_no_more(
    client: TestClient, send: Send, follow_up: FollowUp
) -> None:
    assert set(send("/desk/ratings", VOTE).json()) == {"token", "ask"}
    assert send("/desk/feedback", follow_up() | {"reasons": ["hard"]}).json()["received"] is True
    asked = client.get("/desk/challenge", params={"entry": 1029, "locale": "en"}).json()
    assert set(asked) == {"parameters", "signature"}
    assert client.get("/desk/healthz").json() == {"ok": True}
    assert client.get("/desk/readyz").json() == {"ok": True}
    for path in ("ratings", "feedback", "openapi.json", "docs", "redoc", "metrics", ".git/config"):
        assert client.get(f"/desk/{path}").status_code in (404, 405)


def test_the_desk_cannot_be_framed_sniffed_or_kept(client: TestClient, send: Send) -> None:
    answers = [
        client.get("/desk/healthz"),
        client.get("/desk/nothing"),
        client.get("/desk/staff/sign-in/"),
        send("/desk/ratings", VOTE, form=True),
        send("/desk/ratings", VOTE, Sec_Fetch_Site="cross-site"),
        send("/desk/ratings", {}),
    ]
    for answer in answers:
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "set-cookie" not in answer.headers
