"""The communications of a graph in order of time, as plain JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from rdflib import Graph

from kg.export.networks import duration_text
from kg.export.reading import World, read_world
from kg.export.sources import find_tellers, name_tellers
from kg.export.text import clean
from kg.export.vocabulary import HAPPENED
from kg.model import Article, Event, Evidence, When

_PRECISIONS = {
    "day": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "year": r"\d{4}",
    "day without year": r"--\d\d-\d\d",
    "month without year": r"--\d\d",
}


def to_timeline(dataset: Graph) -> str:
    """Return the communications as JSON: dated ones in order, then those without a date.

    ``took_place`` is true only of what occurred or goes on. ``when.precision`` tells how exact a
    date is; what the text does not give is null. ``told_by`` names whose statements tell of the
    event, ``passed_on_by`` who passes those on; where both are empty, the article says it itself.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.

    >>> json.loads(to_timeline(Graph()))
    {'articles': [], 'events': []}
    """
    world = read_world(dataset)
    tellers = find_tellers(world)
    document = {
        "articles": [_article(world, one) for _, one in sorted(world.articles.items())],
        "events": [_event(world, event, tellers) for event in world.communications()],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def precision(when: When) -> str:
    """Return how exact a date is: ``day``, ``month``, ``year``, ``interval`` and so on.

    >>> precision(When(value="2025-07")), precision(When())
    ('month', 'unknown')
    """
    for name, pattern in _PRECISIONS.items():
        if re.fullmatch(pattern, when.value):
            return name
    return "interval" if when.earliest or when.latest else "unknown"


def _article(world: World, article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": clean(article.title or world.name(article.id)),
        "published": article.published.value.isoformat() if article.published else None,
        "source": clean(article.source),
        "url": clean(article.url),
    }


def _event(world: World, event: Event, tellers: dict[str, list[str]]) -> dict[str, Any]:
    direct, others = name_tellers(world, event.id, tellers)
    return {
        "id": event.id,
        "label": clean(event.label),
        "type": event.type,
        "status": event.status or None,
        "took_place": event.status in HAPPENED,
        "series": event.series,
        "when": _when(event.when),
        "duration": duration_text(event.duration) or None,
        "duration_approximate": event.duration_approximate,
        "participants": [
            {"id": part.actor, "label": clean(world.name(part.actor)), "role": part.role}
            for part in event.participants
        ],
        "places": _names(world, event.places),
        "topics": _names(world, event.topics),
        "topics_not_raised": _names(world, event.topics_not_raised),
        "told_by": direct,
        "passed_on_by": others,
        "evidence": [_piece(piece) for piece in event.evidence],
    }


def _when(when: When) -> dict[str, Any]:
    return {
        "date": clean(when.value) or None,
        "precision": precision(when),
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "reason": clean(when.reason),
    }


def _names(world: World, iris: Iterable[str]) -> list[str]:
    return [clean(world.name(iri)) for iri in iris]


def _piece(piece: Evidence) -> dict[str, Any]:
    return {
        "article": piece.article,
        "start": piece.start,
        "end": piece.end,
        "in_title": piece.in_title,
        "exact": clean(piece.exact),
        "rule": piece.rule,
    }
