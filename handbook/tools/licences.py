"""Complete the licences in a list of packages (CycloneDX), and refuse one that stays unknown.

`python -m handbook.tools.licences var/sbom.cdx.json`, as `make sbom` runs it.
"""

import json
import sys
from pathlib import Path

# Of packages whose own data names no licence: read in their repository, by hand.
READ_ELSEWHERE = {"resvg_py": "MIT"}


def complete_licences(file: Path) -> list[str]:
    """Write the known licences into `file`; return the packages of which none is known."""
    bill = json.loads(file.read_text("utf-8"))
    unknown = []
    for package in bill["components"]:
        if not package.get("licenses"):
            licence = READ_ELSEWHERE.get(package["name"])
            package["licenses"] = [{"license": {"id": licence}}] if licence else []
            unknown += [] if licence else [package["name"]]
    file.write_text(json.dumps(bill, indent=2) + "\n", "utf-8")
    return unknown


if __name__ == "__main__":
    if names := complete_licences(Path(sys.argv[1])):
        sys.exit(f"No licence is known of {names}.")
