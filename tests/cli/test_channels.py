"""`entraide channels`: what needs work first, and a check that is recorded."""

import json
from pathlib import Path

import pytest

from support.commands import Run

WORDS = "purpose: {en: A, fr: B}\n  not_for: {en: C, fr: D}"
FRANCE = f"""\
# The French ones.
- id: fr-line
  country: FR
  topics: [danger]
  name: {{en: The line, fr: La ligne}}
  {WORDS}
  phone: "3018"
  known: stored copy
  seen_on: 2026-08-01
  sources: [line.example, other.example]  # pages of theirs
  status: published
  review_by: 2026-12-11
- id: fr-old
  country: FR
  topics: [danger]
  name: {{en: Old, fr: Vieux}}
  {WORDS}
  url: https://old.example
  known: secondary
  sources: [a.example, b.example]
  status: published
  review_by: 2026-07-01
  unverified: {{hours: all day}}
"""
BELGIUM = f"""\
- id: be-maybe
  country: BE
  topics: [danger]
  name: {{en: Maybe, fr: Peut-être}}
  {WORDS}
  status: unverified
  unverified: {{url: maybe.example}}
- id: be-line
  country: BE
  topics: [danger]
  name: {{en: Line, fr: Ligne}}
  {WORDS}
  phone: "101"
  known: own page
  seen_on: 2026-11-01
  seen_by: Ada
  sources: [line.example]
  status: published
  review_by: 2027-05-01
"""
TOPICS = "- {id: danger, label: {en: D, fr: D}, description: {en: D, fr: D}}\n"
URL = "https://line.example/page"


