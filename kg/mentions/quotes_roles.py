"""Who speaks, to whom, and by what means: the roles around a reporting verb."""

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

_NOBODY = frozenset(
    """es das dies dieses man niemand keiner was wer sich dort da darauf jetzt diese jene mehr viel
    nichts alles weiteren""".split()
)
_LISTENERS = frozenset(
    """Journalisten Reportern Reporter Medien Medienvertretern Abgeordneten Parlamentariern Presse
    Zeugen Anwesenden Zuschauern Delegierten Fernsehzuschauern Wählern Anhängern Korrespondenten
    Pressevertretern""".split()
)
_TALKS = frozenset(
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
    if head is not None and (head.tag_ not in _SPEAKER_TAGS or _is_time(head)):
        head = None
    if head is not None and head.lower_ in _NOBODY and not _is_anaphor(head, cue):
        return None
    if head is None:
        found = _surface_speaker(doc, cue) or before_apposition(cue, unit)
        return found if found is not None and _may_speak(doc, found) else None
    start, end = phrase(head, unit.start, unit.end)
    if cue.finite.i > head.i:
        end = min(end, cue.finite.i)
    start, end = _without_listeners(doc, start, end, head.i)
    return _rather(cue, unit, (start, end, head.i))


def _is_anaphor(head: Token, cue: Cue) -> bool:
    """Tell whether 'diese' opens a clause as its subject: 'Diese drohten ihm', not 'Diese wies er'."""
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
    wanted = {"nsubj:pass", "nsubj"} if cue.passive else {"obj"}
    for child in cue.verb.children:
        if (
            child.dep_ in wanted
            and child.i not in unit.masked
            and child.tag_ in {"NE", "NN", "PPER"}
        ):
            start, end = phrase(child, unit.start, unit.end)
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
        if doc[index].text in _LISTENERS and doc[index - 1].tag_ == "NE":
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
    if first.lower_ in {"den", "dem", "des", "einem", "einen", "eines"} or _is_time(head):
        return False
    return head.lower_ not in _NOBODY and head.tag_ in _SPEAKER_TAGS


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
        found = _object_of(doc, index, unit)
        if found is None or _is_time(doc[found[2]]) or doc[found[2]].text in _TALKS:
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
        found = _object_of(doc, index, unit)
        if found is not None and doc[found[2]].tag_ == "NN" and is_text(doc[found[2]]):
            return found
    return None


def _object_of(doc: Doc, preposition: int, unit: Unit) -> Party | None:
    """Return the noun phrase of a preposition."""
    head = doc[preposition].head
    if doc[preposition].dep_ == "case" and preposition < head.i < preposition + 12:
        start, end = phrase(head, preposition + 1, unit.end)
        if start <= head.i < end:
            return max(start, preposition + 1), end, head.i
    return phrase_after(doc, preposition + 1, unit.end)


def _is_time(token: Token) -> bool:
    """Tell whether a noun tells the time."""
    return token.lemma_ in _TIMES or token.text in _TIMES


def addressee_of(cue: Cue, unit: Unit, speaker: Party | None) -> Party | None:
    """Return to whom somebody speaks: dative, accusative, 'gegenüber X', 'im Gespräch mit X'."""
    doc = cue.verb.doc
    right = max(cue.right, speaker[1] if speaker else 0)
    stretch = [i for i in range(cue.left, min(unit.end, right + 14)) if i not in unit.masked]
    stretch = _within_frame(doc, cue, stretch, right)
    for index in stretch:
        found = _prepositional(doc, cue, index, unit)
        if found is not None and (speaker is None or found[2] != speaker[2]):
            return found
    if cue.entry.addressee in {"dat", "akk"} and not cue.passive:
        return _bare(cue, unit, speaker, stretch) or _behind_name(cue, unit, speaker)
    if cue.passive and cue.entry.addressee in {"dat", "akk"}:
        return _passive_addressee(cue, unit)
    return None


def _within_frame(doc: Doc, cue: Cue, stretch: list[int], right: int) -> list[int]:
    """Keep what lies in the reporting clause itself."""
    kept = []
    for index in stretch:
        if index >= right and doc[index].text in {",", ":", ";"}:
            break
        kept.append(index)
    return kept


def _prepositional(doc: Doc, cue: Cue, index: int, unit: Unit) -> Party | None:
    """Return the addressee of a preposition at this token, or None."""
    token = doc[index]
    word = token.lower_
    if word == "gegenüber":
        found = _object_of(doc, index, unit)
        return found or _before(doc, index, cue.left, unit)
    wanted = cue.entry.addressee
    if token.tag_ not in {"APPR", "APPRART"}:
        return None
    if word == "mit" and doc[index - 1].text in _TALKS and _is_setting(doc, index - 1):
        return _object_of(doc, index, unit)
    if word in {"vor", "zu", "zur", "zum", "an"} or word == wanted:
        found = _object_of(doc, index, unit)
        if found is None or _is_time(doc[found[2]]):
            return None
        head = doc[found[2]]
        is_listener = head.text in _LISTENERS or head.lemma_ in _LISTENERS
        says_to = word in {"zu", "zur"} and cue.entry.lemma == "sagen"
        return found if is_listener or word == wanted or says_to else None
    return None


def _is_setting(doc: Doc, index: int) -> bool:
    """Tell whether words fell in a talk: 'in einem Gespräch mit X', not 'sein Gespräch'."""
    return any(
        doc[i].lower_ in {"in", "im", "bei", "beim", "während"}
        for i in range(index - 1, max(index - 4, -1), -1)
    )


def _before(doc: Doc, index: int, left: int, unit: Unit) -> Party | None:
    """Return the noun phrase right before 'gegenüber'."""
    for start in range(max(left, index - 6), index):
        found = phrase_after(doc, start, index)
        if found is not None and found[1] == index and found[0] == start:
            return found
    return None


def _bare(cue: Cue, unit: Unit, speaker: Party | None, stretch: list[int]) -> Party | None:
    """Return a dative or accusative of a person without preposition."""
    doc = cue.verb.doc
    taken = range(speaker[0], speaker[1]) if speaker else range(0)
    for index in stretch:
        token = doc[index]
        if token.text in _LISTENERS and doc[index - 1].tag_ == "NE":
            return index, index + 1, index
        if index in taken or token.tag_ not in {"NN", "NE", "PPER"} or _is_time(token):
            continue
        if token.dep_ not in {"obl:arg", "obj", "iobj"} or token.head not in (cue.verb, cue.finite):
            continue
        if any(child.dep_ == "case" for child in token.children):
            continue
        if cue.entry.addressee == "akk" and "i" not in cue.entry.content and token.dep_ != "obj":
            continue
        if _may_be_addressed(cue, token):
            start, end = phrase(token, max(unit.start, cue.left), unit.end)
            return start, end, token.i
    return None


def _behind_name(cue: Cue, unit: Unit, speaker: Party | None) -> Party | None:
    """Return the dative right behind a speaker's name: 'sagte Hans Huber der „Zeit“'."""
    doc = cue.verb.doc
    if speaker is None or cue.entry.addressee != "dat" or speaker[0] < cue.finite.i:
        return None
    place = speaker[1]
    named = doc[place - 1].tag_ in {"NE", "PPER"} or doc[place - 1].text == ")"
    if not named or place >= unit.end or doc[place].lower_ not in {"der", "dem", "den"}:
        return None
    segment = quoted_name(doc, unit, place)
    if segment is not None:
        return place, segment.end, segment.inner[0]
    found = phrase_after(doc, place, unit.end)
    return found if found is not None and found[0] == place else None


def _may_be_addressed(cue: Cue, token: Token) -> bool:
    """Tell whether a bare object is somebody rather than the matter told."""
    if token.tag_ == "PPER":
        return token.lower_ not in {"es", "sich"}
    if token.tag_ == "NE" or token.text in _LISTENERS or token.dep_ == "obl:arg":
        return True
    article = next((child for child in token.children if child.tag_ in {"ART", "PPOSAT"}), None)
    if cue.entry.addressee == "akk":
        return True
    return article is not None and (
        article.lower_ == "dem"
        or (article.lower_ == "den" and token.lower_.endswith("n"))
        or (article.lower_.endswith(("em", "er")) and article.lower_ != "er")
    )


def _passive_addressee(cue: Cue, unit: Unit) -> Party | None:
    """Return who was told, asked or accused in a passive ('wurde X vorgeworfen')."""
    for child in cue.verb.children:
        wanted = {"nsubj:pass", "nsubj"} if cue.entry.addressee == "akk" else {"obl:arg", "iobj"}
        if child.dep_ in wanted and child.lower_ not in _NOBODY:
            start, end = phrase(child, unit.start, unit.end)
            return start, end, child.i
    return None


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
