"""Datasets to bytes: five formats, and the same bytes for the same triples on every run.

The writers are ours because those of rdflib order by hash in places, write characters into RDF/XML
that cannot be read back, and take several times as long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node

from kg.errors import GraphError
from kg.rdf.iris import PREFIXES, clean

Triple = tuple[Node, Node, Node]
Named = list[tuple[str, list[Triple]]]  # graph names with sorted triples; "" is the default graph

# "PN_LOCAL" of Turtle allows more; what is left out is written in full.
_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
# "IRIREF ::= '<' ([^#x00-#x20<>"{}|^`\] | UCHAR)* '>'" (Turtle 1.1, 6.5)
_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]*")
_XML_NAME = re.compile(r"(.*[^A-Za-z0-9_])([A-Za-z_][A-Za-z0-9_]*)")
_SHORT = {
    XSD.boolean: re.compile(r"true|false"),
    XSD.integer: re.compile(r"0|-?[1-9][0-9]*"),
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_NAMESPACES = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def serialize(graph: Graph | Dataset, format: str = "trig") -> bytes:
    """Return a dataset or graph as UTF-8 bytes, each triple in its fixed place.

    ``trig``, ``nquads`` and ``json-ld`` keep the named graphs; ``turtle`` and ``xml`` merge them.
    File endings work as names too: ``ttl``, ``nq``, ``jsonld``, ``rdf``.

    :raises GraphError: where the format is unknown, or cannot carry what the graph holds.

    >>> graph = Graph()
    >>> _ = graph.add((URIRef("urn:a"), RDFS.label, Literal("Wien")))
    >>> print(serialize(graph, "turtle").decode().splitlines()[-1])
    <urn:a> rdfs:label "Wien" .
    """
    name = ALIASES.get(format, format)
    if name not in WRITERS:
        formats = ", ".join(WRITERS)
        raise GraphError(f"'{format}' is no RDF format", hint=f"use one of {formats}")
    return WRITERS[name](_named(graph, merge=name in MERGED)).encode("utf-8", "strict")


def _named(graph: Graph | Dataset, merge: bool) -> Named:
    """Return the triples by graph, both in order."""
    if not isinstance(graph, Dataset):
        return [("", _ordered(graph))]
    tables: dict[str, dict[Triple, None]] = {}
    for s, p, o, context in graph.quads((None, None, None, None)):
        is_default = context is None or context == DATASET_DEFAULT_GRAPH_ID
        tables.setdefault("" if merge or is_default else str(context), {})[s, p, o] = None
    return [(name, _ordered(tables[name])) for name in sorted(tables)]


def _ordered(triples: Iterable[Triple]) -> list[Triple]:
    """Return the triples once each, sorted; blank nodes get names that depend on what they say."""
    table = dict.fromkeys(triples)
    if any(isinstance(s, BNode) or isinstance(o, BNode) for s, _, o in table):
        named = Graph()
        for triple in table:
            named.add(triple)
        table = dict.fromkeys(to_canonical_graph(named))
    return sorted(table, key=_place)


def _place(triple: Triple) -> tuple[Any, ...]:
    """Return what a triple is sorted by: its subject; then types, the label, all else."""
    s, p, o = triple
    rank = 0 if p == RDF.type else 1 if p == RDFS.label else 2
    kind = (str(o.datatype or ""), o.language or "") if isinstance(o, Literal) else ("", "")
    return isinstance(s, BNode), str(s), rank, str(p), isinstance(o, Literal), str(o), kind


def _iri(iri: Node) -> str:
    """Return an IRI in angle brackets.

    :raises GraphError: where it holds a character that no IRI may.
    """
    if not _IRI.fullmatch(str(iri)):
        raise GraphError(f"'{iri}' is no IRI that can be written", iri=str(iri))
    return f"<{iri}>"


def _quoted(text: str) -> str:
    """Return a text in quotation marks, on one line."""
    escaped = text.translate(_ESCAPES)
    if escaped.isprintable():
        return f'"{escaped}"'
    return '"' + "".join(_visible(char) for char in escaped) + '"'


def _visible(char: str) -> str:
    """Return a character, escaped where it is a control or half of a pair."""
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x2028, 0x2029):
        return f"\\u{code:04X}"
    if 0xD800 <= code < 0xE000:
        raise GraphError(f"half a character (U+{code:04X}) cannot be written as UTF-8")
    return char


def _line_term(term: Node) -> str:
    """Return a term as N-Quads writes it."""
    if isinstance(term, Literal):
        if term.language:
            return f"{_quoted(term)}@{term.language}"
        return _quoted(term) + (f"^^{_iri(_type(term))}" if _is_typed(term) else "")
    return f"_:{term}" if isinstance(term, BNode) else _iri(term)


def _type(literal: Literal) -> URIRef:
    """Return a literal's type."""
    return literal.datatype or XSD.string


