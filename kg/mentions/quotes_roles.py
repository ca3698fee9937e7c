"""Who speaks, and by what means: the roles around a reporting verb."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.quotes_extent import (
    before_apposition,
    is_actor,
    is_known_speaker,
    is_text,
    whole_party,
)
from kg.mentions.quotes_lexicon import media_nouns
from kg.mentions.quotes_phrases import phrase, phrase_after
from kg.mentions.quotes_record import Cue, Party
from kg.mentions.quotes_text import Unit, quoted_name

NOBODY = frozenset(
    """es das dies dieses man niemand keiner was wer sich dort da darauf jetzt diese jene mehr viel
    nichts alles weiteren""".split()
)
LISTENERS = frozenset(
    """Journalisten Reportern Reporter Medien Medienvertretern Abgeordneten Parlamentariern Presse
    Zeugen Anwesenden Zuschauern Delegierten Fernsehzuschauern Wählern Anhängern Korrespondenten
    Pressevertretern""".split()
)
TALKS = frozenset(
    """Gespräch Telefonat Telefongespräch Unterredung Interview Treffen Telefoninterview
    Videogespräch""".split()
)
_TIMES = frozenset(
    """Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Woche Monat Jahr Tag
    Abend Morgen Nachmittag Vormittag Mal Zeit Stunde Minute Januar Februar März April Mai Juni Juli
    August September Oktober November Dezember Jänner Uhr Anfang Mitte Ende Beginn""".split()
)
_SPEAKING_PREPOSITIONS = frozenset(
    {"von", "vom", "aus", "seitens", "beim", "bei", "in", "im", "auf"}
)
_ORIGIN_VERBS = frozenset({"heißen", "verlauten", "gehen", "hervorgehen", "lauten"})
_SPEAKER_TAGS = frozenset({"NN", "NE", "PPER", "PIS", "PDS", "FM", "TRUNC", "CARD", "PRELS", "XY"})


def speaker_of(cue: Cue, unit: Unit) -> Party | None:
    """Return who speaks: the subject by the tree, else the noun phrase beside the verb.

    In a passive it is the agent ('von X'), with 'hieß es' the origin ('aus dem Kreml'). None
    beats a guess.
    """
    found = _speaker(cue, unit) or _quoted_name(cue, unit)
    if found is not None:
        found = (*_without_listeners(cue.verb.doc, *found), found[2])
    return whole_party(cue, unit, found) if found is not None else None


def _quoted_name(cue: Cue, unit: Unit) -> Party | None:
    """Return a speaker that is a name between marks: 'wie die „Neue Zeit“ schreibt'."""
    if cue.passive or cue.entry.lemma in _ORIGIN_VERBS:
        return None
    so = cue.finite.i == cue.left or cue.shape == "before"
    place = cue.finite.i + 1 if so else cue.left + (cue.shape == "wie")
    segment = quoted_name(cue.verb.doc, unit, place)
    if segment is None or (cue.shape == "after" and segment.end != cue.finite.i):
        return None
    return place, segment.end, segment.inner[0]


def _speaker(cue: Cue, unit: Unit) -> Party | None:
    """Return who speaks, without what explains the name."""
    doc = cue.verb.doc
    if cue.passive and cue.entry.lemma == "zitieren":
        return _quoted_person(cue, unit)
    if cue.passive or cue.entry.lemma in _ORIGIN_VERBS:
        return _agent(cue, unit)
    head = cue.subject
    if head is not None and cue.shape == "before" and head.i < cue.left:
        head = None
    if cue.shape == "after" and (pronoun := _pronoun_behind(doc, cue)) is not None:
        return pronoun
    if head is not None and cue.shape == "after" and head.i > cue.finite.i:
        front = _name_in_front(doc, cue)
        if front is not None:
            return front
    if cue.entry.lemma == "zitieren" and (quoted := _quoted_person(cue, unit)) is not None:
        return quoted
    if head is not None and (head.tag_ not in _SPEAKER_TAGS or is_time(head)):
        head = None
    if head is not None and head.lower_ in NOBODY and not _is_anaphor(head, cue):
        return None
    if head is None:
        found = _surface_speaker(doc, cue) or before_apposition(cue, unit)
        return found if found is not None and _may_speak(doc, found) else None
    start, end = phrase(head, unit.start, unit.end)
    if cue.finite.i > head.i:
        end = min(end, cue.finite.i)
    opens = doc[cue.finite.i + 1 : start]
    if len(opens) and opens[0].lower_ in {"der", "die", "das"} and doc[start].tag_ == "ADJA":
        start = opens.start  # 'das [im Index] notierte Unternehmen'
    return _rather(cue, unit, (start, end, head.i))


def _is_anaphor(head: Token, cue: Cue) -> bool:
    """Tell whether 'diese' is a subject: 'Diese drohten ihm', but not 'Diese wies er zurück'."""
    following = cue.verb.doc[cue.finite.i + 1 : cue.finite.i + 2]
    other = any(t.tag_ in {"ART", "NE", "NN", "PPOSAT"} or t.lower_ == "er" for t in following)
    return head.lower_ == "diese" and head.i < cue.finite.i and not other


def _rather(cue: Cue, unit: Unit, party: Party) -> Party:
    """Prefer a person or body across the verb to a thing: 'Die Zahl bezifferte die Agentur mit 13'.

    German lets the object stand first, and models take it for the subject.
    """
    doc = cue.verb.doc
    if cue.shape != "after" or doc[party[2]].tag_ != "NN" or is_actor(doc[party[2]]):
        return party
    if party[2] < cue.finite.i:
        other = phrase_after(doc, cue.finite.i + 1, cue.right)
        opens = other is not None
    else:
        other = phrase_after(doc, cue.left, cue.finite.i)
        opens = other is not None and other[0] == cue.left
    if other is None or not opens or not _may_speak(doc, other):
        return party
    head = doc[other[2]]
    if head.tag_ == "PPER" or not is_known_speaker(doc, other):
        return party
    start, end = phrase(head, unit.start, unit.end)
    return min(start, other[0]), max(end, other[1]), head.i


def _quoted_person(cue: Cue, unit: Unit) -> Party | None:
    """Return whom 'zitieren' lets speak: its object, or the subject of its passive."""
    doc = cue.verb.doc
    wanted = {"nsubj:pass", "nsubj"} if cue.passive else {"obj"}
    for child in cue.verb.children:
        if (
            child.dep_ in wanted
            and child.i not in unit.masked
            and child.tag_ in {"NE", "NN", "PPER"}
        ):
            start, end = phrase(child, unit.start, unit.end)
            if cue.passive:  # 'Peskow [von der Agentur Tass]' is by whom he is quoted
                end = min([end, *(i for i in range(child.i, end) if doc[i].lower_ == "von")])
            return start, end, child.i
    return None


def _without_listeners(doc: Doc, start: int, end: int, head: int) -> tuple[int, int]:
    """Cut a listener off that the parser took for a part of the speaker's name.

    A genitive never follows a person's name: 'sagte Hans Huber [der Nachrichtenagentur APA]'.
    """
    for index in range(head + 1, end):
        person = doc[index - 1].ent_type_ == "PER" and doc[index - 1].tag_ == "NE"
        if person and doc[index].tag_ == "ART" and doc[index].lower_ in {"der", "dem", "den"}:
            return start, index
        if doc[index].text in LISTENERS and doc[index - 1].tag_ == "NE":
            return start, index
    return start, end


def _surface_speaker(doc: Doc, cue: Cue) -> Party | None:
    """Return the noun phrase right after a clause-initial verb, or the one right before a verb."""
    if cue.finite.i == cue.left:
        return phrase_after(doc, cue.finite.i + 1, cue.right)
    if cue.verb.dep_ == "conj":
        return None
    if doc[cue.left].lower_ in {"das", "dies", "dieses"}:
        return phrase_after(doc, cue.finite.i + 1, cue.right)
    first = cue.left + 1 if doc[cue.left].lower_ == "wie" else cue.left
    before = phrase_after(doc, first, cue.finite.i)
    after = phrase_after(doc, cue.finite.i + 1, cue.right)
    if before is None or before[0] != first or not _may_speak(doc, before):
        return after if after is not None and _may_speak(doc, after) else None
    return before


def _may_speak(doc: Doc, party: Party) -> bool:
    """Tell whether a noun phrase read off the surface can be a subject."""
    first, head = doc[party[0]], doc[party[2]]
    if first.lower_ in {"den", "dem", "des", "einem", "einen", "eines"} or is_time(head):
        return False
    return head.lower_ not in NOBODY and head.tag_ in _SPEAKER_TAGS


def _pronoun_behind(doc: Doc, cue: Cue) -> Party | None:
    """Return a pronoun right after the verb that must be its subject: 'Den Plan nannte er ...'.

    'sie' may be an object too: it counts unless a person or a body stands before the verb.
    """
    place = cue.finite.i + 1
    if place >= cue.right or doc[place].tag_ != "PPER":
        return None
    word = doc[place].lower_
    named = any(doc[i].ent_type_ in {"PER", "ORG"} for i in range(cue.left, cue.finite.i))
    if word == "er" or (word == "sie" and cue.finite.i > cue.left and not named):
        return place, place + 1, place
    return None


def _name_in_front(doc: Doc, cue: Cue) -> Party | None:
    """Return a bare name that fills the place before the verb: 'Putin erinnerte Trump an ...'."""
    found = phrase_after(doc, cue.left, cue.finite.i)
    if found is None or found[0] != cue.left or found[1] != cue.finite.i:
        return None
    return found if all(doc[i].tag_ == "NE" for i in range(*found[:2])) else None


def _agent(cue: Cue, unit: Unit) -> Party | None:
    """Return 'von X' of a passive, or where a word came from ('aus dem Kreml', 'in dem Brief')."""
    doc = cue.verb.doc
    allowed = {"von", "vom", "durch", "seitens"} if cue.passive else _SPEAKING_PREPOSITIONS
    matter = cue.passive and "von" in cue.entry.objects  # 'von Betrug wird gesprochen'
    for index in range(cue.left, cue.right):
        if matter and doc[index].lower_ in {"von", "vom"}:
            continue
        if doc[index].lower_ not in allowed or doc[index].tag_ not in {"APPR", "APPRART"}:
            continue
        found = object_of(doc, index, unit)
        if found is None or is_time(doc[found[2]]) or doc[found[2]].text in TALKS:
            continue
        noun = doc[found[2]]
        if noun.dep_ == "obl:agent" or noun.head.tag_.startswith("V"):
            return found
    return _text_of(cue, unit) if cue.passive else None


def _text_of(cue: Cue, unit: Unit) -> Party | None:
    """Return the text that a passive stands in: 'In einem Bericht der Stadt wurde vermutet'."""
    doc = cue.verb.doc
    for index in range(cue.left, cue.right):
        if doc[index].lower_ not in {"in", "im"} or doc[index].tag_ not in {"APPR", "APPRART"}:
            continue
        found = object_of(doc, index, unit)
        if found is not None and doc[found[2]].tag_ == "NN" and is_text(doc[found[2]]):
            return found
    return None


def object_of(doc: Doc, preposition: int, unit: Unit) -> Party | None:
    """Return the noun phrase of a preposition."""
    head = doc[preposition].head
    if doc[preposition].dep_ == "case" and preposition < head.i < preposition + 12:
        start, end = phrase(head, preposition + 1, unit.end)
        if start <= head.i < end:
            return max(start, preposition + 1), end, head.i
    return phrase_after(doc, preposition + 1, unit.end)


def is_time(token: Token) -> bool:
    """Tell whether a noun tells the time."""
    return token.lemma_ in _TIMES or token.text in _TIMES


def medium_of(cue: Cue, unit: Unit) -> Party | None:
    """Return the means or the setting, its noun or name alone ('Briefing', 'Truth Social')."""
    doc = cue.verb.doc
    for index in range(cue.left, min(unit.end, cue.right)):
        token = doc[index]
        if token.lower_ not in {"bei", "beim", "auf", "in", "im", "über", "via", "per", "ins"}:
            continue
        for place in range(index + 1, min(index + 7, unit.end)):
            word = doc[place]
            if word.text in {",", ":"} or word.tag_ in {"APPR", "APPRART"}:
                break
            if word.lemma_ in media_nouns() or word.text in media_nouns():
                return _named_medium(doc, place, unit)
    return None


def _named_medium(doc: Doc, place: int, unit: Unit) -> Party:
    """Prefer the name that follows a medium's noun ('im Netzwerk Truth Social')."""
    start = place
    if doc[place].tag_ == "NN" and place + 1 < unit.end and doc[place + 1].tag_ == "NE":
        start = place + 1
    end = start + 1
    while end < unit.end and doc[end].tag_ == "NE" and doc[start].tag_ in {"NE", "FM"}:
        end += 1
    return start, end, start
