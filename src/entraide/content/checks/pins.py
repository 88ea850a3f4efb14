"""Pinned answers of search: each leads to an entry that readers see, and to topics that exist."""

from collections.abc import Iterator

from entraide.content.checks.listed_entries import check_listed_entries, check_topic_names
from entraide.content.checks.project import Project, to_warning
from entraide.content.data.pins import FILE_STEM
from entraide.errors import FileLine, Problem


def check_pinned_answers(project: Project) -> Iterator[Problem]:
    """Yield the pinned answers that would lead nowhere."""
    path = project.settings.make_relative(project.settings.data / f"{FILE_STEM}.yml")
    for answer in project.site.pinned.values():
        location = FileLine(path, answer.line)
        yield from check_listed_entries(project, location, answer.id, [answer.entry])
        yield from check_topic_names(project, location, answer.id, answer.topics)


def check_pinned_words(project: Project) -> Iterator[Problem]:
    """Warn of pinned answers that no words of a locale lead to, one line for a locale."""
    answers = [answer for answer in project.site.pinned.values() if answer.words]
    path = project.settings.make_relative(project.settings.data / f"{FILE_STEM}.yml")
    for locale in project.site.locales:
        lacking = [answer for answer in answers if not answer.words.get(locale.code)]
        if lacking and not locale.default:  # whose words every answer needs
            what = (
                f"{locale.code}: no words lead to {len(lacking)} of {len(answers)} pinned answers; "
                "search does not show them"
            )
            cure = f"Write under words what people type: {locale.code}: [words, other words]"
            yield to_warning(Problem(FileLine(path, lacking[0].line), what, cure))
