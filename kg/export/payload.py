"""What the page knows: a graph as plain JSON, with every piece of evidence in its sentence.

Actors, events, statements, positions and articles are referred to by their number; texts are data
that the page sets as text, never as HTML.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from kg.export.drawing import numbers
from kg.export.reading import World, local_name
from kg.export.text import clean
from kg.export.vocabulary import COMMUNICATION_CLASSES
from kg.export.wording import LANGUAGES, Language, duration_words, short_date, when_words
from kg.model import Actor, Event, Evidence, Position, Statement, When

MOST_MENTIONS = 5  # of an actor, shown in their sentences
MOST_TEXT = 400_000  # characters of articles that a page carries in full
MOST_CHAINS = 12  # ways by which a fact reached the article
DEEPEST_CHAIN = 8
# IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>' (SPARQL 1.1, 19.8)
_NOT_IN_IRIREF = re.compile(r'[\x00-\x20<>"{}|^`\\]')
# After a full stop that is no ordinal's ('am 4. Juli'), before a capital: a sentence ends.
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\d\.)[“”\"»«)]?\s+(?=[„\"»(]?\s?[A-ZÄÖÜ0-9])|\n+")

Json = dict[str, Any]


class Payload:
    """Numbers of all things of a graph, and their JSON."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.actors, self.events = numbers(world)
        self.articles = {iri: number for number, iri in enumerate(sorted(world.articles))}
        self.statements = {iri: number for number, iri in enumerate(sorted(world.statements))}
        self.positions = {iri: number for number, iri in enumerate(sorted(world.positions))}
        self.told_by: dict[str, list[str]] = defaultdict(list)
        for statement in sorted(world.statements.values(), key=lambda one: one.id):
            for told in statement.reports:
                self.told_by[told].append(statement.id)
        self.spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for article, span in self._all_spans():
            self.spans[article].append(span)
        self.ends = {iri: _sentence_ends(one.text) for iri, one in world.articles.items()}

    def to_json(self) -> Json:
        """Return everything that the page shows beside the network."""
        world = self.world
        return {
            "articles": [self._article(iri) for iri in self.articles],
            "actors": [self._actor(iri) for iri in self.actors],
            "events": [self._event(world.events[iri]) for iri in self.events],
            "statements": [self._statement(world.statements[iri]) for iri in self.statements],
            "positions": [self._position(world.positions[iri]) for iri in self.positions],
            "checks": [
                {
                    "label": clean(check.label),
                    "expected": clean(check.expected),
                    "found": clean(check.found),
                    "holds": check.holds,
                    "evidence": self._evidence(check.evidence),
                }
                for check in world.checks.values()
            ],
        }

    def _article(self, iri: str) -> Json:
        article = self.world.articles[iri]
        issued = When(value=article.published.value.isoformat()) if article.published else When()
        return {
            "id": _fragment(iri, self.articles),
            "iri": _safe(iri),
            "title": clean(article.title or self.world.name(iri)),
            "source": clean(article.source),
            "url": _web(article.url),
            "issued": _both(lambda code: when_words(issued, code)),
            "reason": clean(article.published.reason) if article.published else "",
            "segments": self._segments(iri),
        }

    def _segments(self, iri: str) -> list[list[Any]]:
        """Return the article's text cut where evidence begins or ends: [text, refs]."""
        total = sum(len(article.text) for article in self.world.articles.values())
        text = self.world.articles[iri].text
        if total > MOST_TEXT or not text:
            return []
        spans = sorted(set(self.spans.get(iri, ())))
        cuts = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
        cuts = [cut for cut in cuts if 0 <= cut <= len(text)]
        segments: list[list[Any]] = []
        for start, end in pairwise(cuts):
            refs = [ref for first, last, ref in spans if first <= start and end <= last]
            segments.append([clean(text[start:end]), refs])
        return segments

    def _all_spans(self) -> Iterable[tuple[str, tuple[int, int, str]]]:
        """Yield an article, and where in its text the evidence of which fact stands."""
        world = self.world
        facts = [
            *((f"e{self.events[iri]}", one.evidence) for iri, one in world.events.items()),
            *((f"s{self.statements[iri]}", one.evidence) for iri, one in world.statements.items()),
            *((f"p{self.positions[iri]}", one.evidence) for iri, one in world.positions.items()),
        ]
        for ref, evidence in facts:
            for piece in evidence:
                if not piece.in_title and piece.start >= 0:
                    yield piece.article, (piece.start, piece.end, ref)

    def _actor(self, iri: str) -> Json:
        actor = self.world.actors.get(iri) or Actor(
            id=iri, kind="Group", label=self.world.name(iri)
        )
        return {
            "id": _fragment(iri, self.actors),
            "iri": _safe(iri),
            "label": clean(actor.label) or "?",
            "kind": actor.kind,
            "forms": [clean(form) for form in actor.forms],
            "office": clean(actor.office),
            "wikidata": actor.wikidata,
            "represents": [
                self.actors[other] for other in actor.represents if other in self.actors
            ],
            "mentions": len(actor.evidence),
            "evidence": self._evidence(actor.evidence[:MOST_MENTIONS]),
        }

    def _event(self, event: Event) -> Json:
        return {
            "id": _fragment(event.id, self.events),
            "iri": _safe(event.id),
            "type": event.type,
            "talk": event.type in COMMUNICATION_CLASSES,
            "label": clean(event.label),
            "code": clean(local_name(event.event_type)),
            "status": event.status or "Unknown",
            "parties": [[self.actors[p.actor], p.role] for p in event.participants],
            **_when(event.when),
            "duration": _both(
                lambda code: duration_words(event.duration, event.duration_approximate, code)
            ),
            "places": self._names(event.places),
            "topics": self._names(event.topics),
            "notRaised": self._names(event.topics_not_raised),
            "outcomes": self._names(event.outcomes),
            "ordinal": event.ordinal,
            "series": event.series,
            "partOf": self.events.get(event.part_of),
            **self._grounds(event.id, event.evidence),
        }

    def _statement(self, statement: Statement) -> Json:
        refs = (self._ref(told) for told in statement.reports)
        return {
            "id": _fragment(statement.id, self.statements),
            "speaker": self.actors.get(statement.speaker),
            "addressee": self.actors.get(statement.addressee),
            "medium": clean(self.world.name(statement.medium)) if statement.medium else "",
            "text": clean(statement.quotation),
            "verbatim": statement.quotation_type == "Direct",
            **_when(statement.when),
            "reports": [ref for ref in refs if ref],
            **self._grounds(statement.id, statement.evidence),
        }

    def _position(self, position: Position) -> Json:
        return {
            "id": _fragment(position.id, self.positions),
            "holder": self.actors.get(position.holder),
            "stance": position.stance,
            "topic": clean(self.world.name(position.topic)) if position.topic else "",
            "text": clean(position.about_text),
            "target": self.actors.get(position.target),
            **_when(position.when),
            **self._grounds(position.id, position.evidence),
        }

    def _names(self, iris: Iterable[str]) -> list[str]:
        return [clean(self.world.name(iri)) for iri in iris]

    def _ref(self, iri: str) -> str:
        """Return a letter and number for an event, statement or position; '' for another thing."""
        kinds = (("e", self.events), ("s", self.statements), ("p", self.positions))
        return next((f"{letter}{order[iri]}" for letter, order in kinds if iri in order), "")

    def _grounds(self, iri: str, evidence: tuple[Evidence, ...]) -> Json:
        """Return what a fact stands on: sentences, articles, and the chains of sources."""
        known = dict.fromkeys(piece.article for piece in evidence if piece.article in self.articles)
        return {
            "evidence": self._evidence(evidence),
            "articles": [self.articles[article] for article in known],
            "sources": [[self.statements[one] for one in chain] for chain in self._chains(iri, ())][
                :MOST_CHAINS
            ],
        }

    def _chains(self, iri: str, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return who says that who said it: chains of statements, the article's own first."""
        tellers = [one for one in self.told_by[iri] if one not in path and one != iri]
        if not tellers or len(path) >= DEEPEST_CHAIN:
            return [path] if path else []
        found: list[tuple[str, ...]] = []
        for teller in tellers:
            found += self._chains(teller, (teller, *path))
            if len(found) >= MOST_CHAINS:
                break
        return found

    def _evidence(self, evidence: Iterable[Evidence]) -> list[Json]:
        """Return each piece once, as [before, words, after] of its sentence."""
        pieces: dict[tuple[str, int, int, bool], Json] = {}
        for piece in evidence:
            key = (piece.article, piece.start, piece.end, piece.in_title)
            before, after = self._around(piece)
            pieces.setdefault(
                key,
                {
                    "article": self.articles.get(piece.article),
                    "text": [clean(before), clean(piece.exact), clean(after)],
                    "title": piece.in_title,
                },
            )
        return list(pieces.values())

    def _around(self, piece: Evidence) -> tuple[str, str]:
        """Return what stands before and after the evidence in its sentence."""
        article = self.world.articles.get(piece.article)
        if article is None:
            return "", ""
        text = article.title if piece.in_title else article.text
        if not 0 <= piece.start <= piece.end or text[piece.start : piece.end] != piece.exact:
            return "", ""
        if piece.in_title:
            return text[: piece.start], text[piece.end :]
        first, last = _surroundings(self.ends[piece.article], text, piece.start, piece.end)
        return text[first : piece.start], text[piece.end : last]


def _sentence_ends(text: str) -> list[tuple[int, int]]:
    """Return (where a sentence ends, where the next begins)."""
    found = []
    for match in _SENTENCE_END.finditer(text):
        closing = len(match.group()) - len(match.group().lstrip('“”"»«)'))
        found.append((match.start() + closing, match.end()))
    return found


def _surroundings(ends: list[tuple[int, int]], text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around a span; around a whole sentence, its neighbours on that line."""
    first = max((after for _, after in ends if after <= start), default=0)
    last = min((stop for stop, _ in ends if stop >= end), default=len(text))
    if text[first:start].strip() or text[end:last].strip():
        return first, last
    line_first = text.rfind("\n", 0, start) + 1
    line_last = text.find("\n", end)
    first = max((after for _, after in ends if line_first <= after < first), default=line_first)
    limit = line_last if line_last >= 0 else len(text)
    last = min((stop for stop, _ in ends if last < stop <= limit), default=limit)
    return first, last


def _fragment(iri: str, order: dict[str, int]) -> str:
    """Return a short name for links, or the number where the IRI has none."""
    name = re.sub(r"[^A-Za-z0-9_-]", "-", local_name(iri))
    return name or f"n{order[iri]}"


def _safe(iri: str) -> str:
    """Return an IRI that may stand in a query as it is; what may not is escaped.

    >>> _safe("urn:a> . DROP")
    'urn:a%3E%20.%20DROP'
    """
    return _NOT_IN_IRIREF.sub(lambda found: quote(found[0], safe=""), iri)


def _web(iri: str) -> str:
    """Return a web address that may be offered as a link; '' for any other scheme."""
    return clean(iri) if re.match(r"https?://[^\s]+$", iri) else ""


def _both(say: Callable[[Language], str]) -> dict[str, str]:
    return {code: say(code) for code in LANGUAGES}


def _when(when: When) -> Json:
    return {
        "when": _both(lambda code: when_words(when, code)),
        "short": _both(lambda code: short_date(when, code)),
        "first": when.earliest.isoformat() if when.earliest else "",
        "last": when.latest.isoformat() if when.latest else "",
        "reason": clean(when.reason),
    }
