"""Coverage as JSON: what `translate status --format json` and the built site say."""

from collections.abc import Iterable, Sequence

from entraide.content.data.labels import Label
from entraide.published_files.entries import convert_state
from entraide.published_files.site import LocaleStatus, TranslationStatus, WaitingText
from entraide.translation.coverage import Coverage, measure_labels
from entraide.translation.job import TranslationJob


def build_locale_status(
    coverage: Coverage, jobs: Sequence[TranslationJob], labels: Iterable[Label], source: str
) -> LocaleStatus:
    """Return the row of one locale, from its coverage and the job of each version that waits.

    A label waits where it has a text in the locale `source`, and none in this one.
    """
    of_data = measure_labels(labels, coverage.code, source)
    waiting = tuple(
        WaitingText(
            id=each.entry.id,
            title=each.entry.source.title,
            sensitive=each.entry.sensitive,
            state=convert_state(each.state),
            draft=each.is_draft,
            words=job.count_waiting_words(),
            votes=each.votes,
            proposals=each.proposals,
            path=each.entry.source.path,
        )
        for each, job in zip(coverage.waiting, jobs, strict=True)
    )
    return LocaleStatus(
        locale=coverage.code,
        entries=coverage.total,
        current=coverage.current,
        percent=coverage.percent,
        words=sum(text.words for text in waiting),
        waiting=waiting,
        labels=of_data.total,
        labels_waiting=len(of_data.waiting),
        label_words=sum(len(each.texts[source].split()) for each in of_data.waiting),
    )


def format_coverage(locales: Iterable[LocaleStatus], site_url: str) -> str:
    """Return the text of the JSON file, for the site at `site_url`."""
    schema_url = TranslationStatus.make_schema_url(site_url)
    return TranslationStatus(schema_url=schema_url, locales=tuple(locales)).to_json(indent=2)
