"""The server: an address of this computer, and the application behind it."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kg.errors import KgError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1", "[::1]")


class Server:
    """A graph on a web server: its page at ``/``, SPARQL at ``/sparql``, an editor at ``/edit``.

    The address is taken when the server is made, and answers from :meth:`run` on. Queries run in
    processes of their own: in a script, make it under ``if __name__ == "__main__"``.

    :param folder: what kg build wrote. What is built into it later is served from then on.
    :param host: the address of this computer to listen on; by default only itself can call it.
    :param port: 0 takes a free one.
    :param seconds: how long one query may take.
    :param rows: how many rows or triples one answer may have.
    :raises KgError: where the libraries of the server are missing, or the address cannot be taken.
    :raises GraphError: where there is no graph in the folder.

    >>> with Server("out", port=0) as server:  # doctest: +SKIP
    ...     server.run()
    """

    def __init__(
        self,
        folder: str | Path,
        *,
        host: str = "127.0.0.1",
        port: int = 8000,
        seconds: float = 30,
        rows: int = 100_000,
    ) -> None:
        self.is_public = not is_loopback(host)
        self._socket = _listen(host, port)
        with ExitStack() as otherwise:
            otherwise.callback(self.close)
            names = ("*",) if self.is_public else (host, *_LOCAL_NAMES)
            self._app = _make_app(Path(folder), seconds, rows, names)
            otherwise.pop_all()
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._socket.getsockname()[1]}/"

    def run(self) -> None:
        """Answer requests until the process is told to end."""
        import uvicorn  # there, as _make_app has found it

        config = uvicorn.Config(
            self._app,
            lifespan="off",
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        uvicorn.Server(config).run(sockets=[self._socket])

    def close(self) -> None:
        """Give the address back."""
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def is_loopback(host: str) -> bool:
    """Return whether only this computer can call an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    :raises KgError: where the address cannot be taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise KgError(
            f"cannot listen on {host}, port {port}: {reason}",
            hint="choose another one with --port",
            host=host,
            port=port,
        ) from error


def _make_app(folder: Path, seconds: float, rows: int, names: tuple[str, ...]) -> ASGIApp:
    """Return the application.

    :raises KgError: where the extra ``serve`` is not installed.
    """
    try:
        import uvicorn  # noqa: F401

        from kg.serve.app import make_app
        from kg.serve.workers import Limits
    except ModuleNotFoundError as error:
        raise KgError(
            f"the web server needs {error.name}, which is not installed",
            hint="install it by: pip install 'kg-news[serve]'",
        ) from error
    return make_app(folder, Limits(seconds=seconds, rows=rows), names)
