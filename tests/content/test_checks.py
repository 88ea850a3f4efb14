from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from entraide.content import checks
from entraide.content.checks import CHECKS, SLOW_CHECKS, check_project
from entraide.content.checks.figures import find_figures
from entraide.content.checks.project import Project
from entraide.content.checks.upkeep import UPKEEP_CHECKS
from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter
from entraide.content.outline import Span
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.content.yaml.documents import read_yaml
from entraide.errors import Problem, ProblemLog, Severity
from support.fuzzing import try_examples
from support.git import commit_all, run_git
from support.projects import write_site

DAY = date(2026, 11, 21)
SIGNS = "docs/en/scams/signs.md"


def read_files(root: Path, files: dict[str, Any]) -> SiteReading:
    return read_site(read_settings(write_site(root, files) / "mkdocs.yml"))


def list_problems(root: Path, files: dict[str, Any]) -> list[Problem]:
    return check_project(read_files(root, files), DAY)


def test_every_check_of_the_families_is_in_the_list() -> None:
    families = [module for module in vars(checks).values() if isinstance(module, ModuleType)]
    written = {
        function
        for module in families
        for function in vars(module).values()
        if isinstance(function, FunctionType)
        and function.__module__ == module.__name__
        and list(function.__annotations__.items())
        == [("project", Project), ("return", Iterator[Problem])]
        and not function.__name__.startswith("_")
    }
    assert written == {*CHECKS, *SLOW_CHECKS, *UPKEEP_CHECKS}


def test_problems_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    found = list_problems(
        tmp_path, {SIGNS: {"tags": ["x"], "body": "# A\n\n<b>\n"}, "data/tags.yml": ""}
    )
    assert found == sorted(found)
    assert found[0].path == "data/tags.yml"


def test_the_outline_of_a_page_is_made_once(tmp_path: Path) -> None:
    project = Project(read_files(tmp_path, {SIGNS: {}}), DAY)
    assert project.outlines is project.outlines
    assert sorted(project.outlines) == ["docs/en/index.md", SIGNS, "docs/fr/index.md"]


def test_unreadable_data_is_not_reported_in_every_entry(tmp_path: Path) -> None:
    broken = dict.fromkeys(("data/tags.yml", "data/platform.yml", "data/categories.yml"), "a: [")
    found = list_problems(tmp_path, {SIGNS: {"tags": ["x"], "body": "{{platform.name}}"}, **broken})
    assert {problem.path for problem in found} == set(broken)


def test_without_git_nothing_is_said_of_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert list_problems(tmp_path, {SIGNS: {}}) == []


def test_a_project_below_the_root_of_its_repository_has_a_history(tmp_path: Path) -> None:
    project = tmp_path / "help"
    write_site(project, {SIGNS: {"body": "One."}})
    commit_all(tmp_path)
    found = list_problems(project, {SIGNS: {"body": "Two."}})
    assert [(it.path, it.severity) for it in found] == [(SIGNS, Severity.WARNING)]


def test_a_repository_without_a_commit_has_no_history(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "-q")
    assert list_problems(tmp_path, {SIGNS: {}}) == []


def test_a_folder_named_like_an_entry_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / SIGNS).mkdir(parents=True)
    assert [problem.path for problem in list_problems(tmp_path, {})] == [SIGNS]


def test_names_of_files_are_written_percent_encoded(tmp_path: Path) -> None:
    body = "[a](100%25%20safe%3F.md#a) [b](<é b.pdf>)\n\n## A\n"
    folder = "docs/en/scams"
    files = {f"{folder}/100% safe?.md": {"body": body}, f"{folder}/é b.pdf": ""}
    assert list_problems(tmp_path, files) == []


@pytest.mark.parametrize("name", ["a" * 300, "%00", "%ff", "..", "a%0Ab"])
def test_no_name_of_a_file_breaks_the_check(tmp_path: Path, name: str) -> None:
    body = f"[a]({name}.md) [b]({name}.pdf) ![c]({name}.png) [d]({name}/)"
    assert len(list_problems(tmp_path, {SIGNS: {"body": body}})) == 4


