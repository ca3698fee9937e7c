"""Statements from quotations: one a saying, chained, with evidence and addressees."""

from __future__ import annotations

import datetime as dt

from kg.model import Article, Quote, Span, When
from kg.resolve.statements import resolve_statements

TEXT = (
    "Putin habe Trump gratuliert, sagte Uschakow Journalisten, berichtet RBC. "
    "Trump nannte den Krieg schlimm. Putin antwortete, es gebe Hoffnung."
)
ARTICLE = Article(id="a", text=TEXT)
NAMES = {"Putin": "p", "Trump": "t", "Uschakow": "u", "RBC": "r"}


def span(word: str, after: int = 0) -> Span:
    start = TEXT.index(word, after)
    return Span(start=start, end=start + len(word), text=word, head=start)


def quote(words: str, speaker: Span | None, **more: object) -> Quote:
    start = TEXT.index(words)
    values: dict[str, object] = {"type": "Indirect", "rule": "verb-before", **more}
    return Quote(start=start, end=start + len(words), text=words, speaker=speaker, **values)  # type: ignore[arg-type]


def actor_at(offset: int) -> tuple[str, ...]:
    return tuple(key for name, key in NAMES.items() if TEXT.startswith(name, offset))


CHAIN = [
    quote("Putin habe Trump gratuliert, sagte Uschakow Journalisten", span("RBC"), cue=span("berichtet")),
    quote(
        "Putin habe Trump gratuliert",
        span("Uschakow"),
        cue=span("sagte"),
        addressee=span("Journalisten"),
        parent=0,
    ),
]  # fmt: skip


def test_chain_and_innermost() -> None:
    trigger = TEXT.index("gratuliert")
    outer, inner = resolve_statements(CHAIN, actor_at, ARTICLE, contained={"e1": [trigger]})
    assert (outer.speaker, inner.speaker, inner.addressee) == ("r", "u", "Journalisten")
    assert outer.reports == (inner.id,)
    assert inner.reports == ("e1",)
    for statement in (outer, inner):
        assert all(TEXT[e.start : e.end] == e.exact for e in statement.evidence)


def test_answers_address_each_other() -> None:
    at = TEXT.index("Trump nannte")
    said = quote(
        "Trump nannte den Krieg schlimm", span("Trump", at), type="Reported", sentence=1, cue_lemma="nennen"
    )  # fmt: skip
    answer = quote(
        "es gebe Hoffnung",
        span("Putin", at),
        cue=span("antwortete"),
        cue_lemma="antworten",
        sentence=2,
    )
    first, second = resolve_statements([said, answer], actor_at, ARTICLE)
    assert (first.addressee, second.addressee) == ("p", "t")


def test_pieces_and_partial_words_make_one_statement() -> None:
    cue = span("sagte")
    pieces = [
        quote("Putin habe", span("Uschakow"), cue=cue),
        quote("Trump gratuliert", span("Uschakow"), cue=cue),
        quote("gratuliert", span("Uschakow"), cue=cue, type="Direct", rule="partial", parent=1),
    ]
    (statement,) = resolve_statements(pieces, actor_at, ARTICLE)
    assert statement.quotation == "Putin habe Trump gratuliert"
    assert len(statement.evidence) == 2


def test_same_words_of_the_same_speaker_are_one() -> None:
    again = [quote("es gebe Hoffnung", span("Putin")), quote("es gebe Hoffnung", span("Putin"))]
    (statement,) = resolve_statements(again, actor_at, ARTICLE)
    assert statement.speaker == "p"


def test_several_speakers_and_nobody() -> None:
    both = resolve_statements(
        [quote("es gebe Hoffnung", span("Putin"))], lambda at: ("p", "t"), ARTICLE
    )
    assert [s.speaker for s in both] == ["p", "t"] and both[0].id != both[1].id
    (nobody,) = resolve_statements([quote("es gebe Hoffnung", None)], actor_at, ARTICLE)
    assert nobody.speaker == ""


def test_own_date_and_type() -> None:
    when = When(value="2025-07-03", earliest=dt.date(2025, 7, 3), latest=dt.date(2025, 7, 3))
    (statement,) = resolve_statements(
        [quote("es gebe Hoffnung", span("Putin"), type="IndirectFreeIndirect")],
        actor_at,
        ARTICLE,
        when_of=lambda quote: when,
    )
    assert statement.when == when
    assert statement.quotation_type == "FreeIndirect"


def test_a_circle_of_parents_ends() -> None:
    circle = [
        quote("Putin habe Trump gratuliert", span("Uschakow"), parent=1, cue=span("sagte")),
        quote("es gebe Hoffnung", span("Putin"), parent=0, cue=span("antwortete")),
    ]
    found = resolve_statements(circle, actor_at, ARTICLE)
    reports = {s.id: s.reports for s in found}
    assert not all(reports.values())
