"""Recording in place that a channel was verified, in a file that people wrote."""

from datetime import date
from typing import Any

from entraide.content.yaml.editor import YamlEdit, edit_yaml
from entraide.content.yaml.values import QuotedText

ORDER = ("status", "source", "source_date", "checked_on", "review_by")


def verify_record(  # noqa: PLR0913 - the facts of one record
    text: str, path: str, id_: str, *, on: date, source: str, until: date
) -> str:
    """Return `text`, the file `path`, with the channel `id_` as verified `on` a day.

    UnsafeEditError where that cannot be done safely.
    """
    facts = {
        "source": QuotedText(source),
        "source_date": on,
        "status": "verified",
        "checked_on": on,
        "review_by": until,
    }

    def verify(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if all(row["id"] != id_ for row in rows):
            raise LookupError(id_)
        return [{**row, **facts} if row["id"] == id_ else row for row in rows]

    return edit_yaml(text, YamlEdit(verify, ORDER, list(facts), path, f"the record “{id_}”"))
