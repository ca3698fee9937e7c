"""Words without a reporting clause of their own: carried over, partly quoted, or going on."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.quotes_contents import main_finite, words_in
from kg.mentions.quotes_extent import is_somebody
from kg.mentions.quotes_grammar import FINITE, SECOND_FORMS, is_subjunctive
from kg.mentions.quotes_phrases import phrase
from kg.mentions.quotes_record import Party, Piece, Saying, Scene
from kg.mentions.quotes_roles import speaker_of
from kg.mentions.quotes_text import Segment


def carry_over(scene: Scene, previous: Scene | None) -> None:
    """Add what a sentence in the Konjunktiv carries over from the speaker before.

    It joins the carried-over words of the sentence before where the speaker is the same.
    """
    unit, doc = scene.unit, scene.doc
    finite = main_finite(doc, words_in(unit, doc, unit.start, unit.end))
    if finite is None:
        return
    if not is_subjunctive(doc[finite]):
        _hearsay(scene, finite)
        return
    if any(s.holds(finite) or (finite in s.cue and s.aside) for s in scene.found):
        return
    second = doc[finite].lower_ in SECOND_FORMS
    if second and (scene.last is None or scene.gap):
        return  # a wish or a guess of the author's own
    before = _carried(doc, previous, unit.start) if previous is not None else None
    last = scene.last
    if before is not None and last is not None and before.speaker == last.speaker:
        before.pieces[-1] = (before.pieces[-1][0], unit.end)
        scene.carried = before
        return
    saying = Saying("IndirectFreeIndirect", "carried", [(unit.start, unit.end)])
    theme = _theme(scene, previous) if last is None or scene.gap else None
    if theme is not None:
        saying.speaker = theme
    elif last is not None and not scene.gap:
        saying.speaker, saying.source = last.speaker, last.source
    scene.carried = saying
    scene.found.append(saying)


def _theme(scene: Scene, previous: Scene | None) -> Party | None:
    """Return the person or body that the sentence before is about, in the same paragraph.

    'Merz blieb gelassen. Er habe nichts zu verbergen.'
    """
    if previous is None or not _adjacent(scene.doc, previous.unit.end, scene.unit.start):
        return None
    before = previous.unit
    if previous.carried is not None:
        return None
    for index in before.words():
        token = scene.doc[index]
        told = token.dep_ == "nsubj" and token.head.dep_ == "ROOT"
        if told and _is_person(token) and not _is_spoken(token):
            start, end = phrase(token, before.start, before.end)
            return before.with_name((start, end, index))
    return None


def _is_person(noun: Token) -> bool:
    """Tell whether a noun means somebody, alone or with the name behind it: 'Dekan Berg'."""
    named = any(c.dep_ in {"appos", "flat"} and c.ent_type_ == "PER" for c in noun.children)
    return named or is_somebody(noun)


def _is_spoken(subject: Token) -> bool:
    """Tell whether the clause of a subject stands in the Konjunktiv: somebody's words already."""
    verbs = [subject.head, *(c for c in subject.head.children if c.dep_.startswith(("aux", "cop")))]
    return any(is_subjunctive(verb) for verb in verbs)


def _hearsay(scene: Scene, finite: int) -> None:
    """Add what 'soll' tells as the word of the speaker before: 'Daran soll X beteiligt sein.'"""
    unit, doc, last = scene.unit, scene.doc, scene.last
    if doc[finite].lower_ not in {"soll", "sollen"} or last is None or scene.gap:
        return
    if any(s.holds(finite) or (finite in s.cue and s.aside) for s in scene.found):
        return
    saying = Saying("FreeIndirect", "soll", [(unit.start, unit.end)])
    saying.speaker, saying.source = last.speaker, last.source
    scene.carried = saying
    scene.found.append(saying)


def _carried(doc: Doc, scene: Scene, start: int) -> Saying | None:
    """Return the carried-over saying that ends right before a sentence, or None."""
    saying = scene.carried
    if saying is not None and saying.end == scene.unit.end and _adjacent(doc, saying.end, start):
        return saying
    return None


def _adjacent(doc: Doc, end: int, start: int) -> bool:
    """Tell whether only white space within a paragraph lies between two sentences."""
    return not any("\n" in doc[i].text for i in range(end, start))


