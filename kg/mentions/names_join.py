"""Titles and names that are one phrase: before, after, across a comma, and shared by several."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.mentions import names_lexicon as lexicon
from kg.mentions.names_entities import NameSpan
from kg.mentions.names_lexicon import RoleNoun
from kg.mentions.names_number import is_plural
from kg.mentions.names_phrases import Names, Phrase, left_edge, role_phrases

_CLOSING = frozenset({",", ".", ":", ";", ")", "–", "-", "!", "?", "("})
_STATES = ("country", "capital")
_NOUN_PHRASE = ("ART", "ADJA", "NN", "NE", "APPR", "APPRART", "CARD", "PIAT", "PIDAT")
_LINKS = frozenset({"und", "sowie", "oder", "&"})


def find_phrases(doc: Doc, spans: list[NameSpan]) -> list[Phrase]:
    """Return one phrase for every name and every role noun of a document.

    A name and the title that it carries are one phrase, whichever comes first.
    """
    names = Names(doc, spans)
    phrases: list[Phrase] = []
    used: set[int] = set()
    for phrase in role_phrases(doc, names):
        phrases.extend(_with_names(doc, names, phrase, used))
    for span in spans:
        if span.start not in used:
            phrases.append(_bare_name(doc, names, span))
    _absorb(phrases)
    return sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))


def _absorb(phrases: list[Phrase]) -> None:
    """Add a second title to the phrase that has the name: 'Senator Dodd, Vorsitzender des ...'."""
    for phrase in [p for p in phrases if p.again is not None]:
        for other in phrases:
            if other.name == phrase.again and other.end <= phrase.start:
                other.end = phrase.end
                phrases.remove(phrase)
                break


def _with_names(doc: Doc, names: Names, phrase: Phrase, used: set[int]) -> list[Phrase]:
    """Give a role phrase the name or names that it stands with."""
    row = _following_names(doc, names, phrase)
    plural = phrase.role is not None and is_plural(doc, phrase.start, phrase.noun, phrase.role)
    if len(row) > 1 and (plural or len(phrase.countries) == len(row)):
        used.update(span.start for span in row)
        return list(_shared(phrase, row))
    if row and not (plural and phrase.end == phrase.noun + 1 and _is_body(phrase.role)):
        used.add(row[0].start)
        phrase.name, phrase.end = row[0], row[0].end
        return [phrase]
    if plural:
        row = _row_after_comma(doc, names, phrase)
        used.update(span.start for span in row)
        return list(_shared(phrase, row)) if row else [phrase]
    after = _after_comma(doc, names, phrase)
    if after and after.start not in used:
        used.add(after.start)
        phrase.name, phrase.end = after, after.end
        return [phrase]
    before = _before_comma(doc, names, phrase)
    if before and before.start not in used:
        used.add(before.start)
        phrase.name, phrase.start = before, before.start
    elif before:
        phrase.again = before
    return [phrase]


def _is_body(role: RoleNoun | None) -> bool:
    return role is not None and role.kind not in ("person", "demonym")


def _fits(role: RoleNoun | None, span: NameSpan) -> bool:
    """Tell whether a name can be the name of what a role noun stands for."""
    if role is None:
        return False
    if role.kind in ("person", "demonym"):
        return span.label == "PER"
    if role.kind == "state":
        return span.label == "LOC"
    return span.label in ("ORG", "MISC") and role.office in ("Medium", "Parlament", "Seite")


def _following_names(doc: Doc, names: Names, phrase: Phrase) -> list[NameSpan]:
    """Return the names right after a role phrase: 'Präsident Putin', 'Chef der SPD Kurt Beck'."""
    at = past_retired(doc, _past_department(doc, names, phrase.end))
    while at < len(doc) and doc[at].text in lexicon.words("address"):
        at += 1
    quoted = at + 1 < len(doc) and doc[at].text in '„»«"“'
    first = names.beginning(at + quoted)
    if first is None or doc[at].is_sent_start or not _fits(phrase.role, first):
        return []
    if _is_owner(doc, names, phrase, first):
        return []
    row = [first]
    while (following := _next_in_row(doc, names, row[-1], phrase.role)) is not None:
        row.append(following)
    return row


def past_retired(doc: Doc, at: int) -> int:
    """Return the token after 'a.D.' behind a title, written as one word or as two."""
    text = doc[at : at + 2].text.replace(" ", "")
    if not text.startswith("a.D."):
        return at
    return at + (1 if doc[at].text == "a.D." else 2)


def _past_department(doc: Doc, names: Names, at: int) -> int:
    """Return the token after 'für Energie' in 'der Kommissar für Energie Günther Oettinger'."""
    if at >= len(doc) or doc[at].lower_ != "für":
        return at
    end = at + 1
    while end < min(len(doc), at + 7) and doc[end].tag_ in ("ART", "ADJA", "NN", "KON", "TRUNC"):
        if names.at(end) is not None:
            break
        end += 1
    name = names.beginning(end)
    return end if name is not None and name.label == "PER" and name.end - end > 1 else at


def _is_owner(doc: Doc, names: Names, phrase: Phrase, span: NameSpan) -> bool:
    """Tell whether a name after a noun is its genitive: 'der Berater Putins'."""
    if not names.is_genitive(span):
        return False
    if phrase.owner == span.start:
        phrase.owner = -1
    head = doc[span.start]
    genitive = phrase.owner < 0 and not (
        head.dep_ in ("appos", "flat") and _noun_genitive(doc, phrase)
    )
    if genitive:
        phrase.owner = span.start
        phrase.end = span.end
    return genitive


def _noun_genitive(doc: Doc, phrase: Phrase) -> bool:
    """Tell whether the role noun itself stands in the genitive: 'des Präsidenten Putins'."""
    first = doc[phrase.start].lower_
    return first in ("des", "eines", "seines", "ihres") or (
        phrase.start == phrase.noun
        and phrase.role is not None
        and phrase.end == phrase.noun + 1
        and doc[phrase.noun].dep_ in ("nmod", "conj")
    )


def _next_in_row(doc: Doc, names: Names, last: NameSpan, role: RoleNoun | None) -> NameSpan | None:
    """Return the next name of a row such as 'Putin, Trump und Selenskyj'."""
    at = last.end
    if at >= len(doc) or doc[at].text not in ("und", "sowie", ","):
        return None
    following = names.beginning(at + 1)
    if following is None or not _fits(role, following):
        return None
    if doc[at].text == ",":
        after = following.end
        more = after < len(doc) and doc[after].text in ("und", "sowie")
        return following if more else None
    return following


def _shared(phrase: Phrase, row: list[NameSpan]) -> list[Phrase]:
    """Give each name of a row the title, and its state where there is one for each."""
    states = phrase.countries
    parted = len(states) == len(row)
    shared = [] if len(states) > 1 else states
    first = replace(phrase, name=row[0], end=row[0].end)
    first.countries = [states[0]] if parted else list(shared)
    others = [
        Phrase(
            span.start,
            span.end,
            role=phrase.role,
            name=span,
            countries=[states[number]] if parted else list(shared),
        )
        for number, span in enumerate(row[1:], 1)
    ]
    return [first, *others]


def _after_comma(doc: Doc, names: Names, phrase: Phrase) -> NameSpan | None:
    """Return the name of 'der Berater des Staatschefs, Juri Uschakow, sagte'."""
    at = _past_genitive(doc, names, phrase)
    if at + 1 >= len(doc) or doc[at].text != "," or phrase.role is None:
        return None
    span = names.beginning(at + 1)
    if span is None or not _fits(phrase.role, span) or doc[at + 1].is_sent_start:
        return None
    if not _closed(doc, names, span.end) or (
        span.end - span.start < 2 and not _appos(doc, span, phrase)
    ):
        return None
    return span


def _row_after_comma(doc: Doc, names: Names, phrase: Phrase) -> list[NameSpan]:
    """Return the names of 'die Außenminister beider Länder, Lawrow und Rubio, ...'."""
    at = _past_genitive(doc, names, phrase)
    first = names.beginning(at + 1) if at + 1 < len(doc) and doc[at].text == "," else None
    if first is None or not _fits(phrase.role, first):
        return []
    row = [first]
    while (following := _next_in_row(doc, names, row[-1], phrase.role)) is not None:
        row.append(following)
    end = row[-1].end
    closed = end >= len(doc) or doc[end].text in _CLOSING
    return row if len(row) > 1 and closed else []


def _past_genitive(doc: Doc, names: Names, phrase: Phrase) -> int:
    """Return the token after a phrase with the genitives and 'für'-phrases that hang on it."""
    at = phrase.end
    limit = min(len(doc), at + 9)
    while at < limit and doc[at].tag_ in _NOUN_PHRASE:
        if doc[at].is_sent_start:
            break
        if doc[at].tag_ in ("APPR", "APPRART") and doc[at].head.i not in range(phrase.noun, limit):
            break
        at += 1
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        at += 3
    return at


def _closed(doc: Doc, names: Names, end: int) -> bool:
    """Tell whether an apposition closes here, and no row of names goes on."""
    if end >= len(doc) or doc[end].is_space or doc[end].is_sent_start:
        return True
    token = doc[end]
    if token.text == ",":
        following = names.beginning(end + 1)
        return following is None or following.label != "PER"
    return token.text in _CLOSING or token.tag_ in ("VVFIN", "VAFIN", "VMFIN")


def _appos(doc: Doc, span: NameSpan, phrase: Phrase) -> bool:
    head = doc[span.start]
    return head.dep_ == "appos" and phrase.start <= head.head.i < span.start


def _before_comma(doc: Doc, names: Names, phrase: Phrase) -> NameSpan | None:
    """Return the name of 'Juri Uschakow, Berater Putins, sagte'."""
    comma = phrase.start - 1
    if comma < 1 or doc[comma].text != "," or phrase.role is None or phrase.role.kind == "demonym":
        return None
    span = names.ending(comma - 1)
    if span is None or not _fits(phrase.role, span) or phrase.role.office == "Leute":
        return None
    end = _past_genitive(doc, names, phrase)
    if end < len(doc) and doc[end].lower_ in _LINKS:
        return None
    if not _closed(doc, names, end) or (end < len(doc) and doc[end].tag_.endswith("FIN")):
        return None
    noun = doc[phrase.noun]
    tree = noun.dep_ in ("appos", "nmod", "parataxis") and span.start <= noun.head.i < span.end
    bare = doc[phrase.start].tag_ != "ART" or doc[phrase.start].lower_ in (
        "der",
        "die",
        "ein",
        "eine",
    )
    in_row = span.start > 0 and doc[span.start - 1].text in (",", "und")
    return span if tree or (bare and not in_row and noun.dep_ not in ("nsubj", "root")) else None


def _bare_name(doc: Doc, names: Names, span: NameSpan) -> Phrase:
    """Return the phrase of a name without a role noun, with its article and adjectives."""
    start = span.start
    if span.label != "PER":
        start = left_edge(doc, span.start, names)
    while start > 0 and doc[start - 1].text in lexicon.words("address"):
        start -= 1
    phrase = Phrase(start, span.end, name=span)
    entry = span.entry
    if entry is not None and entry.code and (entry.label == "ORG" or entry.kind in _STATES):
        phrase.countries = [entry.code]
    return phrase
