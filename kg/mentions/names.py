"""Every span that may refer to an actor: names, role nouns and pronouns.

The component `kg_names` sets ``doc._.mentions``. Names come from a gazetteer, titles, first names
and the pipeline's entities together; a title and its name are one mention, also across a comma.
A capital that acts ('Moskau fordert') is labelled ORG, one that is a place LOC. A phrase for
several states ('die russische und die ukrainische Delegation') has ``country`` 'RU+UA'.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.mentions import names_lexicon as lexicon
from kg.mentions.names_entities import NameSpan
from kg.mentions.names_join import find_phrases
from kg.mentions.names_number import count_of, is_definite, is_plural, pronoun_number
from kg.mentions.names_phrases import Phrase
from kg.mentions.names_places import acts
from kg.mentions.names_spans import find_name_spans
from kg.mentions.names_within import find_within
from kg.mentions.quotes_marks import find_marked
from kg.model import Mention, MentionLabel

_PRONOUNS = frozenset("er sie ihm ihn ihr ihnen".split())
_DEMONSTRATIVES = frozenset("dieser diese diesem diesen beide beiden".split())
_LABELS: dict[str, MentionLabel] = {
    "person": "PER",
    "demonym": "PER",
    "group": "GRP",
    "organisation": "ORG",
    "state": "LOC",
    "force": "GRP",
    "thing": "MISC",
}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_SPEECH = 25  # characters; shorter stretches between marks are names and scare quotes

if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=None)


@Language.component("kg_names", assigns=["doc._.mentions"], requires=["token.tag", "token.dep"])
def kg_names(doc: Doc) -> Doc:
    """Set ``doc._.mentions``: a list of :class:`kg.model.Mention` in order of the text."""
    doc._.mentions = find_mentions(doc)
    return doc


def find_mentions(doc: Doc) -> list[Mention]:
    """Return every mention of somebody or something that may act, in order of the text.

    :param doc: parsed with Universal Dependencies labels and STTS tags.

    >>> from kg.annotate import load_pipeline
    >>> doc = load_pipeline()("Der russische Präsident Wladimir Putin rief Trump an.")
    >>> [(m.name, m.title, m.country) for m in find_mentions(doc)]
    [('Wladimir Putin', 'Präsident', 'RU'), ('Trump', '', '')]
    """
    if not len(doc):
        return []
    frame = _Frame(doc)
    mentions = [_mention(frame, phrase) for phrase in find_phrases(doc, find_name_spans(doc))]
    spans = {(m.start, m.end) for m in mentions}
    covered = {i for m in mentions for i in range(m.start, m.end)}
    mentions.extend(
        replace(mention, sentence=frame.sentence(token.i))
        for token, mention in find_within(doc)
        if mention.start not in covered
    )
    mentions.extend(m for m in _pronouns(frame) if (m.start, m.end) not in spans)
    return sorted(mentions, key=lambda m: (m.start, -m.end, m.kind))


def mention_at(mentions: Iterable[Mention], offset: int) -> Mention | None:
    """Return the innermost mention whose span holds an offset, or None.

    >>> mention_at([], 3) is None
    True
    """
    holding = [m for m in mentions if m.start <= offset < m.end]
    return min(holding, key=lambda m: (m.end - m.start, m.start), default=None)


class _Frame:
    """A document with what every mention needs to know of it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self._starts = [sent.start for sent in doc.sents]
        marked = [m for m in find_marked(self.text) if m.end - m.start > _SPEECH]
        self._quoted = [(m.start, m.end) for m in marked]

    def sentence(self, token: int) -> int:
        """Return the number of the sentence that holds a token."""
        return bisect_right(self._starts, token) - 1

    def in_quote(self, start: int, end: int) -> bool:
        """Tell whether characters lie inside quotation marks that hold more than them."""
        return any(a < start and end < b for a, b in self._quoted)


def _head_of(doc: Doc, phrase: Phrase) -> Token:
    """Return a phrase's head: the title before its name, the name before its title."""
    if phrase.noun < 0 or (phrase.name is not None and phrase.name.start < phrase.noun):
        span = phrase.name
        return _root(doc, span.start if span else phrase.start, span.end if span else phrase.end)
    return doc[phrase.noun]


