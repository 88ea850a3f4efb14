"""What leaves the desk by command, from both stores: counts for the pages, feedback for staff."""

import csv
import io
import json
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from entraide.cli.main import main
from entraide.desk.clock import get_now
from entraide.desk.exports import FEEDBACK_FIELDS, escape_formulas
from entraide.desk.migrate import open_store
from entraide.desk.settings import DeskSettings
from entraide.desk.store import Store
from entraide.desk.tables import feedback, votes
from support.commands import Run
from support.desk_rows import put
from support.projects import write_site

pytestmark = pytest.mark.both_stores

# Comments that a spreadsheet might run, and what becomes of them.
FORMULAS = {
    "=HYPERLINK(1)": "'=HYPERLINK(1)",
    "+33 1 23": "'+33 1 23",
    "-1+1": "'-1+1",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "\r=1": "'\r'=1",
    "  =1": "'  =1",
    "\uff1d1+1": "'\uff1d1+1",  # a full-width =
    "a;=1": "a;'=1",
    "a,@b": "a,'@b",
    'a"=1': "a\"'=1",
    "a\n=1": "a\n'=1",
    "- one\n- two": "'- one\n'- two",
}
HARMLESS = (
    "",
    "2 + 2 = 4",
    "an e-mail to a@b.example",
    "l’accès, c’est non",
    "one\ntwo",
    "O'Neill",
)


@pytest.fixture
def store(settings: DeskSettings) -> Iterator[Store]:
    with open_store(settings) as made:
        yield made


