"""The table of closed-class words: what a pronoun, determiner or auxiliary is in every sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.annotate.training.trees import Sentence, feats_of, feats_text

#: STTS tags of closed classes.
CLOSED = frozenset(
    "ART PDAT PDS PIAT PIS PPER PPOSAT PRELS PRELAT PRF PWS PWAT PWAV PROAV VAFIN VMFIN VAINF "
    "VMINF VAPP APPRART PTKNEG PTKZU KOUS KON".split()
)

_AGREE = 0.9
_LEAST = 3

Row = tuple[str, str, str, str]


def closed_rows(sentences: Iterable[Sentence]) -> Iterator[Row]:
    """Form, tag, the features that it always has, and the features that it never has.

    A feature counts as certain if nine of ten have it with one value; what a word has now one
    way and now another (case, mostly) is left to the model and to grammar.
    """
    seen: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for sentence in sentences:
        for token in sentence.tokens:
            if token.xpos in CLOSED and token.feats is not None:
                seen[token.form.lower(), token.xpos].append(feats_of(token))
    keys = sorted({k for found in seen.values() for f in found for k in f})
    for (form, tag), found in sorted(seen.items()):
        if len(found) < _LEAST:
            continue
        always, never = _certain(found, keys)
        if always or never:
            yield form, tag, feats_text(always), " ".join(never)


def _certain(found: list[dict[str, str]], keys: list[str]) -> tuple[dict[str, str], list[str]]:
    always, never = {}, []
    for key in keys:
        value, count = Counter(f.get(key, "") for f in found).most_common(1)[0]
        if count < _AGREE * len(found):
            continue
        if value:
            always[key] = value
        elif any(key in f for f in found) or key in {"Definite", "Gender[psor]", "Reflex"}:
            never.append(key)
    return always, never
