"""What the site says of an entry is read when it is asked for, and again when it has changed."""

from pathlib import Path

from entraide.desk.published_texts import MOST_CACHED_TEXTS, PublishedTexts
from support.published_site import make_row, publish


def test_a_text_is_read_when_it_is_asked_for_and_again_when_it_has_changed(folder: Path) -> None:
    texts = PublishedTexts(folder)
    french, english = texts.find(1, "fr"), texts.find(1, "en")
    assert french
    assert english
    assert (french.is_missing, french.is_source, french.newest_revision) == (True, False, 4)
    assert (english.is_missing, english.is_source) == (False, True)
    assert [segment.text for segment in french.segments] == [""] * len(english.segments)
    assert [segment.source_text for segment in french.segments] == [
        segment.source_text for segment in english.segments
    ]
    publish(folder, make_row(1, "fr", revision=12))
    again = texts.find(1, "fr")
    assert again
    assert again.newest_revision == 12


def test_a_text_that_a_build_is_just_writing_stays_as_it_was(folder: Path) -> None:
    texts = PublishedTexts(folder)
    before = texts.find(1, "fr")
    file = folder / "entries" / "1.fr.json"
    for half in ('{"id": 1, "loc', "[]", "{}", '{"segments": 1}'):
        file.write_text(half, encoding="utf-8")
        assert texts.find(1, "fr") is before
    file.unlink()
    assert texts.find(1, "fr") is before
    assert texts.find(2, "fr") is None


def test_no_more_texts_than_a_few_are_held(tmp_path: Path) -> None:
    folder = publish(
        tmp_path, *(make_row(number, "en") for number in range(1, MOST_CACHED_TEXTS + 2))
    )
    texts = PublishedTexts(folder)
    first = texts.find(1, "en")
    for number in range(2, MOST_CACHED_TEXTS + 1):
        texts.find(number, "en")
    assert texts.find(1, "en") is first
    texts.find(MOST_CACHED_TEXTS + 1, "en")
    texts.find(MOST_CACHED_TEXTS, "en")
    assert texts.find(1, "en") is first
    (folder / "entries" / "2.en.json").unlink()
    assert texts.find(2, "en") is None  # the one that was asked for least lately had to go


def test_a_running_desk_logs_a_text_of_another_shape_and_keeps_the_last(
    folder: Path, fault_log: list[str]
) -> None:
    texts = PublishedTexts(folder)
    before, file = texts.find(1, "fr"), folder / "entries" / "1.fr.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"segments"', '"pieces"'))
    for _ in range(3):
        assert texts.find(1, "fr") is before
    (said,) = fault_log
    assert said == (
        f"{file}: this is not what a build writes (“segments”: Field required). "
        "Build the site again: make build."
    )


def test_a_running_desk_logs_a_text_that_it_may_not_read_once_and_when_it_can_again(
    folder: Path, fault_log: list[str], unreadable_files: set[Path]
) -> None:
    texts = PublishedTexts(folder)
    before, file = texts.find(1, "fr"), folder / "entries" / "1.fr.json"
    publish(folder, make_row(1, "fr", revision=12))
    unreadable_files.add(file)
    for _ in range(3):
        assert texts.find(1, "fr") is before
    fault = f"{file}: you may not read or write here. Give yourself the right to."
    assert fault_log == [fault]
    unreadable_files.clear()
    again = texts.find(1, "fr")
    assert again
    assert again.newest_revision == 12
    assert fault_log == [fault, fault]


def test_a_text_that_is_not_there_at_the_second_look_is_logged(
    folder: Path, fault_log: list[str]
) -> None:
    texts = PublishedTexts(folder)
    file = folder / "entries" / "1.fr.json"
    file.unlink()
    assert texts.find(1, "fr") is None
    assert fault_log == []
    for _ in range(2):
        assert texts.find(1, "fr") is None
    (said,) = fault_log
    assert said.startswith(f"{file}: there is no such file")
