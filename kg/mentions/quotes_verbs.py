"""Reporting verbs in a sentence: which words report, in which clause, in which shape."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions.quotes_grammar import (
    CONTRACTED,
    FINITE,
    VERBS,
    finite_of,
    is_passive,
    lemmas_of,
    particle_of,
    subject_of,
)
from kg.mentions.quotes_lexicon import Reporting, reporting_phrases, reporting_verbs
from kg.mentions.quotes_phrases import phrase_after
from kg.mentions.quotes_record import Cue
from kg.mentions.quotes_text import MARKS, Unit, quoted_name

BOUNDS = frozenset({",", ":", ";", "–", "—"}) | MARKS
_CORRELATES = frozenset("darauf dafür dazu damit davon darüber darin daran davor dagegen".split())
_NEGATABLE = frozenset(
    {"ausschließen", "verhehlen", "bestreiten", "leugnen", "dementieren", "verschweigen"}
)


def find_cues(doc: Doc, unit: Unit) -> Iterator[Cue]:
    """Yield the reporting verbs of a sentence outside quotation marks, from left to right."""
    for index in unit.words():
        token = doc[index]
        if token.tag_ not in VERBS and token.tag_ not in FINITE:
            continue
        cue = _cue(token, unit)
        if cue is not None:
            yield cue


def _cue(verb: Token, unit: Unit) -> Cue | None:
    """Return the cue that a verb makes, or None."""
    finite = finite_of(verb, unit.start, unit.end)
    if finite is None or finite.i in unit.masked:
        return None
    if verb.tag_ in FINITE and verb.tag_ != "VVFIN" and verb.lemma_ not in {"sein", "haben"}:
        return None
    particle = particle_of(verb, unit.end)
    if particle is not None and verb.lower_.startswith(particle.lower_):
        particle = None  # 'antwortete ... an': a separated verb never keeps its particle
    left, right = _clause(verb.doc, unit, verb, finite, particle)
    matched = _match(verb, particle, left, right)
    if matched is None:
        return None
    entry, companions = matched
    if particle is not None and _is_other_verb(unit, verb, particle, entry):
        return None
    if particle is not None and not entry.lemma.startswith(particle.lower_):
        particle = None  # another verb's: 'antwortete, man strebe das an'
        left, right = _clause(verb.doc, unit, verb, finite, None)
    if finite.lower_ in {"würde", "würden"} and not is_passive(verb, finite):
        return None  # what somebody would do
    if _negated(verb, finite, left, right) and entry.lemma not in _NEGATABLE:
        return None
    words = {verb.i, finite.i, *companions}
    if particle is not None:
        words.add(particle.i)
    words |= _helpers(verb, finite, entry, left, right)
    cue = Cue(verb, finite, entry, tuple(sorted(words)), left, right)
    cue.passive = is_passive(verb, finite)
    cue.subject = None if cue.passive else subject_of(verb, finite, unit.masked)
    cue.shape = _shape(cue, unit)
    return None if _says_nothing(cue) else cue


def _says_nothing(cue: Cue) -> bool:
    """Tell whether a verb has another meaning here: 'befand sich', 'das Team ging hervor'."""
    lemma = cue.entry.lemma
    if lemma in {"herausstellen", "befinden"}:
        return _has_word(cue.verb.doc, cue.left, cue.right, "sich")
    if lemma == "finden":
        return _finds_something(cue)
    perfect = cue.finite.lemma_ == "sein" and cue.finite is not cue.verb
    return lemma in {"gehen", "hervorgehen"} and (perfect or cue.subject is not None)


def _finds_something(cue: Cue) -> bool:
    """Tell whether 'finden' has an object: who finds a thing or himself says nothing."""
    objects = {"obj", "expl:pv", "obl:arg"}
    has_object = any(c.dep_ in objects and c.lower_ != "es" for c in cue.verb.children)
    return has_object or _has_word(cue.verb.doc, cue.left, cue.right, "sich")


def _is_other_verb(unit: Unit, verb: Token, particle: Token, entry: Reporting) -> bool:
    """Tell whether a particle in the same clause makes another verb: 'fand ... statt'.

    Beside whole sentences between marks it still tells them: '„...“, rief er ihr zu'.
    """
    if unit.spoken and entry.takes("q"):
        return False
    if entry.lemma.startswith(particle.lower_) or particle.lower_ in {"weiter", *entry.companions}:
        return False
    return not any(_is_bound(verb.doc, unit, i) for i in range(verb.i, particle.i))


def _helpers(verb: Token, finite: Token, entry: Reporting, left: int, right: int) -> set[int]:
    """Return what else makes it up: 'sich', 'es' of 'es hieß', 'darauf', 'worden'."""
    doc, found = verb.doc, set()
    for index in range(left, right):
        token = doc[index]
        mine = token.head in (verb, finite)
        helps = (
            token.tag_ == "PRF"
            or (token.lower_ == "es" and entry.lemma == "heißen")
            or (token.lower_ in _CORRELATES and (mine or index > finite.i))
            or (token.dep_.startswith("aux") and mine)
        )
        if helps:
            found.add(index)
    return found


def _has_word(doc: Doc, left: int, right: int, word: str) -> bool:
    """Tell whether a word stands in a clause."""
    return any(doc[i].lower_ == word for i in range(left, right))


def _clause(
    doc: Doc, unit: Unit, verb: Token, finite: Token, particle: Token | None
) -> tuple[int, int]:
    """Return the stretch between the punctuation marks around the parts of a verb."""
    parts = [verb.i, finite.i] + ([particle.i] if particle is not None else [])
    left, right = min(parts), max(parts) + 1
    while left > unit.start and not _is_bound(doc, unit, left - 1):
        left -= 1
    while right < unit.end and not _is_bound(doc, unit, right):
        right += 1
    return left, right


def _is_bound(doc: Doc, unit: Unit, index: int) -> bool:
    """Tell whether a clause ends at this token."""
    if index in unit.masked:
        return index in unit.spoken
    return doc[index].text in BOUNDS or doc[index].is_space


def _match(
    verb: Token, particle: Token | None, left: int, right: int
) -> tuple[Reporting, list[int]] | None:
    """Return the lexicon's entry for a verb, and its companions in the clause."""
    doc = verb.doc
    for lemma in lemmas_of(verb, particle):
        for entry in reporting_phrases().get(lemma, ()):
            companions = _companions(doc, entry, left, right)
            if companions is not None:
                return entry, companions
        plain = reporting_verbs().get(lemma)
        if plain is not None and verb.tag_ in VERBS:
            return plain, []
    return None


