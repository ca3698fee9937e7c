"""Where names stand: gazetteer, the pipeline's entities, first names and titles, joined.

The statistical entities are the weakest of these signs: a name of the gazetteer wins over them,
and an entity that looks like an ordinary noun is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions import names_lexicon as lexicon
from kg.mentions.names_entities import (
    NAME_TAGS,
    NameSpan,
    gives_title,
    is_body_noun,
    is_demonym,
    model_spans,
    widened,
)
from kg.mentions.names_headlines import shouted_tokens
from kg.mentions.names_repeats import as_surnames, has_determiner, repeated_spans

_ARTICLES = ("al", "el")  # of Arabic names
_COUNCILS = frozenset({"Bundesrat", "Nationalrat", "Ständerat"})
_ARABIC = frozenset({"al", "el", "bin", "ibn", "ben", "as", "ad"})
_REPORTING = frozenset({"berichten", "melden", "schreiben", "zitieren", "veröffentlichen"})
_CUES = frozenset({"auf", "laut", "Zeitung", "Magazin", "Sender", "Agentur", "Nachrichtenagentur"})


def find_name_spans(doc: Doc) -> list[NameSpan]:
    """Return the names of a document, longest first where they overlap, in order of the text."""
    shouted = shouted_tokens(doc)
    spans = list(_gazetteer_spans(doc, shouted))
    taken = {i for span in spans for i in range(span.start, span.end)}
    spans.extend(_quoted_media(doc, taken))
    taken = {i for span in spans for i in range(span.start, span.end)}
    spans.extend(model_spans(doc, taken))
    taken = {i for span in spans for i in range(span.start, span.end)}
    spans.extend(_pattern_spans(doc, taken))
    taken = {i for span in spans for i in range(span.start, span.end)}
    spans.extend(_place_spans(doc, taken))
    spans.extend(_capital_spans(doc, taken))
    spans = [span for span in spans if span.entry or span.start not in shouted]
    spans = [s if s.start in shouted else _grown(doc, s, taken) for s in spans]
    spans.extend(repeated_spans(doc, spans))
    return _without_overlaps(as_surnames(doc, spans))


def _gazetteer_spans(doc: Doc, shouted: frozenset[int]) -> Iterator[NameSpan]:
    words = [token.text for token in doc]
    at = 0
    while at < len(words):
        span = _gazetteer_at(doc, words, at) if lexicon.may_begin(words[at]) else None
        if span is not None:
            yield span if at in shouted else widened(doc, span)
        at = span.end if span else at + 1


def _gazetteer_at(doc: Doc, words: list[str], at: int) -> NameSpan | None:
    """Return the longest name of the gazetteer that begins at a token and may be one here."""
    longest = min(lexicon.longest_name(), len(words) - at)
    for length in range(longest, 0, -1):
        tokens = tuple(words[at : at + length])
        entry = lexicon.lookup(tokens)
        if entry and _plausible(doc, at, at + length, entry):
            source = "surname" if entry.kind == "surname" else "gazetteer"
            return NameSpan(at, at + length, entry.label, source, entry)
    return None


def _plausible(doc: Doc, start: int, end: int, entry: lexicon.Entry) -> bool:
    """Tell whether a string of the gazetteer is a name here and no common word."""
    if end - start > 1:
        return doc[start].text not in ("Die", "Der", "Das") or _is_quoted(doc, start, end)
    token = doc[start]
    if entry.label == "PER" and _inside_other_name(doc, start):
        return False
    if entry.label == "LOC" and _is_first_of_person(doc, start):
        return False
    if entry.kind == "country" and is_demonym(doc, start):
        return False
    if entry.kind == "surname" and start and gives_title(doc[start - 1]):
        return True
    if entry.kind == "surname" and lexicon.find_role(token.text):
        return token.tag_ in NAME_TAGS and not has_determiner(token)
    if entry.label == "ORG" and _is_part_of_name(doc, start):
        return False
    if token.text == "Union":
        return any(other.text in ("CDU", "CSU", "SPD", "CDU/CSU") for other in doc)
    if token.text == "X":
        return start > 0 and doc[start - 1].text in ("auf", "Plattform", "Netzwerk", "Dienst")
    if token.text in lexicon.words("ambiguous") or token.text.rstrip("s") in lexicon.words(
        "ambiguous"
    ):
        return (
            token.ent_type_ == entry.label
            or (entry.kind in ("media", "agency") and _reports(token))
            or _is_quoted(doc, start, end)
            or (start > 0 and doc[start - 1].text in _CUES)
        )
    if token.is_lower:
        return "." in token.text or (len(token) > 2 and token.tag_ in ("NE", "NN", "FM", "XY"))
    if entry.kind == "surname":
        return token.tag_ in NAME_TAGS or token.ent_type_ == "PER"
    return token.tag_ not in ("ADJA", "VVFIN", "ADV", "ART", "KOUS", "APPR")


def _is_part_of_name(doc: Doc, at: int) -> bool:
    """Tell whether a body's name is part of another name, or a member's title."""
    member = doc[at].text in _COUNCILS and _names_member(doc, at)
    return member or _has_capital_adjective(doc, at) or (at > 0 and doc[at - 1].text in _ARTICLES)


def _names_member(doc: Doc, at: int) -> bool:
    """Tell whether a council's name is a member's title here: 'Bundesrat Alain Berset'."""
    if at + 1 >= len(doc) or doc[at + 1].is_sent_start:
        return False
    after = doc[at + 1]
    named = lexicon.is_first_name(after.text) or after.ent_type_ == "PER"
    return named and after.tag_ in NAME_TAGS


def _has_capital_adjective(doc: Doc, at: int) -> bool:
    """Tell whether an adjective makes another name of it: 'der Nationale Sicherheitsrat'."""
    if at == 0 or doc[at - 1].is_sent_start:
        return False
    before = doc[at - 1]
    return before.tag_ == "ADJA" and before.text[0].isupper() and not before.text.endswith("er")


def _is_first_of_person(doc: Doc, at: int) -> bool:
    """Tell whether a city's name is a first name here: 'Ratspräsidentin Sofia Almeida'."""
    if not lexicon.is_first_name(doc[at].text) or at + 1 >= len(doc):
        return False
    after = doc[at + 1]
    return after.tag_ in NAME_TAGS and after.text[0].isupper() and not after.is_sent_start


