"""The arguments of a trigger, as its rule wants them."""

from __future__ import annotations

from spacy.tokens import Token

from kg.frames.clauses import is_passive, verb_arguments
from kg.frames.lexicon import Rule
from kg.frames.negation import is_negated
from kg.frames.nouns import Arguments, add_argument, noun_arguments
from kg.frames.predications import predications
from kg.frames.setting import Settings, is_sideline
from kg.frames.status import is_matter_of_talk, support_status, supports
from kg.frames.tokens import children, conjuncts, is_verbal, preposition

_OUTER = ("in", "bei", "nach", "während", "vor", "zu", "an", "am", "mit", "auf")
_SHARED = tuple("mit zwischen über zu von um wegen an gegen für nach vor gegenüber".split())


def arguments_for(rule: Rule, token: Token, settings: Settings) -> Arguments:
    """Return the arguments of a trigger with what the parser confuses put right for a rule.

    :param rule: tells which functions matter.
    :param token: the trigger: a verb, a noun or a predicate adjective.
    """
    found = _with_cases(rule, trigger_arguments(token, rule.kind))
    if any("told" in functions for functions in rule.roles.values()):
        found = {**found, "told": _told_of(found)}
    if token.tag_ == "VVIZU" or any(c.tag_ == "PTKZU" for c in children(token, "mark")):
        return found  # its subject is understood, so what stands there is the object
    if rule.kind == "position" and is_verbal(token) and is_passive(token):
        return found
    return _with_actor_first(rule, found, settings)


def filled(function: str, arguments: Arguments) -> list[Token]:
    """Return the fillers of a function; of alternatives ('dat|obj') those of the first filled.

    'darauf' and the like fill nothing where the clause that they announce is the alternative.
    """
    if ">" in function and "|" not in function:
        owner, _, attribute = function.partition(">")
        owned = [noun_arguments(t).get(attribute, []) for t in arguments.get(owner, [])]
        return [t for row in owned for t in row]
    options = [
        filled(name, arguments) if ">" in name else arguments.get(name, [])
        for name in function.split("|")
    ]
    named = [option for option in options if option]
    real = [option for option in named if any(t.tag_ != "PROAV" for t in option)]
    return (real or named or [[]])[0]


def _told_of(found: Arguments) -> list[Token]:
    """Return what a clause speaks of: 'sagte, der Plan sei falsch'."""
    told: list[Token] = []
    for clause in found.get("clause", []):
        theirs = verb_arguments(clause) if is_verbal(clause) else _predicate_arguments(clause)
        told += theirs.get("subj", []) or theirs.get("obj", [])
    return told


def trigger_arguments(token: Token, kind: str) -> Arguments:
    """Return the arguments of a trigger; a noun also takes those of the verbs that support it.

    Who acts in the clause around a noun in a prepositional phrase stands under ``outer``.
    """
    if token.dep_ in ("aux", "cop"):
        return _copula_arguments(token)
    if (is_verbal(token) and token.pos_ != "NOUN") or token.tag_ == "ADJA":
        return verb_arguments(token)
    if token.pos_ != "NOUN":
        return _predicate_arguments(token)
    found = noun_arguments(token)
    found.update(_predicate_of(token))
    _own_subject(found, token)
    talked = kind == "communication" and is_matter_of_talk(token)
    for verb, function in predications(token):
        theirs = verb_arguments(verb) if is_verbal(verb) else _predicate_arguments(verb)
        if function == "pred":
            found.setdefault("pred-subj", []).extend(theirs.get("subj", []))
        if kind == "position" and function == "subj" and verb.lemma_ in _UTTERING:
            function, theirs = _uttered(token, verb, theirs)
        if function in ("obj", "subj", "pred"):
            _from_verb(found, token, verb, function, theirs, kind, talked=talked)
        if function == "subj":
            _from_arrival(found, token, verb, theirs, kind)
        elif kind == "position" and function in ("nach", "laut", "gemäß"):
            _extend(found, "outer-clause", [verb], token)
        elif is_sideline(token):
            continue  # who talks at the edge of a summit does so beside it
        elif function in _OUTER or (function == "von" and verb.lemma_ in _RETURNING):
            _from_around(found, token, verb, function, theirs)
    return found


