"""What holds for every test: nothing is skipped, and nothing reaches beyond this machine."""

import ipaddress
import sys
from typing import Any

import pytest

LOCAL_NAMES = {"localhost", "", None}


def _is_here(host: Any) -> bool:
    if host in LOCAL_NAMES:
        return True
    try:
        place = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host))
    except ValueError:
        return False
    return place.is_loopback or place.is_unspecified


def _stay_here(event: str, args: tuple[Any, ...]) -> None:
    """Refuse a connection, or the search for a name, that would leave this machine."""
    if event == "socket.connect" and isinstance(args[1], tuple) and not _is_here(args[1][0]):
        raise RuntimeError(f"A test wanted to reach {args[1][0]}: use a counterpart on loopback.")
    if event == "socket.getaddrinfo" and not _is_here(args[0]):
        raise RuntimeError(f"A test wanted to look up {args[0]}: use a counterpart on loopback.")


def pytest_configure(config: pytest.Config) -> None:  # noqa: ARG001 - pytest's name for it
    """From here on nothing leaves this machine (a hook of the interpreter; it cannot be taken off)."""
    sys.addaudithook(_stay_here)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test is a failed run: what cannot be tried here must say how to make it possible."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("Tests were skipped: every test must run.", red=True)
