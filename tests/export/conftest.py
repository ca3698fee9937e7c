"""A small graph of an invented article, and one whose every name is hostile."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

KG = Namespace("https://w3id.org/kg-news/ontology#")
ID = "https://w3id.org/kg-news/id/"
TEXT = (
    "Ministerin Weber ruft Präsident Novak an\n"
    "Ministerin Anna Weber rief am 3. Mai 2024 Präsident Jan Novak an. Das Gespräch dauerte 20 "
    "Minuten. Es ging um Getreide, sagte Sprecher Ott laut der Agentur Alpina.\n"
    "Am 9. Mai wollen sich Weber, Novak und Vertreter Liechtensteins in Bern treffen. "
    "Ein Treffen mit dem Sultan bestritt Novak. Über Zölle wurde nicht gesprochen.\n"
    "Novak fordert freie Häfen, Weber lehnt sie ab. Vor dem Anruf hatte Weber Bauern besucht."
)


class Builder:
    """Write facts of one article into a dataset, finding the offsets of its evidence."""

    def __init__(self, dataset: Dataset, name: str, text: str, title: str) -> None:
        self.article = URIRef(f"{ID}article/{name}")
        self.name, self.text = name, text
        self.graph: Graph = dataset.graph(self.article)
        self.say(self.article, RDF.type, KG.Article)
        self.say(self.article, DCTERMS.title, Literal(title))
        self.say(self.article, DCTERMS.identifier, Literal(name))
        self.say(self.article, DCTERMS.language, Literal("de"))
        self.say(self.article, KG.text, Literal(text))

    def say(self, *triple: URIRef | Literal) -> None:
        self.graph.add(triple)  # type: ignore[arg-type]

    def prove(self, node: URIRef, *quotes: str) -> None:
        for quote in quotes:
            start = self.text.index(quote)
            piece = URIRef(f"{ID}evidence/{self.name}-{start}-{len(quote)}")
            self.say(node, KG.evidence, piece)
            self.say(piece, RDF.type, KG.Evidence)
            self.say(piece, KG.article, self.article)
            self.say(piece, KG.start, Literal(start))
            self.say(piece, KG.end, Literal(start + len(quote)))
            self.say(piece, KG.exact, Literal(quote))

    def actor(self, name: str, kind: str, label: str, *forms: str) -> URIRef:
        node = URIRef(f"{ID}actor/{name}")
        self.say(node, RDF.type, KG[kind])
        if kind != "Place":
            self.say(node, RDF.type, KG.Actor)
        self.say(node, RDFS.label, Literal(label))
        for form in forms or (label,):
            self.say(node, SKOS.altLabel, Literal(form))
        return node

    def event(
        self,
        name: str,
        kind: str,
        status: str,
        parties: dict[URIRef, str],
        date: str = "",
        topics: Iterable[str] = (),
        evidence: Iterable[str] = (),
    ) -> URIRef:
        node = URIRef(f"{ID}event/{name}")
        for one in {kind, "Communication", "Event"}:
            self.say(node, RDF.type, KG[one])
        self.say(node, KG.status, KG[status])
        for party, role in parties.items():
            self.say(node, KG.participant, party)
            self.say(node, KG[role], party)
        if date:
            for term in ("date", "earliest", "latest"):
                self.say(node, KG[term], Literal(date, datatype=XSD.date))
        for topic in topics:
            self.say(node, KG.topic, self.topic(topic))
        self.prove(node, *evidence)
        return node

    def topic(self, label: str) -> URIRef:
        node = URIRef(f"{ID}topic/{len(label)}-{ord(label[0]) if label else 0}")
        self.say(node, RDF.type, KG.Topic)
        self.say(node, SKOS.prefLabel, Literal(label, lang="de"))
        return node

    def statement(
        self, name: str, speaker: URIRef, words: str, reports: Iterable[URIRef], evidence: str
    ) -> URIRef:
        node = URIRef(f"{ID}statement/{name}")
        self.say(node, RDF.type, KG.Statement)
        self.say(node, RDF.type, KG.Event)
        self.say(node, KG.status, KG.Occurred)
        self.say(node, KG.speaker, speaker)
        self.say(node, KG.quotation, Literal(words))
        self.say(node, KG.quotationType, KG.Indirect)
        for told in reports:
            self.say(node, KG.reports, told)
        self.prove(node, evidence)
        return node

    def position(self, name: str, holder: URIRef, stance: str, about: str, evidence: str) -> None:
        node = URIRef(f"{ID}position/{name}")
        self.say(node, RDF.type, KG.Position)
        self.say(node, KG.holder, holder)
        self.say(node, KG.stance, KG[stance])
        self.say(node, KG.about, self.topic(about))
        self.say(node, KG.aboutText, Literal(about))
        self.prove(node, evidence)


def build_sample(dataset: Dataset) -> Dataset:
    b = Builder(dataset, "anruf", TEXT, TEXT.split("\n")[0])
    weber = b.actor("weber", "Person", "Anna Weber", "Weber", "Ministerin Anna Weber")
    novak = b.actor("novak", "Person", "Jan Novak", "Novak", "Präsident Jan Novak")
    state = b.actor("Q347", "Country", "Liechtenstein")
    sultan = b.actor("sultan", "Person", "Sultan")
    farmers = b.actor("bauern", "Group", "Bauern")
    ott = b.actor("ott", "Person", "Ott")
    agency = b.actor("alpina", "Organisation", "Alpina")
    bern = b.actor("bern", "Place", "Bern")
    b.say(state, OWL.sameAs, URIRef("http://www.wikidata.org/entity/Q347"))
    b.say(weber, KG.represents, state)
    call = b.event(
        "call",
        "PhoneCall",
        "Occurred",
        {weber: "caller", novak: "participant"},
        "2024-05-03",
        ["Getreide"],
        ["Ministerin Anna Weber rief am 3. Mai 2024 Präsident Jan Novak an"],
    )
    b.prove(call, "Das Gespräch dauerte 20 Minuten.")
    b.say(call, KG.duration, Literal("PT20M", datatype=XSD.dayTimeDuration))
    b.say(call, KG.topicNotRaised, b.topic("Zölle"))
    meeting = b.event(
        "meeting",
        "Meeting",
        "Planned",
        dict.fromkeys((weber, novak, state), "participant"),
        "2024-05-09",
        (),
        ["Am 9. Mai wollen sich Weber, Novak und Vertreter Liechtensteins in Bern treffen"],
    )
    b.say(meeting, KG.place, bern)
    parties = {novak: "participant", sultan: "participant"}
    b.event("denied", "Meeting", "Denied", parties, "", (), ["Ein Treffen mit dem Sultan"])
    visit = b.event("visit", "Visit", "Occurred", {weber: "visitor", farmers: "host"})
    b.say(visit, KG.latest, Literal("2024-05-03", datatype=XSD.date))
    b.prove(visit, "Vor dem Anruf hatte Weber Bauern besucht")
    inner = b.statement("ott", ott, "Es ging um Getreide", [call], "Es ging um Getreide")
    b.statement("alpina", agency, "", [inner], "laut der Agentur Alpina")
    b.position("demand", novak, "Demands", "freie Häfen", "Novak fordert freie Häfen")
    b.position("against", weber, "Rejects", "freie Häfen", "Weber lehnt sie ab")
    return dataset


@pytest.fixture(scope="session")
def sample() -> Dataset:
    return build_sample(Dataset(default_union=True))


HOSTILE = (
    "</script><script>document.title='broken'</script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "<a href='javascript:alert(1)'>href</a>",
    "\"quotes\" & 'apostrophes' {{ 7*7 }} ${7*7} \u2028 \u202e",
)


@pytest.fixture(scope="session")
def hostile() -> Dataset:
    """Everything that a text could try, in every place where a text is shown."""
    dataset = Dataset(default_union=True)
    text = " ".join(HOSTILE) + "."
    b = Builder(dataset, "hostile", text, HOSTILE[0])
    actors = [
        b.actor(f"x{n}", "Person", words, words, HOSTILE[1]) for n, words in enumerate(HOSTILE)
    ]
    for actor in actors:
        b.say(actor, KG.office, Literal(HOSTILE[2]))
        b.say(actor, OWL.sameAs, URIRef("http://www.wikidata.org/entity/javascript:alert(1)"))
    b.say(b.article, URIRef("https://schema.org/url"), Literal("javascript:alert(1)"))
    parties = dict.fromkeys(actors, "participant")
    call = b.event("x", "PhoneCall", "Occurred", parties, "2024-01-01", HOSTILE, HOSTILE)
    b.say(call, RDFS.label, Literal(HOSTILE[0]))
    b.say(call, KG.dateReason, Literal(HOSTILE[0]))
    b.say(call, KG.outcome, Literal(HOSTILE[1]))
    b.statement("x", actors[0], HOSTILE[0], [call], HOSTILE[1])
    b.position("x", actors[1], "Demands", HOSTILE[0], HOSTILE[2])
    return dataset
