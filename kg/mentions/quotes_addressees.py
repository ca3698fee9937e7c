"""To whom somebody speaks: datives, 'gegenüber X', 'im Gespräch mit X', passives."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.quotes_phrases import phrase, phrase_after
from kg.mentions.quotes_record import Cue, Party
from kg.mentions.quotes_roles import LISTENERS, NOBODY, TALKS, is_time, object_of
from kg.mentions.quotes_text import Unit, quoted_name


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
        found = object_of(doc, index, unit)
        return found or _before(doc, index, cue.left, unit)
    wanted = cue.entry.addressee
    if token.tag_ not in {"APPR", "APPRART"}:
        return None
    if word == "mit" and doc[index - 1].text in TALKS and _is_setting(doc, index - 1):
        return object_of(doc, index, unit)
    if word in {"vor", "zu", "zur", "zum", "an"} or word == wanted:
        found = object_of(doc, index, unit)
        if found is None or is_time(doc[found[2]]):
            return None
        head = doc[found[2]]
        is_listener = head.text in LISTENERS or head.lemma_ in LISTENERS
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
        if token.text in LISTENERS and doc[index - 1].tag_ == "NE":
            return index, index + 1, index
        if index in taken or token.tag_ not in {"NN", "NE", "PPER"} or is_time(token):
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
    if token.tag_ == "NE" or token.text in LISTENERS or token.dep_ == "obl:arg":
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
        if child.dep_ in wanted and child.lower_ not in NOBODY:
            start, end = phrase(child, unit.start, unit.end)
            return start, end, child.i
    return None
