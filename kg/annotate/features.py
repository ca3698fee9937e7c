"""What the word itself or its subject decides: part of speech, closed classes, person, number."""

from __future__ import annotations

import functools
from importlib import resources

from spacy.tokens import Doc, Token

from kg.annotate.german import AUXILIARY, FINITE

#: Parts of speech of tags that have one only.
_POS_OF_TAG = {
    **dict.fromkeys("ART PPOSAT".split(), "DET"),
    **dict.fromkeys("APPR APPRART".split(), "ADP"),
    **dict.fromkeys("PPER PRF PWS".split(), "PRON"),
    **dict.fromkeys("VVFIN VVINF VVIZU".split(), "VERB"),
    "CARD": "NUM",
    "PTKNEG": "PART",
    "PTKZU": "PART",
    "PWAV": "ADV",
    "VMINF": "AUX",
}
_PERSONS = {
    "ich": ("1", "Sing"),
    "du": ("2", "Sing"),
    "er": ("3", "Sing"),
    "es": ("3", "Sing"),
    "man": ("3", "Sing"),
    "wir": ("1", "Plur"),
}
_SUBJECTS = ("nsubj", "nsubj:pass", "expl")


@functools.cache
def closed_words() -> dict[tuple[str, str], tuple[dict[str, str], frozenset[str]]]:
    """By form and tag: the features that a word of a closed class always and never has."""
    file = resources.files(__package__).joinpath("tables", "closed.tsv")
    found = {}
    for line in file.read_text(encoding="utf8").splitlines():
        form, tag, always, never = line.split("\t")
        pairs = dict(x.split("=", 1) for x in always.split("|")) if always != "_" else {}
        found[form, tag] = pairs, frozenset(never.split())
    return found


def mend_features(doc: Doc) -> None:
    """Give closed-class words their features, and finite verbs person and number."""
    table = closed_words()
    for token in doc:
        known = table.get((token.lower_, token.tag_))
        if known:
            always, never = known
            feats = {k: v for k, v in token.morph.to_dict().items() if k not in never}
            _put(token, feats | always)
        if token.tag_ in FINITE:
            _agree(token)
        if token.pos_ == "AUX":
            _set_voice(token)


def part_of_speech(token: Token) -> str:
    """The part of speech that tag and label leave: `haben` with an object is a verb."""
    if token.tag_[:2] == "VA" and token.lower_.startswith(("hab", "hat")):
        return "AUX" if token.dep_ in AUXILIARY else "VERB"
    return _POS_OF_TAG.get(token.tag_, token.pos_)


def _agree(verb: Token) -> None:
    """Person and number of a finite verb are those of a pronoun that is its subject."""
    owner = verb.head if verb.dep_ in AUXILIARY else verb
    for child in owner.children:
        if child.dep_ in _SUBJECTS and child.lower_ in _PERSONS and child.tag_ != "PRF":
            if any(c.dep_ == "conj" for c in child.children):
                return
            person, number = _PERSONS[child.lower_]
            _put(verb, verb.morph.to_dict() | {"Person": person, "Number": number})
            return


def _set_voice(token: Token) -> None:
    """Auxiliaries of the passive say so, as GSD has it."""
    feats = token.morph.to_dict()
    passive = token.dep_ == "aux:pass"
    if passive != ("Voice" in feats) and (passive or token.dep_ in AUXILIARY):
        feats.pop("Voice", None)
        _put(token, feats | ({"Voice": "Pass"} if passive else {}))


def _put(token: Token, feats: dict[str, str]) -> None:
    token.set_morph(dict(sorted(feats.items())))  # type: ignore[attr-defined]
