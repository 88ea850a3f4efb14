"""Writing the files that stand beside the pages."""

from pathlib import Path


def write_output(path: Path, content: str | bytes) -> None:
    """Write `content` at `path`, text in UTF-8; the folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
