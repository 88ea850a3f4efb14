"""Read what the log of incidents says, `data/incident_log.yml`. A project may have none."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.data.files import check_locales, find_repeats
from entraide.content.data.rows import read_single_row
from entraide.content.field_types import COUNTRY, Number, Tag, WordsByLocale
from entraide.content.settings import Settings
from entraide.content.yaml.documents import YamlDocument
from entraide.content.yaml.losses import YamlPath
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.incident_log import BLANKS, PLATFORM, CopyText, IncidentLog, Procedure

FILE_STEM = "incident_log"
BLANK = re.compile(r"(?<!\{)\{[^{}]*\}(?!\})")


class SheetWordsRow(BaseModel):
    """The words of the sheets that are handed over."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Annotated[WordsByLocale, Field(description="The title of the cover sheet.")]
    say: Annotated[WordsByLocale, Field(description="What to say there.")]
    keep: Annotated[WordsByLocale, Field(description="What to ask for, and to keep.")]


class ProcedureRow(SheetWordsRow):
    """How one reports something to the police of a country, in the words used there."""

    country: Annotated[
        str | None,
        Field(
            default=None,
            pattern=COUNTRY,
            description="A country of `data/channels`; without it, all that have no row here.",
        ),
    ]
    unverified: Annotated[
        bool,
        Field(
            default=False,
            description="Nobody has checked these words there yet: the sheet says so.",
        ),
    ]


class CopyTextRow(BaseModel):
    """A message to copy."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Annotated[WordsByLocale, Field(description="To whom it is.")]
    lead: Annotated[WordsByLocale, Field(description="When to send it, and how.")]
    text: Annotated[
        WordsByLocale,
        Field(
            description="The message. `{numbers}` becomes the numbers of reports, `{payments}` "
            "what was paid, `{facts}` what happened, in order."
        ),
    ]
    topic: Annotated[
        Tag | None,
        Field(default=None, description="One of `topics`: only a pack about it has the message."),
    ]


class IncidentLogRow(BaseModel):
    """The page of the log of incidents, and the pack that is made of a log."""

    model_config = ConfigDict(extra="forbid", strict=True)

    entries: Annotated[
        list[Number], Field(description="The published entries that lead to the log.")
    ]
    keywords: Annotated[
        WordsByLocale,
        Field(
            default_factory=dict,
            description="Other words by which search finds the page, with commas between them.",
        ),
    ]
    checklist: Annotated[
        Tag, Field(description="The checklist that says first what must never be kept or copied.")
    ]
    first: Annotated[
        list[WordsByLocale],
        Field(
            default_factory=list,
            description="The checklist in a few short sentences: they stand above the form, and "
            "the checklist behind a fold. Without them, it stands there in full.",
        ),
    ]
    topics: Annotated[
        list[Tag],
        Field(
            default_factory=list,
            description="Topics that a pack may be about: it lists their services.",
        ),
    ]
    platform: Annotated[
        SheetWordsRow | None,
        Field(default=None, description="The words of a pack for your own staff."),
    ]
    procedures: Annotated[
        list[ProcedureRow],
        Field(min_length=1, description="The police of each country; one row is for all others."),
    ]
    texts: Annotated[
        list[CopyTextRow], Field(default_factory=list, description="The messages to copy.")
    ]


def read_incident_log(settings: Settings, log: ProblemLog) -> IncidentLog | None:
    """Read what the page says; None where there is no such file, or a broken one."""
    single = read_single_row(settings, FILE_STEM, IncidentLogRow, log)
    if single is None:
        return None
    row, document, path = single
    log.extend(_check_words(row, document, path, settings))
    log.extend(_check_countries(row, document, path))
    log.extend(_check_blanks(row, document, path))
    return IncidentLog(
        checklist=row.checklist,
        keywords=row.keywords,
        first=tuple(row.first),
        entries=tuple(row.entries),
        topics=tuple(row.topics),
        procedures=tuple(_iter_procedures(row, document)),
        texts=tuple(
            CopyText(
                title=each.title,
                lead=each.lead,
                text=each.text,
                topic=each.topic or "",
                line=document.get_line(("texts", at)),
            )
            for at, each in enumerate(row.texts)
        ),
        lines={key: document.get_line((key,)) for key in ("entries", "checklist", "topics")},
    )


def _iter_procedures(row: IncidentLogRow, document: YamlDocument) -> Iterator[Procedure]:
    keyed: list[tuple[YamlPath, str, SheetWordsRow]] = [
        (("procedures", at), each.country or "", each) for at, each in enumerate(row.procedures)
    ]
    if row.platform:
        keyed.append((("platform",), PLATFORM, row.platform))
    for keys, country, words in keyed:
        line = document.get_line(keys)
        yield Procedure(
            country=country,
            title=words.title,
            say=words.say,
            keep=words.keep,
            unverified=isinstance(words, ProcedureRow) and words.unverified,
            line=line,
        )


def _check_words(
    row: IncidentLogRow, document: YamlDocument, path: str, settings: Settings
) -> Iterator[Problem]:
    """Yield each text that a locale lacks."""
    rows: dict[YamlPath, BaseModel] = {("platform",): row.platform} if row.platform else {}
    rows |= {("procedures", at): each for at, each in enumerate(row.procedures)}
    rows |= {("texts", at): each for at, each in enumerate(row.texts)}
    texts: dict[YamlPath, WordsByLocale] = {
        (*keys, name): words
        for keys, each in rows.items()
        for name, words in each
        if isinstance(words, dict)
    }
    texts |= {("first", at): words for at, words in enumerate(row.first)}
    texts |= {("keywords",): row.keywords} if row.keywords else {}
    for keys, words in texts.items():
        where = FileLine(path, document.get_line(keys))
        yield from check_locales(words, settings.locales, ".".join(map(str, keys)), where)


def _check_countries(row: IncidentLogRow, document: YamlDocument, path: str) -> Iterator[Problem]:
    """Yield a country that stands twice, and the lack of words for all others."""
    countries = [each.country for each in row.procedures]
    for at in find_repeats(countries):
        where = FileLine(path, document.get_line(("procedures", at)))
        name = f"“{countries[at]}”" if countries[at] else "no country"
        yield Problem(where, f"{name} has two rows of procedures:", "Keep one of them")
    if None not in countries:
        where = FileLine(path, document.get_line(("procedures",)))
        what = "“procedures” has no row for the countries that it does not name"
        yield Problem(where, what, "Add a row without country:")


def _check_blanks(row: IncidentLogRow, document: YamlDocument, path: str) -> Iterator[Problem]:
    """Yield each word in braces of a text to copy that nothing fills."""
    for at, each in enumerate(row.texts):
        for code, text in each.text.items():
            for blank in sorted(set(BLANK.findall(text)) - set(BLANKS)):
                where = FileLine(path, document.get_line(("texts", at, "text", code)))
                what = f"nothing fills {blank} in a text to copy"
                yield Problem(where, what, f"Write {' or '.join(BLANKS)}, or take it out")
