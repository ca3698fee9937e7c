"""How far a speaker's phrase goes, and who may be one: explanations, origins, bodies."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.names_roles import find_role
from kg.mentions.quotes_grammar import FINITE
from kg.mentions.quotes_lexicon import media_nouns
from kg.mentions.quotes_phrases import phrase_after
from kg.mentions.quotes_record import Cue, Party
from kg.mentions.quotes_text import Unit

_CLAUSE_OPENERS = frozenset({"PRELS", "PRELAT", "KOUS", "KOUI", "PWAV", "PWS", "KOKOM"})
_BEFORE_VERB = frozenset({"ADV", "PAV", "PROAV", "PRF", "ADJD"})
_OPENS_EXPLANATION = frozenset({"ART", "NN", "NE", "ADJA", "PPOSAT"})
_NAME = frozenset({"NE", "FM", "XY"})
_NO_GENITIVE = frozenset({"die", "das", "den", "dem", "ein", "eine", "einen", "einem"})
_BODIES = tuple(
    """gericht gerichts organisation organisationen rat amt führung leitung lager verwaltung
    anwältin botschaft agentur kritiker experten medien quellen zeugen mann frau jugendliche
    website zeitung zeitschrift rundfunk mehrheit minderheit gruppe verteidigung anklage
    belegschaft verein kirche bank hersteller gemeinde kanton institut klinik flughafen airline
    kammer nachbarn eltern bauern händler mieter beschäftigte""".split()
)
_LONGEST = 14  # words of an explanation between commas


def whole_party(cue: Cue, unit: Unit, party: Party) -> Party:
    """Return a speaker with all that belongs to it.

    Before a finite verb in second place stands one phrase alone: 'Anna Berg vom Verband der Bäcker
    fordert'. Behind the verb what explains a name goes with it: '(dpa)', ', ein Anwalt des
    Verbands'.
    """
    start, end, head = _with_bracket(cue.verb.doc, unit, party)
    if cue.shape == "after" and end <= cue.finite.i:
        return _forefield(cue, unit, _between_commas(cue, unit, (start, end, head)))
    if start < cue.finite.i or cue.passive:
        return start, end, head
    end = with_origin(cue.verb.doc, without_setting(cue.verb.doc, start, end), unit.end)
    return start, with_explanation(cue.verb.doc, unit, start, end), head


def _with_bracket(doc: Doc, unit: Unit, party: Party) -> Party:
    """Add a bracket right behind a name: 'Lina Sommer (Grüne)'."""
    start, end, head = party
    if end < unit.end and doc[end].text == "(":
        close = next((i for i in range(end, min(end + 7, unit.end)) if doc[i].text == ")"), end - 1)
        end = close + 1
    return start, end, head


def _forefield(cue: Cue, unit: Unit, party: Party) -> Party:
    """Stretch a speaker that opens a main clause to its finite verb, without adverbs before it."""
    doc = cue.verb.doc
    start, end, head = party
    first = unit.start
    while first < start and (doc[first].tag_ in {"KON", "ADV"} or doc[first].is_punct):
        first += 1
    if first < start and not _is_part(doc, first, start):
        return party
    last = next((i for i in range(end, cue.finite.i) if doc[i].tag_ in FINITE), cue.finite.i)
    while last > end and (doc[last - 1].tag_ in _BEFORE_VERB or doc[last - 1].text == ","):
        last -= 1
    between = [doc[i] for i in range(end, last)]
    verbal = any(t.tag_.startswith("V") or t.tag_ in _CLAUSE_OPENERS for t in between)
    if verbal or any(t.text in {":", ";"} or "\n" in t.text for t in between):
        return min(first, start), end, head
    return min(first, start), max(last, end), head


def _is_part(doc: Doc, first: int, start: int) -> bool:
    """Tell whether words before a phrase begin it: the genitive name of 'Meyers Anwalt'."""
    return all(doc[i].tag_ in _NAME for i in range(first, start))


def is_somebody(noun: Token) -> bool:
    """Tell whether a noun is known as a person or a body: by its name, or by its role."""
    if noun.ent_type_ in {"PER", "ORG"}:
        return True
    return noun.tag_ == "NN" and find_role(noun.text) is not None


def is_known_speaker(doc: Doc, party: Party) -> bool:
    """Tell whether a party is a pronoun, a name or a person, or a body or text by its noun.

    'Das Erdbeben forderte ...' and 'Tattoos erzählen ...' are nobody's words.
    """
    start, end, head = party
    noun = doc[head]
    if noun.tag_ not in {"NN", "TRUNC"} or is_somebody(noun):
        return True
    if any(doc[i].ent_type_ in {"PER", "ORG"} for i in range(start, end)):
        return True
    return is_actor(noun)


def is_actor(noun: Token) -> bool:
    """Tell whether a noun by itself means a person, a body or a text."""
    return is_somebody(noun) or noun.lower_.endswith(_BODIES) or is_text(noun)


def is_text(noun: Token) -> bool:
    """Tell whether a noun is something that words stand in: 'Bericht', 'ai-Bericht'."""
    return any(form in media_nouns() for form in (noun.lemma_, noun.text.rpartition("-")[2]))


def with_origin(doc: Doc, end: int, limit: int) -> int:
    """Return the end of a person's name with the body that it comes from: 'Anna Berg vom DGB'."""
    if end + 1 >= limit or doc[end].lower_ not in {"von", "vom", "aus"}:
        return end
    if doc[end - 1].ent_type_ != "PER":
        return end
    found = phrase_after(doc, end + 1, limit)
    if found is None or found[0] != end + 1:
        return end
    bodily = any(doc[i].ent_type_ in {"ORG", "LOC"} for i in range(*found[:2]))
    return found[1] if doc[end].lower_ == "vom" or bodily else end


