"""Find every saying of a document: sentence by sentence, and again inside quotation marks."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.mentions.quotes_addressees import addressee_of
from kg.mentions.quotes_colon import find_after_colon
from kg.mentions.quotes_contents import (
    content_after,
    content_before,
    frame_end,
    segments_in,
    words_in,
)
from kg.mentions.quotes_free import attach_speech, carry_over, hold_partials, loose_speech
from kg.mentions.quotes_grammar import FINITE
from kg.mentions.quotes_lexicon import reporting_nouns
from kg.mentions.quotes_nouns import find_nouns
from kg.mentions.quotes_phrases import phrase
from kg.mentions.quotes_record import Cue, Party, Piece, Saying, Scene
from kg.mentions.quotes_reported import find_reported
from kg.mentions.quotes_roles import medium_of, speaker_of
from kg.mentions.quotes_sources import find_sources
from kg.mentions.quotes_text import MARKS, Text, Unit, trimmed
from kg.mentions.quotes_verbs import find_cues

_LEADS_TO_OBJECT = frozenset({"VVFIN", "VAFIN", "ADV", "PPER", "PRF", "NE"})
_DEEPEST = 4  # quotations within quotations beyond this are left alone


def find_sayings(doc: Doc) -> list[Saying]:
    """Return all sayings of a document in the order of their words, parents set."""
    text = Text.of(doc)
    found = _within(text, 0, len(doc), 0)
    found.sort(key=lambda saying: (saying.start, -saying.end, saying.rule))
    _set_parents(found)
    return found


def _within(text: Text, start: int, end: int, depth: int) -> list[Saying]:
    """Find the sayings of a stretch, then those inside its quotation marks."""
    found: list[Saying] = []
    previous: Scene | None = None
    for unit in text.units(start, end, depth):
        scene = Scene(text, unit, previous=previous.unit if previous else None)
        if previous is not None:
            scene.last, scene.gap = _still_speaking(previous, unit)
        _read(scene, inner=depth > 0)
        if depth == 0 or scene.last is not None:
            carry_over(scene, previous)
        attach_speech(scene)
        hold_partials(scene)
        loose_speech(scene, previous)
        found += scene.found
        previous = scene
    speech = [piece for saying in found if saying.type == "Direct" for piece in saying.pieces]
    for left, right in speech if depth < _DEEPEST else []:
        if any(text.doc[i].tag_ in FINITE for i in range(left, right)):
            found += _within(text, left, right, depth + 1)
    return found


def _read(scene: Scene, *, inner: bool) -> None:
    """Find the sayings that the words of one sentence tell; ``inner`` within quotation marks.

    There 'ich hoffe, dass' is the speaker's own voice still, not another saying.
    """
    scene.cues = [
        cue
        for cue in find_cues(scene.doc, scene.unit)
        if not (inner and cue.subject is not None and cue.subject.lower_ in {"ich", "wir"})
    ]
    for cue in scene.cues:
        if cue.shape == "before" and _content_beside(scene, cue) is None:
            cue.shape = "after"
    sources = list(find_sources(scene))
    stops = [_comma_before(scene, cue) for cue in scene.cues if cue.shape == "before"]
    stops += [s.frame[0] for s in sources if s.aside and s.frame is not None]
    stops += [_comma_before(scene, cue) for cue in scene.cues if _trails(scene, cue)]
    for cue in scene.cues:
        saying = _by_verb(scene, cue, stops)
        if saying is not None:
            scene.found.append(saying)
    scene.found += sources
    taken = {i for saying in scene.found for i in saying.cue}
    for saying in find_nouns(scene):
        if not taken & set(saying.cue) and not _same_words(scene.found, saying):
            scene.found.append(saying)
    if not any(saying.type == "Direct" for saying in scene.found):
        scene.found += find_after_colon(scene)
    scene.found += find_reported(scene)


def _same_words(found: list[Saying], saying: Saying) -> bool:
    """Tell whether a verb reports the very clause of a noun ('äußerte die Hoffnung, dass')."""
    return any(other.pieces == saying.pieces for other in found)


def _comma_before(scene: Scene, cue: Cue) -> int:
    """Return the comma in front of a frame, or its first word."""
    left = cue.left - 1
    return left if left >= scene.unit.start and scene.doc[left].text in {",", "–"} else cue.left


def _trails(scene: Scene, cue: Cue) -> bool:
    """Tell whether a 'wie' clause ends the sentence."""
    return cue.shape == "wie" and not words_in(
        scene.unit, scene.doc, frame_end(cue, scene.unit), scene.unit.end
    )


def _by_verb(scene: Scene, cue: Cue, stops: list[int]) -> Saying | None:
    """Return what a verb reports, with its roles, or None."""
    content, frame = None, _frame_beside(scene, cue)
    if cue.shape == "before":
        content = _content_beside(scene, cue) if cue.entry.takes("qsi") else None
    elif cue.shape == "wie":
        content = _around_wie(scene, cue)
    else:
        content = content_after(scene, cue, stops) or _quoted_object(scene, cue)
        if content is None:
            content = _told_before(scene, cue)
        frame = _frame_of(scene, cue, content)
    if content is None:
        return None
    kind, pieces = content
    speaker = scene.unit.with_name(speaker_of(cue, scene.unit), pieces)
    if speaker is None:
        speaker = _inherited(scene, cue)
    if speaker is None and kind == "Quoted":
        return None
    saying = Saying(
        "Direct" if kind in {"Direct", "Quoted"} else "Indirect",
        "anaphor" if kind == "Told" else f"verb-{cue.shape}",
        pieces,
        cue.words,
        cue.entry.lemma,
        frame,
        speaker,
    )
    saying.addressee = scene.unit.with_name(addressee_of(cue, scene.unit, speaker), pieces)
    saying.medium = medium_of(cue, scene.unit)
    saying.attitude = cue.entry.attitude
    saying.aside = cue.shape != "after"
    return saying


def _inherited(scene: Scene, cue: Cue) -> Party | None:
    """Return whom a clause without subject shares: ', fügte aber hinzu', 'hieß es dort'."""
    if cue.entry.lemma == "heißen":
        return scene.last.speaker if scene.last and _is_there(scene, cue) else None
    doc = scene.doc
    first = doc[cue.left]
    opens = cue.finite.i == cue.left or (first.tag_ == "KON" and cue.finite.i <= cue.left + 2)
    if cue.passive or cue.shape != "after" or not opens:
        return None
    earlier = [s for s in scene.found if s.cue and s.cue[0] < cue.left and not s.aside]
    return earlier[-1].speaker if earlier else _subject_before(scene, cue)


def _subject_before(scene: Scene, cue: Cue) -> Party | None:
    """Return the subject of the main clause before one that has none: 'Er zögerte, sagte aber'."""
    doc, unit = scene.doc, scene.unit
    mine = (cue.verb, cue.finite)
    if any(c.dep_.startswith("nsubj") or c.dep_ == "expl" for word in mine for c in word.children):
        return None
    for index in range(cue.left - 1, unit.start - 1, -1):
        token = doc[index]
        if token.dep_ != "nsubj" or index in unit.masked or token.head.dep_ in {"acl", "advcl"}:
            continue
        if token.tag_ not in {"NE", "NN", "PPER"} or token.lower_ == "es":
            return None
        start, end = phrase(token, unit.start, cue.left)
        return start, end, index
    return None


def _is_there(scene: Scene, cue: Cue) -> bool:
    """Tell whether 'hieß es dort' points back to whoever spoke last."""
    return any(scene.doc[i].lower_ in {"dort", "weiter"} for i in range(cue.left, cue.right))


def _frame_beside(scene: Scene, cue: Cue) -> Piece:
    """Return a reporting clause beside its content, with the comma that joins it."""
    doc, unit = scene.doc, scene.unit
    start, end = cue.left, frame_end(cue, unit)
    if start > unit.start and doc[start - 1].text in {",", "–"}:
        start -= 1
    elif cue.shape == "wie" and end < unit.end and doc[end].text == ",":
        end += 1
    return start, _without_stop(doc, start, end)


def _without_stop(doc: Doc, start: int, end: int) -> int:
    """Return the end of a frame before a full stop or an opening quotation mark."""
    while end - 1 > start and (doc[end - 1].tag_ == "$." or doc[end - 1].text in MARKS):
        if doc[end - 1].text == ":":
            break
        end -= 1
    return end


def _frame_of(scene: Scene, cue: Cue, content: tuple[str, list[Piece]] | None) -> Piece:
    """Return the reporting clause before its content, back to where it began."""
    doc, unit = scene.doc, scene.unit
    first = min(cue.left, cue.subject.left_edge.i if cue.subject is not None else cue.left)
    first = max(first, unit.start)
    alone = not any(other.finite.i < cue.finite.i for other in scene.cues)
    if alone and cue.verb.dep_ in {"ROOT", "conj"}:
        first = unit.start
    if content is not None and content[0] == "Told":
        return cue.finite.i, _without_stop(doc, cue.finite.i, cue.right)
    if content is None or content[1][0][0] < first:
        return first, cue.right
    return first, _without_stop(doc, first, content[1][0][0])


def _content_beside(scene: Scene, cue: Cue) -> tuple[str, list[Piece]] | None:
    """Return the words before '..., sagte X', or around it: 'Dies, so betont X, ist falsch'."""
    if _answers(scene, cue):
        return None
    content = content_before(scene, cue)
    if content is not None:
        return content
    doc, unit = scene.doc, scene.unit
    end = frame_end(cue, unit)
    goes_on = end + 1 < unit.end and doc[end].text == "," and doc[end + 1].tag_ in FINITE
    return _around_wie(scene, cue) if goes_on or doc[cue.left].lower_ == "so" else None


def _answers(scene: Scene, cue: Cue) -> bool:
    """Tell whether the words before a verb are what it answers: 'Auf den Vorwurf, ..., sagte X'."""
    doc, unit = scene.doc, scene.unit
    noun = doc[unit.start].head
    if doc[unit.start].lower_ not in {"auf", "zu", "zum", "zur"} or noun.head != cue.verb:
        return False
    return noun.lemma_ in reporting_nouns() and cue.left > noun.i


def _around_wie(scene: Scene, cue: Cue) -> tuple[str, list[Piece]] | None:
    """Return what 'wie X mitteilte' vouches for: the rest of the sentence."""
    unit, doc = scene.unit, scene.doc
    end = frame_end(cue, unit)
    left = unit.start
    opener = cue.left - 2
    if opener >= unit.start and doc[opener].tag_ == "KOUS" and doc[cue.left - 1].text == ",":
        left = cue.left  # 'obwohl, wie X anmerkte, ...': only that clause
    else:
        left = _clause_opened(scene, cue, opener)
    pieces = [trimmed(doc, left, cue.left), trimmed(doc, end, unit.end)]
    pieces = [piece for piece in pieces if piece[0] < piece[1]]
    if not pieces:
        return None
    segments = segments_in(unit, pieces[-1][0] - 1, unit.end)
    if len(pieces) == 1 and segments and not words_in(unit, doc, *pieces[0]):
        return "Direct", [segment.inner for segment in segments]
    return "Indirect", pieces


def _clause_opened(scene: Scene, cue: Cue, index: int) -> int:
    """Return where the clause around 'wie X sagte' begins: 'Y sagte, [dass er, wie X sagte,'."""
    doc, unit = scene.doc, scene.unit
    if not any(other.finite.i < cue.left for other in scene.cues):
        return unit.start
    while index > unit.start and doc[index].text != ",":
        if doc[index].lower_ in {"dass", "daß", "ob"} and doc[index - 1].text == ",":
            return index
        index -= 1
    return unit.start


def _quoted_object(scene: Scene, cue: Cue) -> tuple[str, list[Piece]] | None:
    """Return the quoted words of 'nannte es „X“', 'bezeichnete es als „X“', 'sprach von „X“'."""
    doc, unit = scene.doc, scene.unit
    right = max(cue.right, max(cue.words) + 1)
    while (right < unit.end and doc[right].text not in {",", ";", ":"}) or right in unit.masked:
        right += 1
    for segment in segments_in(unit, cue.left, right):
        before = doc[segment.start - 1] if segment.start > unit.start else None
        if before is None or _is_name(doc, segment.start, segment.inner):
            continue
        if _announced(scene, cue, segment.start):
            return "Quoted", [segment.inner]
    return None


def _announced(scene: Scene, cue: Cue, start: int) -> bool:
    """Tell whether what leads to a quoted phrase fits the verb: 'als eine', 'von', its object."""
    doc = scene.doc
    index = start - 1
    while index > cue.left and doc[index].tag_ in {"ART", "ADJA", "ADV", "ADJD", "PPOSAT", "PIAT"}:
        index -= 1
    word = doc[index].lower_
    if word == "als" and cue.subject is not None:
        return True
    if cue.entry.takes("n"):
        return word == "von" if cue.entry.lemma == "sprechen" else True
    if doc[index].tag_ in _LEADS_TO_OBJECT and cue.entry.takes("qsi") and cue.subject is not None:
        return True
    prepositions = set(cue.entry.objects) - {"akk", "dat"}
    return word in prepositions or (word == "mit" and cue.entry.lemma in {"begründen", "drohen"})


def _is_name(doc: Doc, start: int, inner: Piece) -> bool:
    """Tell whether marks hold a name or a title after its noun ('Forum „Starke Ideen“')."""
    before = doc[start - 1]
    if any(doc[i].tag_ in FINITE for i in range(*inner)):
        return False
    return before.tag_ in {"NN", "NE"} and doc[inner[0]].text[:1].isupper()


def _told_before(scene: Scene, cue: Cue) -> tuple[str, list[Piece]] | None:
    """Return the sentence before, where 'Das teilte X mit' points at it."""
    unit, doc = scene.unit, scene.doc
    if scene.previous is None or not cue.entry.takes("s"):
        return None
    first = doc[unit.start]
    if first.lower_ not in {"das", "dies", "dieses"} or cue.finite.i != unit.start + 1:
        return None
    if not cue.passive and speaker_of(cue, unit) is None:
        return None
    piece = trimmed(doc, scene.previous.start, scene.previous.end)
    return ("Told", [piece]) if piece[0] < piece[1] else None


def _still_speaking(scene: Scene, following: Unit) -> tuple[Saying | None, int]:
    """Return the saying whose speaker may go on in the next sentence, and how long ago it was.

    Of a chain it is the one nearest to the words: 'sagte X, berichtet Y' lets X go on.
    """
    named = [s for s in scene.found if s.speaker is not None and s.rule != "partial"]
    if not named:
        if scene.carried is not None and scene.carried.speaker is not None:
            return scene.last, 0
        if following.first or scene.gap > 0:
            return None, 0
        return scene.last, 0 if _is_about_speaker(scene) else 1
    outer = [
        s
        for s in named
        if not any(o is not s and not o.aside and s.cue and o.holds(s.cue[0]) for o in named)
    ]
    asides = [s for s in outer if s.aside]
    return (asides or outer or named)[0], 0


def _is_about_speaker(scene: Scene) -> bool:
    """Tell whether a sentence is about 'er' or 'sie': whoever spoke before it speaks on."""
    subjects = [scene.doc[i] for i in scene.unit.words() if scene.doc[i].dep_ == "nsubj"]
    return bool(subjects) and subjects[0].tag_ == "PPER" and subjects[0].lower_ in {"er", "sie"}


def _set_parents(found: list[Saying]) -> None:
    """Set the saying around each: the smallest whose words hold its cue, or its own words.

    One sweep over the text: only what is open at a word can hold it.
    """
    opening = sorted(found, key=lambda saying: saying.start)
    open_now: list[Saying] = []
    place = 0
    for saying in sorted(found, key=_anchor):
        anchor = _anchor(saying)
        while place < len(opening) and opening[place].start <= anchor:
            open_now.append(opening[place])
            place += 1
        open_now = [other for other in open_now if other.end > anchor]
        around = [other for other in open_now if _is_around(other, saying)]
        if around:
            saying.parent = min(around, key=lambda other: other.end - other.start)


def _anchor(saying: Saying) -> int:
    """Return the token by which a saying lies in another: its cue, else its first word."""
    return saying.cue[0] if saying.cue else saying.start


def _is_around(other: Saying, saying: Saying) -> bool:
    """Tell whether one saying stands inside the words of another."""
    if other is saying or set(other.cue) & set(saying.cue):
        return False
    if not saying.cue:
        same = (other.start, other.end) == (saying.start, saying.end)
        return not same and other.holds(saying.start) and other.holds(saying.end - 1)
    if other.cue and saying.holds(other.cue[0]):
        return False
    return other.holds(saying.cue[0])
