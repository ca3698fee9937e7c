"""German grammar for reported speech: finite verbs, mood, lemmas, subjects and noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions.quotes_lexicon import strong_forms

FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
NAMES = frozenset({"NE", "NN", "PPER", "FM"})
VERBS = frozenset({"VVFIN", "VVPP", "VVINF", "VVIZU", "VVIMP"})
_NOUNS = frozenset({"NN", "NE", "TRUNC", "FM"})
_BEFORE_NOUN = frozenset(
    {"ART", "ADJA", "CARD", "PPOSAT", "PDAT", "PIAT", "PIDAT", "PIS", "ADV", "TRUNC"}
)
_PRONOUNS = frozenset({"PPER", "PDS", "PIS", "PRELS", "PWS"})
_CUT = frozenset(
    {"acl", "advcl", "parataxis", "ccomp", "xcomp", "csubj", "dep", "discourse", "cop", "aux"}
    | {"expl", "expl:pv", "nsubj", "mark", "case", "aux:pass", "nsubj:pass"}
)
_LOOSE_PREPOSITIONS = frozenset(
    """gegenüber am nach vor mit laut zu zufolge während wegen trotz gemäß seit via unter gegen über
    durch ab bis auf""".split()
)
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
_ZU = re.compile(r"^[a-zäöü]{2,}zu[a-zäöüß]{2,}e?n$")
_PREFIXES = tuple(
    """ab an auf aus bei bekannt dar ein entgegen fest frei heraus hervor hin hinzu nach nahe offen
    vor voraus wider zu zurück""".split()
)
_LEADING = frozenset({"auch", "etwa", "wie", "so", "und", "aber", "selbst", "sogar"})
_REFLEXIVES = frozenset({"sich", "mich", "uns"})


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


def is_finite(token: Token) -> bool:
    """Tell whether a token is a finite verb."""
    return token.tag_ in FINITE


def is_subjunctive(token: Token) -> bool:
    """Tell whether a finite verb stands in the Konjunktiv, by its form first, then by the model.

    Present forms in -e whose infinitive is the form and n ('strebe') count, save after 'ich'.
    """
    if token.tag_ not in FINITE:
        return False
    form = token.lower_
    if form in _SUBJUNCTIVE:
        return not any(child.lower_ == "ich" for child in token.children)
    if form in {"sollte", "sollten", "wollte", "wollten"}:
        return False
    if form.endswith("te") and not form.endswith(("chte", "tte", "fte", "ste")):
        return False
    if form.endswith("e") and token.lemma_.lower().endswith(form + "n"):
        return not any(word.lower_ == "ich" for word in _neighbours(token))
    return False


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
    return list(dict.fromkeys([prefix + bare, lemma]))


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
        return verb
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


def _looks_finite(verb: Token) -> bool:
    """Tell whether a 'participle' is rather a present form ('Die taz vermutet, dass ...')."""
    if verb.tag_ != "VVPP" or not verb.lower_.endswith("t"):
        return False
    if any(child.dep_.startswith("aux") for child in verb.children):
        return False
    subject = any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)
    return subject and verb.dep_ in {"ROOT", "conj", "parataxis"}


def is_passive(verb: Token, finite: Token) -> bool:
    """Tell whether a participle is a passive with 'werden' ('wurde festgestellt')."""
    if verb.tag_ != "VVPP" or verb is finite:
        return False
    doc, after = verb.doc, verb.i + 1
    if after < len(doc) and doc[after].lower_ in {"worden", "werden"}:
        return True
    helpers = [finite, *(child for child in verb.children if child.dep_.startswith("aux"))]
    lemmas = {token.lower_ for token in helpers}
    return any(form.startswith(("wurd", "wird", "werd", "würde")) for form in lemmas) or (
        "worden" in lemmas
    )


def phrase(head: Token, start: int, end: int) -> tuple[int, int]:
    """Return the token span of a noun phrase around its head, inside ``start``..``end``.

    Relative clauses and loose prepositional phrases stay outside; appositions ('der Berater des
    Präsidenten, Juri Uschakow') belong to it.
    """
    members = _members(head)
    left = head.i
    while left > start and (left - 1 in members or _modifies(head.doc, left - 1, left)):
        left -= 1
    right = head.i + 1
    while right < end and (right in members or _continues_name(head.doc, right)):
        right += 1
    return _tidy(head.doc, left, _before_clause(head, right))


def _before_clause(head: Token, right: int) -> int:
    """Cut a phrase at its last comma where a verb follows: 'das Haus, der Präsident [sei ...]'."""
    doc = head.doc
    if right >= len(doc) or doc[right].tag_ not in FINITE:
        return right
    commas = [i for i in range(head.i, right) if doc[i].text == ","]
    return commas[-1] if commas else right


def _continues_name(doc: Doc, index: int) -> bool:
    """Tell whether a token goes on with the name or title right before it."""
    token, before = doc[index], doc[index - 1]
    if token.ent_iob_ == "I" and before.ent_iob_ in {"B", "I"}:
        return True
    if before.text in {"Dr.", "Prof.", "de", "von"}:
        return token.tag_ in {"NE", "NN"}
    if token.text in {"Dr.", "Prof."}:
        return before.tag_ in {"NE", "NN"}
    return (
        token.tag_ == "NE"
        and (before.tag_ == "NE" or token.ent_iob_ == "B")
        and (before.tag_ in {"NE", "NN"})
    )


def _modifies(doc: Doc, index: int, left: int) -> bool:
    """Tell whether a word right before a phrase belongs to it, though the tree does not say so."""
    if doc[left].tag_ not in {"NN", "NE", "ADJA", "TRUNC"}:
        return False
    if doc[index].dep_ in {"dep", "amod"} and doc[index].head.i == left:
        return True
    return doc[index].tag_ in {"ADJA", "ART", "PPOSAT", "PIAT", "PDAT", "CARD"}


def _members(head: Token) -> set[int]:
    """Return the tokens of the subtree that belong to the noun phrase."""
    members = set()
    stack = [head]
    while stack:
        token = stack.pop()
        members.add(token.i)
        for child in token.children:
            if child.dep_ in _CUT and not (child.dep_ == "case" and token is not head):
                continue
            if child.i > head.i and _is_loose(child, head):
                continue
            stack.append(child)
    return members


def _is_loose(child: Token, head: Token) -> bool:
    """Tell whether a dependent right of the head rather belongs to the verb."""
    if child.dep_ in {"advmod", "obl", "obj", "obl:arg", "compound:prt"} and child.tag_ != "ADJA":
        return True
    cases = [grand.lower_ for grand in child.children if grand.dep_ == "case"]
    if child.dep_ == "conj" and (child.tag_ in FINITE or child.tag_ in VERBS):
        return True
    return child.dep_ != "conj" and bool(cases) and cases[0] in _LOOSE_PREPOSITIONS


def _tidy(doc: Doc, left: int, right: int) -> tuple[int, int]:
    """Take punctuation off both ends of a phrase."""
    while right - 1 > left and doc[right - 1].text in {",", ":", ";", "–", "-", "(", "und"}:
        right -= 1
    while left < right - 1 and (
        doc[left].is_punct or doc[left].is_space or doc[left].lower_ in _LEADING
    ):
        left += 1
    return left, right


def phrase_after(doc: Doc, start: int, end: int) -> tuple[int, int, int] | None:
    """Read a noun phrase off the surface: (start, end, head) of the first one, or None.

    Words before it that cannot begin it (adverbs, 'sich') are skipped; it ends before the next
    preposition other than 'von' and before the next comma.
    """
    index = start
    while index < end and (
        doc[index].tag_ in {"ADV", "PRF", "PAV", "PROAV", "ADJD"}
        or doc[index].lower_ in _REFLEXIVES
    ):
        index += 1
    if index >= end:
        return None
    if doc[index].tag_ in _PRONOUNS:
        return index, index + 1, index
    left = index
    while index < end and doc[index].tag_ in _BEFORE_NOUN:
        index += 1
    if index >= end or doc[index].tag_ not in _NOUNS:
        return None
    head = index
    right = index + 1
    while right < end and (doc[right].tag_ in _NOUNS or _goes_on(doc, right, end)):
        right += 1
    return left, right, head


def _goes_on(doc: Doc, index: int, end: int) -> bool:
    """Tell whether a genitive, a 'von' phrase or a bracket goes on with a noun phrase."""
    token = doc[index]
    nxt = doc[index + 1] if index + 1 < end else None
    if nxt is None:
        return False
    if token.lower_ in {"des", "der", "von", "vom", "eines", "einer"}:
        return nxt.tag_ in _NOUNS or nxt.tag_ in {"ADJA", "ART"}
    if token.tag_ == "ADJA":
        return doc[index - 1].lower_ in {"des", "der", "eines", "einer", "vom"}
    return token.tag_ == "ART" and doc[index - 1].lower_ == "von"


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


def _named(token: Token) -> Token | None:
    """Return who a subject stands for, or None for nobody."""
    if token.tag_ in {"PRELS", "PRELAT"}:
        clause = token.head
        while clause.dep_ in {"conj", "aux"} and clause.head is not clause:
            clause = clause.head
        return clause.head if clause.dep_ == "acl" else None
    if token.lower_ in {"es", "das", "dies", "dieses", "man", "niemand", "keiner", "was", "wer"}:
        return None
    return token
