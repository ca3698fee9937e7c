"""Complete what a corpus leaves out, by a small model that sees the gold columns it does have.

Own sentences carry only mood, PUD's tags are not STTS, the GSD excerpt follows an older guide.
Empty columns would be learned as 'no features', so they are filled: a tagger reads form, part
of speech, tag and dependency label, and chooses among the values that do not contradict them.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch  # type: ignore[attr-defined]
from spacy.vocab import Vocab

from kg.annotate.training.trees import Sentence, Token, feats_of, feats_text

_MODEL = {
    "@architectures": "spacy.Tagger.v2",
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 64,
            "rows": [3000, 1000, 2000, 1000, 200, 200, 200],
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG", "POS", "DEP"],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 64,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 3,
        },
    },
}


class Filler:
    """A model of one column, trained on the sentences that have it.

    `value` reads the column from a token (None: unknown); `allowed` says which values fit.
    """

    def __init__(
        self,
        value: Callable[[Token], str | None],
        allowed: Callable[[Token, str], bool],
        *,
        hide_tags: bool = False,
    ) -> None:
        """Make an untrained filler."""
        self.value, self.allowed, self.hide_tags = value, allowed, hide_tags
        self.nlp = spacy.blank("de")
        self.tagger: Any = self.nlp.add_pipe("tagger", config={"model": _MODEL})

    def train(self, sentences: Sequence[Sentence], *, epochs: int = 8, seed: int = 0) -> None:
        """Learn the column from sentences that have it."""
        fix_random_seed(seed)
        vocab = self.nlp.vocab
        examples = [Example(self._seen(s), self._reference(s, vocab)) for s in sentences]
        optimizer = self.nlp.initialize(lambda: examples)
        rng = random.Random(seed)
        for _ in range(epochs):
            rng.shuffle(examples)
            for batch in minibatch(examples, 32):  # type: ignore[no-untyped-call]
                self.nlp.update(batch, sgd=optimizer, drop=0.1)

    def _reference(self, sentence: Sentence, vocab: Vocab) -> Doc:
        values = [self.value(t) for t in sentence.tokens]
        return Doc(vocab, [t.form for t in sentence.tokens], tags=[v or "" for v in values])

    def _seen(self, sentence: Sentence) -> Doc:
        tokens = sentence.tokens
        return Doc(
            self.nlp.vocab,
            [t.form for t in tokens],
            spaces=[t.space for t in tokens],
            tags=["" if self.hide_tags else t.xpos for t in tokens],
            pos=[t.upos for t in tokens],
            deps=[t.dep or "dep" for t in tokens],
            heads=[t.head - 1 if t.head else i for i, t in enumerate(tokens)],
        )

    def predict(self, sentences: Sequence[Sentence]) -> list[list[str]]:
        """For each token the likeliest value that fits what is known of it."""
        labels = list(self.tagger.labels)
        fits: dict[tuple[str, ...], np.ndarray] = {}
        found = []
        for sentence in sentences:
            doc = self._seen(sentence)
            (scores,) = self.tagger.model.predict([doc])
            row = []
            for token, score in zip(sentence.tokens, scores, strict=True):
                key = (token.upos, token.xpos, token.mood, token.feats or "", token.dep)
                if key not in fits:
                    fits[key] = np.array([self.allowed(token, x) for x in labels])
                mask = fits[key]
                best = np.where(mask, score, -1.0) if mask.any() else score
                row.append(labels[int(best.argmax())])
            found.append(row)
        return found


def pud_features(sentence: Sentence) -> Sentence:
    """PUD's features as GSD writes them: verb forms named, adverbs without degree."""
    return replace(sentence, tokens=tuple(_pud_token(t) for t in sentence.tokens))


def _pud_token(token: Token) -> Token:
    feats = feats_of(token)
    if token.upos in {"VERB", "AUX"} and "VerbForm" not in feats:
        if "Mood" in feats:
            feats["VerbForm"] = "Fin"
        elif "Tense" in feats:
            feats = {"VerbForm": "Part"}
        else:
            feats = {"VerbForm": "Inf"}
    if token.upos == "ADV":
        feats.pop("Degree", None)
    if token.upos == "PRON" and "Person" in feats:
        feats.setdefault("PronType", "Prs")
    if token.upos == "PART" and token.lemma.lower() in {"nicht", "nichts"}:
        feats["Polarity"] = "Neg"
    return replace(token, feats=feats_text(feats))


