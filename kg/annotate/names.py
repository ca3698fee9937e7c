"""Names as a whole article tells them: the component `kg_entities`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.annotate.declension import is_common_noun

#: Prepositions before places; a word after them is not taken for a surname.
_PLACE_PREPOSITIONS = frozenset({"in", "nach", "aus", "bei", "im"})
_NEVER_NAMES = frozenset("euro dollar franken prozent uhr erde autobahn".split())


@Language.component(
    "kg_entities", requires=["doc.ents", "token.tag"], assigns=["doc.ents", "token.ent_type"]
)
def kg_entities(doc: Doc) -> Doc:
    """Make the names of one article agree with each other.

    Who was introduced by a full name (`Hélène Marchand`) is a person wherever the surname
    stands alone, whatever the recogniser made of it there. A single common noun is neither
    person nor place.
    """
    kept = [span for span in doc.ents if not _is_no_name(span)]
    surnames = _surnames(kept)
    taken = {t.i for span in kept if len(span) > 1 for t in span}
    found = [span for span in kept if len(span) > 1 or not _bears(span[0], surnames)]
    found += [
        Span(doc, t.i, t.i + 1, label="PER")
        for t in doc
        if t.i not in taken and _bears(t, surnames)
    ]
    doc.ents = sorted(found, key=lambda span: span.start)
    return doc


def _surnames(spans: list[Span]) -> set[str]:
    """Last words of full names, unless they also end the name of something else."""
    people = {s[-1].text for s in spans if s.label_ == "PER" and len(s) > 1}
    others = {s[-1].text for s in spans if s.label_ != "PER" and len(s) > 1}
    return {name for name in people - others if name[:1].isupper() and len(name) > 2}


def _bears(token: Token, surnames: set[str]) -> bool:
    if token.tag_ not in {"NE", "NN", "FM", ""} or not token.text[:1].isupper():
        return False
    if token.text not in surnames and token.text.removesuffix("s") not in surnames:
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    return before not in _PLACE_PREPOSITIONS


def _is_no_name(span: Span) -> bool:
    if span.text.strip() != span.text or "\n" in span.text or span.text.endswith("-"):
        return True  # `NHL-` of `NHL- und KHL-Spiele` is half a word
    if not any(c.isalpha() for c in span.text) or span.text.lower() in _NEVER_NAMES:
        return True
    if len(span) > 1 or span.label_ not in {"PER", "LOC"} or span[0].tag_ != "NN":
        return False
    return is_common_noun(span.text) or (span.label_ == "PER" and _is_described(span[0]))


def _is_described(noun: Token) -> bool:
    """Whether a word stands in the plural or with an article, as names of persons do not."""
    return noun.morph.get("Number", []) == ["Plur"] or any(c.tag_ == "ART" for c in noun.children)
