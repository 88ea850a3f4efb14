"""Publish the built site to an object store: new files are sent first, old ones are deleted last.

A store knows neither the type of a file nor how long a browser may keep it, so each is sent with
both, as in the configurations of `deploy/`. Files that are there unchanged are not sent. The
build's list is stored too: files that it does not name belong to somebody else and stay.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from entraide.content.site_folder import (
    BUILD_LIST,
    format_build_list,
    parse_build_list,
)
from entraide.errors import Argument, EntraideError, Problem
from entraide.model.file_headers import find_cache_control, find_content_type, is_named_by_content

if TYPE_CHECKING:
    from obstore.store import S3Store

SCHEME = "s3://"
KEYS = (  # variables that name one, or where one is got
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)
ADDRESS = "AWS_ENDPOINT_URL"  # of a store that is not Amazon’s
SENDERS = 16  # at once
WHOLE = 64 * 1024 * 1024  # bytes: larger files are sent in pieces, and each time anew
PATIENCE = timedelta(seconds=60)  # for one file, its tries included
MOST_NAMED_FILES = 3  # that a message names


def publish_objects(site: Path, target: str) -> tuple[int, int]:
    """Replace the objects at `target` by those of `site`; return how many came and went.

    A page's assets are sent before it and deleted after it, so that no visitor gets a page without
    them. Until all is sent, the list in the store names old and new files, so that an interrupted
    run leaves nothing behind. Raise EntraideError if the store refuses, or has files that no build
    wrote.
    """
    names = _list_files(site)
    with _explain_refusals(target):
        store = _open_store(target)
        there = {
            each["path"]: (each["e_tag"] or "").strip('"')
            for chunk in store.list()
            for each in chunk
        }
        earlier = _read_earlier_list(store, there, target)
        send = partial(_send_file, store, site)
        changed = [name for name in names if there.get(name) != _compute_etag(site / name)]
        obsolete = sorted(name for name in earlier - set(names) if name in there)
        if not changed and not obsolete:
            return 0, 0
        _send_list(store, earlier | set(names))
        with ThreadPoolExecutor(SENDERS) as pool:
            for stage in _sort_in_stages(changed):
                _finish(pool.map(send, stage))
        if obsolete:
            store.delete(obsolete)
        _send_list(store, set(names))
    return len(changed), len(obsolete)


def _list_files(site: Path) -> list[str]:
    """Return the files of a built site; EntraideError where one is missing."""
    all_names = parse_build_list((site / BUILD_LIST).read_text("utf-8", errors="surrogateescape"))
    if missing := sorted(name for name in all_names if not (site / name).is_file()):
        what = f"the built site is not whole: {missing[0]} is missing"
        raise EntraideError(Problem(Argument("TARGET"), what, "Run: entraide build"))
    return sorted(name for name in all_names if not _is_compressed_copy(site, name))


def _sort_in_stages(names: Iterable[str]) -> Iterator[list[str]]:
    """Yield groups of files to send in turn: each needs only those of earlier groups."""
    stages: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for name in names:
        stages[2 if name.endswith(".html") else 0 if is_named_by_content(name) else 1].append(name)
    yield from stages.values()


def _finish(results: Iterable[object]) -> None:
    for _ in results:
        pass


def _send_file(store: "S3Store", site: Path, name: str) -> None:
    headers = {
        "Content-Type": find_content_type(name),
        "Cache-Control": find_cache_control(name),
    }
    store.put(name, site / name, attributes=headers, chunk_size=WHOLE)


def _send_list(store: "S3Store", names: set[str]) -> None:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
    text = format_build_list(names).encode(errors="surrogateescape")
    store.put(BUILD_LIST, text, attributes=headers, use_multipart=False)


def _read_earlier_list(store: "S3Store", there: Mapping[str, str], target: str) -> set[str]:
    """Return the names of the files that earlier builds put there; EntraideError without a list."""
    if BUILD_LIST in there:
        text = bytes(store.get(BUILD_LIST).bytes()).decode(errors="surrogateescape")
        return parse_build_list(text)
    if there:
        named = ", ".join(sorted(there)[:MOST_NAMED_FILES])
        what = f"it is not empty, and “entraide publish” did not send what is in it ({named})"
        cure = "Empty it, or choose a folder in it, such as s3://bucket/help"
        raise EntraideError(Problem(Argument(target), what, cure))
    return set()


def _compute_etag(file: Path) -> str:
    """Return the ETag that stores give to a file sent in one piece."""
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _is_compressed_copy(site: Path, name: str) -> bool:
    """Return whether the file is a compressed copy of another, made for web servers."""
    return name.endswith(".gz") and (site / name.removesuffix(".gz")).is_file()


def _open_store(target: str) -> "S3Store":
    """Return the bucket; the environment has its key, its region and, if need be, its address."""
    from obstore.store import S3Store  # noqa: PLC0415 - it needs the extra “s3”

    if not any(name in os.environ for name in KEYS):
        what = "the environment has no key for the object store"
        cure = "Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_DEFAULT_REGION"
        raise EntraideError(Problem(Argument(target), what, cure))

    return S3Store.from_url(
        target,
        client_options={
            "connect_timeout": "10s",
            "timeout": "120s",
            "allow_http": os.environ.get(ADDRESS, "").startswith("http://"),
        },
        retry_config={"max_retries": 4, "retry_timeout": PATIENCE},
    )


@contextmanager
def _explain_refusals(target: str) -> Iterator[None]:
    """Turn a refusal of the store within the `with` block into an EntraideError."""
    from obstore.exceptions import BaseError  # noqa: PLC0415 - it needs the extra “s3”

    try:
        yield
    except BaseError as error:
        if "NoSuchBucket" in str(error):
            what, cure = "there is no such bucket", "Make it at the store, or correct its name"
            raise EntraideError(Problem(Argument(target), what, cure)) from error
        lines = [line for line in map(str.strip, str(error).splitlines()) if line]
        what = f"the object store refuses: {lines[0].rstrip('.')}"
        cure = "Look at the key, the region and the rights, and publish again: nothing is lost"
        raise EntraideError(Problem(Argument(target), what, cure)) from error
