"""`entraide fix`: what it writes, what it shows, what it never touches."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from entraide.content.docs.front_matter import LocalisedMatter
from entraide.content.fixes import fix_text
from entraide.content.markdown.document import read_document
from entraide.content.text_files import parse_text, split_front_matter
from entraide.errors import ProblemLog
from support.commands import Run
from support.fuzzing import try_examples

FRENCH = "docs/fr/account/lost-password.md"
BEFORE = """\
---
title: J'ai perdu mon mot de passe !
id: 7
summary: Comment en obtenir un autre.
keywords: [l'oubli]
source_revision: 2
updated: 2026-11-02
---

Demandez-en "un autre" : l'équipe répond.

1. Écrivez `l'adresse : "x"`
  - sur https://help.example/l'aide?a:b
"""
AFTER = """\
---
id: 7
title: J’ai perdu mon mot de passe\u202f!
summary: Comment en obtenir un autre.
keywords: [l'oubli]
source_revision: 2
updated: 2026-11-02
---

Demandez-en «\u202fun autre\u202f»\u00a0: l’équipe répond.

1. Écrivez `l'adresse : "x"`
   - sur https://help.example/l'aide?a:b
"""
NESTED = f"{FRENCH}:13: this stood beside the item above it; it is now within it"


@pytest.fixture
def french(project: Path) -> Path:
    """A French text as anybody types it."""
    file = project / FRENCH
    file.write_text(BEFORE, encoding="utf-8")
    return file


def test_typography_lists_and_keys_are_written_and_told_in_a_line(
    french: Path, run_entraide: Run
) -> None:
    done = run_entraide("fix")
    assert french.read_text(encoding="utf-8") == AFTER
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{FRENCH}: typography (2 lines), indentation of lists (1 line), order of keys (2 lines)",
        NESTED,
    ]
    assert done.stderr == "Fixed 1 of 5 files.\n"


def test_a_second_time_there_is_nothing_to_fix(french: Path, run_entraide: Run) -> None:
    run_entraide("fix")
    again = run_entraide("fix")
    assert french.read_text(encoding="utf-8") == AFTER
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "Nothing to fix in 5 files.\n"
    assert run_entraide("fix", "--dry-run").exit_code == 0


def test_a_dry_run_shows_the_lines_and_writes_nothing(french: Path, run_entraide: Run) -> None:
    shown = run_entraide("fix", "--dry-run")
    assert french.read_text(encoding="utf-8") == BEFORE
    assert shown.exit_code == 1
    lines = shown.stdout.splitlines()
    assert lines[:2] == [f"--- a/{FRENCH}", f"+++ b/{FRENCH}"]
    assert "-  - sur https://help.example/l'aide?a:b" in lines
    assert "+   - sur https://help.example/l'aide?a:b" in lines
    assert "+Demandez-en «␣un autre␣»⍽: l’équipe répond." in lines
    assert lines[-1] == NESTED
    assert shown.stderr.splitlines()[-1] == "Would fix 1 of 5 files."


def test_paths_choose_what_is_fixed(french: Path, run_entraide: Run) -> None:
    assert run_entraide("fix", "docs/en", "docs/fr/scams/avance.md").stderr == (
        "Nothing to fix in 3 files.\n"
    )
    assert french.read_text(encoding="utf-8") == BEFORE
    assert run_entraide("fix", "docs/fr/account").stderr == "Fixed 1 of 1 file.\n"


@pytest.mark.parametrize("path", ["docs/fr/none.md", "mkdocs.yml", "/", "data"])
def test_a_path_without_texts_is_refused(path: str, french: Path, run_entraide: Run) -> None:
    refused = run_entraide("fix", str(french), path)
    assert refused.exit_code == (0 if path == "/" else 2)
    if path != "/":
        assert f"PATHS: there is no text of this project at “{path}”. Name a .md file" in (
            refused.stderr
        )
        assert french.read_text(encoding="utf-8") == BEFORE


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_fixed(
    french: Path, project: Path, run_entraide: Run
) -> None:
    (project / "docs/fr/scams/avance.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    (project / "docs/en/index.md").write_text("No front matter, it's all\n", encoding="utf-8")
    done = run_entraide("fix")
    assert french.read_text(encoding="utf-8") == AFTER
    assert done.exit_code == 1
    assert "docs/fr/scams/avance.md:2: the byte 0xE9 is not UTF-8. Save the file as UTF-8." in (
        done.stderr
    )
    assert "docs/en/index.md:1: the file has no front matter." in done.stderr
    assert done.stderr.splitlines()[-1] == (
        "Fixed 1 of 3 files. Left alone, for the mistakes above: 2 files."
    )
    alone = run_entraide("fix", "docs/en/index.md").stderr.splitlines()[-1]
    assert alone == "Nothing was fixed. Left alone, for the mistakes above: 1 file."
    assert (project / "docs/en/index.md").read_text(encoding="utf-8").endswith("it's all\n")


def test_a_project_without_texts_is_explained(
    project: Path, tmp_path: Path, run_entraide: Run
) -> None:
    (project / "docs").rename(tmp_path / "elsewhere")
    (project / "docs").mkdir()
    done = run_entraide("fix")
    assert done.exit_code == 2
    assert done.stderr == (
        "docs/: there is no text in it. Write one: entraide new, or look at docs_dir.\n"
    )


def test_a_file_that_may_only_be_read_is_explained_and_stays(
    french: Path, run_entraide: Run
) -> None:
    french.chmod(0o444)
    done = run_entraide("fix")
    assert french.read_text(encoding="utf-8") == BEFORE
    assert done.exit_code == 1
    assert f"{FRENCH}:1: the file cannot be written: you may not read or write here." in done.stderr
    assert done.stderr.endswith("Left alone, for the mistakes above: 1 file.\n")


def test_a_file_that_cannot_be_written_is_explained(
    french: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _text: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr("entraide.cli.fix.replace_text", refuse)
    result = run_entraide("fix")
    assert result.exit_code == 1
    assert "cannot be written: the disk is full. Make room, then run it again." in result.stderr
    assert french.read_text(encoding="utf-8") == BEFORE


def test_a_home_page_has_the_order_of_its_own(project: Path, run_entraide: Run) -> None:
    home = project / "docs/fr/index.md"
    home.write_text("---\nsummary: De l'aide.\ntitle: Aide\n---\n\nOui ?", encoding="utf-8")
    run_entraide("fix", str(home))
    assert home.read_text(encoding="utf-8") == (
        "---\ntitle: Aide\nsummary: De l’aide.\n---\n\nOui\u202f?"
    )


def test_check_option_lists_the_edits_and_writes_no_file(french: Path, run_entraide: Run) -> None:
    before = run_entraide("check").output.splitlines()[:-1]
    run_entraide("fix")
    assert french.read_text(encoding="utf-8") == AFTER
    after = run_entraide("check").output.splitlines()[:-1]
    (gone,) = (line for line in before if line not in after)
    assert gone.startswith(f"{FRENCH}:13: warning: this line is indented by 2 and stands beside")
    assert [line for line in before if line != gone] == after


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n  \n"])
def test_line_ends_and_a_mark_of_byte_order_stay(end: str, mark: str, last: str) -> None:
    def make_file(text: str) -> str:
        return mark + (text.rstrip("\n").replace("`\n", "`  \n") + last).replace("\n", end)

    assert fix_text(make_file(BEFORE), "fr", LocalisedMatter).text == make_file(AFTER)


MARKS = [*"\"'?!:-> `*[]()#\n\r\t", "l'a", "...", "\u00a0", "\u202f", "«", "»", "é", "\ufeff"]
LINES = ["1. a\n", "- b\n", "  ", "    ", "\r\n", "\n\n", "```\n", "---\n", "\u2028"]
KEYS = ["title: l'a ?\n", "id: 1\n", "x: y\n", "# c\n"]
UNCHANGED = ["`l'a ?`", "{{a.b}}", "https://a.b/l'a?b ", "[l'a](l'b?c) "]
CODE = {"fence", "code_block", "code_inline", "placeholder"}
KEY_PIECES = st.sampled_from([*MARKS, *LINES, *KEYS])
PIECES = st.sampled_from([*MARKS, *LINES, *UNCHANGED])
FILES = st.tuples(st.lists(KEY_PIECES, max_size=8), st.lists(PIECES, max_size=14)).map(
    lambda parts: "---\nsummary: S\n" + "".join(parts[0]) + "\n---\n" + "".join(parts[1])
)


@try_examples(100, suppress_health_check=[HealthCheck.too_slow])
@given(text=FILES)
def test_any_file_that_can_be_read_is_fixed_for_good(text: str) -> None:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if parse_text(plain, "x.md", ProblemLog()) is None:
        return
    once = fix_text(text, "fr", LocalisedMatter).text
    assert fix_text(once, "fr", LocalisedMatter).text == once
    assert list_protected_parts(once) == list_protected_parts(text)


def list_protected_parts(file: str) -> list[object]:
    """The code, the addresses and the placeholders of a text."""
    text = file.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    blocks = read_document(split_front_matter(text)[1]).tokens
    tokens = [token for block in blocks for token in (block, *(block.children or ()))]
    code = [token.content for token in tokens if token.type in CODE]
    return [*code, *(token.attrs.get("href") for token in tokens)]
