"""Names told by other words: 'die Türkei-Reise', 'der EU-Gipfel', 'die polnische Hauptstadt'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.mentions import names_lexicon as lexicon
from kg.model import Mention, MentionLabel

#: 'russisch-amerikanischen', 'deutsch-französische': two nations, the second with an ending.
_TWO_NATIONS = re.compile(r"^(\w+)[-–](\w+)$")
_SHORT_NAME = re.compile(r"^[A-ZÄÖÜ]{2,6}$|^[GD]-?\d{1,2}$")
_LABELS: dict[str, MentionLabel] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
_SHORTEST = 3  # letters of a name that opens a word without hyphen: 'Iranreise'


def find_within(doc: Doc) -> Iterator[tuple[Token, Mention]]:
    """Yield names that open a compound of travel or talk, and adjectives of two nations.

    :param doc: with tags; the mentions lack the number of their sentence.
    """
    for token in doc:
        if token.tag_ == "NN":
            found = _opening_name(token) or _capital_of(token)
        elif token.tag_ == "ADJA":
            found = _two_nations(token)
        else:
            found = None
        if found is not None:
            yield token, found


def _opening_name(token: Token) -> Mention | None:
    """Return the name of the gazetteer that opens a word: 'Israel' in 'Israelbesuch'."""
    ends = lexicon.word_list("within", "ends")
    last = next((end for end in ends if token.text.lower().endswith(end)), "")
    if not last:
        return None
    first = token.text[: -len(last)]
    hyphen = first.endswith(("-", "–"))
    name = first.rstrip("-–")
    if not name or (not hyphen and len(name) < _SHORTEST):
        return None
    entry = lexicon.lookup((name,))
    if entry is None and not (hyphen and _SHORT_NAME.match(name)):
        return None  # 'GUS' and 'G20' need no gazetteer
    if entry is not None and not hyphen and entry.label != "LOC":
        return None
    return Mention(
        start=token.idx,
        end=token.idx + len(name),
        text=name,
        head=token.idx,
        kind="name",
        label=_LABELS[entry.label] if entry else "ORG",
        name=name,
        country=entry.code if entry and entry.kind == "country" else "",
    )


def _capital_of(token: Token) -> Mention | None:
    """Return the city of 'in der südkoreanischen Hauptstadt'; None where no state is told."""
    if token.lemma_ != "Hauptstadt" or token.i == 0:
        return None
    nation = token.nbor(-1)
    city = lexicon.capital_of(lexicon.country_of_adjective(nation.text))
    if nation.tag_ != "ADJA" or not city:
        return None
    return Mention(
        start=nation.idx,
        end=token.idx + len(token),
        text=token.doc[nation.i : token.i + 1].text,
        head=token.idx,
        kind="name",
        label="LOC",
        name=city,
    )


def _two_nations(token: Token) -> Mention | None:
    """Return the states of 'russisch-amerikanischen'; None where a part is no nation."""
    parts = _TWO_NATIONS.match(token.lower_)
    if parts is None:
        return None
    codes = [lexicon.country_of_adjective(f"{parts[1]}e"), lexicon.country_of_adjective(parts[2])]
    if not all(codes) or codes[0] == codes[1]:
        return None
    return Mention(
        start=token.idx,
        end=token.idx + len(token),
        text=token.text,
        head=token.idx,
        kind="nominal",
        label="MISC",
        country="+".join(codes),
        plural=True,
        count=2,
    )
