"""Lists of matters, read off the surface: 'fordert A, B, C und D'.

What parsers know least is where the later members of a long list hang. A list shows by its commas,
its determiners and the 'und' before its last member.
"""

from __future__ import annotations

from spacy.tokens import Token

_DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT")
_WITHIN = ("ADJA", "ADV", "ADJD", "CARD", "TRUNC", "APPR", "APPRART")
_ENDS = ("VVFIN", "VAFIN", "VMFIN", "KOUS", "PRELS", "PRELAT", "PTKVZ", "$.", "PWS", "PWAV")
_AND = ("und", "sowie")


def listed(head: Token) -> list[Token]:
    """Return the nouns listed after a noun; nothing where there is no list of three or more.

    'auf der Neutralität, ihrer Weigerung, Bündnissen beizutreten, und der Aufhebung' lists three;
    'zu Lande, zu Wasser und in der Luft' and 'Russlands und der Ukraine' are no lists of matters.
    """
    members: list[Token] = []
    separator = ""
    for token in head.doc[head.i + 1 : head.sent.end]:
        if _closes(token):
            break
        if token.text == "," or token.lower_ in _AND:
            separator = token.lower_
            continue
        noun = _opens(token, with_determiner=_has_determiner(head)) if separator else None
        if noun is not None:
            members.append(noun)
        if noun is not None and separator in _AND:
            return members if len(members) > 1 else []
        separator = ""
    return []


def _closes(token: Token) -> bool:
    """Return whether a list cannot go on behind a token; an infinitive clause may stand in it."""
    infinitive = token.dep_ == "acl" and "zu" in token.lower_
    return (token.tag_ in _ENDS and not infinitive) or token.text in (";", ":")


def _has_determiner(noun: Token) -> bool:
    return any(child.tag_ in _DETERMINERS for child in noun.children)


def _opens(token: Token, *, with_determiner: bool) -> Token | None:
    """Return the noun of the phrase that a token opens, if it opens one like the first member's."""
    if (token.tag_ in _DETERMINERS) != with_determiner:
        return None
    place = token.i + (1 if with_determiner else 0)
    while place < token.sent.end and token.doc[place].tag_ in _WITHIN[:5]:
        place += 1
    if place >= token.sent.end or token.doc[place].tag_ != "NN":
        return None
    return token.doc[place]
