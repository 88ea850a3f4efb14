"""`entraide servers`: write configurations, headers and the desk's OpenAPI description.

They are generated from the code that they must agree with.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import click

from entraide.cli.container_files import HOST, build_container_files
from entraide.cli.generated_files import update_files
from entraide.cli.servers_below import move_below
from entraide.content.settings import Settings, find_project, read_settings
from entraide.content.writer import write_all_new
from entraide.model.headers import SITE_HEADERS_OVER_HTTPS, STRICT_TRANSPORT
from entraide.shipped_folders import get_shipped_folder

FOLDER = "deploy"
PLACE = "/srv/entraide"  # in the files that we ship
LOCK_FILE = "requirements.lock"  # of the images; “make lock” writes ours
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
    from entraide.desk.app import describe_api  # noqa: PLC0415 - it needs the extra “desk”

    return json.dumps(describe_api(), ensure_ascii=False, indent=2) + "\n"


HEADER_FILES: Mapping[str, Callable[[], str]] = {
    "headers.nginx.conf": format_nginx_headers,
    "desk-headers.nginx.conf": format_nginx_desk_headers,
    "headers.caddy": format_caddy_headers,
}
GENERATED_NAMES = frozenset({*HEADER_FILES, LOCK_FILE, "openapi.json", "Dockerfile"})


@click.command("servers")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is out of date.")
@click.option(
    "--at",
    "place",
    metavar="PATH",
    help="The folder of the project on the server. Default: where it is on this machine.",
)
def write_server_files(*, check: bool, place: str | None) -> None:
    """Write configurations of web servers, the desk and containers, with this project's address.

    They are in deploy/; compose.yaml and .dockerignore are beside it. Security headers and
    requirements.lock are written anew each time. A file that you may change, such as nginx.conf, is
    written once.
    """
    config_file = find_project(Path.cwd())
    project = config_file.parent
    is_ours = project / FOLDER == get_shipped_folder(FOLDER)
    settings = read_settings(config_file)
    files = _make_our_files() if is_ours else _make_fixed_files()
    texts = {project / name: text for name, text in files.items()}
    complaint = "the file is out of date", "Run: entraide servers"

    def show(path: Path) -> str:
        return path.relative_to(project).as_posix()

    is_changed = update_files(texts, show, complaint, check=check)
    if not check and not is_ours:
        is_changed |= _write_configurations(settings, place or str(project))
    if not is_changed:
        click.echo("The files for servers are up to date.")


def _make_our_files() -> dict[str, str]:
    """Return the generated files of this repository, by path."""
    headers = {f"{FOLDER}/{name}": make() for name, make in HEADER_FILES.items()}
    containers = build_container_files(HOST, from_source=True)
    return {**headers, f"{FOLDER}/openapi.json": format_openapi(), **containers}


def _make_fixed_files() -> dict[str, str]:
    """Return the files that a project must not change, by path."""
    headers = {f"{FOLDER}/{name}": make() for name, make in HEADER_FILES.items()}
    lock = (get_shipped_folder(FOLDER) / LOCK_FILE).read_text("utf-8")
    return {**headers, f"{FOLDER}/{LOCK_FILE}": lock}


def _write_configurations(settings: Settings, place: str) -> bool:
    """Write the configurations that the project lacks; list those unlike the shipped ones.

    `place` is the path of the project on the server. Return whether anything was written or listed.
    """
    texts = dict(_iter_configurations(settings.site_url, place))
    root = settings.root
    missing = {name: text for name, text in texts.items() if not (root / name).exists()}
    write_all_new({root / name: text for name, text in missing.items()})
    for name in missing:
        click.echo(f"Written: {name}")
    changed = [
        name
        for name, text in texts.items()
        if name not in missing and (root / name).read_bytes() != text.encode()
    ]
    for name in changed:
        click.echo(f"Unlike ours, and left as it is: {name}")
    return bool(missing or changed)


def _iter_configurations(site_url: str, place: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each configuration, for the site at that address."""
    address = urlsplit(site_url)
    host = address.hostname or ""
    for file in sorted(get_shipped_folder(FOLDER).iterdir()):
        if file.name not in GENERATED_NAMES and file.is_file():
            text = file.read_text("utf-8")
            if address.path.strip("/"):
                text = move_below(file.name, text, address.path)
            text = text.replace(PLACE, place.rstrip("/")).replace(HOST, host)
            yield f"{FOLDER}/{file.name}", text
    yield from build_container_files(host, from_source=False).items()
