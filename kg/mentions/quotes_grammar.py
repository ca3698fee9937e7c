"""German grammar for reported speech: finite verbs, mood, lemmas and subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.mentions.quotes_lexicon import strong_forms

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
NAMES = frozenset({"NE", "NN", "PPER", "FM"})
VERBS = frozenset({"VVFIN", "VVPP", "VVINF", "VVIZU", "VVIMP"})
_SUBJUNCTIVE = frozenset(
    """sei seien seist habe werde könne müsse solle wolle dürfe möge wisse gebe hätte hätten wäre
    wären würde würden könnte könnten müsste müssten dürfte käme kämen gäbe gäben ließe ginge bliebe
    fände fänden stünde stünden läge lägen nähme nähmen sähe sähen spräche
    sprächen träfe träfen wüsste wüssten bräuchte bräuchten hielte bräche brächen täte täten
    hätt wär zöge zögen führe trüge trügen schlüge verlöre verlören""".split()
)
SECOND_FORMS = frozenset(
    """hätte hätten wäre wären würde würden könnte könnten müsste müssten dürfte dürften käme kämen
    gäbe gäben entspräche""".split()
)
CONTRACTED = {
    "zum": "zu", "zur": "zu", "im": "in", "ins": "in", "am": "an", "ans": "an", "vom": "von",
    "beim": "bei", "vors": "vor", "fürs": "für", "übers": "über",
}  # fmt: skip
_OBLIQUE = frozenset({"den", "dem", "des", "einen", "einem", "eines"})
_PREFIX = re.compile(r"^(be|ent|er|ge|miss|ver|zer|an|ab|auf|aus|ein|nach|statt|vor|zu)(?=.{4})")
_ZU = re.compile(r"^[a-zäöü]{2,}zu[a-zäöüß]{2,}e?n$")
_ADJECTIVES_IN_E = frozenset(
    """müde leise böse träge spröde solide lange gerne nahe feige prüde marode perfide morbide weise
    rosa beige orange öde trübe irre blöde rigide timide vage weise zäh heute alleine""".split()
)
_PREFIXES = tuple(
    """ab an auf aus bei bekannt dar ein entgegen fest frei heraus hervor hin hinzu nach nahe offen
    vor voraus wider zu zurück""".split()
)


def is_zu(token: Token) -> bool:
    """Tell whether a token marks an infinitive with 'zu' ('zu', 'abzubrechen')."""
    if token.tag_ in {"VVIZU", "PTKZU"}:
        return True
    return token.tag_.startswith("VV") and bool(_ZU.match(token.lower_))


def cannot_be_subject(token: Token) -> bool:
    """Tell whether the article of a noun shows an object case ('den Aufruf', 'seinem Kollegen')."""
    for child in token.children:
        if child.i > token.i:
            continue
        if child.dep_ == "case" and child.lower_ not in {"als", "wie"}:
            return True
        if child.tag_ == "ART" and child.lower_ in _OBLIQUE:
            return True
        if child.tag_ in {"PPOSAT", "PIAT", "PDAT"} and child.lower_.endswith(("em", "en")):
            return True
    return False


def may_be_genitive(noun: Token) -> bool:
    """Tell whether the article and adjective of a noun leave it a genitive or a 'von' phrase."""
    if any(child.dep_ == "case" for child in noun.children):
        return True
    for child in noun.children:
        if child.i < noun.i and child.tag_ == "ART":
            return child.lower_ in {"des", "der", "eines", "einer"}
    return True


def is_finite(token: Token) -> bool:
    """Tell whether a token is a finite verb, or a Konjunktiv that was taken for an adjective."""
    return token.tag_ in FINITE or _looks_konjunktiv(token)


def _looks_konjunktiv(token: Token) -> bool:
    """Tell whether an 'adverbial adjective' in -e is rather a verb ('der Kreml strebe ... an')."""
    form = token.text
    return (
        token.tag_ == "ADJD"
        and form.islower()
        and form.endswith("e")
        and form not in _ADJECTIVES_IN_E
        and token.i > 0
        and token.nbor(-1).tag_ in {"NN", "NE", "PPER", "PIS", "PDS"}
    )


def is_subjunctive(token: Token) -> bool:
    """Tell whether a finite verb stands in the Konjunktiv, by its form first, then by the model.

    Present forms in -e whose infinitive is the form and n ('strebe') count, save after 'ich'.
    """
    if token.tag_ not in FINITE:
        return _looks_konjunktiv(token)
    form = token.lower_
    if form in _SUBJUNCTIVE or _bare_form(form) in _SUBJUNCTIVE:
        near = [*token.children, *token.head.children, *_neighbours(token)]
        return not any(word.lower_ == "ich" for word in near)
    if form in {"sollte", "sollten", "wollte", "wollten"}:
        return False
    if form.endswith("te") and not form.endswith(("chte", "tte", "fte", "ste")):
        return False
    lemma = token.lemma_.lower()
    stems = (form + "n", form[:-1] + "n", form[:-2] + "eln")  # 'strebe', 'handele', 'handle'
    if form.endswith("e") and lemma.endswith(stems):
        return not any(word.lower_ == "ich" for word in _neighbours(token))
    return False


def _bare_form(form: str) -> str:
    """Return a finite form without its prefix: 'befänden', 'stattfände'."""
    return _PREFIX.sub("", form, count=1)


def _neighbours(token: Token) -> list[Token]:
    """Return the words right beside a verb, where its pronoun would stand."""
    doc = token.doc
    return [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]


def particle_of(verb: Token, end: int) -> Token | None:
    """Return a separated verb particle ('teilte ... mit') before the index ``end``, or None."""
    for child in verb.children:
        if child.dep_ == "compound:prt" and verb.i < child.i < end:
            return child
    if verb.tag_ != "VVFIN":
        return None
    for index in range(verb.i + 1, end):
        token = verb.doc[index]
        if token.tag_ == "PTKVZ":
            return token
        if token.text in {":", ";"} or token.tag_ in FINITE or token.tag_ in {"KOUS", "PRELS"}:
            return None
    return None


def lemmas_of(verb: Token, particle: Token | None) -> Iterator[str]:
    """Yield the possible lemmas of a verb, with its particle first; the model's before a list's."""
    yield from _with_particle((verb.lemma_ or verb.lower_).lower(), particle)
    yield from _with_particle(_dictionary_form(verb.lower_), particle)


def _with_particle(lemma: str, particle: Token | None) -> list[str]:
    """Return a lemma joined with its particle, and alone."""
    if particle is None:
        return [lemma]
    prefix = particle.lower_
    bare = lemma.removeprefix(prefix) if lemma.startswith(prefix) else lemma
    return list(dict.fromkeys([prefix + bare, lemma, bare]))


def _dictionary_form(form: str) -> str:
    """Return a strong verb's infinitive by its form ('angegeben', 'riet'): models err there."""
    forms = strong_forms()
    if form in forms:
        return forms[form]
    for prefix in _PREFIXES:
        if form.startswith(prefix) and form[len(prefix) :] in forms:
            return prefix + forms[form[len(prefix) :]]
    return form


