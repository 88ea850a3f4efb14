"""Make texts of phpMyFAQ's rows: their form, their addresses, and who may read them."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from urllib.parse import parse_qs, urlsplit

from entraide.content.dates import resolve_day
from entraide.importers.articles import BodyForm, ImportedText
from entraide.importers.omissions import OmissionLog
from entraide.importers.readers.phpmyfaq_records import FaqRow
from entraide.importers.readers.records import PlacedRecord
from entraide.model.entry import Status

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
MARKDOWN = re.compile(r"^(?:#{1,6} |[-*] |\d+\. |```|> )|\]\([^)\s]+\)|\*\*\S", re.MULTILINE)
HREF = re.compile(r"""(\bhref\s*=\s*)(["'])(.*?)\2""", re.IGNORECASE | re.DOTALL)
PAGE = re.compile(r"(?:^|/)content/\d+/(\d+)/([a-z_-]{2,6})/[^/?#]*\.html", re.IGNORECASE)
SOLUTION = re.compile(r"(?:^|/)solution_id_(\d+)\.html")
SEPARATOR = ">>"
FOREVER = 9999  # the year in which an FAQ ends that never does


def make_text(row: PlacedRecord[FaqRow], attachments: str, *, escaped: bool) -> ImportedText:
    """Make the text of a row; `attachments` are items of a list, as HTML."""
    record = row.record
    answer = unescape(record.answer) if escaped else record.answer
    form = find_form(answer)
    if attachments:
        form = BodyForm.HTML if form is BodyForm.PLAIN else form
        answer = f"{answer}\n\n<ul>{attachments}</ul>\n"
    number, language = record.id or 0, record.language
    addresses = [record.link, f"/content/{record.category_id or 0}/{number}/{language}/faq.html"]
    if record.solution_id:
        addresses.append(f"/solution_id_{record.solution_id}.html")
    return ImportedText(
        language=language,
        title=unescape(record.question).strip(),
        body=HREF.sub(_rewrite_match, answer),
        location=row.location,
        form=form,
        keywords=tuple(record.keywords),
        author=unescape(record.author),
        updated=record.updated,
        addresses=tuple(filter(None, addresses)) if number else (),
        names=tuple(_iter_names(record)),
    )


def _iter_names(record: FaqRow) -> Iterable[str]:
    """Yield the names that links to it have once `_rewrite_match` has seen them."""
    if record.id:
        yield f"/faq/{record.id}/{record.language}"
        yield f"/faq/{record.id}"
    if record.solution_id:
        yield f"/solution/{record.solution_id}"


def _rewrite_match(match: re.Match[str]) -> str:
    """Return a link to an FAQ without its category and title, which an address may have wrong."""
    url = unescape(match[3])
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    name = ""
    if page := PAGE.search(parts.path):
        name = f"/faq/{page[1]}/{page[2]}"
    elif solution := SOLUTION.search(parts.path):
        name = f"/solution/{solution[1]}"
    elif query.get("action") in {"artikel", "faq"} and query.get("id", "").isdecimal():
        language = query.get("artlang", "")
        name = f"/faq/{query['id']}/{language}" if language else f"/faq/{query['id']}"
    elif query.get("solution_id", "").isdecimal():
        name = f"/solution/{query['solution_id']}"
    if not name:
        return match[0]
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    start = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{match[1]}{match[2]}{start}{name}{fragment}{match[2]}"


def find_form(answer: str) -> BodyForm:
    """Return what an answer is written in: the editor makes HTML, or Markdown where that is on."""
    if TAG.search(answer):
        return BodyForm.HTML
    return BodyForm.MARKDOWN if MARKDOWN.search(answer) else BodyForm.PLAIN


def split_path(record: FaqRow) -> list[str]:
    """Return the names of the categories around an FAQ, outermost first."""
    words = (record.category or record.category_name).split(SEPARATOR)
    return [word for each in words if (word := unescape(each).strip())]


def find_status(
    rows: Mapping[str, PlacedRecord[FaqRow]], omissions: OmissionLog, *, is_private: bool
) -> Status:
    """Return the status: a draft where not everybody could read every text today."""
    first = next(iter(rows.values()))
    today, status = resolve_day(), Status.PUBLISHED
    if is_private:
        status = Status.DRAFT
        what = "article that only some may read"
        omissions.add(first.location, what, "comes as a draft", unescape(first.record.question))
    for language, row in rows.items():
        record = row.record
        ends = record.date_end is not None and record.date_end.year < FOREVER
        if not record.is_public:
            status = Status.DRAFT
            omissions.add(row.location, "draft", "comes as a draft", language)
        elif ends or (record.date_start and record.date_start > today):
            status = Status.DRAFT
            days = f"{record.date_start or ''} to {record.date_end or ''}"
            omissions.add(row.location, "days of publication", "comes as a draft", days)
    return status


def find_hosts(records: Iterable[FaqRow]) -> frozenset[str]:
    """Return the hosts that the FAQs stood at."""
    return frozenset(host for each in records if (host := urlsplit(each.link).hostname))
