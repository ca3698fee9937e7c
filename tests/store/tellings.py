"""Articles that tell of talks, made without a language pipeline: seeded, of any number."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from kg.cards import Entry
from kg.corpus import make_entry
from kg.model import (
    Actor,
    Article,
    Dating,
    Event,
    Evidence,
    Facts,
    Participation,
    When,
)
from kg.report import report_of

FIRST = ("Ana", "Ida", "Jon", "Mira", "Tomas", "Vera")
LAST = ("Korn", "Brandt-Lessing", "Ferrano", "Tallberg", "Ozolins")
STATES = {"Arnau": "Q90000001", "Belmark": "Q90000002", "Cardon": "Q90000003"}
TYPES = ("PhoneCall", "Meeting", "Negotiation")


def telling(
    name: str,
    people: Sequence[tuple[str, str]],
    day: dt.date | None,
    *,
    published: dt.date = dt.date(2030, 5, 10),
    kind: str = "PhoneCall",
    roles: Sequence[str] = ("participant",) * 9,
    **more: object,
) -> Facts:
    """Return the facts of an article that tells of one talk.

    :param people: full names with their states, '' for none.
    :param more: further fields of the event.
    """
    text = f"{kind} am {day}: {', '.join(person for person, _ in people)}"
    piece = Evidence(article=name, start=0, end=len(text), exact=text, rule="made")
    states = sorted({state for _, state in people if state})
    actors = [
        Actor(id=state, kind="Country", label=state, wikidata=STATES[state], evidence=(piece,))
        for state in states
    ]
    actors += [
        Actor(
            id=person,
            kind="Person",
            label=person,
            forms=(person,),
            represents=(state,) if state else (),
            local=" " not in person,
            evidence=(piece,),
        )
        for person, state in people
    ]
    event = Event(
        id="event:0",
        type=kind,
        participants=tuple(
            Participation(actor=person, role=role)
            for (person, _), role in zip(people, roles, strict=False)
        ),
        when=When(value=day.isoformat() if day else "", earliest=day, latest=day),
        evidence=(piece,),
        **more,  # type: ignore[arg-type]
    )
    dating = Dating(value=published, reason="metadata")
    article = Article(id=name, text=text, published=dating, source="made")
    return Facts(article=article, actors=tuple(actors), events=(event,))


def surname(name: str) -> str:
    """Return the last of a name's words."""
    return name.rpartition(" ")[2]


def entry_of(facts: Facts) -> Entry:
    """Return what a store keeps of an article."""
    return make_entry(facts, f"digest of {facts.article.id}", report_of(facts))


def many(number: int, seed: int = 0) -> list[Facts]:
    """Return articles of which many tell of the same talks, some of them without a day."""
    chance = random.Random(seed)
    people = [(f"{first} {last}", chance.choice(["", *STATES])) for first in FIRST for last in LAST]
    found = []
    for place in range(number):
        day = dt.date(2030, 5, 1) + dt.timedelta(days=chance.randrange(6))
        told = chance.sample(people[:8], 2)
        found.append(
            telling(
                f"article-{place}",
                [
                    (name if chance.random() < 0.7 else surname(name), kept)
                    for name, state in told
                    for kept in [state if chance.random() < 0.8 else ""]
                ],
                day if chance.random() < 0.8 else None,
                published=day + dt.timedelta(days=chance.randrange(3)),
                kind=chance.choice(TYPES),
                topics=tuple(chance.sample(["Zölle", "Fischfang", "Grenze"], 1)),
            )
        )
    return found
