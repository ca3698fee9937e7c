"""What words for offices say: of which states, and whether somebody holds the office still."""

from __future__ import annotations

import re
from typing import Literal

from kg.model import Mention
from kg.resolve.actors_gazetteer import bare_title

Standing = Literal["held", "former", "other"]

#: States whose heads of government are called chancellor.
_CHANCELLORS = frozenset({"DE", "AT"})
_FEDERATIONS = frozenset({"AT", "CH", "DE"})
_ONE_STATE = {
    "Papst": frozenset({"VA"}),
    "Pontifex": frozenset({"VA"}),
    "Queen": frozenset({"GB"}),
}
_CHANCELLOR = re.compile(r"^(?:bundes)?kanzler$", re.IGNORECASE)
_PREMIER = re.compile(r"^(?:premier|premierminister|ministerpräsident)$", re.IGNORECASE)
_FEDERAL = re.compile(r"^bundes(?:präsident|.*minister)$", re.IGNORECASE)
_FORMER = re.compile(
    r"\b(?:ehemalig|früher|einstig|vormalig|damalig|abgewählt|abgesetzt|gestürzt|verstorben|"
    r"zurückgetreten|ausgeschieden|langjährig\w* frühere)(?:e[rnsm]?)?\b|\ba\.\s?D\.",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:künftig|designiert|nächst|kommissarisch|stellvertretend|neu gewählt|Vize)",
    re.IGNORECASE,
)


def states_of_word(title: str) -> frozenset[str]:
    """Return the states for which alone a word for an office is used, empty where for any.

    >>> sorted(states_of_word("Bundeskanzler")), sorted(states_of_word("Präsident"))
    (['AT', 'DE'], [])
    """
    word = bare_title(title)
    if _CHANCELLOR.match(word):
        return _CHANCELLORS
    if _FEDERAL.match(word):
        return _FEDERATIONS if word.lower().endswith("präsident") else _CHANCELLORS
    return _ONE_STATE.get(word, frozenset())


def fits_state(title: str, code: str) -> bool:
    """Tell whether an office of a state can be called by a word.

    A chancellor governs Germany or Austria, a premier or 'Ministerpräsident' any other state, or
    a member state of one.

    >>> fits_state("Kanzler", "GB"), fits_state("Premierminister", "DE")
    (False, False)
    >>> fits_state("Premierminister", "GB"), fits_state("Regierungschef", "DE")
    (True, True)
    """
    if not code:
        return True
    states = states_of_word(title)
    if states:
        return code in states
    return code not in _FEDERATIONS or not _PREMIER.match(bare_title(title))


def same_word(one: str, other: str) -> bool:
    """Tell whether two words can be for one office of an unnamed state: no chancellor is premier.

    >>> same_word("Bundeskanzler", "Premierminister"), same_word("Premier", "Regierungschef")
    (False, True)
    """
    pair = (bare_title(one), bare_title(other))
    return not (any(map(_CHANCELLOR.match, pair)) and any(map(_PREMIER.match, pair)))


def standing_of(mention: Mention) -> Standing:
    """Tell whether the office of a mention's title is held, was held, or is not held yet."""
    if not mention.title:
        return "held"
    words = _before_name(mention)
    if mention.title != bare_title(mention.title) or _FORMER.search(words):
        return "former"
    return "other" if _OTHER.search(words) and not mention.title.startswith("Vize") else "held"


def _before_name(mention: Mention) -> str:
    """Return the words of a mention that stand with its title: before its name, or after it."""
    if not mention.name or mention.name not in mention.text:
        return mention.text
    before, _, after = mention.text.partition(mention.name)
    return before if before.strip() else after
