"""Recording in place that a person opened a channel's own page, in a file that people wrote."""

from datetime import date
from typing import Any

from entraide.content.data.channels import ChannelRow
from entraide.content.yaml.editor import YamlEdit, edit_yaml
from entraide.content.yaml.values import QuotedText
from entraide.model.channel import ChannelStatus
from entraide.model.known_fact import Origin

ORDER = tuple(ChannelRow.model_fields)


def verify_channel(  # noqa: PLR0913 - the facts of one record
    text: str, path: str, id_: str, *, by: str, on: date, until: date, source: str | None = None
) -> str:
    """Return `text`, the file `path`, with the own page of the channel `id_` as seen `by` somebody.

    `source` is the page, which becomes the first of its sources if it is none yet.
    UnsafeEditError where that cannot be done safely.
    """
    facts = {
        "known": Origin.OWN_PAGE.value,
        "seen_on": on,
        "seen_by": QuotedText(by),
        "status": ChannelStatus.PUBLISHED.value,
        "review_by": until,
    }

    def verify(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if all(row["id"] != id_ for row in rows):
            raise LookupError(id_)
        return [_add_source({**row, **facts}, source) if row["id"] == id_ else row for row in rows]

    return edit_yaml(
        text, YamlEdit(verify, ORDER, [*facts, "sources"], path, f"the record “{id_}”")
    )


def _add_source(row: dict[str, Any], source: str | None) -> dict[str, Any]:
    sources = row.get("sources") or []
    return (
        row
        if source is None or source in sources
        else {**row, "sources": [QuotedText(source), *sources]}
    )
