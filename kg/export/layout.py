"""Where the boxes of a picture stand: the same graph, the same picture, and no two overlap.

Distances on the paper follow distances in the graph (stress majorisation, from several fixed
starts); the start with the fewest crossings is turned to fit the window, and boxes that overlap are
pushed apart. No physics runs in the reader's browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Box = tuple[float, float]
Frame = tuple[list[str], Points, Box]  # a part: its boxes, their places, its size

GAP = 18.0  # between two boxes, in pixels at full size
REACH = 26.0  # of a link, from border to border
NEAR = 2.0  # pixels of the gap that may be missing
FILLED = 0.45  # the part of a picture that boxes may cover
STARTS = 24
TURNS = 12  # angles that a start is turned by
MOST_TRIES, LEAST_TRIES = 96, 4  # pictures to choose from; below the least, only one is drawn
TRIES_BUDGET = 90_000  # tries times the square of boxes or links: well under a second


def arrange(
    boxes: Mapping[str, Box], links: Iterable[tuple[str, str]], *, aspect: float
) -> dict[str, tuple[int, int]]:
    """Return the middle of every box, in pixels.

    :param boxes: width and height of each box.
    :param links: which boxes belong together; a link to a missing box is left out.
    :param aspect: the width of the window divided by its height.

    >>> places = arrange({"a": (80, 30), "b": (80, 30)}, [("a", "b")], aspect=1.5)
    >>> places["a"] != places["b"]
    True
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    known = sorted({(min(a, b), max(a, b)) for a, b in links if a in boxes and b in boxes})
    graph.add_edges_from((a, b) for a, b in known if a != b)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=_by_size)
    if not parts:
        return {}
    rest = [(names, _arrange_part(graph, names, boxes, aspect)) for names in parts[1:]]
    # Beside other parts the largest may do better if it leaves them room at its side.
    shapes = (aspect, aspect * 0.72) if rest else (aspect,)
    tries = [
        _pack([(parts[0], _arrange_part(graph, parts[0], boxes, shape)), *rest], boxes, aspect)
        for shape in shapes
    ]
    placed, _ = min(tries, key=lambda one: _scale(one[1], aspect))
    return {name: (round(x), round(y)) for name, (x, y) in sorted(placed.items())}


def _scale(room: Box, aspect: float) -> float:
    """Return how much a picture of this size has to be shrunk for a window of this shape."""
    return max(room[0] / aspect, room[1])


def _by_size(names: list[str]) -> tuple[int, list[str]]:
    return (-len(names), names)


