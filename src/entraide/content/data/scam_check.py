"""Read the scam check, `data/scam_check.yml`. A project may have none."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from entraide.content.data.files import check_locales
from entraide.content.data.rows import read_single_row
from entraide.content.field_types import Number, WordsByLocale
from entraide.content.settings import Settings
from entraide.content.yaml.documents import YamlDocument
from entraide.content.yaml.losses import YamlPath
from entraide.errors import FileLine, Problem, ProblemLog
from entraide.model.scam_check import ScamCheck, ScamSign

FILE_STEM = "scam_check"
MOST_QUESTIONS = 8


class SignRow(BaseModel):
    """A question, and what a yes means."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Annotated[WordsByLocale, Field(description="A question that yes is a sign for.")]
    sign: Annotated[WordsByLocale, Field(description="What a yes means, and what not to do.")]
    entries: Annotated[
        list[Number],
        Field(default_factory=list, description="The published entries about this sign."),
    ]


class ScamCheckRow(BaseModel):
    """The page “Is this a scam?”: its questions, and what to do."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: WordsByLocale
    lead: Annotated[WordsByLocale, Field(description="A line below the title.")]
    keywords: Annotated[
        WordsByLocale,
        Field(
            default_factory=dict,
            description="Other words by which search finds the page, with commas between them.",
        ),
    ]
    questions: Annotated[list[SignRow], Field(description="Eight at most.")]
    found: Annotated[WordsByLocale, Field(description="What to do where there is a sign.")]
    none: Annotated[
        WordsByLocale,
        Field(description="What to do where there is none: never that all is well."),
    ]
    entries: Annotated[
        list[Number], Field(default_factory=list, description="Published entries to read next.")
    ]
    report: Annotated[
        Number | None, Field(default=None, description="The entry on how to report it to you.")
    ]


def read_scam_check(settings: Settings, log: ProblemLog) -> ScamCheck | None:
    """Read the scam check; None where there is no such file, or a broken one."""
    single = read_single_row(settings, FILE_STEM, ScamCheckRow, log)
    if single is None:
        return None
    row, document, path = single
    log.extend(_check_row(row, document, path, settings))
    return ScamCheck(
        title=row.title,
        lead=row.lead,
        keywords=row.keywords,
        found=row.found,
        none=row.none,
        signs=tuple(
            ScamSign(
                each.question,
                each.sign,
                tuple(each.entries),
                document.get_line(("questions", at, "entries")),
            )
            for at, each in enumerate(row.questions)
        ),
        entries=tuple(row.entries),
        report=row.report,
        line=document.get_line(("entries",)),
    )


def _check_row(
    row: ScamCheckRow, document: YamlDocument, path: str, settings: Settings
) -> Iterator[Problem]:
    """Yield each text that a locale lacks, and a number of questions that is none or too many."""
    names: tuple[str, ...] = ("title", "lead", "found", "none")
    names += ("keywords",) if row.keywords else ()
    texts: dict[YamlPath, WordsByLocale] = {(name,): getattr(row, name) for name in names}
    for at, question in enumerate(row.questions):
        texts["questions", at, "question"] = question.question
        texts["questions", at, "sign"] = question.sign
    for keys, words in texts.items():
        where = FileLine(path, document.get_line(keys))
        yield from check_locales(words, settings.locales, ".".join(map(str, keys)), where)
    count = len(row.questions)
    if not 0 < count <= MOST_QUESTIONS:
        where = FileLine(path, document.get_line(("questions",)))
        what = f"“questions” has {count}, and the page takes 1 to {MOST_QUESTIONS}"
        yield Problem(where, what, "Ask what tells a scam best")
