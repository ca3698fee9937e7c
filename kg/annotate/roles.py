"""Roles that the form alone decides: `dem` and `ihm` are datives, `ihn` is no subject."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.declension import allowed_cases

_NOM, _ACC, _OBLIQUE = frozenset({"Nom"}), frozenset({"Acc"}), frozenset({"Dat", "Gen"})
_DATIVE = frozenset({"ihm", "mir", "dir", "wem", "denen"})
_ACCUSATIVE = frozenset({"ihn", "mich", "dich", "wen"})
_NOMINATIVE = frozenset({"er", "ich", "wir", "du", "man", "wer"})
_ACCUSATIVE_DETERMINERS = frozenset(
    "einen keinen meinen deinen seinen ihren unseren diesen jeden jenen welchen".split()
)
#: Verbs whose only object is a dative.
_DATIVE_VERBS = frozenset(
    "angehören antworten applaudieren begegnen beipflichten beistehen beitreten beiwohnen danken "
    "dienen drohen entgegentreten entgehen entkommen entsprechen fehlen folgen gefallen gehorchen "
    "gehören gelingen genügen gratulieren helfen imponieren kondolieren misslingen misstrauen "
    "nachgeben nachkommen nahestehen nützen schaden schmeicheln trauen trotzen unterliegen "
    "unterstehen vertrauen vorausgehen vorstehen weichen widersprechen widerstehen zugutekommen "
    "zuhören zujubeln zureden zusetzen zustehen zustimmen zuvorkommen".split()
)
#: Verbs of speech: who is told stands in the dative beside a clause.
TELLING_VERBS = frozenset(
    "ausrichten berichten entgegnen erklären erzählen erwidern mitteilen raten sagen schreiben "
    "signalisieren versichern versprechen vorhalten vorschlagen vorwerfen zurufen zusagen "
    "zusichern".split()
)
#: Verbs of giving and blaming: of two objects the first is the dative.
_GIVING_VERBS = TELLING_VERBS | frozenset(
    "anbieten androhen bewilligen einräumen entziehen geben gewähren schenken überbringen "
    "übergeben überlassen überreichen verbieten verleihen verweigern vorlegen zeigen".split()
)
#: Verbs whose infinitive clause is what somebody is blamed for, promised or advised.
_BLAMING_VERBS = frozenset("raten unterstellen versprechen vorhalten vorwerfen zusagen".split())
_NEUTRAL = frozenset("das dies es etwas nichts was alles vieles folgendes einiges".split())
_DETERMINERS = frozenset({"det", "det:poss", "amod"})
_OBJECTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM"})
#: Clauses that must have a subject of their own; conjuncts and relative clauses may share one.
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "parataxis", "csubj"})
_FINITE = frozenset({"VAFIN", "VMFIN"})
_PERSONAL = _NOMINATIVE | {"sie", "es", "ihr", "das"}
#: Prepositions of a way: beside them `von` names where it begins.
_DESTINATIONS = frozenset({"auf", "bis", "nach", "ins"})
_TIMES = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Jahr Monat Woche Tag Beginn "
    "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember "
    "Anfang Markt Seite Prozent Euro Dollar Uhr".split()
)
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})


def mend_role(token: Token) -> None:
    """Correct the label of a noun phrase whose form allows one role only.

    `Dem Minister warf er ...`: no subject but a dative object (`obl:arg`); `Den Minister
    traf er` and `ihn`: an object; `er`, `man` without another subject beside: a subject.
    """
    if token.dep_ == "appos" and token.pos_ == "PROPN" and token.lemma_ + "s" == token.text:
        token.dep_ = "nmod"  # `der Präsident Russlands`
    if token.dep_ not in _OBJECTS or token.head.pos_ not in _VERBAL:
        return
    children = list(token.children)
    if any(c.dep_ == "case" for c in children):
        return
    cases = allowed_cases(token)
    if _is_dative(token, children) or (cases <= _OBLIQUE and token.dep_ != "obl"):
        token.dep_ = "obl:arg"
    elif token.dep_.startswith("nsubj") and (_is_accusative(token, children) or cases == _ACC):
        token.dep_ = "obj"
    elif token.dep_ == "obj" and token.lower_ in _NOMINATIVE and not _has_subject(token.head):
        token.dep_ = "nsubj"


def mend_objects(verb: Token) -> None:
    """Correct a verb's objects by its valency: one subject, datives where it takes datives.

    `Ada gratulierte Grete`: the second name is no second subject but `obl:arg`; after `traf` it
    is `obj`. `Er sagte Journalisten, dass ...`: the clause is the content, so they are told.
    """
    _exchange(verb)
    _object_of_infinitive(verb)
    if verb.lemma_ == "geben" and any(c.lower_ == "es" for c in verb.children):
        for child in verb.children:
            if child.dep_ == "obl:arg" and child.pos_ == "NOUN" and not _is_dative(child, []):
                child.dep_ = "obj"  # `es gibt keine Bedrohung`
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}]
    if len(subjects) > 1 and verb.pos_ == "VERB":
        kept = next((s for s in subjects if s.lower_ in _NOMINATIVE), subjects[0])
        for other in subjects:
            if other.i != kept.i and other.pos_ in _NOMINAL:
                other.dep_ = "obj"
    if not subjects:
        _find_subject(verb)
    has_clause = any(
        c.dep_ == "ccomp" or (c.dep_ == "xcomp" and verb.lemma_ in _BLAMING_VERBS)
        for c in verb.children
    )
    objects = [c for c in verb.children if c.dep_ == "obj"]
    for child in objects:
        if _takes_dative(verb, child, has_clause=has_clause):
            child.dep_ = "obl:arg"
    if len(objects) == 2 and verb.lemma_ in _GIVING_VERBS and objects[0].lower_ not in _NEUTRAL:
        objects[0].dep_ = "obl:arg"


def _exchange(verb: Token) -> None:
    """Subject and object the other way round: `Das Angebot nahm der Minister an`."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    objects = [c for c in verb.children if c.dep_ == "obj" and allowed_cases(c) == _NOM]
    if len(objects) != 1 or len(subjects) > 1:
        return
    if not subjects and not _has_subject(verb):
        objects[0].dep_ = "nsubj"
    elif subjects and subjects[0].pos_ in {"NOUN", "PROPN"} and "Acc" in allowed_cases(subjects[0]):
        subjects[0].dep_, objects[0].dep_ = "obj", "nsubj"


