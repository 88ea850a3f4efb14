"""Several bundles are taken in together."""

from datetime import date
from pathlib import Path

import pytest

from entraide.content.checks import check_project
from entraide.content.provenance import EntryHistory
from entraide.content.reader import SiteReading, read_site
from entraide.content.settings import read_settings
from entraide.errors import FileLine, Problem
from entraide.exchange import site_preview
from entraide.exchange.bundle_import import BundleImport
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.job import iter_jobs


def test_the_site_is_checked_once_for_all_bundles(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[Path] = []

    def count(reading: SiteReading, today: date) -> list[Problem]:
        checks.append(reading.settings.root)
        return list(check_project(reading, today))

    monkeypatch.setattr(site_preview, "check_project", count)
    reading = read_site(read_settings(project / "mkdocs.yml"))
    history, bundles = EntryHistory(reading.settings), []
    for job, texts in zip(
        iter_jobs(reading.site.entries.values(), "fr", history),
        ({"Stop.": "Arrêtez tout."}, {"Again": "Encore", "Twice.": "Deux.", "Wait.": "Attendez."}),
        strict=True,
    ):
        keys = {unit.source: unit.key for unit in job.units}
        rows = tuple(UnitRow(job.entry.id, keys[text], text, texts[text]) for text in texts)
        part = BundlePart(job.entry.id, 1, rows=rows)
        bundles.append((Bundle("fr", "fr", "", (part,)), FileLine("fr.po", 1)))
    done = BundleImport(reading, date(2026, 11, 21))
    done.import_bundles(bundles, history)
    assert len(done.files) == 2, done.problems
    assert checks == [project]
