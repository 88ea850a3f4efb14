"""What is published may change while the desk runs; what cannot be read changes nothing."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.conftest import publish, row
from entraide.desk.published import LOOK_AGAIN, PublishedSite
from entraide.errors import SettingsError


@dataclass
class HeldSeconds:
    now: float = 0

    def __call__(self) -> float:
        return self.now

    def pass_by(self) -> None:
        self.now += LOOK_AGAIN


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publish(tmp_path / "site", row(1, "en"), row(1, "fr", state="missing"))


@pytest.fixture
def seconds() -> HeldSeconds:
    return HeldSeconds()


@pytest.fixture
def site(folder: Path, seconds: HeldSeconds) -> PublishedSite:
    return PublishedSite(folder, seconds)


def revision(site: PublishedSite) -> int | None:
    version = site.now.version(1, "en")
    return version.revision if version else None


def test_only_versions_that_are_published_and_not_missing_exist(tmp_path: Path) -> None:
    site = PublishedSite(
        publish(
            tmp_path,
            row(1, "en"),
            row(1, "fr", state="missing"),
            row(2, "en", status="archived"),
            row(2, "fr", status="archived"),
            row(3, "fr", state="outdated"),
        )
    )
    assert set(site.now.versions) == {(1, "en"), (3, "fr")}
    assert set(site.now.pages) == {(1, "en"), (1, "fr"), (3, "fr")}


def test_a_new_build_is_read_within_a_second(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder, row(1, "en", revision=5), row(2, "en"), rating="helpful")
    assert revision(site) == 4  # not looked at yet
    seconds.pass_by()
    assert revision(site) == 5
    assert site.now.version(2, "en") is not None
    assert site.now.scale == "helpful"


def test_a_build_that_takes_the_place_of_the_folder_is_read(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder.with_name("next"), row(1, "en", revision=6))
    folder.rename(folder.with_name("former"))
    seconds.pass_by()
    assert revision(site) == 4  # the moment between two renames
    folder.with_name("next").rename(folder)
    seconds.pass_by()
    assert revision(site) == 6


def test_what_was_withdrawn_is_gone(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder, row(1, "en", status="archived"))
    seconds.pass_by()
    assert site.now.versions == {}


@pytest.mark.parametrize("name", ["index.json", "desk.json"])
@pytest.mark.parametrize("text", ["", "[", "{}", "[1]", "null", '[{"id": 1}]', "\udcff"])
def test_a_file_that_cannot_be_read_leaves_the_last_good_one(
    site: PublishedSite, folder: Path, seconds: HeldSeconds, name: str, text: str
) -> None:
    file = folder / "entries" / name
    good = file.read_text(encoding="utf-8")
    file.write_bytes(text.encode(errors="surrogateescape"))
    seconds.pass_by()
    assert revision(site) == 4
    file.write_text(good.replace('"revision": 4', '"revision": 7'), encoding="utf-8")
    seconds.pass_by()
    assert revision(site) == (7 if name == "index.json" else 4)


def test_a_scale_that_nobody_knows_changes_nothing(
    site: PublishedSite, folder: Path, seconds: HeldSeconds
) -> None:
    publish(folder, row(1, "en", revision=5), rating="stars")
    seconds.pass_by()
    assert (revision(site), site.now.scale) == (4, "five")


def test_a_desk_does_not_start_beside_what_is_no_built_site(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"ENTRAIDE_SITE_DIR: .* is no built site"):
        PublishedSite(tmp_path)
    entries = publish(tmp_path, row(1, "en")) / "entries"
    (entries / "desk.json").write_text(json.dumps({"rating": "five"}), encoding="utf-8")
    with pytest.raises(SettingsError, match="Build the site first: make build"):
        PublishedSite(tmp_path)