def _object_of_infinitive(verb: Token) -> None:
    """An infinitive with `zu` has no subject: `den Kordon zu durchbrechen`."""
    children = list(verb.children)
    if verb.tag_ != "VVIZU" and not any(c.tag_ == "PTKZU" for c in children):
        return
    if any(c.dep_ in {"aux", "aux:pass", "cop", "obj"} for c in children):
        return
    found = [c for c in children if c.dep_ == "nsubj" and c.lower_ not in _NOMINATIVE]
    if len(found) == 1:
        found[0].dep_ = "obj"


def mend_passive(verb: Token) -> None:
    """Name the roles of a passive: its subject is acted upon, `von` names who acts.

    `Der Plan wurde von Kairo vorgelegt`: `Plan` is `nsubj:pass`, `Kairo` `obl:agent`; `von Montag
    an` and `von Bonn nach Berlin` name no agent.
    """
    children = list(verb.children)
    if not any(c.dep_ == "aux:pass" for c in children):
        return
    if not _has_subject(verb):
        objects = [c for c in children if c.dep_ == "obj" and _may_be_subject(c)]
        for child in objects[:1]:
            child.dep_ = "nsubj"
    ways = {c.lower_ for child in children for c in child.children if c.dep_ == "case"}
    for child in children:
        if child.dep_ == "nsubj":
            child.dep_ = "nsubj:pass"
        elif child.dep_ == "obl" and child.pos_ in _NOMINAL and not ways & _DESTINATIONS:
            _mend_agent(child)


