"""The corpus of the benchmark is a real project, the same on every machine."""

from pathlib import Path

import pytest

from bench.corpus import write_ours, write_plain
from bench.plans import CATEGORIES, TAGS, make_plans
from bench.vocabulary import make_vocabulary
from entraide.content.checks import check_project
from entraide.content.dates import resolve_day
from entraide.content.reader import read_site
from entraide.content.settings import read_settings

DAY = "2026-11-21"  # what stands in data/ is to be verified anew one day; the test is not


@pytest.fixture(scope="module")
def project_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus") / "ours"
    write_ours(root, 60)
    return root


def read_texts(root: Path) -> dict[str, str]:
    files = (root / "docs").rglob("*.md")
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}


def get_body(text: str) -> str:
    return text.partition("\n---\n")[2]


def test_every_check_is_content_with_it(project_folder: Path) -> None:
    assert (
        check_project(read_site(read_settings(project_folder / "mkdocs.yml")), resolve_day(DAY))
        == []
    )


def test_the_same_seed_writes_the_same_corpus(project_folder: Path, tmp_path: Path) -> None:
    write_ours(tmp_path / "again", 60)
    assert read_texts(tmp_path / "again") == read_texts(project_folder)


def test_plain_mkdocs_gets_the_same_bodies(project_folder: Path, tmp_path: Path) -> None:
    write_plain(tmp_path / "plain", 60)
    plain = {path: get_body(text) for path, text in read_texts(tmp_path / "plain").items()}
    assert plain == {path: get_body(text) for path, text in read_texts(project_folder).items()}


def test_it_has_what_real_entries_have(project_folder: Path) -> None:
    together = "".join(read_texts(project_folder).values())
    for mark in ("\n## ", "\n1. ", "\n- ", "\n> [!", "](../", "\n| ", "**"):
        assert mark in together


def test_a_smaller_corpus_of_few_entries_uses_every_tag_and_category() -> None:
    found = make_plans(60)
    assert {plan.category for plan in found} == set(CATEGORIES)
    assert {tag for plan in found for tag in plan.tags} == set(TAGS)
    assert {plan.state for plan in make_plans(300)} == {
        "current",
        "outdated",
        "misleading",
        "missing",
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_language_has_ten_thousand_words_and_more(language: str) -> None:
    words = make_vocabulary(language).words
    assert len(set(words)) == len(words) > 10_000
