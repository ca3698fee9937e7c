"""An invented article with one of everything, and its facts: small enough to reckon by hand.

``build(text_id)`` gives the facts; ``TEXT`` is the article. Countries, people and papers do not exist.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from kg.model import (
    TITLE_GAP,
    Actor,
    Article,
    Check,
    Dating,
    Event,
    Evidence,
    Facts,
    Participation,
    Position,
    Statement,
    When,
)

TITLE = "Arnau und Belmar sprechen über Fischfang"
TEXT = (
    "Präsidentin Ida Korn rief am 3. März 2031 den Premier Belmars, Tom Ferr, an. Das Telefonat "
    "dauerte rund 20 Minuten; es ging um den Fischfang, über Zölle wurde nicht gesprochen.\n"
    "Zuvor hatte Außenminister Paul Renn im Februar die Hauptstadt Dorn besucht. Ein Gipfel in Dorn "
    "ist für April geplant. Das für den 1. März angesetzte Treffen wurde abgesagt. Berichte über "
    "ein Geheimtreffen dementierte Korn. Seit Wochen verhandeln Arnau und Belmar über Quoten. "
    "Arnau übergab Belmar einige Tage vor dem Telefonat eine Note.\n"
    "„Wir wollen Frieden auf See“, sagte Ferr laut Korn, wie der Seebote berichtet. Belmar fordert "
    "von Arnau die Rückgabe der Boote, Arnau lehnt das ab. Am Montag hatte die Küstenwache ein "
    "Boot beschlagnahmt. Es war das erste Telefonat der beiden.\r\n"
    'Der 4. Mai ist in Dorn ein Feiertag: \t<b>&amp; \\ "quer" 𝄞 e\u0301 \u2028 Ende'
)


def span(words: str, rule: str = "hand", article: str = "fischfang") -> Evidence:
    start = TEXT.index(words)
    return Evidence(article=article, start=start, end=start + len(words), exact=words, rule=rule)


def parts(*actors: str, **roles: str) -> tuple[Participation, ...]:
    plain = tuple(Participation(actor=actor) for actor in actors)
    return plain + tuple(Participation(actor=actor, role=role) for role, actor in roles.items())


def article(identifier: str = "fischfang") -> Article:
    shift = len(TITLE + TITLE_GAP)
    start = TEXT.index("3. März 2031") + shift
    return Article(
        id=identifier,
        text=TEXT,
        title=TITLE,
        published=Dating(
            value=dt.date(2031, 3, 4),
            reason="the day after the call",
            confidence=0.75,
            start=start,
            end=start + len("3. März 2031"),
        ),
        source="Seebote",
        url="https://seebote.example/2031/fischfang?a=1&b=ü",
    )


def build(identifier: str = "fischfang") -> Facts:
    def at(words: str, rule: str = "hand") -> tuple[Evidence, ...]:
        return (span(words, rule, identifier),)

    return Facts(
        article=article(identifier),
        actors=_actors(at, identifier),
        events=_events(at),
        statements=_statements(at),
        positions=_positions(at),
        checks=(
            Check(
                id="k1",
                label="erstes Telefonat",
                expected="1",
                found="2",
                holds=False,
                evidence=at("Es war das erste Telefonat der beiden"),
            ),
        ),
        warnings=("'im Februar' has no year of its own", "a second warning"),
    )


def _actors(at: Any, identifier: str) -> tuple[Actor, ...]:
    in_title = Evidence(
        article=identifier, start=0, end=5, exact="Arnau", in_title=True, rule="name"
    )
    return (
        Actor(
            id="korn",
            kind="Person",
            label="Ida Korn",
            forms=("Ida Korn", "Korn"),
            office="Präsidentin",
            represents=("arnau",),
            confidence=0.9,
            reasons=("'Korn' names one person only",),
            evidence=at("Ida Korn"),
        ),
        Actor(
            id="ferr",
            kind="Person",
            label="Tom Ferr",
            forms=("Tom Ferr", "Ferr"),
            wikidata="Q99000001",
            office="Premier",
            represents=("belmar",),
            evidence=at("Tom Ferr"),
        ),
        Actor(
            id="renn",
            kind="Person",
            label="Paul Renn",
            forms=("Paul Renn",),
            evidence=at("Paul Renn"),
        ),
        Actor(
            id="arnau",
            kind="Country",
            label="Arnau",
            forms=("Arnau",),
            evidence=(in_title, *at("Arnau")),
        ),
        Actor(
            id="belmar",
            kind="Country",
            label="Belmar",
            forms=("Belmar", "Belmars"),
            wikidata="Q99000002",
            evidence=at("Belmars"),
        ),
        Actor(
            id="wache",
            kind="Organisation",
            label="Küstenwache",
            forms=("die Küstenwache",),
            local=True,
            evidence=at("die Küstenwache"),
        ),
        Actor(id="seebote", kind="Organisation", label="Seebote", evidence=at("Seebote")),
        Actor(id="boote", kind="Group", label="Beamte", local=True),
        Actor(id="dorn", kind="Place", label="Dorn", evidence=at("Dorn")),
    )


def day(value: str, reason: str = "") -> When:
    date = dt.date.fromisoformat(value)
    return When(value=value, earliest=date, latest=date, reason=reason)


def _events(at: Any) -> tuple[Event, ...]:
    may = dt.date(2031, 3, 2)
    return (
        Event(
            id="call",
            type="PhoneCall",
            event_type="Phone",
            participants=parts("ferr", caller="korn"),
            when=day("2031-03-03", "stands in the text"),
            duration=1200,
            duration_approximate=True,
            topics=("Fischfang",),
            topics_not_raised=("Zölle",),
            outcomes=("nichts",),
            ordinal=1,
            evidence=at("rief am 3. März 2031 den Premier Belmars, Tom Ferr, an", "call.anrufen"),
        ),
        Event(
            id="visit",
            type="Visit",
            participants=parts(visitor="renn"),
            when=When(value="2031-02"),
            places=("dorn", "belmar"),
            evidence=at("im Februar die Hauptstadt Dorn besucht"),
        ),
        Event(
            id="summit",
            type="Meeting",
            label="Gipfel in Dorn",
            status="Planned",
            participants=parts("arnau", host="belmar"),
            when=When(value="2031-04"),
            places=("dorn",),
            evidence=at("Ein Gipfel in Dorn ist für April geplant"),
        ),
        Event(
            id="off",
            type="Meeting",
            status="Cancelled",
            participants=parts("arnau", "belmar"),
            when=day("2031-03-01"),
            evidence=at("Das für den 1. März angesetzte Treffen wurde abgesagt"),
        ),
        Event(
            id="secret",
            type="Meeting",
            status="Denied",
            participants=parts("korn", "ferr"),
            evidence=at("ein Geheimtreffen dementierte Korn"),
        ),
        Event(
            id="talks",
            type="Negotiation",
            status="Ongoing",
            participants=parts("arnau", "belmar"),
            topics=("Quoten", "FISCHFANG"),
            series=True,
            evidence=at("verhandeln Arnau und Belmar über Quoten"),
        ),
        Event(
            id="note",
            type="Correspondence",
            participants=parts(sender="arnau", recipient="belmar"),
            when=When(latest=may, reason="some days before the call"),
            part_of="talks",
            evidence=at("einige Tage vor dem Telefonat eine Note"),
        ),
        Event(
            id="boat",
            type="Event",
            event_type="Arrest",
            participants=parts(agent="wache", target="boote"),
            when=When(value="2031-W09"),
            evidence=at("ein Boot beschlagnahmt"),
        ),
        Event(
            id="feast",
            type="Event",
            event_type="Ceremony",
            when=When(value="--05-04"),
            evidence=at("Der 4. Mai ist in Dorn ein Feiertag"),
        ),
        # Two events that one clause tells of, told apart only by their topics.
        Event(
            id="twin-1",
            type="Communication",
            status="Proposed",
            participants=parts("arnau"),
            topics=("Boote",),
            evidence=at("Rückgabe der Boote"),
        ),
        Event(
            id="twin-2",
            type="Communication",
            status="Proposed",
            participants=parts("arnau"),
            topics=("Netze",),
            evidence=at("Rückgabe der Boote"),
        ),
    )


def _statements(at: Any) -> tuple[Statement, ...]:
    words = "Wir wollen Frieden auf See"
    return (
        Statement(
            id="s-bote",
            speaker="seebote",
            quotation_type="Reported",
            reports=("s-korn",),
            evidence=at("wie der Seebote berichtet"),
        ),
        Statement(
            id="s-korn",
            speaker="korn",
            addressee="ferr",
            medium="seebote",
            quotation_type="FreeIndirect",
            reports=("s-ferr",),
            asserted=False,
            when=When(value="2031"),
            evidence=at("laut Korn"),
        ),
        Statement(
            id="s-ferr",
            speaker="ferr",
            medium="am Telefon",
            quotation=words,
            attitude="positive",
            reports=("p-peace", "call"),
            asserted=False,
            evidence=at(f"{words}“, sagte Ferr"),
        ),
        Statement(
            id="s-empty",
            quotation_type="IndirectFreeIndirect",
            evidence=at("es ging um den Fischfang"),
        ),
    )


def _positions(at: Any) -> tuple[Position, ...]:
    return (
        Position(
            id="p-peace",
            holder="ferr",
            stance="Seeks",
            topic="Frieden auf See",
            about_text="Frieden auf See",
            asserted=False,
            evidence=at("Wir wollen Frieden auf See"),
        ),
        Position(
            id="p-boats",
            holder="belmar",
            stance="Demands",
            topic="Rückgabe der Boote",
            about_text="die Rückgabe der Boote",
            target="arnau",
            when=day("2031-03-03"),
            evidence=at("fordert von Arnau die Rückgabe der Boote"),
        ),
        Position(
            id="p-no",
            holder="arnau",
            stance="Rejects",
            topic="",
            about_text="das",
            evidence=at("Arnau lehnt das ab"),
        ),
    )
