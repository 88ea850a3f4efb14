"""Hosts and origins: one host a request, and an origin of the site's own scheme."""

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient

from entraide.desk.origins import is_same_origin
from entraide.published_files.entries import PublishedIndex
from entraide.published_files.file import PublishedFileError, read_published_file
from entraide.published_files.site import DeskData


@pytest.mark.parametrize(
    ("origin", "scheme", "is_same"),
    [
        ("https://help.example", "https", True),
        ("http://help.example", "https", False),
        ("http://help.example", "http", True),
        ("http://help.example", "", True),  # a server that does not say
        ("ftp://help.example", "", False),
        ("https://help.example", "http, https", False),
    ],
)
def test_an_origin_has_the_scheme_that_the_web_server_names(
    origin: str, scheme: str, *, is_same: bool
) -> None:
    named = {"X-Forwarded-Proto": scheme} if scheme else {}
    headers = Headers({"Host": "help.example", "Origin": origin} | named)
    assert is_same_origin(headers) == is_same


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_two_hosts_are_refused(client: TestClient, method: str) -> None:
    hosts = [("Host", "help.example"), ("Host", "other.example")]
    answer = client.request(method, "/desk/healthz", headers=hosts)
    assert (answer.status_code, answer.json()) == (400, {"error": "host"})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", [DeskData, PublishedIndex])
@pytest.mark.parametrize("text", ["[" * 100_000, '{"versions":' + "[" * 100_000, "{}", "[]"])
def test_a_file_of_the_site_that_is_nested_without_end_is_told(
    kind: type[DeskData], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("site") / "file.json"
    file.write_text(text)
    with pytest.raises(PublishedFileError):
        read_published_file(kind, file)
