"""Nouns that report: 'die Forderung Kiews, dass', 'die Erklärung Uschakows, wonach'."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions.quotes_contents import starts_infinitive
from kg.mentions.quotes_grammar import FINITE, NAMES, is_subjunctive, is_zu
from kg.mentions.quotes_lexicon import Reporting, reporting_nouns
from kg.mentions.quotes_phrases import phrase
from kg.mentions.quotes_record import Party, Piece, Saying, Scene
from kg.mentions.quotes_text import Unit, trimmed

# 'mit der Begründung, dass' is the subject's; 'auf die Frage, ob' and 'trotz der Bitte' another's.
_UTTERED_WITH = frozenset({"mit", "in", "unter", "zu", "zum", "zur", "im", "bei", "als"})


def find_nouns(scene: Scene) -> Iterator[Saying]:
    """Yield what a noun reports: 'die Forderung Kiews, dass', 'die Erklärung, wonach'."""
    doc, unit = scene.doc, scene.unit
    for index in list(unit.words()):
        token = doc[index]
        if token.tag_ != "NN":
            continue
        entry = reporting_nouns().get(token.lemma_) or reporting_nouns().get(token.text)
        if entry is None:
            continue
        found = _noun_content(scene, token, entry)
        if found is None:
            continue
        content, cue_end = found
        start, end = phrase(token, unit.start, content[0])
        speaker = _noun_speaker(scene, token, start, end)
        if speaker is None and cue_end == index:
            continue  # 'der Befehl, zu gehen': nobody's
        cue = (cue_end,) if doc[cue_end].lower_ == "wonach" else (token.i,)
        yield Saying(
            "Indirect", "noun", [content], cue, entry.lemma, (start, content[0]), speaker,
            attitude=entry.attitude,
        )  # fmt: skip


def _reports(token: Token) -> bool:
    """Tell whether a noun with a preposition is the nearer one: 'Kritik mit dem Argument, dass'."""
    if token.tag_ != "NN" or not any(child.dep_ == "case" for child in token.children):
        return False
    return token.lemma_ in reporting_nouns() or token.text in reporting_nouns()


def _noun_content(scene: Scene, noun: Token, entry: Reporting) -> tuple[Piece, int] | None:
    """Return the clause that fills a noun and the token that opens it, or None."""
    doc, unit = scene.doc, scene.unit
    comma = noun.i + 1
    while comma < min(unit.end, noun.i + 9) and doc[comma].text != ",":
        if doc[comma].tag_ in FINITE or comma in unit.spoken or _reports(doc[comma]):
            return None
        comma += 1
    if comma + 1 >= unit.end or doc[comma].text != ",":
        return None
    first = doc[comma + 1]
    clause = first.lower_ in {"dass", "daß", "wonach", "ob"} or (
        first.tag_ not in {"PRELS", "PRELAT", "KON", "KOUS"}
        and _is_konjunktiv(doc, unit, comma + 1)
    )
    if not clause and entry.takes("i") and starts_infinitive(doc, unit, comma + 1, unit.end):
        piece = trimmed(doc, comma + 1, _infinitive_end(doc, unit, comma + 1))
        return (piece, noun.i) if piece[0] < piece[1] else None
    if not clause:
        return None
    start = comma + 2 if first.lower_ == "wonach" else comma + 1
    end = start
    while end < unit.end and doc[end].text not in {";"}:
        end += 1
        if end < unit.end and doc[end].text == "," and _clause_closes(doc, unit, end):
            break
    piece = trimmed(doc, start, end)
    return (piece, comma + 1) if piece[0] < piece[1] else None


def _infinitive_end(doc: Doc, unit: Unit, start: int) -> int:
    """Return the end of an infinitive clause: the comma or the verb behind its infinitive."""
    seen = False
    for index in range(start, unit.end):
        token = doc[index]
        seen = seen or is_zu(token)
        if seen and (token.text in {",", ";", "–"} or token.tag_ in FINITE | {"KON"}):
            return index
    return unit.end


def _clause_closes(doc: Doc, unit: Unit, comma: int) -> bool:
    """Tell whether the main clause goes on after this comma (its finite verb comes next)."""
    if comma + 1 >= unit.end or doc[comma + 1].tag_ not in FINITE:
        return False
    verbal = doc[comma - 1].tag_ in (FINITE | {"VVPP", "VVINF", "PTKVZ"})
    return verbal or not is_subjunctive(doc[comma + 1])


def _is_konjunktiv(doc: Doc, unit: Unit, start: int) -> bool:
    """Tell whether the first finite verb of a clause stands in the Konjunktiv."""
    for index in range(start, unit.end):
        if doc[index].tag_ in FINITE and index not in unit.masked:
            return is_subjunctive(doc[index])
        if doc[index].text == ",":
            return False
    return False


def _noun_speaker(scene: Scene, noun: Token, start: int, end: int) -> Party | None:
    """Return who spoke: the noun's genitive or possessive, else the subject that utters it."""
    for child in noun.children:
        if child.dep_ == "nmod" and child.tag_ in NAMES:
            left, right = phrase(child, start, scene.unit.end)
            case = [grand.lower_ for grand in child.children if grand.dep_ == "case"]
            if not case or case[0] in {"von", "vom", "aus"}:
                left += len(case) if scene.doc[left].dep_ == "case" else 0
                return left, right, child.i
        if child.tag_ == "PPOSAT":
            return child.i, child.i + 1, child.i
    agent = _agent(noun)
    cases = {child.lower_ for child in noun.children if child.dep_ == "case"}
    if cases <= _UTTERED_WITH and agent is None and noun.dep_ in {"obj", "obl", "nmod"}:
        verb = noun.head.head if noun.head.dep_ in {"obj", "obl:arg", "iobj"} else noun.head
        subjects = (child for child in verb.children if child.dep_ == "nsubj")
        agent = next((child for child in subjects if child.tag_ in NAMES), None)
    if agent is None:
        return None
    left, right = phrase(agent, scene.unit.start, scene.unit.end)
    left += scene.doc[left].lower_ in {"von", "vom", "durch"}
    return left, right, agent.i


def _agent(noun: Token) -> Token | None:
    """Return X of 'die von X geäußerte Hoffnung', or None."""
    participles = [child for child in noun.children if child.dep_ == "amod"]
    for word in (grand for participle in participles for grand in participle.children):
        cases = {child.lower_ for child in word.children if child.dep_ == "case"}
        if word.tag_ in NAMES and cases & {"von", "vom", "durch"}:
            return word
    return None
