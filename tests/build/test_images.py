"""A built site with images: one copy of each, made once, and nothing that tells of people."""

import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest

from entraide.render.images import publication
from support.built_site import BuiltSite, copy_site, find_one, list_attributes, run_mkdocs
from support.image_site import PAGE, write_image_site
from support.images import OWNER, open_bytes

IMAGES = "assets/images"


def list_candidates(site: BuiltSite, path: str, image: str) -> dict[int, str]:
    """The copies that the image of these words on a page offers, by their width."""
    copies = str(find_one(site.read_page(path), f'.text img[alt="{image}"]')["srcset"]).split(", ")
    pairs = (copy.split(" ") for copy in copies)
    return {int(width.removesuffix("w")): urljoin(f"/{path}", url)[1:] for url, width in pairs}


@pytest.mark.parametrize("path", [PAGE, f"fr/{PAGE}"])
def test_each_copy_that_a_page_offers_is_there_and_as_wide_as_it_says(
    pictures: BuiltSite, path: str
) -> None:
    candidates = list_candidates(pictures, path, "A photo")
    assert list(candidates) == [480, 960, 1200]
    for width, address in candidates.items():
        picture = open_bytes(pictures.get_file(address).read_bytes())
        assert picture.size == (width, round(width * 1600 / 1200))
    image = find_one(pictures.read_page(path), 'img[alt="A photo"]')
    assert (image["width"], image["height"]) == ("1200", "1600")


def test_every_language_shows_the_same_copies(pictures: BuiltSite) -> None:
    for image in ("A photo", "A screenshot"):
        candidates = list_candidates(pictures, PAGE, image)
        assert candidates == list_candidates(pictures, f"fr/{PAGE}", image)
    assert not pictures.has("fr/harassment/photo.jpg")


def test_the_same_image_twice_is_stored_once_for_pages(pictures: BuiltSite) -> None:
    stored = [file.name for file in (pictures.folder / IMAGES).iterdir()]
    photo = list_candidates(pictures, PAGE, "A photo")
    screen = list_candidates(pictures, PAGE, "A screenshot")
    used = {*photo.values(), *screen.values()}
    assert {f"{IMAGES}/{name}" for name in stored} == {
        address for address in used if address.startswith(IMAGES)
    }


def test_links_lead_to_a_copy_in_the_format_of_the_original(pictures: BuiltSite) -> None:
    for path in (PAGE, f"fr/{PAGE}"):
        links = list_attributes(pictures.read_page(path), ".text p > a", "href")
        files = [urljoin(f"/{path}", link)[1:] for link in links if link.endswith(".jpg")]
        assert files == ["harassment/photo.jpg", "fr/harassment/twin.jpg"]
    picture = open_bytes(pictures.get_file("harassment/photo.jpg").read_bytes())
    assert (picture.format, picture.size) == ("JPEG", (1200, 1600))


def test_no_file_of_the_site_tells_who_took_a_photo(pictures: BuiltSite) -> None:
    telling = [
        file.relative_to(pictures.folder).as_posix()
        for file in pictures.folder.rglob("*")
        if file.is_file() and OWNER.encode() in file.read_bytes()
    ]
    assert telling == []
    for file in pictures.folder.glob("**/harassment/*.jpg"):
        assert not open_bytes(file.read_bytes()).getexif()


def test_programs_get_whole_addresses(pictures: BuiltSite) -> None:
    for locale in ("en", "fr"):
        entry = pictures.read_json(f"entries/4.{locale}.json")
        assert 'src="https://states.example/harassment/photo.jpg"' in entry["html"]
        assert "![A photo](https://states.example/harassment/photo.jpg)" in entry["markdown"]


def build(config: Path, site: Path) -> dict[str, bytes]:
    done = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", site)
    assert done.returncode == 0, done.stderr
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


@pytest.mark.thorough
def test_a_second_build_encodes_nothing_and_a_build_without_cache_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config = write_image_site(tmp_path / "project")
    first = build(config, tmp_path / "1")
    cached = config.parent / ".cache/images"
    before = {file.name: file.stat().st_mtime_ns for file in cached.iterdir()}
    inodes = {file.name: file.stat().st_ino for file in cached.iterdir()}
    assert build(config, tmp_path / "2") == first
    after = {file.name: file.stat().st_mtime_ns for file in cached.iterdir()}
    assert {file.name: file.stat().st_ino for file in cached.iterdir()} == inodes, "none is new"
    assert all(after[name] > before[name] for name in before), "each was read"
    shutil.rmtree(config.parent / ".cache")
    monkeypatch.setenv("XDG_STATE_HOME", str(config.parent))  # no place for a key: nothing is kept
    assert build(config, tmp_path / "3") == first
    assert not cached.exists()


@pytest.mark.thorough
def test_a_damaged_image_stops_the_build_with_its_file(tmp_path: Path) -> None:
    config = copy_site("states", tmp_path / "project")
    (config.parent / "docs/en/harassment/photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    done = run_mkdocs("build", "--strict", "-q", "-f", config, "-d", tmp_path / "site")
    assert done.returncode != 0
    assert "docs/en/harassment/photo.jpg:1: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.thorough
def test_cores_make_no_difference(tmp_path: Path) -> None:
    config = write_image_site(tmp_path / "project")
    tasks = [
        publication.ImageTask(file, file.name, f"a/{file.name}", tmp_path / "none", tmp_path / "x")
        for file in sorted((config.parent / "docs/en/harassment").glob("*.[jpg]*g"))
    ]
    assert len(tasks) > 1
    alone = list(publication.publish_images(tasks, cores=1))
    files = {path: path.read_bytes() for path in (tmp_path / "x").rglob("*.*")}
    shutil.rmtree(tmp_path / "x")
    shutil.rmtree(tmp_path / "none", ignore_errors=True)
    assert list(publication.publish_images(tasks, cores=2)) == alone
    assert {path: path.read_bytes() for path in (tmp_path / "x").rglob("*.*")} == files
