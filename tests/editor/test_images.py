"""Images of a text: checked and named when they are sent, published with it, and never orphans."""

import io
import json
import re
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from support.editing import ROOT, SAME_ORIGIN, EditedProject
from support.git import run_git
from support.images import save_image

PNG = save_image(Image.new("RGB", (40, 30), "red"), "PNG")
FOLDER = "docs/en/harassment"
PUBLISH = {"significance": "minor", "note": "A picture"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">%s</svg>'


def make_bomb() -> bytes:
    """A PNG of a few hundred bytes whose head promises 60,000 × 60,000 pixels."""

    def make_chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(100_000))
    chunks = make_chunk(b"IHDR", head) + make_chunk(b"IDAT", data) + make_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def list_files(project: EditedProject) -> set[str]:
    """The images of the project, those that wait too."""
    folders = (project.folder / "docs", project.folder / "var")
    files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    ours = (file.relative_to(project.folder).as_posix() for file in files)
    return {name for name in ours if not name.endswith((".md", ".json", ".lock"))}


def put_in(project: EditedProject, data: bytes = PNG, **fields: str) -> str:
    """Send an image and save the text with it; its name."""
    written = json.loads(project.send_image(data, **fields).text)["written"]
    project.save("Report it.", f"Report it.\n\n   {written}")
    name = re.search(r"\]\(([^)]+)\)", written)
    assert name
    return name[1]


def publish(project: EditedProject) -> str:
    copy = project.editor.copies.find(1, "en")
    assert copy
    answer = project.post("1/en/publish/", {"number": copy.number, **PUBLISH})
    assert answer.status == 303, answer.text
    return run_git(project.folder, "show", "--stat", "--format=%an", "HEAD")


def test_an_image_waits_in_the_draft_and_is_committed_with_its_text(
    project: EditedProject,
) -> None:
    before = list_files(project)
    name = put_in(project)
    assert re.fullmatch(r"a-photo-[0-9a-f]{12}\.png", name)
    assert list_files(project) - before == {f"var/editing/images/{FOLDER}/current.md/{name}"}
    assert "Mistake:" not in project.get("1/en/").text
    draft = project.get("draft/1/en/harassment/current/").text
    address = re.search(r'<img[^>]*alt="A door"[^>]*', draft)
    assert address
    assert 'width="40"' in address[0]
    assert project.get(f"draft/1/en/harassment/{name}").headers["content-type"] == "image/png"
    commit = publish(project)
    assert commit.startswith("Ada Example")
    assert f"{name} " in commit
    assert list_files(project) - before == {f"{FOLDER}/{name}"}
    assert (project.folder / FOLDER / name).read_bytes() == PNG
    assert run_git(project.folder, "status", "--porcelain", "docs") == ""


def test_what_is_discarded_takes_its_images_along(project: EditedProject) -> None:
    before = list_files(project)
    put_in(project)
    copy = project.editor.copies.find(1, "en")
    assert copy
    project.post("1/en/discard/", {"number": copy.number})
    assert list_files(project) == before


@pytest.mark.thorough
def test_an_image_that_no_text_has_goes_and_comes_back_with_the_text(
    project: EditedProject,
) -> None:
    before = list_files(project)
    name = put_in(project)
    publish(project)
    written = f"\n\n   ![A door]({name})"
    project.save(written, "")
    assert f"{name} " in publish(project)
    assert list_files(project) == before
    blob = project.editor.repository.list_states(f"{FOLDER}/current.md")[1].blob
    project.post("1/en/history/", {"state": blob})
    publish(project)
    assert list_files(project) - before == {f"{FOLDER}/{name}"}


