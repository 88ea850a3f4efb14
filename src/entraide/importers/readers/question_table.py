"""A table of questions and answers, CSV or XLSX: one row an article, or one row a language of it.

Columns are known by their names in several languages, or as `--columns` says. A language is a
column (`language`), or stands behind the names of columns: `question_fr`, `answer (fr)`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from entraide.errors import Argument, FileLine, ProblemLog
from entraide.importers.articles import BodyForm, ImportedArticle, ImportedSite, ImportedText
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.front_matter import UNREAD_DAY, parse_day
from entraide.importers.readers.languages import is_language
from entraide.importers.readers.tables import QuestionRow, read_table
from entraide.importers.source_readers import ReadOptions
from entraide.model.entry import Status

COLUMNS = {  # ours -> what people call it
    "question": "question title titel titre frage pregunta título subject name heading",
    "answer": "answer body content text antwort réponse reponse respuesta description_html html",
    "id": "id number nr no nummer numéro numero solution_id",
    "key": "key ref reference code",
    "category": "category section folder topic kategorie catégorie categorie categoría theme",
    "tags": "tags labels tag label stichwörter étiquettes etiquetas",
    "keywords": "keywords keyword search mots-clés schlagwörter",
    "language": "language lang locale sprache langue idioma",
    "summary": "summary excerpt description résumé zusammenfassung",
    "author": "author auteur autor owner",
    "updated": "updated date modified updated_at last_modified geändert modifié",
    "status": "status state active published",
    "slug": "slug",
    "address": "url address link permalink html_url",
}
NAMES = {name: ours for ours, names in COLUMNS.items() for name in names.split()}
SUFFIX = re.compile(r"(.+?)[ _.:(\[-]+([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)[)\]]?")
HTML = re.compile(
    r"</?(?:p|br|ul|ol|li|a|b|i|strong|em|div|span|h[1-6]|table|img)\b[^<>]*>", re.IGNORECASE
)
MARKDOWN = re.compile(
    r"\*\*\S|\[[^\]\n]+\]\([^)\s]+\)|^(?:#{1,6}|[-*]|\d+\.)[ \t]+\S|^```", re.MULTILINE
)
NO = frozenset(
    {"false", "no", "0", "draft", "inactive", "hidden", "nein", "non", "brouillon", "entwurf"}
)
OF_ARTICLE = ("id", "category", "tags", "slug")  # what all its languages share
BY_LANGUAGE = frozenset({"question", "answer", "summary", "keywords", "author", "address"})


def detect_source(path: Path) -> bool:
    """Return whether `path` is a file of a table."""
    return path.is_file() and path.suffix.lower() in {".csv", ".tsv", ".xlsx", ".xlsm"}


def read_source(path: Path, options: ReadOptions, log: ProblemLog) -> ImportedSite:
    """Return the articles of the table at `path`."""
    omissions = OmissionLog()
    head, rows = read_table(path, log, omissions)
    columns = _find_columns(head, options, log)
    if head and not {"question", "answer"} <= {ours for ours, _ in columns.values()}:
        known = ", ".join(name for name in head if name)
        what = f"no column is known as question, or none as answer: the table has {known[:200]}"
        log.add(FileLine(path.name, 1), what, "Say which they are: --columns question=…,answer=…")
        return ImportedSite(articles=())
    for name in head:
        if name and name not in columns:
            omissions.add(FileLine(path.name, 1), f"column “{name[:60]}”", "left out")
    groups: defaultdict[str, list[tuple[QuestionRow, dict[str, dict[str, str]]]]] = defaultdict(
        list
    )
    for row in rows:
        values = _sort_cells(row, columns, options)
        shared = values.get("", {})
        if not any({"question", "answer"} & own.keys() for own in values.values()):
            words = " ".join(filter(None, row.cells.values()))
            omissions.add(
                FileLine(path.name, row.line), "row without a question", "left out", words
            )
            continue
        key = shared.get("key") or shared.get("id") or f"row {row.line}"
        groups[key].append((row, values))
    articles = [
        _make_article(key, group, path.name, options, omissions) for key, group in groups.items()
    ]
    return ImportedSite(
        articles=tuple(each for each in articles if each),
        default_language=options.language,
        omissions=tuple(omissions),
    )


def _find_columns(
    head: list[str], options: ReadOptions, log: ProblemLog
) -> dict[str, tuple[str, str]]:
    """Return our name and the language of each column that is known, by its name in the table."""
    named = {theirs: ours for ours, theirs in options.columns.items()}
    for theirs, ours in named.items():
        if theirs not in head:
            log.add(
                Argument("--columns"),
                f"the table has no column “{theirs}”",
                f"It has {', '.join(head)[:300]}",
            )
        if ours.partition("_")[0] not in COLUMNS:
            log.add(
                Argument("--columns"),
                f"“{ours}” is no column of ours",
                f"Known: {', '.join(COLUMNS)}",
            )
    columns: dict[str, tuple[str, str]] = {}
    for name in head:
        ours = named.get(name, "") or name
        place = _name_column(ours, options)
        if place and place not in columns.values():
            columns[name] = place
    return columns


def _name_column(name: str, options: ReadOptions) -> tuple[str, str] | None:
    plain = name.strip().lower().replace(" ", "_")
    if plain in NAMES:
        return NAMES[plain], ""
    match = SUFFIX.fullmatch(name.strip())
    if match and is_language(match[2].lower(), [code.lower() for code in options.languages]):
        ours = NAMES.get(match[1].strip().lower().replace(" ", "_"))
        return (ours, match[2]) if ours in BY_LANGUAGE else None
    return None


def _sort_cells(
    row: QuestionRow, columns: Mapping[str, tuple[str, str]], options: ReadOptions
) -> dict[str, dict[str, str]]:
    """Return the cells of a row by language, then by our name; "" holds what all share."""
    del options
    values: dict[str, dict[str, str]] = {"": {}}
    for name, (ours, language) in columns.items():
        if cell := row.cells.get(name, "").strip():
            values.setdefault(language, {})[ours] = cell
    return values


def _make_article(
    key: str,
    group: list[tuple[QuestionRow, dict[str, dict[str, str]]]],
    name: str,
    options: ReadOptions,
    omissions: OmissionLog,
) -> ImportedArticle | None:
    texts: dict[str, ImportedText] = {}
    for row, values in group:
        for text in _iter_texts(row, values, name, options, omissions):
            if text.language in texts:
                omissions.add(
                    text.location,
                    "second row of one article in one language",
                    "left out",
                    text.title,
                )
            else:
                texts[text.language] = text
    if not texts:
        return None
    shared = group[0][1][""]
    _note_second_cells(group, name, omissions)
    number = shared.get("id", "")
    return ImportedArticle(
        key=key,
        texts=tuple(texts.values()),
        number=int(number)
        if number.isascii() and number.isdecimal() and len(number) < 10
        else None,
        category=tuple(
            part.strip()
            for part in re.split(r"\s*(?:>>|>|/)\s*", shared.get("category", ""))
            if part.strip()
        ),
        slug=shared.get("slug", ""),
        tags=tuple(
            part.strip() for part in re.split(r"[,;|]", shared.get("tags", "")) if part.strip()
        ),
        status=Status.DRAFT
        if any(values[""].get("status", "").lower() in NO for _, values in group)
        else Status.PUBLISHED,
    )


def _note_second_cells(
    group: list[tuple[QuestionRow, dict[str, dict[str, str]]]], name: str, omissions: OmissionLog
) -> None:
    """Add an omission for each cell of a further row of an article unlike the first's."""
    shared = group[0][1][""]
    for row, values in group[1:]:
        for column in OF_ARTICLE:
            own = values[""].get(column, "")
            if own not in {"", shared.get(column)}:
                what, outcome = f"second {column} of one article", "left out: that of its first row"
                omissions.add(FileLine(name, row.line), what, outcome, own)


