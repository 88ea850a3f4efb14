"""The import of labels, the translated texts of `data/`, which are edited in place.

They are judged as the texts of entries are. A row with a mistake is left out, and the others still
come in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entraide.content.data.labels import Label, edit_labels, read_labels
from entraide.content.settings import Settings
from entraide.content.yaml.editor import UnsafeEditError
from entraide.errors import ProblemLog, select_errors
from entraide.exchange.version_changes import ConflictSide, clean_text, judge_rows, select_rows
from entraide.model.segment import SegmentState
from entraide.model.segment_keys import LabelKey
from entraide.translation.formats.bundle import BundlePart
from entraide.translation.units import TranslationUnit


@dataclass
class LabelImport:
    """The import of the labels in some bundles: the files of `data/` as they would be.

    Nothing is written here.
    """

    settings: Settings
    side: ConflictSide | None = None
    texts: dict[Path, str] = field(default_factory=dict)  # of the files as they will be
    counts: dict[Path, int] = field(default_factory=dict)  # of the labels that change in each
    refused: int = 0  # rows with mistakes

    def add_part(self, part: BundlePart, code: str, log: ProblemLog) -> None:
        """Judge the rows of `part`, which are in the locale `code`."""
        labels = read_labels(self.settings)
        units = list(_iter_units(labels.values(), code))
        rows, left_out = select_rows(part.rows, units, side=self.side)
        refused = set[str]()
        for key, row in rows.items():
            problems = list(judge_rows({key: row}, {}, units))
            log.extend(problems)
            if select_errors(problems):
                refused.add(row.name)
        log.extend(judge_rows({}, left_out, units))
        self.refused += len(refused)
        new = {row.name: clean_text(row.target, key) for key, row in rows.items()}
        texts = {name: text for name, text in new.items() if name not in refused}
        try:
            self.texts |= edit_labels(self.settings, code, texts, self.texts) if texts else {}
        except UnsafeEditError as error:
            log.extend(error.problems)
            return
        for name in texts:
            file = self.settings.root / labels[name].path
            self.counts[file] = self.counts.get(file, 0) + 1


def _iter_units(labels: Iterable[Label], code: str) -> Iterator[TranslationUnit]:
    """Yield a unit for each label and each locale that it may have been translated from."""
    for label in labels:
        there = label.texts.get(code, "")
        state = SegmentState.CURRENT if there else SegmentState.MISSING
        for source, text in label.texts.items():
            if source != code and text:
                yield TranslationUnit(LabelKey(label.name), text, there, state)