def _companions(doc: Doc, entry: Reporting, left: int, right: int) -> list[int] | None:
    """Return the tokens of all companions of a phrase, or None where one is missing."""
    found = []
    for wanted in entry.companions:
        for index in range(left, right):
            token = doc[index]
            form = CONTRACTED.get(token.lower_, token.lower_)
            if wanted.lower() in {token.lower_, form} or wanted == token.lemma_:
                found.append(index)
                break
        else:
            return None
    return found


def _negated(verb: Token, finite: Token, left: int, right: int) -> bool:
    """Tell whether the clause says that nobody said it."""
    doc = verb.doc
    for index in range(left, right):
        token = doc[index]
        if token.lower_ == "nicht" and (
            token.head in (verb, finite) or index + 1 in {verb.i, finite.i}
        ):
            nxt = doc[index + 1].lower_ if index + 1 < right else ""
            return nxt not in {"nur", "mehr", "zuletzt"}
        if token.lower_ in {"kein", "keine", "keinen"} and token.head.head in (verb, finite):
            return True
    return False


def _shape(cue: Cue, unit: Unit) -> str:
    """Return where the content of a cue stands."""
    doc, first = cue.verb.doc, doc_first(cue, unit)
    if doc[first].lower_ == "wie" and cue.finite.i > first + 1:
        cue.words = (first, *cue.words)
        return "wie"
    opener = _wie_before(cue, unit)
    if opener is not None:
        cue.left = opener
        cue.words = (opener, *cue.words)
        return "wie"
    doc = cue.verb.doc
    so = doc[cue.left].lower_ == "so" and cue.finite.i == cue.left + 1
    if (cue.finite.i != cue.left and not so) or cue.left == unit.start:
        return "after"
    if cue.subject is not None and cue.subject.i < cue.left and _is_after_relative(cue, unit):
        return "after"
    return "before" if _has_speaker_right(cue, unit) and not _is_matter(cue) else "after"


