"""What to believe of the pipeline's entities: ordinary nouns are dropped, labels mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.mentions import names_lexicon as lexicon

NAME_TAGS = frozenset({"NE", "FM"})
_LABELS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
#: Verbs that persons are the subjects of, places hardly: a lone unknown name with one is a person.
_SPEAKING = frozenset(
    "antworten behaupten berichten betonen bezeichnen erklären erläutern ergänzen erzählen fordern "
    "glauben hoffen kommentieren kritisieren loben meinen räumen sagen sterben telefonieren "
    "treffen versichern verlangen versprechen vorschlagen vorwerfen warnen wissen zeigen".split()
)
_LONGEST_BODY = 5  # words; a longer run of names is a list
_BODY_TAGS = frozenset({"NE", "NN", "FM", "CARD", "XY", "ADJA"})
_ROAD = re.compile(r"^[A-Za-z]{1,2}-?\d+$")
_FIGURE = re.compile(r"\d")
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
        if start + 1 == end and is_demonym(doc, start):
            continue
        if start >= end or any(i in taken for i in range(start, end)):
            continue
        if _is_name(doc, start, end, label) and not _is_product(doc, start, end, label):
            start, label = _as_club(doc, start, end, label)
            label = _class_before(doc, start, end) or _relabelled(doc, start, end, label)
            yield NameSpan(start, end, label, "model")


def is_demonym(doc: Doc, at: int) -> bool:
    """Tell whether an article makes a person of a state's name: 'dem Ungarn', 'die Schweden'."""
    if not at or doc[at - 1].tag_ != "ART" or doc[at].text not in lexicon.demonyms():
        return False
    return doc[at - 1].lower_ != "das"


def _is_product(doc: Doc, start: int, end: int, label: str) -> bool:
    """Tell whether letters and figures make a road or a ware of it: 'die A1', 'der Q7'."""
    if end - start == 1 and (_ROAD if label == "ORG" else _FIGURE).search(doc[start].text):
        return True
    if label == "ORG" and (_is_compound(doc[start:end]) or _shortens_noun(doc, start, end)):
        return True
    articled = (
        end - start == 1
        and start > 0
        and doc[start - 1].tag_ == "ART"
        and doc[start].dep_ != "appos"
    )
    return label == "PER" and articled and not gives_title(doc[start])


def _directed(doc: Doc, at: int) -> bool:
    """Tell whether the words before a name point to a place: 'südlich von', 'im Süden von'."""
    if doc[at - 1].lower_ == "in":
        return doc[at].dep_ in ("obl", "nmod")
    pointing = doc[at - 2].text if at > 1 else ""
    nouns, prepositions = (lexicon.word_list("place", kind) for kind in ("nouns", "prepositions"))
    return pointing in nouns or pointing.lower() in prepositions


def _is_compound(name: Span) -> bool:
    """Tell whether a hyphen makes a thing of a name: 'die Fußball-Regionalliga'."""
    last = name[-1]
    return "-" in last.text and last.tag_ == "NN" and not is_body_noun(name.text)


def _shortens_noun(doc: Doc, start: int, end: int) -> bool:
    """Tell whether an abbreviation in brackets stands for a common noun: 'Kohlenstoff (FCKW)'."""
    if start < 2 or end >= len(doc) or doc[start - 1].text != "(" or doc[end].text != ")":
        return False
    before = doc[start - 2]
    kinds = tuple(lexicon.word_list("bodies", "kinds"))
    body = is_body_noun(before.text) or before.text.lower().endswith(kinds)
    return doc[start].text.isupper() and before.tag_ == "NN" and not (before.ent_type_ or body)