def _iter_texts(
    row: QuestionRow,
    values: Mapping[str, Mapping[str, str]],
    name: str,
    options: ReadOptions,
    omissions: OmissionLog,
) -> Iterator[ImportedText]:
    """Yield the text of each language of a row that has a question and an answer."""
    shared, location = values[""], FileLine(name, row.line)
    for suffix, own in values.items():
        cells = (
            {**shared, **own}
            if not suffix
            else {**{k: v for k, v in shared.items() if k not in BY_LANGUAGE}, **own}
        )
        if not (cells.get("question") and cells.get("answer")):
            if own.keys() & {"question", "answer"}:
                omissions.add(
                    location,
                    "question or answer without the other",
                    "left out",
                    cells.get("question", ""),
                )
            continue
        answer, written = cells["answer"], cells.get("updated", "")
        if written and not parse_day(written):
            omissions.add(location, *UNREAD_DAY, written)
        yield ImportedText(
            language=suffix or shared.get("language") or options.language,
            title=cells["question"],
            body=answer,
            location=location,
            form=_find_form(answer),
            summary=cells.get("summary", ""),
            keywords=_split_keywords(cells.get("keywords", "")),
            author=cells.get("author", ""),
            updated=parse_day(written),
            addresses=(cells["address"],) if cells.get("address") else (),
        )


def _find_form(answer: str) -> BodyForm:
    if HTML.search(answer):
        return BodyForm.HTML
    return BodyForm.MARKDOWN if MARKDOWN.search(answer) else BodyForm.PLAIN


def _split_keywords(cell: str) -> tuple[str, ...]:
    """Return the keywords of a cell: divided by semicolons if it has any, else by commas."""
    parts = cell.split(";" if ";" in cell else ",")
    return tuple(part.strip() for part in parts if part.strip())
