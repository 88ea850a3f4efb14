"""Entries that were moved by hand or with git: `check` notices, `fix` mends addresses and links."""

from pathlib import Path

import pytest

from support.commands import Run
from support.git import commit_all, run_git
from support.images import make_quarters, save_image

IDS = "7: account/lost-password\n12: scams/avance\n"
OLD = "account/lost-password"


@pytest.fixture
def site(project: Path, run_entraide: Run) -> Path:
    """A project under git, in which each text links to the other, and one has an image."""
    for path, words in (
        ("docs/fr/scams/avance.md", '\n[Mot de passe](../account/lost-password.md "Oui")\n'),
        ("docs/en/index.md", "\n[Password](account/lost-password.md)\n"),
        ("docs/en/account/lost-password.md", "\n![Box](box.png)\n\n[Home](../index.md)\n"),
        ("docs/fr/account/lost-password.md", "\n[Avance](../scams/avance.md)\n"),
    ):
        with (project / path).open("a", encoding="utf-8") as file:
            file.write(words)
    (project / "docs/en/account/box.png").write_bytes(save_image(make_quarters(40, 30), "PNG"))
    text = (project / "docs/fr/scams/avance.md").read_text("utf-8")
    (project / "docs/fr/scams/avance.md").write_text(text.replace("draft", "published"), "utf-8")
    run_entraide("fix")
    (project / "data/ids.yml").write_text(IDS)
    commit_all(project)
    return project


def move(project: Path, old: str, new: str, *locales: str) -> None:
    for locale in locales or ("en", "fr"):
        target = project / "docs" / locale / f"{new}.md"
        target.parent.mkdir(exist_ok=True)
        (project / "docs" / locale / f"{old}.md").rename(target)


def read(project: Path, path: str) -> str:
    return (project / "docs" / path).read_text("utf-8")


def test_links_to_an_entry_follow_it(site: Path, run_entraide: Run) -> None:
    move(site, OLD, "scams/password")
    assert run_entraide("check").exit_code == 1
    assert run_entraide("fix", "--dry-run").exit_code == 1
    assert "account/lost-password.md" in read(site, "en/index.md")
    assert run_entraide("fix").exit_code == 0
    assert "[Mot de passe](password.md " in read(site, "fr/scams/avance.md")
    assert "[Password](scams/password.md)" in read(site, "en/index.md")
    source = read(site, "en/scams/password.md")
    assert f"moved_from: [{OLD}, account/password]" in source
    assert "![Box](../account/box.png)" in source
    assert run_entraide("check").exit_code == 0
    assert "Nothing to fix" in run_entraide("fix").stderr


def test_so_they_do_when_its_address_was_mended_before(site: Path, run_entraide: Run) -> None:
    move(site, OLD, "scams/password")
    run_entraide("fix")
    home = site / "docs/en/index.md"
    home.write_text(home.read_text("utf-8").replace("scams/password", OLD), "utf-8")
    assert run_entraide("fix").exit_code == 0
    assert "[Password](scams/password.md)" in home.read_text("utf-8")


def test_a_move_with_an_edited_text_is_one(site: Path, run_entraide: Run) -> None:
    move(site, OLD, "scams/password")
    source = site / "docs/en/scams/password.md"
    text = source.read_text("utf-8").replace("I lost my", "I have no").replace("a new", "another")
    source.write_text(text, "utf-8")
    assert run_entraide("fix").exit_code == 0
    assert f"moved_from: [{OLD}," in source.read_text("utf-8")
    assert "[Password](scams/password.md)" in read(site, "en/index.md")


def test_each_of_two_moves_leaves_an_address_that_leads_on(site: Path, run_entraide: Run) -> None:
    move(site, OLD, "account/no-password")
    run_git(site, "add", "-A")
    run_git(site, "commit", "-q", "-m", "One move")
    move(site, "account/no-password", "scams/password")
    home = site / "docs/en/index.md"
    home.write_text(home.read_text("utf-8").replace(OLD, "account/no-password"), "utf-8")
    assert run_entraide("fix").exit_code == 0
    assert f"moved_from: [account/no-password, {OLD}, " in read(site, "en/scams/password.md")
    assert "[Password](scams/password.md)" in home.read_text("utf-8")
    assert run_entraide("check").exit_code == 0