def _class_before(doc: Doc, start: int, end: int) -> str:
    """Return what the noun before a name says that it is: 'der Verlag Haupt', 'Richtung Modrava'.

    '' where no noun stands there, or one that says nothing.
    """
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ in ("in", "nach", "von", "zwischen"):
        return "LOC" if _directed(doc, start) and end - start == 1 else ""
    if before is None or before.tag_ != "NN" or doc[start].is_sent_start:
        return ""
    if gives_title(before):
        return "PER" if not doc[end - 1].text.endswith("s") else ""
    word = before.text.lower()
    if word.endswith(tuple(lexicon.word_list("bodies", "kinds"))):
        return "ORG"
    places = lexicon.word_list("place", "nouns")
    return (
        "LOC"
        if before.text in places or word.endswith(tuple(lexicon.word_list("bodies", "sites")))
        else ""
    )


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
        described = first.tag_ == "ADJA" and first.text[0].isupper() and not first.is_sent_start
        return named or described or (label == "ORG" and is_body_noun(tokens.text))
    if first.text in lexicon.words("blocked") or lexicon.find_role(first.text):
        return False
    if lexicon.country_of_adjective(first.text) and first.tag_ == "ADJA":
        return False
    if first.text in lexicon.demonyms() and first.tag_ == "NN":
        return False
    if label == "PER":
        return first.tag_ in NAME_TAGS and first.text[0].isupper() and len(first) > 1
    if label == "LOC":
        return first.tag_ in NAME_TAGS or (first.tag_ == "NN" and first.text[0].isupper())
    if first.tag_ == "NN" and not first.text.isupper():
        return is_body_noun(first.text)
    return first.tag_ in ("NE", "NN", "FM", "XY", "TRUNC")


def is_body_noun(text: str) -> bool:
    """Tell whether a name of ordinary nouns ends like an institution: 'Landgericht Essen'."""
    ends = tuple(lexicon.word_list("bodies", "ends"))
    words = text.replace("-", " ").split()
    return any(word.lower().endswith(ends) or word in _LEGAL for word in words)


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
    speaks = token.dep_ in ("nsubj", "obl:agent") and token.head.lemma_ in _SPEAKING
    return lexicon.is_first_name(token.text) or speaks


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


def widened(doc: Doc, span: NameSpan) -> NameSpan:
    """Make a city in a club's or institution's name part of it: 'Borussia Dortmund'."""
    if span.label != "LOC" or doc[span.start].ent_type_ == "PER":
        return span
    body = _body_around(doc, span) or _with_legal_form(doc, span)
    if body is not None:
        return body
    if span.start == 0 or doc[span.start].is_sent_start:
        return span
    before = doc[span.start - 1]
    if before.text in lexicon.word_list("bodies", "clubs"):
        return NameSpan(span.start - 1, span.end, "ORG", "club")
    if before.tag_ == "NN" and before.text in lexicon.word_list("bodies", "courts"):
        return NameSpan(span.start - 1, span.end, "ORG", "court")
    if before.tag_ == "NN" and before.text in lexicon.word_list("bodies", "stations"):
        return NameSpan(span.start - 1, span.end, "LOC", "station")
    return span


def _body_around(doc: Doc, span: NameSpan) -> NameSpan | None:
    """Return the body that bears a city's name: 'Air Berlin', 'TU Berlin', 'Manchester United'."""
    if (doc[span.end - 1].text,) not in lexicon.gazetteer() and span.end - span.start == 1:
        return None  # a genitive: 'das Nationalteam Frankreichs'
    for entity in doc.ents:
        if entity.start > span.start or entity.end < span.end or entity.label_ != "ORG":
            continue
        if len(entity) == len(doc[span.start : span.end]) or len(entity) > _LONGEST_BODY:
            return None
        outside = (t for t in entity if not span.start <= t.i < span.end)
        rest = [t for t in outside if t.text not in ("-", "–")]
        if all(t.tag_ in _BODY_TAGS and t.text[0].isupper() for t in rest if not t.text.isdigit()):
            return NameSpan(entity.start, entity.end, "ORG", "club")
    return None


def _with_legal_form(doc: Doc, span: NameSpan) -> NameSpan | None:
    """Return the company whose name ends in a place and its legal form: 'Solar Bayern GmbH'."""
    if span.end >= len(doc) or doc[span.end].text not in _LEGAL:
        return None
    start = span.start
    while start and doc[start - 1].tag_ in NAME_TAGS and not doc[start].is_sent_start:
        start -= 1
    return NameSpan(start, span.end + 1, "ORG", "company")