def _inside_other_name(doc: Doc, at: int) -> bool:
    """Tell whether another person's first name stands before: 'Michelle Obama', 'Jeb Bush'."""
    if at == 0:
        return False
    before = doc[at - 1]
    return lexicon.is_first_name(before.text) or (
        before.ent_type_ == "PER" and before.tag_ in NAME_TAGS and doc[at].ent_iob_ == "I"
    )


def _reports(token: Token) -> bool:
    """Tell whether a word is the subject of a verb of reporting, as a paper's name would be."""
    return token.dep_ == "nsubj" and token.head.lemma_ in _REPORTING


def _is_quoted(doc: Doc, start: int, end: int) -> bool:
    before = doc[start - 1].text if start else ""
    after = doc[end].text if end < len(doc) else ""
    return before in "„»«“\"'‚›" and after in "“”«»\"'‘‹" and bool(before) and bool(after)


def _quoted_media(doc: Doc, taken: set[int]) -> Iterator[NameSpan]:
    """Yield papers and broadcasters that stand in quotation marks: 'die Zeitung „Nový Deň“'."""
    for token in doc[:-2]:
        if doc[token.i + 1].text not in '„»«"“' or token.tag_ != "NN":
            continue
        noun = lexicon.find_role(token.text)
        if noun is None or noun.office != "Medium":
            continue
        start = token.i + 2
        end = next((i for i in range(start, min(start + 6, len(doc))) if doc[i].text in '“”«»"'), 0)
        if end > start and not taken & set(range(start, end)):
            yield NameSpan(start, end, "ORG", "quoted")


