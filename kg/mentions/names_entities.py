"""What to believe of the pipeline's entities: ordinary nouns are dropped, labels mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.mentions import names_lexicon as lexicon

NAME_TAGS = frozenset({"NE", "FM"})
_LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
_LEGAL = frozenset({"AG", "GmbH", "Inc", "Inc.", "Ltd", "Ltd.", "Corp.", "KG", "SE", "e.V.", "Co"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name without title or article: tokens ``start`` to ``end``, half-open.

    ``entry`` is the gazetteer's row, if the name stands there. ``source`` tells the sign:
    gazetteer, surname, model, first name, title, repeated.
    """

    start: int
    end: int
    label: str
    source: str
    entry: lexicon.Entry | None = None


def model_spans(doc: Doc, taken: set[int]) -> Iterator[NameSpan]:
    """Yield the pipeline's entities, trimmed, without those that are ordinary nouns."""
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None:
            continue
        start, end = _trimmed(doc, entity.start, entity.end, label)
        if label != "PER" and start and doc[start - 1].text in ("al", "el", "bin", "ibn"):
            continue
        if start >= end or any(i in taken for i in range(start, end)):
            continue
        if _is_name(doc, start, end, label):
            start, label = _as_club(doc, start, end, label)
            yield NameSpan(start, end, _relabelled(doc, start, end, label), "model")


def _trimmed(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """Cut articles, titles and punctuation off the ends of an entity."""
    while start < end - 1 and label != "PER" and doc[start].tag_ in ("ADV", "ADJD", "PIAT"):
        start += 1
    while start < end and (doc[start].tag_ in ("ART", "APPR", "APPRART") or doc[start].is_punct):
        if label == "PER" and doc[start].text[0].isupper() and end - start > 1:
            break
        start += 1
    while label == "PER" and start < end - 1 and _is_title(doc[start]):
        start += 1
    while label == "PER" and start < end - 1 and _is_before_name(doc[start]):
        start += 1
    while label == "PER" and end - start > 1 and _is_stray(doc[end - 1]):
        end -= 1
    while start < end and (doc[end - 1].is_punct or doc[end - 1].is_space):
        if doc[end - 1].text == ".":
            break
        end -= 1
    return start, end


def _is_stray(token: Token) -> bool:
    """Tell whether a role at the end of an entity does not belong to it: 'Rezais Sprecher'."""
    genitive = token.i > 0 and token.nbor(-1).text.endswith("s")
    return genitive and lexicon.find_role(token.text) is not None


def _is_before_name(token: Token) -> bool:
    """Tell whether a common noun only stands before a name: 'für Energie Günther Oettinger'."""
    department = token.i > 0 and token.nbor(-1).lower_ == "für"
    return department and lexicon.is_first_name(token.nbor().text)


def _is_title(token: Token) -> bool:
    return token.text in lexicon.words("address") or (
        token.tag_ in ("NN", "NE") and lexicon.find_role(token.text) is not None
    )


def _is_name(doc: Doc, start: int, end: int, label: str) -> bool:
    """Tell whether an entity of the model can be believed."""
    tokens = doc[start:end]
    first = tokens[0]
    if any(token.is_space for token in tokens) or not any(c.isalpha() for c in tokens.text):
        return False
    if not any(token.text[0].isupper() or token.text[0].isdigit() for token in tokens):
        return False
    if len(tokens) > 1:
        named = any(t.tag_ in NAME_TAGS for t in tokens)
        return named or (label == "ORG" and is_body_noun(tokens.text))
    if first.text in lexicon.words("blocked") or lexicon.find_role(first.text):
        return False
    if lexicon.country_of_adjective(first.text) and first.tag_ == "ADJA":
        return False
    if first.text in lexicon.demonyms() and first.tag_ == "NN":
        return False
    if label == "PER":
        return first.tag_ in NAME_TAGS and first.text[0].isupper() and len(first) > 1
    if label == "LOC" and first.tag_ not in NAME_TAGS:
        return False
    if first.tag_ == "NN" and not first.text.isupper():
        return is_body_noun(first.text)
    return first.tag_ in ("NE", "NN", "FM", "XY", "TRUNC")


def is_body_noun(text: str) -> bool:
    """Tell whether a name of ordinary nouns ends like an institution: 'Landgericht Essen'."""
    ends = tuple(lexicon.word_list("bodies", "ends"))
    return any(word.lower().endswith(ends) or word in _LEGAL for word in text.split())


def _relabelled(doc: Doc, start: int, end: int, label: str) -> str:
    """Mend an entity's label by its words: a ministry is no place, a street no company."""
    words = doc[start:end].text.split()
    if any(word in _LEGAL for word in words):
        return "ORG"
    if any(word.lower().endswith(tuple(lexicon.word_list("bodies", "ends"))) for word in words):
        return "ORG"
    if words[-1].lower().endswith(tuple(lexicon.word_list("bodies", "places"))):
        return "LOC" if label != "PER" else label
    if words[0] in lexicon.word_list("bodies", "clubs") and len(words) > 1:
        return "ORG"
    if lexicon.is_first_name(words[0]) and len(words) > 1:
        return "PER"
    if label == "LOC" and len(words) == 1 and _is_personal(doc, start):
        return "PER"
    return label


def _is_personal(doc: Doc, at: int) -> bool:
    """Tell whether a lone unknown name stands as persons stand: titled, acting, a first name."""
    token = doc[at]
    before = doc[at - 1] if at else None
    if before is not None and (gives_title(before) or before.tag_ == "PPOSAT"):
        return True
    if before is not None and before.tag_ in ("APPR", "APPRART", "ART"):
        return False
    acts = token.dep_ in ("nsubj", "obl:agent") and token.head.pos_ == "VERB"
    return lexicon.is_first_name(token.text) or acts


def _as_club(doc: Doc, start: int, end: int, label: str) -> tuple[int, str]:
    """Take a club's first word into its name: 'Borussia Dortmund'."""
    clubs = lexicon.word_list("bodies", "clubs")
    if label != "PER" and start and doc[start - 1].text in clubs and not doc[start].is_sent_start:
        return start - 1, "ORG"
    return start, label


def gives_title(token: Token) -> bool:
    """Tell whether a word before a name shows that it is a person's: 'Ministerin', 'Herr'."""
    noun = lexicon.find_role(token.text)
    if noun is not None:
        return noun.kind == "person" and noun.office not in ("Leute", "Familie")
    return token.text in lexicon.words("address")
