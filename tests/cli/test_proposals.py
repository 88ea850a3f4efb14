"""`entraide proposals`: out of a store, a file or a desk; what is wrong is said in a sentence."""

import json
import stat
from pathlib import Path

import pytest

from entraide.content.proposal_files import format_proposals
from entraide.model.proposal import Proposal, ProposedText
from entraide.translation.formats.row_notes import compute_checksum
from support.commands import Run
from support.proposal_store import TABLE
from support.proposals import make_proposal

FRENCH = "docs/fr/account/lost-password.md"
RECORD = "docs/fr/account/lost-password.segments.json"


def test_only_what_was_accepted_is_pulled(project: Path, run_entraide: Run, file: Path) -> None:
    before = (project / FRENCH).read_bytes()
    asked = ("proposals", "pull", "b9", "b8", "--reviewer", "Ada", "--from", str(file))
    result = run_entraide(*asked)
    assert result.exit_code == 2
    assert result.stderr == (
        "ID: proposal b9b2c3d4 is open. Accept it first, at the desk: desk/staff/proposals/.\n"
        "ID: proposal b8b2c3d4 is declined. "
        "If that was a mistake, take it back and accept it at the desk.\n"
    )
    assert (project / FRENCH).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("show", "b"),
            "ID: “b” begins the ids of 2 proposals. Write more of it: b8b2c3d4e5f60718",
        ),
        (("show", "a1b3"), "ID: there is no proposal “a1b3”. Did you mean a1b2?"),
        (("show", "zzzz"), "ID: there is no proposal “zzzz”. See them: entraide proposals list."),
        (("show", "\x1b"), "ID: there is no proposal “<U+001B>”."),
        (("show", ""), "ID: there is no proposal “”."),
        (("pull",), "ID: nothing says which proposals. Give ids, or --all-accepted"),
        (("pull", "a1", "--all-accepted"), "ID: ids and --all-accepted were given."),
        (("list", "--desk", "https://x/"), "--from: a desk and a file were named."),
        (("lst",), "No such command 'lst'. Did you mean 'list'?"),
        (("list", "--stat"), "No such option"),
        (("list", "--state", "opne"), "'opne' is not one of 'open', 'accepted', 'declined'"),
    ],
)
def test_a_slip_is_answered_in_a_sentence(
    project: Path, run_entraide: Run, file: Path, words: tuple[str, ...], said: str
) -> None:
    assert project
    result = run_entraide("proposals", *words, "--from", str(file))
    assert result.exit_code == 2
    assert said in result.stderr


def test_text_of_visitors_has_no_terminal_control_characters(
    project: Path, run_entraide: Run, file: Path
) -> None:
    assert project
    shown = run_entraide("proposals", "show", "b9", "--from", str(file)).stdout
    assert "Note:     Wait<U+001B>[2J<U+202E>\n" in shown


def test_an_export_has_private_rights_and_can_be_read_back(
    project: Path, run_entraide: Run, store: str, sent_proposals: list[Proposal]
) -> None:
    assert store
    output = project / "var" / "out.json"
    output.parent.mkdir(exist_ok=True)
    result = run_entraide("proposals", "export", "--output", str(output))
    assert result.stdout == f"Written: {output} (proposals: 3).\n"
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    told = json.loads(output.read_text("utf-8"))["proposals"]
    assert {one["id"] for one in told} == {one.id for one in sent_proposals}
    assert list(told[0]) == [
        *("id", "entry", "locale", "revision", "texts", "credit", "licence", "note", "proven"),
        *("state", "reason", "day"),
    ]
    assert run_entraide("proposals", "list", "--from", str(output)).stdout == TABLE
    shown = run_entraide("proposals", "export", "--state", "open").stdout
    assert [one["id"] for one in json.loads(shown)["proposals"]] == ["b9b2c3d4e5f60718"]


def test_counts_hold_no_word_and_no_name(project: Path, run_entraide: Run, store: str) -> None:
    assert store
    result = run_entraide("proposals", "counts")
    assert result.stdout == f"Written: {project}/data/proposals.json (open: 1, accepted: 1).\n"
    text = (project / "data/proposals.json").read_text("utf-8")
    assert text == '[\n{"entry": 7, "locale": "fr", "open": 1, "accepted": 1}\n]\n'
    assert run_entraide("proposals", "counts", "--output", "-").stdout == text
    assert run_entraide("check").exit_code == 0


