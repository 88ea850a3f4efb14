"""Texts of data that have no translation yet: pages borrow those of another language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from entraide.content.checks.project import Project, to_warning
from entraide.errors import FileLine, Problem

Words = Mapping[str, str]


def check_borrowed_words(project: Project) -> Iterator[Problem]:
    """Warn of the texts of data that each locale lacks, one line for a locale."""
    settings, total = project.settings, sum(1 for _ in _iter_texts(project))
    for code, counts in sorted(count_borrowed_words(project).items()):
        what = (
            f"{code}: {counts.total()} of {total} texts are not translated; "
            "pages show those of another language"
        )
        location = FileLine(settings.make_relative(settings.data))
        yield to_warning(Problem(location, what, suggest_files(code, counts)))


def count_borrowed_words(project: Project) -> dict[str, Counter[str]]:
    """Return how many texts each locale lacks, by the path of the file or of the folder."""
    counts: dict[str, Counter[str]] = {}
    for path, words in _iter_texts(project):
        for code in words:
            if words[code] == "":
                counts.setdefault(code, Counter())[path] += 1
    return counts


def suggest_files(code: str, paths: Iterable[str]) -> str:
    """Return the cure: where the texts that the locale lacks are to be written."""
    *others, last = paths
    shown = f"{', '.join(others)} and {last}" if others else last
    return f"Fill in “{code}” where it is empty in {shown}"


def _iter_texts(project: Project) -> Iterator[tuple[str, Words]]:
    """Yield every text of data in all its languages, with the path where it stands."""
    site, data = project.site, project.settings.make_relative(project.settings.data)
    values = {
        "categories.yml": site.categories,
        "tags.yml": site.tags,
        "topics.yml": site.topics,
        "channels/": site.channels,
        "law.yml": site.laws,
        "checklists.yml": site.checklists,
        "settings.yml": dict(enumerate(site.choices)),
        "pinned.yml": site.pinned,
        "paths.yml": site.guide,
        "scam_check.yml": dict(enumerate(filter(None, [site.scam_check]))),
        "incident_log.yml": dict(enumerate(filter(None, [site.incident_log]))),
        "platform.yml": project.reading.platform.document.value,
    }
    codes = {locale.code for locale in site.locales}
    for name, value in values.items():
        records = list(value.values()) if isinstance(value, Mapping) else []
        for words in _iter_words(records, codes):
            yield f"{data}/{name}", words


def _iter_words(value: object, codes: set[str]) -> Iterator[Words]:
    """Yield every mapping of locale to text below `value`."""
    if isinstance(value, Mapping):
        if (
            value
            and value.keys() <= codes
            and all(isinstance(each, str) for each in value.values())
        ):
            yield value
        else:
            for each in value.values():
                yield from _iter_words(each, codes)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _iter_words(each, codes)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _iter_words(getattr(value, field.name), codes)