def finite_of(verb: Token, start: int, end: int) -> Token | None:
    """Return the finite verb of a verb's clause: itself, its auxiliary, or None."""
    if verb.tag_ in FINITE:
        return _helper_before(verb, start, end) or verb
    for child in verb.children:
        if child.dep_ in {"aux", "aux:pass"} and child.tag_ in FINITE and start <= child.i < end:
            return child
    after = verb.nbor(1) if verb.i + 1 < end else None
    if after is not None and after.tag_ in FINITE and after.tag_ != "VVFIN":
        return after
    for index in range(verb.i - 1, start - 1, -1):
        token = verb.doc[index]
        if token.tag_ in {"VAFIN", "VMFIN"}:
            return token
        if token.tag_ == "VVFIN" or token.text in {":", ";", ","}:
            break
    return verb if _looks_finite(verb) else None


def _helper_before(verb: Token, start: int, end: int) -> Token | None:
    """Return the 'wird' or 'hat' of a clause whose participle looks like a present form.

    'Er wird beschuldigt, ...': the participle closes the clause.
    """
    closes = verb.i + 1 >= end or verb.nbor(1).text in {",", ".", ":", ";"}
    if verb.tag_ != "VVFIN" or not verb.lower_.endswith("t") or not closes:
        return None
    for index in range(verb.i - 1, start - 1, -1):
        token = verb.doc[index]
        if token.text in {",", ":", ";"} or token.tag_ == "VVFIN":
            return None
        if token.tag_ == "VAFIN":
            return token
    return None


def _looks_finite(verb: Token) -> bool:
    """Tell whether a 'participle' or 'infinitive' is rather a finite form.

    'Die taz vermutet, dass ...', 'Die Initiatoren betonen, ...', 'sie gestanden ein, dass ...'.
    """
    if verb.tag_ == "VVPP":
        if not verb.lower_.endswith("t") and particle_of(verb, len(verb.doc)) is None:
            return False
    elif verb.tag_ != "VVINF" or any(is_zu(child) for child in verb.children):
        return False
    if any(child.dep_.startswith("aux") for child in verb.children):
        return False
    subject = any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)
    return subject and verb.dep_ in {"ROOT", "conj", "parataxis", "ccomp", "advcl", "acl"}


