"""Features that grammar fixes once the tree is known: case by role, agreement in noun phrases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.annotate.declension import CASES, GENDERS, NUMBERS, bit, of_noun
from kg.annotate.training.trees import Sentence, feats_of, feats_text

_CASE_OF_ROLE = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc", "obl:arg": "Dat"}
_CASE_OF_PREPOSITION = {
    **dict.fromkeys("aus bei mit nach seit von zu gegenüber laut zufolge entgegen".split(), "Dat"),
    **dict.fromkeys("durch für gegen ohne um bis".split(), "Acc"),
    **dict.fromkeys("wegen während trotz angesichts aufgrund anlässlich statt".split(), "Gen"),
}
_GENDER_OF_ENDING = {
    **dict.fromkeys("ung heit keit schaft tion ität ik enz anz ur".split(), "Fem"),
    **dict.fromkeys("chen lein ment tum".split(), "Neut"),
    **dict.fromkeys("ling ismus or ist ent".split(), "Masc"),
}
_GENDER_OF_ARTICLE = {"das": "Neut", "eine": "Fem", "einer": "Fem", "zur": "Fem"}
_PHRASE = frozenset({"det", "det:poss", "amod"})
_NOMINAL = frozenset({"NOUN", "PROPN"})

Genders = Mapping[str, str]


def noun_genders(sentences: Sequence[Sentence]) -> Genders:
    """The commonest gender of each noun lemma, in lower case."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence.tokens:
            gender = feats_of(token).get("Gender", "")
            if token.upos in _NOMINAL and gender in {"Masc", "Fem", "Neut"}:
                counts[token.lemma.lower()][gender] += 1
    return {lemma: found.most_common(1)[0][0] for lemma, found in counts.items()}


def gender_of(lemma: str, genders: Genders) -> str | None:
    """The gender of a noun, by itself, by its last part, or by its ending.

    >>> gender_of("Friedensverhandlung", {})
    'Fem'
    """
    low = lemma.lower().rsplit("-", 1)[-1]
    for cut in range(len(low) - 3):
        if low[cut:] in genders and (cut == 0 or len(low) - cut > 4):
            return genders[low[cut:]]
    if low.endswith("in") and len(low) > 5 and lemma[:1].isupper():
        return "Fem"
    for ending, gender in _GENDER_OF_ENDING.items():
        if low.endswith(ending):
            return gender
    return None


def agreeing(sentence: Sentence, genders: Genders) -> Sentence:
    """The sentence with case by role, gender by lemma, and both shared inside noun phrases."""
    tokens = list(sentence.tokens)
    children: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens, 1):
        children[token.head].append(i)
    for i, token in enumerate(tokens, 1):
        if token.upos not in _NOMINAL or not token.feats:
            continue
        feats = feats_of(token)
        case = _case(sentence, i, children) or feats.get("Case")
        gender = _gender(sentence, i, children, genders) or feats.get("Gender")
        shared = {k: v for k, v in (("Case", case), ("Gender", gender)) if v}
        phrase = [c for c in children[i] if tokens[c - 1].dep in _PHRASE]
        for at in (i, *phrase, *_flats(i, tokens, children)):
            old = feats_of(tokens[at - 1])
            new = {k: v for k, v in shared.items() if k in old}
            tokens[at - 1] = replace(tokens[at - 1], feats=feats_text(old | new))
    return replace(sentence, tokens=tuple(tokens))


def _flats(i: int, tokens: Sequence[object], children: Mapping[int, list[int]]) -> list[int]:
    return [c for c in children.get(i, []) if getattr(tokens[c - 1], "dep", "") == "flat"]


def _case(sentence: Sentence, i: int, children: Mapping[int, list[int]]) -> str | None:
    token = sentence.tokens[i - 1]
    below = [sentence.tokens[c - 1] for c in children.get(i, [])]
    prepositions = [t for t in below if t.dep == "case"]
    if prepositions:
        return _CASE_OF_PREPOSITION.get(prepositions[0].lemma.lower())
    if token.dep == "nmod" and not token.form[:1].isdigit():
        return "Gen" if any(t.dep in {"det", "det:poss", "amod"} for t in below) else None
    return _CASE_OF_ROLE.get(token.dep)


def _gender(
    sentence: Sentence, i: int, children: Mapping[int, list[int]], genders: Genders
) -> str | None:
    token = sentence.tokens[i - 1]
    if "Sing" in (token.feats or ""):
        for c in children.get(i, []):
            article = sentence.tokens[c - 1]
            if article.dep == "det" and article.form.lower() in _GENDER_OF_ARTICLE:
                return _GENDER_OF_ARTICLE[article.form.lower()]
    if token.upos != "NOUN":
        return None
    possible = of_noun(token.form)
    left = [g for g in GENDERS if any(possible & bit(c, n, g) for c in CASES for n in NUMBERS)]
    return left[0] if len(left) == 1 else gender_of(token.lemma or token.form, genders)