def _root(doc: Doc, start: int, end: int) -> Token:
    """Return the token of a span whose head lies outside it."""
    for token in doc[start:end]:
        inside = start <= token.head.i < end and token.head.i != token.i
        if not inside and token.pos_ in ("NOUN", "PROPN", "X"):
            return token
    nouns = [token for token in doc[start:end] if token.pos_ in ("NOUN", "PROPN")]
    return nouns[0] if nouns else doc[end - 1]


_OBLIQUE = frozenset(
    "dem des einem einen eines seinem seinen seines ihrem ihren ihres ihm ihn ihnen".split()
)


def _is_subject(token: Token, first: Token) -> bool:
    """Tell whether a phrase is a subject; an article in another case overrules the parse."""
    before = token.doc[first.i - 1] if first.i else None
    if first.lower_ in _OBLIQUE or (before is not None and before.tag_ in ("APPR", "APPRART")):
        return False
    if token.lower_ == "er":
        return True
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ in _SUBJECTS


def _mention(frame: _Frame, phrase: Phrase) -> Mention:
    """Turn a phrase into a mention."""
    doc = frame.doc
    first, last = doc[phrase.start], doc[phrase.end - 1]
    start, end = first.idx, last.idx + len(last)
    root = _head_of(doc, phrase)
    plural, count, definite = _number(doc, phrase)
    return Mention(
        start=start,
        end=end,
        text=frame.text[start:end],
        head=root.idx,
        kind="name" if phrase.name else "nominal",
        label=_label(doc, phrase, plural),
        name=_bare(doc, phrase.name) if phrase.name else "",
        title=_title(phrase),
        country="+".join(phrase.countries),
        owner=doc[phrase.owner].idx if phrase.owner >= 0 else -1,
        gender=_gender_of_address(doc, phrase)
        or _gender(phrase, plural)
        or _gender_of_article(doc, phrase, plural),
        plural=plural,
        count=count,
        definite=definite,
        subject=_is_subject(root, first),
        sentence=frame.sentence(phrase.start),
        in_quote=frame.in_quote(start, end),
    )


def _number(doc: Doc, phrase: Phrase) -> tuple[bool, int, bool]:
    """Return (plural, count, definite) of a phrase."""
    if phrase.name is not None:
        entry = phrase.name.entry
        return bool(entry and entry.plural), 0, True
    if phrase.role is None:
        return False, 0, True
    count = count_of(doc, phrase.start, phrase.noun)
    plural = is_plural(doc, phrase.start, phrase.noun, phrase.role)
    if phrase.role.kind in ("force", "thing"):
        plural = "Plur" in doc[phrase.noun].morph.get("Number", [])
    several = len(phrase.countries) > 1
    if several and not count:
        count = len(phrase.countries)
    plural = plural or several
    return plural, count, is_definite(doc, phrase.start, phrase.noun, plural)


def _label(doc: Doc, phrase: Phrase, plural: bool) -> MentionLabel:
    span = phrase.name
    if span is not None:
        if span.entry and span.entry.kind == "capital" and acts(doc, phrase):
            return "ORG"
        return _NAME_LABELS[span.label]
    label = _LABELS[phrase.role.kind] if phrase.role else "MISC"
    return "GRP" if plural and label == "PER" else label


_NAME_LABELS: dict[str, MentionLabel] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}


def _title(phrase: Phrase) -> str:
    """Return the base form of a title, with the part of a compound that names no state."""
    role = phrase.role
    if role is None or not role.role:
        return ""
    word = role.inflected
    base = role.role.lower()
    found = (word.lower().rfind(base[: max(size, 4)]) for size in (len(base) - 2, 4))
    at = next((start for start in found if start >= 0), -1)
    first = word[: max(at, 0)]
    if role.prefix and first:
        first = first[len(role.modifier) :].lstrip("-")
    return first + (role.role if not first or first.endswith("-") else role.role.lower())


