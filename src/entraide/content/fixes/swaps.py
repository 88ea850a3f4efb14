"""Entries at the former addresses of others: two that changed places by hand, or one after another.

A link to such an address may mean either entry. The digests of source texts decide: they contain
the number of the entry that a link meant when the text was last revised.
"""

from collections.abc import Mapping

from entraide.content.checks.numbers import find_lost_address
from entraide.content.checks.project import Project
from entraide.content.text_digests import compute_text_digest


def find_swaps(project: Project) -> dict[str, str]:
    """Return the address that each entry lost to another, with its present address.

    Nothing is returned where somebody has corrected links already, or where no digest tells.
    """
    lost = {entry: find_lost_address(entry, project) for entry in project.site.entries.values()}
    addresses = {
        former: entry
        for entry, former in lost.items()
        if former and former in project.site.by_address
        if project.reading.numbers.addresses.get(entry.id)
    }
    if not addresses:
        return {}
    earlier = {**project.numbers_by_address, **{old: each.id for old, each in addresses.items()}}
    if not _mean_earlier_entries(project, earlier):
        return {}
    return {old: entry.address for old, entry in addresses.items()}


def _mean_earlier_entries(project: Project, earlier: Mapping[str, int]) -> bool:
    """Return whether all texts that tell mean the entries that stood at these addresses earlier."""
    verdicts = set()
    for entry in project.site.entries.values():
        if not entry.digest or find_lost_address(entry, project):
            continue
        present, past = (
            compute_text_digest(entry.source, numbers, project.settings)
            for numbers in (project.numbers_by_address, earlier)
        )
        if present != past:
            verdicts.add(past == entry.digest)
    return verdicts == {True}
