"""The picture of a graph as a PyVis network: actors, and on the lines between them their talks.

Each communication is a small label of its own, tied to everyone who took part: so a talk of three
is one thing, six calls of the same two are six, and each can be chosen. Larger graphs fold talks of
the same people into one label, then into the line itself.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from pyvis.network import Network

from kg.export.layout import arrange
from kg.export.networks import pairs
from kg.export.reading import World
from kg.export.text import clean, shorten
from kg.export.vocabulary import STARTING_ROLES
from kg.export.wording import LANGUAGES, Language, duration_words, short_date, words
from kg.model import Event

Window = Literal["wide", "tall"]
MOST_ACTORS = 32  # of the first view, so that names can be read; the lists have all
MOST_LINES = 48  # between them, those of the most talks; whoever is chosen shows all of theirs
MOST_LABELS = 36  # talks that get a label of their own
MOST_IN_STACK = 8  # talks of the same people, one below the other
# The windows for which a picture is laid out: width by height, and letters to a line of a name.
WINDOWS: dict[Window, tuple[float, int]] = {"wide": (1.22, 20), "tall": (0.62, 13)}
ACTOR_FONT, TALK_FONT = 18, 14
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "multiselect": False},
    # a label of a line that would be too small to be read is drawn when it is zoomed in on
    "edges": {
        "smooth": False,
        "selectionWidth": 1,
        "scaling": {"label": {"drawThreshold": 9}},
    },
    "layout": {"improvedLayout": False},
}


Place = dict[str, int | str]  # x, y, and the label by language


@dataclass(slots=True)
class Stack:
    """Talks of the same people, drawn one below the other; more than a few are drawn as one."""

    parties: tuple[str, ...]
    events: list[Event] = field(default_factory=list)

    def rows(self) -> list[list[Event]]:
        """Return the labels to draw: the talks of each."""
        if len(self.events) <= MOST_IN_STACK:
            return [[event] for event in self.events]
        return [self.events]


@dataclass(slots=True)
class Drawing:
    """A PyVis network with what a reader must be told of it."""

    network: Network
    shown: int
    actors: int
    lines: int  # of the first view
    pairs: int  # that talked, of the actors shown


def draw(world: World) -> Drawing:
    """Return the network of a graph's actors and communications, laid out for two windows.

    Node ids are ``a`` or ``t`` with the actor's or talk's number in the order of the graph, so no
    text of an article becomes a name in the page's code.
    """
    stacks = _stacks(world)
    rows = sum(len(stack.rows()) for stack in stacks)
    if rows > MOST_LABELS:  # a line has two ends: a talk with only one known party is in the lists
        stacks = [stack for stack in stacks if len(stack.parties) > 1]
    active = _activity(stacks)
    keep = sorted(active, key=lambda iri: (-active[iri], world.name(iri), iri))[:MOST_ACTORS]
    network = Network(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    if rows <= MOST_LABELS:
        _draw_labels(network, world, stacks, keep)
    else:
        _draw_lines(network, world, stacks, keep)
    lines = [edge for edge in network.edges if not edge.get("weak")]
    return Drawing(
        network=network,
        shown=len(keep),
        actors=len(active),
        lines=len(lines),
        pairs=len(network.edges),
    )


def numbers(world: World) -> tuple[dict[str, int], dict[str, int]]:
    """Return the number of every actor (or place) and of every event, by IRI."""
    actors = sorted({*world.actors, *(iri for e in world.events.values() for iri in ends(e))})
    return (
        {iri: number for number, iri in enumerate(actors)},
        {iri: number for number, iri in enumerate(sorted(world.events))},
    )


def ends(event: Event) -> tuple[str, ...]:
    """Return what an event is tied to: its participants, and its place where only one is known."""
    parties = tuple(sorted({part.actor for part in event.participants}))
    return (*parties, *event.places[:1]) if len(parties) < 2 else parties


def _stacks(world: World) -> list[Stack]:
    stacks: dict[tuple[str, ...], Stack] = {}
    for event in world.communications():
        parties = ends(event)
        if parties:
            stacks.setdefault(parties, Stack(parties)).events.append(event)
    return list(stacks.values())


def _activity(stacks: list[Stack]) -> Counter[str]:
    active: Counter[str] = Counter()
    for stack in stacks:
        for iri in stack.parties:
            active[iri] += len(stack.events)
    return active


def _draw_labels(network: Network, world: World, stacks: list[Stack], keep: list[str]) -> None:
    """Draw every talk, or every stack of many talks, as a label between its parties."""
    represents = _represents(world, keep)
    layouts = {window: _arrange_labels(world, stacks, keep, window) for window in WINDOWS}
    actor_number, event_number = numbers(world)
    for iri in keep:
        _add_actor(network, world, iri, actor_number[iri], layouts)
    for stack in stacks:
        for row in stack.rows():
            events = [event_number[event.id] for event in row]
            node = f"t{events[0]}"
            places = {
                window: _place(layouts[window][row[0].id], _labels(world, row, window))
                for window in WINDOWS
            }
            _add_node(network, node, "box", places, kind="talk", events=events)
            for party in stack.parties:
                _tie(network, node, f"a{actor_number[party]}", party, row)
    for one, other in represents:
        source, target = f"a{actor_number[one]}", f"a{actor_number[other]}"
        network.add_edge(source, target, arrows="", represents=True)


def _arrange_labels(
    world: World, stacks: list[Stack], keep: list[str], window: Window
) -> dict[str, tuple[int, int]]:
    """Return the places of actors and of each row's first talk, by IRI, in a window."""
    row_height = TALK_FONT * 1.25 + 13
    sizes = {iri: _actor_box(world, iri, window) for iri in keep}
    links = _represents(world, keep)
    for number, stack in enumerate(stacks):
        texts = [text for row in stack.rows() for text in _labels(world, row, window).values()]
        width = max(_width(text, TALK_FONT) for text in texts) + 18
        sizes[f"stack {number}"] = (width, len(stack.rows()) * row_height)
        links += [(f"stack {number}", party) for party in stack.parties]
    places = arrange(sizes, links, aspect=WINDOWS[window][0])
    for number, stack in enumerate(stacks):
        x, y = places.pop(f"stack {number}")
        rows = stack.rows()
        for turn, row in enumerate(rows):
            places[row[0].id] = (x, y + round((turn - (len(rows) - 1) / 2) * row_height))
    return places


