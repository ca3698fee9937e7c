"""Trees with the labels of the TIGER treebank made into trees of Universal Dependencies.

spaCy's own German pipelines parse as TIGER does (Brants et al. 2004; dependencies after Seeker
and Kuhn 2012): prepositions govern their nouns, auxiliaries their participles, `und` the next
conjunct. The rest of this project reads Universal Dependencies. `kg_ud` turns the one into the
other, step by step:

1. coordination: `cj` under `cd` becomes `conj` of the first conjunct, the conjunction its `cc`;
2. prepositions: the noun (`nk`) takes the preposition's place, the preposition is its `case`;
3. verbs: the participle or infinitive (`oc`) takes the place of its auxiliary or modal;
4. copula: the predicate (`pd`) takes the place of `sein`;
5. names: the first word governs, the others are `flat`; a name beside its noun is `appos`;
6. every other label by the table `LABELS`, by tag where one label stands for several.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

#: Labels that mean one thing whatever they stand on (mo, mnr, nk, oc, cc, sb are told by tag).
LABELS = {
    "ac": "case",
    "adc": "compound",
    "ag": "nmod",
    "ams": "obl",
    "app": "appos",
    "avc": "advmod",
    "cd": "cc",
    "cj": "conj",
    "cm": "case",
    "cp": "mark",
    "cvc": "obl",
    "da": "obl:arg",
    "dm": "discourse",
    "ep": "expl",
    "ju": "cc",
    "ng": "advmod",
    "nmc": "nummod",
    "oa": "obj",
    "oa2": "obj",
    "og": "obl:arg",
    "op": "obl",
    "par": "parataxis",
    "pd": "xcomp",
    "pg": "nmod",
    "ph": "expl",
    "pm": "mark",
    "pnc": "flat",
    "punct": "punct",
    "rc": "acl",
    "rs": "ccomp",
    "sbp": "obl:agent",
    "sp": "nsubj",
    "svp": "compound:prt",
    "uc": "flat",
    "vo": "vocative",
}

_PREPOSITIONS = frozenset({"APPR", "APPRART", "APPO"})
_NOMINAL = frozenset({"NN", "NE", "PPER", "PDS", "PIS", "PPOSS", "PRELS", "PWS", "PRF", "FM"})
_COMPLEMENTS = _NOMINAL | {"CARD", "ADV", "ADJA", "ADJD", "PROAV", "TRUNC", "PWAV"}
_CONTENT = frozenset({"VVPP", "VVINF", "VVIZU", "VAPP", "VAINF", "VMPP", "VMINF"})
_OF_NOUN = {
    **dict.fromkeys(("ART", "PDAT", "PIAT", "PIDAT", "PWAT", "PRELAT"), "det"),
    "PPOSAT": "det:poss",
    "ADJA": "amod",
    "CARD": "nummod",
    "ADJD": "advmod",
    "ADV": "advmod",
}


@dataclass
class _Tree:
    """A tree that can be changed: heads (the root its own), labels, tags and lemmas by token."""

    heads: list[int]
    labels: list[str]
    tags: list[str]
    lemmas: list[str]

    def below(self, i: int, *labels: str) -> list[int]:
        """The dependents of a token, left to right, with one of the labels (all without any)."""
        found = (k for k, h in enumerate(self.heads) if h == i and k != i)
        return [k for k in found if not labels or self.labels[k] in labels]

    def take_place(self, i: int, of: int) -> None:
        """Token `i`, a dependent of `of`, takes its place and its dependents."""
        for k in self.below(of):
            if k != i:
                self.heads[k] = i
        self.heads[i] = i if self.heads[of] == of else self.heads[of]
        self.labels[i], self.heads[of] = self.labels[of], i

    def is_verb(self, i: int) -> bool:
        """Whether a token is a form of a verb."""
        return self.tags[i][:1] == "V"


def to_ud(heads: list[int], labels: list[str], tags: list[str], lemmas: list[str]) -> _Tree:
    """A tree of TIGER's as Universal Dependencies has it.

    :param heads: the head of every token, by position; the root is its own head.
    :param labels: TIGER labels.
    :param tags: STTS tags.
    :param lemmas: lemmas; only those of auxiliaries matter.

    >>> tree = to_ud([1, 1, 1, 2], ["sb", "ROOT", "mo", "nk"],
    ...     ["NE", "VVFIN", "APPR", "NE"], ["Putin", "sprechen", "mit", "Trump"])
    >>> tree.heads, tree.labels
    ([1, 1, 3, 1], ['nsubj', 'ROOT', 'case', 'obl'])
    """
    tree = _Tree(list(heads), list(labels), tags, lemmas)
    _coordinations(tree)
    cased = set(_prepositions(tree))
    passive = set(_verbs(tree))
    _copulas(tree)
    _names(tree)
    _rename(tree, cased, passive)
    return tree


def _coordinations(tree: _Tree) -> None:
    for i, label in enumerate(tree.labels):
        if label != "cj":
            continue
        link = tree.heads[i]
        first = link
        while tree.labels[first] in {"cd", "cj"} and tree.heads[first] != first:
            first = tree.heads[first]
        tree.heads[i] = first
        if tree.labels[link] == "cd":
            tree.heads[link] = i
    for i, label in enumerate(tree.labels):
        if label == "cj":
            tree.labels[i] = "conj"


def _prepositions(tree: _Tree) -> Iterator[int]:
    """Nouns in the place of their prepositions; gives back those nouns."""
    for i, tag in enumerate(tree.tags):
        if tag not in _PREPOSITIONS:
            continue
        found = [k for k in tree.below(i, "nk") if tree.tags[k] in _COMPLEMENTS]
        nouns = [k for k in found if tree.tags[k] in _NOMINAL] or found
        if nouns:
            tree.take_place(nouns[0], i)
            tree.labels[i] = "case"
            yield nouns[0]


def _verbs(tree: _Tree) -> Iterator[int]:
    """Content verbs in the place of auxiliaries; gives back those in the passive."""
    changed = True
    while changed:
        changed = False
        for i, tag in enumerate(tree.tags):
            verb = _content_verb(tree, i) if tag[:2] in {"VA", "VM"} else None
            if verb is None:
                continue
            passive = tree.lemmas[i] == "werden" and tree.tags[verb].endswith("PP")
            tree.take_place(verb, i)
            tree.labels[i] = "aux:pass" if passive else "aux"
            if passive:
                yield verb
            changed = True


def _content_verb(tree: _Tree, i: int) -> int | None:
    if tree.labels[i].startswith("aux"):
        return None
    found = [
        k
        for k in tree.below(i, "oc")
        if tree.tags[k] in _CONTENT and not tree.below(k, "cp", "mark")
    ]
    return found[0] if found else None


def _copulas(tree: _Tree) -> None:
    for i, lemma in enumerate(tree.lemmas):
        predicates = tree.below(i, "pd") if lemma == "sein" else []
        if predicates and not tree.labels[i].startswith("aux"):
            tree.take_place(predicates[0], i)
            tree.labels[i] = "cop"


def _names(tree: _Tree) -> None:
    """The first word of a name governs; a name beside a noun is its apposition."""
    for i in range(len(tree.heads)):
        parts = tree.below(i, "pnc")
        if parts and parts[0] < i:
            tree.take_place(parts[0], i)
            tree.labels[i] = "pnc"
    for i in range(len(tree.heads)):
        head = tree.heads[i]
        apart = [tree.tags[min(i, head)], tree.tags[max(i, head)]] != ["NN", "NE"]
        if tree.labels[i] != "nk" or apart or head == i:
            continue
        if i < head:
            _take_place_of_name(tree, i, head)
        else:
            tree.labels[i] = "app"


def _take_place_of_name(tree: _Tree, i: int, name: int) -> None:
    """A title before its name governs it: `Präsident` in `Präsident Wladimir Putin`."""
    tree.take_place(i, name)
    tree.labels[name] = "app"
    for k in tree.below(i, "pnc"):
        tree.heads[k] = name


def _rename(tree: _Tree, cased: set[int], passive: set[int]) -> None:
    for i, label in enumerate(tree.labels):
        head = tree.heads[i]
        if head == i:
            tree.labels[i] = "ROOT"
        elif label == "sb":
            tree.labels[i] = _subject(tree, i, head in passive)
        elif label in {"mo", "mnr", "cc"} and tree.tags[i][:3] != "KON":
            tree.labels[i] = _modifier(tree, i, i in cased)
        elif label == "nk":
            tree.labels[i] = _OF_NOUN.get(tree.tags[i], "nmod")
        elif label in {"oc", "re"}:
            tree.labels[i] = _clause(tree, i)
        elif label in {"op", "sbp"} and not tree.is_verb(head):
            tree.labels[i] = "nmod"
        elif label not in {"conj", "case", "cop", "aux", "aux:pass"}:
            tree.labels[i] = LABELS.get(label, "dep")


def _subject(tree: _Tree, i: int, passive: bool) -> str:
    if tree.is_verb(i):
        return "csubj"
    return "nsubj:pass" if passive else "nsubj"


def _modifier(tree: _Tree, i: int, cased: bool) -> str:
    of_noun = tree.tags[tree.heads[i]] in {"NN", "NE"} and not tree.below(tree.heads[i], "cop")
    if tree.is_verb(i):
        return "acl" if of_noun else "advcl"
    if cased or tree.tags[i] in _NOMINAL | {"CARD"}:
        return "nmod" if of_noun else "obl"
    return "amod" if tree.tags[i] == "ADJA" else "advmod"


def _clause(tree: _Tree, i: int) -> str:
    if not tree.is_verb(tree.heads[i]):
        return "acl"
    bare = tree.tags[i] in _CONTENT and not tree.below(i, "sb", "nsubj", "aux")
    return "xcomp" if bare else "ccomp"


@Language.component("kg_ud", assigns=["token.dep", "token.head"], requires=["token.dep"])
def kg_ud(doc: Doc) -> Doc:
    """Give a document with TIGER labels those of Universal Dependencies.

    Sentences stay as they are. Put it right after the parser; a document whose labels are
    Universal Dependencies already must not be given to it.
    """
    for sentence in list(doc.sents):  # a whole article at once would cost its length squared
        words, start = list(sentence), sentence.start
        tree = to_ud(
            [t.head.i - start for t in words],
            [t.dep_ for t in words],
            [t.tag_ for t in words],
            [t.lemma_ or _AUXILIARIES.get(t.lower_, "") for t in words],
        )
        for token, head, label in zip(words, tree.heads, tree.labels, strict=True):
            token.head, token.dep_ = doc[start + head], label
    return doc


#: Forms of `sein` and `werden` for pipelines whose lemmas come after the parser.
_AUXILIARIES = {
    **dict.fromkeys(
        "bin bist ist sind seid war waren warst sei seien wäre wären gewesen sein".split(), "sein"
    ),
    **dict.fromkeys(
        "werde wird werden wurde wurden würde würden worden geworden wirst".split(), "werden"
    ),
}
