"""From text to a parsed document: the German pipeline, its model and its training recipe.

Importing this package registers the components `kg_paragraphs`, `kg_tags`, `kg_lemmas`,
`kg_repairs`, `kg_entities` and `kg_ud` with spaCy; each works in somebody else's pipeline too.
"""

from kg.annotate.boundaries import kg_paragraphs
from kg.annotate.clusters import cluster_embed
from kg.annotate.lemmas import Lemmas
from kg.annotate.names import kg_entities
from kg.annotate.pipeline import annotate, load_pipeline
from kg.annotate.repairs import kg_repairs, kg_tags
from kg.annotate.tiger import kg_ud
from kg.annotate.vectors import PackedVectors

__all__ = [
    "Lemmas",
    "PackedVectors",
    "annotate",
    "cluster_embed",
    "kg_entities",
    "kg_paragraphs",
    "kg_repairs",
    "kg_tags",
    "kg_ud",
    "load_pipeline",
]
