"""What somebody is quoted with: clauses that take a side by what they say.

The verb above does not tell: 'Der Plan sei ein Fehler, so die Ministerin', '„Das kommt nicht in
Frage“, ätzte er'. Rules with ``pos = "said"`` read the clauses of a quotation whose speaker is
known; their lemmas are reporting verbs, or '*' for any. The speaker is the clause's ``subj``, the
clause itself ``clause``; ``told`` is a mere 'das' that it speaks of; its own arguments stand under 'c-' and theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from kg.frames.arguments import trigger_arguments
from kg.frames.clauses import Arguments
from kg.frames.lexicon import Lexicon, Rule
from kg.frames.phrases import clause_label
from kg.frames.setting import Settings
from kg.frames.tokens import children, is_verbal
from kg.model import Quote, Role

_OTHERS = ("Reported",)  # the article tells of these in its own words: verbs and nouns find them
_MAIN = ("ROOT", "conj", "parataxis", "ccomp", "csubj", "appos", "advcl", "xcomp", "dep")


def find_said(
    doc: Doc, sentence: Span, lexicon: Lexicon, settings: Settings
) -> Iterator[tuple[Rule, Token, Arguments, Quote]]:
    """Yield the rules to try, best first, with the clause, its arguments and the quotation."""
    quotes: list[Quote] = doc._.quotes or [] if Doc.has_extension("quotes") else []
    for quote in quotes:
        near = quote.start < sentence.end_char and quote.end > sentence.start_char
        if quote.speaker is None or quote.type in _OTHERS or not near:
            continue
        speaker = settings.token_at(quote.speaker.head)
        if speaker is None or not settings.can_hold(speaker):
            continue
        if sentence.text.rstrip(' \n“”"»«').endswith("?"):
            continue
        clauses = [t for t in sentence if _is_said(t, quote) and not _of_another(t, quote, quotes)]
        for number, clause in enumerate(clauses):
            arguments = _arguments(clause, speaker)
            for rule in _rules(quote, lexicon, first=number == 0):
                yield rule, clause, arguments, quote


def within(role: Role, quote: Quote) -> Role:
    """Return a matter cut to the words of the quotation: who says it is no part of it."""
    start, end = max(role.start, quote.start), min(role.end, quote.end)
    if role.name != "about" or start >= end or (start, end) == (role.start, role.end):
        return role
    text = role.text[start - role.start : end - role.start]
    label = clause_label(text)
    return replace(role, start=start, end=end, text=text, label=label)


def _rules(quote: Quote, lexicon: Lexicon, *, first: bool) -> Iterator[Rule]:
    """Yield the rules for any quotation, then those of its reporting verb.

    The verb speaks of the first clause: 'klagte, das Geld fehle und die Arbeit wachse'.
    """
    yield from lexicon.by_lemma.get(("said", "*"), ())
    if first and quote.cue_lemma:
        yield from lexicon.by_lemma.get(("said", quote.cue_lemma), ())
        yield from lexicon.by_lemma.get(("said", f"{quote.cue_lemma} {quote.attitude}"), ())


def _is_said(token: Token, quote: Quote) -> bool:
    """Return whether a token heads a main clause within a quotation."""
    if not quote.start <= token.idx < quote.end or token.dep_ not in _MAIN:
        return False
    verbs = [token, *children(token, "aux", "aux:pass", "cop")]
    if token.dep_ in ("advcl", "xcomp") and quote.start <= token.head.idx < quote.end:
        return False
    if any(t.tag_ in ("PRELS", "PRELAT", "PWAV", "PWS") for t in token.children):
        return False
    said = is_verbal(token) or any(t.dep_ == "cop" for t in verbs)
    return said and any(t.tag_.endswith("FIN") for t in verbs)


def _of_another(token: Token, quote: Quote, quotes: list[Quote]) -> bool:
    """Return whether a quotation within this one, by somebody else, holds or is told by it."""
    if any(other.cue and other.cue.start <= token.idx < other.cue.end for other in quotes):
        return True
    return any(
        other.start <= token.idx < other.end
        and other.end - other.start < quote.end - quote.start
        and other.speaker is not None
        and quote.speaker is not None
        and other.speaker.head != quote.speaker.head
        for other in quotes
    )


def _arguments(clause: Token, speaker: Token) -> Arguments:
    own = trigger_arguments(clause, "position")
    found: Arguments = {f"c-{name}": tokens for name, tokens in own.items()}
    told = [t for name in ("subj", "obj", "dat") for t in own.get(name, []) if t.tag_ == "PDS"]
    return {**found, "subj": [speaker], "clause": [clause], **({"told": told} if told else {})}
