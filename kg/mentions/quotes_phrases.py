"""Noun phrases: from where to where one goes, by the tree and by the words."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.quotes_grammar import FINITE, VERBS

_NOUNS = frozenset({"NN", "NE", "TRUNC", "FM"})
_BEFORE_NOUN = frozenset(
    {"ART", "ADJA", "CARD", "PPOSAT", "PDAT", "PIAT", "PIDAT", "PIS", "ADV", "TRUNC"}
)
_PRONOUNS = frozenset({"PPER", "PDS", "PIS", "PRELS", "PWS"})
_CUT = frozenset(
    {"acl", "advcl", "parataxis", "ccomp", "xcomp", "csubj", "dep", "discourse", "cop", "aux"}
    | {"expl", "expl:pv", "nsubj", "mark", "case", "aux:pass", "nsubj:pass"}
)
_LOOSE_PREPOSITIONS = frozenset(
    """gegenüber am nach vor mit laut zu zum zur zufolge während wegen trotz gemäß seit via unter
    gegen über durch ab bis auf""".split()
)
_LEADING = frozenset({"auch", "etwa", "wie", "so", "und", "aber", "selbst", "sogar"})
_REFLEXIVES = frozenset({"sich", "mich", "uns"})


def phrase(head: Token, start: int, end: int) -> tuple[int, int]:
    """Return the token span of a noun phrase around its head, inside ``start``..``end``.

    Relative clauses and loose prepositional phrases stay outside; appositions ('der Berater des
    Präsidenten, Juri Uschakow') belong to it.
    """
    members = _members(head)
    left = head.i
    while left > start and (left - 1 in members or _modifies(head.doc, left - 1, left)):
        left -= 1
    right = head.i + 1
    while right < end and (right in members or _continues_name(head.doc, right)):
        right += 1
    return _tidy(head.doc, left, _before_clause(head, right))


def _before_clause(head: Token, right: int) -> int:
    """Cut a phrase at its last comma where a verb follows: 'das Haus, der Präsident [sei ...]'."""
    doc = head.doc
    if right >= len(doc) or doc[right].tag_ not in FINITE:
        return right
    commas = [i for i in range(head.i, right) if doc[i].text == ","]
    return commas[-1] if commas else right


def _continues_name(doc: Doc, index: int) -> bool:
    """Tell whether a token goes on with the name or title right before it."""
    token, before = doc[index], doc[index - 1]
    if token.ent_iob_ == "I" and before.ent_iob_ in {"B", "I"}:
        return True
    if before.text in {"Dr.", "Prof.", "de", "von"}:
        return token.tag_ in {"NE", "NN"}
    if token.text in {"Dr.", "Prof."}:
        return before.tag_ in {"NE", "NN"}
    return (
        token.tag_ == "NE"
        and (before.tag_ == "NE" or token.ent_iob_ == "B")
        and (before.tag_ in {"NE", "NN"})
    )


def _modifies(doc: Doc, index: int, left: int) -> bool:
    """Tell whether a word right before a phrase belongs to it, though the tree does not say so."""
    if doc[left].tag_ not in {"NN", "NE", "ADJA", "TRUNC"}:
        return False
    if doc[index].dep_ in {"dep", "amod"} and doc[index].head.i == left:
        return True
    return doc[index].tag_ in {"ADJA", "ART", "PPOSAT", "PIAT", "PDAT", "CARD"}


def _members(head: Token) -> set[int]:
    """Return the tokens of the subtree that belong to the noun phrase."""
    members = set()
    stack = [head]
    while stack:
        token = stack.pop()
        members.add(token.i)
        for child in token.children:
            if child.dep_ in _CUT and not (child.dep_ == "case" and token is not head):
                continue
            if child.i > head.i and _is_loose(child, head):
                continue
            stack.append(child)
    return members


def _is_loose(child: Token, head: Token) -> bool:
    """Tell whether a dependent right of the head rather belongs to the verb."""
    if child.dep_ in {"advmod", "obl", "obj", "obl:arg", "compound:prt"} and child.tag_ != "ADJA":
        return True
    cases = [grand.lower_ for grand in child.children if grand.dep_ == "case"]
    if child.dep_ == "conj" and (child.tag_ in FINITE or child.tag_ in VERBS):
        return True
    return child.dep_ != "conj" and bool(cases) and cases[0] in _LOOSE_PREPOSITIONS


def _tidy(doc: Doc, left: int, right: int) -> tuple[int, int]:
    """Take punctuation off both ends of a phrase."""
    while right - 1 > left and doc[right - 1].text in {",", ":", ";", "–", "-", "(", "und"}:
        right -= 1
    while left < right - 1 and (
        doc[left].is_punct or doc[left].is_space or doc[left].lower_ in _LEADING
    ):
        left += 1
    return left, right


def phrase_after(doc: Doc, start: int, end: int) -> tuple[int, int, int] | None:
    """Read a noun phrase off the surface: (start, end, head) of the first one, or None.

    Words before it that cannot begin it (adverbs, 'sich') are skipped; it ends before the next
    preposition other than 'von' and before the next comma.
    """
    index = start
    while index < end and (
        doc[index].tag_ in {"ADV", "PRF", "PAV", "PROAV", "ADJD"}
        or doc[index].lower_ in _REFLEXIVES
    ):
        index += 1
    if index >= end:
        return None
    if doc[index].tag_ in _PRONOUNS:
        return index, index + 1, index
    left = index
    while index < end and doc[index].tag_ in _BEFORE_NOUN:
        index += 1
    if index >= end or doc[index].tag_ not in _NOUNS:
        return None
    head = index
    right = index + 1
    while right < end and (doc[right].tag_ in _NOUNS or _goes_on(doc, right, end)):
        right += 1
    return left, right, head


def _goes_on(doc: Doc, index: int, end: int) -> bool:
    """Tell whether a genitive, a 'von' phrase or a bracket goes on with a noun phrase."""
    token = doc[index]
    nxt = doc[index + 1] if index + 1 < end else None
    if nxt is None:
        return False
    if token.lower_ in {"des", "der", "von", "vom", "eines", "einer"}:
        return nxt.tag_ in _NOUNS or nxt.tag_ in {"ADJA", "ART"}
    if token.tag_ == "ADJA":
        return doc[index - 1].lower_ in {"des", "der", "eines", "einer", "vom"}
    return token.tag_ == "ART" and doc[index - 1].lower_ == "von"
