"""`entraide override`: our templates as a project's own, and what changed in ours since."""

import shutil
from pathlib import Path

import pytest

from entraide.content import own_templates
from support.commands import Run
from support.paths import ROOT

THEME = ROOT / "overrides"
FOOTER = "overrides/partials/footer.html"


@pytest.fixture
def theme(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our templates, to change as a later Entraide would."""
    copy = tmp_path_factory.mktemp("theme") / "overrides"
    ignored = shutil.ignore_patterns("vendor", "locales", "scripts")
    shutil.copytree(THEME, copy, ignore=ignored)
    monkeypatch.setattr(own_templates, "get_theme_folder", lambda: copy)
    return copy


def edit_ours(theme: Path, former: str, new: str) -> None:
    """Change our footer as a later version would."""
    file = theme / "partials/footer.html"
    text = file.read_text(encoding="utf-8")
    assert former in text
    file.write_text(text.replace(former, new), encoding="utf-8")


def test_a_partial_is_copied_by_its_name(project: Path, run_entraide: Run, theme: Path) -> None:
    done = run_entraide("override", "footer")
    assert done.output == f"Written: {FOOTER}\n"
    ours = (theme / "partials/footer.html").read_text(encoding="utf-8")
    assert (project / FOOTER).read_text(encoding="utf-8") == ours
    assert run_entraide("override").output == "partials/footer.html: as copied\n"


@pytest.mark.parametrize("word", ["partials/footer.html", "partials/footer", "footer.html"])
def test_a_template_may_be_named_in_any_way(
    project: Path, run_entraide: Run, theme: Path, word: str
) -> None:
    del theme
    run_entraide("override", word)
    assert (project / FOOTER).is_file()


def test_what_is_there_is_never_overwritten(project: Path, run_entraide: Run, theme: Path) -> None:
    del theme
    (project / FOOTER).parent.mkdir(parents=True)
    (project / FOOTER).write_text("Our own", encoding="utf-8")
    assert run_entraide("override").output == "partials/footer.html: no record of its copy\n"
    assert "stays as it is" in run_entraide("override", "footer").output
    assert "is there already: as copied" in run_entraide("override", "footer").output
    assert (project / FOOTER).read_text(encoding="utf-8") == "Our own"


def test_a_template_that_extends_ours_needs_no_copy(
    project: Path, run_entraide: Run, theme: Path
) -> None:
    del theme
    (project / "overrides").mkdir()
    (project / "overrides/base.html").write_text('{% extends "entraide/base.html" %}')
    assert run_entraide("override").output == "base.html: extends ours\n"
    assert "needs no copy" in run_entraide("override", "base").output


def test_what_changed_in_ours_is_shown(project: Path, run_entraide: Run, theme: Path) -> None:
    run_entraide("override", "footer")
    assert run_entraide("override", "footer", "--diff").output == "Ours has not changed.\n"
    edit_ours(theme, 'class="footer-row"', 'class="footer-line"')
    assert run_entraide("override").output == "partials/footer.html: ours has changed\n"
    lines = run_entraide("override", "footer", "--diff").output.splitlines()
    assert lines[:2] == ["--- partials/footer.html as copied", "+++ partials/footer.html"]
    changes = [line for line in lines[2:] if line.startswith(("-", "+"))]
    assert ['class="footer-row"' in changes[0], 'class="footer-line"' in changes[1]] == [True] * 2
    assert len(changes) == 2
    del project


def test_what_changed_in_ours_is_merged(project: Path, run_entraide: Run, theme: Path) -> None:
    run_entraide("override", "footer")
    own = (project / FOOTER).read_text(encoding="utf-8")
    (project / FOOTER).write_text(own.replace("</footer>", "<p>Us</p>\n</footer>"), "utf-8")
    edit_ours(theme, 'class="footer-row"', 'class="footer-line"')
    assert run_entraide("override", "footer", "--merge").output == f"Merged: {FOOTER}.\n"
    merged = (project / FOOTER).read_text(encoding="utf-8")
    assert "<p>Us</p>" in merged
    assert 'class="footer-line"' in merged
    assert run_entraide("override").output == "partials/footer.html: as copied\n"


def test_two_changes_of_one_place_are_both_there(
    project: Path, run_entraide: Run, theme: Path
) -> None:
    run_entraide("override", "footer")
    own = (project / FOOTER).read_text(encoding="utf-8")
    (project / FOOTER).write_text(own.replace('class="footer-row"', 'class="own"'), "utf-8")
    edit_ours(theme, 'class="footer-row"', 'class="footer-line"')
    said = run_entraide("override", "footer", "--merge").output
    assert said == f"Merged: {FOOTER}. Both had changed in 1 places: look for <<<<<<<.\n"
    merged = (project / FOOTER).read_text(encoding="utf-8")
    assert {"<<<<<<< yours", ">>>>>>> ours"} <= set(merged.splitlines())


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("foter",), "TEMPLATE: there is no template “foter”. Did you mean “footer”?"),
        (("qqqq",), "there is no template “qqqq”. Read: entraide handbook templates."),
        (("page",), "“page” may be assets/scripts/page.js, assets/styles/page.css. Write one"),
        (("footer.html", "--diff"), "was not copied by this command. Copy it: entraide override"),
        (("footer.html", "--merge"), "was not copied by this command. Copy it: entraide override"),
    ],
)
def test_a_wrong_name_is_told(
    run_entraide: Run, theme: Path, arguments: tuple[str, ...], said: str
) -> None:
    (theme / "assets/scripts").mkdir()
    (theme / "assets/scripts/page.js").touch()
    done = run_entraide("override", *arguments)
    assert (done.exit_code, said in done.output) == (2, True)


def test_the_theme_itself_is_changed_where_it_is(
    run_entraide: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = run_entraide("override", "footer")
    assert done.exit_code == 2
    assert "holds the templates themselves" in done.output


def test_words_of_what_was_copied_are_not_asked_for(
    project: Path, run_entraide: Run, theme: Path
) -> None:
    del theme
    copies = project / "overrides/.entraide/partials"
    copies.mkdir(parents=True)
    (copies / "footer.html").write_text('{{ _("A word of before") }}', encoding="utf-8")
    own = project / FOOTER
    own.parent.mkdir(parents=True)
    own.write_text('{{ _("A word of ours") }}', encoding="utf-8")
    run_entraide("messages")
    catalogs = [path.read_text(encoding="utf-8") for path in project.rglob("*.po")]
    assert any("A word of ours" in catalog for catalog in catalogs)
    assert not any("A word of before" in catalog for catalog in catalogs)
