"""Who talked with whom and when, as a Mermaid flowchart for a README.

A full line is a talk that took place or goes on, an arrow comes from who called, visited or wrote.
A dotted line is planned or proposed; a dotted line that ends in crosses was cancelled, denied or
not raised; each says so in its label too. Three or more stand around a node of their talk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rdflib import Graph

from kg.export.networks import pairs
from kg.export.reading import World, read_world
from kg.export.text import clean, shorten
from kg.export.vocabulary import HAPPENED
from kg.export.wording import Language, duration_words, short_date, words
from kg.model import Event

MOST_LINES = 60  # beyond that nobody reads a flowchart; GitHub draws 500 at most
_MOST_DATES = 8
_LONGEST_NAME = 60
# What Mermaid and Markdown read as signs is written as '#' + code point + ';': all but letters,
# digits, blanks, a few marks, and full stops and hyphens where they can begin no list ('3. Mai').
_SIGN = re.compile(r"[^\W_]|[ ,:()–]|(?<=[^\W\d_])\.|(?<=\d)\.(?=\d)|(?<=[^\W_])-(?=[^\W_])")

Party = tuple[str, str, bool]  # from, to, whether that order means something


def to_mermaid(dataset: Graph, *, language: Language = "de", limit: int = MOST_LINES) -> str:
    """Return a flowchart of the communications: actors, and a line for each two that talk.

    Talks of the same two, of one kind and one status are one line with all their dates.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :param limit: how many lines; the longest known come first, the rest is counted in a node.
    :raises KgError: where the language is neither ``de`` nor ``en``.

    >>> to_mermaid(Graph())
    'flowchart LR\\n    none["In diesem Graphen spricht niemand mit jemandem."]\\n'
    """
    world = read_world(dataset)
    drawing = _Drawing(world, language)
    groups: dict[tuple[Party, str, str], list[Event]] = {}
    for event in world.communications():
        for party, key in _group(event):
            groups.setdefault((party, event.status, key), []).append(event)
    chosen = _most_told(groups, limit)
    for party, status, key in chosen:
        drawing.add(party, status, groups[party, status, key])
    ui = words(language)["ui"]
    if not groups:
        drawing.nodes.append(f'none["{escape_label(ui["no_talks"])}"]')
    if rest := len(groups) - len(chosen):
        drawing.nodes.append(f'more["{escape_label("… " + ui["more"].format(n=rest))}"]')
    return "\n    ".join(["flowchart LR", *drawing.nodes, *drawing.lines]) + "\n"


def escape_label(text: str) -> str:
    """Return a text that Mermaid shows as it is, inside quotation marks, whatever is in it.

    >>> escape_label('1. "Rat" <b>, 03.07.2025')
    '1#46; #34;Rat#34; #60;b#62;, 03.07.2025'
    """
    line = " ".join(clean(text).split())
    return "".join(
        char if _SIGN.match(line, place) else f"#{ord(char)};" for place, char in enumerate(line)
    )


def _group(event: Event) -> list[tuple[Party, str]]:
    """Return the lines that an event makes, each with what it may share one with."""
    every = pairs(event)
    kind = f"{event.type} {event.series}"
    if len(event.participants) != 2:
        parties = sorted(part.actor for part in event.participants)
        return [((party, event.id, False), event.id) for party in parties]
    one, other, directed = every[0]
    if not directed:
        one, other = sorted((one, other))
    return [((one, other, directed), kind)]


def _most_told(
    groups: dict[tuple[Party, str, str], list[Event]], limit: int
) -> list[tuple[Party, str, str]]:
    """Return the groups with the most talks, in the order in which they were found."""
    ranked = sorted(groups, key=lambda group: -len(groups[group]))[: max(limit, 0)]
    kept = set(ranked)
    return [group for group in groups if group in kept]


class _Drawing:
    """Nodes and lines of a flowchart, as they are added."""

    def __init__(self, world: World, language: Language) -> None:
        self.world = world
        self.language = language
        self.nodes: list[str] = []
        self.lines: list[str] = []
        self.names: dict[str, str] = {}
        self.counts: Counter[str] = Counter()

    def add(self, party: Party, status: str, events: Sequence[Event]) -> None:
        """Draw a line between two actors, or from an actor to the node of a talk."""
        one, other, directed = party
        link = _link(status, directed)
        if other == events[0].id:
            places = (self.world.name(iri) for iri in events[0].places)
            about = ", ".join([self._label(status, events), *places])
            talk = self._node(other, about, talk=True)
            self.lines.append(f"{self._actor(one)} {link} {talk}")
            return
        label = escape_label(self._label(status, events))
        self.lines.append(f'{self._actor(one)} {link}|"{label}"| {self._actor(other)}')

    def _actor(self, iri: str) -> str:
        return self._node(iri, shorten(self.world.name(iri), _LONGEST_NAME))

    def _node(self, iri: str, label: str, *, talk: bool = False) -> str:
        if iri not in self.names:
            letter = "e" if talk else "a"
            self.names[iri] = f"{letter}{self.counts[letter]}"
            self.counts[letter] += 1
            shape = '{}(["{}"])' if talk else '{}["{}"]'
            self.nodes.append(shape.format(self.names[iri], escape_label(label) or "?"))
        return self.names[iri]

    def _label(self, status: str, events: Sequence[Event]) -> str:
        text = words(self.language)
        kinds = text["types"].get(events[0].type, text["types"]["Communication"])
        kind = kinds[events[0].series or len(events) > 1]
        mark = "" if status in HAPPENED else f"{text['statuses'][status or 'Unknown']}: "
        dates = [self._date(event) for event in events[:_MOST_DATES]]
        if len(events) > _MOST_DATES:
            dates.append(text["ui"]["more"].format(n=len(events) - _MOST_DATES))
        return f"{mark}{kind} {', '.join(dates)}"

    def _date(self, event: Event) -> str:
        date = short_date(event.when, self.language) or words(self.language)["ui"]["undated_short"]
        length = duration_words(event.duration, event.duration_approximate, self.language)
        return f"{date} ({length})" if length else date


def _link(status: str, directed: bool) -> str:
    if status in HAPPENED:
        return "-->" if directed else "---"
    if status in ("Planned", "Proposed"):
        return "-.->" if directed else "-.-"
    return "x-.-x"
