"""A sign that no file for translators can hold is named with its entry and its file."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entraide.content.reader import read_site
from entraide.content.settings import read_settings
from entraide.errors import ContentError, EntraideError
from entraide.exchange.memory import Memory, Pair, tmx_text
from entraide.exchange.outgoing import catalogue_of
from entraide.exchange.po import po_text
from entraide.exchange.termbase import tbx_text
from entraide.exchange.xliff import xliff_text
from entraide.exchange.xliff2 import xliff2_text
from entraide.model.glossary import GlossaryTerm
from sent_proposals import work_of

WRITERS = (po_text, xliff_text, xliff2_text)


@pytest.mark.parametrize(("field", "path"), [("source", "en"), ("target", "fr")])
def test_a_text_is_named_by_entry_segment_and_file(project: Path, field: str, path: str) -> None:
    site = read_site(read_settings(project / "mkdocs.yml")).site
    work = work_of(project, 1, "fr")
    bad: dict[str, Any] = {field: "a\x0cb"}
    pieces = [
        piece._replace(**bad) if piece.target == "Arrêtez." else piece for piece in work.pieces
    ]
    with pytest.raises(ContentError) as refused:
        catalogue_of([replace(work, pieces=tuple(pieces))], site, "fr", Memory())
    (problem,) = refused.value.problems
    assert problem.path == f"docs/{path}/scams/signs.md"
    assert problem.what.startswith("entry 1, item-")
    assert problem.what.endswith(": U+000C FORM FEED stands there")


def test_what_an_older_source_said_goes_out_without_it(project: Path) -> None:
    site = read_site(read_settings(project / "mkdocs.yml")).site
    work = work_of(project, 1, "fr")
    old: dict[str, Any] = {
        "fuzzy": True,
        "previous": "a\x04b\x0b",
        "remark": "No longer there: \x0c",
    }
    pieces = tuple(piece._replace(**old) for piece in work.pieces)
    catalogue = catalogue_of([replace(work, pieces=pieces)], site, "fr", Memory())
    for write in WRITERS:
        text = write(catalogue)
        assert "ab" in text
        assert not set("\x04\x0b\x0c") & set(text)


def test_memory_and_glossary_name_entry_and_term() -> None:
    memory = Memory((Pair(7, (("en", "a"), ("fr", "b\x0c"))),))
    with pytest.raises(EntraideError, match=r"entry 7: after “b” stands U\+000C FORM FEED"):
        tmx_text(memory, {"en": "en", "fr": "fr"}, "en")
    term = GlossaryTerm(id="report", term={"en": "a\x0b"}, definition={"en": "x"})
    with pytest.raises(EntraideError, match=r"glossary, report: after “a” stands U\+000B LINE"):
        tbx_text([term], {"en": "en"}, "Site")