def mended(sentence: Sentence) -> Sentence:
    """GSD without a slip of its conversion: a capitalised article is `dep` there now and then."""
    return replace(
        sentence,
        tokens=tuple(
            replace(t, dep="det") if t.dep == "dep" and t.xpos == "ART" else t
            for t in sentence.tokens
        ),
    )


_ADJECTIVAL = ("lich", "ig", "isch", "sam", "bar", "voll", "los", "haft", "end", "iert", "fach")


def adjectives(sentences: Sequence[Sentence]) -> Callable[[Token], bool]:
    """Tell adjectives used as adverbs (`schnell`, `deutlich`) from plain adverbs, as GSD does."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence.tokens:
            if token.upos in {"ADJ", "ADV"}:
                counts[token.form.lower()][token.upos] += 1

    def is_adjective(token: Token) -> bool:
        form = token.form.lower()
        known = counts[form] + counts[token.lemma.lower()]
        if known:
            return known["ADJ"] > known["ADV"]
        return form.endswith(_ADJECTIVAL) or (len(form) > 6 and form.endswith(("er", "st", "sten")))

    return is_adjective


def pud_adjectives(sentence: Sentence, is_adjective: Callable[[Token], bool]) -> Sentence:
    """PUD calls every adverbial an adverb; GSD calls `schnell` an adjective wherever it stands."""
    return replace(sentence, tokens=tuple(_adjective(t, is_adjective) for t in sentence.tokens))


def _adjective(token: Token, is_adjective: Callable[[Token], bool]) -> Token:
    form = token.form.lower()
    if token.upos != "ADV" or not is_adjective(token):
        return token
    compared = form.endswith("er") and form != token.lemma.lower()
    degree = "Sup" if form.endswith("sten") else "Cmp" if compared else "Pos"
    return replace(token, upos="ADJ", feats=f"Degree={degree}")


def tag_filler(sentences: Sequence[Sentence]) -> Filler:
    """A filler of STTS tags, trained on these sentences."""
    seen: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for token in sentence.tokens:
            if token.xpos:
                seen[token.upos].add(token.xpos)
    filler = Filler(lambda t: t.xpos or None, lambda t, x: x in seen[t.upos], hide_tags=True)
    filler.train(sentences)
    return filler


def fill_tags(filler: Filler, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with tags."""
    return [
        replace(
            s, tokens=tuple(replace(t, xpos=tag) for t, tag in zip(s.tokens, tags, strict=True))
        )
        for s, tags in zip(sentences, filler.predict(sentences), strict=True)
    ]


_FORMS = {"FIN": "Fin", "IMP": "Fin", "INF": "Inf", "IZU": "Inf", "VPP": "Part", "APP": "Part"}


def feature_filler(sentences: Sequence[Sentence]) -> Filler:
    """A filler of features, trained on these sentences."""
    seen: dict[str, set[str]] = defaultdict(set)
    for sentence in sentences:
        for token in sentence.tokens:
            if token.feats:
                seen[token.upos].add(token.feats)

    def fits(token: Token, text: str) -> bool:
        if text not in seen[token.upos]:
            return False
        feats = feats_of(Token("", feats=text))
        if token.upos in {"VERB", "AUX"}:
            form = _FORMS.get(token.xpos[-3:])
            if form and feats.get("VerbForm") != form:
                return False
            if form == "Fin" and "Mood" not in feats:
                return False
            if (token.dep == "aux:pass") != (feats.get("Voice") == "Pass"):
                return token.dep == "aux:pass" and feats.get("VerbForm") != "Fin"
        return not token.mood or feats.get("Mood") == token.mood

    filler = Filler(lambda t: t.feats or None, fits)
    filler.train(sentences)
    return filler


def fill_features(filler: Filler, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with features."""
    return [
        replace(s, tokens=tuple(replace(t, feats=x) for t, x in zip(s.tokens, feats, strict=True)))
        for s, feats in zip(sentences, filler.predict(sentences), strict=True)
    ]
