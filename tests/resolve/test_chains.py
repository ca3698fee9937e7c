"""Who says that who said: ``kg:reports+`` from the first teller to what is told."""

from __future__ import annotations

import pytest

import kg

CHAINS = [
    (
        "RBC berichtet, Uschakow habe gesagt, dass Putin am Montag mit Trump telefoniert habe.",
        ["RBC", "Juri Uschakow"],
        "PhoneCall",
    ),
    (
        "Laut der Zeitung „Le Monde“ sagte Macron, Modi habe mit Selenskyj telefoniert.",
        ["Le Monde", "Emmanuel Macron"],
        "PhoneCall",
    ),
    (
        "Wie die Agentur Tass meldet, erklärte Peskow, Putin habe am Freitag mit Xi telefoniert.",
        ["Tass", "Dmitri Peskow"],
        "PhoneCall",
    ),
    (
        "„Trump hat mir gesagt, dass er Putin treffen wird“, sagte Selenskyj dem Sender CNN.",
        ["Wolodymyr Selenskyj", "Donald Trump"],
        "Meeting",
    ),
    (
        "Nach Angaben der Agentur Reuters teilte das Weiße Haus mit, Trump habe mit Erdogan gesprochen.",
        ["Reuters", "Weißes Haus"],
        "Communication",
    ),
    (
        "Das Magazin „Spiegel“ schreibt, Merz habe Macron gesagt, Deutschland lehne die Zölle ab.",
        ["Der Spiegel", "Merz"],
        "Position",
    ),
    (
        "Der Kreml habe bestätigt, dass Putin mit Modi telefoniert habe, berichtete die Agentur Interfax.",
        ["Interfax", "Kreml"],
        "PhoneCall",
    ),
    (
        "Rubio sagte, Lawrow habe ihm versichert, Peskow habe mit Araghtschi telefoniert, "
        "berichtet die „New York Times“.",
        ["The New York Times", "Marco Rubio", "Sergej Lawrow"],
        "PhoneCall",
    ),
    (
        "Die Zeitung „Haaretz“ berichtete, Katar habe mitgeteilt, die Hamas lehne den Plan ab.",
        ["Haaretz", "Katar"],
        "Position",
    ),
    (
        "Der „Standard“ schreibt, laut Peskow habe Putin am Mittwoch mit Modi telefoniert.",
        ["Standard", "Dmitri Peskow"],
        "PhoneCall",
    ),
]
FOLLOW = """
SELECT ?name (COUNT(DISTINCT ?below) AS ?depth) WHERE {
    ?statement a kg:Statement ; kg:speaker/rdfs:label ?name ; kg:evidence ?evidence .
    ?statement kg:reports+ ?fact . ?fact a ?kind .
    OPTIONAL { ?statement kg:reports+ ?below . ?below a kg:Statement }
} GROUP BY ?statement ?name ORDER BY DESC(?depth)
"""


@pytest.mark.parametrize(("text", "tellers", "kind"), CHAINS)
def test_the_chain_leads_from_teller_to_fact(text: str, tellers: list[str], kind: str) -> None:
    graph = kg.build([kg.Article(id="a", text=text)])
    rows = graph.query(FOLLOW, kind=f"https://w3id.org/kg-news/ontology#{kind}")
    assert [row.name for row in rows] == tellers
    assert [row.depth for row in rows] == list(range(len(tellers)))[::-1]
    # The last of the chain alone is the source, whoever passes it on.
    (alone,) = graph.query("sole-source")
    assert (alone.speaker, alone.reported_by) == (tellers[-1], "; ".join(sorted(tellers[:-1])))
