"""Does a clause tell what was or what will be? From the words alone, better with a parse."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.mentions.timex_calendar import Tense
from kg.mentions.timex_verbs import forms, is_participle, is_present, is_preterite, word_tense

_WORD = re.compile(r"\b[a-zäöüß]+\b")
_STOP = re.compile(r"[!?:;\f„“”\"»«]|\.(?= ?[A-ZÄÖÜ„“\"(]| ?$)|, (?=\w+ )| – | - ")
_DETERMINER = r"(?:[Dd](?:er|ie|as|en|em|es)|(?:[Ee]in|[Ss]ein|[Ii]hr|[Kk]ein)(?:e[mnrs]?)?)"
_PREPOSITION = r"(?:seit|am|im|für|in|bis|ab|vor|nach|um|von|vom|zum|auf) (?:de[nmr] |das |die )?"
_OPENER = re.compile(
    rf"\b(?:{_DETERMINER} (?:(?:erst|bereits|schon|ursprünglich|noch) )?(?:{_PREPOSITION})?"
    rf"|(?:[Vv]om|[Zz]u[mr]|[Bb]eim|[Ii]m|[Aa]m) {_PREPOSITION})$"
)
_MODIFIER = re.compile(
    rf" (?:(?!{_DETERMINER} )[A-ZÄÖÜa-zäöüß]{{1,24}} ){{0,3}}?"
    r"([a-zäöüß]{3,24}?)e[nmrs]? (?=[A-ZÄÖÜ])"
)


def attributive(flat: str, start: int, end: int) -> str:
    """Return the participle in front of a noun that a time expression belongs to, or ''.

    >>> attributive("die seit 2014 verlorenen Gebiete", 9, 13)
    'verloren'
    >>> attributive("das Treffen am Freitag endete", 15, 22)
    ''
    """
    modifier = _MODIFIER.match(flat, end)
    if modifier is None or _OPENER.search(flat, max(0, start - 40), start) is None:
        return ""
    stem = modifier[1]
    return stem if is_participle(stem) or stem.endswith("end") else ""


def clause_tense(doc: Doc, flat: str, start: int, end: int) -> Tense:
    """Return the tense of the clause around some characters.

    'seine für Donnerstag geplante Reise' is coming whatever the clause is. With a parse the clause
    is that of the verb which the words hang on; without one, the words between the marks around.
    """
    if re.search(r"\b[Ss]eit(?: de[mr])? $", flat[max(0, start - 9) : start]):
        return "past"
    stem = attributive(flat, start, end)
    if stem:
        return "future" if stem in forms("planned") or stem.endswith("end") else "past"
    if re.search(r"\b(?:[Ff]ür|[Aa]uf)(?: de[nm])? $", flat[max(0, start - 9) : start]):
        return "future"
    if doc.has_annotation("DEP") and doc.has_annotation("POS"):
        tense = _parsed_tense(doc, start)
        if tense:
            return tense
    left, right = _clause(flat, start, end)
    return word_tense(_WORD.findall(flat[left:right]))


def _clause(flat: str, start: int, end: int) -> tuple[int, int]:
    left, right = max(0, start - 200), min(len(flat), end + 200)
    for mark in _STOP.finditer(flat, left, start):
        if not flat[max(0, mark.start() - 1)].isdigit():
            left = mark.end()
    for mark in _STOP.finditer(flat, end, right):
        if not flat[mark.start() - 1].isdigit() or mark.end() >= right:
            right = mark.start()
            break
    return left, right


def _parsed_tense(doc: Doc, start: int) -> Tense:
    token = _token_at(doc, start)
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            return _verb_tense(token)
        if token.tag_ == "ADJA" or token.head.i == token.i:
            break
        token = token.head
    return ""


def _verb_tense(verb: Token) -> Tense:
    """Return the tense of a verb with its auxiliaries, in the order of the text."""
    chain = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
    above = verb.head if verb.dep_ == "xcomp" and verb.tag_ in ("VVINF", "VVPP") else verb
    if above.tag_ == "VMFIN" or (above.tag_ == "VVFIN" and above.lemma_ == "lassen"):
        chain.append(above)  # 'ließ sich am Montag verbinden'
    chain = sorted([*chain, verb], key=lambda form: form.i)
    finite = [form for form in chain if form.tag_.endswith("FIN")]
    if any(_is_past(form) for form in finite):
        return "past"
    words = [form.lower_ for form in chain]
    if not finite:
        return "future" if verb.tag_ in ("VVIZU", "VVINF") else ""
    if verb.tag_ == "VVPP" and set(words) & forms("perfect") and not set(words) & forms("future"):
        planned = set(words) & forms("planned") and set(words) & forms("states")
        return "future" if planned else "past"
    if verb.tag_ in ("VAFIN", "VMFIN") or (verb.tag_ == "VVFIN" and len(chain) == 1):
        return _with_neighbours(verb, words)
    return word_tense(words)


def _with_neighbours(verb: Token, words: list[str]) -> Tense:
    """Return the tense of a lone finite verb; its participle may hang elsewhere in a bad parse."""
    if verb.lower_ not in forms("perfect") | forms("future"):
        return word_tense(words) or "present"
    sentence = [token.lower_ for token in verb.sent if token.i >= verb.i]
    closing = next((i for i, word in enumerate(sentence) if i and word in ",;:"), len(sentence))
    return word_tense(sentence[:closing])


def _is_past(form: Token) -> bool:
    """Tell whether a finite verb is past: by the model unless its spelling speaks for present."""
    word = form.lower_
    if word in forms("past") or is_preterite(word):
        return True
    if word in forms("future") or word in forms("perfect"):
        return False
    return "Tense=Past" in str(form.morph) and not is_present(word)


def _token_at(doc: Doc, start: int) -> Token:
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= start:
            low = middle
        else:
            high = middle - 1
    return doc[low]
