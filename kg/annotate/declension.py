"""Case, number and gender of a noun phrase: what article, preposition, noun and role leave open.

A tagger guesses the features of each word alone; grammar allows few of its combinations. `der
Regierung` cannot be a nominative, for `Regierung` is feminine; after `mit` only the dative is left.
Every word of the phrase says what it may be, the possibilities are intersected, and among those
that remain the tagger and the tree decide.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from kg.annotate.wordtable import heads, stored

CASES = ("Nom", "Gen", "Dat", "Acc")
NUMBERS = ("Sing", "Plur")
GENDERS = ("Masc", "Fem", "Neut")

#: Possibilities are bits: case, then number, then gender.
ALL = (1 << 24) - 1

#: Above them: whether a form belongs to names only.
NAME = 1 << 24


def bit(case: str, number: str, gender: str) -> int:
    """The bit of one possibility."""
    return 1 << (CASES.index(case) * 6 + NUMBERS.index(number) * 3 + GENDERS.index(gender))


def possible(text: str) -> int:
    """Possibilities written short: cases, number, genders; `*` for all.

    >>> possible("NA.S.F") == bit("Nom", "Sing", "Fem") | bit("Acc", "Sing", "Fem")
    True
    """
    found = 0
    for part in text.split():
        cases, number, genders = part.split(".")
        found |= sum(
            bit(case, n, gender)
            for case, n, gender in itertools.product(CASES, NUMBERS, GENDERS)
            if case[0] in cases or cases == "*"
            if n[0] == number or number == "*"
            if gender[0] in genders or genders == "*"
        )
    return found


def known_forms(found: Mapping[str, int]) -> Mapping[str, int]:
    """Forms whose possibilities say anything at all."""
    return {form: bits for form, bits in found.items() if bits and bits != ALL}


_ARTICLES = {
    "der": possible("N.S.M GD.S.F G.P.*"),
    "die": possible("NA.S.F NA.P.*"),
    "das": possible("NA.S.N"),
    "dem": possible("D.S.MN"),
    "den": possible("A.S.M D.P.*"),
    "des": possible("G.S.MN"),
    "ein": possible("N.S.M NA.S.N"),
    "eine": possible("NA.S.F"),
    "einen": possible("A.S.M"),
    "einem": possible("D.S.MN"),
    "einer": possible("GD.S.F"),
    "eines": possible("G.S.MN"),
    "zwei": possible("*.P.*"),
    "beide": possible("NA.P.*"),
    "alle": possible("NA.P.* NA.S.F"),
    "aller": possible("G.P.* GD.S.F"),
    "allen": possible("D.P.*"),
    "vieler": possible("G.P.*"),
    "mehrerer": possible("G.P.*"),
}
_CONTRACTED = {
    **dict.fromkeys(("am", "im", "beim", "vom", "zum"), possible("D.S.MN")),
    **dict.fromkeys(("ans", "aufs", "durchs", "fürs", "ins", "ums"), possible("A.S.N")),
    "zur": possible("D.S.F"),
}
#: Endings of `dieser`, `jeder`, `welcher` and, without ending, of `kein`, `mein`.
_PRONOMINAL = {
    "er": possible("N.S.M GD.S.F G.P.*"),
    "e": possible("NA.S.F NA.P.*"),
    "es": possible("NA.S.N G.S.MN"),
    "em": possible("D.S.MN"),
    "en": possible("A.S.M D.P.* G.S.MN"),
}
_STRONG = {
    "er": possible("N.S.M GD.S.F G.P.*"),
    "em": possible("D.S.MN"),
    "es": possible("NA.S.N"),
    "e": possible("NA.*.*"),
}
_POSSESSIVES = ("kein", "mein", "dein", "sein", "ihr", "unser", "euer")
_BARE = possible("N.S.M NA.S.N")

_DATIVE, _ACCUSATIVE, _GENITIVE = possible("D.*.*"), possible("A.*.*"), possible("G.*.*")
_GOVERNED = {
    **dict.fromkeys(
        "ab aus außer ausser bei binnen dank entgegen entsprechend gegenüber gemäß laut mit nach "
        "nahe nebst samt seit von zu zufolge zuliebe am im beim vom zum zur".split(),
        _DATIVE,
    ),
    **dict.fromkeys("bis durch für gegen ohne um wider ins ans fürs durchs".split(), _ACCUSATIVE),
    **dict.fromkeys(
        "abseits anfangs angesichts anlässlich anstatt anstelle aufgrund außerhalb ausserhalb "
        "bezüglich diesseits einschließlich hinsichtlich infolge inmitten innerhalb jenseits "
        "kraft mangels mithilfe mittels namens oberhalb seitens statt trotz ungeachtet unterhalb "
        "unweit während wegen zugunsten zwecks".split(),
        _GENITIVE | _DATIVE,
    ),
    **dict.fromkeys(
        "an auf hinter in neben über unter vor zwischen".split(), _DATIVE | _ACCUSATIVE
    ),
}
_OF_ROLE = {
    "nsubj": "Nom",
    "nsubj:pass": "Nom",
    "obj": "Acc",
    "obl:arg": "Dat",
    "nmod": "Gen",
}
#: Phrases in the case of the one they hang on.
_FOLLOWING = frozenset({"conj", "appos"})
#: What the tree says counts for more than what the tagger says of all words of a phrase.
_ROLE_WEIGHT = 6.0
_DETERMINERS = frozenset({"det", "det:poss"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_AGREEING = frozenset({"det", "det:poss", "amod"})


def decline(doc: Doc) -> None:
    """Give every noun phrase of a document one case, number and gender that its words allow."""
    nouns = [t for t in doc if t.pos_ in _NOMINAL and "Case" in str(t.morph)]
    followers = [t for t in nouns if t.dep_ in _FOLLOWING]
    for token in (*(t for t in nouns if t.dep_ not in _FOLLOWING), *followers):
        _decline_phrase(token)


def allowed_cases(noun: Token) -> frozenset[str]:
    """The cases that the words of a noun phrase leave possible; all where they say nothing.

    Only a phrase with a determiner or an attribute says anything: `der Minister` is a nominative,
    `der Regierung` a genitive or dative, `Minister` may be any.
    """
    children = list(noun.children)
    if noun.pos_ != "NOUN" or not any(c.dep_ in _AGREEING for c in children):
        return frozenset(CASES)
    return frozenset(case for case, _, _ in _choices(_left_possible(noun, children)))


def _left_possible(noun: Token, children: list[Token]) -> int:
    """What the words of a phrase leave possible; a word that contradicts the surer is not heard."""
    left = ALL
    for bits in _constraints(noun, children):
        left = left & bits or left
    return left


def _decline_phrase(noun: Token) -> None:
    children = list(noun.children)
    wanted = _wishes(noun, children)
    choices = _choices(_left_possible(noun, children))
    _set(noun, children, max(choices, key=lambda c: sum(map(wanted.__getitem__, c))))


def _constraints(noun: Token, children: list[Token]) -> Iterable[int]:
    """What each word leaves possible, the surest first."""
    for child in children:
        if child.dep_ in _DETERMINERS:
            yield of_determiner(child.lower_)
        elif child.dep_ == "case":
            yield _CONTRACTED.get(child.lower_, ALL)
    if noun.pos_ == "NOUN":
        yield of_noun(noun.text)
    for child in children:
        if child.dep_ == "case":
            yield _GOVERNED.get(child.lower_, ALL)
    bare = not any(c.dep_ in _DETERMINERS or c.lower_ in _CONTRACTED for c in children)
    for child in children:
        if child.dep_ == "amod" and child.tag_ == "ADJA":
            yield of_adjective(child.lower_, bare=bare)
        elif child.dep_ == "nummod" and child.lower_ not in {"1", "eins", "ein"}:
            yield possible("*.P.*") if noun.pos_ == "NOUN" else ALL


def of_determiner(form: str) -> int:
    """What a determiner allows.

    >>> of_determiner("dem") == of_determiner("diesem") == possible("D.S.MN")
    True
    """
    if form in _ARTICLES:
        return _ARTICLES[form]
    if form in _POSSESSIVES:
        return _BARE
    for ending in ("er", "em", "en", "es", "e"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return _PRONOMINAL[ending]
    return ALL


def of_adjective(form: str, *, bare: bool) -> int:
    """What an adjective allows, without a determiner before it (`bare`) or with one.

    >>> of_adjective("russischem", bare=True) == possible("D.S.MN")
    True
    """
    if not bare:
        return ALL
    for ending in ("em", "er", "es", "e"):
        if form.endswith(ending):
            return _STRONG[ending]
    return ALL


@functools.lru_cache(maxsize=50_000)
def of_noun(form: str) -> int:
    """What the form of a noun allows, by itself or by the noun that it is built on.

    >>> of_noun("Friedensgespräche") == possible("NGA.P.N")
    True
    >>> of_noun("Xyzzq") == ALL
    True
    """
    return _entry(form) & ALL or ALL


def is_common_noun(form: str) -> bool:
    """Whether a word is a form of a common noun, or is built on one.

    >>> [is_common_noun(word) for word in ("Einzelfällen", "Bonn", "Xyzzq")]
    [True, False, False]
    """
    found = _entry(form)
    return bool(found) and not found & NAME


def _entry(form: str) -> int:
    table = stored("nouns")
    return table[form] or next((bits for bits in map(table.__getitem__, heads(form)) if bits), 0)


def _wishes(noun: Token, children: list[Token]) -> dict[str, float]:
    """How much speaks for each value: the tagger's guesses, and the place in the tree."""
    found = dict.fromkeys((*CASES, *NUMBERS, *GENDERS, ""), 0.0)
    for word in (noun, *(c for c in children if c.dep_ in _AGREEING)):
        feats = word.morph.to_dict()
        for key in ("Case", "Number", "Gender"):
            value = feats.get(key, "")
            found[value if value in found else ""] += 2.0 if word is noun else 1.0
    case = _case_of_role(noun, children)
    found[case if case in found else ""] += _ROLE_WEIGHT
    return found


