"""`entraide servers`: what servers are given: the headers of the site, what the desk understands.

They are written from the code that they must agree with, so that nobody keeps two lists alike.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from entraide.content.settings import find_project
from entraide.content.writer import replace_all
from entraide.desk.app import describe_api
from entraide.errors import ContentError, FileLine, Problem
from entraide.model.headers import SITE_HEADERS_OVER_HTTPS, STRICT_TRANSPORT

FOLDER = "deploy"
NOTICE = (
    "# Written by `entraide servers`, from src/entraide/model/headers.py: change that, not this.\n"
)


def format_nginx_headers() -> str:
    """Return the headers of the site as directives of nginx."""
    return NOTICE + "".join(
        f'add_header {name} "{value}" always;\n' for name, value in SITE_HEADERS_OVER_HTTPS.items()
    )


def format_nginx_desk_headers() -> str:
    """Return what nginx adds to the desk's own headers: only the server knows of HTTPS."""
    name, value = STRICT_TRANSPORT
    return f'{NOTICE}add_header {name} "{value}" always;\n'


def format_caddy_headers() -> str:
    """Return the headers of site and desk as two snippets of a Caddyfile."""
    lines = "".join(f'\t\t{name} "{value}"\n' for name, value in SITE_HEADERS_OVER_HTTPS.items())
    name, value = STRICT_TRANSPORT
    desk = f'(desk_headers) {{\n\theader {name} "{value}"\n}}\n'
    return f"{NOTICE}(site_headers) {{\n\theader {{\n{lines}\t}}\n}}\n\n{desk}"


def format_openapi() -> str:
    """Return the OpenAPI description of the desk as JSON."""
    return json.dumps(describe_api(), ensure_ascii=False, indent=2) + "\n"


FILES: Mapping[str, Callable[[], str]] = {
    "headers.nginx.conf": format_nginx_headers,
    "desk-headers.nginx.conf": format_nginx_desk_headers,
    "headers.caddy": format_caddy_headers,
    "openapi.json": format_openapi,
}


@click.command("servers")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is out of date.")
def write_server_files(*, check: bool) -> None:
    """Write the generated files of deploy/: security headers, and the desk’s OpenAPI file."""
    project = find_project(Path.cwd()).parent
    stale = dict(_find_stale(project / FOLDER))
    if check and stale:
        raise ContentError(
            *(
                Problem(
                    FileLine(path.relative_to(project).as_posix(), 1),
                    "the file is out of date",
                    "Run: entraide servers",
                )
                for path in stale
            )
        )
    replace_all(stale)
    for path in stale:
        click.echo(f"Written: {path.relative_to(project).as_posix()}")
    if not stale:
        click.echo("The files for servers are up to date.")


def _find_stale(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every file that is absent or out of date, with the text it should have."""
    for name, make in FILES.items():
        path, text = folder / name, make()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path, text
