"""`entraide servers`: what deploy/ has is what the code says."""

import json
import re
from pathlib import Path

import pytest

from entraide.desk.app import describe_api
from entraide.model.headers import SITE_HEADERS_OVER_HTTPS
from support.commands import Run
from support.paths import ROOT
from support.projects import write_site


def test_the_files_we_ship_are_up_to_date(
    monkeypatch: pytest.MonkeyPatch, run_entraide: Run
) -> None:
    monkeypatch.chdir(ROOT)
    assert run_entraide("servers", "--check").output == "The files for servers are up to date.\n"
    assert json.loads((ROOT / "deploy" / "openapi.json").read_text("utf-8")) == describe_api()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write_site(tmp_path, {}))
    return tmp_path


def test_headers_are_written_and_one_that_was_changed_is_reported(
    project: Path, run_entraide: Run
) -> None:
    assert run_entraide("servers").exit_code == 0
    headers = project / "deploy" / "headers.nginx.conf"
    for name, value in SITE_HEADERS_OVER_HTTPS.items():
        assert f'add_header {name} "{value}" always;\n' in headers.read_text(encoding="utf-8")
    headers.write_text("", encoding="utf-8")
    result = run_entraide("servers", "--check")
    assert result.exit_code == 1
    assert "deploy/headers.nginx.conf:1: the file is out of date. Run: entraide servers" in (
        result.output
    )


def test_configurations_have_the_address_and_the_folder_of_the_project(
    project: Path, run_entraide: Run
) -> None:
    run_entraide("servers", "--at", "/srv/help/")
    texts = {file.name: file.read_text("utf-8") for file in (project / "deploy").iterdir()}
    assert "server_name help.example;" in texts["nginx.conf"]
    assert "root /srv/help/site;" in texts["nginx.conf"]
    assert "WorkingDirectory=/srv/help\n" in texts["entraide-desk.service"]
    assert not [name for name, text in texts.items() if "/srv/entraide" in text]
    assert "openapi.json" not in texts


def test_a_project_gets_its_files_for_containers(project: Path, run_entraide: Run) -> None:
    run_entraide("servers")
    compose = (project / "compose.yaml").read_text("utf-8")
    assert "\nname: help-example\n" in compose
    assert "SITE_ADDRESS: ${SITE_ADDRESS:-help.example}\n" in compose
    dockerfile = (project / "deploy" / "Dockerfile").read_text("utf-8")
    seen = (project / ".dockerignore").read_text("utf-8").split()
    copied = re.findall(r"^COPY ([^-]\S+) ", dockerfile, re.MULTILINE)
    assert [f"!{name}" for name in copied] == seen[1:]
    ours = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    assert dockerfile.partition(" AS packages\n")[2] == ours.partition(" AS packages\n")[2]


def test_a_lock_of_an_earlier_version_is_reported_and_renewed(
    project: Path, run_entraide: Run
) -> None:
    run_entraide("servers")
    lock = project / "deploy" / "requirements.lock"
    lock.write_text("mkdocs==1.0\n", "utf-8")
    assert (
        "deploy/requirements.lock:1: the file is out" in run_entraide("servers", "--check").output
    )
    run_entraide("servers")
    assert lock.read_text("utf-8") == (ROOT / "deploy" / lock.name).read_text("utf-8")


def test_configurations_of_a_site_below_a_path_have_it(project: Path, run_entraide: Run) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("https://help.example/", "https://help.example/a/help/"), "utf-8"
    )
    run_entraide("servers")
    deploy = project / "deploy"
    assert "location /a/help/desk/ {" in (deploy / "nginx.conf").read_text("utf-8")
    assert "handle_path /a/help/* {" in (deploy / "Caddyfile").read_text("utf-8")
    assert 'href="/a/help/fr/contact/"' in (deploy / "desk-away.html").read_text("utf-8")
    service = (deploy / "entraide-desk.service").read_text("utf-8")
    assert "Environment=ENTRAIDE_BASE_PATH=/a/help/\n" in service
    assert run_entraide("servers").stdout == "The files for servers are up to date.\n"


def test_a_configuration_that_was_changed_stays(project: Path, run_entraide: Run) -> None:
    run_entraide("servers")
    assert run_entraide("servers").stdout == "The files for servers are up to date.\n"
    ours = project / "deploy" / "nginx.conf"
    ours.write_text("# ours\n", "utf-8")
    told = run_entraide("servers").stdout
    assert told == "Unlike ours, and left as it is: deploy/nginx.conf\n"
    assert ours.read_text("utf-8") == "# ours\n"


def test_browsers_are_held_to_https_for_a_day_at_first_and_on_this_host_alone() -> None:
    assert SITE_HEADERS_OVER_HTTPS["Strict-Transport-Security"] == "max-age=86400"