def hold_partials(scene: Scene) -> None:
    """Add the quoted phrases inside indirect words: 'die Idee „in der Luft liegt“'."""
    for segment in scene.unit.segments:
        if _is_covered(scene, segment) or _is_name(scene.doc, segment):
            continue
        carried = [scene.carried] if scene.carried is not None else []
        around = [
            s
            for s in [*scene.found, *(c for c in carried if c not in scene.found)]
            if s.type != "Direct" and s.rule != "partial" and s.holds(segment.start)
        ]
        if not around:
            continue
        whole = min(around, key=lambda s: s.end - s.start)
        scene.found.append(
            Saying(
                "Direct", "partial", [segment.inner], whole.cue, whole.cue_lemma, whole.frame,
                whole.speaker, whole.addressee, whole.medium, whole.source, whole.attitude,
                parent=whole,
            )
        )  # fmt: skip


def _is_covered(scene: Scene, segment: Segment) -> bool:
    """Tell whether a stretch between marks is somebody's direct speech already."""
    return any(s.type == "Direct" and s.holds(segment.inner[0]) for s in scene.found)


def _is_name(doc: Doc, segment: Segment) -> bool:
    """Tell whether marks hold a name or title: 'Forum „Starke Ideen“', 'die „Bild“'."""
    inner = [doc[i] for i in range(*segment.inner)]
    if any(token.tag_ in FINITE for token in inner):
        return False
    before = doc[segment.start - 1] if segment.start else None
    if before is None or not inner[0].text[:1].isupper():
        return False
    if before.tag_ in {"NN", "NE"} or before.lower_ in {"sogenannte", "sogenannten"}:
        return True
    words = [token for token in inner if not token.is_punct and token.tag_ != "CARD"]
    return len(words) < 4 and all(word.text[:1].isupper() for word in words)


def loose_speech(scene: Scene, previous: Scene | None) -> None:
    """Add sentences between marks that go on with the speech of whoever spoke last."""
    unit, doc = scene.unit, scene.doc
    if words_in(unit, doc, unit.start, unit.end):
        return
    pieces = [s.inner for s in unit.segments if not _is_covered(scene, s)]
    pieces = [piece for piece in pieces if _is_speech(doc, piece)]
    if not pieces:
        return
    saying = Saying("Direct", "going-on", pieces)
    if scene.last is not None and not scene.gap:
        saying.speaker, saying.source = scene.last.speaker, scene.last.source
    else:
        saying.speaker = _theme(scene, previous)
    if previous is not None and _announces(doc, previous):
        origin = next((s for s in previous.found if s.rule == "colon"), None)
        if origin is not None:
            saying.speaker = origin.speaker
    if saying.speaker is not None or sum(end - start for start, end in pieces) > 5:
        scene.found.append(saying)


def attach_speech(scene: Scene) -> None:
    """Give sentences between marks that are nobody's yet to the nearest reporting verb."""
    for segment in scene.unit.segments:
        if _is_covered(scene, segment) or segment.start not in scene.unit.spoken:
            continue
        used = {i for saying in scene.found if saying.type != "Reported" for i in saying.cue}
        free = [c for c in scene.cues if c.entry.takes("qn") and c.verb.i not in used]
        if not free or any(s.holds(segment.start) for s in scene.found if s.type != "Reported"):
            continue
        cue = min(free, key=lambda c: abs(c.verb.i - segment.start))
        speaker = scene.unit.with_name(speaker_of(cue, scene.unit))
        if speaker is None or segment.start <= speaker[2] < segment.end:
            continue
        scene.found = [s for s in scene.found if cue.verb.i not in s.cue]
        scene.found.append(
            Saying(
                "Direct", "nearest", [segment.inner], cue.words, cue.entry.lemma,
                (cue.left, cue.right), speaker, attitude=cue.entry.attitude,
            )
        )  # fmt: skip


def _announces(doc: Doc, previous: Scene) -> bool:
    """Tell whether a sentence ends in a colon."""
    return doc[previous.unit.end - 1].text == ":"


def _is_speech(doc: Doc, piece: Piece) -> bool:
    """Tell whether quoted words are a sentence rather than a title."""
    tokens = [doc[i] for i in range(*piece)]
    return any(token.tag_ in FINITE for token in tokens) or (
        len(tokens) > 3 and tokens[-1].text in {".", "!", "?", "…"}
    )
