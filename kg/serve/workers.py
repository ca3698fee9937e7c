"""Each query in a process of its own, that is killed where it takes too long."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from threading import BoundedSemaphore, Lock

import kg
from kg.serve import preloaded
from kg.serve.folder import Stamp, graph_file, newer, stamp
from kg.serve.protocol import choose_format

_MEMORY = 2 << 30  # bytes that a query may take beside the graph
_ENDED = "The query's process ended without an answer. Simplify the query."
_PRELOAD = ["__main__", preloaded.__name__]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take: time, rows or triples; and how many run at the same time."""

    seconds: float = 30
    rows: int = 100_000
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over HTTP."""

    status: int
    media_type: str
    body: bytes


def say(status: int, text: str) -> Reply:
    """Return a reply of one sentence."""
    return Reply(status, "text/plain; charset=utf-8", f"{text}\n".encode())


def _context(folder: str) -> SpawnContext | ForkServerContext:
    """Return the way to start a process: with the graph in memory, where the system can."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    os.environ[preloaded.FOLDER] = folder
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context


def _forget_graph() -> None:
    """End the fork server, which holds the graph in memory: the next query starts another.

    Python has no public way to do that. Without one, each query reads the new graph for itself.
    """
    stop = getattr(getattr(forkserver, "_forkserver", None), "_stop", None)
    if stop is not None:
        stop()


class Workers:
    """Answer queries on the graph of a folder, each in a process of its own.

    A graph that is built again is the one that the next query is asked of; queries that run at that
    time end without an answer.

    :param folder: what kg build wrote.
    :raises GraphError: where there is no graph in the folder, or it cannot be read.
    :raises KgError: where no process can be started.
    """

    def __init__(self, folder: str, limits: Limits) -> None:
        self.folder = folder
        self.limits = limits
        self._places = BoundedSemaphore(limits.at_once)
        self._lock = Lock()  # multiprocessing keeps a list of children that is not safe by itself
        self._context = _context(folder)
        self.stamp = stamp(graph_file(folder))
        first = self.ask("ASK {}", "")
        if first == say(500, _ENDED):
            hint = "in a script, make the server under: if __name__ == '__main__'"
            raise kg.KgError("the process that answers queries does not start", hint=hint)
        if first.status != 200:
            raise kg.GraphError(first.body.decode().strip(), folder=folder)

    def ask(self, text: str, accept: str) -> Reply:
        """Return the reply to a query.

        :param accept: the media types that the client takes, as HTTP writes them.
        """
        if not self._places.acquire(timeout=self.limits.seconds):
            return say(503, "Too many queries are running. Ask again later.")
        try:
            return self._ask(text, accept)
        finally:
            self._places.release()

    def _look_again(self) -> None:
        """Take the graph that lies in the folder now, where it is another one."""
        found = newer(graph_file(self.folder), self.stamp)
        if found is not None:
            self.stamp = found
            _forget_graph()

    def _ask(self, text: str, accept: str) -> Reply:
        ours, theirs = self._context.Pipe(duplex=False)
        with self._lock:
            self._look_again()
            task = (theirs, self.folder, self.stamp, text, accept, self.limits)
            process = self._context.Process(target=answer, args=task, daemon=True)
            process.start()
        theirs.close()
        try:
            ours.recv()  # the graph is there: from now on the time counts
            if not ours.poll(self.limits.seconds):
                seconds = f"{self.limits.seconds:g}"
                return say(503, f"The query took longer than {seconds} seconds. Simplify it.")
            reply: Reply = ours.recv()
            return reply
        except (EOFError, ConnectionResetError):
            return say(500, _ENDED)
        finally:
            ours.close()
            with self._lock:
                process.kill()
                process.join()
                process.close()


def answer(
    pipe: Connection, folder: str, wanted: Stamp | None, text: str, accept: str, limits: Limits
) -> None:  # pragma: no cover: runs in processes of its own
    """Send the reply to a query, in a process that does nothing else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends us
    with suppress(BrokenPipeError):  # the server is gone
        try:
            graph = preloaded.served_graph(folder, wanted)
        except kg.KgError as error:
            pipe.send(None)
            pipe.send(say(500, str(error)))
            return
        _limit(limits.seconds)
        pipe.send(None)
        pipe.send(reply_to(graph, text, accept, limits.rows))


def reply_to(graph: kg.Graph, text: str, accept: str, rows: int) -> Reply:
    """Return the reply to a query on a graph, without limits of time."""
    try:
        result = graph.sparql(text, most=rows)
        chosen = choose_format(accept, is_graph=result.graph is not None)
        if chosen is None:
            return say(406, "No media type that you accept fits this answer.")
        media_type, name = chosen
        return Reply(200, media_type, kg.to_wire(result, name))
    except kg.QueryError as error:
        return say(400, str(error))


def _limit(seconds: float) -> None:
    """Bound what this process may take by the system's own means, where it has them."""
    if sys.platform != "linux":
        return
    import resource  # there is none on Windows

    with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
        taken = int(numbers.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + _MEMORY, taken + _MEMORY))
    most = int(seconds) + 2  # where the server is killed, this process ends all the same
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
