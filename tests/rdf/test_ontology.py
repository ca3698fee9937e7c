"""The four files of ``ontologies/`` fit together, and the code fits them."""

from __future__ import annotations

from typing import get_args

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from kg import model
from kg.rdf import terms
from kg.rdf.iris import KG, PLOVER
from kg.resources import ontology_path

SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_path("kg.ttl"))


@pytest.fixture(scope="module")
def scheme() -> Graph:
    return Graph().parse(ontology_path("plover.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_path("shapes.ttl"))


def terms_of(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects() if isinstance(s, URIRef) and s.startswith(KG)}


def test_every_term_has_labels_and_comments_in_both_languages(ontology: Graph) -> None:
    for term in sorted(terms_of(ontology)):
        for link in (RDFS.label, RDFS.comment):
            languages = sorted(str(text.language) for text in ontology.objects(term, link))
            assert languages == ["de", "en"], f"{term} {link}"


def test_the_terms_of_the_design_are_there(ontology: Graph) -> None:
    design = """Article Actor Person Organisation Country Group Place Event Communication PhoneCall
    Meeting Negotiation Visit Correspondence Statement Position Topic Evidence Check Status Stance
    text office represents participant caller visitor host sender recipient mediator agent target
    date earliest latest duration durationApproximate place topic topicNotRaised ordinal status
    speaker addressee medium quotation quotationType reports holder stance about aboutText evidence
    article assertedBy start end exact inTitle talkedWith expected found holds eventType""".split()
    assert {KG[name] for name in design} <= terms_of(ontology)


@pytest.mark.parametrize(
    ("literal", "kind"),
    [(model.Status, "Status"), (model.Stance, "Stance"), (model.QuotationType, "QuotationType")],
)
def test_individuals_are_those_of_the_model(ontology: Graph, literal: object, kind: str) -> None:
    assert {KG[name] for name in get_args(literal)} == set(ontology.subjects(RDF.type, KG[kind]))


def test_super_classes_in_the_code_are_those_of_the_ontology(ontology: Graph) -> None:
    for name, parents in terms.SUPER_CLASSES.items():
        above = set(ontology.transitive_objects(KG[name], RDFS.subClassOf)) - {KG[name]}
        assert {KG[parent] for parent in parents} == {c for c in above if c.startswith(KG)}, name
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    assert classes == {
        KG[name] for name in (*terms.SUPER_CLASSES, "Status", "Stance", "QuotationType")
    }


def test_roles_in_the_code_are_the_sub_properties_of_participant(ontology: Graph) -> None:
    found = set(ontology.subjects(RDFS.subPropertyOf, KG.participant)) | {KG.participant}
    assert found == {KG[role] for role in terms.PARTICIPANT_ROLES}


def test_nothing_is_written_that_the_ontology_lacks(ontology: Graph, dataset, seed_dataset) -> None:
    known = terms_of(ontology)
    for _, p, o, _ in [*dataset.quads(), *seed_dataset.quads()]:
        for term in (p, o):
            if isinstance(term, URIRef) and term.startswith(KG):
                assert term in known, term


def test_domains_and_ranges_name_known_classes(ontology: Graph) -> None:
    classes = set(ontology.subjects(RDF.type, OWL.Class)) | {SKOS.Concept}
    for link in (RDFS.domain, RDFS.range):
        for target in ontology.objects(None, link):
            assert target in classes or target.startswith(str(XSD)), target


def test_alignments_start_from_known_terms(ontology: Graph) -> None:
    align = Graph().parse(ontology_path("align.ttl"))
    assert terms_of(align) <= terms_of(ontology)
    namespaces = {
        str(o).rpartition("#")[0] or str(o).rpartition("/")[0]
        for o in align.objects()
        if isinstance(o, URIRef)
    }
    for part in (
        "sem",
        "prov",
        "time",
        "schema.org",
        "foaf",
        "org",
        "nif",
        "oa",
        "skos",
        "dc/terms",
    ):
        assert any(part in namespace for namespace in namespaces), part


def test_every_event_type_has_labels_a_place_in_the_scheme_and_a_known_code(scheme: Graph) -> None:
    codes = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT INVESTIGATE DEMAND DISAPPROVE
    REJECT THREATEN PROTEST CRIME SANCTION MOBILIZE COERCE ASSAULT""".split()
    concepts = sorted(scheme.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 40
    for concept in concepts:
        labels = sorted(str(label.language) for label in scheme.objects(concept, SKOS.prefLabel))
        assert labels == ["de", "en"], concept
        notation = scheme.value(concept, SKOS.notation)
        broader = scheme.value(concept, SKOS.broader)
        assert notation is None or str(notation) in codes, concept
        if broader is not None:
            assert scheme.value(broader, SKOS.notation) == notation, concept
        else:
            assert (concept, SKOS.topConceptOf, None) in scheme, concept
    assert {str(code) for code in scheme.objects(None, SKOS.notation)} == set(codes)


def test_shapes_list_the_event_types_of_the_scheme(shapes: Graph, scheme: Graph) -> None:
    listed = set()
    for node in shapes.subjects(SH.path, KG.eventType):
        for head in shapes.objects(node, SH["in"]):
            listed |= set(shapes.items(head))
    assert listed == set(scheme.subjects(RDF.type, SKOS.Concept))
    assert PLOVER.Phone in listed


def test_shapes_use_core_constraints_only(shapes: Graph) -> None:
    assert not list(shapes.subject_objects(SH.sparql))
    paths = {path for path in shapes.objects(None, SH.path) if path.startswith(KG)}
    known = terms_of(Graph().parse(ontology_path("kg.ttl")))
    assert paths <= known
