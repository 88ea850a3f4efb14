"""`entraide servers`: what servers are given: the headers of the site, what the desk understands.

They are written from the code that they must agree with, so that nobody keeps two lists alike.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from entraide.cli.generated_files import update_files
from entraide.content.settings import find_project
from entraide.desk.app import describe_api
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
    texts = {project / FOLDER / name: make() for name, make in FILES.items()}
    complaint = "the file is out of date", "Run: entraide servers"

    def show(path: Path) -> str:
        return path.relative_to(project).as_posix()

    if not update_files(texts, show, complaint, check=check):
        click.echo("The files for servers are up to date.")
