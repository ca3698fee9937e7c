"""Any other engine: a question as text for it, and its answer as rows.

A store on disk or an endpoint on the web takes the text of a query and gives back bytes. What the
text is, and what the bytes mean, is decided here, so that it is the same for all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import QueryError
from kg.query.bind import bind, with_prefixes
from kg.query.guard import prepare_query
from kg.query.named import NamedQuery
from kg.query.result import Result
from kg.query.rows import tidy_rows
from kg.query.run import check_params, find_named, refuse_length
from kg.query.values import PREFIXES

ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"
_GRAPHS = ("ConstructQuery", "DescribeQuery")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is sent to an engine: ``text`` stands alone, ``accept`` is the format of the answer.

    ``accept`` is the media type of SPARQL's JSON for rows and truths, of N-Triples for graphs.
    """

    text: str
    accept: str = ROWS
    named: NamedQuery | None = None


def to_question(name_or_text: str, params: Mapping[str, Any], *, names: bool = True) -> Question:
    """Return what to send to an engine, for a named query or SPARQL of one's own.

    :param names: whether a single word is the name of a query.
    :raises QueryError: as :func:`kg.query.run` does, before anything is sent.

    >>> to_question("timeline", {}).accept
    'application/sparql-results+json'
    """
    named = find_named(name_or_text) if names else None
    if named:
        check_params(named, dict(params))
        return Question(text=bind(named.text, params), named=named)
    text = bind(name_or_text, params)
    query = prepare_query(text, PREFIXES)  # refuses what changes data or reaches outside
    accept = TRIPLES if query.algebra.name in _GRAPHS else ROWS
    return Question(text=with_prefixes(text), accept=accept)


def from_answer(question: Question, data: bytes, *, most: int | None = None) -> Result:
    """Return the answer that an engine gave, in the format that the question accepts.

    :param most: how many rows or triples it may have; any number by default.
    :raises QueryError: where it is in another format, or longer.

    >>> question = to_question("ASK { ?a ?b ?c }", {})
    >>> from_answer(question, b'{"head": {}, "boolean": true}').rows
    [Row(answer=True)]
    """
    title = question.named.title if question.named else ""
    try:
        if question.accept == TRIPLES:
            graph = Graph().parse(data=data, format="nt")
            refuse_length(len(graph), most, "triples")
            return Result(graph=graph, title=title)
        document = json.loads(data)
        if "boolean" in document:
            truth = Literal(bool(document["boolean"]))
            return Result(["answer"], [[truth]], is_ask=True, title=title)
        columns = document["head"]["vars"]
        refuse_length(len(document["results"]["bindings"]), most, "rows")
        rows = [
            [_term(row[column]) if column in row else None for column in columns]
            for row in document["results"]["bindings"]
        ]
    except QueryError:
        raise
    except Exception as error:  # each parser has a family of errors of its own
        hint = "ask an endpoint of SPARQL 1.1"
        raise QueryError(f"the answer cannot be read: {error}", hint=hint) from error
    if question.named:
        rows = tidy_rows(question.named, rows)
    return Result(columns, rows, title=title)


def run_by(
    answer: Callable[[Question], bytes],
    name_or_text: str,
    *,
    most: int | None = None,
    names: bool = True,
    **params: Any,
) -> Result:
    """Return what another engine answers to a named query or to SPARQL.

    :param answer: sends a question and returns the bytes of the answer. The engine has to take
        the union of the named graphs for its default graph.
    :param names: whether a single word is the name of a query.
    :raises QueryError: as :func:`kg.query.run` does, and where the answer cannot be read.

    >>> run_by(lambda question: b'{"head": {}, "boolean": false}', "ASK { ?a ?b ?c }").rows
    [Row(answer=False)]
    """
    values = {key: value for key, value in params.items() if value is not None}
    question = to_question(name_or_text, values, names=names)
    return from_answer(question, answer(question), most=most)


def _term(binding: Mapping[str, str]) -> Node:
    """Return a term of SPARQL's JSON."""
    value = binding["value"]
    if binding["type"] == "uri":
        return URIRef(value)
    if binding["type"] == "bnode":
        return BNode(value)
    datatype = binding.get("datatype")
    return Literal(
        value,
        lang=binding.get("xml:lang"),
        datatype=URIRef(datatype) if datatype else None,
        normalize=False,
    )