@pytest.fixture(autouse=True)
def folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with four channels, on 21 November 2026."""
    monkeypatch.setenv("ENTRAIDE_AS_OF", "2026-11-21")
    files = {"topics.yml": TOPICS, "channels/fr.yml": FRANCE, "channels/be.yml": BELGIUM}
    (project / "data/channels").mkdir()
    for name, text in files.items():
        (project / "data" / name).write_text(text, encoding="utf-8")
    return project / "data/channels"


def test_what_needs_work_comes_first(run_entraide: Run) -> None:
    result = run_entraide("channels")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Id        Country  State       Known from   Seen on     Review by   Name\n"
        "fr-old    FR       expired     secondary    -           2026-07-01  Old\n"
        "fr-line   FR       due         stored copy  2026-08-01  2026-12-11  The line\n"
        "be-maybe  BE       unverified  -            -           -           Maybe\n"
        "be-line   BE       current     own page     2026-11-01  2027-05-01  Line\n"
        "\n"
        "Channels: 4 (1 expired, 1 due, 1 current, 1 unverified)\n"
        "A person must open the own page of 3, from the top: "
        "entraide channels verified ID --by NAME\n"
        "\n"
        "data/channels/be.yml:7: warning: nobody has verified “be-maybe”, so no page shows it "
        "(url: maybe.example). Fill in what a source confirms, then run: "
        "entraide channels verified be-maybe --by NAME.\n"
        "data/channels/fr.yml:13: warning: “fr-line” expires in 20 days, on 2026-12-11. "
        "Open its own page, then run: entraide channels verified fr-line --by NAME.\n"
        "data/channels/fr.yml:24: warning: “fr-old” expired on 2026-07-01: no page shows it any "
        "more. Open its own page, then run: "
        "entraide channels verified fr-old --by NAME.\n"
        "data/channels/fr.yml:25: warning: nobody has verified a part of “fr-old” (hours: all "
        "day). Move what a source confirms to its key, and delete the rest.\n"
    )


def test_what_to_do_is_reported_of_the_channels_that_are_shown(run_entraide: Run) -> None:
    shown = run_entraide("channels", "--country", "be").stdout
    assert "“be-maybe”" in shown
    assert "“fr-old”" not in shown
    assert "“be-maybe”" not in run_entraide("channels", "--state", "due").stdout


def test_check_says_in_one_line_what_staff_should_look_after(run_entraide: Run) -> None:
    found = run_entraide("check")
    assert "data/channels" not in found.stdout
    assert found.stderr.splitlines()[-1] == (
        "3 services need a look (1 expired, 1 due, 1 unverified): see “entraide channels”."
    )


def test_the_day_decides(run_entraide: Run) -> None:
    rows = json.loads(run_entraide("channels", "--format", "json", "--as-of", "2026-07-01").stdout)
    assert {row["id"]: row["state"] for row in rows} == {
        "fr-old": "due",
        "be-maybe": "unverified",
        "fr-line": "current",
        "be-line": "current",
    }


def test_json_has_every_fact_of_the_check(run_entraide: Run) -> None:
    result = run_entraide("channels", "--format", "json", "--country", "fr", "--state", "expired")
    assert json.loads(result.stdout) == [
        {
            "id": "fr-old",
            "country": "FR",
            "state": "expired",
            "days_left": -143,
            "review_by": "2026-07-01",
            "name": {"en": "Old", "fr": "Vieux"},
            "topics": ["danger"],
            "status": "published",
            "known": "secondary",
            "seen_on": None,
            "seen_by": None,
            "sources": ["a.example", "b.example"],
            "unverified": {"hours": "all day"},
            "path": "data/channels/fr.yml",
            "line": 14,
        }
    ]


def test_filters_may_be_repeated_and_leave_nothing(run_entraide: Run) -> None:
    both = run_entraide("channels", "--country", "FR", "--country", "BE", "--state", "due")
    assert "Channels: 1 (1 due)" in both.stdout
    assert run_entraide("channels", "--country", "FR", "--state", "current").stdout == (
        "No channel fits.\n"
    )


def test_a_country_without_channels_is_answered_with_those_there_are(run_entraide: Run) -> None:
    result = run_entraide("channels", "--country", "UK")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "--country: “UK” has no channels. Known: BE, FR.\n"


def test_a_project_without_channels_says_so(folder: Path, run_entraide: Run) -> None:
    for path in folder.iterdir():
        path.unlink()
    assert run_entraide("channels").output == "No channel fits.\n"


def test_mistakes_in_the_files_are_counted(folder: Path, run_entraide: Run) -> None:
    (folder / "be.yml").write_text(BELGIUM.replace("phone:", "fone:"), encoding="utf-8")
    result = run_entraide("channels")
    assert "Channels: 3" in result.stdout
    assert result.stderr == "Mistakes: 1; some may be left out. Run: entraide check\n"


def test_a_check_is_recorded_and_no_other_byte_changes(folder: Path, run_entraide: Run) -> None:
    words = ("--by", " Ada  B. ", "--on", "2026-11-20", "--source", URL)
    result = run_entraide("channels", "verified", "fr-line", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "fr-line: own page, seen by Ada B. on 2026-11-20, good until 2027-05-20.",
        "Written in data/channels/fr.yml.",
    ]
    after = FRANCE.replace("known: stored copy", "known: own page")
    after = after.replace("seen_on: 2026-08-01", 'seen_on: 2026-11-20\n  seen_by: "Ada B."')
    after = after.replace("sources: [line", f'sources: ["{URL}", line')
    after = after.replace("2026-12-11", "2027-05-20")
    assert (folder / "fr.yml").read_bytes() == after.encode()
    assert run_entraide("channels", "--state", "current").stdout.count("fr-line") == 1


def test_a_check_is_of_today_and_good_for_six_months_unless_set(run_entraide: Run) -> None:
    said = run_entraide("channels", "verified", "fr-old", "--by", "Ada").stdout
    assert "seen by Ada on 2026-11-21, good until 2027-05-21" in said
    assert "Still from memory only, and not shown: hours: all day." in said
    again = ("channels", "verified", "fr-old", "--by", "Ada", "--until", "2027-01-31")
    assert "good until 2027-01-31" in run_entraide(*again).stdout
    Path("data/settings.yml").write_text("review_months: {services: 2}\n")
    assert "good until 2027-01-21" in run_entraide(*again[:-2]).stdout


def test_an_unverified_channel_needs_something_to_show_first(
    folder: Path, run_entraide: Run
) -> None:
    words = ("channels", "verified", "be-maybe", "--by", "Ada")
    result = run_entraide(*words)
    assert result.exit_code == 2
    assert result.stderr == (
        "data/channels/be.yml:1: “be-maybe” has nothing to show yet (from memory: url: "
        "maybe.example). Write its url, email, phone or sms first.\n"
    )
    filled = BELGIUM.replace("  unverified: {url: ", "  url: https://").replace(
        "}\n- id: be-l", "\n- id: be-l"
    )
    (folder / "be.yml").write_text(filled, encoding="utf-8")
    assert run_entraide(*words).exit_code == 0
    assert "sources: [https://maybe.example]" in (folder / "be.yml").read_text().replace('"', "")
    assert run_entraide("check").exit_code == 0
    assert "be-maybe" in run_entraide("channels", "--state", "current").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fr-lien"], "ID: there is no channel “fr-lien”. Did you mean “fr-line”?\n"),
        (["xyz"], "ID: there is no channel “xyz”. “entraide channels” lists them all.\n"),
        (
            ["fr-line", "--on", "2026-11-22"],
            "--on: 2026-11-22 is in the future. Give the day you did it.\n",
        ),
        (
            ["fr-line", "--on", "2026-07-31"],
            "--on: 2026-07-31 is before the day on which it was last seen, 2026-08-01. Give that",
        ),
        (
            ["fr-line", "--until", "2026-11-21"],
            "--until: 2026-11-21 is not after 2026-11-21. Give a later day.\n",
        ),
        (["fr-line", "--on", "soon"], "“soon” is no date. Write YYYY-MM-DD.\n"),
        (["fr-line", "--source", "a page"], "“a page” is no address. Write all of it"),
        (["fr-line", "--by", "  "], "it is empty. Write some words."),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    folder: Path, run_entraide: Run, words: list[str], said: str
) -> None:
    before = (folder / "fr.yml").read_bytes()
    result = run_entraide("channels", "verified", "--by", "Ada", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (folder / "fr.yml").read_bytes() == before


def test_nobody_can_verify_without_a_name(folder: Path, run_entraide: Run) -> None:
    result = run_entraide("channels", "verified", "fr-line")
    assert result.exit_code == 2
    assert "missing: --by NAME. For example:" in result.stderr
    assert (folder / "fr.yml").read_bytes() == FRANCE.encode()


def test_without_sources_or_an_address_the_page_must_be_given(
    folder: Path, run_entraide: Run
) -> None:
    filled = BELGIUM.replace("  unverified: {url: maybe.example}", '  phone: "102"')
    (folder / "be.yml").write_text(filled, encoding="utf-8")
    words = ("channels", "verified", "be-maybe", "--by", "Ada")
    assert run_entraide(*words).stderr == (
        "--source: “be-maybe” has neither sources nor a url. Give the address of the page.\n"
    )
    assert run_entraide(*words, "--source", URL).exit_code == 0


def test_a_file_with_mistakes_is_not_edited(folder: Path, run_entraide: Run) -> None:
    (folder / "fr.yml").write_text(FRANCE + "  fone: x\n", encoding="utf-8")
    result = run_entraide("channels", "verified", "fr-line", "--by", "Ada")
    assert result.exit_code == 1
    assert result.stderr.startswith("data/channels/fr.yml:26: “fone” is not a key here.")


def test_an_edit_that_is_not_safe_names_the_record(folder: Path, run_entraide: Run) -> None:
    shared = FRANCE.replace("known: stored", "known: &s stored")
    shared = shared.replace("known: secondary\n", "known: *s\n")
    (folder / "fr.yml").write_text(shared, encoding="utf-8")
    result = run_entraide("channels", "verified", "fr-line", "--by", "Ada")
    assert result.exit_code == 2
    assert result.stderr.startswith("data/channels/fr.yml:9: the record “fr-line” is written in a")


@pytest.mark.parametrize(
    ("day", "fails"), [("2026-06-30", 0), ("2026-07-01", 0), ("2026-07-02", 1)]
)
def test_check_fails_for_an_expired_channel_only_when_asked(
    run_entraide: Run, day: str, fails: int
) -> None:
    assert run_entraide("check", "--as-of", day).exit_code == 0
    assert run_entraide("check", "--as-of", day, "--fail-on", "expired").exit_code == fails


def test_ci_does_not_fail_for_an_expired_channel() -> None:
    root = Path(__file__).parents[2]
    for name in (".ci/run", "Makefile"):
        assert "--fail-on" not in (root / name).read_text(encoding="utf-8")
