"""Numbers that differ between a source and its translation, and that somebody has called right.

An import asks for the answer, and the record beside the version keeps it (`as_meant`), so that
nobody is asked again: not by the next import, and not by a check.
"""

from entraide.content.checks.figures import find_figures
from entraide.content.checks.project import Project
from entraide.content.outline import Span
from entraide.content.provenance_files import (
    compute_pair_digest,
    get_record_path,
    read_provenance,
)
from entraide.content.segmentation import cut_segments
from entraide.errors import ProblemLog
from entraide.model.alignment import align_segments
from entraide.model.entry import LocalisedVersion, Version


def find_meant_numbers(
    project: Project, source: Version, version: LocalisedVersion
) -> frozenset[str]:
    """Return the numbers, in neutral form, of all pairs of texts that somebody has called right."""
    settings = project.settings
    file = get_record_path(settings.root / version.path)
    record = read_provenance(file, settings.make_relative(file), ProblemLog())
    if record is None or not record.as_meant:
        return frozenset()
    sides = ([cut.segment for cut in cut_segments(text.body)] for text in (source, version))
    pairs = [
        (unit.source[0].text, unit.target[0].text)
        for unit in align_segments(*sides)
        if not unit.is_whole_section
    ]
    pairs += [(source.title, version.title), (source.summary, version.summary)]
    langs = [project.site.get_locale(text.locale).lang for text in (source, version)]
    return frozenset(
        number
        for pair in pairs
        if compute_pair_digest(*pair) in record.as_meant
        for text, lang in zip(pair, langs, strict=True)
        for number in find_figures([Span(text, 0)], lang).numbers
    )
