"""The rows of the lemma table: what the treebanks say, then simplemma on frequent words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import simplemma

from kg.annotate.training.trees import Sentence

Row = tuple[str, str, str]
_STRONG = Path(__file__).parent / "strong-verbs.txt"
_WEAK_TOO = frozenset({"dränge", "drängen", "löge", "löben", "senken", "legen", "setzen"})
_FIXED_PREFIXES = ("be", "ent", "er", "miss", "ver", "zer", "über", "unter", "wider", "um")
_OPEN = frozenset({"NOUN", "VERB", "ADJ", "AUX"})


def treebank_rows(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """Part of speech, form and commonest lemma; separable particles are taken off.

    The table holds what stands in one token: `schlägt` is `schlagen` there, and the component
    adds the particle where the sentence has one.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        apart = {t.head: t.form.lower() for t in sentence.tokens if t.dep == "compound:prt"}
        for i, token in enumerate(sentence.tokens, 1):
            lemma = token.lemma
            if not lemma or lemma == "_" or token.upos in {"NUM", "PUNCT", "SYM", "X"}:
                continue
            if i in apart and token.upos == "VERB":
                lemma = lemma.removeprefix(apart[i])
            if token.upos == "PROPN" and (lemma == token.form or token.form.isupper()):
                continue
            counts[token.upos, token.form.lower()][lemma] += 1
    for (pos, form), found in sorted(counts.items()):
        best = max(sorted(found), key=lambda x: found[x])
        if pos not in {"VERB", "AUX"} or best.endswith("n"):
            yield pos, form, best


def name_rows(sentences: Sequence[Sentence]) -> Iterator[Row]:
    """Names as they stand in the nominative, so that their genitive is known."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.upos == "PROPN" and token.lemma == token.form and len(token.form) > 2:
                yield "PROPN", token.form, token.lemma


def infinitive_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """Every infinitive is its own lemma, whatever else has the same form (`führen`, `loben`)."""
    found = {lemma for pos, _, lemma in rows if pos == "VERB" and not lemma.endswith("ten")}
    yield from (("VERB", verb, verb) for verb in sorted(found))


def strong_rows() -> Iterator[Row]:
    """Forms of the strong verbs, alone and with the prefixes that never part."""
    for line in _STRONG.read_text(encoding="utf8").splitlines():
        if line.startswith("#"):
            continue
        verb, past, participle, *present = line.split()
        forms = {verb, past, *_past_forms(past), *_present_forms(verb, present)} - _WEAK_TOO
        for prefix in ("", *_FIXED_PREFIXES):
            yield from (("VERB", prefix + form, prefix + verb) for form in sorted(forms))
            bare = participle.removeprefix("ge") if prefix else participle
            yield "VERB", prefix + bare, prefix + verb
    for form in ("gefällt", "gefiel", "gefielen", "gefiele"):
        yield "VERB", form, "gefallen"
    for form in ("gesteht", "gestand", "gestanden", "gestünde"):
        yield "VERB", form, "stehen" if form == "gestanden" else "gestehen"


def _past_forms(past: str) -> set[str]:
    """`schlug`: schlugen, schlugst, schlüge, schlügen."""
    if past.endswith("te"):
        return {past + "n", past + "st", past + "t"}
    umlaut = past
    for plain, changed in (("au", "äu"), ("a", "ä"), ("o", "ö"), ("u", "ü")):
        if plain in past:
            at = past.rindex(plain)
            umlaut = past[:at] + changed + past[at + len(plain) :]
            break
    return {past + "en", past + "st", umlaut + "e", umlaut + "en"}


def _present_forms(verb: str, present: list[str]) -> set[str]:
    stem = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    forms = {stem + "e", stem + "et" if stem[-1] in "td" else stem + "t"}
    return forms | set(present)


def frequent_rows(counted: Iterable[tuple[str, str]]) -> Iterator[Row]:
    """Rows for words of raw text with their part of speech, by simplemma."""
    for pos, form in sorted(set(counted)):
        if pos not in _OPEN or not form.replace("-", "").isalpha():
            continue
        lemma = simplemma.lemmatize(form if pos == "NOUN" else form.lower(), lang="de")
        if pos in {"VERB", "AUX"} and _no_infinitive(form, lemma):
            continue
        if pos == "ADJ" and _looks_verbal(form.lower(), lemma):
            continue
        yield pos, form, lemma


def listed_rows(words: Iterable[str], nouns: Mapping[str, str]) -> Iterator[Row]:
    """Rows for the words of a frequency list, whose part of speech nobody has seen.

    :param words: words, the most frequent first; case counts.
    :param nouns: the nominative singular of every form of a noun.
    """
    kept: dict[str, str] = {}
    for word in sorted(set(words), key=lambda w: (len(w), w)):
        if not word.isalpha() or len(word) < 3:
            continue
        if word[0].isupper():
            lemma = nouns.get(word)
            if lemma and word.lower() not in kept and _by_last_part(word, kept) != lemma:
                kept[word.lower()] = lemma
                yield "NOUN", word, lemma
        else:
            yield from _lower_rows(word)


def _by_last_part(word: str, kept: Mapping[str, str]) -> str:
    """The lemma that the component finds for a compound by itself."""
    for cut in range(2, len(word) - 3):
        found = kept.get(word[cut:].lower())
        if found is not None:
            return word[:cut] + found[0].lower() + found[1:]
    return word


def _lower_rows(word: str) -> Iterator[Row]:
    lemma = simplemma.lemmatize(word, lang="de")
    if not lemma.islower() or lemma == word:
        return
    if lemma.endswith("n") and not word.startswith(lemma):
        if not _no_infinitive(word, lemma):
            yield "VERB", word, lemma
    elif word.endswith(_ADJECTIVE_ENDINGS) and lemma[:2] == word[:2]:
        yield "ADJ", word, lemma


_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em", "st", "ste", "sten")


def _no_infinitive(form: str, lemma: str) -> bool:
    """simplemma gives back what it does not know: `verständigten` is no infinitive."""
    return not lemma.endswith("n") or (lemma == form and lemma.endswith("ten"))


def _looks_verbal(form: str, lemma: str) -> bool:
    """simplemma takes participles for verbs; as adjectives they keep their own base form."""
    return lemma.endswith("en") and not form.startswith(lemma)
