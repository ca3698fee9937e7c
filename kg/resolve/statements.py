"""From quotations to statements: who says what on whose word, each with its evidence."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import Article, Evidence, QuotationType, Quote, Span, Statement, When
from kg.resolve.evidence import evidence_at

ActorAt = Callable[[int], tuple[str, ...]]
Contained = (
    Mapping[str, Iterable[int]]
    | Sequence[tuple[str, Iterable[int]]]
    | Callable[[int, int], Iterable[str]]
)
_ANSWERS = frozenset({"antworten", "erwidern", "entgegnen", "kontern", "entgegenhalten"})
_PARTIAL = "partial"
_LONGEST = 4000  # characters of a quotation that are kept; longer ones end in '…'


@dataclass(slots=True)
class _Group:
    """The quotes of one statement: pieces of one saying, with the phrases quoted inside it."""

    quotes: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    parent: int | None = None  # index of a quote of the statement around it
    speakers: tuple[str, ...] = ()
    addressee: str = ""
    reports: tuple[str, ...] = ()


def resolve_statements(
    quotes: Sequence[Quote],
    actor_at: ActorAt,
    article: Article,
    *,
    contained: Contained = (),
    when_of: Callable[[Quote], When] | None = None,
) -> tuple[Statement, ...]:
    """Turn quotations into statements and chain them by ``reports``.

    Pieces of one saying ('„A“, sagte X, „B“') and phrases quoted inside indirect words make one
    statement. Words told twice of the same speaker are one statement with several pieces of
    evidence. Who answers is the addressee of what was said just before, and the other way round.

    :param quotes: the quotations of the article, in the order of their words.
    :param actor_at: gives the ids of the actors that the mention with this head offset means;
        several for 'Putin und Trump', none for an unknown.
    :param contained: events and positions by their trigger offsets: a mapping, pairs of id and
        offsets, or a function of a span's bounds. Each goes to the innermost statement that holds
        it.
    :param when_of: gives a quote's own date, from its reporting clause only; nothing by default.
    :return: one statement a speaker, in the order of their first words.

    >>> text = "Es werde Frieden geben, sagte Putin."
    >>> word = Span(start=30, end=35, text="Putin", head=30)
    >>> said = Quote(start=0, end=22, text=text[:22], type="Indirect", speaker=word)
    >>> found = resolve_statements([said], lambda at: ("putin",), Article(id="a", text=text))
    >>> found[0].speaker, found[0].quotation
    ('putin', 'Es werde Frieden geben')
    """
    groups = _grouped(quotes)
    owner = {index: number for number, group in enumerate(groups) for index in group.quotes}
    owner |= {index: number for number, group in enumerate(groups) for index in group.inner}
    parents = _parents(quotes, groups, owner)
    for group in groups:
        first = quotes[group.quotes[0]]
        group.speakers = _actors(first.speaker, actor_at)
        group.addressee = _label(_first(quotes, group, "addressee"), actor_at)
    _pair_answers(quotes, groups, parents)
    _assign(quotes, groups, _triggers(quotes, contained))
    ids = [_ids(article, quotes, group) for group in groups]
    for number, parent in enumerate(parents):
        if parent is not None and parent != number:
            extra = tuple(i for i in ids[number] if i not in ids[parent])
            groups[parent].reports += extra
    made = [
        statement
        for number, group in enumerate(groups)
        for statement in _statements(article, quotes, group, ids[number], when_of)
    ]
    merged = _merged(made)
    above = {key for n, upper in enumerate(parents) if upper in (None, n) for key in ids[n]}
    told = {key for statement in merged for key in statement.reports}
    return tuple(replace(s, asserted=s.id in above or s.id not in told) for s in merged)


def _grouped(quotes: Sequence[Quote]) -> list[_Group]:
    """Put the pieces of one saying together, and phrases quoted inside with what holds them."""
    groups: list[_Group] = []
    by_key: dict[tuple[object, ...], int] = {}
    number_of: dict[int, int] = {}
    for index, quote in enumerate(quotes):
        if quote.rule == _PARTIAL and quote.parent is not None:
            continue
        key = _saying(quote, index)
        if key not in by_key:
            by_key[key] = len(groups)
            groups.append(_Group(parent=quote.parent))
        number_of[index] = by_key[key]
        groups[by_key[key]].quotes.append(index)
    for index, quote in enumerate(quotes):
        if quote.rule == _PARTIAL and quote.parent is not None:
            holder = quote.parent
            seen = {index}
            while holder not in number_of and holder not in seen:
                seen.add(holder)
                upper = quotes[holder].parent
                holder = holder if upper is None else upper
            if holder in number_of:
                groups[number_of[holder]].inner.append(index)
            else:
                groups.append(_Group(quotes=[index]))
    return groups


def _saying(quote: Quote, index: int) -> tuple[object, ...]:
    """Return what pieces of one saying share: the cue, the speaker and the type."""
    if quote.cue is None:
        return (index,)
    speaker = quote.speaker.start if quote.speaker else -1
    return (quote.cue.start, quote.cue.end, speaker, quote.type, quote.rule)


def _parents(
    quotes: Sequence[Quote], groups: list[_Group], owner: dict[int, int]
) -> list[int | None]:
    """Return for each statement the one whose words hold it; a circle is cut."""
    parents: list[int | None] = []
    for group in groups:
        above = next((quotes[i].parent for i in group.quotes if quotes[i].parent is not None), None)
        parents.append(owner.get(above) if above is not None else None)
    for number in range(len(groups)):
        seen, upper = {number}, parents[number]
        while upper is not None:
            if upper in seen:
                parents[number] = None
                break
            seen.add(upper)
            upper = parents[upper]
    return parents


def _actors(span: Span | None, actor_at: ActorAt) -> tuple[str, ...]:
    """Return the actors of a role, without repeats."""
    return tuple(dict.fromkeys(actor_at(span.head))) if span is not None else ()


def _first(quotes: Sequence[Quote], group: _Group, role: str) -> Span | None:
    """Return the first piece's role that is filled."""
    for index in group.quotes:
        span: Span | None = getattr(quotes[index], role)
        if span is not None:
            return span
    return None


