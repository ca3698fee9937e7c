"""Who says what to whom: the spaCy component ``kg_quotes`` sets ``doc._.quotes``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions.quotes_find import find_sayings
from kg.mentions.quotes_record import Party, Piece, Saying
from kg.mentions.quotes_text import trimmed
from kg.model import Quote, Span

EXTENSION = "quotes"


def _span(doc: Doc, party: Party | Piece | None, head: int | None = None) -> Span | None:
    """Turn a stretch of tokens into a span of characters."""
    if party is None or party[0] >= party[1]:
        return None
    start, end = doc[party[0]].idx, doc[party[1] - 1].idx + len(doc[party[1] - 1])
    first = party[2] if len(party) == 3 else (party[0] if head is None else head)
    return Span(start=start, end=end, text=doc[party[0] : party[1]].text, head=doc[first].idx)


def _cue_span(doc: Doc, saying: Saying) -> Span | None:
    """Return the reporting word: the verb itself, of several words the one that carries sense."""
    if not saying.cue:
        return None
    words = [doc[i] for i in saying.cue]
    full = [word for word in words if word.tag_.startswith("VV")] or words
    word = full[0]
    return Span(start=word.idx, end=word.idx + len(word), text=word.text, head=word.idx)


def find_quotes(doc: Doc) -> list[Quote]:
    """Return the quotations of a parsed document, in the order of their words.

    Interrupted words ('„A“, sagte X, „B“') come as one Quote a piece that share their cue. A quoted
    phrase inside indirect words has the rule ``partial`` and the indirect Quote as parent.

    :param doc: a document with tags and dependencies (Universal Dependencies).
    """
    sayings = find_sayings(doc)
    sentences = {token.i: number for number, sent in enumerate(doc.sents) for token in sent}
    rows: list[tuple[Saying, Piece]] = []
    for saying in sayings:
        marks = saying.type == "Direct"
        for piece in saying.pieces:
            start, end = piece if marks else trimmed(doc, *piece)
            if start < end:
                rows.append((saying, (start, end)))
    rows.sort(key=lambda row: (row[1][0], -row[1][1]))
    numbers: dict[int, list[int]] = {}
    for number, (saying, _) in enumerate(rows):
        numbers.setdefault(id(saying), []).append(number)
    return [_quote(doc, saying, piece, rows, numbers, sentences) for saying, piece in rows]


def _quote(
    doc: Doc,
    saying: Saying,
    piece: Piece,
    rows: list[tuple[Saying, Piece]],
    numbers: dict[int, list[int]],
    sentences: dict[int, int],
) -> Quote:
    """Make the record of one piece of a saying."""
    words = _span(doc, piece)
    assert words is not None
    parent = None
    if saying.parent is not None:
        holders = numbers.get(id(saying.parent), [])
        inside = [n for n in holders if rows[n][1][0] <= piece[0] < rows[n][1][1]]
        parent = next(iter(inside or holders), None)
    return Quote(
        start=words.start,
        end=words.end,
        text=words.text,
        type=saying.type,
        speaker=_span(doc, saying.speaker),
        cue=_cue_span(doc, saying),
        cue_lemma=saying.cue_lemma,
        addressee=_span(doc, saying.addressee),
        medium=_span(doc, saying.medium),
        attitude=saying.attitude,
        parent=parent,
        sentence=sentences.get(piece[0], 0),
        rule=saying.rule,
    )


@Language.component(
    "kg_quotes",
    requires=["token.tag", "token.dep", "token.head"],
    assigns=["doc._.quotes"],
)
def kg_quotes(doc: Doc) -> Doc:
    """Set ``doc._.quotes`` to the document's quotations."""
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=())
    doc._.set(EXTENSION, find_quotes(doc))
    return doc


if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=())
