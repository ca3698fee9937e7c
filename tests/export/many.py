"""Five hundred invented articles as a graph, written down without reading them.

A few politicians are in the news all the time and most people once, as in real news; every kind of
event, status and stance, names of all lengths, talks without a date and talks of three are there.
"""

from __future__ import annotations

import datetime as dt
import random

from rdflib import DCTERMS, OWL, XSD, Dataset, Literal, URIRef

from .conftest import KG, Builder

FIRST = "Anna Boris Clara David Elena Felix Greta Hanno Irina Jonas Karla Lukas Marta Nils Olga Paul".split()
LAST = (
    "Ahrens Brandt Cordes Dietz Engel Fuhrmann Gerlach Hartung Ilgner Jansen Krüger Lorenz "
    "Schulze-Hohenlinden"
).split()
STATES = "Liechtenstein Andorra Monaco Malta Luxemburg Island Bhutan Nepal Ruritanien".split()
BODIES = (
    "Rat der Alpenländer",
    "Verband der Getreidehändler und Mühlenbetreiber des Alpenraums",
    "Alpina",
)
TOPICS = (
    "Getreide",
    "Zölle",
    "freie Häfen",
    "Wasserrechte am Oberlauf der grenzüberschreitenden Flüsse",
    "Austausch von Gefangenen",
    "Stromnetz",
    "Fischerei",
    "Bahnverkehr",
)
KINDS = {
    "PhoneCall": ("telefonierte mit", "caller"),
    "Meeting": ("traf", "participant"),
    "Visit": ("besuchte", "visitor"),
    "Negotiation": ("verhandelte mit", "participant"),
    "Correspondence": ("schrieb an", "sender"),
}
STATUSES = ["Occurred"] * 12 + ["Planned"] * 3 + ["Proposed", "Cancelled", "Denied", "Ongoing"]
STANCES = ("Demands", "Rejects", "Supports", "Proposes", "Warns", "Criticises", "Seeks")
FIRST_DAY = dt.date(2023, 11, 1)


def build_many(articles: int = 500, *, per_article: int = 6) -> Dataset:
    """Return the same graph on every call: so many articles, with so many talks each."""
    draw = random.Random(500)
    dataset = Dataset(default_union=True)
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    names = [*people, *STATES, *BODIES]
    draw.shuffle(names)
    weights = [1 / (rank + 1) for rank in range(len(names))]
    for number in range(articles):
        _article(dataset, number, draw, names, weights, per_article)
    return dataset


def _article(
    dataset: Dataset,
    number: int,
    draw: random.Random,
    names: list[str],
    weights: list[float],
    talks: int,
) -> None:
    told = []
    for turn in range(talks):
        parties = list(dict.fromkeys(draw.choices(names, weights, k=3 if turn == 0 else 2)))
        if len(parties) == 1:
            parties.append(names[(names.index(parties[0]) + 1) % len(names)])
        kind = draw.choice(list(KINDS))
        day = FIRST_DAY + dt.timedelta(days=int(draw.betavariate(2, 1.2) * 700))
        topic = draw.choice(TOPICS)
        start = f"{parties[0]} {KINDS[kind][0]} {' und '.join(parties[1:])}"
        told.append((parties, kind, day, topic, f"{start} am {day:%d.%m.%Y}, es ging um {topic}."))
    title = f"{told[0][0][0]} spricht mit {told[0][0][1]}: {told[0][3]} ({number})"
    speech = f"Das sagte {told[0][0][1]}. {told[1][0][0]} nahm Stellung: {told[1][3]}."
    text = "\n".join([*(one[-1] for one in told), speech])
    b = Builder(dataset, f"a{number:03}", text, title)
    b.say(
        b.article,
        DCTERMS.source,
        Literal(("Alpenbote", "Nordkurier", "Agentur Alpina")[number % 3]),
    )
    made = {name: _actor(b, name) for parties, *_ in told for name in parties}
    events = []
    for turn, (parties, kind, day, topic, sentence) in enumerate(told):
        roles = dict.fromkeys((made[name] for name in parties[1:]), "participant")
        date = "" if draw.random() < 0.15 else day.isoformat()
        name, status = f"{number}-{turn}", draw.choice(STATUSES)
        first = {made[parties[0]]: KINDS[kind][1]}
        event = b.event(name, kind, status, {**first, **roles}, date, [topic], [sentence])
        if kind == "PhoneCall":
            b.say(event, KG.duration, Literal("PT40M", datatype=XSD.dayTimeDuration))
        events.append(event)
    inner = b.statement(
        f"{number}", made[told[0][0][1]], told[0][3], [events[0]], speech.split(". ")[0]
    )
    b.statement(f"{number}-outer", made[told[1][0][0]], "", [inner], speech.split(". ")[1])
    b.position(
        f"{number}", made[told[1][0][0]], draw.choice(STANCES), told[1][3], speech.split(". ")[1]
    )


def _actor(b: Builder, name: str) -> URIRef:
    if name in STATES:
        node = b.actor(name.lower(), "Country", name)
        b.say(
            node, OWL.sameAs, URIRef(f"http://www.wikidata.org/entity/Q{100 + STATES.index(name)}")
        )
        return node
    kind = "Organisation" if name in BODIES else "Person"
    return b.actor("-".join(name.lower().split()), kind, name)
