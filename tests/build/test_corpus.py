"""The corpus as data: what programs and the desk build on."""

from entraide.errors import ProblemLog
from entraide.translation.formats.sheet_parser import read_sheet
from support.built_site import BuiltSite

KEYS = [
    "id", "locale", "url", "title", "summary", "status", "state", "revision", "source_revision",
    "source_locale", "updated", "category", "tags", "related", "sensitive",
]  # fmt: skip


def test_the_index_has_one_object_per_id_and_locale(states: BuiltSite) -> None:
    index = states.read_json("entries/index.json")["versions"]
    assert isinstance(index, list)
    pairs = [(row["id"], row["locale"]) for row in index]
    assert sorted(pairs) == sorted(
        (n, code) for n in (1, 2, 3, 4, 5, 6, 8, 9, 10) for code in ("en", "fr")
    )
    assert all(list(row) == KEYS for row in index)


def test_drafts_never_appear(states: BuiltSite) -> None:
    assert 7 not in {row["id"] for row in states.read_json("entries/index.json")["versions"]}
    assert not states.has("entries/7.en.json")


def test_states_and_revisions_are_published(states: BuiltSite) -> None:
    told = {
        (row["id"], row["locale"]): (row["state"], row["revision"], row["source_revision"])
        for row in states.read_json("entries/index.json")["versions"]
    }
    assert told[1, "en"] == ("source", 2, 2)
    assert told[1, "fr"] == ("current", 2, 1)
    assert told[2, "fr"] == ("outdated", 2, 1)
    assert told[3, "fr"] == ("misleading", 3, 1)
    assert told[4, "fr"] == ("missing", 1, None)
    assert told[5, "en"] == ("missing", 1, None)


def test_a_missing_version_has_the_fallback_address_and_the_sources_words(
    states: BuiltSite,
) -> None:
    row = states.read_json("entries/4.fr.json")
    assert row["url"] == "fr/harassment/english-only/"
    assert row["title"] == "An entry only in English"
    assert row["source_locale"] == "en"
    assert states.has(row["url"])


def test_an_archived_entry_has_a_notice(states: BuiltSite) -> None:
    assert states.read_json("entries/6.en.json")["status"] == "archived"


def test_each_version_has_its_text_with_absolute_links(states: BuiltSite) -> None:
    row = states.read_json("entries/1.fr.json")
    assert list(row) == ["$schema", *KEYS, "ratings", "markdown", "html", "segments"]
    assert "Texte de l’entrée sur Square." in row["markdown"]
    link = "https://states.example/fr/harassment/english-only/#first-steps"
    assert f"({link})" in row["markdown"]
    assert f'href="{link}"' in row["html"]
    assert "headerlink" not in row["html"]


def test_every_version_of_the_index_has_its_file(states: BuiltSite) -> None:
    for row in states.read_json("entries/index.json")["versions"]:
        detail = states.read_json(f"entries/{row['id']}.{row['locale']}.json")
        assert {key: detail[key] for key in KEYS} == row


def test_segments_are_as_written_and_in_the_order_of_the_text(states: BuiltSite) -> None:
    found = states.read_json("entries/1.fr.json")["segments"]
    assert [row["key"] for row in found[:2]] == ["title", "summary"]
    assert {row["state"] for row in found} == {"current"}
    text = next(row for row in found if "{{platform.name}}" in row["source"])
    assert text["text"] == "Texte de l’entrée sur {{platform.name}}."
    assert "{{platform.name}}" in text["protected"]
    source = states.read_json("entries/1.en.json")["segments"]
    assert {row["state"] for row in source} == {"source"}
    assert {row["key"] for row in found} <= {row["key"] for row in source}


def test_segments_of_a_missing_version_have_no_text_yet(states: BuiltSite) -> None:
    found = states.read_json("entries/4.fr.json")["segments"]
    assert found
    assert {(row["state"], row["text"]) for row in found} == {("missing", "")}


def test_segments_that_are_behind_say_so(states: BuiltSite) -> None:
    found = {
        row["source"]: row["state"] for row in states.read_json("entries/2.fr.json")["segments"]
    }
    assert found["A new paragraph."] == "missing"
    assert found["Keep the message."] == "current"
    found = {
        row["source"]: row["state"] for row in states.read_json("entries/3.fr.json")["segments"]
    }
    assert found["Report it in the menu."] == "changed"
    assert found["Keep the message."] == "current"


def test_every_listed_version_is_there_as_a_sheet_to_work_in(states: BuiltSite) -> None:
    index = states.read_json("entries/index.json")["versions"]
    listed = {f"{row['id']}.{row['locale']}" for row in index if row["status"] == "published"}
    sheets = {file.stem: file for file in states.folder.glob("entries/*.md")}
    assert sheets.keys() == listed
    for path in sheets.values():
        sheet = read_sheet(path, problems := ProblemLog())
        assert problems == []
        assert sheet
        assert not any(row.target and not row.fuzzy for row in sheet.rows)  # all is as it stood
