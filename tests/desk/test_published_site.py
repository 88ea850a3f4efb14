"""What is published may change while the desk runs; what cannot be read changes nothing."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from entraide.content.field_types import build_schema
from entraide.desk.published_site import CHECK_INTERVAL, PublishedSite
from entraide.desk.published_texts import PublishedTexts
from entraide.errors import SettingsError
from entraide.published_files.entries import PublishedIndex, PublishedText
from entraide.published_files.file import PublishedFileError
from entraide.published_files.site import DeskData
from support.added_keys import add_keys
from support.published_site import make_row, publish
from support.schema_changes import resolve_references


@dataclass
class HeldSeconds:
    now: float = 0

    def __call__(self) -> float:
        return self.now

    def advance(self) -> None:
        self.now += CHECK_INTERVAL


@pytest.fixture
def seconds() -> HeldSeconds:
    return HeldSeconds()


@pytest.fixture
def site(folder: Path, seconds: HeldSeconds) -> PublishedSite:
    return PublishedSite(folder, seconds)


def read_revision(site: PublishedSite) -> int | None:
    version = site.snapshot.find_version(1, "en")
    return version.newest_revision if version else None


def test_only_versions_that_are_published_and_not_missing_exist(tmp_path: Path) -> None:
    site = PublishedSite(
        publish(
            tmp_path,
            make_row(1, "en"),
            make_row(1, "fr", state="missing"),
            make_row(2, "en", status="archived"),
            make_row(2, "fr", status="archived"),
            make_row(3, "fr", state="outdated"),
            make_row(4, "fr", state="proposed"),
        )
    )
    assert set(site.snapshot.versions) == {(1, "en"), (3, "fr")}
    assert set(site.snapshot.pages) == {(1, "en"), (1, "fr"), (3, "fr"), (4, "fr")}


def test_a_new_build_is_read_within_a_second(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder, make_row(1, "en", revision=5), make_row(2, "en"), rating="helpful")
    assert read_revision(site) == 4  # not looked at yet
    seconds.advance()
    assert read_revision(site) == 5
    assert site.snapshot.find_version(2, "en") is not None
    assert site.snapshot.data.rating == "helpful"


def test_a_build_that_takes_the_place_of_the_folder_is_read(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder.with_name("next"), make_row(1, "en", revision=6))
    folder.rename(folder.with_name("former"))
    seconds.advance()
    assert read_revision(site) == 4  # the moment between two renames
    folder.with_name("next").rename(folder)
    seconds.advance()
    assert read_revision(site) == 6


def test_what_was_withdrawn_is_gone(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder, make_row(1, "en", status="archived"))
    seconds.advance()
    assert site.snapshot.versions == {}


@pytest.mark.parametrize("name", ["index.json", "desk.json"])
@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", "null", '[{"id": 1}]', "\udcff"])
def test_a_file_that_cannot_be_read_leaves_the_last_good_one(
    site: PublishedSite, folder: Path, seconds: HeldSeconds, name: str, text: str
) -> None:
    file = folder / "entries" / name
    good = file.read_text(encoding="utf-8")
    file.write_bytes(text.encode(errors="surrogateescape"))
    seconds.advance()
    assert read_revision(site) == 4
    file.write_text(good.replace('"revision": 4', '"revision": 7'), encoding="utf-8")
    seconds.advance()
    assert read_revision(site) == (7 if name == "index.json" else 4)


def test_an_unknown_rating_scale_is_ignored(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder, make_row(1, "en", revision=5), rating="stars")
    seconds.advance()
    assert (read_revision(site), site.snapshot.data.rating) == (4, "five")


def test_a_desk_does_not_start_beside_what_is_no_built_site(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"ENTRAIDE_SITE_DIR: .* is no built site"):
        PublishedSite(tmp_path)
    entries = publish(tmp_path, make_row(1, "en")) / "entries"
    (entries / "desk.json").write_text(json.dumps({"rating": "five"}), encoding="utf-8")
    with pytest.raises(
        PublishedFileError, match=r"desk\.json: .* Build the site again: make build"
    ):
        PublishedSite(tmp_path)


NEWER = "https://help.example/schemas/v2"
KINDS = {"index.json": PublishedIndex, "desk.json": DeskData, "1.fr.json": PublishedText}


def test_a_key_that_a_later_version_adds_changes_nothing(folder: Path) -> None:
    before, text = PublishedSite(folder).snapshot, PublishedTexts(folder).find(1, "fr")
    for name, kind in KINDS.items():
        file, whole = folder / "entries" / name, build_schema(kind)
        value = json.loads(file.read_text(encoding="utf-8"))
        written = json.dumps(add_keys(value, resolve_references(whole, whole)))
        assert written.count("added_later") >= 3
        file.write_text(written, encoding="utf-8")
    assert PublishedSite(folder).snapshot == before
    assert PublishedTexts(folder).find(1, "fr") == text


@pytest.mark.parametrize("name", ["index", "desk"])
def test_a_desk_does_not_start_on_files_of_a_later_version(folder: Path, name: str) -> None:
    file = folder / "entries" / f"{name}.json"
    text = file.read_text(encoding="utf-8").replace("https://help.example/schemas/v1", NEWER)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PublishedFileError) as caught:
        PublishedSite(folder)
    assert str(caught.value) == (
        f"{file}: this is version 2 of the published files, and version 1 can "
        "be read here. Run the desk with the same Entraide that builds the site."
    )


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"rating": "five"', '"rating": "stars"', "“rating”: Input should be 'five' or 'helpful'"),
        ('"dir": "ltr", ', "", "“locales.0.dir”: Field required"),
        ("schemas/v1/desk.json", "schemas/v1/index.json", "“$schema”: it does not end with "),
        ('"contact": ', '"contact": [', "Invalid JSON: "),
    ],
)
def test_a_desk_says_what_is_wrong_with_a_file(folder: Path, old: str, new: str, what: str) -> None:
    file = folder / "entries" / "desk.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PublishedFileError) as caught:
        PublishedSite(folder)
    said = str(caught.value)
    assert said.startswith(f"{file}: this is not what a build writes ({what}")
    assert said.endswith("). Build the site again: make build.")


def test_a_running_desk_logs_a_file_that_stays_unreadable_once(
    site: PublishedSite, folder: Path, seconds: HeldSeconds, fault_log: list[str]
) -> None:
    file = folder / "entries" / "desk.json"
    text = file.read_text(encoding="utf-8").replace("https://help.example/schemas/v1", NEWER)
    file.write_text(text, encoding="utf-8")
    seconds.advance()
    assert read_revision(site) == 4
    assert fault_log == []  # a build may be writing it
    for _ in range(3):
        seconds.advance()
        assert read_revision(site) == 4
    (said,) = fault_log
    assert said.startswith(f"{file}: this is version 2 of the published files")


def test_a_running_desk_logs_a_site_that_it_may_not_read_once_and_when_it_can_again(
    site: PublishedSite,
    folder: Path,
    seconds: HeldSeconds,
    fault_log: list[str],
    unreadable_files: set[Path],
) -> None:
    file = folder / "entries" / "index.json"
    publish(folder, make_row(1, "en", revision=5))
    unreadable_files.add(file)
    for _ in range(4):
        seconds.advance()
        assert read_revision(site) == 4
    fault = f"{file}: you may not read or write here. Give yourself the right to."
    assert fault_log == [fault]
    unreadable_files.clear()
    seconds.advance()
    assert read_revision(site) == 5
    assert fault_log == [fault, fault]
    seconds.advance()
    assert read_revision(site) == 5
    assert len(fault_log) == 2


def test_a_running_desk_logs_a_site_that_has_gone_but_no_swap_of_folders(
    site: PublishedSite, folder: Path, seconds: HeldSeconds, fault_log: list[str]
) -> None:
    folder.rename(folder.with_name("former"))
    seconds.advance()
    assert read_revision(site) == 4
    folder.with_name("former").rename(folder)
    seconds.advance()
    assert read_revision(site) == 4
    assert fault_log == []
    folder.rename(folder.with_name("former"))
    for _ in range(3):
        seconds.advance()
        assert read_revision(site) == 4
    (said,) = fault_log
    assert said.endswith("index.json: there is no such file or folder. Look at how it is written.")
