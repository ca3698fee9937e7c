"""A second chance where the parse breaks: who stands beside the verb as its subject or object.

Parsers lose arguments in long sentences: a name after a date becomes its apposition, a subject
hangs on a verb of another clause. Between two commas German order still tells who is meant: the
subject stands right before or right behind the finite verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.frames.clauses import is_passive
from kg.frames.lexicon import Rule
from kg.frames.nouns import Arguments
from kg.frames.setting import Settings
from kg.frames.tokens import is_verbal

_BOUNDARIES = frozenset(', ; : ( ) „ “ ” » « – " \n'.split(" "))
_ACTORS = ("party", "caller", "host", "visitor", "sender", "holder", "mediator")
_FINITE = ("VVFIN", "VAFIN", "VMFIN")
_REACH = 40  # tokens; no clause without a comma is longer


def with_neighbours(
    rule: Rule, token: Token, arguments: Arguments, settings: Settings
) -> Arguments:
    """Return the arguments of a verb with subject and object looked up by their place.

    Only where the rule wants somebody who acts and the tree gives nobody, and only names and
    persons of the same stretch without a comma that no preposition governs.
    """
    if not is_verbal(token) or token.pos_ == "NOUN" or rule.kind == "event" or is_passive(token):
        return arguments
    wanted = [f for f in ("subj", "obj") if _wants(rule, f, arguments, settings)]
    if not wanted:
        return arguments
    used = {t.i for fillers in arguments.values() for t in fillers}
    near = [t for t in _free_mentions(token, settings) if t.i not in used]
    finite = _finite(token)
    found = dict(arguments)
    if "subj" in wanted and finite is not None:
        subject = _beside(near, finite)
        if subject is not None:
            found["subj"] = [subject]
            near.remove(subject)
    if "obj" in wanted and "subj" in found and near and finite is not None:
        behind = [t for t in near if t.i > finite.i]
        if behind:
            found["obj"] = [behind[-1]]
    return found


def _wants(rule: Rule, function: str, arguments: Arguments, settings: Settings) -> bool:
    """Return whether a rule has somebody act in a function that nobody fills."""
    acts = settings.can_hold if rule.kind == "position" else settings.is_actor
    if any(acts(t) for t in arguments.get(function, [])):
        return False
    roles = [name for name, functions in rule.roles.items() if function in functions]
    return any(name in _ACTORS for name in roles) and (
        function == "subj" or not arguments.get("obj")
    )


def _stretch(token: Token) -> list[Token]:
    """Return the tokens around a verb up to the next comma, colon or quotation mark."""
    first = last = token.i
    sentence = token.sent
    while first > sentence.start and token.i - first < _REACH:
        if token.doc[first - 1].text in _BOUNDARIES:
            break
        first -= 1
    while last + 1 < sentence.end and last - token.i < _REACH:
        if token.doc[last + 1].text in _BOUNDARIES:
            break
        last += 1
    return list(token.doc[first : last + 1])


def _finite(token: Token) -> Token | None:
    """Return the finite verb of a verb's stretch: itself, or the auxiliary that goes with it."""
    finite = [t for t in _stretch(token) if t.tag_ in _FINITE]
    return finite[0] if len(finite) == 1 else None


def _free_mentions(token: Token, settings: Settings) -> list[Token]:
    """Return the heads of mentions in a verb's stretch that stand free of preposition and noun."""
    found: list[Token] = []
    for other in _stretch(token):
        span = settings.mention_of(other)
        if span is None or settings.is_place(other, "in") or settings.is_time(other):
            continue
        before = token.doc[span.start - 1] if span.start > other.sent.start else None
        governed = before is not None and before.tag_ in ("APPR", "APPRART", "APPO", "KOKOM")
        attribute = (
            before is not None and before.pos_ in ("NOUN", "PROPN") and not settings.is_time(before)
        )
        if not governed and not attribute:
            found.append(other)
    return found


def _beside(near: list[Token], finite: Token) -> Token | None:
    """Return the mention that ends right before the finite verb, or begins right behind it."""
    before = [t for t in near if 0 < finite.i - t.right_edge.i <= 1 or finite.i - t.i == 1]
    behind = [t for t in near if 0 < t.left_edge.i - finite.i <= 2 or 0 < t.i - finite.i <= 4]
    return before[-1] if before else (behind[0] if behind else None)
