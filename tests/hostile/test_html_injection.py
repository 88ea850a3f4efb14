"""Cross-site scripting, HTML injection and echoes: nothing that was sent comes back alive.

CVE-2026-46367, -46363, -34729, -46361 and -32629, CVE-2025-68951, CVE-2024-28108, CVE-2023-1758,
-1761, -1880, -2427, -2428 and -5863.
"""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.page_templates import make_environment
from support.fuzzing import try_examples
from support.hostile_desk import VOTE, ReadText, Send, is_constant
from support.hostile_texts import HOSTILE, LIVE, MARK, encode_entities, list_tags

OF_A_VOTE = ("entry", "locale", "revision", "rating", "helpful", "unknown")
OF_FEEDBACK = ("entry", "locale", "revision", "reasons", "token", "altcha", "unknown")


@pytest.mark.parametrize("field", OF_A_VOTE)
def test_no_field_of_a_vote_is_echoed_or_kept(send: Send, dump_store: ReadText, field: str) -> None:
    for text in HOSTILE:
        assert is_constant(send("/desk/ratings", VOTE | {field: text})), text
    assert MARK not in dump_store()


@pytest.mark.parametrize("field", OF_FEEDBACK)
def test_no_field_of_feedback_but_the_comment_is_echoed_or_kept(
    send: Send, dump_store: ReadText, follow_up: Any, field: str
) -> None:
    good = follow_up() | {"reasons": ["hard"]}
    for text in HOSTILE:
        sent = good | {field: [text] if field == "reasons" else text}
        answer = send("/desk/feedback", sent)
        if field == "altcha":  # what is no proof is refused, with or without a comment
            assert answer.json() == {"error": "proof"}
        assert is_constant(answer), text
    assert MARK not in dump_store()


@pytest.mark.parametrize("field", [*OF_A_VOTE, "reasons", "comment", "token", "altcha"])
def test_a_page_that_answers_a_form_has_the_same_tags_whatever_was_sent(
    send: Send, follow_up: Any, field: str
) -> None:
    feedback = {name: str(value) for name, value in follow_up().items()}
    path = "/desk/feedback" if field in ("comment", "reasons", "token", "altcha") else ""
    good = feedback | {"reasons": "hard", "comment": "word"} if path else VOTE
    path = path or "/desk/ratings"
    # `word` is refused in every field but a comment; so is what is hostile, or it is kept.
    refused = list_tags(send(path, good | {field: "word"}, form=True).text)
    accepted = list_tags(send(path, good, form=True).text)
    for text in LIVE:
        answer = send(path, good | {field: text}, form=True)
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert list_tags(answer.text) in (refused, accepted), text


def test_what_was_typed_is_shown_again_as_text(send: Send, follow_up: Any) -> None:
    sent = {name: str(value) for name, value in follow_up().items()} | {"token": "gone"}
    harmless = list_tags(send("/desk/feedback", sent | {"comment": "word"}, form=True).text)
    for text in LIVE:
        for depth in range(9):
            answer = send(
                "/desk/feedback", sent | {"comment": encode_entities(text, depth)}, form=True
            )
            assert answer.status_code == 422
            assert list_tags(answer.text) == harmless, (depth, text)


def test_the_query_is_never_echoed(client: TestClient) -> None:
    for text in LIVE:
        answer = client.post("/desk/ratings", data=VOTE, params={"in": text, "x": text})
        assert answer.status_code == 200
        assert MARK not in answer.text
        answer = client.get("/desk/challenge", params={"entry": text, "locale": text})
        assert is_constant(answer)
        assert is_constant(client.get(f"/desk/{text.replace('?', '').replace('#', '')}"))


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    depth=st.integers(0, 8),
    live=st.sampled_from(LIVE),
)
@try_examples(
    60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # nothing is kept between two
)
def test_no_page_prints_a_live_tag(desk: Desk, text: str, depth: int, live: str) -> None:
    sent = encode_entities(text + live + text, depth)
    for locale in desk.site.snapshot.data.locales:
        environment = make_environment(desk.settings.locales_dir, locale)
        page = environment.from_string('<p title="{{ it }}">{{ it }}</p>')
        assert list_tags(page.render(it=sent)) == [("p", ("title",))]


def test_no_template_marks_anything_safe(desk: Desk) -> None:
    environment = make_environment(desk.settings.locales_dir, desk.site.snapshot.data.locales[0])
    assert environment.loader is not None
    names = environment.list_templates()
    assert names
    for name in names:
        source, _, _ = environment.loader.get_source(environment, name)
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup", source), name
        assert not re.search(r"\son[a-z]+\s*=|<script>|style=", source), name