def _draw_lines(network: Network, world: World, stacks: list[Stack], keep: list[str]) -> None:
    """Draw the talks of each two actors as one line."""
    actor_number, event_number = numbers(world)
    between = _between(stacks, set(keep))
    strong = _strongest(between, keep)
    layouts = {
        window: arrange(
            {iri: _actor_box(world, iri, window) for iri in keep},
            sorted(strong),
            aspect=WINDOWS[window][0],
        )
        for window in WINDOWS
    }
    for iri in keep:
        _add_actor(network, world, iri, actor_number[iri], layouts)
    for (one, other), events in sorted(between.items()):
        network.add_edge(
            f"a{actor_number[one]}",
            f"a{actor_number[other]}",
            arrows="",
            events=[event_number[event.id] for event in events],
            width=1 + min(len(events), 12) / 2,
            weak=(one, other) not in strong,
            **_labels(world, events, "wide"),
        )


def _strongest(
    between: dict[tuple[str, str], list[Event]], keep: list[str]
) -> set[tuple[str, str]]:
    """Return the pairs of the most talks, and of every actor at least the strongest."""
    ranked = sorted(between, key=lambda pair: (-len(between[pair]), pair))
    own = {next((pair for pair in ranked if iri in pair), None) for iri in keep}
    needed = [pair for pair in ranked if pair in own]
    rest = [pair for pair in ranked if pair not in own]
    return {*needed, *rest[: max(0, MOST_LINES - len(needed))]}


def _between(stacks: list[Stack], shown: set[str]) -> dict[tuple[str, str], list[Event]]:
    """Return the talks of each two actors of the picture."""
    between: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in (event for stack in stacks for event in stack.events):
        found = [(one, other) for one, other, _ in pairs(event)] or list(pairwise(ends(event)))
        for one, other in found:
            if one in shown and other in shown:
                between[min(one, other), max(one, other)].append(event)
    return between