def _arrange_part(
    graph: nx.Graph[str], names: Sequence[str], boxes: Mapping[str, Box], aspect: float
) -> Points:
    """Return the places of one connected part."""
    if len(names) == 1:
        return np.zeros((1, 2))
    sizes = np.array([boxes[name] for name in names], dtype=float)
    ideal = _ideal_distances(graph, names, boxes)
    index = {name: number for number, name in enumerate(names)}
    ends = np.array([(index[a], index[b]) for a, b in graph.edges(names)], dtype=int)
    count = min(MOST_TRIES, 6 * len(names), TRIES_BUDGET // max(len(names), len(ends)) ** 2)
    if count < LEAST_TRIES:
        points = _fit(_upright(_starts(ideal, 1, 60)[0]), sizes, aspect)
        return _push_apart(points, sizes, 200)
    starts = min(STARTS, count) if len(names) > 3 else 1  # up to three, all starts are alike
    tries = _starts(ideal, starts)
    order = sorted(range(starts), key=lambda k: (_crossings(tries[k], ends), k))
    turns = min(TURNS, count)
    best: tuple[float, Points] | None = None
    for start in order[: max(1, count // turns)]:
        for turn in range(turns):
            points = _fit(_turned(tries[start], np.pi * turn / turns), sizes, aspect)
            points = _push_apart(points, sizes)
            cost = _cost(points, sizes, ends, aspect)
            if best is None or cost < best[0] - 1e-6:
                best = (cost, points)
    assert best is not None
    return best[1]


def _ideal_distances(
    graph: nx.Graph[str], names: Sequence[str], boxes: Mapping[str, Box]
) -> Points:
    """Return how far apart each two boxes of a part should be."""
    weighted: nx.Graph[str] = nx.Graph()
    for one, other in graph.edges(names):
        reach = sum(sum(boxes[name]) / 4 for name in (one, other))
        weighted.add_edge(one, other, weight=REACH + reach)
    lengths: dict[str, dict[str, float]] = dict(nx.all_pairs_dijkstra_path_length(weighted))
    rows = [[lengths[one][other] for other in names] for one in names]
    return np.array(rows, dtype=np.float64)


def _starts(ideal: Points, count: int, rounds: int = 120) -> list[Points]:
    """Return places whose distances follow the ideal ones (SMACOF with weights d^-2)."""
    weight = np.where(ideal > 0, 1 / np.maximum(ideal, 1) ** 2, 0)
    inverse: Points = np.linalg.pinv(np.diag(weight.sum(axis=1)) - weight)
    drawn = [np.random.default_rng(seed).normal(size=(len(ideal), 2)) for seed in range(count)]
    places: Points = np.stack(drawn) * ideal.mean()
    own = np.arange(len(ideal))
    for _ in range(rounds):
        x, y = places[:, :, 0], places[:, :, 1]
        lengths = np.hypot(x[:, :, None] - x[:, None], y[:, :, None] - y[:, None])
        pull = -weight * ideal / np.maximum(lengths, 1e-9)
        pull[:, own, own] = 0
        pull[:, own, own] = -pull.sum(axis=2)
        places = np.matmul(inverse, np.matmul(pull, places))
    return list(places)


def _turned(points: Points, angle: float) -> Points:
    cosine, sine = np.cos(angle), np.sin(angle)
    centred: Points = points - points.mean(axis=0)
    turned: Points = centred @ np.array([[cosine, -sine], [sine, cosine]])
    return turned


def _upright(points: Points) -> Points:
    """Turn the places so that they spread most from left to right."""
    centred: Points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    # The sign of an axis is arbitrary: the first box that is off the middle stands left and above.
    spread: Points = np.matmul(centred, axes.T)
    signs = [-1.0 if column[np.abs(column) > 1e-6][:1].sum() > 0 else 1.0 for column in spread.T]
    upright: Points = spread * np.array(signs)
    return upright


def _fit(points: Points, sizes: Points, aspect: float) -> Points:
    """Stretch the places a little towards the shape of the window."""
    extent = np.maximum(np.ptp(points, axis=0) + sizes.mean(axis=0), 1)
    factor = np.clip(np.sqrt(aspect / (extent[0] / extent[1])), 0.75, 1.35)
    stretch = np.array([factor, 1 / factor])
    # Where boxes would fill the picture they get room first: pushed apart they would only stack.
    needed = float(((sizes + GAP).prod(axis=1)).sum()) / FILLED
    growth = np.sqrt(max(1.0, needed / float((extent * stretch).prod())))
    fitted: Points = points * stretch * growth
    return fitted


def _push_apart(points: Points, sizes: Points, rounds: int = 300) -> Points:
    """Move overlapping boxes away from one another until none overlaps."""
    places = points.copy()
    room = (sizes[:, None] + sizes[None]) / 2 + GAP
    np.einsum("iij->ij", room)[:] = 0  # a box is not in its own way
    # Boxes on the very same spot part by their order.
    order = np.arange(len(places))
    sign = np.where(order[:, None] < order, -1.0, 1.0)
    for _ in range(rounds):
        x = places[:, 0, None] - places[:, 0]
        y = places[:, 1, None] - places[:, 1]
        wide, high = room[:, :, 0] - np.abs(x), room[:, :, 1] - np.abs(y)
        hit = (wide > NEAR) & (high > NEAR)
        if not hit.any():
            break
        sideways = hit & (wide <= high)
        for axis, gap, lack, chosen in ((0, x, wide, sideways), (1, y, high, hit & ~sideways)):
            way = np.where(gap == 0, sign, np.sign(gap))
            places[:, axis] += (way * lack * chosen).sum(axis=1) * 0.35
    return places


def _crossings(points: Points, ends: npt.NDArray[np.int_]) -> int:
    """Return how many links cross."""
    start, stop = points[ends[:, 0]], points[ends[:, 1]]
    way = stop - start

    def side(origin: Points, towards: Points, point: Points) -> Points:
        rest = point - origin
        return towards[..., 0] * rest[..., 1] - towards[..., 1] * rest[..., 0]

    one, two = start[:, None], way[:, None]
    first = side(one, two, start[None]) * side(one, two, stop[None]) < 0
    crossing = first & first.T
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int((crossing & ~shared).sum() // 2)


def _cost(points: Points, sizes: Points, ends: npt.NDArray[np.int_], aspect: float) -> float:
    """Return how bad a picture is: small print, crossings, links behind boxes."""
    low = (points - sizes / 2).min(axis=0)
    high = (points + sizes / 2).max(axis=0)
    width, height = high - low
    scale = _scale((float(width), float(height)), aspect)
    return float(scale + 40 * _crossings(points, ends) + 60 * _hidden(points, sizes, ends))


def _hidden(points: Points, sizes: Points, ends: npt.NDArray[np.int_]) -> int:
    """Return how often a link runs behind a box that it does not belong to."""
    steps = np.linspace(0.05, 0.95, 19)[:, None, None]
    path = points[ends[:, 0]] * (1 - steps) + points[ends[:, 1]] * steps
    inside = np.abs(path[:, :, None] - points) < sizes / 2
    behind: npt.NDArray[np.bool_] = np.asarray(inside.all(axis=3).any(axis=0))
    behind[np.arange(len(ends)), ends[:, 0]] = False
    behind[np.arange(len(ends)), ends[:, 1]] = False
    return int(behind.sum())


def _pack(
    parts: list[tuple[list[str], Points]], boxes: Mapping[str, Box], aspect: float
) -> tuple[dict[str, tuple[float, float]], Box]:
    """Set unconnected parts in rows, the largest first, so that they fit the window best."""
    frames: list[Frame] = []
    for names, points in parts:
        sizes = np.array([boxes[name] for name in names], dtype=float)
        low = (points - sizes / 2).min(axis=0)
        high = (points + sizes / 2).max(axis=0)
        frames.append((names, points - low, (float(high[0] - low[0]), float(high[1] - low[1]))))
    least = max(size[0] for _, _, size in frames)
    total = sum(size[0] + 2 * GAP for _, _, size in frames)
    widths = np.linspace(least, max(total, least), 12)
    tries = [_rows(frames, float(width)) for width in widths]
    return min(tries, key=lambda one: _scale(one[1], aspect))


def _rows(frames: list[Frame], width: float) -> tuple[dict[str, tuple[float, float]], Box]:
    """Return the places in rows of at most this width, and the room that they take."""
    placed: dict[str, tuple[float, float]] = {}
    left = top = row = widest = 0.0
    for names, points, size in frames:
        if left and left + size[0] > width + 1e-6:
            left, top, row = 0.0, top + row + 2 * GAP, 0.0
        for name, point in zip(names, points, strict=True):
            placed[name] = (left + float(point[0]), top + float(point[1]))
        widest = max(widest, left + size[0])
        left, row = left + size[0] + 2 * GAP, max(row, size[1])
    return placed, (widest, top + row)
