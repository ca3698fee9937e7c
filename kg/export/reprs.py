"""A graph as a short table, for notebooks."""

from __future__ import annotations

from html import escape

from rdflib import Graph

from kg.export.reading import World, read_world
from kg.export.text import clean, shorten
from kg.export.vocabulary import HAPPENED, STARTING_ROLES
from kg.export.wording import Language, duration_words, short_date, words
from kg.model import Event

MOST_ROWS = 25
_CELL = 'style="text-align:left;vertical-align:top"'


def graph_repr_html(dataset: Graph, *, language: Language = "de", limit: int = MOST_ROWS) -> str:
    """Return the communications of a graph as an HTML table, every text escaped.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :param limit: how many rows; the rest is counted below the table.
    :raises KgError: where the language is neither ``de`` nor ``en``.

    >>> "niemand" in graph_repr_html(Graph())
    True
    """
    world = read_world(dataset)
    ui = words(language)["ui"]
    talks = world.communications()
    if not talks:
        return f"<p>{escape(ui['no_talks'])}</p>"
    head = "".join(f"<th {_CELL}>{escape(ui[key])}</th>" for key in ("when", "type", "who", "what"))
    rows = "".join(_row(world, event, language) for event in talks[:limit])
    rest = len(talks) - limit
    note = f"<p>{escape(ui['more'].format(n=rest))}</p>" if rest > 0 else ""
    return (
        f"<p>{escape(_summary(world, talks, language))}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _summary(world: World, talks: list[Event], language: Language) -> str:
    ui = words(language)["ui"]
    real = sum(event.status in HAPPENED for event in talks)
    actors = len({part.actor for event in talks for part in event.participants})
    counts = (("n_talks", real), ("n_actors", actors), ("n_articles", len(world.articles)))
    return " · ".join(f"{n} {ui[key][n != 1]}" for key, n in counts)


def _row(world: World, event: Event, language: Language) -> str:
    text = words(language)
    first = [p.actor for p in event.participants if p.role in STARTING_ROLES]
    rest = [p.actor for p in event.participants if p.role not in STARTING_ROLES]
    groups = [", ".join(world.name(iri) for iri in group) for group in (first, rest) if group]
    if first and rest:
        parties = " → ".join(groups)
    else:
        parties = " – ".join(world.name(part.actor) for part in event.participants)
    kind = text["types"].get(event.type, text["types"]["Communication"])[event.series]
    status = "" if event.status == "Occurred" else text["statuses"][event.status or "Unknown"]
    length = duration_words(event.duration, event.duration_approximate, language)
    place = ", ".join(world.name(iri) for iri in event.places)
    cells = (
        short_date(event.when, language) or "–",
        ", ".join(filter(None, (kind, length, status))),
        parties + (f" ({place})" if place else ""),
        shorten(", ".join(world.name(iri) for iri in event.topics), 120) or "–",
    )
    return "<tr>" + "".join(f"<td {_CELL}>{escape(clean(cell))}</td>" for cell in cells) + "</tr>"
