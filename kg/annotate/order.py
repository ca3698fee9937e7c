"""Repairs that number and word order decide: the future, fronted objects, parts of a month."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.annotate.german import FINITE, MONTHS

_PARTS = frozenset({"anfang", "mitte", "ende"})
#: Infinitives that may be participles too: `wird empfangen` is a passive.
_TWOFOLD = re.compile(
    r"(?:\w{2,6})?(?:be|emp|ent|er|ge|miss|ver|zer)\w"
    r"|(?:hinter|über|unter|wider)\w"
)
#: `Windhuk (Namibia), 14.03.2007 –`, `Bern, 3. Mai (abc) –`, `London/Bern. –`
_DATELINE = re.compile(
    r"\s*[A-ZÄÖÜ][\w/ -]+(?:\s?\([^)]*\))?[.,]?\s*"
    r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|\w+)\s?(?:\d{4})?)?\s*(?:\([^)]*\))?\.?\s*"
)
_DASHES = frozenset({"–", "—", "--"})


def mend_dateline(subject: Token) -> None:
    """Read who follows a dateline as the subject: `Windhuk, 14.03.2007 – Die Minister haben ...`.

    The place before the dash is where the report comes from; nobody there does anything.
    """
    if not subject.dep_.startswith("nsubj") or subject.i - subject.sent.start > 3:
        return
    verb = subject.head
    beside = [c for c in verb.children if c.dep_ == "obj" and c.i > subject.i]
    hanging = [c for c in subject.children if c.dep_ in ("appos", "conj", "nmod")]
    for actor in (*hanging, *beside):
        dashes = [t.i for t in subject.doc[subject.i : actor.i] if t.text in _DASHES]
        line = subject.doc[subject.sent.start : dashes[-1]].text if dashes else ""
        if line and actor.left_edge.i <= dashes[-1] + 1 and _DATELINE.fullmatch(line):
            actor.head, actor.dep_ = verb, subject.dep_
            subject.head, subject.dep_ = actor, "dep"
            return


def mend_future(verb: Token) -> None:
    """Read `wird` before an infinitive as the future: `wird er Weiss treffen` is no passive.

    A name that the parser hangs on the pronoun then is the object.
    """
    passives = [c for c in verb.children if c.dep_ == "aux:pass" and c.lemma_ == "werden"]
    if verb.tag_ != "VVINF" or not passives or _TWOFOLD.match(verb.lower_):
        return
    for auxiliary in passives:
        auxiliary.dep_ = "aux"
    for subject in [c for c in verb.children if c.dep_ == "nsubj:pass"]:
        subject.dep_ = "nsubj"
        names = [c for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        if subject.tag_ == "PPER" and names and not any(c.dep_ == "obj" for c in verb.children):
            names[0].head, names[0].dep_ = verb, "obj"


def mend_fronted(verb: Token) -> None:
    """Exchange subject and object where the number of the verb tells: `Gespräche führte sie`."""
    finite = [t for t in (verb, *verb.children) if t.tag_ in FINITE]
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    objects = [c for c in verb.children if c.dep_ == "obj"]
    if len(finite) != 1 or len(subjects) != 1 or len(objects) != 1:
        return
    first, second = subjects[0], objects[0]
    single = finite[0].morph.get("Number", []) == ["Sing"]
    several = first.pos_ == "NOUN" and first.morph.get("Number", []) == ["Plur"]
    one = second.lower_ == "sie" or (
        second.pos_ == "PROPN" and not any(c.dep_ == "conj" for c in second.children)
    )
    if single and several and one and first.i < finite[0].i < second.i:
        first.dep_, second.dep_ = "obj", "nsubj"


def mend_part_of_month(token: Token) -> None:
    """Hang `Mitte April` on the noun before it: `in einer Videoschalte Mitte April`."""
    noun = token.nbor(-1) if token.i > token.sent.start else token
    attribute = noun.dep_ in ("amod", "nmod", "compound") and noun.head == token
    if token.lower_ not in _PARTS or noun.pos_ != "NOUN" or not attribute:
        return
    if not any(c.lower_ in MONTHS for c in token.children):
        return
    for child in [c for c in token.children if c.i < noun.i]:
        child.head = noun
    noun.head = token.head if token.head != token else noun
    noun.dep_ = token.dep_
    token.head, token.dep_ = noun, "nmod"
