"""How much memory exports take on a large store, beside what the same command takes on none."""

from collections.abc import Iterator
from pathlib import Path

from bench.command_cost import measure_command
from bench.desk import ROOT
from bench.desk_process import ENTRAIDE

EXPORTS = {
    "feedback as CSV": ("feedback", "export", "--format", "csv"),
    "feedback as JSON": ("feedback", "export", "--format", "json"),
    "ratings": ("ratings", "export"),
    "proposals": ("proposals", "export"),
}
MOST_MEBIBYTES = 60  # above the same command on an empty store


def measure_exports(
    address: str, empty: str, folder: Path
) -> Iterator[tuple[str, float, float, float]]:
    """Yield each export of the store at `address`: its seconds, its peak, and that of none, MiB."""
    for name, arguments in EXPORTS.items():
        command = (ENTRAIDE, *arguments, "--output", str(folder / "export"))
        costs = [
            measure_command(command, ROOT, ENTRAIDE_DATABASE_URL=url) for url in (address, empty)
        ]
        yield name, costs[0].wall, costs[0].own_peak, costs[1].own_peak