@pytest.mark.parametrize(("locale", "place"), [("en", "scams/password"), ("fr", OLD)])
def test_a_language_that_moved_alone_is_where_its_source_is(
    locale: str, place: str, site: Path, run_entraide: Run
) -> None:
    move(site, OLD, "scams/password", locale)
    assert "entraide fix" in run_entraide("check").output
    assert run_entraide("fix", "--dry-run").exit_code == 1
    assert run_entraide("fix").exit_code == 0
    for each in ("en", "fr"):
        assert "id: 7\n" in read(site, f"{each}/{place}.md")
    assert f"[Password]({place}.md)" in read(site, "en/index.md")
    assert run_entraide("check").exit_code == 0


@pytest.fixture
def swapped_site(site: Path, run_entraide: Run) -> Path:
    """The project once two entries have changed places, and a third one links to one of them."""
    run_entraide("new", "scams", "third", "--title", "Third")
    text = read(site, "en/scams/third.md").partition("In one or")[0]
    text = text.replace("One sentence for lists, search results and previews.", "A third entry.")
    body = "Ask for a new password.\n\n[Password](../account/lost-password.md)\n"
    (site / "docs/en/scams/third.md").write_text(text + body, "utf-8")
    published = run_entraide("entry", "publish", "13")
    assert published.exit_code == 0, published.output
    run_entraide("fix")
    commit_all(site)
    move(site, OLD, "scams/x")
    move(site, "scams/avance", OLD, "fr")
    move(site, "scams/x", "scams/avance")
    return site


@pytest.mark.parametrize("is_committed", [False, True])
def test_links_follow_two_that_changed_places(
    swapped_site: Path, run_entraide: Run, *, is_committed: bool
) -> None:
    if is_committed:
        commit_all(swapped_site)
    assert (
        f"data/ids.yml has entry 7 at {OLD}, where it stands no more, and entry 12 does. "
        f"Run: entraide fix. Then look at links to {OLD}." in run_entraide("check").output
    )
    assert run_entraide("fix").exit_code == 0
    assert (
        "7: scams/avance\n12: account/lost-password\n"
        in (swapped_site / "data/ids.yml").read_text()
    )
    assert "[Password](avance.md)" in read(swapped_site, "en/scams/third.md")
    assert "[Password](scams/avance.md)" in read(swapped_site, "en/index.md")
    assert "[Mot de passe](../scams/avance.md" in read(swapped_site, f"fr/{OLD}.md")
    assert "[Avance](../account/lost-password.md)" in read(swapped_site, "fr/scams/avance.md")
    assert "![Box](../account/box.png)" in read(swapped_site, "en/scams/avance.md")
    assert "the text changed" not in run_entraide("check").output
    assert "Nothing to fix" in run_entraide("fix").stderr


def test_links_that_somebody_wrote_anew_stay(swapped_site: Path, run_entraide: Run) -> None:
    text = read(swapped_site, "en/scams/third.md").replace(
        "../account/lost-password.md", "avance.md"
    )
    (swapped_site / "docs/en/scams/third.md").write_text(text, "utf-8")
    assert run_entraide("fix").exit_code == 0
    assert "[Password](avance.md)" in read(swapped_site, "en/scams/third.md")
    assert "[Password](account/lost-password.md)" in read(swapped_site, "en/index.md")


def test_a_folder_of_a_category_that_was_renamed_takes_the_category_along(
    site: Path, run_entraide: Run
) -> None:
    home = site / "docs/en/index.md"
    home.write_text(f"{home.read_text()}\n[All](account/index.md)\n", encoding="utf-8")
    settings = site / "data/settings.yml"
    settings.write_text("home:\n  categories: [account]\n", encoding="utf-8")
    commit_all(site)
    for locale in ("en", "fr"):
        run_git(site, "mv", f"docs/{locale}/account", f"docs/{locale}/konto")
    said = "the folder of the category “account” is called “konto” now. Run: entraide fix"
    assert said in run_entraide("check").output
    assert run_entraide("fix").exit_code == 0
    categories = (site / "data/categories.yml").read_text("utf-8")
    assert "- {id: konto, label: {en: Account," in categories
    assert "moved_from: [account]}\n" in categories
    assert settings.read_text("utf-8").endswith("categories: [konto]\n")
    assert "[All](konto/index.md)" in home.read_text("utf-8")
    result = run_entraide("check")
    assert result.exit_code == 0, result.output
    assert "the text changed" not in result.output
    assert run_entraide("fix").output.startswith("Nothing to fix")


def test_a_command_that_renames_a_category_takes_links_to_its_page_along(
    site: Path, run_entraide: Run
) -> None:
    home = site / "docs/en/index.md"
    home.write_text(f"{home.read_text()}\n[All](account/index.md#more)\n", encoding="utf-8")
    assert run_entraide("category", "rename", "account", "konto").exit_code == 0
    assert "[All](konto/index.md#more)" in home.read_text("utf-8")
