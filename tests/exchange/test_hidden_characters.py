"""A sign that no file for translators can hold is named with its entry and its file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import ContentError, EntraideError
from entraide.model.glossary import GlossaryTerm
from entraide.model.segment import SegmentState
from entraide.translation.formats.bundle_export import build_bundle
from entraide.translation.formats.po import format_po
from entraide.translation.formats.tbx import format_tbx
from entraide.translation.formats.tmx import format_tmx
from entraide.translation.formats.xliff import format_xliff
from entraide.translation.formats.xliff2 import format_xliff2
from entraide.translation.memory import MemoryPair, TranslationMemory
from support.proposals import read_job

WRITERS = (format_po, format_xliff, format_xliff2)


@pytest.mark.parametrize(("field", "path"), [("source", "en"), ("target", "fr")])
def test_a_text_is_named_by_entry_segment_and_file(project: Path, field: str, path: str) -> None:
    site = read_site(read_settings(project / "mkdocs.yml")).site
    job = read_job(project, 1, "fr")
    bad: dict[str, Any] = {field: "a\x0cb"}
    units = [unit._replace(**bad) if unit.target == "Arrêtez." else unit for unit in job.units]
    with pytest.raises(ContentError) as refused:
        build_bundle([replace(job, units=tuple(units))], site, "fr", TranslationMemory())
    (problem,) = refused.value.problems
    assert problem.path == f"docs/{path}/scams/signs.md"
    assert problem.message.startswith("entry 1, item-")
    assert problem.message.endswith(": U+000C FORM FEED stands there")


def test_what_an_older_source_said_goes_out_without_it(project: Path) -> None:
    site = read_site(read_settings(project / "mkdocs.yml")).site
    job = read_job(project, 1, "fr")
    old: dict[str, Any] = {
        "state": SegmentState.CHANGED,
        "previous": "a\x04b\x0b",
        "remark": "No longer there: \x0c",
    }
    units = tuple(unit._replace(**old) for unit in job.units)
    bundle = build_bundle([replace(job, units=units)], site, "fr", TranslationMemory())
    for write in WRITERS:
        text = write(bundle)
        assert "ab" in text
        assert not set("\x04\x0b\x0c") & set(text)


def test_memory_and_glossary_name_entry_and_term() -> None:
    memory = TranslationMemory((MemoryPair(7, (("en", "a"), ("fr", "b\x0c"))),))
    with pytest.raises(EntraideError, match=r"entry 7: after “b” stands U\+000C FORM FEED"):
        format_tmx(memory, {"en": "en", "fr": "fr"}, "en")
    term = GlossaryTerm(id="report", term={"en": "a\x0b"}, definition={"en": "x"})
    with pytest.raises(EntraideError, match=r"glossary, report: after “a” stands U\+000B LINE"):
        format_tbx([term], {"en": "en"}, "Site")
