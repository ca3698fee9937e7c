"""The arguments of a noun: its genitive, its prepositions, its clauses, wherever they hang."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.frames.tokens import (
    antecedent,
    children,
    conjuncts,
    is_infinitive,
    is_reflexive,
    is_relative,
    is_verbal,
    nominal_chain,
    preposition,
)

Arguments = dict[str, list[Token]]

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
#: 'russisch-amerikanische Gespräche' are talks between two.
_TWO_NATIONS = re.compile(r"(?:isch|deutsch)[-–]\w+(?:isch|deutsch)e[nrms]?$")


def add_argument(found: Arguments, function: str, token: Token) -> None:
    """Add a filler of a function, in place: who a relative pronoun means, and what it joins."""
    if is_reflexive(token):
        found.setdefault("refl", []).append(token)
        return
    if token.lower_ in ("es", "was") and function in ("subj", "obj"):
        return
    target = _possessed(antecedent(token))
    for filler in conjuncts(target):
        found.setdefault(function, []).extend(_whole_of(filler))


#: Nouns whose genitive acts: 'die Mitglieder des Sicherheitsrats', 'die Spitzen von CDU und SPD'.
_PARTS = ("Mitglied", "Spitze")
_SOME = ("andere", "einige", "manche", "mehrere", "meisten", "viele", "zahlreiche")
#: Nouns whose genitives are two who meet: 'Vertreter von Union und SPD'.
_ENVOYS = ("Vertreter", "Abgesandter", "Abgesandte", "Unterhändler", "Emissär", "Abordnung")


def _whole_of(noun: Token) -> list[Token]:
    """Return the body whose members or heads act together; a noun itself otherwise."""
    if noun.lower_ in _SOME:  # 'einige der Abgeordneten', 'viele von ihnen'
        people = [c for c in children(noun, "nmod") if preposition(c) in ("", "von")]
        return people[:1] or [noun]
    envoys = noun.lemma_ in _ENVOYS
    if not (envoys or noun.lemma_ in _PARTS) or noun.morph.get("Number", []) == ["Sing"]:
        return [noun]
    owners = [c for c in children(noun, "nmod") if preposition(c) in ("", "von")]
    found = [c for owner in owners[:1] for c in conjuncts(owner)]
    return found if len(found) > envoys else [noun]


def _possessed(token: Token) -> Token:
    """Return the noun that a genitive name opens: in 'Japans Premier Abe' the premier acts."""
    if token.pos_ != "PROPN" or not token.text.endswith("s") or token.text == token.lemma_:
        return token
    follower = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return follower if follower.tag_ == "NN" and follower != token.head else token


def noun_arguments(noun: Token) -> Arguments:
    """Return the arguments of a noun by function; 'von' also counts as genitive."""
    found: Arguments = {}
    for child in noun.children:
        if child.dep_ == "det:poss" or child.tag_ == "PPOSAT":
            found.setdefault("poss", []).append(child)
        elif child.tag_ == "PRELAT":
            add_argument(found, "gen", child)
        elif child.dep_ in ("acl", "xcomp", "ccomp") and _is_complement(child):
            found.setdefault("clause", []).append(child)
        elif child.dep_ in ("nmod", "obl", "obl:arg", "appos") and child.pos_ != "NUM":
            _noun_argument(found, child)
    _attached_to_genitive(found, noun)
    _between_in_matter(found, noun)
    for nations in [c for c in children(noun, "amod") if _TWO_NATIONS.search(c.lower_)]:
        found.setdefault("zwischen", []).append(nations)
    end = _end_of_owner(noun)
    follower = noun.doc[end] if end < len(noun.doc) else noun
    beside = follower.lower_ in ("mit", "zwischen") and follower.dep_ == "case"
    if beside and follower.lower_ not in found and follower.head.i > noun.i:
        # 'in einem Gespräch mit X': wherever the parser hangs X, it belongs here.
        add_argument(found, follower.lower_, follower.head)
    if "gen" not in found and (owner := _genitive_before(noun)) is not None:
        found["gen"] = [owner]
    # 'ein zwischen A und B vereinbartes Telefonat'
    participles = [c for c in children(noun, "amod", "det") if c.tag_ in ("ADJA", "ART")]
    for lower in [t for p in participles for t in children(p, "obl", "nmod", "obl:agent")]:
        if preposition(lower) in ("zwischen", "mit"):
            _noun_argument(found, lower)
    return found


def _end_of_owner(noun: Token) -> int:
    """Return the token after a noun and the genitive name that follows it."""
    after = [c for c in children(noun, "nmod", "appos") if c.i == noun.i + 1 and not preposition(c)]
    return (after[0].right_edge.i if after and after[0].pos_ == "PROPN" else noun.i) + 1


def _attached_to_genitive(found: Arguments, noun: Token) -> None:
    """Add prepositional phrases that hang on a genitive: 'das Embargo der EU gegen China'."""
    own = set(found)
    for child in children(noun, "nmod"):
        if preposition(child):
            continue
        for lower in children(child, "nmod"):
            if (case := preposition(lower)) in ("gegen", "mit") and case not in own:
                _noun_argument(found, lower)


def _between_in_matter(found: Arguments, noun: Token) -> None:
    """Add who talk where the parser hangs them on the matter, in place.

    'die Verhandlungen über ein Abkommen zwischen A und B': who have it between them, negotiate it.
    """
    if "zwischen" in found or "mit" in found:
        return
    for matter in [c for c in children(noun, "nmod") if preposition(c) in ("über", "um", "zu")]:
        for lower in [t for t in nominal_chain(matter) if preposition(t) == "zwischen"]:
            _noun_argument(found, lower)


def _genitive_before(noun: Token) -> Token | None:
    """Return the name in the genitive that opens a noun phrase: 'Trumps letztes Treffen'."""
    place = noun.i - 1
    while place >= 0 and noun.doc[place].tag_ == "ADJA":
        place -= 1
    if place < 0 or children(noun, "det"):
        return None
    owner = noun.doc[place]
    named = owner.pos_ == "PROPN" or owner.ent_type_ in ("PER", "ORG", "LOC")
    return owner if named and owner.text.endswith(("s", "'", "’")) else None


def _noun_argument(found: Arguments, child: Token) -> None:
    case = preposition(child)
    if case == "von":
        add_argument(found, "gen", child)
    if case:
        add_argument(found, case, child)
    elif child.dep_ == "nmod" or _is_genitive_name(child):
        add_argument(found, "gen", child)


def _is_genitive_name(name: Token) -> bool:
    """Return whether an 'apposition' is a name in the genitive: 'ein Gespräch Wladimir Putins'."""
    if name.dep_ != "appos" or name.pos_ != "PROPN" or name.i == 0 or name.nbor(-1).is_punct:
        return False
    last = max([name, *children(name, "flat")], key=lambda t: t.i)
    return last.text.endswith("s") and not last.lemma_.endswith("s") and len(last) > 3


def _is_complement(verb: Token) -> bool:
    """Return whether a clause on a noun states its content (dass, wonach, zu)."""
    if is_infinitive(verb):
        return True
    marks = [child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")]
    return any(mark in ("dass", "daß", "wonach", "ob") for mark in marks)


def _far_clause(noun: Token) -> Iterator[tuple[Token, str]]:
    """Yield the relative clause behind a longer phrase whose verb can only tell of an event.

    'seine Gespräche mit dem Präsidenten X, die am 9. Mai in Y stattgefunden hatten': the parser
    hangs it anywhere.
    """
    pronoun = _relative_after(noun)
    if pronoun is None or (pronoun.head.dep_.startswith("acl") and pronoun.head.head == noun):
        return
    verb, lemma = pronoun.head, pronoun.head.lemma_
    if lemma in _TAKING_PLACE and pronoun.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS):
        yield verb, "subj"
    elif lemma in _HOLDING and (
        pronoun.dep_ in ("obj", *PASSIVE_SUBJECTS) or pronoun.text == "das"
    ):
        yield verb, "obj"


def _relative_after(noun: Token) -> Token | None:
    """Return the relative pronoun after the first comma behind a noun, if no verb lies between."""
    for token in noun.doc[noun.i + 1 : min(noun.i + _FAR, noun.sent.end - 1)]:
        if token.text == ",":
            following = token.nbor(1)
            return following if following.tag_ == "PRELS" else None
        if token.tag_.endswith("FIN") or token.is_punct:
            return None
    return None


_FAR = 14  # tokens; farther back no relative clause reaches
_TAKING_PLACE = ("stattfinden", "zustandekommen", "andauern", "dauern")
_HOLDING = ("führen", "abhalten", "vereinbaren", "absagen", "verschieben", "unterbrechen")


def relative_clauses(noun: Token) -> list[tuple[Token, str]]:
    """Return (verb, function) of the relative clauses that tell of a noun.

    The function is the noun's role in that clause: 'subj', 'obj', or a preposition. What the
    parser hangs on 'die Ergebnisse der Beratungen, die ...' as a whole may tell of its last noun.
    """
    found: list[tuple[Token, str]] = list(_far_clause(noun))
    near = list(noun.children)
    if noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        near += [c for c in noun.head.children if c.left_edge.i - noun.right_edge.i in (1, 2)]
    for clause in near:
        if not clause.dep_.startswith("acl") or not is_verbal(clause):
            continue
        for pronoun in clause.children:
            if not is_relative(pronoun):
                continue
            if pronoun.dep_ in PASSIVE_SUBJECTS or pronoun.dep_ == "obj":
                found.append((clause, "obj"))
            elif pronoun.dep_ in SUBJECTS:
                several = pronoun.lower_ == "das" and clause.lower_.endswith("n")
                inverted = several and bool(children(clause, "obj"))  # 'das die beiden führten'
                found.append((clause, "obj" if inverted else "subj"))
            else:
                found.append((clause, preposition(pronoun) or "in"))
            break
    return found