def _uttered(noun: Token, verb: Token, theirs: Arguments) -> tuple[str, Arguments]:
    """Return function and arguments put right where the stance comes first.

    'Kritik an dem Gesetz übte auch der Beauftragte': no stance utters anybody.
    """
    objects = theirs.get("obj", [])
    if not objects or noun.i > verb.i:
        return "subj", theirs
    return "obj", {**theirs, "subj": objects, "obj": [noun]}


#: Verbs of which a stance is the object whatever the parser says.
_UTTERING = frozenset(
    "anbringen anmelden ausdrücken aussprechen bekräftigen bekunden einlegen erheben erneuern "
    "formulieren hegen signalisieren vorbringen vortragen wiederholen äußern üben".split()
)


def _own_subject(found: Arguments, noun: Token) -> None:
    """Add a subject that hangs on the object, in place: 'Am Montag hatte A ein Gespräch mit B'."""
    if noun.dep_ == "obj" and not children(noun, "cop"):
        for subject in children(noun, "nsubj"):
            add_argument(found, "subj", subject)


def _from_around(
    found: Arguments, token: Token, verb: Token, function: str, theirs: Arguments
) -> None:
    """Add who acts in the clause in which a noun tells the setting, in place."""
    _extend(found, "outer", theirs.get("subj", []), token)
    _extend(found, "outer-dat", theirs.get("dat", []), token)
    if function in _DURING:
        # 'In einem Telefonat sicherte A B Hilfe zu': who is told there, talks too.
        _extend(found, "outer-told", theirs.get("dat", []), token)
    if verb.lemma_ in _ADDRESSING:
        _extend(found, "outer-dat", theirs.get("obj", []), token)
    if function in ("zu", "mit", "an"):
        _extend(found, "outer", theirs.get("obj", []), token)
        _extend(found, "mit", theirs.get("mit", []), token)


def _from_verb(
    found: Arguments,
    token: Token,
    verb: Token,
    function: str,
    theirs: Arguments,
    kind: str,
    *,
    talked: bool,
) -> None:
    """Add what the verb of which a noun is subject or object says of it, in place."""
    if function == "obj" and _acts_in(found, verb, kind) and not talked:
        _extend(found, "subj", theirs.get("subj", []), token)
        _extend(found, "dat", theirs.get("dat", []), token)
    if function == "obj" and kind == "communication" and _plans_journey(verb, token, found):
        _extend(found, "subj", theirs.get("subj", []), token)
    if function == "obj" and kind == "communication" and _offers(verb, found, theirs):
        _extend(found, "subj", theirs.get("subj", []), token)
        _extend(found, "mit", theirs.get("dat", []), token)
    shared = supports(verb, kind) or function != "obj"
    for name in _SHARED:
        near = [t for t in theirs.get(name, []) if shared or _follows(t, token)]
        _extend(found, name, near, token)
    beside = [t for t in theirs.get("bei", []) if _follows(t, token)]
    _extend(found, "bei", beside, token)  # 'blieb der Besuch von A bei B ohne Ergebnis'
    if function == "obj" and shared and kind == "position":
        # 'äußerte die Hoffnung, dass ...': the clause hangs on verb or noun.
        _extend(found, "clause", theirs.get("clause", []), token)


def _from_arrival(
    found: Arguments, token: Token, verb: Token, theirs: Arguments, kind: str
) -> None:
    """Add to whom a letter comes, and who says that there was no talk, in place."""
    if verb.lemma_ in _REACHING:
        reached = theirs.get("dat", []) + theirs.get("bei", []) + theirs.get("obj", [])
        _extend(found, "dat", reached, token)  # 'ein Brief, der den Fraktionen zuging'
    if verb.lemma_ == "geben" and kind == "communication":
        _extend(found, "outer", _told_by(verb), token)
    elif (
        kind == "communication" and "mit" in found and not {"gen", "zwischen", "poss"} & set(found)
    ):
        # 'Das Telefonat mit A sei gut verlaufen, sagte B': B had it, unless he speaks for others.
        speakers = [t for t in _told_by(verb, denied=False) if not _is_voice(t)]
        _extend(found, "outer", speakers, token)