def _wie_before(cue: Cue, unit: Unit) -> int | None:
    """Find the 'wie' of a clause that an apposition cuts: 'Wie X, Chef von Y, erklärte, ...'."""
    doc = cue.verb.doc
    if cue.right < unit.end and doc[cue.right].text != ",":
        return None
    last = max(cue.words)
    if any(not doc[i].is_punct for i in range(last + 1, cue.right)):
        return None
    for index in range(cue.left - 1, max(unit.start - 1, cue.left - 25), -1):
        if index in unit.masked or doc[index].tag_ in FINITE:
            return None
        if doc[index].lower_ == "wie":
            starts = index == unit.start or doc[index - 1].text == ","
            return index if starts else None
    return None


def doc_first(cue: Cue, unit: Unit) -> int:
    """Return the first word of a cue's clause, past 'und' and adverbs before 'wie'."""
    doc, index = cue.verb.doc, cue.left
    while index + 1 < cue.right and doc[index].lower_ in {"und", "aber", "ähnlich", "doch", "so"}:
        if doc[index + 1].lower_ != "wie":
            break
        index += 1
    return index


def _is_after_relative(cue: Cue, unit: Unit) -> bool:
    """Tell whether the comma before the verb closes a clause or an apposition of its subject."""
    doc = cue.verb.doc
    subject = cue.subject
    if subject is None or cue.left - 1 < unit.start or doc[cue.left - 1].text != ",":
        return False
    return any(doc[i].text == "," for i in range(subject.i, cue.left - 1))


def _has_speaker_right(cue: Cue, unit: Unit) -> bool:
    """Tell whether somebody who may have spoken stands right of a clause-initial verb."""
    if cue.subject is not None and cue.subject.i > cue.finite.i:
        return True
    if cue.passive or cue.entry.lemma in {"heißen", "verlauten"}:
        return True
    if quoted_name(cue.verb.doc, unit, cue.finite.i + 1) is not None:
        return True
    following = phrase_after(cue.verb.doc, cue.finite.i + 1, cue.right)
    return following is not None and cue.verb.doc[following[0]].tag_ not in {"PRF", "PRELS"}


def _is_matter(cue: Cue) -> bool:
    """Tell whether the 'subject' right of a verb is rather its object: ', fordert Garantien'.

    A bare plural cannot be the subject of a singular verb, and a verb that goes on with the
    sentence's own subject ('schlägt X vor, fordert Y und lehnt Z ab') is no frame.
    """
    doc, subject = cue.verb.doc, cue.subject
    if subject is None and (found := phrase_after(doc, cue.finite.i + 1, cue.right)) is not None:
        subject = doc[found[2]]
    if subject is None or "akk" not in cue.entry.objects or subject.tag_ != "NN":
        return False
    if any(child.tag_ in {"NE", "ART", "PPOSAT"} for child in subject.children):
        return False
    if doc[cue.finite.i + 1].lower_ in {"das", "der", "ein"}:
        return False  # 'teilte das im Index notierte Unternehmen mit'
    plural = subject.text.endswith("en") or "Plur" in str(subject.morph)
    return cue.finite.text.endswith(("t", "te")) and plural
