"""Names are added and never taken away, and who reviews a text has not reviewed the page."""

import json
from pathlib import Path
from typing import Any

import pytest

from entraide.content.babel_locales import list_people
from entraide.content.provenance_files import read_provenance
from entraide.errors import ProblemLog
from entraide.exchange.credits import merge_names
from entraide.model.segment import compute_digest
from support.bundles import FRENCH, RECORD, export_bundle, translate_bundle
from support.commands import Run
from support.proposals import build_proposal

PEOPLE = "translator: Camille R.\nreviewer: Nora B.\nreviewed: 2026-11-01\n"


@pytest.fixture
def known_page(project: Path) -> Path:
    """The French version, translated by Camille and reviewed by Nora."""
    file = project / FRENCH
    file.write_text(file.read_text("utf-8").replace("---\n\n", f"{PEOPLE}---\n\n"), "utf-8")
    return file


def read_credit(project: Path, text: str) -> dict[str, Any]:
    texts: dict[str, Any] = json.loads((project / RECORD).read_text("utf-8"))["texts"]
    return dict(texts[compute_digest(text)])


@pytest.mark.parametrize("name", ["Pro T. <pro@example.org>", "Pro T."])
@pytest.mark.parametrize("where", ["header", "option"])
def test_a_translator_joins_those_there_are(
    project: Path, known_page: Path, run_entraide: Run, name: str, where: str
) -> None:
    file = translate_bundle(export_bundle(run_entraide), {"Stop.": "Cessez."})
    words = ("--translator", "Pro T.") if where == "option" else ()
    header = name if where == "header" else "Somebody <else@example.org>"
    text = file.read_text("utf-8").replace("Last-Translator: ", f"Last-Translator: {header}")
    file.write_text(text, "utf-8")
    assert run_entraide("translate", "import", file, *words).exit_code == 0
    after = known_page.read_text("utf-8")
    assert "translator: [Camille R., Pro T.]\nreviewer: Nora B.\nreviewed: 2026-11-01\n" in after
    assert read_credit(project, "Cessez.") == {"translator": ["Pro T."], "after": "2026-11-01"}
    assert run_entraide("check").exit_code == 0


@pytest.mark.parametrize("name", ["FULL NAME <EMAIL@ADDRESS>", "Automatically generated", ""])
def test_a_header_that_names_nobody_credits_nobody(
    known_page: Path, run_entraide: Run, name: str
) -> None:
    file = translate_bundle(export_bundle(run_entraide), {"Stop.": "Cessez."})
    text = file.read_text("utf-8").replace("Last-Translator: ", f"Last-Translator: {name}")
    file.write_text(text, "utf-8")
    assert run_entraide("translate", "import", file).exit_code == 0
    assert PEOPLE in known_page.read_text("utf-8")


def test_who_reviews_one_text_is_not_the_reviewer_of_the_page(
    project: Path, known_page: Path, pull: Run
) -> None:
    assert pull(build_proposal(project, {"Stop.": "Cessez."}, credit="Noor")).exit_code == 0
    after = known_page.read_text("utf-8")
    assert "translator: [Camille R., Noor]\nreviewer: Nora B.\nreviewed: 2026-11-01\n" in after
    assert read_credit(project, "Cessez.") == {
        "translator": ["Noor"],
        "reviewer": "Ada",
        "reviewed": "2026-11-21",
        "after": "2026-11-01",
    }


def test_a_text_that_is_replaced_loses_its_row_and_the_others_keep_theirs(
    project: Path, known_page: Path, pull: Run
) -> None:
    assert known_page
    pull(build_proposal(project, {"Stop.": "Cessez.", "Never pay.": "Ne payez rien."}))
    pull(build_proposal(project, {"Stop.": "Arrêtez tout."}, id="b", credit="Noor"))
    record = read_provenance(project / RECORD, RECORD, problems := ProblemLog())
    assert problems == []
    assert record
    assert record.credits.keys() == set(map(compute_digest, ("Arrêtez tout.", "Ne payez rien.")))


@pytest.mark.thorough
def test_the_page_names_them_and_counts_what_came_after_the_review(
    project: Path, known_page: Path, pull: Run, run_entraide: Run
) -> None:
    assert known_page
    pull(build_proposal(project, {"Stop.": "Cessez.", "Never pay.": "Ne payez rien."}))
    assert run_entraide("build").exit_code == 0
    page = (project / "site/fr/scams/signs/index.html").read_text("utf-8")
    assert "<bdi>Nora B.</bdi>" in page
    assert "· 2 passages modifiés depuis</dd>" in page
    text = known_page.read_text("utf-8").replace("reviewed: 2026-11-01", "reviewed: 2026-11-21")
    known_page.write_text(text, "utf-8")
    assert run_entraide("build").exit_code == 0
    page = (project / "site/fr/scams/signs/index.html").read_text("utf-8")
    assert "depuis</dd>" not in page


def test_names_are_listed_as_the_language_lists_them() -> None:
    names = ("Ada", "Noor", "Sam")
    shown = {
        lang: "".join(before + name for before, name in list_people(names, lang))
        for lang in ("en", "fr", "fr-CA")
    }
    assert shown == {
        "en": "Ada, Noor and Sam",
        "fr": "Ada, Noor et Sam",
        "fr-CA": "Ada, Noor et Sam",
    }
    assert list(list_people((), "en")) == []


def test_each_name_stands_there_once_as_it_was_first_written() -> None:
    assert merge_names(["Ada, Noor", "noor", "Sam"]) == ["Ada", "Noor", "Sam"]
