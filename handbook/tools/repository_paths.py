"""The MkDocs hook of the handbook: every page keeps the path that its file has in the repository.

A link between two documents then leads to the same file on a code forge and in the built handbook.
The documents at the root of the repository are pages of the handbook too.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT_DOCUMENTS = ("README", "ARCHITECTURE", "CONTRIBUTING", "ACCESSIBILITY", "CHANGELOG")
FOLDER = "handbook/"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the files of the theme, and all documents under their paths in the repository."""
    root = Path(config.config_file_path).parent
    pages = [file for file in files if file.src_uri.endswith(".md")]
    theme = [file for file in files if file.src_dir != config.docs_dir]
    placed = [_place(root, FOLDER + page.src_uri, page.dest_uri, config) for page in pages]
    documents = [
        _place(root, f"{name}.md", f"{name.lower()}/index.html", config) for name in ROOT_DOCUMENTS
    ]
    pictures = [
        _place(root, f"screenshots/{picture.name}", f"screenshots/{picture.name}", config)
        for picture in sorted((root / "screenshots").glob("*.png"))
    ]
    return Files([*theme, *placed, *documents, *pictures])


def _place(root: Path, path: str, address: str, config: MkDocsConfig) -> File:
    file = File.generated(config, path, abs_src_path=str(root / path))
    file.dest_uri = address
    return file
