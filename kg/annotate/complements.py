"""Labels of clauses that their own words decide: complement or attribute, with a subject or not."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.declension import allowed_cases
from kg.annotate.german import AUXILIARY, FINITE, MONTHS
from kg.annotate.roles import TELLING_VERBS

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_CONTENT_WORDS = frozenset({"dass", "daß", "ob"})
#: What makes an infinitive with `zu` an adverbial.
_PURPOSE = frozenset({"um", "ohne", "statt", "anstatt", "als"})
_DAYS = MONTHS | frozenset(
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag uhr abend morgen "
    "vormittag nachmittag mittag wochenende".split()
)


def mend_clause(token: Token) -> None:
    """Correct the label of a clause, and find the subject of a copula.

    `Rom bestreitet, beteiligt zu sein`: a clause on a verb is no attribute (`acl`) but its
    complement. `Er sagte, die Lage sei ernst`: with a finite verb and a subject of its own it is
    `ccomp`, not `xcomp` or `parataxis`, and `Lage` is no object, since `sein` has none. `Themen
    waren der Handel ...`: what has a copula is the predicate, not its subject. `besuchte am
    Montag Warschau`: a place is no apposition of a day.
    """
    _find_mark(token)
    if token.dep_ == "compound:prt":
        for child in list(token.children):
            child.head = token.head  # `sieht ... den Verzicht vor`: the verb governs, not `vor`
        return
    children = list(token.children)
    for verb in children:
        if verb.dep_ == "cop" and (verb.tag_[:2] == "VM" or verb.lower_.startswith(("hab", "hat"))):
            _promote(verb, token)
            return
    copulas = [c for c in children if c.dep_ == "cop"]
    if copulas and token.dep_ == "nsubj" and token.head.pos_ == "NOUN":
        _give_copula(copulas[0], token.head)
    elif copulas:
        _find_subject(children)
    if token.dep_ == "appos" and token.head.lower_ in _DAYS:
        _take_from_day(token)
    elif token.head.i != token.i and token.head.pos_ in {"VERB", "AUX"}:
        _mend_label(token, children)


def mend_conjunct(token: Token) -> None:
    """A conjunct stands in the case of what it joins: `dem Präsidenten` joins no genitive.

    `zwischen dem Präsidenten der Föderation und dem Präsidenten der Republik`: the second
    president joins the first, not the federation.
    """
    first = token.head
    if token.dep_ != "conj" or first.dep_ != "nmod" or "Gen" in allowed_cases(token):
        return
    if any(c.dep_ == "case" for c in first.children) or first.head.pos_ not in {"NOUN", "PROPN"}:
        return
    if allowed_cases(token) & allowed_cases(first.head):
        token.head = first.head


def _find_mark(verb: Token) -> None:
    """`um` before an infinitive with `zu` opens the clause, whatever it was hung on."""
    if verb.tag_ != "VVIZU" and not any(c.tag_ == "PTKZU" for c in verb.children):
        return
    first = verb.left_edge
    if first.is_punct and first.i + 1 < verb.i:
        first = first.nbor(1)
    if first.lower_ in _PURPOSE - {"als"} and first.dep_ == "case":
        noun = first.head
        first.head, first.dep_, first.tag_ = verb, "mark", "KOUI"
        if noun.dep_ == "obl" and noun.head.i == verb.i:
            noun.dep_ = "obj"


def _promote(verb: Token, predicate: Token) -> None:
    """`haben` and the modals are no copulas: `Die Bauern wollen die Abschaffung der Zölle`."""
    label = predicate.dep_
    governor = verb if predicate.head.i == predicate.i else predicate.head
    below = [c for c in predicate.children if c.i != verb.i]
    moved = [c for c in below if c.dep_ in _OF_CLAUSE]
    verb.head, verb.dep_ = governor, label
    predicate.head, predicate.dep_ = verb, "obj"
    for child in moved:
        child.head = verb


#: What hangs on the predicate of a clause, not on the noun that it may be.
_OF_CLAUSE = frozenset(
    "nsubj csubj expl advmod obl advcl mark aux punct parataxis ccomp discourse".split()
)


def _give_copula(copula: Token, predicate: Token) -> None:
    if not any(c.dep_ == "cop" for c in predicate.children):
        copula.head = predicate


def _find_subject(children: list[Token]) -> None:
    if any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in children):
        return
    objects = [c for c in children if c.dep_ == "obj" and c.lower_ not in {"sich", "ihn", "mich"}]
    if len(objects) == 1:
        objects[0].dep_ = "nsubj"


def _take_from_day(name: Token) -> None:
    verb = name.head.head
    if name.pos_ != "PROPN" or verb.pos_ != "VERB":
        return
    labels = {c.dep_ for c in verb.children}
    if not labels & _SUBJECTS:
        name.head, name.dep_ = verb, "nsubj"
    elif not labels & {"obj", "aux:pass"}:
        name.head, name.dep_ = verb, "obj"


def _mend_label(token: Token, children: list[Token]) -> None:
    words = {c.lower_ for c in children if c.dep_ in {"mark", "case"}}
    finite = _is_finite(token, children)
    with_subject = finite and any(c.dep_ in _SUBJECTS for c in children)
    infinitive = not finite and (token.tag_ == "VVIZU" or "zu" in words)
    if token.dep_ == "acl" and token.head.tag_[:3] == "VVF":
        token.dep_ = _complement(words, finite=finite)
    elif token.dep_ == "xcomp" and with_subject:
        token.dep_ = "ccomp"
    elif token.dep_ == "advcl" and infinitive and not words & _PURPOSE:
        token.dep_ = "xcomp"
    elif token.dep_ == "parataxis" and with_subject and _is_reported(token, children):
        token.dep_ = "ccomp"
    joined = token.dep_ == "conj" and not any(c.dep_ == "cc" for c in children)
    if infinitive and (token.dep_ == "xcomp" or joined):
        _hang_on_noun(token)


def _hang_on_noun(infinitive: Token) -> None:
    """`Er lobte ihre Idee, Filme zu tauschen`: the noun before the comma has the infinitive."""
    first = infinitive.left_edge
    comma = first if first.text == "," else (first.nbor(-1) if first.i else first)
    if comma.text != "," or comma.i == 0:
        return
    noun = comma.nbor(-1)
    while noun.dep_ == "nmod" and noun.head.i < noun.i and noun.head.pos_ == "NOUN":
        noun = noun.head  # `die Idee der Ministerin, ...`
    if noun.lower_.endswith(_WITH_INFINITIVE) and noun.i < infinitive.i:
        infinitive.head, infinitive.dep_ = noun, "acl"


#: Nouns, or last parts of nouns, that an infinitive with `zu` says the content of.
_WITH_INFINITIVE = (
    "absicht", "angebot", "angst", "anliegen", "anspruch", "antrag", "appell", "auffassung",
    "aufforderung", "aufgabe", "aufruf", "auftrag", "befehl", "befugnis", "bemühungen",
    "bereitschaft", "beschluss", "bestreben", "bitte", "chance", "drohung", "einladung",
    "empfehlung", "entscheidung", "entschluss", "erlaubnis", "fähigkeit", "forderung", "freiheit",
    "gefahr", "gelegenheit", "genehmigung", "grund", "hoffnung", "idee", "initiative", "interesse",
    "konzept", "macht", "möglichkeit", "mut", "notwendigkeit", "pflicht", "plan", "pläne",
    "plänen", "recht", "risiko", "sorge", "strategie", "tendenz", "traum", "verbot",
    "verdacht", "verpflichtung", "versprechen", "versuch", "versuche", "verzicht", "vorhaben",
    "vorhersage", "vorschlag", "vorschläge", "vorsatz", "vorstellung", "vorwurf", "vorwürfe",
    "weigerung", "weisung", "wille", "willen", "wunsch", "zeit", "ziel", "zusage", "zwang",
)  # fmt: skip


def _complement(words: set[str], *, finite: bool) -> str:
    if words & _CONTENT_WORDS or (finite and not words):
        return "ccomp"
    return "xcomp" if not finite and words <= {"zu"} else "advcl"


def _is_reported(token: Token, children: list[Token]) -> bool:
    """Whether a clause in the subjunctive stands on a verb of saying that has no content yet."""
    if not any(v.morph.get("Mood", []) == ["Sub"] for v in _verbs(token, children)):
        return False
    others = [c for c in token.head.children if c.dep_ == "ccomp"]
    return token.head.lemma_ in TELLING_VERBS and not others


def _is_finite(token: Token, children: list[Token]) -> bool:
    return any(v.tag_ in FINITE for v in _verbs(token, children))


def _verbs(token: Token, children: list[Token]) -> list[Token]:
    """The verbs of a clause: its own and those beside it."""
    return [token, *(c for c in children if c.dep_ in AUXILIARY)]
