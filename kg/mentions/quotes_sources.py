"""Sources without a verb: 'laut X', 'X zufolge', 'nach Angaben von X', 'so X', 'X: ...', nouns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions.quotes_contents import as_content, words_in
from kg.mentions.quotes_extent import (
    with_explanation,
    with_origin,
    without_neighbour,
    without_setting,
)
from kg.mentions.quotes_grammar import FINITE, NAMES, is_subjunctive, may_be_genitive
from kg.mentions.quotes_lexicon import reporting_nouns
from kg.mentions.quotes_phrases import phrase, phrase_after
from kg.mentions.quotes_record import Party, Piece, Saying, Scene
from kg.mentions.quotes_text import Unit, trimmed

_ACCORDING = frozenset({"laut", "gemäß", "gemäss", "lt."})
_VIEW = frozenset({"Sicht", "Augen", "Worten", "Vernehmen", "Lesart", "Bekunden", "Wissen"})
_WRITINGS = tuple(
    """bericht meldung mitteilung studie umfrage analyse schätzung medien meinung ansicht
    veröffentlichung verlautbarung stellungnahme dokument statistik protokoll recherche gutachten
    dossier hochrechnung prognose erfahrung erkenntnisstand kenntnisstand unterlage planung
    quelle zahl""".split()
)
_ACTS = frozenset({"Antrag", "Urteil", "Entscheidung", "Aufruf", "Protest", "Kritik", "Drohung"})


def find_sources(scene: Scene) -> Iterator[Saying]:
    """Yield what a sentence tells on the word of a source that stands in a phrase."""
    doc, unit = scene.doc, scene.unit
    for index in list(unit.words()):
        word = doc[index].lower_
        saying = None
        if word in _ACCORDING and doc[index].tag_ not in {"ADJD", "ADJA", "NN"}:
            saying = _according(scene, index)
        elif word == "zufolge":
            saying = _zufolge(scene, index)
        elif word == "nach":
            saying = _after_noun(scene, index)
        elif word == "so":
            saying = _so(scene, index)
        elif word in {"demnach", "danach"}:
            saying = _therefore(scene, index)
        if saying is not None:
            yield saying


def _around(scene: Scene, anchor: Token, start: int, end: int) -> list[Piece]:
    """Return the words of the clause that a phrase ``start``..``end`` stands in, without it."""
    doc, unit = scene.doc, scene.unit
    left, right = _clause_around(doc, unit, anchor, start, end)
    if any(cue.right == start - 1 and cue.left >= left for cue in scene.cues):
        left = start  # 'Der „Standard“ schreibt, laut Berger sei ...'
    pieces = [trimmed(doc, left, start), trimmed(doc, end, right)]
    return [piece for piece in pieces if piece[0] < piece[1] and _has_word(doc, piece)]


def _has_word(doc: Doc, piece: Piece) -> bool:
    """Tell whether a piece holds more than a conjunction."""
    words = [doc[i] for i in range(*piece) if not doc[i].is_punct and not doc[i].is_space]
    return len(words) > 1 or any(word.tag_ not in {"KON", "KOUS", "ADV"} for word in words)


def _clause_around(doc: Doc, unit: Unit, anchor: Token, start: int, end: int) -> Piece:
    """Return the sentence, or the subordinate or coordinated clause that the anchor lies in."""
    head = anchor.head
    for _ in range(6):
        if head.tag_.startswith("V") or head.dep_ == "ROOT" or head.head is head:
            break
        head = head.head
    if head.dep_ not in {"acl", "advcl", "ccomp", "conj"} or head.i in unit.masked:
        return unit.start, unit.end
    if head.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubj:pass"} for c in head.children):
        return unit.start, unit.end
    left, right = head.left_edge.i, head.right_edge.i + 1
    if not left <= start < end <= right:
        return unit.start, unit.end
    return max(left, unit.start), min(right, unit.end)


def _according(scene: Scene, index: int) -> Saying | None:
    """Read 'laut X'."""
    doc, unit = scene.doc, scene.unit
    speaker = _governed(doc, index, unit)
    if speaker is None:
        return None
    relative = doc[speaker[2]]
    if relative.tag_ == "PRELS" and relative.head.dep_ == "acl":  # 'die Pläne, laut denen ...'
        noun = relative.head.head
        pieces = [trimmed(doc, speaker[1], unit.end)]
        named = (*phrase(noun, unit.start, index), noun.i)
        return _saying(scene, "laut", pieces, (index,), (index, speaker[1]), named)
    end = _past_apposition(doc, unit, speaker)
    pieces = _around(scene, doc[speaker[2]], index, end)
    return _saying(scene, "laut", pieces, (index,), (index, end), speaker)


def _governed(doc: Doc, index: int, unit: Unit) -> Party | None:
    """Return the noun phrase that a preposition governs, by the tree or by the words."""
    head = doc[index].head
    if doc[index].dep_ == "case" and index < head.i < unit.end and head.tag_ in NAMES:
        start, end = phrase(head, index + 1, unit.end)
        end = min([end, *(i for i in range(head.i, end) if doc[i].tag_ in FINITE)])
        end = without_neighbour(doc, head.i, end)
        start = index + 1 if start <= index else start
        end = with_explanation(doc, unit, start, with_origin(doc, end, unit.end))
        return start, end, head.i
    found = phrase_after(doc, index + 1, unit.end)
    if found is None:
        segment = unit.segment_at(index + 1)
        return (segment.start, segment.end, segment.inner[0]) if segment else None
    return found


def _past_apposition(doc: Doc, unit: Unit, speaker: Party) -> int:
    """Return the end of a source phrase, with the comma that closes an apposition in it."""
    end = speaker[1]
    has_comma = any(doc[i].text == "," for i in range(speaker[0], end))
    return end + 1 if has_comma and end < unit.end and doc[end].text == "," else end


def _zufolge(scene: Scene, index: int) -> Saying | None:
    """Read 'X zufolge'."""
    doc, unit = scene.doc, scene.unit
    head = doc[index].head if doc[index].dep_ == "case" else doc[index - 1]
    if not unit.start <= head.i < index or head.tag_ not in NAMES:
        head = doc[index - 1]
    if head.i < unit.start:
        return None
    while unit.start <= head.head.i < head.i and head.head.tag_ in NAMES:
        head = head.head
    start, end = phrase(head, unit.start, index)
    pieces = _around(scene, head, start, index + 1)
    noun = head.lemma_ in reporting_nouns() or head.text.removesuffix("n") in reporting_nouns()
    speaker: Party | None = (start, end, head.i)
    source: Piece | None = None
    if noun:
        source = (start, end)
        speaker = _owner(scene, head, start, end)
    saying = _saying(scene, "zufolge", pieces, (index,), (start, index + 1), speaker)
    if saying is not None:
        saying.source = source
    return saying


def _after_noun(scene: Scene, index: int) -> Saying | None:
    """Read 'nach Angaben von X', 'nach eigenen Angaben' and 'seiner Ansicht nach'."""
    doc, unit = scene.doc, scene.unit
    if index > unit.start and _is_view(doc[index - 1]) and doc[index - 1].tag_ == "NN":
        return _view_before(scene, index)
    found = _governed(doc, index, unit)
    if found is None:
        return None
    start, end, place = found
    noun = doc[place]
    if not _is_view(noun) or not _is_source(doc, noun, start):
        return None
    speaker = _owner(scene, noun, start, end)
    last = end
    if speaker is not None and speaker[0] >= place and not _own(doc, start, place):
        last = max(end, speaker[1])
    said_by = (start, last)
    last = _past_apposition(doc, unit, (start, last, place))
    pieces = _around(scene, noun, index, last)
    saying = _saying(scene, "nach", pieces, (index,), (index, last), speaker)
    if saying is not None:
        saying.source = said_by
        entry = reporting_nouns().get(noun.lemma_)
        saying.attitude = entry.attitude if entry else "neutral"
    return saying


def _is_view(noun: Token) -> bool:
    """Tell whether a noun means somebody's word ('Angaben', 'Ansicht', 'Zeitungsbericht')."""
    text = noun.text
    forms = {noun.lemma_, text, text.removesuffix("en"), text.removesuffix("n"), text + "e"}
    if any(form in reporting_nouns() or form in _VIEW for form in forms):
        return True
    return noun.lower_.removesuffix("en").removesuffix("n").endswith(_WRITINGS) or (
        noun.lower_.endswith(("aussagen", "angaben", "medien"))
    )


