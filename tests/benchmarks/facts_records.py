"""What gold and graph hold, as records that can be compared: names, dates, parties.

Used by ``facts.py``. Names are compared leniently, dates strictly.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rdflib import RDF, RDFS, Dataset, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

KG = Namespace("https://w3id.org/kg-news/ontology#")
TYPES = ("PhoneCall", "Meeting", "Negotiation", "Visit", "Correspondence", "Communication")
PARTY_ROLES = "participant caller visitor host sender recipient mediator agent target".split()
# A state goes by its government, its capital, its adjective: what a reader takes for the same.
STATES = """
usa, us, vereinigte staaten, washington, us-regierung, amerika, amerikanisch, weißes haus
russland, moskau, kreml, russische föderation, russisch
ukraine, kiew, ukrainisch; china, peking, volksrepublik china, chinesisch
deutschland, berlin, bundesregierung, deutsch; frankreich, paris, französisch
großbritannien, london, vereinigtes königreich, britisch; iran, teheran, iranisch
israel, jerusalem, israelisch; türkei, ankara, türkisch; polen, warschau, polnisch
italien, rom, italienisch; spanien, madrid, spanisch; japan, tokio, japanisch
indien, neu-delhi, indisch; pakistan, islamabad, pakistanisch; griechenland, athen, griechisch
österreich, wien, österreichisch; schweiz, bern, schweizerisch; kanada, ottawa, kanadisch
nordkorea, pjöngjang, nordkoreanisch; südkorea, seoul, südkoreanisch
ägypten, kairo, ägyptisch; syrien, damaskus, syrisch; libanon, beirut, libanesisch
irak, bagdad, irakisch; saudi-arabien, riad, saudisch, saudi-arabisch
serbien, belgrad, serbisch; ungarn, budapest, ungarisch; tschechien, prag, tschechisch
norwegen, oslo, norwegisch; schweden, stockholm, schwedisch; dänemark, kopenhagen, dänisch
finnland, helsinki, finnisch; litauen, vilnius, litauisch; estland, tallinn, estnisch
lettland, riga, lettisch; belarus, minsk, belarussisch, weißrussland, weißrussisch
eu, europäische union, brüssel; uno, un, vereinte nationen; thailand, bangkok, thailändisch
afghanistan, kabul, afghanisch; georgien, tiflis, georgisch; sudan, khartum, sudanesisch
"""
SMALL = set(
    """der die das den dem des ein eine einer eines einem einen und von vom zu zur zum mit im in
    am an auf fuer ueber bei er sie es ihr ihm sein seine ihre beide beiden""".split()
)
# Words that name nobody by themselves.
ROLES = set(
    """herr frau praesident praesidentin aussenminister aussenministerin minister ministerin kanzler
    kanzlerin bundeskanzler regierungschef regierungschefin premierminister premierministerin
    ministerpraesident ministerpraesidentin staatschef amtskollege amtskollegin kollege kollegin
    sprecher sprecherin vertreter delegation seite parteien seiten chef
    regierung vorsitzende vorsitzender general sekretaer gespraech treffen""".split()
)


def fold(text: str) -> str:
    """Lower case without diacritics; umlauts as two letters, so that 'Aussen' is 'Außen'."""
    text = text.casefold()
    for letter, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("’", "'")):
        text = text.replace(letter, two)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c))


def stem(word: str) -> str:
    """Cut German endings, a genitive first: 'Putins' and 'Putin' give the same."""
    if len(word) > 4:
        word = re.sub(r"(?<=\w{3})s$", "", word)
        return re.sub(r"(?<=\w{3})(ern|er|en|em|es|e|n)$", "", word)
    return word


def words(text: str, empty: frozenset[str] = frozenset(SMALL | ROLES)) -> set[str]:
    """Stems of the words that tell something."""
    found = re.findall(r"[\w'-]+", fold(text))
    return {stem(w.strip("'-")) for w in found if w not in empty and len(w) > 1}


STATE_OF: dict[frozenset[str], int] = {
    frozenset(words(name)): number
    for number, line in enumerate(re.split(r"[;\n]", STATES.strip()))
    for name in line.split(",")
}


def same_name(one: str, other: str) -> bool:
    """Whether two names may be the same: one's words within the other's, or one state."""
    a, b = words(one), words(other)
    if not a or not b:
        return words(one, frozenset(SMALL)) == words(other, frozenset(SMALL))
    if a <= b or b <= a:
        return True
    state = STATE_OF.get(frozenset(a))
    return state is not None and state == STATE_OF.get(frozenset(b))


@dataclass(frozen=True)
class Party:
    """One participant or holder: its names, and the names of what it stands for."""

    names: tuple[str, ...]
    stands_for: tuple[str, ...] = ()

    def fits(self, other: Party) -> float:
        """1 for a name in common, 0.6 where one only stands for the other, else 0."""
        if any(same_name(a, b) for a in self.names for b in other.names):
            return 1.0
        pairs = ((self.names, other.stands_for), (self.stands_for, other.names))
        if any(same_name(a, b) for one, two in pairs for a in one for b in two):
            return 0.6
        return 0.0


@dataclass(frozen=True)
class Communication:
    """A communication as gold or graph has it; the first of several readings is the main one."""

    id: str
    types: tuple[str, ...]
    parties: tuple[Party, ...]
    date: str | None
    statuses: tuple[str, ...]
    duration: float | None
    places: tuple[Party, ...]
    evidence: str
    certain: bool = True


@dataclass(frozen=True)
class Position:
    """A position as gold or graph has it."""

    id: str
    holder: Party
    stances: tuple[str, ...]
    abouts: tuple[str, ...]
    evidence: str
    certain: bool = True


@dataclass
class Reading:
    """What one article holds."""

    communications: list[Communication] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)


def days(value: str | None) -> tuple[dt.date, dt.date] | None:
    """The first and last day of '2025-07-03', '2025-07', '2025' or 'A/B'; None without a year."""
    if not value or value.startswith("--"):
        return None
    if "/" in value:
        first, last = (days(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    numbers = [int(n) for n in re.findall(r"\d+", value)[:3]]
    if len(numbers) == 1:
        return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)
    first_day = dt.date(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1)
    if len(numbers) > 2:
        return first_day, first_day
    following = (first_day + dt.timedelta(days=32)).replace(day=1)
    return first_day, following - dt.timedelta(days=1)


def month_day(value: str) -> tuple[str, str]:
    """Month and day of a date with or without its year; '' for what it does not give."""
    parts = re.sub(r"^\d{4}-?", "", value.split("/")[0]).strip("-").split("-")
    return parts[0], parts[1] if len(parts) > 1 else ""


def gap(one: str | None, other: str | None) -> int:
    """Days between two dates; 0 where they overlap or one is unknown; a year may lack."""
    if not one or not other:
        return 0
    if one.startswith("--") or other.startswith("--"):
        pairs = zip(month_day(one), month_day(other), strict=True)
        return 0 if all(a == b or not a or not b for a, b in pairs) else 999
    a_days, b_days = days(one), days(other)
    if a_days is None or b_days is None:
        return 0
    return max(0, (a_days[0] - b_days[1]).days, (b_days[0] - a_days[1]).days)


def date_right(gold: str | None, found: str | None) -> bool:
    """Whether a date is right and as exact as the text: no day where the text gives a month."""
    if not gold or not found:
        return gold == found
    if gold.startswith("--"):
        return found.startswith(gold) or (gold.startswith(found) and found.startswith("--"))
    g, f = days(gold), days(found)
    if g is None or f is None:
        return False
    gold_span, span = (g[1] - g[0]).days, (f[1] - f[0]).days
    if g[0] <= f[0] and f[1] <= g[1]:
        return "/" in gold or span * 2 >= gold_span
    exact = gold_span + (31 if "/" in gold else 1)
    return f[0] <= g[0] and g[1] <= f[1] and span <= exact


def seconds(value: str | None) -> float | None:
    """The length of an ISO duration such as 'PT2H30M' or 'P3D'; None for None."""
    if not value:
        return None
    units = {"D": 86400, "H": 3600, "M": 60, "S": 1}
    return sum(float(n) * units[u] for n, u in re.findall(r"([\d.]+)([DHMS])", str(value)))


# ---- gold ------------------------------------------------------------------------------------


def _evidence(item: dict[str, Any], text: str) -> str:
    given = item.get("evidence", "")
    if isinstance(given, str):
        return given
    return "(title)" if given.get("title") else text[given["start"] : given["end"]]


def plain(item: dict[str, Any], text: str = "") -> Communication:
    """Return a communication of a gold file."""
    parties = [p if isinstance(p, list) else [p] for p in item["participants"]]
    places = ([item["place"]] if item.get("place") else []) + item.get("place_also", [])
    return Communication(
        id=item.get("id", ""),
        types=(item["type"], *item.get("type_also", [])),
        parties=tuple(Party(tuple(p)) for p in parties),
        date=item.get("date"),
        statuses=(item["status"], *item.get("status_also", [])),
        duration=seconds(item.get("duration")),
        places=tuple(Party((p,)) for p in places),
        evidence=_evidence(item, text),
        certain=item.get("certain", True),
    )


def load_gold(path: Path, text: str = "") -> Reading:
    """Read one gold file; evidence given by offsets is looked up in ``text``."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    reading = Reading()
    reading.communications = [plain(item, text) for item in raw["communications"]]
    for item in raw["positions"]:
        holder = item["holder"] if isinstance(item["holder"], list) else [item["holder"]]
        reading.positions.append(
            Position(
                id=item["id"],
                holder=Party(tuple(holder)),
                stances=(item["stance"], *item.get("stance_also", [])),
                abouts=(item["about"], *item.get("about_also", [])),
                evidence=_evidence(item, text),
                certain=item.get("certain", True),
            )
        )
    return reading