#: Verbs of which a letter is the subject, and to whom it comes another argument.
_REACHING = ("zugehen", "eingehen", "erreichen", "eintreffen")
#: Verbs whose object is addressed: 'hat in einem Brief die Kanzlerin aufgefordert'.
_ADDRESSING = frozenset(
    "anfragen anflehen auffordern beschwören bitten drängen einladen ermahnen ersuchen fragen "
    "informieren mahnen unterrichten warnen".split()
)
_DURING = ("in", "bei", "während", "an")
_RETURNING = ("heimkehren", "zurückkehren", "zurückreisen", "zurückfliegen", "heimkommen")


def _told_by(verb: Token, *, denied: bool = True) -> list[Token]:
    """Return who says that there was or was no talk: 'habe es nie gegeben, entgegnete X'.

    :param denied: only who says that there was none.
    """
    head = verb.head
    told = verb.dep_ in ("ccomp", "parataxis") and head != verb and is_verbal(head)
    return list(children(head, "nsubj")) if told and (not denied or is_negated(verb)) else []


def _is_voice(token: Token) -> bool:
    """Return whether somebody speaks for others: 'sagte ein Sprecher'."""
    return token.lower_.endswith(_VOICES) or token.pos_ not in ("PROPN", "NOUN")


_VOICES = ("sprecher", "sprecherin", "kreise", "agentur", "amt", "büro", "beobachter", "experten")


def _follows(phrase: Token, noun: Token) -> bool:
    """Return whether a phrase stands right after a noun, whatever the parser hangs it on."""
    return phrase.left_edge.i == noun.right_edge.i + 1


def _copula_arguments(copula: Token) -> Arguments:
    """Return the arguments of 'sein' before a phrase: 'war gegen eine Koalition'.

    And those of a modal verb that the parser takes for an auxiliary of its object.
    """
    if copula.dep_ == "aux" and not is_verbal(copula.head):
        return {"subj": children(copula.head, "nsubj"), "obj": list(conjuncts(copula.head))}
    if copula.dep_ == "aux":
        return verb_arguments(copula)
    found = _predicate_arguments(copula.head)
    if case := preposition(copula.head):
        found[case] = list(conjuncts(copula.head))
    elif copula.head.lower_ in ("dafür", "dagegen"):  # 'ist dagegen, dass ...'
        found[copula.head.lower_] = [copula.head]
        clauses = children(copula.head, "csubj", "ccomp", "xcomp", "acl", "advcl")
        if told := [c for c in clauses if is_verbal(c)]:
            found["clause"] = told
    return found


def _predicate_of(noun: Token) -> Arguments:
    """Return what a subject is said to be: 'Themen waren der Handel und die Lage'."""
    head = noun.head
    if noun.dep_ != "nsubj":
        return {}
    if children(head, "cop") and head.pos_ == "NOUN":
        return {"predicate": list(conjuncts(head))}
    others = [t for t in children(head, "nsubj") if t != noun] if head.lemma_ == "sein" else []
    return {"predicate": [c for t in others for c in conjuncts(t)]} if others else {}


def _plans_journey(verb: Token, noun: Token, found: Arguments) -> bool:
    """Return whether who plans a visit is to go himself: 'plant einen Besuch in Bamako'."""
    owned = any(name in found for name in ("gen", "poss", "subj"))
    return verb.lemma_ in _OWN_PLANS and noun.lemma_.lower().endswith(_JOURNEYS) and not owned


_OWN_PLANS = ("planen", "beabsichtigen", "vorbereiten", "erwägen", "streichen", "nachholen")
_JOURNEYS = ("besuch", "reise", "visite")


def _offers(verb: Token, found: Arguments, theirs: Arguments) -> bool:
    """Return whether talks are offered to somebody: 'bot dem Iran direkte Gespräche an'."""
    told = any(name in found for name in ("mit", "zwischen", "gen"))
    return support_status(verb) == "Proposed" and bool(theirs.get("dat")) and not told


def _acts_in(found: Arguments, verb: Token, kind: str) -> bool:
    """Return whether a verb's subject takes part in the event that its object names.

    Who proposes or refuses a talk is a party where the talk is 'mit' somebody else only: 'schlug
    ein Treffen mit B vor', but not 'schlug ein Treffen zwischen A und B vor'.
    """
    if kind == "communication" and support_status(verb) in ("Proposed", "Denied", "Planned"):
        return "mit" in found and "zwischen" not in found
    return supports(verb, kind)


