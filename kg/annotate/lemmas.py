"""Dictionary forms: the component `kg_lemmas`, a table with rules for what the table lacks."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from kg.annotate.german import NAMES_IN_S, PARTICLES
from kg.annotate.strong import strong_infinitive

#: The table's keys: part of speech, then form in lower case; `*` is any part of speech.
Table = dict[str, dict[str, str]]

_FILE = "lemmas.json.gz"
_KEPT = frozenset({"PUNCT", "SYM", "NUM", "SPACE", "X"})
_PRONOUNS = {
    "mich": "ich",
    "mir": "ich",
    "dich": "du",
    "dir": "du",
    "ihn": "er",
    "ihm": "er",
    "ihnen": "sie",
    "uns": "wir",
    "euch": "ihr",
    "einander": "einander",
    "sich": "sich",
    "man": "man",
    "wen": "wer",
    "wem": "wer",
}
_PREFIXES = ("be", "ent", "er", "miss", "ver", "zer", "über", "unter", "wider")
_VERB_ENDINGS = ("etest", "eten", "ete", "et", "test", "ten", "te", "est", "st", "t", "e")
_ADJECTIVE_ENDINGS = ("en", "er", "es", "em", "e")


@Language.factory(
    "kg_lemmas",
    requires=["token.pos", "token.dep", "token.head", "token.morph"],
    assigns=["token.lemma"],
    default_config={},
)
def make_lemmas(nlp: Language, name: str) -> Lemmas:
    """Make the component with an empty table; `from_disk` or `learn` fill it."""
    return Lemmas(nlp.vocab)


# Participles that look like others' preterites; tables have them wrong.
_MIXED_VERBS = {"gewandt": "wenden", "gesandt": "senden", "entsandt": "entsenden"}


class Lemmas:
    """Set `token.lemma_` by table and rule.

    A verb with a particle apart gets both (`schlägt ... vor` → `vorschlagen`), a noun begins
    with a capital, a name loses only the genitive's s (`Putins` → `Putin`).
    """

    def __init__(self, vocab: Vocab, table: Table | None = None) -> None:
        """Take the vocabulary and, if there is one, the table."""
        self.vocab = vocab
        self.table: Table = table or {}

    def __call__(self, doc: Doc) -> Doc:
        """Set every token's lemma."""
        for token in doc:
            token.lemma_ = self.lemma(token)
        for token in doc:
            if token.dep_ == "compound:prt" and token.head.pos_ in {"VERB", "AUX"}:
                if _is_of_phrase(token):
                    continue
                _join_particle(token)
        return doc

    def lemma(self, token: Token) -> str:
        """The dictionary form of one token, separable particles apart."""
        if token.pos_ in _KEPT:
            return token.text
        if token.pos_ == "PROPN":
            return self._name(token)
        known = self._known(token)
        if token.tag_ == "VVPP" and not _is_of_ge(known, token.lower_):
            known = strong_infinitive(token.lower_) or known
        if known is not None:
            return _capitalised(known) if token.pos_ == "NOUN" else known
        return self._guess(token)

    def _known(self, token: Token) -> str | None:
        form = token.lower_
        if token.pos_ == "PRON" and form in _PRONOUNS:
            return _PRONOUNS[form]
        if token.pos_ == "VERB" and form in _MIXED_VERBS:
            return _MIXED_VERBS[form]
        found = self.table.get(token.pos_, {}).get(form)
        if found is None and token.pos_ == "AUX":
            found = self.table.get("VERB", {}).get(form)
        if found is None and "ss" in form and not form.startswith("auss"):  # Swiss spelling
            found = self.table.get(token.pos_, {}).get(form.replace("ss", "ß"))
        return found

    def _name(self, token: Token) -> str:
        form = token.text
        names = self.table.get("PROPN", {})
        known = names.get(form.lower(), "")
        if known and form.startswith(known):  # a table of old spelling must not give 'Rußland'
            return known
        if form[-1:] in {"'", "’"}:
            return form[:-1]
        if not form.endswith("s") or form in NAMES_IN_S or len(form) < 4 or form[-2:] == "ss":
            return form
        stem = form[:-1]
        if stem.lower() in names or _is_genitive(token):
            return stem
        return form

    def _guess(self, token: Token) -> str:
        """A form that the table lacks: by its last part, then by its ending."""
        form = token.text if token.pos_ == "NOUN" else token.lower_
        parts = self.table.get(token.pos_, {})
        if token.pos_ in {"NOUN", "ADJ"}:
            for cut in range(2, len(form) - 3):
                found = parts.get(form[cut:].lower())
                if found is not None:
                    return _compound(form[:cut], found, token.pos_)
        if token.pos_ == "ADJ":
            return _bare_adjective(form)
        if token.pos_ in {"VERB", "AUX"}:
            return self._verb(form, finite="Fin" in token.morph.get("VerbForm", []))
        return form

    def _verb(self, form: str, *, finite: bool) -> str:
        """The infinitive of a verb with a prefix, or a regular guess."""
        verbs = self.table.get("VERB", {})
        for prefix in (*PARTICLES, *_PREFIXES):
            rest = form.removeprefix(prefix)
            if rest == form or len(rest) < 4:
                continue
            for known in (rest.removeprefix("zu"), rest):
                if known in verbs:
                    return prefix + verbs[known]
        return _infinitive(form, finite=finite)

    def learn(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add rows of part of speech, form and lemma; a later row wins."""
        for pos, form, lemma in rows:
            self.table.setdefault(pos, {})[form.lower()] = lemma

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """Write the table packed, the same bytes for the same table."""
        text = json.dumps(self.table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return gzip.compress(text.encode("utf8"), mtime=0)

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> Lemmas:
        """Read what `to_bytes` wrote."""
        self.table = json.loads(gzip.decompress(data))
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the table into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> Lemmas:
        """Read the table from a folder."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())

    def initialize(self, get_examples: Any = None, *, nlp: Language | None = None) -> None:
        """Nothing to learn here: the training recipe fills the table."""


def _is_genitive(token: Token) -> bool:
    """Whether a name stands as a genitive attribute, by label and without a preposition."""
    head = token.head if token.dep_ == "flat" else token
    if head.dep_ == "flat":
        head = head.head
    if "Gen" in token.morph.get("Case", []):
        return True
    return head.dep_ == "nmod" and not any(c.dep_ == "case" for c in head.children)


def _is_of_phrase(token: Token) -> bool:
    """Return whether a 'particle' is part of 'nach wie vor', which belongs to no verb."""
    around = token.doc[max(token.i - 2, 0) : token.i + 3].text.lower()
    return token.lower_ in ("nach", "vor") and "nach wie vor" in around


def _join_particle(particle: Token) -> None:
    verb = particle.head
    prefix = particle.lower_
    if prefix not in PARTICLES:
        return
    if not verb.lemma_.startswith(prefix) or verb.lemma_ in {prefix + "en"}:
        verb.lemma_ = prefix + verb.lemma_


def _capitalised(lemma: str) -> str:
    return lemma[:1].upper() + lemma[1:]


def _compound(front: str, lemma: str, pos: str) -> str:
    if pos != "NOUN":
        return front + lemma.lower()
    end = lemma if front.endswith("-") else lemma[:1].lower() + lemma[1:]
    return _capitalised(front + end)


def _bare_adjective(form: str) -> str:
    for ending in _ADJECTIVE_ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) > 2:
            return form[: -len(ending)]
    return form