@pytest.mark.parametrize(
    ("text", "lang", "numbers", "dates"),
    [
        ("1,000 or 1.5 or 0.50", "en", ["0.5", "1.5", "1000"], []),
        ("1\u202f000 ou 1,5 ou 0,50", "fr", ["0.5", "1.5", "1000"], []),
        ("1\u00a0000\u00a0000, 1.000", "de", ["1000", "1000000"], []),
        ("116 006, 18+, 2nd, n°7, mp3", "en", ["116006", "18", "2", "7"], []),
        ("9 am, 5:30 p.m., 12 am, 17:00", "en", ["0", "17", "30", "9"], []),
        ("9 h, 17 h 30, 0 h", "fr", ["0", "17", "30", "9"], []),
        ("1.2.3 on 01/02/2026", "en", ["01/02/2026", "1.2.3"], []),
        ("On 21 November 2026 or Nov. 3rd", "en", [], ["2026-11-21", "?-11-03"]),
        ("Le 21 novembre 2026 ou le 1er mars", "fr", [], ["2026-11-21", "?-03-01"]),
        ("March 4, 2026, May 2020", "en", [], ["2020-05-?", "2026-03-04"]),
        ("4 de marzo de 2026", "es", [], ["2026-03-04"]),
        ("2026-11-21 and {{platform.2}}", "en", [], ["2026-11-21"]),
        ("You may. 3 may", "en", [], ["?-05-03"]),
    ],
)
def test_figures_have_one_form_in_every_language(
    text: str, lang: str, numbers: list[str], dates: list[str]
) -> None:
    found = find_figures([Span(text, 0)], lang)
    assert (sorted(found.numbers), sorted(found.dates)) == (numbers, dates)


def test_a_figure_knows_its_line() -> None:
    found = find_figures([Span("{{a}}\n1 May 2026\n\n42", 10)], "en")
    assert found.dates["2026-05-01"] == Span("1 May 2026", 11)
    assert found.numbers["42"] == Span("42", 13)


def test_a_key_is_a_word_even_where_yaml_reads_something_else() -> None:
    document = read_yaml(
        "no: Norsk\n~: a\n1.5: b\n2026-11-21: c\n7: d\n", "a.yml", found := ProblemLog()
    )
    assert document.value == {"no": "Norsk", "~": "a", "1.5": "b", "2026-11-21": "c", 7: "d"}
    assert [document.get_line((key,)) for key in document.value] == [1, 2, 3, 4, 5]
    assert not found


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4) | st.integers(), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from([*SourceMatter.model_fields, *LocalisedMatter.model_fields])
MARKUP = st.text(alphabet="a1 \n#>-*`[](){}/.:!|<&\\", max_size=60)
quick = try_examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(
    matter=st.dictionaries(KEYS | st.text(max_size=3), VALUES, max_size=4),
    kind=st.sampled_from([{}, {"source_revision": 1}]),
)
@example(matter={"NO": False}, kind={})
@quick
def test_no_front_matter_breaks_the_check(
    tmp_path: Path, matter: dict[str, Any], kind: dict[str, Any]
) -> None:
    files = {"docs/fr/scams/signs.md": {**kind, **matter}, SIGNS: {}}
    assert isinstance(list_problems(tmp_path, files), list)


@given(text=st.text(max_size=80) | st.binary(max_size=40).map(lambda raw: raw.decode("latin-1")))
@quick
def test_no_text_between_the_fences_breaks_the_check(tmp_path: Path, text: str) -> None:
    assert list_problems(tmp_path, {SIGNS: f"---\n{text}\n---\n"}) != []


@given(source=MARKUP, localised=MARKUP, title=st.text(max_size=20))
@quick
def test_no_body_breaks_the_check(tmp_path: Path, source: str, localised: str, title: str) -> None:
    files = {
        SIGNS: {"body": source, "title": title},
        "docs/fr/scams/signs.md": {"body": localised, "source_revision": 1},
    }
    assert all(problem.line >= 1 for problem in list_problems(tmp_path, files))


@pytest.mark.parametrize(
    "text",
    [
        "tags: &a [*a]",
        "a: !!int x",
        "a: !!timestamp x",
        "a: !!python/object:os.system x",
        "a: \x01",
        "a: " + "9" * 5000,
        "? [a]\n: b",
        "[" * 2000,
        "updated: 0001-01-01T00:00:00+10:00",
        "id: .inf",
        "<<: {id: 1}",
    ],
)
def test_hostile_yaml_is_reported_in_one_line(tmp_path: Path, text: str) -> None:
    found = list_problems(tmp_path, {SIGNS: f"---\n{text}\n---\nText.\n"})
    assert found
    assert all("\n" not in str(problem) for problem in found)


def test_the_goldens_are_yaml_that_people_can_read() -> None:
    folder = Path(__file__).parent.parent / "golden" / "check"
    keys = [set(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in folder.glob("*.yml")]
    assert set().union(*keys) <= {"files", "committed", "settings", "as_of", "expected"}
