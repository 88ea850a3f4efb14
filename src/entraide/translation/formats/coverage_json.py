"""Coverage as JSON: what `translate status --format json` and the built site say."""

from collections.abc import Iterable, Sequence

from entraide.published_files.site import LocaleStatus, TranslationStatus, WaitingText
from entraide.translation.coverage import Coverage
from entraide.translation.job import TranslationJob


def build_locale_status(coverage: Coverage, jobs: Sequence[TranslationJob]) -> LocaleStatus:
    """Return the row of one locale, given the job of each version that waits there."""
    waiting = tuple(
        WaitingText(
            id=each.entry.id,
            title=each.entry.source.title,
            sensitive=each.entry.sensitive,
            state=each.state,
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
    )


def format_coverage(locales: Iterable[LocaleStatus], site_url: str) -> str:
    """Return the file, for the site at `site_url`."""
    schema_url = TranslationStatus.make_schema_url(site_url)
    return TranslationStatus(schema_url=schema_url, locales=tuple(locales)).to_json(indent=2)