def _infinitive(form: str, *, finite: bool) -> str:
    """A regular guess: `umzutopfen`, `telefonierten`, `abgemahnt`."""
    for particle in PARTICLES:
        rest = form.removeprefix(particle)
        if (
            not finite
            and rest != form
            and rest.startswith("zu")
            and rest.endswith("n")
            and len(rest) > 5
        ):
            return particle + rest[2:]
        if rest != form and rest.startswith("ge") and rest.endswith("t") and len(rest) > 5:
            return particle + _infinitive(rest, finite=False)
    if form.endswith(("en", "eln", "ern")) and not (finite and form.endswith("ten")):
        return form
    if form.startswith("ge") and form.endswith("t") and len(form) > 5 and not finite:
        form = form[2:]
    for ending in _VERB_ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 3 or (ending[:2] == "et" and stem[-1] not in "tdnm"):
            continue
        short = stem.endswith(("el", "er")) and not stem.endswith(("ier", "iel", "schwer"))
        return stem + ("n" if short else "en")
    return form


_OF_GE = frozenset("gebären gefallen gelingen genesen genießen geschehen gestehen gewinnen".split())


def _is_of_ge(known: str | None, participle: str) -> bool:
    """Whether a participle is of a verb that begins with `ge` itself, as the table says it."""
    return known in _OF_GE and known[:4] == participle[:4]
