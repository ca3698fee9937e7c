"""Speech acts that are told without their content: 'kritisierte die Entscheidung'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.mentions.quotes_addressees import addressee_of
from kg.mentions.quotes_extent import is_known_speaker
from kg.mentions.quotes_grammar import CONTRACTED, SECOND_FORMS, is_subjunctive
from kg.mentions.quotes_record import Cue, Piece, Saying, Scene
from kg.mentions.quotes_roles import medium_of, speaker_of
from kg.mentions.quotes_text import trimmed

_OPENERS = frozenset({"PRELS", "PRELAT", "KOUS", "KOUI", "PWAV", "PWS", "PWAT"})
_ANY_OBJECT = frozenset({"obj", "obl:arg"})


def find_reported(scene: Scene) -> Iterator[Saying]:
    """Yield the told acts of a sentence whose verb has no content of its own."""
    taken = {i for saying in scene.found for i in saying.cue}
    for cue in scene.cues:
        if (
            taken & {cue.verb.i}
            or cue.shape == "wie"
            or not (cue.entry.objects or cue.entry.takes("a"))
        ):
            continue
        speaker = speaker_of(cue, scene.unit)
        if speaker is None or not is_known_speaker(scene.doc, speaker):
            continue
        if not _has_matter(cue) or _is_subordinate(cue) or _is_carried(scene, cue):
            continue
        piece = _clause(scene, cue)
        if piece[0] >= piece[1]:
            continue
        saying = Saying("Reported", "act", [piece], cue.words, cue.entry.lemma, None, speaker)
        saying.addressee = addressee_of(cue, scene.unit, speaker)
        saying.medium = medium_of(cue, scene.unit)
        saying.attitude = cue.entry.attitude
        yield saying


def _is_carried(scene: Scene, cue: Cue) -> bool:
    """Tell whether a main clause in the Konjunktiv goes on with the words of somebody before it."""
    if not is_subjunctive(cue.finite):
        return False
    goes_on = scene.last is not None and not scene.gap
    return goes_on or cue.finite.lower_ not in SECOND_FORMS


def _is_subordinate(cue: Cue) -> bool:
    """Tell whether a verb stands in a relative or other subordinate clause."""
    doc = cue.verb.doc
    first = doc[cue.left]
    if first.tag_ in _OPENERS or cue.verb.dep_ in {
        "acl",
        "advcl",
    }:
        return True
    return cue.left + 1 < cue.right and doc[cue.left + 1].tag_ in {"PRELS", "PRELAT"}


def _has_matter(cue: Cue) -> bool:
    """Tell whether the clause names what the act is about."""
    objects = cue.entry.objects
    if any(companion[:1].isupper() for companion in cue.entry.companions):
        return True
    doc = cue.verb.doc
    for child in [child for word in cue.words for child in doc[word].children]:
        if child.lower_ in {"sich", "es"} or child.tag_ == "PRF":
            continue
        case = next((grand.lower_ for grand in child.children if grand.dep_ == "case"), "")
        case = CONTRACTED.get(case, case)
        if case and case in objects:
            return True
        is_object = child.dep_ in _ANY_OBJECT or (child.dep_ == "nsubj" and child != cue.subject)
        if not case and is_object and ("akk" in objects or "dat" in objects):
            return True
        if case == "als" and cue.entry.takes("a"):
            return True
    return _by_surface(cue)


def _by_surface(cue: Cue) -> bool:
    """Look for the preposition among the words of the clause, where the tree has lost it."""
    doc = cue.verb.doc
    wanted = set(cue.entry.objects) - {"akk", "dat"}
    if cue.entry.takes("a"):
        wanted.add("als")
    return any(
        CONTRACTED.get(doc[i].lower_, doc[i].lower_) in wanted
        and doc[i].tag_ in {"APPR", "APPRART", "KOKOM"}
        for i in range(cue.left, cue.right)
    )


def _clause(scene: Scene, cue: Cue) -> Piece:
    """Return the clause of a told act: the sentence, or its part between two reporting verbs."""
    unit, doc = scene.unit, scene.doc
    start, end = unit.start, unit.end
    for other in scene.cues:
        if other is cue:
            continue
        if other.finite.i < cue.finite.i:
            start = max(start, _break_between(scene, other.finite, cue.finite))
        else:
            end = min(end, _break_between(scene, cue.finite, other.finite))
    for saying in scene.found:
        if saying.frame and saying.start > cue.finite.i and saying.aside:
            end = min(end, saying.start)
    return (start, end) if end == unit.end else trimmed(doc, start, end)


def _break_between(scene: Scene, first: Token, second: Token) -> int:
    """Return where one reporting clause ends and the next begins: at 'und' or the comma."""
    doc = scene.doc
    for index in range(second.i - 1, first.i, -1):
        if doc[index].lower_ in {"und", "sowie", "aber"}:
            return index
        if doc[index].text == ",":
            return index + 1
    return first.i + 1
