"""`entraide servers`: what deploy/ has is what the code says."""

import json
from pathlib import Path

import pytest

from entraide.cli.servers import FILES
from entraide.desk.app import describe_api
from entraide.model.headers import SITE_HEADERS_OVER_HTTPS
from support.commands import Run
from support.paths import ROOT


def test_the_files_we_ship_are_up_to_date(
    monkeypatch: pytest.MonkeyPatch, run_entraide: Run
) -> None:
    monkeypatch.chdir(ROOT)
    assert run_entraide("servers", "--check").output == "The files for servers are up to date.\n"
    assert json.loads((ROOT / "deploy" / "openapi.json").read_text("utf-8")) == describe_api()


def test_they_are_written_and_a_file_that_was_changed_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, run_entraide: Run
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run_entraide("servers").output == "".join(f"Written: deploy/{name}\n" for name in FILES)
    headers = tmp_path / "deploy" / "headers.nginx.conf"
    for name, value in SITE_HEADERS_OVER_HTTPS.items():
        assert f'add_header {name} "{value}" always;\n' in headers.read_text(encoding="utf-8")
    headers.write_text("", encoding="utf-8")
    result = run_entraide("servers", "--check")
    assert result.exit_code == 1
    assert "deploy/headers.nginx.conf:1: the file is out of date. Run: entraide servers" in (
        result.output
    )
