"""Does a clause tell what was or what will be? From the words alone, better with a parse."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from kg.mentions.timex_calendar import Tense
from kg.resources import read_toml

_WORD = re.compile(r"\b[a-zäöüß]+\b")
_STOP = re.compile(r"[.!?:;\f„“”\"»«]|, (?=\w+ )| – | - ")


@cache
def _verbs(name: str) -> frozenset[str]:
    return frozenset(read_toml("de/timex_tense.toml")[name])


@cache
def _past_ending() -> re.Pattern[str]:
    return re.compile(r"[a-zäöüß]{2,}(?:[^aeiouäöü]t|[dt]e?t)e(?:n|t|st)?")


@cache
def _strong() -> re.Pattern[str]:
    """Return a pattern of strong preterites with a prefix: 'abflog', 'stattfand'."""
    return re.compile(f"(?:{'|'.join(_verbs('prefixes'))})(?:{'|'.join(_verbs('preterites'))})")


def word_tense(words: list[str]) -> Tense:
    """Return the tense that a clause's lower-case words show, '' where they show none.

    >>> word_tense(["am", "dienstag", "wird", "er", "reisen"])
    'future'
    >>> word_tense(["am", "dienstag", "wurde", "er", "gewählt"]), word_tense(["am", "dienstag"])
    ('past', '')
    """
    found = set(words)
    if found & _verbs("past"):
        return "past"
    if found & _verbs("perfect"):
        return "past" if any(is_participle(word) for word in words) else "present"
    if found & _verbs("future"):
        return "future"
    if any(is_preterite(word) for word in words):
        return "past"
    if found & _verbs("present") or any(_is_present(word) for word in words):
        return "present"
    return ""


def _is_present(word: str) -> bool:
    """Tell whether a lower-case word looks like a third person of the present."""
    ending = word.endswith("t") and len(word) > 3 and word not in _verbs("not_presents")
    return ending and not word.endswith(("haft", "icht", "bst", "cht")) and word[:2] != "ge"


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word looks like a past participle.

    >>> is_participle("getroffen"), is_participle("telefoniert"), is_participle("morgen")
    (True, True, False)
    """
    if word in _verbs("participles"):
        return True
    if re.fullmatch(r"(?:\w{1,6})?ge\w{2,}(?:t|en)", word) and word not in _verbs(
        "not_participles"
    ):
        return True
    return bool(re.fullmatch(r"\w{3,}iert|(?:be|ver|er|ent|zer|miss)\w{3,}t", word))


def is_preterite(word: str) -> bool:
    """Tell whether a lower-case word looks like a preterite.

    >>> is_preterite("sagte"), is_preterite("sprach"), is_preterite("heute"), is_preterite("zweite")
    (True, True, False, False)
    """
    if word in _verbs("preterites") or _strong().fullmatch(word):
        return True
    return bool(_past_ending().fullmatch(word)) and word not in _verbs("not_preterites")


def clause_tense(doc: Doc, flat: str, start: int, end: int) -> Tense:
    """Return the tense of the clause around some characters.

    With a parse it is the clause of the verb that the words hang on; without one, the words
    between the marks around them.
    """
    if doc.has_annotation("DEP") and doc.has_annotation("POS"):
        tense = _parsed_tense(doc, start)
        if tense:
            return tense
    left, right = _clause(flat, start, end)
    return word_tense(_WORD.findall(flat[left:right]))


def _clause(flat: str, start: int, end: int) -> tuple[int, int]:
    left, right = max(0, start - 160), min(len(flat), end + 160)
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
    """Return the tense of a verb with its auxiliaries; a bare participle tells the past."""
    forms = [child for child in verb.children if child.dep_.startswith(("aux", "cop"))]
    forms.append(verb)
    words = [form.lower_ for form in forms]
    finite = [form for form in forms if form.tag_.endswith("FIN")]
    if not finite and verb.head.i != verb.i and verb.dep_ in ("xcomp", "advcl"):
        return "future" if verb.tag_ in ("VVIZU", "VVINF") else ""
    if any(_is_past(form) for form in finite):
        return "past"
    return word_tense(words)


def _is_past(form: Token) -> bool:
    """Tell whether a finite verb is past: by the model unless its spelling speaks for present."""
    word = form.lower_
    if word in _verbs("past") or is_preterite(word):
        return True
    return "Tense=Past" in str(form.morph) and not _is_present(word)


def _token_at(doc: Doc, start: int) -> Token:
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= start:
            low = middle
        else:
            high = middle - 1
    return doc[low]