def _label(span: Span | None, actor_at: ActorAt) -> str:
    """Return the id of the actor in a role, else its words."""
    if span is None:
        return ""
    actors = _actors(span, actor_at)
    return actors[0] if actors else span.text


def _pair_answers(quotes: Sequence[Quote], groups: list[_Group], parents: list[int | None]) -> None:
    """Let who answers address whoever spoke in the sentence before, and the other way round."""
    for number, group in enumerate(groups):
        first = quotes[group.quotes[0]]
        if first.cue_lemma not in _ANSWERS or not group.speakers:
            continue
        before = _asked(quotes, groups, number, parents)
        if before is None or not groups[before].speakers:
            continue
        asker, answerer = groups[before].speakers[0], group.speakers[0]
        if asker == answerer:
            continue
        group.addressee = group.addressee or asker
        groups[before].addressee = groups[before].addressee or answerer


def _asked(
    quotes: Sequence[Quote], groups: list[_Group], number: int, parents: list[int | None]
) -> int | None:
    """Return the statement that an answer answers: the last one of the sentence before it.

    An answer told without a narrator may answer what somebody else tells of.
    """
    here = quotes[groups[number].quotes[0]]
    for before in range(number - 1, -1, -1):
        there = quotes[groups[before].quotes[0]]
        if here.sentence - there.sentence > 1:
            return None
        told_within = any(parent == before for parent in parents)
        if there.sentence < here.sentence and not told_within and parents[number] != before:
            return before
    return None