def _predicate_arguments(token: Token) -> Arguments:
    """Return the arguments of a predicate adjective or noun: 'ist zu Gesprächen bereit'.

    In 'ist besorgt über die Lage' the parser may take the noun for the predicate.
    """
    found: Arguments = {}
    if token.dep_ in ("advmod", "amod") and children(token.head, "cop") and token.pos_ == "ADJ":
        case = preposition(token.head)
        if case and token.i < token.head.i:
            found[case] = [token.head]
            token = token.head
    for child in token.children:
        if child.dep_ in ("nsubj", "csubj") and not is_verbal(child):
            found.setdefault("subj", []).extend(conjuncts(child))
        elif child.dep_ in ("obl", "nmod") and (case := preposition(child)):
            found.setdefault(case, []).append(child)
        elif child.dep_ in ("ccomp", "xcomp", "advcl", "acl") and _completes(child):
            found.setdefault("clause", []).append(child)
    return found


def _completes(clause: Token) -> bool:
    """Return whether a clause says what somebody is ready for: no purpose, no reason."""
    marks = {t.lower_ for t in clause.children if t.dep_ in ("mark", "advmod") or t.lower_ == "um"}
    if not is_verbal(clause) or "um" in marks:
        return False
    return clause.dep_ != "advcl" or "zu" in marks or clause.tag_ == "VVIZU"


def _extend(found: Arguments, name: str, tokens: list[Token], trigger: Token) -> None:
    known = found.setdefault(name, [])
    known += [t for t in tokens if t not in known and t != trigger and not _inside(t, trigger)]
    if not known:
        del found[name]


def _inside(token: Token, noun: Token) -> bool:
    """Return whether a token stands in a noun's phrase, its relative clauses left aside."""
    while token.head != token and token != noun:
        if token.dep_.startswith("acl") and is_verbal(token):
            return False
        token = token.head
    return token == noun


def _with_cases(rule: Rule, arguments: Arguments) -> Arguments:
    """Return the arguments with object and dative exchanged where only one is there and wanted.

    Case is what the parser knows least; a rule that speaks of one of the two alone takes either.
    """
    named = {n for functions in rule.roles.values() for f in functions for n in f.split("|")}
    if "subj" not in arguments and "obj" in arguments and not named & {"obj", "dat"}:
        arguments = {**arguments, "subj": arguments["obj"]}
    for wanted, other in (("obj", "dat"), ("dat", "obj")):
        found = arguments.get(other)
        if found and wanted in named and other not in named and wanted not in arguments:
            return {**arguments, wanted: found}
    return arguments


def _with_actor_first(rule: Rule, arguments: Arguments, settings: Settings) -> Arguments:
    """Return the arguments with subject and object exchanged where only the object can act.

    'Die Themen, die die Präsidenten ansprachen': by its form either may be the subject.
    """
    subjects, objects = arguments.get("subj", []), arguments.get("obj", [])
    named = {n for functions in rule.roles.values() for f in functions for n in f.split("|")}
    wanted = any("subj" in rule.roles.get(role, ()) for role in ("party", "holder", "agent"))
    matter = any("obj" in f for role in ("topic", "about") for f in rule.roles.get(role, ()))
    matter = matter or "obj" not in named
    if not (wanted and matter and subjects and objects):
        return arguments
    acts = settings.can_hold if rule.kind == "position" else settings.is_actor
    if any(acts(t) or _is_somebody(t) for t in subjects) or not settings.is_actor(objects[0]):
        return arguments
    return {**arguments, "subj": objects, "obj": subjects}


def _is_somebody(subject: Token) -> bool:
    """Return whether a pronoun is a subject that acts, whoever it is: 'Sie, Herr Präsident'."""
    formal = subject.text == "Sie" and subject.i > subject.sent.start
    some = subject.tag_.startswith("PI") and bool(children(subject, "nmod"))  # 'einige der Räte'
    return formal or some or (subject.tag_ == "PPER" and subject.lower_ in ("du", "er", "ihr"))
