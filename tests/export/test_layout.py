"""Pictures: no two boxes overlap, and the same graph always gives the same one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.layout import arrange

Boxes = dict[str, tuple[float, float]]


def overlaps(boxes: Boxes, places: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    found = []
    for one, other in itertools.combinations(sorted(boxes), 2):
        gaps = [abs(a - b) for a, b in zip(places[one], places[other], strict=True)]
        room = [(a + b) / 2 for a, b in zip(boxes[one], boxes[other], strict=True)]
        if gaps[0] < room[0] and gaps[1] < room[1]:
            found.append((one, other))
    return found


@settings(max_examples=20, deadline=None)
@given(
    sizes=st.lists(st.tuples(st.integers(20, 260), st.integers(20, 200)), min_size=1, max_size=14),
    pairs=st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=20),
    aspect=st.sampled_from([0.6, 1.2]),
)
def test_no_two_boxes_overlap(sizes, pairs, aspect) -> None:  # type: ignore[no-untyped-def]
    boxes: Boxes = {f"n{number:02}": size for number, size in enumerate(sizes)}
    links = [(f"n{a:02}", f"n{b:02}") for a, b in pairs]
    places = arrange(boxes, links, aspect=aspect)
    assert sorted(places) == sorted(boxes)
    assert overlaps(boxes, places) == []


def ring(count: int) -> tuple[Boxes, list[tuple[str, str]]]:
    boxes = {f"n{number:03}": (120.0, 40.0) for number in range(count)}
    names = list(boxes)
    return boxes, [(names[i], names[(i * 7 + 3) % count]) for i in range(count)]


@pytest.mark.parametrize("count", [12, 60])
def test_the_same_graph_gives_the_same_picture(count: int) -> None:
    boxes, links = ring(count)
    first = arrange(boxes, links, aspect=1.2)
    turned = dict(reversed(boxes.items()))
    assert arrange(turned, links[::-1], aspect=1.2) == first
    assert overlaps(boxes, first) == []


def test_the_shape_follows_the_window() -> None:
    boxes, links = ring(16)
    spans = []
    for aspect in (1.6, 0.6):
        places = arrange(boxes, links, aspect=aspect).values()
        width, height = (max(p[i] for p in places) - min(p[i] for p in places) for i in (0, 1))
        spans.append(width / height)
    assert spans[0] > spans[1]


def test_nothing_gives_nothing_and_strangers_are_left_out() -> None:
    assert arrange({}, [("a", "b")], aspect=1.0) == {}
    assert list(arrange({"a": (10, 10)}, [("a", "stranger"), ("a", "a")], aspect=1.0)) == ["a"]