@pytest.fixture
def run(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `entraide` on that store, in an empty folder, without the secret of a desk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", store_url)
    monkeypatch.delenv("ENTRAIDE_SECRET_KEY", raising=False)
    return lambda *words: CliRunner().invoke(main, words, catch_exceptions=False)


def vote(store: Store, *ratings: int, revision: int = 1, locale: str = "en", **facts: Any) -> None:
    """A vote of somebody else for each of `ratings`."""
    for number, rating in enumerate(ratings):
        row = {"entry": 1029, "locale": locale, "revision": revision, "scale": "five"}
        row |= {"day": "2026-11-21"} | facts
        row |= {"voter": f"{row['scale']} {number}", "rating": rating}
        put(store, votes, **row)


def add_comments(store: Store, *comments: str, **facts: Any) -> None:
    for comment in comments:
        number = f"{facts.get('state')} {comment}"
        row = {"id": number, "receipt": number, "entry": 1029, "locale": "fr", "revision": 4}
        row |= {"scale": "five", "rating": 1, "reasons": "hard steps", "comment": comment}
        row |= {"proven": True, "state": "open", "day": "2026-11-21"} | facts
        put(store, feedback, **row)


def read_cells(result: Result) -> list[dict[str, str]]:
    text = result.stdout_bytes.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Of entry 1029 at revision 4, in English and French; 3 was its last major change."""
    changes = [
        {"revision": 4, "date": date(2026, 11, 1), "significance": "minor", "note": "A word."},
        {"revision": 3, "date": date(2026, 10, 1), "significance": "major", "note": "A step."},
        {"revision": 2, "date": date(2026, 9, 1), "significance": "minor", "note": "A word."},
    ]
    files: dict[str, dict[str, Any]] = {
        "docs/en/scams/signs.md": {"id": 1029, "revision": 4, "changes": changes},
        "docs/fr/scams/signs.md": {"id": 1029, "source_revision": 4},
    }
    return write_site(tmp_path, files)


@pytest.mark.usefixtures("project")
def test_the_votes_since_the_last_major_change_are_exported_as_one_sum(
    store: Store, run: Run
) -> None:
    vote(store, 1, 1, 1, 1, 1, 1, revision=2)
    vote(store, 5, 5, 4, 1, revision=3)
    vote(store, 5, revision=4)
    vote(store, 1, 1, 1, 0, 1, revision=4, scale="helpful")
    result = run("ratings", "export", "--output", "-")
    assert (result.exit_code, result.stderr) == (0, "")
    five = {"1": 1, "2": 0, "3": 0, "4": 1, "5": 3}
    about = {"entry": 1029, "locale": "en", "revision": 3}
    assert json.loads(result.stdout) == [about | {"five": five, "helpful": {"no": 1, "yes": 4}}]


@pytest.mark.usefixtures("project")
def test_versions_with_fewer_than_five_votes_are_left_out_and_it_is_said(
    store: Store, run: Run
) -> None:
    vote(store, 5, 5, 5, 5, 5, revision=4)
    vote(store, 1, 1, 1, 1, revision=4, locale="fr")
    result = run("ratings", "export", "--output", "-")
    assert [row["locale"] for row in json.loads(result.stdout)] == ["en"]
    assert result.stderr == "Left out, with fewer than 5 votes each: versions: 1, votes: 4.\n"


@pytest.mark.usefixtures("project")
def test_a_version_with_votes_of_today_alone_is_not_said_to_have_too_few(
    store: Store, run: Run
) -> None:
    vote(store, 5, revision=4, day=get_now().date().isoformat())
    result = run("ratings", "export", "--output", "-")
    assert (json.loads(result.stdout), result.stderr) == ([], "")


@pytest.mark.usefixtures("project")
def test_without_output_the_ratings_go_where_the_build_reads_them(store: Store, run: Run) -> None:
    vote(store, 5, 5, 5, 5, 5, revision=4)
    result = run("ratings", "export")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("data/ratings.json (versions: 1, votes: 5).\n")
    assert len(json.loads(Path("data/ratings.json").read_text())) == 1


@pytest.mark.usefixtures("project")
def test_a_broken_file_is_written_anew_and_a_broken_project_is_not_exported(
    store: Store, run: Run
) -> None:
    vote(store, 5, 5, 5, 5, 5, revision=4)
    Path("data/ratings.json").write_text("{")
    assert run("ratings", "export").exit_code == 0
    written = Path("data/ratings.json").read_bytes()
    Path("docs/en/scams/signs.md").write_text("---\nid: 1029\n---\n")
    result = CliRunner().invoke(main, ["ratings", "export"])
    assert result.exit_code
    assert Path("data/ratings.json").read_bytes() == written


@pytest.mark.usefixtures("store")
def test_outside_of_a_project_no_ratings_are_exported(run: Run) -> None:
    outside = run("ratings", "export")
    assert (outside.exit_code, outside.stderr.count("mkdocs.yml")) == (2, 1)


class TestWithoutStore:
    @pytest.fixture
    def store_url(self, empty_store_url: str) -> str:
        return empty_store_url

    @pytest.mark.parametrize(
        "words", [("ratings", "export", "--output", "-"), ("feedback", "export", "--format", "csv")]
    )
    def test_a_store_that_was_never_made_is_reported_and_not_made(
        self, run: Run, store_url: str, words: tuple[str, ...]
    ) -> None:
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "to make a store: entraide desk migrate --create." in result.stderr
        assert not Path(store_url.removeprefix("sqlite:///")).exists()


def test_feedback_has_what_was_said_and_nothing_that_leads_to_anybody(
    store: Store, run: Run
) -> None:
    add_comments(store, "Je n’ai pas trouvé le bouton.")
    (row,) = json.loads(run("feedback", "export", "--format", "json").stdout)
    assert row == {
        "day": "2026-11-21",
        "entry": 1029,
        "locale": "fr",
        "revision": 4,
        "scale": "five",
        "rating": 1,
        "reasons": ["hard", "steps"],
        "comment": "Je n’ai pas trouvé le bouton.",
        "state": "open",
        "proven": True,
        "assignee": "",
        "done_revision": 0,
        "note": "",
    }
    assert tuple(row) == FEEDBACK_FIELDS


def test_feedback_comes_oldest_first_and_by_state_where_asked(store: Store, run: Run) -> None:
    add_comments(store, "new")
    add_comments(store, "old", day="2026-10-02", state="done")
    add_comments(store, "sale", state="spam")

    def export_comments(*words: str) -> list[str]:
        found = run("feedback", "export", "--format", "json", *words)
        return [row["comment"] for row in json.loads(found.stdout)]

    assert export_comments() == ["old", "new", "sale"]
    assert export_comments("--state", "open") == ["new"]
    assert export_comments("--state", "done", "--state", "spam") == ["old", "sale"]


def test_no_comment_is_a_formula_in_csv_and_none_is_changed_in_json(store: Store, run: Run) -> None:
    add_comments(store, *FORMULAS, *HARMLESS)
    written = {row["comment"] for row in read_cells(run("feedback", "export", "--format", "csv"))}
    assert written == {*FORMULAS.values(), *HARMLESS}
    exact = json.loads(run("feedback", "export", "--format", "json").stdout)
    assert {row["comment"] for row in exact} == {*FORMULAS, *HARMLESS}


@pytest.mark.parametrize("comment", FORMULAS)
def test_whatever_sign_a_program_parts_cells_by_none_begins_a_formula(comment: str) -> None:
    text = escape_formulas(comment)
    for sign in ",;\t|\n":
        assert not [cell for cell in text.split(sign) if cell.strip(' "').startswith(tuple("=+-@"))]


@given(st.text(alphabet=' \t\n\r,;|"=+-@＝a\u00a0', max_size=12))
def test_an_apostrophe_stands_where_a_cell_could_begin_as_a_formula(comment: str) -> None:
    starts = r"""(?:^|(?<=[\n\r\t,;|"]))(?=\s*[=+\-@＝＋－＠]|[\t\r])"""
    assert escape_formulas(comment) == re.sub(starts, "'", comment)


@pytest.mark.parametrize("piece", ["\t", " ", "\n", "\t=", ",", ", \n"])
def test_a_long_comment_takes_no_longer_a_sign_than_a_short_one(piece: str) -> None:
    began = time.process_time()
    escape_formulas(piece * 300_000 + "=")
    assert time.process_time() - began < 5  # a quadratic one takes hours


def test_line_breaks_and_quotes_stay_within_their_cell(store: Store, run: Run) -> None:
    comment = 'First, "this";\nthen that.'
    add_comments(store, comment)
    result = run("feedback", "export", "--format", "csv")
    assert result.stdout_bytes.startswith(b'\xef\xbb\xbf"day","entry"')
    (row,) = read_cells(result)
    assert (row["comment"], row["reasons"]) == (comment, "hard steps")


def test_a_file_of_feedback_is_for_its_owner_alone(store: Store, run: Run, tmp_path: Path) -> None:
    add_comments(store, "Text")
    file = tmp_path / "for staff" / "feedback.csv"
    file.parent.mkdir()
    for _ in range(2):  # the second time in the place of a file that others might read
        result = run("feedback", "export", "--format", "csv", "--output", str(file))
        assert result.stdout == f"Written: {file} (feedback: 1).\n"
        assert file.stat().st_mode & 0o777 == 0o600
        assert [path.name for path in file.parent.iterdir()] == ["feedback.csv"]
        file.chmod(0o644)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("feedback", "exprt"), "Did you mean 'export'?"),
        (("ratings", "export", "--ouput", "x"), "Did you mean '--output'?"),
        (("feedback", "export"), "missing: --format [csv|json]"),
        (
            ("feedback", "export", "--format", "json", "--state", "new"),
            "'open', 'work', 'done', 'spam'",
        ),
        (("ratings", "export", "--output", "."), "is a directory"),
    ],
)
def test_what_was_mistyped_is_reported(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
