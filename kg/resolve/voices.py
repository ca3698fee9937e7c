"""Who speaks or is spoken to without being known: kept as a group of the article.

'ukrainische Beamte', 'Kreise' and 'Journalisten' say and hear things that a reader must be able to
trace; they have no name and so no identity beyond the article.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model import Actor, Article, Quote, Span
from kg.resolve.evidence import evidence_at
from kg.resources import names_people, takes_sides

_LONGEST = 60  # characters; what is longer is no name but a sentence
_ARTICLES = ("der ", "die ", "das ", "den ", "dem ", "des ", "ein ", "eine ", "einer ", "einem ")


class Voices:
    """Looks actors up, and keeps speakers and addressees that no actor was found for.

    :param quotes: the quotations of the article.
    :param actors_at: the actors that a mention stands for.
    """

    def __init__(
        self, quotes: Sequence[Quote], actors_at: Callable[[int], tuple[str, ...]], article: Article
    ) -> None:
        self._known = actors_at
        self._article = article
        self._quotes = quotes
        spans = [span for quote in quotes for span in (quote.speaker, quote.addressee)]
        self._spans = {span.head: span for span in spans if span is not None}
        self._made: dict[str, Actor] = {}

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the actors at an offset: known ones, else the unnamed speaker, else nobody."""
        known = self._known(offset)
        span = self._spans.get(offset)
        return known if known or span is None else self.unknown(span)

    def unknown(self, span: Span, *, proper: bool = False, side: bool = False) -> tuple[str, ...]:
        """Return an actor of its own for a phrase that no actor was found for.

        :param proper: whether a name heads the phrase; else one of its words must name people.
        :param side: whether who takes a side will do, such as 'die Menschen'.
        """
        named = proper and _is_name(_bare(span.text))
        label = _bare(span.text) if named else _label(span, takes_sides if side else names_people)
        if not label or len(label) > _LONGEST:
            return ()
        key = f"voice:{label.casefold()}"
        if key not in self._made:
            self._made[key] = Actor(
                id=key,
                kind="Group",
                label=label,
                forms=(span.text,),
                local=True,
                confidence=0.5,
                reasons=("acts or speaks, but is not known",),
                evidence=(evidence_at(span.start, span.end, "voice", self._article),),
            )
        return (key,)

    def speaker(self, offset: int) -> tuple[str, ...]:
        """Return who speaks at an offset: the speaker of the innermost quotation around it."""
        around = [q for q in self._quotes if q.start <= offset < q.end and q.speaker is not None]
        if not around:
            return ()
        inner = min(around, key=lambda q: q.end - q.start)
        return self.at(inner.speaker.head) if inner.speaker is not None else ()

    def is_own(self, offset: int) -> bool:
        """Return whether the article itself speaks at an offset: outside all that others say.

        A word that tells that somebody spoke ('Merz forderte ein Ende') is the article's.
        """
        around = [quote for quote in self._quotes if quote.start <= offset < quote.end]
        return all(
            quote.type == "Reported" and quote.cue and quote.cue.start <= offset < quote.cue.end
            for quote in around
        )

    @property
    def unnamed(self) -> tuple[Actor, ...]:
        """The actors that were made for unnamed speakers and addressees."""
        return tuple(self._made[key] for key in sorted(self._made))


def _label(span: Span, tells: Callable[[str], bool]) -> str:
    """Return the words of a speaker without article, '' where no word of them names people."""
    text = _bare(span.text)
    words = text.split()[:4]
    return text if any(word[:1].isupper() and tells(word) for word in words) else ""


def _is_name(text: str) -> bool:
    """Return whether all words of a phrase look like a name: capitals and particles only.

    'Fünf-Sterne-Bewegung' and 'Hussein al Huthi' do, 'russische Memorandumsentwurf' does not.
    """
    return all(word[:1].isupper() or word.lower() in _PARTICLES for word in text.split())


_PARTICLES = frozenset("al bin da de del der di du el ibn la le van von zu".split())


def _bare(text: str) -> str:
    """Return a phrase in one line without its article."""
    text = " ".join(text.split())
    lower = text.lower()
    for article in _ARTICLES:
        if lower.startswith(article):
            return text[len(article) :]
    return text
