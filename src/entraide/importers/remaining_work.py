"""List what people have to do after an import: redirects of the old site, missing descriptions."""

from collections.abc import Iterator, Mapping

from entraide.content.settings import Settings
from entraide.importers.conversion_run import Conversion
from entraide.importers.former_addresses import (
    count_foreign_addresses,
    is_mappable,
    pair_addresses,
)
from entraide.importers.import_record import FOLDER
from entraide.importers.placement import ImportPlan

MOST_SHOWN = 3  # of a kind of which a file has all


def format_remaining_work(
    conversion: Conversion, plan: ImportPlan, settings: Settings, name: str
) -> Iterator[str]:
    """Yield lines for what is left to do, if anything; `name` is that of the record."""
    for file, terms in (("categories", plan.categories), ("tags", plan.tags)):
        if bare := _list_bare_terms(terms, conversion):
            yield f"Without a description in the source ({len(bare)}): {', '.join(bare)}."
            path = settings.make_relative(settings.data / f"{file}.yml")
            yield f"  The label stands in its place. Write a sentence for each in {path}."
    if count := count_foreign_addresses(conversion, settings):
        base = settings.make_relative(settings.data / FOLDER / f"{name}.redirects")
        yield f"Old addresses that no page here can have ({count}): a server has to redirect."
        yield f"  If the old host becomes that of this site, put the lines of {base}.nginx.conf"
        yield f"  or {base}.caddy into the map of your server. If it stays another host, give"
        yield f"  {base}.csv to whoever runs it: each row is an old path and the new one."
    odd = [old for old in pair_addresses(conversion, settings) if not is_mappable(old)]
    if odd:
        yield f"Old addresses with a query or odd signs, which no map can hold ({len(odd)}):"
        yield from (f"  {old}" for old in odd[:MOST_SHOWN])
        yield f"  All are in {name}.redirects.csv. The handbook says how a server tells them apart:"
        yield "  bring-in-what-you-have, “Keep old addresses alive”."


def _list_bare_terms(terms: Mapping[str, str], conversion: Conversion) -> list[str]:
    """List the ids of categories and tags that have labels only."""
    words = conversion.words
    labels = {key: " ".join(label.split()) for key, label in terms.items()}
    return [
        key
        for key, label in labels.items()
        if label not in words or not any(words[label].descriptions.values())
    ]
