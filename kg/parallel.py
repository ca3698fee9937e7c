"""One function over many items: here, in processes of this machine, or on a cluster.

Results come in the order of the items, whoever finished first, and only a window of items is ever
held: an archive of any size passes through in the same memory.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Protocol, TypeVar

from kg.errors import KgError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_BATCH = 8  # items a worker takes at a time: large enough to hide the hand-over
_WAITING = 3  # batches for each worker that are under way or wait for their turn
_LOST = 10  # workers that may die over one batch before the batch is blamed
_PATIENCE = 60  # seconds to wait for a cluster to answer


class _Future(Protocol):
    def result(self) -> Any: ...


def map_in_order(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    *,
    workers: int = 1,
    cluster: str | None = None,
) -> Iterator[_Result]:
    """Yield the result of each item, in the order of the items.

    :param work: must be known by its name in a module, so that another process finds it.
    :param workers: processes of this machine; 1 works here.
    :param cluster: the address of a Dask scheduler (``tcp://HOST:8786``), whose workers then do
        the work; a worker that is lost is replaced by another.
    :raises KgError: where a process is killed, or the cluster cannot be reached.

    >>> list(map_in_order(abs, [-1, 2]))
    [1, 2]
    """
    if cluster is not None:
        yield from _on_cluster(work, items, cluster)
    elif workers <= 1:
        yield from map(work, items)
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            try:
                yield from _in_window(
                    lambda batch: pool.submit(_each, work, batch), items, workers * _WAITING
                )
            except BrokenProcessPool as error:
                pool.shutdown(cancel_futures=True)
                hint = "take fewer workers if memory is short; what a store took, it keeps"
                raise KgError("a worker process was killed", hint=hint) from error


def _each(work: Callable[[_Item], _Result], batch: list[_Item]) -> list[_Result]:
    """Return the results of a batch: what runs in another process."""
    return [work(item) for item in batch]


def _in_window(
    submit: Callable[[list[_Item]], _Future], items: Iterable[_Item], most: int
) -> Iterator[Any]:
    """Yield results in order, with at most that many batches handed out."""
    rest = iter(items)
    waiting: deque[_Future] = deque()
    while True:
        while len(waiting) < most and (batch := list(islice(rest, _BATCH))):
            waiting.append(submit(batch))
        if not waiting:
            return
        yield from waiting.popleft().result()


def _on_cluster(
    work: Callable[[_Item], _Result], items: Iterable[_Item], address: str
) -> Iterator[_Result]:
    """Yield results from a Dask cluster.

    :raises KgError: where Dask is not installed, or nothing answers at the address.
    """
    try:
        import dask
        import distributed
    except ImportError as error:
        hint = 'install it: pip install "kg-news[cluster]"'
        raise KgError("a cluster needs Dask", hint=hint) from error
    dask.config.set({"distributed.scheduler.allowed-failures": _LOST})
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        hint = "start one with: dask scheduler, dask worker ADDRESS"
        raise KgError(f"no cluster answers at '{address}'", hint=hint) from error
    with client:
        threads = sum(client.nthreads().values())
        yield from _in_window(
            lambda batch: client.submit(_each, work, batch, pure=False, retries=_LOST),
            items,
            max(threads, 1) * _WAITING,
        )
