"""Repairs after the parse where a rule of grammar is plainly surer than statistics."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.annotate.complements import mend_clause, mend_conjunct
from kg.annotate.declension import decline, is_common_noun
from kg.annotate.features import mend_features, part_of_speech
from kg.annotate.german import AUXILIARY, FINITE, SUBJUNCTIVE
from kg.annotate.order import mend_dateline, mend_fronted, mend_future, mend_part_of_month
from kg.annotate.roles import mend_objects, mend_passive, mend_role

_FIRST_OR_SECOND = frozenset({"ich", "wir", "du"})
_SEIN = frozenset({"sei", "seien", "seiest", "seiet"})
#: Ends of the indicative past: a form in -te is Konjunktiv I only if its stem ends in -t.
_PAST = ("te", "wurde")
_STEMS_IN_T = (
    "halte biete bitte trete rate arbeite warte berichte leiste richte verzichte fürchte "
    "trachte beachte missachte erachte beobachte begutachte bereite breite deute koste rüste "
    "schalte statte streite leite gleite flüchte starte teste laste vermute spalte gestalte "
    "verwalte stifte hafte antworte miete"
).split()
_KONJUNKTIV_IN_TE = tuple(_STEMS_IN_T)


@Language.component(
    "kg_tags",
    requires=["token.tag", "token.pos", "token.dep", "token.head"],
    assigns=["token.tag", "token.pos", "token.morph"],
)
def kg_tags(doc: Doc) -> Doc:
    """Mend tags that the tree contradicts: what has a subject and ends in -te is a verb.

    `Die Opposition unterstützte Carters Entscheidung`: no adjective. Add it before `kg_lemmas`.
    """
    for token in doc:
        _mend_capital(token)
        token.pos_ = part_of_speech(token)
        if token.tag_ == "VVFIN" and token.dep_ == "advmod" and token.lower_.endswith("t"):
            token.tag_, token.pos_ = "ADJD", "ADJ"  # `reagierte empört`
            token.set_morph({"Degree": "Pos"})  # type: ignore[attr-defined]
        if token.tag_ == "ADJA" and token.lower_.endswith(("te", "ten")) and _governs(token):
            token.tag_, token.pos_ = "VVFIN", "VERB"
            plural = token.lower_.endswith("n")
            token.set_morph(  # type: ignore[attr-defined]
                {
                    "Mood": "Ind",
                    "Number": "Plur" if plural else "Sing",
                    "Person": "3",
                    "Tense": "Past",
                    "VerbForm": "Fin",
                }
            )
    return doc


def _mend_capital(token: Token) -> None:
    """Read a capitalised infinitive within a sentence as a noun: 'zu Militärbündnissen'."""
    if token.tag_ not in ("VVINF", "VVFIN", "VVPP") or token.i == token.sent.start:
        return
    before = token.nbor(-1)
    if not token.text[:1].isupper() or before.is_punct or token.text.isupper():
        return
    token.tag_, token.pos_ = "NN", "NOUN"
    token.set_morph("")  # type: ignore[attr-defined]
    if before.tag_ == "PTKZU":
        before.tag_, before.pos_ = "APPR", "ADP"


def _governs(token: Token) -> bool:
    """Whether a token heads a clause with a subject and without a copula."""
    labels = {c.dep_ for c in token.children}
    if token.dep_ == "amod" or labels & {"cop", "det", "case"}:
        return False
    return bool(labels & {"nsubj", "expl", "compound:prt"}) or {"obj"} <= labels


@Language.component(
    "kg_repairs",
    requires=["token.tag", "token.dep", "token.head", "token.lemma"],
    assigns=["token.morph", "token.dep", "token.head", "token.pos", "token.tag", "doc.ents"],
)
def kg_repairs(doc: Doc) -> Doc:
    """Mend what grammar decides: white space hangs on the word before, mood follows the form.

    `er gebe`, `sie habe`, `es sei` are Konjunktiv I whatever the model says: a finite verb in
    the third person singular that ends in -e without the past's -te. `mend_role` and
    `mend_objects` do the same for roles, `mend_features` and `decline` for features.
    """
    words = {t.text for t in doc}
    for token in doc:
        if token.is_space:
            _tie_space(token)
            continue
        if token.dep_ == "appos" and token.text[-1:] == "s" and token.text[:-1] in words:
            token.lemma_ = token.text[:-1]  # `ein Telefonat Hartungs`: the name stands elsewhere
        _mend_noun(token)
        mend_role(token)
        if token.tag_ in FINITE:
            _set_mood(token)
    for token in doc:
        mend_clause(token)
        mend_conjunct(token)
        mend_part_of_month(token)
        mend_dateline(token)
        if token.pos_ == "VERB":
            mend_future(token)
            mend_objects(token)
            mend_passive(token)
    mend_features(doc)
    decline(doc)
    for verb in [t for t in doc if t.pos_ == "VERB"]:
        mend_fronted(verb)
    if any(ent.text != ent.text.strip() or "\n" in ent.text for ent in doc.ents):
        doc.ents = [e for e in doc.ents if e.text == e.text.strip() and "\n" not in e.text]
    return doc


def _mend_noun(token: Token) -> None:
    """Read 'der russische Memorandumsentwurf' and 'der Koch' as common nouns.

    A name after article and adjective is known as one ('das geteilte Berlin'); what is not is a
    word that the model has not seen.
    """
    if token.pos_ != "PROPN" or token.ent_type_ not in ("", "MISC") or token.i == 0:
        return
    if token.nbor(-1).tag_ in _DETERMINERS and is_common_noun(token.text):
        token.pos_, token.tag_ = "NOUN", "NN"
    if token.i < 2 or token.tag_ != "NE":
        return
    adjective, determiner = token.nbor(-1), token.nbor(-2)
    if adjective.tag_ == "ADJA" and adjective.text.islower() and determiner.tag_ in _DETERMINERS:
        token.pos_, token.tag_ = "NOUN", "NN"


_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "APPRART"})


def _tie_space(token: Token) -> None:
    """Make white space a leaf on the word beside it, in the same sentence."""
    token.pos_, token.tag_ = "SPACE", "_SP"
    token.set_morph("")  # type: ignore[attr-defined]
    if not token.doc.has_annotation("DEP"):
        return
    children = list(token.children)
    words = [t for t in token.sent if not t.is_space]
    if not words:
        return
    is_root = token.head.i == token.i
    if children or is_root:
        target = _new_head(token, children, words)
        for child in children:
            if child.i != target.i:
                child.head = target
        if is_root:
            target.head, target.dep_ = target, "ROOT"
    beside = [t for t in words if t.i < token.i]
    token.head = beside[-1] if beside else words[0]
    token.dep_ = "dep"


def _new_head(token: Token, children: list[Token], words: list[Token]) -> Token:
    if token.head.i != token.i:
        return token.head
    real = [c for c in children if not c.is_space]
    verbs = [c for c in real if c.pos_ in {"VERB", "AUX"}]
    return (verbs or real or words)[0]


def _set_mood(token: Token) -> None:
    mood = _mood(token)
    if mood is None or mood == "".join(token.morph.get("Mood", [])):
        return
    feats = token.morph.to_dict()
    feats["Mood"], feats["VerbForm"] = mood, "Fin"
    if mood == "Sub" and token.lower_.endswith("e") and not token.lower_.endswith("te"):
        feats.setdefault("Number", "Sing")
        feats.setdefault("Person", "3")
    token.set_morph(feats)  # type: ignore[attr-defined]


def _mood(token: Token) -> str | None:
    """The mood that the form alone decides, or None."""
    form = token.lower_
    if form in SUBJUNCTIVE or form in _SEIN:
        return "Sub"
    if form in {"soll", "will", "kann", "muss", "muß", "darf", "mag", "ist", "hat", "wird", "sind"}:
        return "Ind"
    subjects = _subjects(token)
    if any(s.lower_ in _FIRST_OR_SECOND for s in subjects):
        return None
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "ich":
        return None
    if form.endswith("e") and (not form.endswith(_PAST) or form.endswith(_KONJUNKTIV_IN_TE)):
        plural = any(s.morph.get("Number", []) == ["Plur"] for s in subjects)
        return None if plural or not subjects else "Sub"
    return None


def _subjects(token: Token) -> list[Token]:
    verb = token.head if token.dep_ in AUXILIARY else token
    while verb.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in verb.children):
        verb = verb.head
    return [c for c in verb.children if c.dep_.startswith(("nsubj", "expl"))]
