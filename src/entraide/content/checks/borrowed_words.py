"""Texts of data that nobody has translated yet: pages borrow those of another language."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from entraide.content.checks.project import Project, to_warning
from entraide.errors import FileLine, Problem

Words = Mapping[str, str]


def check_borrowed_words(project: Project) -> Iterator[Problem]:
    """Warn of the texts of data that each locale lacks, one line for a locale."""
    settings, site = project.settings, project.site
    codes = {locale.code for locale in project.site.locales}
    kinds = (site.categories, site.tags, site.topics, site.channels, site.laws, site.checklists)
    records = [record for kind in kinds for record in kind.values()]
    texts = list(_iter_words([records, project.reading.platform.document.value], codes))
    empty_counts = Counter(code for words in texts for code in words if words[code] == "")
    for code, count in sorted(empty_counts.items()):
        what = (
            f"{code}: {count} of {len(texts)} texts are not translated; "
            "pages show those of another language"
        )
        cure = f"Fill in “{code}” where it is empty in these files"
        yield to_warning(Problem(FileLine(settings.make_relative(settings.data)), what, cure))


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
