"""Write tagged PDFs (PDF/UA) of the documents of publish/paper.py, with WeasyPrint (extra `pdf`).

Nothing is fetched from a network: only images of the project are read.
"""

import logging
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO
from mimetypes import guess_type
from pathlib import Path

from entraide.content.writer import open_replacement
from entraide.errors import Argument, EntraideError, Problem
from entraide.publish.paper import PaperDocument, read_paper_style

LIBRARIES = (
    "Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
    "macOS: brew install pango. Windows: the first steps of WeasyPrint’s documentation say how"
)
try:
    with redirect_stdout(StringIO()):  # where it says in 15 lines what is missing
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher, URLFetcherResponse
except OSError as error:
    name = str(error).partition("'")[2].partition("'")[0] or str(error)
    what = f"it needs a library of the system that is not there: {name}"
    raise EntraideError(Problem(Argument("entraide pdf"), what, LIBRARIES)) from error

VARIANT = "pdf/ua-1"
# It warns of each rule of a style sheet that it has no use for, such as those for other browsers.
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)


class _ImageReader(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
    """Reads the images of a document, and nothing else."""

    def __init__(self, images: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=())
        self._images = images

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the image at `url`; ValueError for any other address."""
        del headers
        if url not in self._images:
            raise ValueError(url)
        file = self._images[url]
        kind = guess_type(file.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})


def write_pdf(document: PaperDocument, path: Path) -> None:
    """Write `document` as a PDF to `path`, atomically."""
    page = HTML(string=document.html, url_fetcher=_ImageReader(document.images))
    content = page.write_pdf(stylesheets=[CSS(string=read_paper_style())], pdf_variant=VARIANT)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_replacement(path) as fresh:
        fresh.write_bytes(content)