# ---- graph -----------------------------------------------------------------------------------


def _local(node: Node | None) -> str:
    return re.split(r"[#/]", str(node))[-1] if node is not None else ""


def _names(graph: Graph, actor: Node) -> tuple[str, ...]:
    labels = [*graph.objects(actor, RDFS.label), *graph.objects(actor, SKOS.altLabel)]
    return tuple(sorted({str(label) for label in labels}))


def _party(graph: Graph, actor: Node) -> Party:
    stood = [n for o in graph.objects(actor, KG.represents) for n in _names(graph, o)]
    return Party(_names(graph, actor) or (_local(actor),), tuple(sorted(stood)))


def _first(graph: Graph, subject: Node, predicate: URIRef) -> str | None:
    return min((str(o) for o in graph.objects(subject, predicate)), default=None)


def _exact(graph: Graph, subject: Node) -> str:
    found = {
        str(x) for e in graph.objects(subject, KG.evidence) for x in graph.objects(e, KG.exact)
    }
    return min(found, key=lambda x: (len(x), x), default="")


def _date(graph: Graph, event: Node) -> str | None:
    if (given := _first(graph, event, KG.date)) is not None:
        return given
    first, last = _first(graph, event, KG.earliest), _first(graph, event, KG.latest)
    return f"{first}/{last}" if first and last else None


