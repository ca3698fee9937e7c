"""Whether two forms of a name can be one bearer's: spellings, initials, surnames, cases."""

from __future__ import annotations

import re

from kg.model import Mention
from kg.resolve.actors_entities import Entity
from kg.resolve.actors_gazetteer import Known, surname, without_article
from kg.resolve.actors_spelling import fold, nearly_same, plain, undeclined
from kg.resources import first_names

_KEY_LENGTH = 6  # letters of a surname from which a key may stand for another spelling
_INITIAL = re.compile(r"^[A-ZÄÖÜ][a-z]?\.$")
#: English initials of names that German writes with another letter: Y. (Juri), V. (Wladimir).
_LETTER = {"Y": "J", "V": "W", "Z": "S", "C": "K"}
_MIDDLE = re.compile(r"(?<=\w\w )(?:[A-ZÄÖÜ][a-z]?\. ?)+(?=\w\w)")


def without_initials(name: str) -> str:
    """Return a name without the initials between first name and surname.

    >>> without_initials("John F. Kerry"), without_initials("J. Uschakow")
    ('John Kerry', 'J. Uschakow')
    """
    return _MIDDLE.sub("", name)


def is_shortened(name: str) -> bool:
    """Tell whether a name gives an initial for the first name: 'D. Trump'."""
    return bool(_INITIAL.match(name.split()[0]))


def fits_initials(short: str, full: str) -> bool:
    """Tell whether initials and surname can be a full name's, in any transliteration.

    >>> fits_initials("J. Ushakov", "Juri Uschakow"), fits_initials("D. Trump", "Melania Trump")
    (True, False)
    """
    if not is_shortened(short) or is_shortened(full):
        return False
    last = " ".join(word for word in short.split() if not _INITIAL.match(word))
    if fold(last) != fold(surname(full)):
        return False
    return _LETTER.get(short[0], short[0]) == _LETTER.get(full[0], full[0])


def same_full_name(entity: Entity, mention: Mention) -> bool:
    """Tell whether a full name is another spelling, or a shorter form, of an entity's."""
    for name in [entity.label, *entity.names]:
        one, two = name.split(), mention.name.split()
        if len(one) < 2:
            continue
        if fold(name) == fold(mention.name) or nearly_same(name, mention.name):
            return True
        if fold(one[0]) == fold(two[0]) and fold(one[-1]) == fold(two[-1]):
            return True  # 'Hans Müller' and 'Hans Peter Müller'
    return False


def same_body(entity: Entity, name: str) -> bool:
    """Tell whether a name is an entity's, in whatever case it stands."""
    return any(undeclined(form) == undeclined(name) for form in (entity.label, *entity.names))


def bears(entity: Entity, mention: Mention) -> bool:
    """Tell whether an entity with a full name bears a mention's single name."""
    if entity.kind != "Person":
        return False
    for name in [entity.label, *entity.names]:
        if len(name.split()) < 2:
            continue
        last = without_article(surname(name))
        if plain(mention.name) in (plain(last), plain(surname(name)), *plain(name).split()[1:]):
            return True
        first = name.split()[0]
        if plain(first) == plain(mention.name) and first not in first_names():
            return True  # 'Thaksin' for Thaksin Shinawatra, 'Saddam' for Saddam Hussein
        long = len(plain(last)) >= _KEY_LENGTH
        if long and fold(without_article(mention.name)) == fold(last):
            return True
    return False


def may_be(person: Known, word: str) -> bool:
    """Tell whether a person's surname is written so, or is another spelling of a long name."""
    last = without_article(surname(person.label))
    return (
        plain(last) == plain(word)
        or len(plain(word)) >= _KEY_LENGTH
        or plain(word) in plain(person.label).split()
    )