_ADDRESS = {"Frau": "f", "Lady": "f", "Miss": "f", "Mrs.": "f", "Schwester": "f"}
_ADDRESS |= dict.fromkeys(("Herr", "Herrn", "Mister", "Mr.", "Lord", "Sir"), "m")


def _gender_of_address(doc: Doc, phrase: Phrase) -> str:
    """Return the gender of 'Frau' and 'Herr' before a name."""
    words = doc[max(phrase.start - 1, 0) : phrase.name.start] if phrase.name else ()
    return next((_ADDRESS[token.text] for token in words if token.text in _ADDRESS), "")


def _gender(phrase: Phrase, plural: bool) -> str:
    if phrase.role is not None and phrase.role.gender and not (plural and phrase.name is None):
        return phrase.role.gender
    span = phrase.name
    if span is None:
        return phrase.role.gender if phrase.role else ""
    if span.entry and span.entry.gender in ("m", "f", "n") and span.entry.kind != "surname":
        return span.entry.gender
    return ""


def _gender_of_article(doc: Doc, phrase: Phrase, plural: bool) -> str:
    """Return the gender that an article gives an adjective used as a noun: 'die Vorsitzende'."""
    if plural or phrase.role is None or phrase.role.kind != "person" or phrase.noun < 0:
        return ""
    first, word = doc[phrase.start].lower_, doc[phrase.noun].text
    feminine = first in ("die", "eine", "ihre", "seine") and not word.endswith("er")
    masculine = first in ("dem", "des", "den", "einem", "eines", "einen", "ein")
    nominative = first == "der" and not word.endswith("en")
    return "f" if feminine else "m" if masculine or nominative else ""


def _bare(doc: Doc, span: NameSpan) -> str:
    """Return a name without a genitive ending, as far as that is sure."""
    tokens = doc[span.start : span.end]
    text = tokens.text
    last = tokens[-1]
    if last.text.endswith(("'s", "’s")):
        return text[:-2]
    if last.text.endswith(("'", "’")):
        return text[:-1]
    if not last.text.endswith("s") or len(last) < 4:
        return text
    words = tuple(token.text for token in tokens)
    if span.entry is not None:
        return text if words in lexicon.gazetteer() else _undeclined(words, text)
    return text[:-1] if _genitive_tail(doc, span) else text


def _undeclined(words: Sequence[str], text: str) -> str:
    for cut in (1, 2) if words[-1].endswith("es") else (1,):
        if (*words[:-1], words[-1][:-cut]) in lexicon.gazetteer():
            return text[:-cut]
    return text


def _genitive_tail(doc: Doc, span: NameSpan) -> bool:
    """Tell whether the 's' at the end of an unknown name is a genitive's."""
    last = doc[span.end - 1]
    if "Gen" in last.morph.get("Case", []) or last.lemma_ == last.text[:-1]:
        return doc[span.start].dep_ == "nmod" or last.dep_ in ("nmod", "flat")
    return any(t.text == last.text[:-1] and t.tag_ == "NE" for t in doc)


def _pronouns(frame: _Frame) -> Iterator[Mention]:
    """Yield pronouns of the third person that can stand for somebody, and possessives."""
    for token in frame.doc:
        if not _is_pronoun(token, frame):
            continue
        gender, plural = pronoun_number(token)
        yield Mention(
            start=token.idx,
            end=token.idx + len(token),
            text=token.text,
            head=token.idx,
            kind="pronoun",
            label="MISC",
            gender=gender,
            plural=plural,
            count=2 if token.lower_ in ("beide", "beiden") else 0,
            subject=_is_subject(token, token),
            sentence=frame.sentence(token.i),
            in_quote=frame.in_quote(token.idx, token.idx + len(token)),
        )


def _is_pronoun(token: Token, frame: _Frame) -> bool:
    word = token.lower_
    if token.tag_ == "PPER" and word in _PRONOUNS:
        polite = token.text in ("Sie", "Ihnen", "Ihr") and not token.is_sent_start
        return not polite
    if token.tag_ == "PPOSAT":
        return word.startswith(("sein", "ihr")) and not (
            token.text.startswith("Ihr") and not token.is_sent_start
        )
    return token.tag_ in ("PDS", "PIS") and word in _DEMONSTRATIVES
