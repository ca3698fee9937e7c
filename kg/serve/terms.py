"""What the editor completes: the classes and properties of the ontology, and those of the graph."""

from __future__ import annotations

import csv
import io
import json
from functools import cache

import kg
from kg.resources import ontology_path
from kg.serve.workers import Workers

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": "https://w3id.org/kg-news/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "plover": "https://w3id.org/kg-news/plover#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DECLARED = """
SELECT DISTINCT ?term ?kind WHERE {
  VALUES (?class ?kind) {
    (owl:Class "class") (rdfs:Class "class") (rdf:Property "property")
    (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
  }
  ?term a ?class
}"""
_USED = """
SELECT DISTINCT ?term ?kind WHERE {
  { ?thing a ?term BIND ("class" AS ?kind) }
  UNION { ?thing ?term ?other BIND ("property" AS ?kind) }
}"""


@cache
def declared_terms() -> frozenset[tuple[str, str]]:
    """Return the classes and properties of the ontology, as (IRI, kind).

    >>> ("https://w3id.org/kg-news/ontology#PhoneCall", "class") in declared_terms()
    True
    """
    ontology = kg.load(ontology_path("kg.ttl"))
    return frozenset((str(term), str(kind)) for term, kind in ontology.sparql(_DECLARED).rows)


def find_terms(workers: Workers) -> str:
    """Return the terms as JSON: ``prefixes``, and sorted lists ``class`` and ``property``."""
    reply = workers.ask(_USED, "text/csv")
    rows = csv.DictReader(io.StringIO(reply.body.decode("utf-8"))) if reply.status == 200 else []
    terms = declared_terms() | {(row["term"], row["kind"]) for row in rows}
    lists = {
        kind: sorted(term for term, other in terms if other == kind)
        for kind in ("class", "property")
    }
    return json.dumps({"prefixes": PREFIXES, **lists})