def _triggers(quotes: Sequence[Quote], contained: Contained) -> list[tuple[str, tuple[int, ...]]]:
    """Return events and positions with the offsets of their triggers."""
    if callable(contained):
        return []
    pairs = contained.items() if isinstance(contained, Mapping) else contained
    return [(key, tuple(offsets)) for key, offsets in pairs]


def _assign(
    quotes: Sequence[Quote], groups: list[_Group], triggers: list[tuple[str, tuple[int, ...]]]
) -> None:
    """Give each event and position to the innermost statement around each of its triggers."""
    spans = sorted(
        (quotes[index].end - quotes[index].start, number, index)
        for number, group in enumerate(groups)
        for index in group.quotes
    )
    for key, offsets in triggers:
        inside = [_innermost(quotes, spans, offset) for offset in offsets]
        for number in dict.fromkeys(number for number in inside if number is not None):
            groups[number].reports += (key,)


def _innermost(
    quotes: Sequence[Quote], spans: list[tuple[int, int, int]], offset: int
) -> int | None:
    """Return the statement whose quote is the shortest around an offset, or None."""
    for _, number, index in spans:
        if quotes[index].start <= offset < quotes[index].end:
            return number
    return None


def _words(quotes: Sequence[Quote], group: _Group) -> str:
    """Return the words of a statement, its pieces joined."""
    text = " ".join(" ".join(quotes[index].text.split()) for index in group.quotes)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _folded(text: str) -> str:
    """Return words without case, marks and accents, to tell whether they are the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def _ids(article: Article, quotes: Sequence[Quote], group: _Group) -> list[str]:
    """Return the statement ids of a group: one a speaker, hashes of speaker, type and words."""
    words = _folded(_words(quotes, group))
    kind = _kind(quotes[group.quotes[0]].type)
    return [
        "statement-"
        + hashlib.sha256(f"{article.id}|{speaker}|{kind}|{words}".encode()).hexdigest()[:16]
        for speaker in group.speakers or ("",)
    ]


def _kind(kind: QuotationType) -> QuotationType:
    """Return the type that the graph tells: words carried over in the Konjunktiv are free."""
    return "FreeIndirect" if kind == "IndirectFreeIndirect" else kind


def _evidence(article: Article, quote: Quote) -> Evidence:
    """Return where a quote stands."""
    rule = f"quote:{quote.rule}" if quote.rule else "quote"
    return evidence_at(quote.start, quote.end, rule, article)


def _statements(
    article: Article,
    quotes: Sequence[Quote],
    group: _Group,
    ids: list[str],
    when_of: Callable[[Quote], When] | None,
) -> list[Statement]:
    """Make the statements of a group: one a speaker."""
    first = quotes[group.quotes[0]]
    medium = _first(quotes, group, "medium")
    evidence = tuple(_evidence(article, quotes[i]) for i in group.quotes)
    return [
        Statement(
            id=key,
            speaker=speaker,
            addressee=group.addressee,
            medium=medium.text if medium is not None else "",
            quotation=_words(quotes, group),
            quotation_type=_kind(first.type),
            when=when_of(first) if when_of is not None else When(),
            reports=tuple(dict.fromkeys(group.reports)),
            attitude=first.attitude,
            evidence=evidence,
        )
        for key, speaker in zip(ids, group.speakers or ("",), strict=True)
    ]


def _merged(made: list[Statement]) -> tuple[Statement, ...]:
    """Make one of statements with the same id: the same words of the same speaker told again."""
    merged: dict[str, Statement] = {}
    for statement in made:
        known = merged.get(statement.id)
        if known is None:
            merged[statement.id] = statement
            continue
        merged[statement.id] = replace(
            known,
            addressee=known.addressee or statement.addressee,
            medium=known.medium or statement.medium,
            when=known.when if known.when != When() else statement.when,
            reports=tuple(dict.fromkeys(known.reports + statement.reports)),
            evidence=tuple(dict.fromkeys(known.evidence + statement.evidence)),
        )
    return tuple(merged.values())
