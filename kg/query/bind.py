"""Values into the text of a query, as terms: the same text then goes to every engine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import URIRef
from rdflib.namespace import XSD

from kg.errors import QueryError
from kg.query.values import PREFIXES, to_term

# "STRING_LITERAL2 ::= '"' ( ([^#x22#x5C#xA#xD]) | ECHAR )* '"'" (SPARQL 1.1, 19.8)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# "IRIREF ::= '<' ([^<>"{}|^`\]-[#x00-#x20])* '>'" (SPARQL 1.1, 19.8)
_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]+')
_VARIABLE = re.compile(r"[A-Za-z_]\w*")
# Line of a named query that holds only where its parameter is given, which it calls $NAME.
_CONDITION = re.compile(r"^([ \t]*)#\?(\w+) (.*)$", re.MULTILINE)
# What braces and parentheses mean nothing in, and what opens and closes.
_TOKEN = re.compile(
    r"""\#[^\n]* | <[^<>"{}|^`\\\x00-\x20]*> | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
    | '''(?:[^'\\]|\\.|'(?!''))*''' | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | [{}()] | [A-Za-z_?$][\w:-]*""",
    re.VERBOSE | re.DOTALL,
)


def bind(text: str, params: Mapping[str, Any]) -> str:
    """Return a query in which variables have values; the values are never read as SPARQL.

    In a named query, the lines marked ``#?NAME`` come to hold, and ``$NAME`` in them is the value.
    In any other query, VALUES is put before all else in the outermost group.

    :param params: Python values or RDF terms by the name of a variable; None is left out. Text that
        is an IRI ('https://...', 'actor:Q7747') becomes one.
    :raises QueryError: where RDF has no term for a value, or the query has no group to put it in.

    >>> bind("SELECT ?a { ?a rdfs:label ?name }", {"name": 'Das "Weiße Haus"'})
    'SELECT ?a { VALUES ?name { "Das \\\\"Weiße Haus\\\\"" } ?a rdfs:label ?name }'
    >>> print(bind("SELECT * {\\n  #?name FILTER(?a = $name)\\n}", {"name": 3}))
    SELECT * {
      FILTER(?a = "3"^^<http://www.w3.org/2001/XMLSchema#integer>)
    }
    """
    terms = {name: to_sparql(value) for name, value in params.items() if value is not None}
    held: set[str] = set()

    def hold(line: re.Match[str]) -> str:
        if line[2] not in terms:
            return line[0]
        held.add(line[2])
        mark = re.compile(rf"\${re.escape(line[2])}\b")
        return line[1] + mark.sub(lambda _: terms[line[2]], line[3])

    bound = _CONDITION.sub(hold, text)
    rest = [name for name in terms if name not in held]
    for name in rest:
        if not _VARIABLE.fullmatch(name):
            raise QueryError(f"'{name}' is no name of a variable", name=name)
    values = "".join(f" VALUES ?{name} {{ {terms[name]} }}" for name in rest)
    if not values:
        return bound
    place = _outer_group(bound)
    return bound[:place] + values + bound[place:]


def to_sparql(value: Any) -> str:
    """Return a Python value or RDF term as SPARQL writes it, for any engine.

    :raises QueryError: where it is no term, or one that cannot be sent.

    >>> to_sparql("https://example.org/a"), to_sparql(True)
    ('<https://example.org/a>', '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
    """
    term = to_term(value)
    text = str(term)
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise QueryError("a value is no valid text", hint="give it in UTF-8", value=repr(text))
    if isinstance(term, URIRef):
        return _iri(text)
    quoted = f'"{_protect(text.translate(_ESCAPES))}"'
    if term.language:
        return f"{quoted}@{term.language}"
    typed = term.datatype is not None and term.datatype != XSD.string
    return f"{quoted}^^{_iri(str(term.datatype))}" if typed else quoted


def _protect(text: str) -> str:
    r"""Return an escaped text in which no engine finds a code point's escape.

    SPARQL 1.1 replaces ``\u0022`` before it parses, and some engines do so after an escaped
    backslash too; so the letter after one is written as an escape of its own.
    """
    return re.sub(r"\\\\([uU])", lambda m: rf"\\\U{ord(m[1]):08X}", text)


def _iri(text: str) -> str:
    """Return an IRI between its brackets.

    :raises QueryError: where it holds what no IRI may.
    """
    if not _IRI.fullmatch(text):
        raise QueryError(f"'{text}' is no IRI", hint="escape spaces and brackets", iri=text)
    return f"<{text}>"


def with_prefixes(text: str) -> str:
    """Return a query that declares our prefixes itself, in its first line.

    >>> with_prefixes("ASK { ?a a kg:Person }").startswith("PREFIX kg: <https://w3id.org/kg-news/")
    True
    """
    declared = (f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
    return " ".join([*declared, text])


def _outer_group(text: str) -> int:
    """Return the place after the brace that opens the outermost group of a query.

    :raises QueryError: where there is none.
    """
    braces = parentheses = 0
    last = ""
    for token, end in _tokens(text):
        if token == "{" and not parentheses:
            if braces == 0 and last != "CONSTRUCT":  # after it comes the template
                return end
            braces += 1
        elif token == "}" and not parentheses:
            braces -= 1
        elif token in "()":
            parentheses += 1 if token == "(" else -1
        last = token.upper()
    raise QueryError("the query has no group to bind values in", hint="write WHERE { ... }")


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield what counts for the form of a query, each with the place after it."""
    for match in _TOKEN.finditer(text):
        if not match[0].startswith(("#", "<", '"', "'")):
            yield match[0], match.end()
