"""Facts to RDF and back: the only minter of IRIs.

>>> from kg.model import Article, Facts
>>> dataset = to_dataset([Facts(article=Article(id="a", text="Nichts geschah."))])
>>> serialize(dataset, "trig").decode().splitlines()[-1]
'}'
"""

from __future__ import annotations

from kg.rdf.check import CheckReport, Violation, check_dataset
from kg.rdf.iris import article_iri, person_iri
from kg.rdf.names import clean_record, local_iris
from kg.rdf.read import from_dataset, load_dataset
from kg.rdf.serialize import serialize
from kg.rdf.write import merged_graph, to_dataset, to_triples

__all__ = [
    "CheckReport",
    "Violation",
    "article_iri",
    "check_dataset",
    "clean_record",
    "from_dataset",
    "load_dataset",
    "local_iris",
    "merged_graph",
    "person_iri",
    "serialize",
    "to_dataset",
    "to_triples",
]
