"""`entraide translate status`: how far each locale is, and what waits there."""

from collections.abc import Iterator

import click

from entraide.cli.consoles import echo_for_programs
from entraide.cli.outputs import format_option
from entraide.cli.tables import format_table
from entraide.cli.translation_project import read_translations, require_locale
from entraide.content.data.labels import read_labels
from entraide.model.locales import Locale
from entraide.published_files.site import LocaleStatus, WaitingText
from entraide.terminal_text import escape_line
from entraide.translation.coverage import measure_coverage
from entraide.translation.formats.coverage_json import build_locale_status, format_coverage

HEADINGS = {"id": "Id", "state": "State", "words": "Words", "votes": "Votes", "title": "Title"}


@click.command("status", short_help="Show how far each locale is, and what waits.")
@click.option("--to", "codes", multiple=True, metavar="CODE", help="Only this locale, such as fr.")
@format_option
def show_progress(codes: tuple[str, ...], form: str) -> None:
    """Show for each locale what is current, and what waits, the most harmful first.

    A version that is missing is called “proposed” when a visitor has sent one, which staff have to
    read, and “draft” when one is begun.

    Within a state, what visitors have voted on most comes first. The column Words counts the words
    of the source that have changed, or have no translation. Texts of data/, such as services and
    terms, are counted by themselves.
    """
    project = read_translations()
    site = project.reading.site
    for code in codes:
        require_locale(code, project.codes)
    chosen = [locale for locale in site.locales if not codes or locale.code in codes]
    coverages = [measure_coverage(site, locale.code) for locale in chosen]
    labels, source = read_labels(project.reading.settings).values(), site.default_locale.code
    rows = [
        build_locale_status(coverage, coverage.build_jobs(project.history), labels, source)
        for coverage in coverages
    ]
    if form == "json":
        echo_for_programs(format_coverage(rows, project.reading.settings.site_url))
    else:
        locale_rows = zip(chosen, rows, strict=True)
        lines = (escape_line(line) for each in locale_rows for line in _format_lines(*each))
        click.echo("\n".join(lines).rstrip())
    project.warn_of_gaps()


def _format_cells(waiting: WaitingText) -> list[str]:
    cells = {name: str(getattr(waiting, name)) for name in HEADINGS}
    return [*(cells | ({"state": "draft"} if waiting.draft else {})).values()]


def _format_lines(locale: Locale, status: LocaleStatus) -> Iterator[str]:
    yield (
        f"{locale.code}, {locale.name}: {status.current} of {status.entries} entries from other "
        f"locales are current ({status.percent} %)"
        + (f"; words to do: {status.words}" if status.words else "")
    )
    if status.labels:
        count = status.labels - status.labels_waiting
        rest = f"; words to do: {status.label_words}" if status.labels_waiting else ""
        yield f"  Texts of data/: {count} of {status.labels} are translated{rest}"
    if status.waiting:
        cells = [_format_cells(each) for each in status.waiting]
        yield from format_table([[*HEADINGS.values()], *cells], cut=list(HEADINGS).index("title"))
    yield ""