def _is_typed(literal: Literal) -> bool:
    return literal.datatype is not None and literal.datatype != XSD.string


def _write_nquads(graphs: Named) -> str:
    """Return one line a quad, all lines sorted."""
    lines = []
    for name, triples in graphs:
        end = f" {_iri(URIRef(name))} .\n" if name else " .\n"
        lines += [" ".join(map(_line_term, triple)) + end for triple in triples]
    return "".join(sorted(lines))


class _Turtle:
    """Terms as Turtle and TriG write them; keeps which prefixes were used and every short name."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.names: dict[Node, str] = {}

    def term(self, term: Node) -> str:
        """Return a term, as short as may be."""
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BNode):
            return f"_:{term}"
        if term not in self.names:
            self.names[term] = self._name(term)
        return self.names[term]

    def _name(self, iri: Node) -> str:
        for prefix, namespace in _NAMESPACES:
            if str(iri).startswith(namespace) and _LOCAL.fullmatch(str(iri)[len(namespace) :]):
                self.used.add(prefix)
                return f"{prefix}:{str(iri)[len(namespace) :]}"
        return _iri(iri)

    def _literal(self, literal: Literal) -> str:
        short = _SHORT.get(literal.datatype) if literal.datatype else None
        if short and short.fullmatch(literal):
            return str(literal)
        if literal.language:
            return f"{_quoted(literal)}@{literal.language}"
        end = f"^^{self.term(_type(literal))}" if _is_typed(literal) else ""
        return _quoted(literal) + end

    def blocks(self, triples: list[Triple], indent: str) -> list[str]:
        """Return one block of text a subject."""
        subjects: dict[Node, dict[Node, list[str]]] = {}
        for s, p, o in triples:
            subjects.setdefault(s, {}).setdefault(p, []).append(self.term(o))
        join = f" ;\n{indent}    "
        blocks = []
        for s, table in subjects.items():
            pairs = [
                f"{'a' if p == RDF.type else self.term(p)} {', '.join(table[p])}" for p in table
            ]
            blocks.append(f"{indent}{self.term(s)} {join.join(pairs)} .\n")
        return blocks

    def header(self) -> str:
        """Return the prefixes that were used."""
        return "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self.used))


def _write_trig(graphs: Named) -> str:
    """Return Turtle blocks within their graphs; without named graphs this is Turtle."""
    turtle = _Turtle()
    parts = []
    for name, triples in graphs:
        if not name:
            parts.append("\n".join(turtle.blocks(triples, "")))
            continue
        body = "\n".join(turtle.blocks(triples, "    "))
        parts.append(f"{turtle.term(URIRef(name))} {{\n{body}}}\n")
    return "\n".join([turtle.header(), *parts])


def _write_json(graphs: Named) -> str:
    """Return JSON-LD with a context of its own: nothing is fetched to read it.

    The context has the prefixes, and for each property whose values are all of one kind (IRIs, or
    literals of one type or language) that kind, so that its values are plain texts.
    """
    terms = _json_terms(triple for _, triples in graphs for triple in triples)
    content: list[Any] = []
    for name, triples in graphs:
        nodes = _json_nodes(triples, terms)
        content += [{"@id": name, "@graph": nodes}] if name else nodes
    document = {"@context": {**dict(sorted(PREFIXES.items())), **terms}, "@graph": content}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_terms(triples: Iterable[Triple]) -> dict[str, dict[str, str]]:
    """Return what the context says of each property with a short name and values of one kind."""
    kinds: dict[Node, set[tuple[str, str]]] = {}
    for _, p, o in triples:
        kinds.setdefault(p, set()).add(_json_kind(o))
    terms = {}
    for p, every in kinds.items():
        kind = next(iter(every))
        if len(every) == 1 and kind[0] and p != RDF.type and _short(p) != str(p):
            terms[_short(p)] = {"@id": str(p), kind[0]: kind[1]}
    return dict(sorted(terms.items()))


def _json_kind(term: Node) -> tuple[str, str]:
    """Return what a context says of a property with such values; ('', '') for nothing."""
    if not isinstance(term, Literal):
        return "@type", "@id"
    if term.language:
        return "@language", term.language
    if _is_typed(term) and str(_type(term)).startswith(str(XSD)):
        return "@type", _short(_type(term))
    return "", ""


def _json_nodes(
    triples: list[Triple], terms: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    """Return one JSON object a subject."""
    nodes: dict[Node, dict[str, Any]] = {}
    for s, p, o in triples:
        node = nodes.setdefault(s, {"@id": _json_id(s)})
        if p == RDF.type and not isinstance(o, Literal):
            node.setdefault("@type", []).append(_short(o))
        else:
            value = _json_value(o)
            if _short(p) in terms:
                value = _json_id(o) if not isinstance(o, Literal) else str(o)
            node.setdefault(_short(p), []).append(value)
    return list(nodes.values())


def _json_id(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else _short(term)


def _json_value(term: Node) -> Any:
    """Return an object of a triple as JSON-LD."""
    if not isinstance(term, Literal):
        return {"@id": _json_id(term)}
    if term.language:
        return {"@value": str(term), "@language": term.language}
    if not _is_typed(term):
        return str(term)
    return {"@value": str(term), "@type": _short(_type(term))}


def _short(iri: Node) -> str:
    """Return an IRI with a prefix in place of its namespace, where there is one."""
    for prefix, namespace in _NAMESPACES:
        if str(iri).startswith(namespace) and _LOCAL.fullmatch(str(iri)[len(namespace) :]):
            return f"{prefix}:{str(iri)[len(namespace) :]}"
    return _iri(iri)[1:-1]


def _write_xml(graphs: Named) -> str:
    """Return RDF/XML of all triples."""
    bodies: list[str] = []
    spaces = {str(RDF): "rdf"}
    triples = [triple for _, group in graphs for triple in group]
    subject: Node | None = None
    for s, p, o in triples:
        if s != subject:
            bodies += ["  </rdf:Description>\n"] * bool(bodies)
            bodies.append(f"  <rdf:Description {_xml_id(s, 'about')}>\n")
            subject = s
        bodies.append(_xml_property(p, o, spaces))
    bodies += ["  </rdf:Description>\n"] * bool(bodies)
    names = "".join(f"\n  xmlns:{prefix}={quoteattr(space)}" for space, prefix in spaces.items())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f"{head}<rdf:RDF{names}>\n{''.join(bodies)}</rdf:RDF>\n"


def _xml_id(term: Node, name: str) -> str:
    if isinstance(term, BNode):
        return f'rdf:nodeID="{term}"'
    return f"rdf:{name}={quoteattr(_iri(term)[1:-1])}"


def _xml_property(p: Node, o: Node, spaces: dict[str, str]) -> str:
    """Return one property; its namespace gets a prefix where it has none yet.

    :raises GraphError: where XML has no name for the property or no way to write the value.
    """
    match = _XML_NAME.fullmatch(_iri(p)[1:-1])
    if not match:
        raise GraphError(f"RDF/XML cannot write the property '{p}'", hint="use another format")
    space, local = match.groups()
    known = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    prefix = spaces.setdefault(space, known.get(space, f"ns{len(spaces)}"))
    tag = f"{prefix}:{local}"
    if not isinstance(o, Literal):
        return f"    <{tag} {_xml_id(o, 'resource')}/>\n"
    if clean(o) != str(o):
        raise GraphError(f"RDF/XML cannot write a control character of '{p}'")
    mark = f' xml:lang="{o.language}"' if o.language else ""
    if _is_typed(o):
        mark = f" rdf:datatype={quoteattr(str(o.datatype))}"
    return f"    <{tag}{mark}>{escape(o, {chr(13): '&#13;'})}</{tag}>\n"


WRITERS: dict[str, Callable[[Named], str]] = {
    "trig": _write_trig,
    "nquads": _write_nquads,
    "turtle": _write_trig,
    "json-ld": _write_json,
    "xml": _write_xml,
}
MERGED = ("turtle", "xml")
ALIASES = {"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld", "rdf": "xml"}
