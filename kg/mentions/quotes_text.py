"""A document as the quotation rules see it: sentences that quotation marks are never cut by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.mentions.quotes_grammar import FINITE
from kg.mentions.quotes_marks import Marked, find_marked

MARKS = frozenset('„“”»«"‚‘’›‹')
_ENDS = frozenset({".", "!", "?", "…", ":", ";", "...", ")", "]"}) | MARKS


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between quotation marks, in tokens: ``start``/``end`` with the marks.

    ``inner`` bounds what lies between them. ``depth`` is 0 for the outermost.
    """

    start: int
    end: int
    inner: tuple[int, int]
    depth: int
    resumed: bool = False


@dataclass(slots=True)
class Unit:
    """A sentence, or what the parser made several of inside quotation marks.

    ``segments`` are the outermost stretches between marks in it; ``masked`` are their tokens,
    ``spoken`` those of stretches that hold a verb.
    ``first`` tells that a paragraph begins with it.
    """

    start: int
    end: int
    segments: list[Segment] = field(default_factory=list)
    masked: frozenset[int] = frozenset()
    spoken: frozenset[int] = frozenset()
    first: bool = False

    def words(self) -> Iterator[int]:
        """Yield the tokens outside quotation marks."""
        return (i for i in range(self.start, self.end) if i not in self.masked)

    def with_name(
        self, party: tuple[int, int, int] | None, words: Sequence[tuple[int, int]] = ()
    ) -> tuple[int, int, int] | None:
        """Add a name between marks that follows a noun phrase: 'die Zeitung „Hürriyet“'.

        :param words: what is said: that is no name.
        """
        if party is None:
            return None
        start, end, head = party
        for segment in self.segments:
            touches = segment.start in {end, start - 1} or segment.start < end < segment.end
            if touches and segment.start not in self.spoken and segment.inner not in words:
                return min(start, segment.start), max(end, segment.end), head
        return party

    def segment_at(self, index: int) -> Segment | None:
        """Return the segment that holds a token, or None."""
        for segment in self.segments:
            if segment.start <= index < segment.end:
                return segment
        return None


@dataclass(slots=True)
class Text:
    """A :class:`Doc` with the stretches between quotation marks found once."""

    doc: Doc
    segments: list[Segment] = field(default_factory=list)

    @classmethod
    def of(cls, doc: Doc) -> Text:
        """Read a document's quotation marks."""
        starts = [token.idx for token in doc]
        segments = [
            segment
            for marked in find_marked(doc.text)
            if (segment := _segment(doc, starts, marked)) is not None
        ]
        segments.sort(key=lambda segment: (segment.start, -segment.end))
        return cls(doc, segments)

    def units(self, start: int, end: int, depth: int) -> list[Unit]:
        """Return the sentences of a stretch of tokens; marks of ``depth`` are never cut through."""
        inside = [s for s in self.segments if s.depth == depth and start <= s.start < s.end <= end]
        bounds = self._bounds(start, end, inside)
        units = []
        place = 0
        for left, right in pairwise(bounds):
            mine = []
            while place < len(inside) and inside[place].start < right:
                mine.append(inside[place])
                place += 1
            masked = frozenset(i for s in mine for i in range(s.start, s.end))
            spoken = frozenset(
                i
                for s in mine
                if any(self.doc[k].tag_ in FINITE for k in range(*s.inner))
                for i in range(s.start, s.end)
            )
            first = left == start or self.doc[left - 1].is_space or self.doc[left].is_space
            units.append(_trim(self.doc, Unit(left, right, mine, masked, spoken, first)))
        return [unit for unit in units if unit.start < unit.end]

    def _bounds(self, start: int, end: int, inside: list[Segment]) -> list[int]:
        """Return where sentences begin, and the end."""
        closed = {i for s in inside for i in range(s.start + 1, s.end)}
        bounds = [start]
        for index in range(start + 1, end):
            if index not in closed and self._begins(index, start):
                bounds.append(index)
        bounds.append(end)
        return bounds

    def _begins(self, index: int, start: int) -> bool:
        """Tell whether a sentence begins here: after a line break, or by the parser and a stop."""
        token = self.doc[index]
        if token.is_space and "\n" in token.text:
            return True
        before = self.doc[index - 1]
        if before.is_space and "\n" in before.text:
            return True
        if not token.is_sent_start or before.is_space:
            return bool(token.is_sent_start)
        if token.text in {",", ";", ")", "-", "–"}:
            return False
        if before.text in MARKS and token.is_lower:
            return False
        return before.text in _ENDS or before.text[-1] in ".!?"


def quoted_name(doc: Doc, unit: Unit, place: int) -> Segment | None:
    """Return a name between marks at a token, behind its article if it has one: 'die „Zeit“'."""
    article = place < unit.end and doc[place].lower_ in {"die", "der", "das"}
    segment = unit.segment_at(place + article)
    if segment is None or segment.start != place + article or segment.start in unit.spoken:
        return None
    return segment


def _segment(doc: Doc, starts: list[int], marked: Marked) -> Segment | None:
    """Turn a stretch of characters into tokens, or None where it holds none."""
    first = max(0, bisect_right(starts, marked.start) - 1)
    last = bisect_left(starts, marked.end)
    inner_start, inner_end = first, last
    while inner_start < last and (doc[inner_start].text in MARKS or doc[inner_start].is_space):
        inner_start += 1
    while inner_end > inner_start and (
        doc[inner_end - 1].text in MARKS or doc[inner_end - 1].is_space
    ):
        inner_end -= 1
    if inner_start >= inner_end:
        return None
    return Segment(first, last, (inner_start, inner_end), marked.depth, marked.resumed)


def _trim(doc: Doc, unit: Unit) -> Unit:
    """Take white space off both ends."""
    while unit.start < unit.end and doc[unit.start].is_space:
        unit.start += 1
    while unit.end > unit.start and doc[unit.end - 1].is_space:
        unit.end -= 1
    return unit


def trimmed(doc: Doc, start: int, end: int, *, marks: bool = False) -> tuple[int, int]:
    """Take punctuation and white space off both ends; with ``marks`` quotation marks too.

    A closing mark is kept where its opening one lies inside, so that no pair is torn.
    """

    def loose(token: Token) -> bool:
        if token.text in MARKS:
            return marks
        return token.is_space or (token.is_punct and token.text not in "()[]…%")

    while start < end and loose(doc[start]):
        start += 1
    while end > start and loose(doc[end - 1]):
        end -= 1
    return start, end
