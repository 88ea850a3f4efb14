"""Ports for servers that benchmarks and tests start as processes of their own."""

import atexit
import random
import socket

# Below the ports that systems give to outgoing connections, which would take one away in the
# moment between its being found and its server listening. Ten go together.
PORTS = range(20_000, 32_000, 10)
GUARD = 9  # the last of ten is bound as long as this process lives: who holds it has them all

_guards: list[socket.socket] = []


def find_free_port() -> int:
    """Return a port that nobody uses, and that no other process gets by asking here.

    The eight after it are its server's, too. Raise OSError when there is none.
    """
    for port in random.sample(PORTS, len(PORTS)):
        guard = _bind(port + GUARD)
        if guard is None:
            continue
        _guards.append(guard)
        if all(_is_free(each) for each in range(port, port + GUARD)):
            return port
    raise OSError("every port is in use")


def _bind(port: int) -> socket.socket | None:
    bound = socket.socket()
    try:
        bound.bind(("127.0.0.1", port))
    except OSError:
        bound.close()
        return None
    return bound


def _is_free(port: int) -> bool:
    bound = _bind(port)
    if bound:
        bound.close()
    return bound is not None


@atexit.register
def _close_guards() -> None:
    for guard in _guards:
        guard.close()