def test_who_judged_must_be_known(
    project: Path, run_entraide: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(project / "no-such-file"))
    asked = ("proposals", "pull", "a1", "--from", str(file))
    result = run_entraide(*asked)
    assert result.stderr == "--reviewer: nobody is named. Write who has judged them.\n"
    config = project / "config"
    config.write_text("[user]\n\tname = Ada L.\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    assert run_entraide(*asked).exit_code == 0
    assert '"reviewer": "Ada L."' in (project / RECORD).read_text("utf-8")


BROKEN = {
    "": "x.json:1: these are no proposals in JSON.",
    "[" * 100_000: "x.json:1: these are no proposals in JSON.",
    '{"proposals": [\n{"id": "\\ud800"}]}': "x.json:1: these are no proposals in JSON.",
    "[]": "x.json:1: the file is a list, not a mapping.",
    '{"proposals": [{"id": "../x\x7f"}]}': "x.json:1: “proposals.id” has “../x<U+007F>”.",
    '{\n"proposals": [\n{"texts": 5}]}': "x.json:3: “proposals.texts” is 5, not a list.",
    "---\nentraide: proposal\n---\n": "x.json:1: the header has no “entry”.",
}


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: text[:12])
def test_a_file_that_is_none_is_refused_with_its_line(
    project: Path, run_entraide: Run, text: str
) -> None:
    (project / "x.json").write_text(text, "utf-8")
    result = run_entraide("proposals", "list", "--from", "x.json")
    assert result.exit_code == 1, result.output
    assert BROKEN[text] in result.stderr


def test_a_file_of_an_older_version_is_read(
    project: Path, run_entraide: Run, sent_proposals: list[Proposal]
) -> None:
    file = format_proposals(sent_proposals)
    (project / "old.json").write_text(file.replace('"old_text"', '"was"'), "utf-8")
    assert '"was"' in (project / "old.json").read_text("utf-8")
    result = run_entraide("proposals", "list", "--format", "json", "--from", "old.json")
    assert result.exit_code == 0, result.output
    texts = [row["texts"] for row in json.loads(result.stdout)["proposals"]]
    assert sorted(texts, key=str) == sorted(
        (p["texts"] for p in json.loads(file)["proposals"]), key=str
    )


def test_the_same_id_twice_is_refused(
    project: Path, run_entraide: Run, sent_proposals: list[Proposal]
) -> None:
    (project / "x.json").write_text(
        format_proposals([sent_proposals[0], sent_proposals[0]]), "utf-8"
    )
    result = run_entraide("proposals", "list", "--from", "x.json")
    assert result.stderr.startswith("x.json:1: the proposal a1b2c3d4e5f60718 stands there twice.")


OLD_DIGEST = compute_checksum("Comment en obtenir un autre.")
SHEET = f"""\
---
entraide: proposal
entry: 7
locale: fr
revision: 2
credit: Noor
---

<!-- title -->

> I lost my password

J’ai perdu mon mot de passe

<!-- summary stood {OLD_DIGEST} -->

> How to get a new one.

Comment en avoir un autre.

<!-- end -->
"""


def test_a_sheet_that_somebody_sent_is_pulled_by_whoever_judges_it(
    project: Path, run_entraide: Run
) -> None:
    (project / "sent.md").write_text(SHEET, "utf-8")
    assert "sheet  open " in run_entraide("proposals", "list", "--from", "sent.md").stdout
    assert (
        "[-obtenir-]{+avoir+}" in run_entraide("proposals", "show", "s", "--from", "sent.md").stdout
    )
    result = run_entraide("proposals", "pull", "--from", "sent.md", "--reviewer", "Ada")
    assert result.exit_code == 0, result.output
    text = (project / FRENCH).read_text("utf-8")
    assert "summary: Comment en avoir un autre.\n" in text
    assert "translator: Noor\n" in text
    assert '"reviewer": "Ada"' in (project / RECORD).read_text("utf-8")


def test_a_sheet_takes_nothing_back_that_others_corrected_since(
    project: Path, run_entraide: Run
) -> None:
    (project / "sent.md").write_text(SHEET, "utf-8")
    text = (project / FRENCH).read_text("utf-8")
    since = text.replace("Comment en obtenir un autre.", "Pour en obtenir un autre.")
    (project / FRENCH).write_text(since, "utf-8")
    result = run_entraide("proposals", "pull", "--from", "sent.md", "--reviewer", "Ada")
    assert "summary is not what it was when this was proposed. Left out." in result.output
    assert "summary: Pour en obtenir un autre.\n" in (project / FRENCH).read_text("utf-8")


def test_a_correction_of_a_source_version_asks_for_a_revision(
    project: Path, run_entraide: Run, tmp_path: Path
) -> None:
    text = ProposedText("title", "field", "", "I lost my password", "I forgot my password")
    sent = make_proposal(entry=7, locale="en", revision=2, texts=(text,), credit="")
    (tmp_path / "x.json").write_text(format_proposals([sent]), "utf-8")
    asked = ("proposals", "pull", "--all-accepted", "--reviewer", "Ada", "--from", "x.json")
    result = run_entraide(*asked)
    path = "docs/en/account/lost-password.md"
    assert result.stdout.splitlines()[:2] == [
        f"Written: {path} (source version, texts: 1)",
        "  Record it: entraide revise 7 --significance … --note …",
    ]
    written = (project / path).read_text("utf-8")
    assert "title: I forgot my password\n" in written
    assert "revision: 2  # see the log\n" in written
