"""Readers of the training corpora: each file becomes a list of `Sentence`."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy

from kg.annotate.training.trees import (
    Sentence,
    Token,
    feats_of,
    feats_text,
    harmonised,
)

#: GermEval's classes, as far as they are names of the four kinds.
GERMEVAL = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}


def read_text(path: Path) -> str:
    """A text file, packed by xz or not at all."""
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes()).decode("utf8")
    return path.read_text(encoding="utf8")


def read_conllu(path: Path, *, source: str, xpos: bool = True) -> list[Sentence]:
    """Trees of a CoNLL-U file, multi-word tokens merged, labels harmonised.

    `xpos=False` leaves the language's own tags unknown.
    """
    found = []
    for block in read_text(path).strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        tokens = tuple(_merged(rows))
        if not xpos:
            tokens = tuple(replace(t, xpos="") for t in tokens)
        if tokens and sum(t.head == 0 for t in tokens) == 1:
            found.append(harmonised(Sentence(tokens, source)))
    return found


def _merged(rows: list[list[str]]) -> Iterator[Token]:
    """Tokens as spaCy's tokenizer has them: `im`, not `in dem`."""
    words = [r for r in rows if r[0].isdigit()]
    surface = {}
    for row in rows:
        if "-" in row[0]:
            first, last = (int(x) for x in row[0].split("-"))
            surface[first] = (last, row)
    # old word number -> number of the token that holds it
    place, number, skip_to = {0: 0}, 0, 0
    for word in range(1, len(words) + 1):
        if word > skip_to:
            number += 1
            skip_to = surface[word][0] if word in surface else word
        place[word] = number
    skip_to = 0
    for word, row in enumerate(words, 1):
        if word <= skip_to:
            continue
        if word in surface:
            skip_to, whole = surface[word]
            parts = words[word - 1 : skip_to]
            yield _merged_token(whole, parts, place)
        else:
            yield _token(row, row, place)


def _merged_token(whole: list[str], parts: list[list[str]], place: dict[int, int]) -> Token:
    inside = {int(p[0]) for p in parts}
    top = next((p for p in parts if int(p[6]) not in inside), parts[0])
    token = _token(top, whole, place)
    if top[3] != "ADP":
        return token
    feats = {k: v for p in parts for k, v in feats_of(Token("", feats=p[5])).items()}
    kept = {k: v for k, v in feats.items() if k in {"Case", "Gender", "Number"}}
    return replace(token, xpos="APPRART", feats=feats_text(kept))


def _token(row: list[str], whole: list[str], place: dict[int, int]) -> Token:
    return Token(
        form=whole[1],
        lemma=row[2],
        upos=row[3],
        xpos="" if row[4] == "_" else row[4],
        feats=row[5],
        head=place[int(row[6])],
        dep=row[7],
        space="SpaceAfter=No" not in whole[9],
    )


def read_own(path: Path) -> list[Sentence]:
    """Sentences of our own with trees and names (`own/GUIDE.md` is the form)."""
    found = []
    for block in read_text(path).strip().split("\n\n"):
        lines = block.split("\n")
        text = next(x for x in lines if x.startswith("# text")).split("=", 1)[1].strip()
        rows = [x.split("\t") for x in lines if not x.startswith("#")]
        spaces = _spaces(text, [r[1] for r in rows])
        tokens = []
        for row, space in zip(rows, spaces, strict=True):
            _, form, lemma, upos, xpos, head, dep, ner, mood = row
            mood = "" if mood == "_" else mood
            tokens.append(Token(form, lemma, upos, xpos, None, int(head), dep, ner, mood, space))
        found.append(harmonised(Sentence(tuple(tokens), "own", text)))
    return found


def _spaces(text: str, forms: list[str]) -> list[bool]:
    spaces, at = [], 0
    for form in forms:
        at = text.index(form, at) + len(form)
        spaces.append(at < len(text) and text[at].isspace())
    return spaces


def read_germeval(path: Path) -> list[Sentence]:
    """Outer names of GermEval 2014; derived words and parts of words are no names."""
    found = []
    for block in read_text(path).strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line[:1] != "#"]
        tags = _repaired(_germeval_tag(r[2]) for r in rows)
        found.append(
            Sentence(tuple(Token(r[1], ner=t) for r, t in zip(rows, tags, strict=True)), "germeval")
        )
    return found


def _germeval_tag(tag: str) -> str:
    kind = GERMEVAL.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


def read_iob(path: Path, *, source: str, form: int = 0, tag: int = 1) -> list[Sentence]:
    """Names in columns, IOB1 or IOB2."""
    found = []
    for block in re.split(r"\n\s*\n", read_text(path).strip()):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        tags = _repaired(r[tag].replace("OTH", "MISC") for r in rows)
        found.append(
            Sentence(tuple(Token(r[form], ner=t) for r, t in zip(rows, tags, strict=True)), source)
        )
    return found


def _repaired(tags: Iterable[str]) -> list[str]:
    """IOB2: every name begins with B."""
    new, last = [], "O"
    for tag in tags:
        if tag.startswith("I-") and last[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        new.append(tag)
        last = tag
    return new


def read_inline_names(path: Path) -> list[Sentence]:
    """Sentences with names marked inline: `[PER Theresa May] trat vor die Kameras.`"""
    tokenizer = spacy.blank("de").tokenizer
    found = []
    for line in read_text(path).splitlines():
        text, spans = "", []
        for piece in re.split(r"(\[(?:PER|ORG|LOC|MISC) [^\]]+\])", line.strip()):
            marked = re.fullmatch(r"\[(PER|ORG|LOC|MISC) ([^\]]+)\]", piece)
            if marked:
                spans.append((len(text), len(text) + len(marked[2]), marked[1]))
                piece = marked[2]
            text += piece
        doc = tokenizer(text)
        if doc:
            found.append(_named(doc, spans, "own-names"))
    return found


def _named(doc: spacy.tokens.Doc, spans: list[tuple[int, int, str]], source: str) -> Sentence:
    tags = ["O"] * len(doc)
    for start, end, kind in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or any(tags[i] != "O" for i in range(span.start, span.end)):
            continue
        for i in range(span.start, span.end):
            tags[i] = ("B-" if i == span.start else "I-") + kind
    tokens = tuple(
        Token(t.text, ner=tag, space=bool(t.whitespace_))
        for t, tag in zip(doc, tags, strict=True)
        if not t.is_space
    )
    return Sentence(tokens, source, doc.text)
