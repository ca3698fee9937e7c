"""What a reporting verb reports: the words before, around or after it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.quotes_grammar import FINITE, is_finite, is_subjunctive, is_zu
from kg.mentions.quotes_phrases import phrase
from kg.mentions.quotes_record import Cue, Piece, Scene
from kg.mentions.quotes_text import Segment, Unit, trimmed

_DASS = frozenset({"dass", "daß", "ob"})
_QUESTION_TAGS = frozenset({"PWAV", "PWS", "PWAT"})
_QUESTIONS = frozenset("was wer wen wem warum weshalb wieso wann wo woher wohin wieviel".split())
_ADVERBIAL = frozenset(
    """um ohne statt anstatt weil nachdem obwohl während als da bevor indem sodass damit seit
    seitdem wobei obgleich ehe""".split()
)
_CONDITIONAL = frozenset({"wenn", "falls", "sollte", "sollten", "sobald", "solange", "je", "auch"})
_SUBORDINATING = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "PWS", "PWAT", "KOUI"})
_PLAIN_SPEECH = frozenset(
    """sagen erklären meinen berichten melden betonen behaupten bekanntgeben geben mitteilen
    schreiben glauben heißen hoffen antworten bestätigen versichern
    urteilen verkünden feststellen ankündigen ausführen hinzufügen vermelden angeben
    ergänzen erläutern""".split()
)
_AND = frozenset({"und", "sowie", "aber", "doch", "jedoch"})


def frame_end(cue: Cue, unit: Unit) -> int:
    """Return the token after a reporting clause, past appositions and relative clauses in it."""
    doc, end = cue.verb.doc, cue.right
    if cue.subject is not None and cue.finite.i <= cue.subject.i:
        last = phrase(cue.subject, unit.start, unit.end)[1]
        end = max(end, last)
    while end + 1 < unit.end and doc[end].text == ",":
        following = doc[end + 1]
        if following.tag_ == "APPR" and end + 2 < unit.end:
            following = doc[end + 2]  # 'über das der „Spiegel“ berichtet'
        if following.tag_ not in {"PRELS", "PRELAT"} and not _is_apposition(doc, cue, end + 1):
            break
        end += 1
        while end < unit.end and doc[end].text not in {",", ":"} and end not in unit.masked:
            end += 1
    return end


def _is_apposition(doc: Doc, cue: Cue, index: int) -> bool:
    """Tell whether a noun phrase after a comma explains the speaker before it."""
    token = doc[index]
    head = token if token.tag_ in {"NE", "NN"} else token.head
    return (
        head.dep_ == "appos"
        and cue.subject is not None
        and (head.head == cue.subject or head.head.head == cue.subject)
    )


def words_in(unit: Unit, doc: Doc, start: int, end: int) -> list[int]:
    """Return the words of a stretch that stand outside quotation marks."""
    return [
        i
        for i in range(start, end)
        if i not in unit.masked and not doc[i].is_punct and not doc[i].is_space
    ]


def segments_in(unit: Unit, start: int, end: int) -> list[Segment]:
    """Return the stretches between marks that lie in a stretch of tokens."""
    return [s for s in unit.segments if start <= s.start and s.end <= end]


def as_content(scene: Scene, start: int, end: int) -> tuple[str, list[Piece]] | None:
    """Return the kind and the pieces of a stretch: Direct where all stands between marks."""
    unit, doc = scene.unit, scene.doc
    segments = segments_in(unit, start, end)
    outside = words_in(unit, doc, start, end)
    if segments and (not outside or _is_dateline(scene, outside, segments[0])):
        return "Direct", [s.inner for s in segments]
    start, end = trimmed(doc, start, end)
    if start >= end or not words_in(unit, doc, start, end):
        return None
    return "Indirect", [(start, end)]


def _is_dateline(scene: Scene, outside: list[int], first: Segment) -> bool:
    """Tell whether the few words before speech are a place or a topic ('Berlin – „Wir ...“')."""
    doc = scene.doc
    if len(outside) > 3 or max(outside) >= first.start:
        return False
    return all(doc[i].tag_ in {"NE", "NN"} for i in outside) and any(
        doc[i].tag_ in FINITE for i in range(*first.inner)
    )


def content_before(scene: Scene, cue: Cue) -> tuple[str, list[Piece]] | None:
    """Return the content of '..., sagte X', with what follows the frame ('..., sagte X, ...')."""
    unit, doc = scene.unit, scene.doc
    start = unit.start
    colons = [i for i in range(unit.start, cue.left) if doc[i].text == ":" and i not in unit.masked]
    if colons and segments_in(unit, colons[-1] + 1, cue.left):
        start = colons[-1] + 1
    words = words_in(unit, doc, start, cue.left)
    if words and doc[words[0]].lower_ in _ADVERBIAL and not _has_main_clause(doc, words):
        return None
    content = as_content(scene, start, cue.left)
    if content is None or not _may_stand_before(scene, cue, content[0], words):
        return None
    kind, pieces = content
    rest = _resumed(scene, cue, kind, start)
    return kind, pieces + rest


def _may_stand_before(scene: Scene, cue: Cue, kind: str, words: list[int]) -> bool:
    """Tell whether words before a verb are its content, not just what the sentence begins with.

    They need a main clause of their own, in the Konjunktiv unless the verb is one of plain
    speech, or are a clause with 'dass' or a question word.
    """
    doc = scene.doc
    if kind == "Direct" or not words:
        return True
    first = doc[words[0]]
    if first.lower_ in _DASS | _QUESTIONS or first.tag_ in _QUESTION_TAGS:
        return True
    if main_finite(doc, words) is None:  # 'um Zweifeln vorzubeugen habe man ...'
        second = any(is_subjunctive(doc[i]) and i + 1 in words for i in words)
        return second and first.tag_ == "KOUI" and cue.entry.takes("s")
    spoken = any(is_subjunctive(doc[i]) for i in words) or bool(scene.unit.segments)
    if spoken or cue.entry.lemma in _PLAIN_SPEECH:
        return True
    bare = not any(child.dep_ == "obj" for child in cue.verb.children)
    return bare and cue.entry.takes("s") and cue.subject is not None


def main_finite(doc: Doc, words: list[int]) -> int | None:
    """Return the finite verb of the first main clause among words, or None."""
    subordinate = False
    for place, index in enumerate(words):
        if place and any(doc[i].text == "," for i in range(words[place - 1] + 1, index)):
            subordinate = False
        if doc[index].tag_ in _SUBORDINATING:
            subordinate = True
        elif is_finite(doc[index]) and not subordinate:
            return index
    return None


def _has_main_clause(doc: Doc, words: list[int]) -> bool:
    """Tell whether there is a finite verb that does not close a subordinate clause."""
    return any(
        doc[i].tag_ in FINITE and i + 1 in words and doc[i + 1].tag_ not in FINITE for i in words
    )


def _resumed(scene: Scene, cue: Cue, kind: str, start: int) -> list[Piece]:
    """Return what goes on with the content behind the frame: '„A“, sagte X, „B“'."""
    unit, doc = scene.unit, scene.doc
    after = frame_end(cue, unit)
    if after >= unit.end:
        return []
    segments = segments_in(unit, after, unit.end)
    words = words_in(unit, doc, after, unit.end)
    if kind == "Direct":
        if segments and (not words or min(words) >= segments[0].end):
            return [segments[0].inner]
        return []
    if not words or doc[after].text != ",":
        return []
    first = doc[words[0]]
    if first.tag_ in FINITE or first.lower_ in _AND | _ADVERBIAL | {"wie", "so"}:
        return []
    climb, steps = first, 0
    while climb.head is not climb and steps < 12 and climb != cue.verb:
        if start <= climb.i < cue.left:
            piece = trimmed(doc, after, unit.end)
            return [piece] if piece[0] < piece[1] else []
        climb, steps = climb.head, steps + 1
    return []


def content_after(scene: Scene, cue: Cue, stops: list[int]) -> tuple[str, list[Piece]] | None:
    """Return the content of 'X sagte, dass ...', 'X sagte: „...“', 'X drohte, ... zu ...'.

    :param stops: tokens where a frame beside this one begins; the content ends there.
    """
    unit = scene.unit
    limit = min([stop for stop in stops if stop > cue.finite.i], default=unit.end)
    start = _content_start(scene, cue, limit)
    if start is None:
        return None
    end = _content_end(scene, cue, start, limit)
    content = as_content(scene, start, end)
    if content is not None and content[0] == "Direct" and not cue.entry.takes("qsan"):
        return None
    return content


def _content_start(scene: Scene, cue: Cue, limit: int) -> int | None:
    """Find where the content begins after a reporting verb, or None."""
    unit, doc = scene.unit, scene.doc
    bracket = max(cue.words)
    index = cue.finite.i + 1
    if cue.subject is not None and cue.subject.i > cue.finite.i:
        index = max(index, phrase(cue.subject, unit.start, unit.end)[1])
    while index < limit:
        segment = unit.segment_at(index)
        if segment is not None:
            if index >= bracket and _is_speech_after(doc, cue, segment):
                return index
            index = segment.end
            continue
        text = doc[index].text
        if text == ":" and cue.entry.takes("qs"):
            return index + 1
        if text == ";" or (index > bracket and _next_verb(scene, cue, index)):
            return None
        if text in {",", "–"} and index > bracket - 1 and index + 1 < limit:
            verdict = _clause_kind(scene, cue, index + 1, limit)
            if verdict == "content":
                return index + 1
            if verdict == "stop":
                return None
        index += 1
    return None


def _next_verb(scene: Scene, cue: Cue, index: int) -> bool:
    """Tell whether another verb takes over: 'gratulierte Trump und erklärte, dass ...'."""
    doc = scene.doc
    return (
        doc[index].tag_ in FINITE
        and index < cue.right
        and doc[index] not in (cue.finite, cue.verb)
        and doc[index].tag_ == "VVFIN"
    )


def _is_speech_after(doc: Doc, cue: Cue, segment: Segment) -> bool:
    """Tell whether marks that follow a verb without a comma hold speech, not a name."""
    before = doc[segment.start - 1]
    if before.tag_ in {"NN", "NE", "ADJA", "ART", "APPR", "APPRART", "PPOSAT", "CARD"}:
        return False
    inside = range(*segment.inner)
    return cue.entry.takes("q") and any(doc[i].tag_ in FINITE for i in inside)


def _clause_kind(scene: Scene, cue: Cue, index: int, limit: int) -> str:
    """Say what a clause after a comma is to the verb: ``content``, ``skip`` or ``stop``."""
    unit, doc = scene.unit, scene.doc
    segment = unit.segment_at(index)
    if segment is not None:
        return "content" if cue.entry.takes("qs") else "skip"
    token = doc[index]
    word = token.lower_
    follows = word in {"so", "wobei", "wonach"} and doc[min(index + 1, limit - 1)].text != ","
    if follows and (word != "so" or doc[index + 1].lower_ in _DASS):
        return "skip"
    if (
        word in _DASS | _QUESTIONS
        or token.tag_ in _QUESTION_TAGS
        or (word == "wie" and token.tag_ == "KOUS")
    ):
        return "content" if cue.entry.takes("s") else "skip"
    if word in _ADVERBIAL and token.tag_ not in {"APPR", "APPRART"}:
        return "skip"  # 'seit 2014 ...' begins a main clause or an infinitive
    finite = _first_finite(unit, doc, index, limit)
    if starts_infinitive(doc, unit, index, limit) and cue.entry.takes("i"):
        return "content"
    if token.tag_ in {"PRELS", "PRELAT"} and not _is_article_after_all(doc, token, finite):
        return "skip"
    nested = index + 1 < limit and doc[index + 1].tag_ in {"PRELS", "PRELAT"}
    if token.tag_ in {"APPR", "APPRART"} and nested:
        return "skip"
    if finite is None:
        return _half_quoted(scene, cue, index, limit)
    if word in _AND or token.tag_ == "KON" or (token.tag_ in FINITE and word not in _CONDITIONAL):
        return "stop" if finite.i - index < 4 else "skip"
    if word in _CONDITIONAL or token.tag_ == "KOUS":
        comma = next((i for i in range(index, limit) if doc[i].text == ","), limit)
        later = any(is_subjunctive(doc[i]) for i in words_in(unit, doc, comma, limit))
        return "content" if later and cue.entry.takes("s") and word in _CONDITIONAL else "skip"
    return _verb_second(cue, index, finite)


def _half_quoted(scene: Scene, cue: Cue, index: int, limit: int) -> str:
    """Judge a clause whose verb stands between marks: 'sagte, das Amt „ist ein Vorbild“'."""
    segments = segments_in(scene.unit, index, limit)
    if not segments or not cue.entry.takes("s") or segments[0].start not in scene.unit.spoken:
        return "skip"
    between = words_in(scene.unit, scene.doc, index, segments[0].start)
    broken = any(scene.doc[i].text in {",", ":"} for i in range(index, segments[0].start))
    return "content" if between and not broken else "skip"


def _is_article_after_all(doc: Doc, token: Token, finite: Token | None) -> bool:
    """Tell whether a 'relative pronoun' begins a main clause: 'die Lage sei ernst'."""
    if finite is None or not is_subjunctive(finite) or finite.i <= token.i + 1:
        return False
    after = doc[finite.i + 1] if finite.i + 1 < len(doc) else None
    return after is not None and not after.is_punct and after.tag_ not in FINITE


def _verb_second(cue: Cue, index: int, finite: Token) -> str:
    """Judge a main clause after a comma: Konjunktiv is content; else only what the tree gives."""
    if not cue.entry.takes("s"):
        return "skip"
    doc = cue.verb.doc
    if any(doc[i].text == "," for i in range(index, finite.i)):
        named = cue.subject is not None and cue.subject.i > cue.finite.i
        apposition = named and all(
            doc[i].tag_ in {"NE", "NN", "ART", "ADJA"}
            for i in range(index, next(i for i in range(index, finite.i) if doc[i].text == ","))
        )
        return "content" if is_subjunctive(finite) and not apposition else "skip"
    if is_subjunctive(finite):
        return "content"
    climb = finite
    for _ in range(4):
        if climb.dep_ == "ccomp" and climb.head in (cue.verb, cue.finite):
            return "content"
        climb = climb.head
    return "content" if cue.entry.lemma in _PLAIN_SPEECH and cue.right == index - 1 else "skip"


def _first_finite(unit: Unit, doc: Doc, start: int, limit: int) -> Token | None:
    """Return the first finite verb outside quotation marks."""
    for index in range(start, limit):
        if index not in unit.masked and is_finite(doc[index]):
            return doc[index]
    return None


def starts_infinitive(doc: Doc, unit: Unit, start: int, limit: int) -> bool:
    """Tell whether a clause with 'zu' and without a finite verb begins here."""
    for index in range(start, limit):
        token = doc[index]
        if is_zu(token):
            return True
        if token.tag_ in FINITE or token.text in {":", ";"}:
            return False
        if token.text == "," and index > start + 1:
            return _is_infinitive_tail(doc, index + 1, limit)
    return False


def _is_infinitive_tail(doc: Doc, start: int, limit: int) -> bool:
    """Look past one comma for the infinitive of a clause with an apposition in it."""
    for index in range(start, min(limit, start + 12)):
        if is_zu(doc[index]):
            return True
        if doc[index].tag_ in FINITE:
            return False
    return False


def _content_end(scene: Scene, cue: Cue, start: int, limit: int) -> int:
    """Find where the content ends: at the sentence's end, or where the reporter goes on."""
    unit, doc = scene.unit, scene.doc
    for index in range(start + 1, limit):
        if index in unit.masked:
            continue
        if doc[index].text == ";":
            return index
        if doc[index].lower_ in _AND and _reporter_goes_on(scene, cue, index, limit):
            return index
        if doc[index].text == "," and _adds(scene, cue, index, limit):
            return index
    return limit


def _reporter_goes_on(scene: Scene, cue: Cue, index: int, limit: int) -> bool:
    """Tell whether 'und stellte fest' leaves the content and goes on with the reporter's clause."""
    doc, unit = scene.doc, scene.unit
    for place in range(index + 1, min(index + 4, limit)):
        token = doc[place]
        if place in unit.masked or token.text in {",", ":"}:
            return False
        if token.tag_ in FINITE:
            if is_subjunctive(token):
                return False
            after = doc[place + 1] if place + 1 < limit else None
            return place == index + 1 and after is not None and after.tag_ not in FINITE
    return any(
        other.verb.dep_ == "conj"
        and other.verb.head in (cue.verb, cue.finite)
        and index < other.finite.i <= index + 8
        and not is_subjunctive(other.finite)
        for other in scene.cues
    )


def _adds(scene: Scene, cue: Cue, index: int, limit: int) -> bool:
    """Tell whether ', fügte aber hinzu' goes on with the reporter's own clause."""
    doc = scene.doc
    for other in scene.cues:
        if other is not cue and other.finite.i == index + 1 and not is_subjunctive(other.finite):
            return doc[index + 1].tag_ in FINITE and other.shape == "after"
    return False
