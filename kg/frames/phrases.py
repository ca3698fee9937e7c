"""The words of a phrase: its span, its head, and its normalised form as a matter."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from kg.frames.tokens import is_verbal, second_part
from kg.model import Role

_LEFT_OUT = ("acl", "conj", "cc", "parataxis", "advcl", "discourse", "punct")
_TRIM = " ,;:–-\n"
# A speaker that the parser takes into what he says: '..., so Putin'.
_SPEAKER = re.compile(r",\s*(so|sagte|erklärte|betonte|wie)\s.*$", re.DOTALL)
ORDINALS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fünft": 5,
    "sechst": 6,
    "siebt": 7,
    "siebent": 7,
    "acht": 8,
    "neunt": 9,
    "zehnt": 10,
    "elft": 11,
    "zwölft": 12,
}
CARDINALS = {
    "ein": 1,
    "eins": 1,
    "zwei": 2,
    "beide": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
}


def phrase_span(head: Token, *, clause: bool = False, before: int | None = None) -> tuple[int, int]:
    """Return (start, end) characters of a phrase around its head, contiguous.

    A noun phrase loses its preposition, its relative clauses and what is coordinated with it; a
    clause (``clause=True``) keeps all but its commas. It ends where ``before`` says, at the latest.
    """
    if clause:
        tokens = sorted(head.subtree, key=lambda t: t.i)
    else:
        kept = {head.i}
        _collect(head, kept)
        tokens = [head.doc[i] for i in sorted(kept) if before is None or i < before]
        tokens = _around(tokens, head)
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_space):
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens = tokens[:-1]
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _collect(head: Token, kept: set[int]) -> None:
    whole = second_part(head)  # 'Luft- und Seekorridor' is one thing
    for child in head.children:
        joined = whole is not None and child.i <= whole.i and child.dep_ in ("cc", "conj")
        left_out = child.dep_ in _LEFT_OUT and not child.is_quote and child.lower_ != "-"
        if left_out and not joined:
            continue
        if child.dep_ == "case":
            continue
        if is_verbal(child) and child.tag_ != "ADJA":
            continue
        kept.add(child.i)
        _collect_all(child, kept)


def _collect_all(token: Token, kept: set[int]) -> None:
    for child in token.children:
        if child.dep_ in ("acl", "parataxis", "advcl") and is_verbal(child):
            continue
        named = token.dep_ in ("appos", "flat") and child.dep_ in ("conj", "cc")
        if child.dep_ == "parataxis" or named:
            continue
        kept.add(child.i)
        _collect_all(child, kept)


def _around(tokens: list[Token], head: Token) -> list[Token]:
    """Return the run of tokens without a gap that holds the head."""
    place = tokens.index(head)
    first = last = place
    while first > 0 and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    return tokens[first : last + 1]


def sentence_bounds(sentence: Span) -> tuple[int, int]:
    """Return (start, end) characters of a sentence without white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, sentence.start_char + len(text.rstrip())


def role(name: str, head: Token, before: int | None = None, *, clause: bool = False) -> Role:
    """Return the role that a token fills, with its phrase and normalised label.

    :param before: index of the token at which the next member of a list begins; None without one.
    :param clause: whether the whole clause is meant, though a noun or adjective heads it.
    """
    clause = clause or is_verbal(head)
    start, end = phrase_span(head, clause=clause, before=before)
    label = "" if clause else _label(head, start, end)
    content = _content_clause(head)
    if content is not None and name in ("about", "topic", "outcome"):
        # 'ihre Weigerung, Bündnissen beizutreten': the clause is what the matter is.
        first, end = phrase_span(content, clause=True)
        label += ", " + _text_between(head, first, end)
    text = _text_between(head, start, end)
    label = re.sub(_SPEAKER, "", label or clause_label(text))
    proper = head.pos_ == "PROPN" or _is_listed_name(head)
    return Role(
        name=name, start=start, end=end, text=text, head=head.idx, label=label, proper=proper
    )


