"""Sentence boundaries that are certain before any parse: the component `kg_paragraphs`."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.annotate.datelines import find_datelines
from kg.annotate.german import ABBREVIATIONS, FINAL_ABBREVIATIONS, ORDINAL_NOUNS

_ORDINAL = re.compile(r"\d{1,3}\.")
_NUMBER_AND_STOP = re.compile(r"[A-Z]{0,4}\d+(?:[.,:]\d+)*\.")
_ROMAN = re.compile(r"[IVX]+\.?")
_INITIALS = re.compile(r"(?:[A-ZÄÖÜ]\.)+")
#: Capitalised words that open a sentence and never follow an ordinal inside one.
_OPENERS = frozenset(
    "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ich Man In Im Am An Auf Aus "
    "Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Für Gegen Über Um Unter Während Seit Bis Durch Und "
    "Aber Doch Auch Da Dabei Damit Danach Dann Dort So Wie Als Wenn Ob Dass Nun Zuvor Diese Dieser "
    "Dieses Dies Sein Seine Ihr Ihre Laut Kein Keine Nicht Noch Nur Schon Zudem Außerdem".split()
)
#: Nouns before a number that counts (`auf Platz 93.`): its stop is never an ordinal's.
_NUMBERED = frozenset(
    "artikel band gruppe gleis kapitel klasse linie nr. nummer paragraf paragraph platz position "
    "rang seite stufe tor".split()
)
_NEVER_FIRST = frozenset(",;:.!?)]}%…")
_CLOSING = frozenset("“”\"'«»‹›‘’")


@Language.component("kg_paragraphs", assigns=["token.is_sent_start"], retokenizes=True)
def kg_paragraphs(doc: Doc) -> Doc:
    """Set the boundaries that need no parser: a line ends its sentence, `4. Juli` stays whole.

    Add it before the parser or the sentence recogniser: both keep what is set here and decide
    the rest. It also parts a number from the full stop that ends its paragraph (`bis 2014.`),
    which spaCy's tokenizer takes for an ordinal.

    >>> import spacy
    >>> nlp = spacy.blank("de")
    >>> doc = kg_paragraphs(nlp("Kein Treffen\\nAm 4. Juli reden sie."))
    >>> [t.text for t in doc if t.is_sent_start]
    ['Kein', 'Am']
    """
    doc = _split_final_numbers(doc)
    quotes = 0
    starts = []
    parted = _parted_by_datelines(doc)
    for token in doc:
        if _ends_line(token):
            quotes = 0
        start = parted.get(token.i, token.is_sent_start)
        if token.i and start is None:
            start = _starts_sentence(token, inside_quote=quotes > 0)
        starts.append(0 if start is None else 1 if start else -1)
        quotes += _quote_step(token, quotes)
    # All at once: to set one token's mark, spaCy looks through the whole document.
    marks: Any = np.asarray(starts, dtype="int64").astype("uint64")
    doc.from_array(["SENT_START"], marks)
    return doc


def _parted_by_datelines(doc: Doc) -> dict[int, bool]:
    """Return token index → whether a sentence starts there, around and within datelines.

    `Genf (Schweiz), 04.09.2007 – Die Minister ...`: the place is no subject of what follows.
    """
    found: dict[int, bool] = {}
    for start, end in find_datelines(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or span.end >= len(doc):
            continue
        found.update((token.i, False) for token in span[1:])
        follower = next((t.i for t in doc[span.start :] if t.idx >= end), None)
        if follower is not None:
            found[follower] = True
            found.setdefault(follower + 1, False)  # 'Chinas' alone is no sentence
    return found


def _split_final_numbers(doc: Doc) -> Doc:
    """Part `2014.` at the end of a line, and a year anywhere before a capital."""
    found = [t for t in doc if _NUMBER_AND_STOP.fullmatch(t.text) and _stop_is_final(t)]
    if not found:
        return doc
    with doc.retokenize() as retokenizer:
        for token in found:
            heads = [(token, 0), (token, 0)]
            retokenizer.split(token, [token.text[:-1], "."], heads=heads)  # type: ignore[arg-type]
    return doc


def _stop_is_final(token: Token) -> bool:
    following = token.i + 1
    while following < len(token.doc) and token.doc[following].text in _CLOSING:
        following += 1
    if following >= len(token.doc) or _ends_line(token.doc[following]):
        return True
    after = token.doc[following]
    if after.text in _OPENERS or ":" in token.text or token.text[0].isalpha():
        return after.text[:1].isupper() or after.text[:1].isdigit()
    if token.i and token.nbor(-1).lower_ in _NUMBERED:
        return after.text[:1].isupper()
    if len(token.text) < 5 or not token.text[:-1].isdigit():
        return False
    return after.text[:1].isupper() and after.lower_ not in ORDINAL_NOUNS


def _ends_line(token: Token) -> bool:
    return bool(token.is_space) and "\n" in token.text


def _quote_step(token: Token, depth: int) -> int:
    if token.text in {"„", "‚"}:
        return 1
    return -1 if depth and token.text in {"“", "”", "‘"} else 0


def _starts_sentence(token: Token, *, inside_quote: bool) -> bool | None:
    """True or False where it is certain; None leaves it to the parser."""
    before = token.nbor(-1)
    if token.is_space:
        return False
    if _ends_line(before):
        return True
    if token.text in _NEVER_FIRST or (inside_quote and token.text in {"“", "”"}):
        return False
    if before.is_space:
        before = before.nbor(-1) if before.i else before
    if _is_ordinal_before(before, token) or _is_abbreviation(before):
        return False
    if _is_regnal_number(before) and token.text not in _OPENERS:
        return False
    if before.text in {"„", "(", "[", ","}:
        return False
    if before.text in _CLOSING and token.text[:1].islower():
        return False
    return True if _follows_stop(token, before) else None


def _follows_stop(token: Token, before: Token) -> bool:
    """Whether a full stop stands right before a capital, and belongs to no short form.

    `in die Schweiz. Dort` parts; `Hrsg. Müller` and `(sic!) Der` are left to the parser.
    """
    opens = token.text[:1].isupper() or token.text in {"„", "»", "«", "‚"}
    apart = before.whitespace_ or token.nbor(-1).is_space
    if before.text != "." or not opens or not apart or before.i == 0:
        return False
    word = before.nbor(-1)
    whole = (len(word.text) > 4 and word.text.isalpha()) or word.text[-1:].isdigit()
    return whole and not word.whitespace_


def _is_ordinal_before(before: Token, token: Token) -> bool:
    if not _ORDINAL.fullmatch(before.text):
        return False
    return token.lower_ in ORDINAL_NOUNS or token.text[:1].islower()


def _is_regnal_number(token: Token) -> bool:
    """Whether a name and a Roman number precede: `Leo XIV.`."""
    stop = token.text == "."
    number = token.nbor(-1) if stop and token.i else token
    if not _ROMAN.fullmatch(number.text) or not (stop or number.text.endswith(".")):
        return False
    return bool(number.i) and number.nbor(-1).text[:1].isupper()


def _is_abbreviation(token: Token) -> bool:
    text = token.lower_
    if text == "." and token.i and not token.nbor(-1).whitespace_:
        if token.nbor(-1).text == "Schweiz":
            return False  # the state; short for the adjective it is written `schweiz.`
        text = token.nbor(-1).lower_ + "."
        return text[:-1] in ABBREVIATIONS and len(text) > 2 and text[:-1] not in {"min", "co"}
    if not text.endswith(".") or text[:-1] in FINAL_ABBREVIATIONS:
        return False
    return text[:-1] in ABBREVIATIONS or bool(_INITIALS.fullmatch(token.text))