def _pattern_spans(doc: Doc, taken: set[int]) -> Iterator[NameSpan]:
    """Yield persons whom a first name or a title gives away."""
    at = 0
    while at < len(doc) - 1:
        end = _person_end(doc, at, taken)
        if end:
            source = "first name" if lexicon.is_first_name(doc[at].text) else "title"
            yield NameSpan(at, end, "PER", source)
            at = end
        else:
            at += 1


def _capital_spans(doc: Doc, taken: set[int]) -> Iterator[NameSpan]:
    """Yield bodies whose name begins with a capitalised adjective: 'Liberale Partei'."""
    for token in doc[1:]:
        at = token.i
        if token.tag_ != "ADJA" or not token.text[0].isupper() or token.is_sent_start:
            continue
        if at + 1 >= len(doc) or doc[at + 1].tag_ != "NN" or {at, at + 1} & taken:
            continue
        if token.text.endswith("er") or doc[at - 1].text in '„»«"“:(' or "-" in token.text:
            continue
        noun = lexicon.find_role(doc[at + 1].text)
        if (noun is not None and noun.kind in ("organisation", "group")) or is_body_noun(
            doc[at + 1].text
        ):
            yield NameSpan(at, at + 2, "ORG", "capital")


def _place_spans(doc: Doc, taken: set[int]) -> Iterator[NameSpan]:
    """Yield an unknown name right after 'in', 'aus' or 'nach': a place."""
    for token in doc[1:]:
        if token.i in taken or token.tag_ != "NE" or not token.text[:1].isupper():
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if after is not None and (after.tag_ in NAME_TAGS or after.i in taken):
            continue
        if doc[token.i - 1].lower_ in ("in", "aus", "nach") and len(token) > 3:
            yield NameSpan(token.i, token.i + 1, "LOC", "preposition")


def _person_end(doc: Doc, at: int, taken: set[int]) -> int:
    """Return the end of a person's name that begins at a token, or 0."""
    token = doc[at]
    if at in taken or not token.text[0].isupper() or (not token.is_alpha and "-" not in token.text):
        return 0
    known = lexicon.is_first_name(token.text)
    titled = at > 0 and (gives_title(doc[at - 1]) or _two_names(doc, at, taken))
    if not known and not titled:
        return 0
    joined = known and (_next_is_name(doc, at, taken) or _next_is_particle(doc, at))
    if token.tag_ not in NAME_TAGS and not joined:
        return 0
    if lexicon.find_role(token.text) and not known:
        return 0
    end = at + 1
    while end < len(doc) and end not in taken and _continues(doc, end, at):
        end += 1
    while end > at + 1 and doc[end - 1].text in lexicon.words("particles"):
        end -= 1
    return end if end > at + 1 or titled else 0


def _two_names(doc: Doc, at: int, taken: set[int]) -> bool:
    """Tell whether two unknown names stand where a person's name is due.

    Between commas after a title ('Der Präsident, A B, kam'), after a title with its state
    ('Präsident der Republik C A B'), or joined to a person ('X Y und A B').
    """
    if at < 2 or at + 1 >= len(doc) or at + 1 in taken:
        return False
    before = doc[at - 1]
    if doc[at].tag_ not in NAME_TAGS or doc[at + 1].tag_ not in NAME_TAGS:
        return False
    titled = any(gives_title(token) for token in doc[max(0, at - 7) : at - 1])
    if before.text == "," and at + 2 < len(doc):
        return titled and doc[at + 2].text in ",."
    if before.text in ("und", "sowie"):
        return doc[at - 2].ent_type_ == "PER" and not doc[at].is_sent_start
    return titled and at - 1 in taken and before.tag_ in NAME_TAGS