def _is_listed_name(noun: Token) -> bool:
    """Return whether a bare noun stands in a row with a name: 'IG Metall und Südwestmetall'."""
    bare = not any(c.dep_ in ("det", "amod", "case", "nummod") for c in noun.children)
    single = noun.morph.get("Number", []) != ["Plur"]
    joined = noun.dep_ == "conj" and noun.head.pos_ == "PROPN"
    return noun.pos_ == "NOUN" and joined and bare and single


def _content_clause(head: Token) -> Token | None:
    """Return the infinitive or dass-clause that says what a noun is about, right after it."""
    for child in head.children:
        marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")}
        content = child.tag_ == "VVIZU" or marks & {"zu", "dass", "daß", "wonach"}
        if child.dep_ == "acl" and is_verbal(child) and content and not is_verbal(head):
            return child
    return None


def _tokens_between(head: Token, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch of characters around a token, without a walk of the text."""
    first = last = head.i
    while first > 0 and head.doc[first - 1].idx >= start:
        first -= 1
    while last + 1 < len(head.doc) and head.doc[last + 1].idx < end:
        last += 1
    return list(head.doc[first : last + 1])


def _text_between(head: Token, start: int, end: int) -> str:
    """Return the characters of a stretch around a token, without a copy of the whole text."""
    tokens = [t for t in _tokens_between(head, start, end) if start <= t.idx < end]
    return "".join(t.text_with_ws for t in tokens)[: end - start]


def _label(head: Token, start: int, end: int) -> str:
    words: list[str] = []
    cut = second_part(head) is not None
    for token in _tokens_between(head, start, end):
        lead = not words and token.i < head.i
        if lead and (token.pos_ == "DET" or token.tag_ in ("ART", "PPOSAT", "PDAT", "APPRART")):
            continue
        if lead and (token.pos_ == "ADV" or token.lower_ in ("auch", "vor", "allem")):
            continue
        words.append(_head_form(token) if token == head and not cut else token.text)
        words.append(token.whitespace_)
    return re.sub(r"\s+", " ", "".join(words)).strip(_TRIM + '„“"»«‚‘')


def _head_form(head: Token) -> str:
    """Return a noun without its genitive ending: 'Konflikts' → 'Konflikt'."""
    lemma, text = head.lemma_, head.text
    ending = text[len(lemma) :]
    return lemma if text.startswith(lemma) and ending in ("s", "es") else text


def clause_label(text: str) -> str:
    """Return a clause without what opens it: 'dass', 'ob'."""
    text = re.sub(r"^(dass|daß|ob|wonach|um)\s+", "", text)
    return re.sub(r"\s+", " ", text).strip(_TRIM)


def ordinal_of(noun: Token) -> int:
    """Return 3 for 'das dritte Gespräch', 0 without an ordinal."""
    for child in noun.children:
        if child.tag_ == "ADJA" or child.pos_ in ("ADJ", "NUM"):
            value = ordinal_value(child.lower_)
            if value:
                return value
    return 0


def ordinal_value(word: str) -> int:
    """Return the value of an ordinal in any inflection, 0 for another word.

    >>> ordinal_value("zweiten"), ordinal_value("3."), ordinal_value("klein")
    (2, 3, 0)
    """
    if re.fullmatch(r"\d{1,2}\.", word):
        return int(word[:-1])
    stem = re.sub(r"(e|er|es|en|em)$", "", word.lower())
    return ORDINALS.get(stem, 0)


def count_of(noun: Token) -> int:
    """Return 2 for 'zwei Treffen' or 'die beiden Gespräche', 0 where the text does not count."""
    for child in noun.children:
        word = child.lower_
        if word.startswith("beide") and child.dep_ in ("det", "amod", "nummod"):
            return 2
        if child.dep_ == "nummod" or child.tag_ == "CARD":
            if word in CARDINALS:
                return CARDINALS[word]
            if word.isdigit() and int(word) < 100:
                return int(word)
    return 0
