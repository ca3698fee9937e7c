"""The least questions to ask of a token in a tree: its children, its preposition, its conjuncts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

CONTRACTED = {
    "am": "an",
    "ans": "an",
    "aufs": "auf",
    "beim": "bei",
    "durchs": "durch",
    "fürs": "für",
    "im": "in",
    "ins": "in",
    "übers": "über",
    "ums": "um",
    "vom": "von",
    "vors": "vor",
    "zum": "zu",
    "zur": "zu",
}
_VERBAL = ("VERB", "AUX")


def is_verbal(token: Token) -> bool:
    """Return whether a token heads a verbal clause."""
    return token.pos_ in _VERBAL or token.tag_.startswith(("VV", "VA", "VM"))


def children(token: Token, *labels: str) -> list[Token]:
    """Return the children of a token with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def preposition(token: Token) -> str:
    """Return the plain preposition that governs a noun, or '' without one.

    A circumposition counts by its first part; 'mit Blick auf' counts as 'mit'.
    """
    for child in token.children:
        if child.dep_ == "case" and (child.pos_ == "ADP" or child.tag_.startswith("APP")):
            form = child.lower_
            return CONTRACTED.get(form, form)
    return ""


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield a token and the nouns coordinated with it, in text order.

    'der Präsident Aydın und die Premierministerin Vassiliou': parsers may hang the second on the
    name of the first.
    """
    yield token
    whole = second_part(token)
    for child in token.children:
        if whole is not None and child == whole:
            yield from list(conjuncts(child))[1:]
        elif child.dep_ == "conj" and not is_verbal(child) and not _starts_anew(child):
            yield from conjuncts(child)
        elif child.dep_ in ("appos", "flat") and child.pos_ == "PROPN":
            yield from list(conjuncts(child))[1:]
        elif child.dep_ == "nmod" and not children(child, "case"):
            # 'dem Präsidenten der Föderation Wladimir Putin und dem Präsidenten ...'
            for name in children(child, "appos"):
                yield from [t for t in list(conjuncts(name))[1:] if t.pos_ == "NOUN"]


def _starts_anew(token: Token) -> bool:
    """Return whether no list goes on with a noun, whatever the parser says.

    A semicolon ends a list, and a slash makes a noun part of a name: 'Bündnis 90/Die Grünen'.
    """
    slash = token.left_edge.i
    if ";" in (token.doc[slash].text, token.doc[max(slash - 1, 0)].text):
        return True
    slash -= token.doc[slash].text != "/"
    return slash > 0 and token.doc[slash].text == "/" and token.doc[slash - 1].is_digit


def second_part(token: Token) -> Token | None:
    """Return the noun that a truncated one is short for: 'Seekorridor' of 'Luft-', else None.

    What 'and' joins there is one phrase: 'Staats- und Regierungschefs' are no two groups.
    """
    if token.tag_ != "TRUNC" and not token.text.endswith("-"):
        return None
    return next((c for c in children(token, "conj") if c.pos_ in ("NOUN", "PROPN")), None)


def dependents(verb: Token) -> list[Token]:
    """Return the children of a verb, its auxiliaries and its particle.

    Parsers may hang a subject on 'ist', or a place on the 'statt' of 'fand ... statt'.
    """
    found = list(verb.children)
    for auxiliary in children(verb, "aux", "aux:pass", "cop", "compound:prt"):
        found += [child for child in auxiliary.children if child.dep_ != "punct"]
    return found


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.tag_ not in ("PRELS", "PRELAT", "PWAV") or not is_relative(token):
        return token
    clause = next((a for a in [token, *token.ancestors] if a.dep_.startswith("acl")), None)
    if clause is None:
        return token
    # 'um das Modell durchzusetzen, das die SPD ablehnt': the clause tells of the object.
    objects = [c for c in children(clause.head, "obj") if c.i < clause.left_edge.i]
    return objects[-1] if objects and is_verbal(clause.head) else clause.head


def is_relative(token: Token) -> bool:
    """Return whether a token is a relative pronoun or adverb."""
    return token.tag_.startswith("PREL") or token.lower_ in ("wo", "wobei", "worin")


_FEMININE = ("ung", "heit", "keit", "schaft", "ion")


def is_plural(token: Token) -> bool:
    """Return whether a noun is plural, by its features or by the verb that agrees with it."""
    if token.morph.get("Number", []) == ["Plur"] or token.lower_ in ("beide", "beiden"):
        return True
    if token.pos_ == "NOUN" and token.text.startswith(token.lemma_):
        ending = token.text[len(token.lemma_) :]
        if ending == "e" or (ending == "en" and token.lemma_.endswith(_FEMININE)):
            return True
    if token.dep_ != "nsubj" or token.pos_ == "PROPN":
        return False
    clause = [token.head, *children(token.head, "aux", "aux:pass", "cop")]
    finite = next((t for t in clause if t.tag_.endswith("FIN")), None)
    return finite is not None and finite.lower_.endswith(("en", "sind", "rn", "ln"))


def is_reflexive(token: Token) -> bool:
    """Return whether a token is 'sich', 'einander' and the like."""
    return token.tag_ == "PRF" or token.lower_ in ("sich", "einander", "miteinander")


def is_bare_adjective(token: Token) -> bool:
    """Return whether an adjective completes a verb: 'machte ihn verantwortlich'."""
    participle = token.tag_ == "VVPP" and not children(token, "aux", "aux:pass")
    if token.tag_ != "ADJD" and token.pos_ != "ADJ" and not participle:
        return False
    return token.dep_ in ("xcomp", "advmod", "obl") and not children(token, "cop", "mark", "nsubj")


def nominal_chain(noun: Token) -> Iterator[Token]:
    """Yield the attributes of a noun and theirs in turn."""
    for child in noun.children:
        if child.dep_ == "nmod":
            yield child
        if child.dep_ in ("nmod", "appos", "flat"):
            yield from nominal_chain(child)


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb is an infinitive with 'zu', whatever its tag."""
    bare = verb.tag_ == "VVINF" and verb.lower_.replace("zu", "", 1) == verb.lemma_
    if verb.tag_ == "VVIZU" or bare:
        return True
    marks = [child for child in verb.children if child.dep_ == "mark"]
    return any(mark.tag_ == "PTKZU" or mark.lower_ == "zu" for mark in marks)


def bare_attribute(noun: Token) -> Token | None:
    """Return the noun without any article that the parser hangs on the one right before it."""
    for lower in children(noun, "nmod"):
        if lower.pos_ == "NOUN" and lower.i == noun.i + 1 and not list(lower.lefts):
            return lower
    return None
