"""What a browser tells a screen reader on Linux: its accessible objects, over AT-SPI.

AT-SPI is D-Bus. A *bus* of our own with a display has the registry of applications; the browsers of
a test announce themselves there, and think that a screen reader runs.
"""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from support.processes import run_display, run_program

SECONDS = 60.0  # for one answer, on a machine that may be slow
ACCESSIBLE, TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Text"
STATES = {  # of AtspiStateType: those that are read aloud, and two that say what is there
    4: "checked",
    5: "collapsed",
    8: "enabled",
    10: "expanded",
    12: "focused",
    16: "modal",
    25: "showing",
    30: "visible",
    33: "required",
    36: "invalid",
    42: "has popup",
}


class GoneError(Exception):
    """The object is no longer there: a page changes while it is read."""


@dataclass(frozen=True)
class Node:
    """One accessible object; all that it says is asked for when it is needed."""

    bus: "AccessibilityBus"
    owner: str
    path: str

    @property
    def role(self) -> str:
        return str(self._call(ACCESSIBLE, "GetRoleName")[0])

    @property
    def name(self) -> str:
        return str(self._get("Name"))

    @property
    def description(self) -> str:
        return str(self._get("Description"))

    @property
    def states(self) -> set[str]:
        low, high = self._call(ACCESSIBLE, "GetState")[0]
        bits = low | high << 32
        return {name for bit, name in STATES.items() if bits >> bit & 1}

    @property
    def attributes(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self._call(ACCESSIBLE, "GetAttributes")[0]
        return found

    @property
    def children(self) -> list["Node"]:
        rows = self._call(ACCESSIBLE, "GetChildren")[0]
        return [Node(self.bus, owner, path) for owner, path in rows]

    @property
    def text(self) -> str:
        """Its words, with U+FFFC in the place of each child that is more than words."""
        if TEXT not in self._call(ACCESSIBLE, "GetInterfaces")[0]:
            return ""
        return str(self._call(TEXT, "GetText", "ii", (0, -1))[0])

    def _call(self, interface: str, method: str, signature: str = "", body: Any = ()) -> Any:
        address = DBusAddress(self.path, self.owner, interface)
        return self.bus.ask(new_method_call(address, method, signature or None, body))

    def _get(self, name: str) -> Any:
        address = DBusAddress(self.path, self.owner, ACCESSIBLE)
        return self.bus.ask(Properties(address).get(name))[0][1]


@dataclass(frozen=True)
class AccessibilityBus:
    """A connection to the bus of accessible objects; `variables` lead a browser to it."""

    connection: DBusConnection
    variables: Mapping[str, str]

    def ask(self, message: Any) -> Any:
        answer = self.connection.send_and_get_reply(message, timeout=SECONDS)
        if answer.header.message_type.name == "error":
            raise GoneError(answer.body)
        return answer.body

    def list_applications(self) -> list[Node]:
        root = Node(self, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        return root.children


@contextmanager
def run_accessibility_bus(home: Path) -> Iterator[AccessibilityBus]:
    """Run a display and a bus for what is accessible there."""
    home.mkdir(parents=True, exist_ok=True)
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with (
        run_display(home) as display,
        run_program(
            command, home, stdout=subprocess.PIPE, variables={"DISPLAY": display}
        ) as daemon,
    ):
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        with open_dbus_connection(address) as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                message = Properties(bus).set(name, "b", value=True)
                session.send_and_get_reply(message, timeout=SECONDS)
            asked = new_method_call(bus.with_interface("org.a11y.Bus"), "GetAddress")
            found = session.send_and_get_reply(asked, timeout=SECONDS).body[0]
            variables = {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": address}
            variables |= {"GNOME_ACCESSIBILITY": "1", "ACCESSIBILITY_ENABLED": "1"}
            variables |= {"AT_SPI_BUS_ADDRESS": found, "NO_AT_BRIDGE": "0"}
            with open_dbus_connection(found) as connection:
                yield AccessibilityBus(connection, variables)
