"""Proposals as staff read them: the list, and the page of one beside what is published."""

import pytest
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from support.desk_rows import make_text
from support.staff import add_proposal, find_only, get_page, read_words, sign_in_as

LIST = "/desk/staff/proposals/"


def list_ids(client: TestClient, query: str = "") -> list[str]:
    """The ids of a page of the list."""
    links = get_page(client, LIST + query).select(".staff-items h2 a")
    return [str(link["href"]).removeprefix(LIST).rstrip("/") for link in links]


def test_the_oldest_waits_on_top_and_the_unproven_below(client: TestClient, desk: Desk) -> None:
    for id_, day in (("newer", "2026-11-21"), ("older", "2026-11-19")):
        add_proposal(desk, id=id_, day=day)
    add_proposal(desk, id="doubtful", proven=False, day="2026-11-01")
    add_proposal(desk, id="taken", state="accepted")
    add_proposal(desk, id="refused", state="declined", reason="Twice the same.")
    assert list_ids(sign_in_as(client, desk)) == ["older", "newer", "doubtful"]
    assert list_ids(client, "?state=accepted") == ["taken"]
    assert list_ids(client, "?state=declined") == ["refused"]
    assert list_ids(client, "?state=gone") == list_ids(client)


def test_each_row_says_what_it_is_about(client: TestClient, desk: Desk) -> None:
    add_proposal(
        desk, credit="Camille R.", texts=[make_text(text="un deux trois"), make_text(text="quatre")]
    )
    add_proposal(desk, entry=1030, credit="", proven=False, day="2026-11-22")
    first, second = get_page(sign_in_as(client, desk), LIST).select(".staff-items > li")
    assert read_words(first, "h2") == "fr 1029 1029, Français"
    assert read_words(first, ".staff-facts") == (
        "21 November 2026 · 2 segments · 4 words · by Camille R."
    )
    assert (
        read_words(second, "h2") == "en 1030 1030, Français"
    )  # by its source: there is no French one
    assert find_only(second, "h2 bdi")["lang"] == "en"
    assert read_words(second, ".staff-facts").endswith("without a name unproven")


def test_one_entry_can_be_seen_alone(client: TestClient, desk: Desk) -> None:
    here = add_proposal(desk)
    add_proposal(desk, entry=1030)
    add_proposal(desk, locale="en")
    assert list_ids(sign_in_as(client, desk), "?entry=1029&locale=fr") == [here]


def test_a_long_list_has_pages(client: TestClient, desk: Desk) -> None:
    for number in range(27):
        add_proposal(desk, id=f"no-{number:02}")
    assert len(list_ids(sign_in_as(client, desk))) == 25
    assert list_ids(client, "?page=2") == ["no-25", "no-26"]


def test_every_page_says_how_many_wait(client: TestClient, desk: Desk) -> None:
    sign_in_as(client, desk, "viewer")
    assert get_page(client, "/desk/staff/").select(".staff-count") == []
    add_proposal(desk)
    add_proposal(desk)
    add_proposal(desk, state="accepted")
    for path in ("", "queue/", "proposals/", "entries/1029/en/"):
        assert read_words(get_page(client, f"/desk/staff/{path}"), ".staff-count") == "2 waiting"
    assert "2 proposals are waiting" in get_page(client, "/desk/staff/").text


def test_the_texts_stand_beside_each_other_in_their_languages(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk)
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    sides = find_only(found, ".staff-sides").find_all("div", recursive=False)
    assert [read_words(side, "h4") for side in sides] == ["Original", "Published", "Proposed"]
    words = [find_only(side, ".staff-words") for side in sides]
    assert [(one["lang"], one["dir"]) for one in words] == [
        ("en", "ltr"),
        ("fr", "ltr"),
        ("fr", "ltr"),
    ]
    for unseen in found.select(".staff-words .unseen"):
        unseen.extract()
    assert [one.text for one in words] == [
        "Open `Settings`, then call 112.",
        "Ouvrez `Settings`.",
        "Ouvrez `Settings`, puis appelez le 112.",
    ]
    assert [one.text for one in words[2].select("ins")] == [", puis appelez le 112"]
    assert read_words(found, ".staff-text .staff-facts") == "Under the heading What to do now"
    assert found.select(".staff-faults, .staff-moved") == []


def test_what_is_taken_out_and_put_in_is_said_and_not_only_shown(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk, texts=[make_text(text="Fermez `Settings`.")])
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert find_only(found, ".staff-words del").text == "taken out: Ouvrez"
    assert find_only(found, ".staff-proposed ins").text == "put in: Fermez"


