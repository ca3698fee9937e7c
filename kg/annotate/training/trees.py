"""Sentences with trees, tags and names, in the one shape that every corpus is read into."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

#: Universal Dependencies sub-labels that the pipeline does not tell apart.
LABELS = {
    "flat:name": "flat",
    "acl:relcl": "acl",
    "iobj": "obl:arg",
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "cc:preconj": "cc",
    "nsubj:outer": "nsubj",
    "csubj:pass": "csubj",
    "orphan": "dep",
}

#: STTS tags that corpora write in two ways.
TAGS = {"PAV": "PROAV", "PIDAT": "PIAT"}


@dataclass(frozen=True)
class Token:
    """One token; `head` counts from 1, 0 is the root; empty strings are unknown."""

    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str | None = None
    head: int = 0
    dep: str = ""
    ner: str = ""
    mood: str = ""
    space: bool = True


@dataclass(frozen=True)
class Sentence:
    """A sentence of a corpus and the name of that corpus."""

    tokens: tuple[Token, ...]
    source: str = ""
    text: str = field(default="", compare=False)


def feats_of(token: Token) -> dict[str, str]:
    """Features as a dictionary; unknown features give an empty one.

    >>> feats_of(Token("geht", feats="Mood=Ind|Number=Sing"))
    {'Mood': 'Ind', 'Number': 'Sing'}
    """
    if not token.feats or token.feats == "_":
        return {}
    return dict(pair.split("=", 1) for pair in token.feats.split("|"))


def feats_text(feats: dict[str, str]) -> str:
    """Features as Universal Dependencies writes them, sorted; `_` for none."""
    return "|".join(f"{k}={v}" for k, v in sorted(feats.items())) or "_"


def harmonised(sentence: Sentence) -> Sentence:
    """The sentence with the project's labels: dative objects `obl:arg`, phrases with `case` `obl`.

    Treebanks disagree on dative and prepositional objects; one convention is learned
    better than two (see `own/GUIDE.md`). A verb's lemma has its separable particle.
    """
    tokens = sentence.tokens
    cased = {t.head for t in tokens if t.dep == "case"}
    particles = {t.head: t.form.lower() for t in tokens if t.dep == "compound:prt"}
    new = []
    for i, token in enumerate(tokens, 1):
        dep = LABELS.get(token.dep, token.dep)
        if dep == "obl:arg" and i in cased:
            dep = "obl"
        elif dep == "obj" and i not in cased and _is_dative(token):
            dep = "obl:arg"
        lemma = token.lemma.partition("|")[0] or token.lemma
        if token.upos == "VERB" and not lemma.startswith(particles.get(i, "")):
            lemma = particles[i] + lemma
        xpos = TAGS.get(token.xpos, token.xpos)
        new.append(replace(token, dep=dep, xpos=xpos, lemma=lemma))
    return replace(sentence, tokens=tuple(new))


def _is_dative(token: Token) -> bool:
    return feats_of(token).get("Case") == "Dat" and token.upos in {"NOUN", "PROPN", "PRON", "DET"}
