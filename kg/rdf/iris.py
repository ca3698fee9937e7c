"""The only minter of IRIs, and the namespaces that they lie in.

An IRI depends on what a thing is, never on the order in which it was found: the same article gives
the same IRIs on every run, and an actor known to Wikidata has one IRI in all articles.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, XSD

from kg.errors import GraphError
from kg.model import Actor, Check, Event, Evidence, Position, Statement, When

KG = Namespace("https://w3id.org/kg-news/ontology#")
PLOVER = Namespace("https://w3id.org/kg-news/plover#")
BASE = "https://w3id.org/kg-news/id/"
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
SCHEMA = Namespace("https://schema.org/")

KINDS = ("actor", "article", "check", "event", "evidence", "position", "statement", "topic")
PREFIXES: dict[str, str] = {
    "kg": str(KG),
    "plover": str(PLOVER),
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    "wd": str(WIKIDATA),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "xsd": str(XSD),
}

_DIGITS = 16  # 64 bits of SHA-256: two of a million things collide once in 37 million graphs
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
_QID = re.compile(r"Q[1-9][0-9]*")
_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")

# "Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]" (XML 1.0, 2.2)
_UNSAFE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return the text with each character that XML cannot carry replaced by U+FFFD.

    The length stays, so offsets stay true.

    >>> clean("a\\x00b") == "a\\ufffdb"
    True
    """
    return _UNSAFE.sub("\ufffd", text)


def fold(label: str) -> str:
    """Return a label with case, width and spacing evened out, for comparison only.

    >>> fold("Weißes   HAUS") == fold("weisses Haus")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", clean(label)).casefold().split())


def slug(label: str) -> str:
    """Return the readable part of an IRI: ASCII letters, digits and hyphens, at most 40 of them.

    >>> slug("Außenminister Müller"), slug("Путин")
    ('aussenminister-muller', '')
    """
    plain = unicodedata.normalize("NFKD", fold(label)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def digest(*parts: str) -> str:
    """Return a hash of the parts as hexadecimal digits; parts never run into each other."""
    key = "\x1f".join(map(clean, parts))  # the separator is no clean character
    return hashlib.sha256(key.encode()).hexdigest()[:_DIGITS]


def _iri(kind: str, name: str, key: str) -> URIRef:
    """Return the IRI of a thing from its kind, a readable name and the digest of its key."""
    return URIRef(f"{BASE}{kind}/{name}-{key}" if name else f"{BASE}{kind}/{key}")


def article_iri(identifier: str) -> URIRef:
    """Return the IRI of an article, which is also the name of its graph.

    :raises GraphError: where the identifier is empty.

    >>> article_iri("putin-trump-telefonat")
    rdflib.term.URIRef('https://w3id.org/kg-news/id/article/putin-trump-telefonat')
    >>> str(article_iri("a b")).rpartition("/")[2].startswith("a-b-")
    True
    """
    if not identifier:
        raise GraphError("an article without an id cannot be named", hint="give it an id")
    if _PLAIN_ID.fullmatch(identifier):
        return URIRef(f"{BASE}article/{identifier}")
    return _iri("article", slug(identifier), digest("article", identifier))


def actor_iri(actor: Actor, article: str) -> URIRef:
    """Return the IRI of an actor: by its Wikidata id, else its kind and label.

    A local actor ('die Ministerin') is one of its article; where it was first named tells two
    such actors apart. So is a person without a Wikidata id, for many may bear the name: who is
    one person in several articles is decided over all of them, see :func:`person_iri`.

    >>> str(actor_iri(Actor(id="1", kind="Person", label="Putin", wikidata="Q7747"), "a"))
    'https://w3id.org/kg-news/id/actor/Q7747'
    """
    if _QID.fullmatch(actor.wikidata):
        return URIRef(f"{BASE}actor/{actor.wikidata}")
    parts = ["actor", actor.kind, fold(actor.label)]
    if actor.local:
        parts += [article, *_first(actor.evidence)]
    elif actor.kind == "Person":
        parts += [article]
    return _iri("actor", slug(actor.label), digest(*parts))


def person_iri(name: str, context: Iterable[str]) -> URIRef:
    """Return the IRI that a person has in all articles.

    :param name: the key of the name, equal in all spellings.
    :param context: what tells the person from its namesakes; empty where there are none.
    """
    return _iri("actor", "", digest("person", name, *context))


def topic_iri(label: str) -> URIRef:
    """Return the IRI of a topic, the same in every article that names it so."""
    return _iri("topic", slug(label), digest("topic", fold(label)))


def event_iri(event: Event, parties: Iterable[str], article: str, extra: str = "") -> URIRef:
    """Return the IRI of an event from its article, kind, parties, date and first evidence.

    :param parties: the participants' IRIs with their roles, in any order.
    :param extra: what tells it from another event with the same key; empty where there is none.
    """
    head = [event.type, event.event_type, event.status, str(event.ordinal)]
    parts = [*head, *sorted(parties), *_dates(event.when), *_first(event.evidence)]
    return _iri("event", "", digest("event", article, *parts, extra))


def statement_iri(statement: Statement, parties: Iterable[str], article: str) -> URIRef:
    """Return the IRI of a statement; ``parties`` are speaker, addressee and medium, in order."""
    words = [statement.quotation, statement.quotation_type, statement.attitude, *parties]
    parts = [*words, *_dates(statement.when), *_first(statement.evidence)]
    return _iri("statement", "", digest("statement", article, *parts))


def position_iri(position: Position, parties: Iterable[str], article: str) -> URIRef:
    """Return the IRI of a position; ``parties`` are holder and target, in order."""
    words = [position.stance, fold(position.topic or position.about_text), *parties]
    words.append(position.about_text)
    parts = [*words, *_dates(position.when), *_first(position.evidence)]
    return _iri("position", "", digest("position", article, *parts))


def check_iri(check: Check, article: str) -> URIRef:
    """Return the IRI of a cross-check."""
    parts = [check.label, check.expected, check.found, str(check.holds), *_first(check.evidence)]
    return _iri("check", "", digest("check", article, *parts))


def evidence_iri(evidence: Evidence) -> URIRef:
    """Return the IRI of a piece of evidence: one for each span and rule of an article."""
    place = "title" if evidence.in_title else "text"
    span = [str(evidence.start), str(evidence.end)]
    return _iri("evidence", "", digest("evidence", evidence.article, place, *span, evidence.rule))


def event_type_iri(name: str) -> URIRef:
    """Return the concept of ``ontologies/plover.ttl`` with that name.

    :raises GraphError: where the name is none.
    """
    if not _LOCAL_NAME.fullmatch(name):
        raise GraphError(f"'{name}' is no event type", hint="use a name of ontologies/plover.ttl")
    return PLOVER[name]


def _first(evidence: tuple[Evidence, ...]) -> list[str]:
    """Return where the first piece of evidence stands, nothing without any."""
    if not evidence:
        return []
    first = min(evidence, key=lambda piece: (not piece.in_title, piece.start, piece.end))
    return ["title" if first.in_title else "text", str(first.start), str(first.end)]


def _dates(when: When) -> list[str]:
    """Return a date as parts of a key: its value says all, bounds count where there is none."""
    bounds = [day.isoformat() if day else "" for day in (when.earliest, when.latest)]
    return [when.value] if when.value else bounds