def _view_before(scene: Scene, index: int) -> Saying | None:
    """Read 'seiner Ansicht nach' and 'Meinung der Ärzte nach'."""
    doc, unit = scene.doc, scene.unit
    noun = doc[index - 1]
    start, end = phrase(noun, unit.start, index)
    heard = noun.text == "Vernehmen"
    given = doc[start].lower_ == "den" and noun.text in {"Angaben", "Berichten"}
    if (
        start == noun.i
        or noun.text == "Sicht"
        or (doc[start].tag_ not in {"PPOSAT", "ADJA", "NE"} and not (heard or given))
    ):
        return None
    if _in_first_person(doc[start]):
        return None
    pieces = _around(scene, noun, start, index + 1)
    speaker: Party | None = (start, start + 1, start)
    if heard or given:  # 'den Angaben nach' are those of whoever spoke before
        speaker = scene.last.speaker if given and scene.last and not scene.gap else None
    saying = _saying(scene, "nach", pieces, (index,), (start, index + 1), speaker)
    if saying is not None:
        saying.source = (start, end)
    return saying


def _therefore(scene: Scene, index: int) -> Saying | None:
    """Read 'Demnach ...': what follows rests on the source of the sentence before."""
    doc, unit = scene.doc, scene.unit
    if scene.last is None or scene.gap or (doc[index].lower_ == "danach" and index != unit.start):
        return None
    finite = [doc[i] for i in unit.words() if doc[i].tag_ in FINITE]
    reported = any(is_subjunctive(verb) or verb.lower_.startswith("soll") for verb in finite)
    if doc[index].lower_ == "danach" and not reported:
        return None
    pieces = _around(scene, doc[index], index, index + 1)
    speaker = scene.last.speaker
    return _saying(scene, "demnach", pieces, (index,), (index, index + 1), speaker)