def _communication(graph: Graph, event: Node) -> Communication:
    types = {_local(t) for t in graph.objects(event, RDF.type)}
    actors = {a for role in PARTY_ROLES for a in graph.objects(event, KG[role])}
    status = _first(graph, event, KG.status)
    duration = _first(graph, event, KG.duration)
    return Communication(
        id=str(event),
        types=tuple(t for t in TYPES if t in types)[:1],
        parties=tuple(_party(graph, a) for a in sorted(actors, key=str)),
        date=_date(graph, event),
        statuses=(re.sub(r"(?<=\w)(?=[A-Z])", "_", _local(URIRef(status or ""))).lower(),),
        duration=seconds(duration),
        places=tuple(_party(graph, p) for p in sorted(graph.objects(event, KG.place), key=str)),
        evidence=_exact(graph, event),
    )


def _position(graph: Graph, node: Node) -> Position:
    holders = sorted(graph.objects(node, KG.holder), key=str)
    names = tuple(n for h in holders for n in _party(graph, h).names)
    stood = tuple(n for h in holders for n in _party(graph, h).stands_for)
    topics = [
        str(x) for t in graph.objects(node, KG.about) for x in graph.objects(t, SKOS.prefLabel)
    ]
    texts = [str(o) for o in graph.objects(node, KG.aboutText)]
    stances = tuple(sorted(_local(s).lower() for s in graph.objects(node, KG.stance)))
    return Position(
        str(node), Party(names, stood), stances, tuple(sorted(texts + topics)), _exact(graph, node)
    )


def read_graph(dataset: Dataset) -> dict[str, Reading]:
    """What a dataset with one named graph an article holds, by the article's identifier."""
    readings: dict[str, Reading] = {}
    for graph in sorted(dataset.graphs(), key=lambda g: str(g.identifier)):
        for article in sorted(graph.subjects(RDF.type, KG.Article), key=str):
            reading = readings.setdefault(
                _first(graph, article, DCTERMS.identifier) or "", Reading()
            )
            events = sorted(set(graph.subjects(RDF.type, KG.Communication)), key=str)
            stands = sorted(set(graph.subjects(RDF.type, KG.Position)), key=str)
            reading.communications += [_communication(graph, e) for e in events]
            reading.positions += [_position(graph, p) for p in stands]
    return readings
