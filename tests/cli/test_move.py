"""`entraide move` and `entraide category rename`: every address and every link leads on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.cli.main import main
from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.provenance_files import get_record_path
from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import select_errors
from support.commands import Run
from support.git import commit_all
from support.projects import write_site

PLACE = "account/lost-password"


def add_links(project: Path) -> None:
    """Let the other entry, and the home page, link to the entry with the password, and back."""
    for path, words in (
        ("docs/fr/scams/avance.md", '\n[Mot de passe](../account/lost-password.md "Oui")\n'),
        ("docs/en/index.md", "\n[Password](account/lost-password.md) `account/lost-password.md`\n"),
        ("docs/en/account/lost-password.md", "\n![Box](box.png)\n\n[Home](../index.md)\n"),
        ("docs/fr/account/lost-password.md", "\n![Boîte](box.png)\n"),
    ):
        file = project / path
        file.write_text(file.read_text() + words)
    (project / "docs/en/account/box.png").write_bytes(PIXEL)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_links_images_and_records_follow_a_move(project: Path, run_entraide: Run) -> None:
    add_links(project)
    record = get_record_path(project / "docs/fr/account/lost-password.md")
    record.write_text('{"source_revision": 2, "fields": {}, "segments": []}\n')
    result = run_entraide("move", "7", "scams/password")
    assert result.exit_code == 0, result.output
    assert run_entraide("check").exit_code == 0, run_entraide("check").output
    source = (project / "docs/en/scams/password.md").read_text()
    assert "moved_from: [account/lost-password, account/password]\n" in source
    assert "![Box](box.png)\n\n[Home](../index.md)\n" in source
    assert (project / "docs/en/scams/box.png").read_bytes() == PIXEL
    assert get_record_path(project / "docs/fr/scams/password.md").is_file()
    assert not (project / "docs/en/account").exists()
    avance = (project / "docs/fr/scams/avance.md").read_text()
    assert '[Mot de passe](password.md "Oui")' in avance
    home = (project / "docs/en/index.md").read_text()
    assert "[Password](scams/password.md) `account/lost-password.md`" in home
    assert "7: scams/password\n" in (project / "data/ids.yml").read_text()


def test_an_image_that_others_show_stays_and_is_found(project: Path, run_entraide: Run) -> None:
    add_links(project)
    home = project / "docs/en/index.md"
    home.write_text(home.read_text() + "\n![Box](account/box.png)\n")
    run_entraide("move", "7", "scams/password")
    assert "![Box](../account/box.png)" in (project / "docs/en/scams/password.md").read_text()
    assert run_entraide("check").exit_code == 0


def test_moving_back_leaves_one_former_address(project: Path, run_entraide: Run) -> None:
    run_entraide("move", "7", "scams/password")
    run_entraide("move", "7", PLACE)
    source = (project / f"docs/en/{PLACE}.md").read_text()
    assert "moved_from: [scams/password, account/password]\n" in source


def test_records_know_the_new_links_of_the_source(project: Path, run_entraide: Run) -> None:
    add_links(project)
    other = project / "docs/fr/scams/avance.md"
    english = project / "docs/en/scams/avance.md"
    other.write_text(other.read_text().replace("status: draft", "status: published"))
    english.parent.mkdir()
    english.write_text(
        "---\nid: 12\ntitle: An advance\nsummary: No.\nsource_revision: 1\n"
        "updated: 2026-11-03\n---\n\nDo not pay.\n"
    )
    before = read_digests(other)
    rows = [{"kind": "paragraph", "section": 0, "hash": each} for each in before]
    record = get_record_path(english)
    record.write_text(json.dumps({"source_revision": 1, "fields": {}, "segments": rows}))
    run_entraide("move", "7", "scams/password")
    after = [row["hash"] for row in json.loads(record.read_text())["segments"]]
    assert after == read_digests(other)
    assert after != before


def read_digests(file: Path) -> list[str]:
    from entraide.content.segmentation import cut_segments  # noqa: PLC0415
    from entraide.content.text_files import split_file  # noqa: PLC0415

    return [cut.segment.digest for cut in cut_segments(split_file(file.read_text())[3])]


def test_a_dry_run_writes_nothing(project: Path, run_entraide: Run) -> None:
    add_links(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = run_entraide("move", "7", "scams/password", "--dry-run")
    assert "docs/en/account/lost-password.md → docs/en/scams/password.md" in result.output
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("word", "address", "message"),
    [
        ("8", "scams/x", "there is no entry “8”. “entraide status” lists"),
        (
            "7",
            "scam/x",
            (
                "“scam” is no category: data/categories.yml has them, and takes new ones. "
                "Did you mean “scams”?"
            ),
        ),
        ("7", "scams/X y", "“X y” cannot end an address"),
        ("7", PLACE, "entry 7 stands there already"),
        ("7", "scams/avance", "docs/fr/scams/avance.md: there is an entry already"),
        ("7", "scams", "“scams” has no slug. Write both, as in scams/lost-password"),
        ("12", "account/password", "“account/password” is a former address of entry 7"),
    ],
)
def test_an_address_that_cannot_be_is_refused(
    word: str, address: str, message: str, project: Path, run_entraide: Run
) -> None:
    result = run_entraide("move", word, address)
    assert result.exit_code == 2
    assert message in result.output
    assert (project / f"docs/en/{PLACE}.md").is_file()


def test_a_category_is_renamed_with_all_that_is_in_it(project: Path, run_entraide: Run) -> None:
    add_links(project)
    (project / "data/settings.yml").write_text("home:\n  categories: [scams, account] # first\n")
    result = run_entraide("category", "rename", "account", "profile")
    assert result.exit_code == 0, result.output
    assert run_entraide("check").exit_code == 0, run_entraide("check").output
    row = (project / "data/categories.yml").read_text().splitlines()[0]
    assert row.startswith("- {id: profile, label: {en: Account")
    assert "moved_from: [account]" in row
    assert (project / "data/settings.yml").read_text() == (
        "home:\n  categories: [scams, profile] # first\n"
    )
    assert not (project / "docs/fr/account").exists()
    assert (project / "docs/en/profile/box.png").is_file()
    assert "(../profile/lost-password.md" in (project / "docs/fr/scams/avance.md").read_text()


STEPS = st.lists(
    st.tuples(
        st.sampled_from("123"), st.sampled_from(("scams", "account")), st.sampled_from("abcd")
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.thorough
@settings(max_examples=8, deadline=None)
@given(steps=STEPS, has_git=st.booleans())
def test_no_sequence_of_moves_loses_an_address_or_a_link(
    steps: list[tuple[str, str, str]],
    *,
    has_git: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tmp_path_factory.mktemp("moves")
    body = "[a](../scams/a.md) [b](b.md)\n"
    write_site(
        root,
        {
            f"docs/en/scams/{slug}.md": {"id": number, "title": slug, "body": body}
            for number, slug in enumerate("abc", 1)
        },
    )
    if has_git:
        commit_all(root)
    known = {1: {"scams/a"}, 2: {"scams/b"}, 3: {"scams/c"}}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for number, category, slug in steps:
            CliRunner().invoke(main, ["move", number, f"{category}/{slug}"], catch_exceptions=False)
            reading = read_site(read_settings(root / "mkdocs.yml"))
            for entry in reading.site.entries.values():
                known[entry.id].add(entry.address)
    assert not select_errors(check_project(reading, resolve_day()))
    owners: dict[str, int] = {}
    for entry in reading.site.entries.values():
        for address in (entry.address, *entry.moved_from):
            assert owners.setdefault(address, entry.id) == entry.id
    assert set().union(*known.values()) == owners.keys()


def test_links_that_a_move_wrote_anew_are_no_change_of_a_text(
    project: Path, run_entraide: Run
) -> None:
    add_links(project)
    french = project / "docs/fr/scams/avance.md"
    french.write_text(french.read_text().replace("status: draft", "status: published"))
    commit_all(project)
    run_entraide("move", "7", "scams/password")
    run_entraide("category", "rename", "scams", "traps")
    assert "changed since" not in run_entraide("check").output