def test_a_correction_of_a_source_text_has_no_original_beside_it(
    client: TestClient, desk: Desk
) -> None:
    said = "Open `Settings`, then call 112."
    id_ = add_proposal(
        desk, locale="en", texts=[make_text(old_text=said, text="Open `Settings`. Call 112.")]
    )
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert [one.text for one in found.select("h4")] == ["Published", "Proposed"]
    assert found.select(".staff-moved") == []


def test_faults_of_a_text_are_explained(client: TestClient, desk: Desk) -> None:
    text = "Écrivez au harceleur \u202e17 fois."
    id_ = add_proposal(desk, texts=[make_text(text=text)])
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert [" ".join(one.text.split()) for one in found.select(".staff-faults li")] == [
        "There is a sign that nobody sees: U+202E",
        "Numbers, links, code or placeholders of the original are missing: 112 `Settings`",
        "There are numbers, links, code or placeholders that the original has not: 17",
        "The glossary forbids “harceleur”. Better: personne qui harcèle",
    ]
    assert "\u202e" not in str(found)


def test_what_has_moved_since_is_named(client: TestClient, desk: Desk) -> None:
    old = make_text(source="Open `Settings`.", key="paragraph-0000000000000000", old_text="Ouvrez.")
    gone = make_text(source="Never said.", key="item-0000000000000000", kind="item", old_text="")
    same = make_text()
    id_ = add_proposal(desk, revision=3, texts=[same, old, gone])
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    told_ = " ".join(find_only(found, ".staff-moved").text.split())
    assert "It was made from revision 3; the entry is at revision 4 now." in told_
    assert "2 segments have moved since: no. 2, no. 3" in told_
    assert [link["href"] for link in found.select(".staff-moved a")] == ["#text-2", "#text-3"]
    marks = [read_words(one, "h3") for one in found.select(".staff-text")]
    assert marks == [
        "1. Paragraph",
        "2. Paragraph the original has changed since",
        "3. Item of a list no longer in the original",
    ]
    moved = found.select(".staff-text")[1]
    original = moved.select(".staff-words")[0]
    assert find_only(original, "ins").text == "put in: , then call 112"
    assert "Published when it was sent" in moved.text


def test_a_field_that_says_something_else_now_has_moved(client: TestClient, desk: Desk) -> None:
    title = make_text(key="title", kind="field", source="Block them", old_text="x", text="Bloquer")
    id_ = add_proposal(desk, texts=[title])
    assert read_words(get_page(sign_in_as(client, desk), f"{LIST}{id_}/"), "h3") == (
        "1. Title the original has changed since"
    )


def test_a_proposal_that_is_already_published_is_marked(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk, texts=[make_text(text="Ouvrez\n`Settings`.", old_text="Fermez.")])
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert "1 segment stands on the site already." in found.text
    assert read_words(found, "h3") == "1. Paragraph on the site already"


def test_a_text_that_is_still_right_says_so_beside_what_changed(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk, texts=[make_text(text="Ouvrez `Settings`.")])
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert read_words(found, "h3") == "1. Paragraph still right as it stands, says the sender"
    assert find_only(found, ".staff-words ins").text == "put in: , then call 112"
    assert found.select(".staff-moved") == []


def test_what_a_whole_version_lacks_is_listed(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk, entry=1030, texts=[make_text(old_text="")])
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert "4 segments that a whole version needs are not in it" in found.text
    assert "Block someone" in read_words(found, ".staff-moved details")
    assert "Nothing yet" in find_only(found, ".staff-sides").text


def test_an_entry_that_is_gone_is_compared_with_what_stood_there(
    client: TestClient, desk: Desk
) -> None:
    id_ = add_proposal(desk, entry=9)
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert "The site has no such entry in this language any more." in found.text
    assert "Ouvrez `Settings`." in find_only(found, ".staff-sides").text


def test_what_the_sender_says_is_masked_as_feedback_is(client: TestClient, desk: Desk) -> None:
    id_ = add_proposal(desk, note="Call me: 06 12 34 56 78")
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/")
    assert read_words(found, ".staff-masked summary") == "Show a number"


@pytest.mark.parametrize("id_", ["unknown", "a%00b", "x" * 65, "%F0%9F%90%99", "..%5C"])
def test_a_proposal_that_is_not_there_is_explained(
    client: TestClient, desk: Desk, id_: str
) -> None:
    found = get_page(sign_in_as(client, desk), f"{LIST}{id_}/", 404)
    assert "There is no such proposal" in found.text