def _actor_box(world: World, iri: str, window: Window) -> tuple[float, float]:
    lines = _actor_label(world, iri, window).split("\n")
    width = max(_width(line, ACTOR_FONT) for line in lines) + 26
    return width * 1.12, len(lines) * ACTOR_FONT * 1.25 + 24


def _actor_label(world: World, iri: str, window: Window) -> str:
    name = shorten(clean(world.name(iri)), 54)
    return "\n".join(textwrap.wrap(name, WINDOWS[window][1])) or "?"


def _width(text: str, size: int) -> float:
    """Return about how wide a line of text is set in a sans-serif face, in pixels."""
    return len(text) * size * 0.52


def _place(point: tuple[int, int], labels: dict[Language, str]) -> Place:
    return {"x": point[0], "y": point[1], **{str(code): text for code, text in labels.items()}}


def _add_actor(
    network: Network,
    world: World,
    iri: str,
    number: int,
    layouts: dict[Window, dict[str, tuple[int, int]]],
) -> None:
    actor = world.actors.get(iri)
    kind = actor.kind if actor else "Actor"
    places = {
        window: _place(
            layouts[window][iri], dict.fromkeys(LANGUAGES, _actor_label(world, iri, window))
        )
        for window in WINDOWS
    }
    _add_node(network, f"a{number}", "box", places, kind=kind, actor=number)


def _add_node(
    network: Network, name: str, shape: str, places: dict[Window, Place], **facts: object
) -> None:
    """Add a node where it stands in a wide window; it carries its place in a tall one too."""
    wide = places["wide"]
    network.add_node(
        name, label=wide["de"], shape=shape, x=wide["x"], y=wide["y"], **places, **facts
    )


def _tie(network: Network, talk: str, actor: str, party: str, row: list[Event]) -> None:
    """Tie a talk to a party; an arrow shows who called, visited or wrote to whom."""
    roles = {part.actor: part.role for part in row[0].participants} if len(row) == 1 else {}
    starters = [iri for iri, role in roles.items() if role in STARTING_ROLES]
    arrow = "to" if starters and party not in starters else ""
    events = network.get_node(talk)["events"]
    network.add_edge(talk, actor, arrows=arrow, events=events)


def _labels(world: World, row: list[Event], window: Window) -> dict[Language, str]:
    """Return what stands on a label in each language: '14.06.2025 · Telefonat · 50 Min.'.

    A tall window is narrow: there the date must do, for the colour tells the kind.
    """
    say = _label_of_one if len(row) == 1 else _label_of_many
    return {code: say(world, row, code, window == "tall") for code in LANGUAGES}


def _label_of_one(world: World, row: list[Event], language: Language, narrow: bool) -> str:
    event = row[0]
    text = words(language)
    kind = text["types"].get(event.type, text["types"]["Communication"])[event.series]
    mark = text["statuses"][event.status or "Unknown"] if event.status != "Occurred" else ""
    date = short_date(event.when, language)
    if narrow:
        return date if date and not mark else " · ".join(filter(None, (date or kind, mark)))
    length = duration_words(event.duration, language=language)
    place = "" if date else ", ".join(shorten(clean(world.name(p)), 24) for p in event.places)
    return " · ".join(filter(None, (date, kind, length, place, mark)))


def _label_of_many(world: World, row: list[Event], language: Language, narrow: bool) -> str:
    names = words(language)["types"]
    kinds = {event.type for event in row}
    kind = names[kinds.pop() if len(kinds) == 1 else "Communication"][1]
    dates = [short_date(event.when, language) for event in row if event.when.value]
    span = " – ".join(dict.fromkeys((dates[0], dates[-1]))) if dates and not narrow else ""
    return " · ".join(filter(None, (f"{len(row)} {kind}", span)))


def _represents(world: World, keep: list[str]) -> list[tuple[str, str]]:
    """Return which people stand for which states and organisations of the picture."""
    shown = set(keep)
    return [
        (iri, other)
        for iri in keep
        if iri in world.actors
        for other in world.actors[iri].represents
        if other in shown and other != iri
    ]
