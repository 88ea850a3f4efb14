"""Ports that cannot be had are told in words, before anything is opened."""

import socket

import pytest

from entraide.desk.listeners import listen
from entraide.errors import SettingsError
from support.commands import Run


@pytest.mark.parametrize("command", [("serve",), ("desk", "serve")])
@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "8000.5"])
def test_what_is_no_port_is_told(run_entraide: Run, command: tuple[str, ...], port: str) -> None:
    result = run_entraide(*command, "--port", port)
    assert result.exit_code == 2
    assert f"“{port}” is no port. Write a number from 1 to 65535." in result.stderr


def test_a_port_in_use_is_told_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
        with pytest.raises(SettingsError, match=f"{port} is in use. Stop what uses it") as raised:
            listen("127.0.0.1", port)
    with listen("127.0.0.1", int(str(raised.value).rstrip(".").rpartition(" ")[2])):
        pass


def test_a_port_for_the_administrator_is_told_with_a_free_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = socket.create_server

    def refuse_low(address: tuple[str, int], **named: object) -> socket.socket:
        if 0 < address[1] < 1024:
            raise PermissionError(13, "Permission denied")
        return real(address, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_server", refuse_low)
    with pytest.raises(SettingsError, match=r"80 is kept for the administrator.* --port [0-9]{4,}"):
        listen("127.0.0.1", 80)