def with_explanation(doc: Doc, unit: Unit, start: int, end: int) -> int:
    """Return the end of a name with what explains it: ', ein Anwalt des Verbands'."""
    if end + 1 >= unit.end or doc[end].text != ",":
        return end
    stop = end + 1
    while stop < unit.end and doc[stop].text != "," and stop not in unit.masked:
        if doc[stop].tag_.startswith("V") or doc[stop].tag_ == "$.":
            break
        stop += 1
    first, titled = doc[end + 1], any(doc[i].tag_ == "NN" for i in range(start, end))
    opens = first.tag_ in {"ART", "NN"} or (first.tag_ == "NE" and titled)
    at_end = stop >= unit.end or doc[stop].text == "," or doc[stop].tag_ == "$."
    return stop if opens and at_end and stop - end - 1 < _LONGEST else end


def _between_commas(cue: Cue, unit: Unit, party: Party) -> Party:
    """Join a name and what explains it: 'Theo Zwanziger, Präsident des DFB, sagte'."""
    doc = cue.verb.doc
    start, end, head = party
    last = cue.finite.i - 1
    closed = last > unit.start and doc[last].text == ","
    if closed and end < last and doc[end].text == "," and _explains(doc, end + 1, last):
        return start, last, head
    if end in {last, last + 1} and start - 1 > unit.start and doc[start - 1].text == ",":
        front = phrase_after(doc, unit.start, start - 1)
        whole = front is not None and front[:2] == (unit.start, start - 1)
        if front is not None and whole and "NE" in {doc[front[2]].tag_, doc[head].tag_}:
            return front[0], end, front[2]
    return party


def before_apposition(cue: Cue, unit: Unit) -> Party | None:
    """Return a name at the sentence's start before what explains it and the verb.

    'Anna Berg, Meyers Stellvertreterin, glaubt': models lose such a subject.
    """
    doc, last = cue.verb.doc, cue.finite.i - 1
    if cue.finite.i != cue.left or last <= unit.start or doc[last].text != ",":
        return None
    first = unit.start + (doc[unit.start].tag_ == "ADV")
    front = phrase_after(doc, first, last)
    if front is None or front[0] != first or doc[front[1]].text != ",":
        return None
    verbal = any(doc[i].tag_ in FINITE for i in range(front[1], last))
    return None if verbal or not is_known_speaker(doc, front) else front


def _explains(doc: Doc, start: int, end: int) -> bool:
    """Tell whether words between two commas are a noun phrase, not a clause."""
    if doc[start].tag_ not in _OPENS_EXPLANATION or not 0 < end - start < _LONGEST:
        return False
    return not any(doc[i].tag_.startswith("V") or doc[i].text == "," for i in range(start, end))


def without_setting(doc: Doc, start: int, end: int) -> int:
    """Return the end of a person's name before where or how they spoke: 'Merz [im Interview]'."""
    for index in range(start + 1, end):
        person = doc[index - 1].ent_type_ == "PER" and doc[index - 1].tag_ == "NE"
        setting = doc[index].tag_ in {"APPR", "APPRART"}
        if person and setting and doc[index].lower_ not in {"von", "vom", "aus"}:
            return index
    return end


def without_neighbour(doc: Doc, head: int, end: int) -> int:
    """Return the end of a noun phrase before another that only stands beside it.

    'laut dem Bericht [die Tat]', 'nach Ansicht von Amnesty [Strafen]', 'laut Reuters [900]'.
    """
    for index in range(head + 1, end):
        token, before = doc[index], doc[index - 1]
        if before.tag_ not in {"NN", "NE"} or token.ent_iob_ == "I":
            continue
        article = token.tag_ == "ART" and token.lower_ in _NO_GENITIVE
        adjective = token.tag_ == "ADJA" and not token.lower_.endswith("er")
        noun = token.tag_ == "NN" and before.tag_ == "NE"
        if article or adjective or noun or token.tag_ == "CARD":
            return index
    return end
