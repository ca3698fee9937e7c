"""What somebody is quoted with: clauses that take a side by what they say.

The verb above does not tell: 'Der Plan sei ein Fehler, so die Ministerin', '„Das kommt nicht in
Frage“, ätzte er'. Rules with ``pos = "said"`` read the clauses of a quotation whose speaker is
known; their lemmas are reporting verbs, or '*' for any. The speaker is the clause's ``subj``, the
clause itself ``clause``; ``told`` is a mere 'das' that it speaks of; its own arguments stand under
'c-' and their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from spacy.tokens import Doc, Span, Token

from kg.frames.arguments import trigger_arguments
from kg.frames.lexicon import Lexicon, Rule
from kg.frames.nouns import Arguments
from kg.frames.phrases import clause_label
from kg.frames.setting import Settings
from kg.frames.tokens import children, is_verbal
from kg.model import Quote, Role
from kg.model import Span as Span_

_LONGEST = 240  # characters; what is longer is no matter but a speech
_OTHERS = ("Reported",)  # the article tells of these in its own words: verbs and nouns find them
_SOURCES = ("laut", "nach", "zufolge")  # who is a source for what was not denies nothing
_THINKING = frozenset(
    "annehmen ausgehen entscheiden erwarten fragen rechnen schätzen urteilen vermuten".split()
)
_MAIN = ("ROOT", "conj", "parataxis", "ccomp", "csubj", "appos", "advcl", "xcomp", "dep")

# What hangs on these within the quotation is no stance of who speaks.
_CONCEDING = frozenset(
    "anerkennen behaupten bestreiten einräumen fragen gestehen leugnen verstehen wissen zugeben "
    "zugestehen verlangen fordern vorwerfen".split()
)


def find_said(
    doc: Doc, sentence: Span, lexicon: Lexicon, settings: Settings
) -> Iterator[tuple[Rule, Token, Arguments, Quote]]:
    """Yield the rules to try, best first, with the clause, its arguments and the quotation."""
    quotes: list[Quote] = doc._.quotes or [] if Doc.has_extension("quotes") else []
    headline = _headline(sentence, settings)
    for quote in [*quotes, *([headline] if headline is not None else [])]:
        near = quote.start < sentence.end_char and quote.end > sentence.start_char
        if quote.speaker is None or quote.type in _OTHERS or not near:
            continue
        speaker = settings.token_at(quote.speaker.head)
        if speaker is None or speaker.tag_ == "PPOSAT" or not settings.can_hold(speaker):
            continue
        if sentence.text.rstrip(' \n“”"»«').endswith("?"):
            continue
        clauses = [t for t in sentence if _is_said(t, quote) and not _of_another(t, quote, quotes)]
        rules = _told_by_anybody(quote, lexicon)
        for clause, rule in product(clauses, rules):
            yield rule, clause, _arguments(clause, speaker), quote
        first = clauses[0] if clauses else _content(doc, sentence, quote)
        for rule in _told_by(quote, lexicon) if first is not None else ():
            assert first is not None
            yield rule, first, _arguments(first, speaker), quote


def within(role: Role, quote: Quote, rule: Rule) -> Role:
    """Return a matter cut to the words of the quotation: who says it is no part of it.

    What a reporting verb takes is all that is quoted, whatever the parser hangs on its head.
    """
    start, end = max(role.start, quote.start), min(role.end, quote.end)
    taken = "*" not in rule.lemmas or quote.rule == "headline"
    whole = role.name == "about" and taken and len(quote.text) < _LONGEST
    if whole and quote.start <= role.start < quote.end:
        label = clause_label(quote.text)
        return replace(role, start=quote.start, end=quote.end, text=quote.text, label=label)
    if role.name != "about" or start >= end or (start, end) == (role.start, role.end):
        return role
    text = role.text[start - role.start : end - role.start]
    label = clause_label(text)
    return replace(role, start=start, end=end, text=text, label=label)


def _headline(sentence: Span, settings: Settings) -> Quote | None:
    """Return what a headline puts into somebody's mouth: 'Kreml: Truppen inakzeptabel'."""
    colon = next((t for t in sentence[:6] if t.text == ":"), None)
    if colon is None or colon.i == sentence.start or colon.i + 2 >= sentence.end:
        return None
    named = settings.mention_of(sentence[0]) or settings.mention_of(colon.nbor(-1))
    if named is None or named.start != sentence.start or named.end != colon.i:
        return None
    follower = colon.nbor(1)
    if follower.is_quote or follower.is_space:
        return None  # a quotation, which is found as such
    start, end = follower.idx, sentence.end_char
    speaker = Span_(
        start=named.start_char, end=named.end_char, text=named.text, head=named.root.idx
    )
    text = sentence.doc.text[start:end]
    return Quote(start=start, end=end, text=text, type="Indirect", speaker=speaker, rule="headline")


def _content(doc: Doc, sentence: Span, quote: Quote) -> Token | None:
    """Return the head of what is quoted in an infinitive: 'riet, die Finger davon zu lassen'."""
    span = doc.char_span(quote.start, quote.end, alignment_mode="contract")
    inside = span is not None and sentence.start_char <= quote.start
    verbs = [t for t in span if is_verbal(t)] if span is not None and inside else []
    if span is None or not verbs or span[0].lower_ == "was":
        return None  # 'schlug eine Steuer vor, was Paris ablehnt'
    return span.root if span.root in verbs else verbs[-1]


def _told_by_anybody(quote: Quote, lexicon: Lexicon) -> list[Rule]:
    """Return the rules for quotations by whatever verb."""
    if quote.cue_lemma in _THINKING or quote.text.startswith("ob "):
        return []  # who expects, and who asks, takes no side
    rules = lexicon.by_lemma.get(("said", "*"), ())
    return [r for r in rules if r.type != "Denies" or quote.cue_lemma not in _SOURCES]


def _told_by(quote: Quote, lexicon: Lexicon) -> list[Rule]:
    """Return the rules of a quotation's reporting verb: 'klagte, das Geld fehle'."""
    if not quote.cue_lemma:
        return []
    keys = (quote.cue_lemma, f"{quote.cue_lemma} {quote.attitude}")
    return [rule for key in keys for rule in lexicon.by_lemma.get(("said", key), ())]


def _is_said(token: Token, quote: Quote) -> bool:
    """Return whether a token heads a main clause within a quotation."""
    bare = quote.rule == "headline" and token.tag_ in ("ADJD", "VVIMP", "VVPP")
    if not quote.start <= token.idx < quote.end or not (bare or token.dep_ in _MAIN):
        return False
    verbs = [token, *children(token, "aux", "aux:pass", "cop")]
    lower = quote.start <= token.head.idx < quote.end
    if lower and (token.dep_ in ("advcl", "xcomp") or token.head.lemma_ in _CONCEDING):
        return False
    own = [t for c in token.children for t in (c, *children(c, "det:poss", "det", "nmod"))]
    if any(t.tag_ in ("PRELS", "PRELAT", "PWAV", "PWS") for t in own):
        return False
    if bare and not children(token, "aux", "cop"):
        return True
    said = is_verbal(token) or any(t.dep_ == "cop" for t in verbs)
    return said and any(t.tag_.endswith("FIN") for t in verbs)


def _of_another(token: Token, quote: Quote, quotes: list[Quote]) -> bool:
    """Return whether a quotation within this one, by somebody else, holds or is told by it."""
    told = [other for other in quotes if other.speaker is not None]
    if any(other.cue and other.cue.start <= token.idx < other.cue.end for other in told):
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