def _next_is_name(doc: Doc, at: int, taken: set[int]) -> bool:
    return (
        at + 1 < len(doc)
        and at + 1 not in taken
        and doc[at + 1].tag_ in NAME_TAGS
        and doc[at + 1].text[0].isupper()
    )


def _next_is_particle(doc: Doc, at: int) -> bool:
    """Tell whether 'al', 'bin' and a capital carry a first name on: 'Hussein al Huthi'."""
    return at + 2 < len(doc) and doc[at + 1].text in _ARABIC and doc[at + 2].text[0].isupper()


def _continues(doc: Doc, at: int, start: int) -> bool:
    """Tell whether a token carries a person's name on: surname, particle, initial."""
    token = doc[at]
    if token.is_space or token.is_sent_start:
        return False
    if token.text in _ARABIC:
        return at + 1 < len(doc) and doc[at + 1].text[0].isupper()
    if token.text in lexicon.words("particles"):
        return at + 1 < len(doc) and doc[at + 1].tag_ in NAME_TAGS and doc[at + 1].text[0].isupper()
    if not token.text[0].isupper():
        return False
    initial = len(token.text) == 2 and token.text[1] == "."
    if token.tag_ in NAME_TAGS or initial or token.text in ("Jr.", "Sr."):
        return True
    return at == start + 1 and _is_surname_noun(doc, at)


def _is_surname_noun(doc: Doc, at: int) -> bool:
    """Tell whether a common noun after a first name is a surname: 'Harald Range'."""
    token = doc[at]
    if token.tag_ != "NN" or not lexicon.is_first_name(doc[at - 1].text):
        return False
    titled = at > 1 and gives_title(doc[at - 2])
    return lexicon.find_role(token.text) is None and (
        titled or token.dep_ in ("flat", "appos", "compound")
    )


def _grown(doc: Doc, span: NameSpan, taken: set[int]) -> NameSpan:
    """Lengthen a person's name by what the signs left out: particles, a second surname."""
    if span.label != "PER" or span.source in ("gazetteer",):
        return span
    start, end = span.start, span.end
    while start > 0 and _may_begin(doc, start - 1, taken):
        start -= 1
    if start == end - 1 or span.source == "model":
        while end < len(doc) and end not in taken and _carries_on(doc, end, start):
            end += 1
    if (start, end) == (span.start, span.end):
        return span
    return NameSpan(start, end, "PER", span.source, None if span.entry else span.entry)


def _may_begin(doc: Doc, at: int, taken: set[int]) -> bool:
    token = doc[at]
    if at in taken or doc[at + 1].is_sent_start:
        return False
    initial = len(token) == 2 and token.text[0].isupper() and token.text[1] == "."
    return initial or (lexicon.is_first_name(token.text) and token.tag_ in NAME_TAGS)


def _carries_on(doc: Doc, at: int, start: int) -> bool:
    token = doc[at]
    if token.is_space or token.is_sent_start:
        return False
    if token.text in lexicon.words("particles") and token.text.islower():
        return (
            token.dep_ == "flat"
            and at + 1 < len(doc)
            and doc[at + 1].tag_ in NAME_TAGS
            and lexicon.is_first_name(doc[start].text)
        )
    if any((form,) in lexicon.gazetteer() for form in lexicon.bare(token.text)):
        return False
    if at == start + 1 and _is_surname_noun(token.doc, at):
        return True
    return token.tag_ in NAME_TAGS and token.text[0].isupper() and token.dep_ == "flat"


def _without_overlaps(spans: list[NameSpan]) -> list[NameSpan]:
    """Keep the longer of two overlapping names, the earlier of two of one length."""
    kept: list[NameSpan] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start, s.label)):
        cells = set(range(span.start, span.end))
        if not cells & taken:
            kept.append(span)
            taken |= cells
    return sorted(kept, key=lambda s: s.start)