def _is_source(doc: Doc, noun: Token, start: int) -> bool:
    """Tell 'nach Angaben' from 'nach der Erklärung' (a time) and 'nach einem Antrag'."""
    if noun.lemma_ in _ACTS:
        return False
    first = doc[start]
    if first.tag_ == "ART" and first.lower_ in {"einer", "einem", "den"}:
        return True  # 'nach den Angaben'; a time would be 'nach der Erklärung'
    if _in_first_person(first):
        return False
    if first.tag_ != "ART" or noun.lemma_ in {"Ansicht", "Meinung", "Auffassung", "Wort"}:
        return True
    if noun.head.lower_ in {"soll", "sollen"} or any(
        child.lower_ in {"soll", "sollen"} or is_subjunctive(child) for child in noun.head.children
    ):
        return True
    if noun.lower_.endswith("veröffentlichung"):
        return False  # a time
    return noun.text in _VIEW or noun.lower_.removesuffix("en").endswith(_WRITINGS)


def _owner(scene: Scene, noun: Token, start: int, end: int) -> Party | None:
    """Return whose words: a genitive, 'von X', a nationality ('ukrainischen Angaben'), 'eigenen'.

    'nach eigenen Angaben' and 'nach seinen Worten' are the subject's words.
    """
    doc, unit = scene.doc, scene.unit
    genitive = next(
        (
            c
            for c in noun.children
            if c.dep_ == "nmod" and c.tag_ in NAMES and not _is_aside(c) and may_be_genitive(c)
        ),
        None,
    )
    if genitive is not None:
        left, right = phrase(genitive, max(start - 8, unit.start), unit.end)
        right = without_neighbour(doc, genitive.i, right)
        right = with_explanation(doc, unit, left, right)
        while left < genitive.i and doc[left].lower_ in {"von", "vom", "aus"}:
            left += 1
        return left, right, genitive.i
    following = doc[noun.i + 1] if noun.i + 1 < unit.end else None
    if following is not None and following.lower_ in {"von", "vom", "des", "der", "eines", "einer"}:
        offset = 2 if following.lower_ in {"von", "vom"} else 1
        return phrase_after(doc, noun.i + offset, unit.end)
    before = [doc[i] for i in range(start, noun.i)]
    if _own(doc, start, noun.i):
        return _subject_of_clause(scene, noun)
    if any(word.tag_ == "PPOSAT" for word in before):
        return next(((w.i, w.i + 1, w.i) for w in before if w.tag_ == "PPOSAT"), None)
    return (start, end, noun.i)


def _own(doc: Doc, start: int, end: int) -> bool:
    """Tell whether words say that they are the subject's own ('nach eigenen Angaben')."""
    return any(doc[i].lower_.startswith("eigen") for i in range(start, end))