def _mend_agent(phrase: Token) -> None:
    cases = [c for c in phrase.children if c.dep_ == "case"]
    after = phrase.doc[phrase.right_edge.i + 1 : phrase.right_edge.i + 2]
    by = len(cases) == 1 and cases[0].lower_ in {"von", "vom"}
    if by and phrase.lemma_ not in _TIMES and after.text not in {"an", "aus", "ab"}:
        phrase.dep_ = "obl:agent"


def _find_subject(verb: Token) -> None:
    """A finite clause without any subject: its first object that may be a nominative is one.

    `Am Freitag lag Husum vorn`, `Zuvor hatte Marchand den Gast getroffen`: every indicative
    clause but the impersonal passive has a subject. With an auxiliary it must stand beside it.
    """
    children = list(verb.children)
    if verb.dep_ not in _CLAUSES or _has_subject(verb):
        return
    if any(c.dep_ in {"csubj", "compound"} for c in children):
        return
    finite = _finite_auxiliary(children)
    if finite is None and verb.tag_ != "VVFIN":
        return
    passive = any(c.dep_ == "aux:pass" for c in children)
    for child in children:
        if child.dep_ != "obj" or child.pos_ not in _NOMINAL or not _may_be_subject(child):
            continue
        if finite is None or _stands_beside(child, finite):
            child.dep_ = "nsubj:pass" if passive else "nsubj"
            return


def _finite_auxiliary(children: list[Token]) -> Token | None:
    found = [c for c in children if c.dep_ in {"aux", "aux:pass"} and c.tag_ in _FINITE]
    return found[0] if found else None


def _stands_beside(phrase: Token, finite: Token) -> bool:
    """Whether the phrase stands right beside the finite verb, where its subject stands.

    Before it: `Die Arbeiten sollen beginnen`. Behind it: `Zuvor hatte Marchand ...`, unless
    what precedes the verb is a subject already.
    """
    if phrase.right_edge.i + 1 == finite.i:
        return True
    if finite.i == finite.sent.start or phrase.left_edge.i != finite.i + 1:
        return False
    before = finite.nbor(-1)
    return before.lower_ not in _PERSONAL and not before.dep_.startswith(("nsubj", "expl"))


def _may_be_subject(token: Token) -> bool:
    children = list(token.children)
    if token.lower_ in {"sich", "was"} or any(c.lower_ == "den" for c in children):
        return False
    return not _is_accusative(token, children)


def _takes_dative(verb: Token, child: Token, *, has_clause: bool) -> bool:
    if child.lower_ in _NEUTRAL or _is_accusative(child, list(child.children)):
        return False
    if verb.lemma_ in _DATIVE_VERBS:
        return child.lower_ != "sich"
    if has_clause and verb.lemma_ in _BLAMING_VERBS:
        return True
    named = child.pos_ == "PROPN" or "Plur" in child.morph.get("Number", [])
    return has_clause and verb.lemma_ in TELLING_VERBS and named


def _is_dative(token: Token, children: list[Token]) -> bool:
    if token.lower_ in _DATIVE or (token.lower_ == "dem" and token.pos_ == "PRON"):
        return True
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(c.dep_ in _DETERMINERS and c.lower_.endswith("em") for c in children)


def _is_accusative(token: Token, children: list[Token]) -> bool:
    if token.lower_ in _ACCUSATIVE:
        return True
    words = {c.lower_ for c in children if c.dep_ in _DETERMINERS}
    singular = "Plur" not in token.morph.get("Number", [])
    return singular and bool(words & _ACCUSATIVE_DETERMINERS or "den" in words)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_.startswith(("nsubj", "expl")) for c in verb.children)