def is_passive(verb: Token, finite: Token) -> bool:
    """Tell whether a participle is a passive with 'werden' ('wurde festgestellt')."""
    if verb.tag_ not in {"VVPP", "VVFIN"} or verb == finite:
        return False
    doc, after = verb.doc, verb.i + 1
    if after < len(doc) and doc[after].lower_ in {"worden", "werden"}:
        return True
    if finite.lower_.startswith(("hat", "hab", "hät")):
        return False  # 'hatte in einer Rede verkündet: „Wir würden ...“'
    helpers = [finite, *(child for child in verb.children if child.dep_.startswith("aux"))]
    lemmas = {token.lower_ for token in helpers}
    return any(form.startswith(("wurd", "wird", "werd", "würde")) for form in lemmas) or (
        "worden" in lemmas
    )


def subject_of(verb: Token, finite: Token, masked: frozenset[int]) -> Token | None:
    """Return the subject's head of an active clause, from the tree, or None.

    A verb in a coordination takes the subject of the first verb; a relative pronoun stands for the
    noun that its clause hangs on; words between quotation marks (``masked``) are no subject.
    'das', 'man' and 'niemand' are nobody.
    """
    for candidate in (verb, finite):
        for child in candidate.children:
            if child.dep_ not in {"nsubj", "nsubj:pass"} or child.i in masked:
                continue
            if not cannot_be_subject(child) and not _disagrees(child, finite):
                return _named(child)
    above, steps = verb, 0
    while above.dep_ in {"conj", "parataxis"} and above.head.i < above.i and steps < 4:
        above, steps = _clause_above(above, finite if above is verb else above), steps + 1
        for child in above.children:
            fits = child.dep_ == "nsubj" and child.i < verb.i and child.i not in masked
            if fits and not _disagrees(child, finite):
                return _named(child)
    return None


def _clause_above(verb: Token, finite: Token) -> Token:
    """Return the verb that a coordinated one goes on with.

    'und drohte' with its verb in front cannot go on with a subordinate clause.
    """
    head = verb.head
    if finite.i and finite.nbor(-1).tag_ == "KON":
        while head.dep_ in {"ccomp", "acl", "advcl"} and head.head is not head:
            head = head.head
    return head


def _disagrees(noun: Token, finite: Token) -> bool:
    """Tell whether a bare singular verb and a plural noun, or the reverse, rule each other out."""
    one, other = noun.morph.get("Number", []), finite.morph.get("Number", [])
    if not one or not other or one == other or noun.tag_ != "NN":
        return False
    return not any(child.dep_ in {"conj", "nummod", "appos"} for child in noun.children)


def _antecedent(pronoun: Token, noun: Token) -> Token:
    """Return whom a relative pronoun means: the noun by the tree, or one inside its phrase.

    'die Aussage eines Jungen, der angab': the tree hangs it on the statement, the form on the boy.
    """
    wanted = {"der": {"Masc"}, "das": {"Neut"}}.get(pronoun.lower_)
    plural = "Plur" in noun.morph.get("Number", [])
    if wanted is None or noun.tag_ != "NN":
        return noun
    if not plural and set(noun.morph.get("Gender", [])) <= wanted:
        return noun
    for token in reversed(list(noun.doc[noun.i + 1 : pronoun.i])):
        if token.tag_ == "NN":
            return token if set(token.morph.get("Gender", [])) == wanted else noun
    return noun


def _described(article: Token) -> Token | None:
    """Return the noun of an article that a long attribute parts from it.

    'teilte das im Index notierte Unternehmen mit': models take the article for the subject.
    """
    for token in article.doc[article.i + 1 : article.i + 10]:
        if token.is_punct or token.tag_ in FINITE:
            return None
        if token.tag_ in {"NN", "NE"} and token.nbor(-1).tag_ == "ADJA":
            return token
    return None


def _named(token: Token) -> Token | None:
    """Return who a subject stands for, or None for nobody."""
    relative = token.tag_ in {"PRELS", "PRELAT"}
    if relative or (token.lower_ in {"der", "die"} and token.head.dep_ == "acl"):
        clause = token.head
        while clause.dep_ in {"conj", "aux"} and clause.head is not clause:
            clause = clause.head
        return _antecedent(token, clause.head) if clause.dep_ == "acl" else None
    if token.tag_ == "ART":
        return _described(token)
    if token.lower_ in {"es", "das", "dies", "dieses", "man", "niemand", "keiner", "was", "wer"}:
        return None
    return token
