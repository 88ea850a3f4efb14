"""Working copies: nobody overwrites anybody, and a process that is killed leaves the last save."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from entraide.editor import working_copies
from entraide.editor.working_copies import (
    FOLDER,
    MOST_EARLIER,
    CopyConflictError,
    WorkingCopies,
    WorkingCopy,
)

BASE = "one\ntwo\nthree\nfour\nfive\nsix\n"


def make_copy(text: str, number: int = 0) -> WorkingCopy:
    return WorkingCopy(
        entry=1,
        locale="en",
        path="docs/en/scams/a.md",
        base=BASE,
        text=text,
        number=number,
        writer="Ada",
        saved=datetime(2026, 11, 21, tzinfo=UTC),
    )


def test_a_save_is_found_again(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    copies.save(make_copy(BASE + "seven\n"))
    copy = WorkingCopies(tmp_path).find(1, "en")
    assert copy
    assert (copy.number, copy.text, copy.base) == (1, BASE + "seven\n", BASE)
    assert copies.find(1, "fr") is None
    assert copies.list_all() == [copy]


def test_two_who_write_at_two_places_are_merged(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    copies.save(make_copy(BASE.replace("one", "ONE")))
    copy = copies.save(make_copy(BASE.replace("six", "SIX")))
    assert copy.text == BASE.replace("one", "ONE").replace("six", "SIX")
    assert copy.number == 3


def test_whoever_types_on_while_it_is_merged_goes_on_from_what_they_sent(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    copies.save(make_copy(BASE.replace("one", "ONE")))
    sent = BASE.replace("six", "SIX")
    number = copies.save(make_copy(sent)).find_number(sent)
    assert number == 2
    copy = copies.save(make_copy(sent.replace("SIX", "SIX, seven"), number=number))
    assert copy.text == BASE.replace("one", "ONE").replace("six", "SIX, seven")


def test_two_who_write_at_one_place_are_told(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    first = copies.save(make_copy(BASE.replace("one", "ONE")))
    with pytest.raises(CopyConflictError) as refusal:
        copies.save(make_copy(BASE.replace("one", "Uno")))
    assert refusal.value.copy == first == copies.find(1, "en")
    mended = copies.save(make_copy(BASE.replace("one", "ONE, uno"), number=1))
    assert mended.text.startswith("ONE, uno")
    assert mended.find_saved_text(1) == first.text


def test_a_save_whose_beginning_nobody_remembers_is_a_conflict(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    for number in range(MOST_EARLIER + 2):
        copies.save(make_copy(f"{BASE}{number}\n", number))
    with pytest.raises(CopyConflictError):
        copies.save(make_copy(BASE.replace("one", "ONE"), number=1))


def test_the_same_words_are_no_new_save(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    first = copies.save(make_copy(BASE + "x\n"))
    assert copies.save(make_copy(BASE + "x\n", number=1)) == first


def test_what_was_saved_since_is_not_discarded(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    copies.save(make_copy(BASE + "x\n"))
    copies.save(make_copy(BASE + "y\n", number=1))
    assert not copies.discard(1, "en", 1)
    assert copies.discard(1, "en", 2)
    assert copies.find(1, "en") is None


def test_a_save_that_is_killed_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = WorkingCopies(tmp_path)
    first = copies.save(make_copy(BASE + "x\n"))

    def be_killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(working_copies, "replace_text", be_killed)
    with pytest.raises(KeyboardInterrupt):
        copies.save(make_copy(BASE + "y\n", number=1))
    monkeypatch.undo()
    assert copies.find(1, "en") == first
    assert copies.save(make_copy(BASE + "y\n", number=1)).number == 2


def test_a_file_that_is_none_of_ours_is_no_copy(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    copies.save(make_copy(BASE + "x\n"))
    (tmp_path / FOLDER / "2.en.json").write_text("{")
    assert copies.find(2, "en") is None
    assert len(copies.list_all()) == 1


def test_nobody_else_on_the_machine_may_read_a_copy(tmp_path: Path) -> None:
    WorkingCopies(tmp_path).save(make_copy(BASE + "x\n"))
    assert (tmp_path / FOLDER / "1.en.json").stat().st_mode & 0o077 == 0


def test_what_begins_a_text_takes_nobody_by_surprise(tmp_path: Path) -> None:
    copies = WorkingCopies(tmp_path)
    first = copies.begin(make_copy("One"))
    assert first.number == 1
    with pytest.raises(CopyConflictError):
        copies.begin(make_copy("Two"))