def _in_first_person(word: Token) -> bool:
    """Tell whether 'nach meiner Meinung' is the speaker's own voice."""
    return word.tag_ == "PPOSAT" and word.lower_.startswith(("mein", "unser"))


def _is_aside(noun: Token) -> bool:
    """Tell whether a noun hangs on another by a preposition other than 'von' and 'aus'."""
    return any(c.dep_ == "case" and c.lower_ not in {"von", "vom", "aus"} for c in noun.children)


def _subject_of_clause(scene: Scene, noun: Token) -> Party | None:
    """Return the subject of the clause in which 'nach eigenen Angaben' stands."""
    head = noun.head
    for _ in range(5):
        for child in head.children:
            if child.dep_ == "nsubj" and child.tag_ in NAMES:
                start, end = phrase(child, scene.unit.start, scene.unit.end)
                return start, end, child.i
        head = head.head
    return None


def _so(scene: Scene, index: int) -> Saying | None:
    """Read '..., so X' and '..., so X, ...'."""
    doc, unit = scene.doc, scene.unit
    if index == unit.start or index + 1 >= unit.end:
        return None
    before = doc[index - 1]
    if before.text not in {",", "–"} and index - 1 not in unit.masked:
        return None
    found = _governed_by_so(doc, index, unit)
    if found is None:
        return None
    end = found[1]
    while end < unit.end and doc[end].text not in {",", ":", ";"} and end not in unit.spoken:
        if doc[end].tag_ in FINITE:
            return None
        end += 1
    if end == unit.end and doc[end - 1].tag_ == "$.":
        end -= 1
    content = as_content(scene, unit.start, index)
    if content is None:
        return None
    start = index - 1 if doc[index - 1].text == "," else index
    kind, pieces = content
    if kind == "Indirect" and end < unit.end and doc[end].text == ",":
        rest = trimmed(doc, end + 1, unit.end)
        pieces = [*pieces, rest] if rest[0] < rest[1] else pieces
    pieces = [*pieces, *_segments_after(scene, end, kind)]
    saying = _saying(scene, "so", pieces, (index,), (start, end), found)
    if saying is None:
        return None
    saying.type = "Direct" if kind == "Direct" else "Indirect"
    saying.aside = True
    return saying


def _segments_after(scene: Scene, end: int, kind: str) -> list[Piece]:
    """Return the stretch between marks that goes on after ', so X,'."""
    if kind != "Direct":
        return []
    following = [s for s in scene.unit.segments if s.start >= end]
    words = words_in(scene.unit, scene.doc, end, scene.unit.end)
    if following and (not words or min(words) >= following[0].end):
        return [following[0].inner]
    return []


def _governed_by_so(doc: Doc, index: int, unit: Unit) -> Party | None:
    """Return the noun phrase after 'so', where it names somebody."""
    found = phrase_after(doc, index + 1, unit.end)
    if found is None or doc[index + 1].tag_ in {"ADV", "ADJD"}:
        return None
    start, end, head = found
    left, right = phrase(doc[head], index + 1, unit.end)
    if left <= start and right > end and not any(doc[i].tag_ in FINITE for i in range(left, right)):
        end = right
    end = without_setting(doc, start, end)
    end = with_explanation(doc, unit, start, with_origin(doc, end, unit.end))
    token = doc[head]
    if token.lower_ in {"dass", "viel", "etwas", "es", "das", "was"} or token.tag_ == "PRELS":
        return None
    return start, end, head


def _saying(
    scene: Scene,
    rule: str,
    pieces: list[Piece],
    cue: tuple[int, ...],
    frame: Piece,
    speaker: Party | None,
) -> Saying | None:
    """Make an indirect saying, or None without words."""
    doc = scene.doc
    named = scene.unit.with_name(speaker)
    if named is not None and speaker is not None and named != speaker:
        frame = (frame[0], max(frame[1], named[1]))
        pieces = [(s, e) for s, e in pieces if e <= frame[0] or s >= frame[1]] or pieces
        speaker = named
    if not pieces:
        return None
    outside = [i for piece in pieces for i in words_in(scene.unit, doc, *piece)]
    if (
        not any(doc[i].tag_ in FINITE for piece in pieces for i in range(*piece))
        and len(outside) < 3
    ):
        return None
    return Saying(
        "Indirect", rule, pieces, cue, doc[cue[0]].lower_, frame, speaker, attitude="neutral"
    )
