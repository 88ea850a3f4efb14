"""`python -m bench.chart`: draws what `make bench` measured of all generators, for the handbook."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "bench" / "results.json"
CHART = ROOT / "handbook" / "images" / "generators.svg"
HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" role="img"
 font-family="sans-serif" font-size="14">
<rect width="720" height="{height}" fill="#fff"/>
"""
ROW, BAR, LEFT, WIDTH = 26, 16, 130, 480  # units of the drawing
PANELS = (("cold", "The whole site"), ("edited", "One edited entry"))


def main() -> None:
    """Draw the chart of the largest size that was measured."""
    sizes = json.loads(RESULTS.read_text(encoding="utf-8"))["sizes"]
    CHART.parent.mkdir(exist_ok=True)
    CHART.write_text(draw_chart(sizes[-1]), encoding="utf-8")


def draw_chart(size: dict[str, Any]) -> str:
    """Return an SVG: for each generator a bar of processor time, in seconds, in two panels."""
    lines = [line for at, panel in enumerate(PANELS) for line in _draw_panel(size, *panel, at)]
    height = len(PANELS) * _compute_panel_height(size)
    return HEAD.format(height=height) + "\n".join([*lines, "</svg>", ""])


def _compute_panel_height(size: dict[str, Any]) -> int:
    return ROW * (len(size["peers"]) + 2)


def _draw_panel(size: dict[str, Any], key: str, title: str, at: int) -> Iterator[str]:
    """Yield the lines of one panel; its longest bar is as wide as the panel."""
    top = at * _compute_panel_height(size) + ROW
    longest = max(peer[key]["processor"] for peer in size["peers"])
    words = f"{title}: seconds of processor time, {size['entries']:,} entries in two languages"
    yield f'<text x="12" y="{top}" font-weight="bold">{words}</text>'
    for number, peer in enumerate(size["peers"], 1):
        seconds, y = peer[key]["processor"], top + number * ROW
        width = max(1, round(WIDTH * seconds / longest))
        colour = "#0b5d57" if peer["name"] == "Entraide" else "#8a9a98"
        yield f'<text x="{LEFT - 8}" y="{y}" text-anchor="end">{peer["name"]}</text>'
        yield f'<rect x="{LEFT}" y="{y - BAR + 3}" width="{width}" height="{BAR}" fill="{colour}"/>'
        yield f'<text x="{LEFT + width + 8}" y="{y}">{seconds:.1f}</text>'


if __name__ == "__main__":
    main()