@functools.lru_cache(maxsize=4096)
def _choices(left: int) -> list[tuple[str, str, str]]:
    return [c for c in itertools.product(CASES, NUMBERS, GENDERS) if left & bit(*c)]


def _case_of_role(noun: Token, children: list[Token]) -> str:
    """The case that a phrase's place in the tree asks for; empty if it asks for none."""
    if any(c.dep_ == "case" for c in children):
        return ""
    if noun.dep_ in _FOLLOWING:
        return "".join(noun.head.morph.get("Case", []))
    if noun.dep_ == "ROOT" or any(c.dep_ == "cop" for c in children):
        return "Nom"
    return _OF_ROLE.get(noun.dep_, "")


def _set(noun: Token, children: list[Token], choice: tuple[str, str, str]) -> None:
    case, number, gender = choice
    _update(noun, {"Case": case, "Number": number, "Gender": gender})
    for child in children:
        if child.dep_ in _AGREEING and "Case" in str(child.morph):
            shared = {"Case": case, "Number": number, "Gender": gender}
            if number == "Plur" and child.tag_ == "ART":
                shared["Gender"] = ""
            _update(child, shared)


def _update(token: Token, values: Mapping[str, str]) -> None:
    feats = token.morph.to_dict()
    feats.update(values)
    new = {k: v for k, v in sorted(feats.items()) if v}
    if token.pos_ == "PROPN" and "Gender" not in str(token.morph):
        new.pop("Gender", None)  # names of persons and companies often have none
    token.set_morph(new)  # type: ignore[attr-defined]
