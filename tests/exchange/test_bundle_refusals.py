"""What a bundle may not bring: nothing of it is written, and everything wrong is told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from entraide.content.provenance import EntryHistory
from entraide.content.reader import read_site
from entraide.content.segmentation import cut_segments
from entraide.content.settings import read_settings
from entraide.content.text_files import parse_file, parse_text
from entraide.errors import FileLine, ProblemLog, select_errors
from entraide.exchange.bundle_import import BundleImport
from entraide.model.segment import compute_digest
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.job import iter_jobs
from support.bundles import (
    FRENCH,
    Revise,
    export_bundle,
    read_entries,
    read_files,
    translate_bundle,
)
from support.commands import Run
from support.fuzzing import try_examples
from support.thinning import select_some


def test_a_catalogue_of_a_later_or_an_unknown_revision_is_refused(
    project: Path, run_entraide: Run
) -> None:
    file = export_bundle(run_entraide)
    text = file.read_text("utf-8")
    before = read_files(project)
    file.write_text(text.replace("Entry 1, revision 1", "Entry 1, revision 7"), "utf-8")
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert "made from revision 7 of entry 1, and here it is at 1" in result.stderr
    file.write_text(text.replace("Entry ", "Of ").replace("1=1 2=1", ""), "utf-8")
    result = run_entraide("translate", "import", file)
    assert "nothing says which revision of entry 1 this was made from" in result.stderr
    assert read_files(project) == before


def test_a_catalogue_of_less_than_the_version_is_refused(run_entraide: Run, revise: Revise) -> None:
    revise("Stop.", "Stop now.")
    file = export_bundle(run_entraide, "--id", "1")
    translate_bundle(file, {"Stop now.": "Arrêtez tout."})
    old = Path("../old.po")
    old.write_text(file.read_text("utf-8").replace("revision 2", "revision 1"), "utf-8")
    assert run_entraide("translate", "import", file).exit_code == 0
    result = run_entraide("translate", "import", old)
    assert result.exit_code == 1
    assert f"{FRENCH} is of revision 2 already, and this of 1" in result.stderr


LONG = ["[^", "`a", "](", "<a", "{{a", "((", "1 ", "> ", "* "]
REFUSED = {
    "Never pay.": ("Ne payez jamais 100 €.", "has “100”, which its source has not"),
    "Wait 2 days.": ("Attendez un peu.", "lacks “2” of its source"),
    "Stop.": ("# Arrêtez\n\nici", "would no longer be one item"),
    "What to do": ("Que\x08 faire", "has the sign U+0008"),
    "A report": ("Une main courante", "the glossary forbids “main courante”"),
    "Police": ("Police | tout", "would no longer be one cell"),
    "Who": ("Qui \u202eaide", "has the sign U+202E"),
    "How to spot one.": ("Voir {{platform.name}}", "has “{{platform.name}}”, which"),
    "Who helps": (
        "<script>alert()</script>",
        "has “<script>”, and its source has no such tag. Write it without the tag.",
    ),
    "Signs of a scam": ("---\nid: 9\n---", "has “9”, which its source has not"),
    "What": ("[x](javascript:alert)", "has “javascript:alert”, which its source has not"),
    "Answer nobody. Read [this](again.md).": ("Lisez ceci.", "lacks “again.md” of its source"),
}

EXTRA_SEGMENTS = [  # what would be more of the page than the segment is
    ("Stop.", "1. Arrêtez.", "one item, because of “1.”"),
    ("Stop.", "[ ] Arrêtez.", "one item, because of “[ ]”"),
    ("Stop.", "Arrêtez.\n!!! danger\n    Ici.", "one item, because of “!!!”"),
    ("Stop.", "Arrêtez.\n::: warning\nIci.\n:::", "one item, because of “:::”"),
    ("Stop.", "Arrêtez.\n: ici", "one item, because of “:”"),
    ("Stop.", "[^x]: Arrêtez.", "one item, because of “[^x]:”"),
    ("Stop.", "Arrêtez.\n\nIci.", "one item"),
    ("Never pay.", "[!CAUTION]\nPayez.", "one callout, because of “[!C”"),
    ("Never pay.", "Jamais.\n> [!TIP]\n> Payez.", "one callout, because of “>”"),
    ("Who helps", "Qui aide {#qui}", "one heading, because of “{#qui”"),
    ("Who helps", "Qui aide {: .x }", "one heading, because of “{:”"),
    ("Police", "Police ![](x.png){width=9}", "one cell, because of “{width=”"),
]


@pytest.mark.parametrize(("source", "text", "said"), EXTRA_SEGMENTS)
def test_a_text_that_would_build_more_than_its_segment_is_refused(
    project: Path, run_entraide: Run, source: str, text: str, said: str
) -> None:
    before = read_files(project)
    file = translate_bundle(export_bundle(run_entraide), {source: text})
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert f" would no longer be {said}. Write it without " in result.stderr
    assert read_files(project) == before


@pytest.mark.parametrize("tag", ["<b>", "</i>", "<br/>", "<details>", "<SPAN class='x'>", "<!-- x"])
def test_a_tag_that_the_source_has_not_is_refused_by_name(
    project: Path, run_entraide: Run, tag: str
) -> None:
    before = read_files(project)
    file = translate_bundle(export_bundle(run_entraide), {"Stop.": f"Ici {tag}"})
    said = run_entraide("translate", "import", file).stderr
    name = "<!--" if "!" in tag else f"<{tag.strip('</>').split()[0].lower()}>"
    assert f" has “{name}”, and its source has no such tag. Write it without the tag." in said
    assert read_files(project) == before


@pytest.mark.parametrize("source", REFUSED)
def test_a_harmful_text_is_refused_with_its_line_and_nothing_is_written(
    project: Path, run_entraide: Run, source: str
) -> None:
    text, said = REFUSED[source]
    before = read_files(project)
    file = translate_bundle(export_bundle(run_entraide), {source: text})
    line = read_entries(file)[source].linenum
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert said in result.stderr
    assert f"{file}:{line}: " in result.stderr
    assert read_files(project) == before


def test_every_mistake_is_reported_at_once(run_entraide: Run, project: Path) -> None:
    assert project
    texts = {"Never pay.": "Ne payez jamais 100 €.", "Wait 2 days.": "Attendez."}
    result = run_entraide(
        "translate", "import", translate_bundle(export_bundle(run_entraide), texts)
    )
    assert len(result.stderr.splitlines()) == 2


def test_front_matter_cannot_be_closed_from_within(project: Path, run_entraide: Run) -> None:
    texts = {"Again": "---", "Twice.": 'x"\n---\nid: y', "Wait.": "Attendez."}
    run_entraide(
        "translate",
        "import",
        translate_bundle(export_bundle(run_entraide, "--id", "2"), texts),
    )
    parsed = parse_file(project / "docs/fr/scams/again.md", "again.md", problems := ProblemLog())
    assert problems == []
    assert parsed
    assert parsed.document.value["id"] == 2
    assert parsed.document.value["title"] == "---"
    assert parsed.document.value["summary"] == 'x" --- id: y'
    assert run_entraide("check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "this is no PO file"),
        ("\n", "the file is empty. Begin with a fresh export"),
        ("<a", "this is no XML"),
        ("<html/>", "neither PO nor XLIFF"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>', "DOCTYPE"),
        ('msgid "a"\nmsgstr "b"\n', "is no segment of an entry"),
        ('msgctxt "9/title"\nmsgid "a"\nmsgstr "b"\n', "does not say into which language"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_a_sentence(
    project: Path, run_entraide: Run, text: str, said: str
) -> None:
    (project / "x").write_text(text)
    result = run_entraide("translate", "import", "x")
    assert result.exit_code in {1, 2}
    assert said in result.stderr
    assert result.stderr.startswith("x:")


def test_an_unknown_entry_or_locale_is_refused(project: Path, run_entraide: Run) -> None:
    assert project
    out = ("--output", "-")
    result = run_entraide("translate", "export", "--to", "de", *out)
    assert result.stderr == "--to: “de” is no locale here. Known: en, fr.\n"
    result = run_entraide("translate", "export", "--to", "fr", "--id", "99", *out)
    assert result.stderr == ("--id: there is no entry “99”. “entraide status” lists them all.\n")


@pytest.mark.parametrize("signs", select_some(LONG, 4))
def test_a_text_of_a_megabyte_is_refused_at_once(
    project: Path, run_entraide: Run, signs: str
) -> None:
    assert project
    file = translate_bundle(
        export_bundle(run_entraide), {"Stop.": signs * (1_000_000 // len(signs))}
    )
    result = run_entraide("translate", "import", file)
    assert result.exit_code == 1
    assert "signs, its source 5" in result.stderr


def test_a_file_that_cannot_be_edited_safely_is_reported_with_the_others(
    project: Path, run_entraide: Run
) -> None:
    path = project / FRENCH
    matter = "---\n{id: 1, title: A, summary: B., source_revision: 1,\n"
    matter += "updated: &day 2026-11-01,\nreviewed: *day}\n---\n"
    path.write_text(matter + path.read_text("utf-8").split("---\n", 2)[2], "utf-8")
    before = read_files(project)
    result = run_entraide(
        "translate",
        "import",
        translate_bundle(export_bundle(run_entraide), {"Stop.": "Cessez."}),
    )
    assert result.stderr.startswith(f"{FRENCH}:3: the front matter is written in a way")
    assert read_files(project) == before


HOSTILE = st.text(
    alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("#>-*`|[]()!{}<&\n\t:'\""),
    max_size=30,
)


@try_examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.fixed_dictionaries({"Again": HOSTILE, "Twice.": HOSTILE, "Wait.": HOSTILE}))
def test_whatever_comes_is_refused_or_becomes_a_file_that_says_just_that(
    project: Path, texts: dict[str, str]
) -> None:
    reading = read_site(read_settings(project / "mkdocs.yml"))
    history = EntryHistory(reading.settings)
    (job,) = iter_jobs([reading.site.entries[2]], "fr", history)
    keys = {unit.source: unit.key for unit in job.units}
    rows = tuple(UnitRow(2, keys[source], source, text) for source, text in texts.items())
    done = BundleImport(reading, date(2026, 11, 21))
    bundle = Bundle("fr", "fr", "", (BundlePart(2, 1, rows=rows),))
    done.import_bundles([(bundle, FileLine("fr.po", 1))], history)
    if select_errors(done.problems) or not done.files or done.files[0].status:
        assert not all(text.isalpha() for text in texts.values())
        return
    parsed = parse_text(done.files[0].text, "fr.md", problems := ProblemLog())
    assert problems == []
    assert parsed
    assert set(parsed.document.value) == {"id", "title", "summary", "source_revision", "updated"}
    assert parsed.document.value["title"].split() == texts["Again"].split()
    (body,) = cut_segments(parsed.body)
    assert body.segment.digest == compute_digest(texts["Wait."])


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f \u200b", "\u2009\t"])
@pytest.mark.usefixtures("project")
def test_an_invisible_text_counts_as_empty(run_entraide: Run, blank: str) -> None:
    file = translate_bundle(
        export_bundle(run_entraide, "--id", "2"),
        {"Again": blank, "Twice.": "Deux.", "Wait.": "Attendez."},
    )
    result = run_entraide("translate", "import", file)
    assert "  Still to do: 1; translated: 66 %\n  A draft: " in result.output


@pytest.mark.parametrize("sign", ["\x04", "\x0c", "\x85", "\ufdd0", "\ufffe", "\U0001ffff"])
def test_a_character_that_check_refuses_is_not_imported(project: Path, sign: str) -> None:
    before = read_files(project)
    reading = read_site(read_settings(project / "mkdocs.yml"))
    history = EntryHistory(reading.settings)
    (job,) = iter_jobs([reading.site.entries[2]], "fr", history)
    rows = tuple(UnitRow(2, unit.key, unit.source, f"a{sign}b") for unit in job.units)
    done = BundleImport(reading, date(2026, 11, 21))
    bundle = Bundle("fr", "fr", "", (BundlePart(2, 1, rows=rows),))
    done.import_bundles([(bundle, FileLine("fr.po", 1))], history)
    assert len(select_errors(done.problems)) == len(rows)
    assert f"U+{ord(sign):04X}" in done.problems[0].message
    assert read_files(project) == before