@pytest.mark.thorough
def test_the_same_image_is_kept_once_and_two_at_once_are_both_kept(project: EditedProject) -> None:
    before = list_files(project)
    colours = ["red", "green", "blue", "white"] * 2
    images = [save_image(Image.new("RGB", (9, 9), each), "PNG") for each in colours]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(project.send_image, images))
    assert {each.status for each in answers} == {200}
    assert len({each.text for each in answers}) == 4
    assert len(list_files(project) - before) == 4
    put_in(project)
    publish(project)
    assert put_in(project, name="Another name.png") in project.read()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/cron.d/x.png",
        "..\\..\\x.png",
        "/etc/passwd",
        ".htaccess",
        "CNAME",
        "index.md",
        "x.png\0.md",
        "a\nb.html",
        "é" * 300,
        "<script>.svg",
        "con.png",
        "",
    ],
)
def test_no_name_leads_elsewhere(project: EditedProject, name: str) -> None:
    before = list_files(project)
    answer = project.send_image(PNG, name=name or "x")
    assert answer.status == 200
    (file,) = list_files(project) - before
    path = rf"var/editing/images/{FOLDER}/current\.md/[a-z0-9-]{{1,60}}\.png"
    assert re.fullmatch(path, file)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a<script>alert(1)</script>",
        b"<!doctype html><script>alert(1)</script>",
        SVG % b"<script>alert(1)</script>",
        SVG % b'<image href="https://evil.example/x.png"/>',
        SVG % b'<a href="javascript:alert(1)"><rect onload="x()"/></a>',
        b'<!DOCTYPE x [<!ENTITY a "b">]>' + SVG % b"&a;",
        PNG[:60],
        PNG[:33] + b"<html><script>alert(1)</script>" + PNG[33:],
        make_bomb(),
        save_image(Image.new("RGB", (8, 8)), "BMP"),
        save_image(Image.new("RGB", (8, 8)), "TIFF"),
        b"%PDF-1.7 ",
        b"\x89PNG\r\n\x1a\n" + bytes(20_000_000),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_what_is_no_image_is_refused_in_words(project: EditedProject, data: bytes) -> None:
    before = list_files(project)
    answer = project.send_image(data)
    assert answer.status == 409
    assert json.loads(answer.text)["problems"][0].startswith("file: ")
    assert list_files(project) == before


def test_the_kind_is_what_the_file_holds(project: EditedProject) -> None:
    photo = save_image(Image.new("RGB", (8, 8)), "JPEG")
    assert ".jpg)" in project.send_image(photo, name="x.svg").text
    assert ".svg)" in project.send_image(SVG % b"<rect/>", name="x.png").text


def test_words_are_asked_and_are_no_markdown(project: EditedProject) -> None:
    for words in ("", "  ", "\u200b"):
        answer = project.send_image(PNG, alt=words)
        assert answer.status == 409
        assert "decoration" in answer.text
    answer = project.send_image(PNG, alt="a](x)\n\n# <b> **\\`")
    assert json.loads(answer.text)["written"].startswith("![a\\](x) \\# \\<b\\> \\*\\*\\\\\\`](")
    decoration = json.loads(project.send_image(PNG, alt="", decorative="yes").text)["written"]
    assert re.fullmatch(r'!\[\]\([a-z0-9-]+\.png\)\{alt=""\}', decoration)


def test_without_scripts_the_image_stands_at_the_end(project: EditedProject) -> None:
    assert 'enctype="multipart/form-data"' in project.get("1/en/image/").text
    form = {"csrf": project.csrf, "alt": "A door"}
    answer = project.browser.post(
        f"{ROOT}1/en/image/", data=form, files={"file": ("x.png", PNG)}, headers=SAME_ORIGIN
    )
    assert "The image stands at the end of the text" in answer.text
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert re.search(r"!\[A door\]\(x-[0-9a-f]{12}\.png\)\n$", copy.text)
    refused = project.browser.post(
        f"{ROOT}1/en/image/", data=form, files={"file": ("x.png", b"x")}, headers=SAME_ORIGIN
    )
    assert refused.status_code == 409
    assert "This was not done: everything is as it was" in refused.text


@pytest.mark.parametrize("csrf", ["", "x"])
def test_an_image_without_the_token_of_the_session_is_refused(
    project: EditedProject, csrf: str
) -> None:
    before = list_files(project)
    assert project.send_image(PNG, csrf=csrf).status == 403
    assert list_files(project) == before


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n1\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Type: multipart/mixed\r\n\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n1\r\n" * 50 + b"--x--"),
        ("multipart/form-data; boundary=x", b"x" * 22_000_000),
        ("multipart/form-data; boundary*0=\x00", b"--x--"),
        ("application/json", b"{}"),
    ],
)
def test_what_is_no_form_with_a_file_is_refused(
    project: EditedProject, kind: str, body: bytes
) -> None:
    headers = SAME_ORIGIN | {"Content-Type": kind}
    answer = project.browser.post(f"{ROOT}1/en/image/", content=body, headers=headers)
    assert answer.status_code in {400, 403, 413, 415}


def test_bytes_come_as_they_were_sent(project: EditedProject, tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.effect_noise((60, 60), 90).save(stream, "PNG", compress_level=0)
    data = stream.getvalue() + b"\r\n\r\r\n"
    name = put_in(project, data)
    publish(project)
    assert (project.folder / FOLDER / name).read_bytes() == data
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.thorough
def test_a_file_that_git_refuses_comes_with_no_image(project: EditedProject) -> None:
    before = list_files(project)
    put_in(project)
    hook = project.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    copy = project.editor.copies.find(1, "en")
    assert copy
    assert project.post("1/en/publish/", {"number": copy.number, **PUBLISH}).status == 409
    new = list_files(project) - before
    assert len(new) == 1
    assert new.pop().startswith("var/")
    hook.unlink()
    publish(project)
    assert len(list_files(project) - before) == 1
