"""Labels for actors without a name: 'russische Delegation', 'ukrainische Beamte'."""

from __future__ import annotations

import re

from kg.model import Mention
from kg.resolve import actors_gazetteer as gazetteer

_DETERMINER = re.compile(
    r"^(?:der|die|das|dem|den|des|ein|eine|einem|einen|einer|eines|beide|beiden|alle|"
    r"sein\w*|ihr\w*|dies\w*)\s+",
    re.IGNORECASE,
)
#: Role nouns for women that have no other form.
_FEMALE = ("Queen", "frau", "Frau", "utter", "ochter", "chwester", "Tante", "Nichte", "Witwe")
_WEAK = re.compile(r"(?:ist|yst|ell|[^m]ent|ant|at|oge|ot|et|ekt|graf|soph|ek|om|ern|ad|it)$")


def person_label(mention: Mention, code: str) -> str:
    """Return a label for a person known by a role: 'Sprecher', 'US-Beamter'.

    The state stands before it, as far as the words of the text do not say it already.
    """
    if not mention.title:
        return _DETERMINER.sub("", " ".join(mention.text.split()))
    base = mention.title
    female = base.endswith(_FEMALE)
    if mention.gender == "f" and not base.endswith("in") and not female:
        base = base[:-1] if base.endswith(("ter", "der")) and _adjectival(base) else base + "in"
    return _with_state(base, code, mention.gender or "m", plural=False)


def group_label(mention: Mention, code: str) -> str:
    """Return a label for a group or body: 'russische Delegation', 'Journalisten'.

    >>> from kg.model import Mention
    >>> m = Mention(start=0, end=1, text="US-Vertretern", head=0, kind="nominal", label="GRP",
    ...             title="Vertreter", country="US", plural=True)
    >>> group_label(m, "US"), group_label(m, "")
    ('US-Vertreter', 'Vertreter')
    """
    if not mention.title:
        words = _DETERMINER.sub("", " ".join(mention.text.split())).split()
        adjective = gazetteer.adjectives().get(code, "")
        if len(words) == 2 and adjective and mention.plural and words[0].startswith(adjective):
            words[0] = adjective + "e"
        if mention.plural and len(words) == 1 and words[0].endswith("ern"):
            words[0] = words[0][:-1]  # 'den Ukrainern'
        return " ".join(words)
    person = gazetteer.read_title(mention.title)[1] == "person"
    several = mention.plural and (person or "+" not in mention.country)
    base = plural_of(mention.title) if several else mention.title
    tail = re.search(r"\s(?:der|des)\s.+$", " ".join(mention.text.split()))
    if several and tail and code and gazetteer.adjectives().get(code, "#") in tail.group():
        return base + tail.group()
    if mention.gender == "f" and several and mention.text.endswith("innen"):
        base = mention.title + "innen"
    return _with_state(base, code, mention.gender, plural=several)


def plural_of(title: str) -> str:
    """Return the nominative plural of a masculine role noun.

    >>> plural_of("Journalist"), plural_of("Beamter"), plural_of("Vertreter"), plural_of("Chef")
    ('Journalisten', 'Beamte', 'Vertreter', 'Chefs')
    """
    if _adjectival(title):
        return title[:-1]
    if title.endswith(("er", "el")):
        return title
    if title.endswith("e"):
        return title + "n"
    if title.endswith(("ium", "um")):
        return title[:-2] + "en"
    if title.endswith("lem"):
        return title + "s"
    if title.endswith(("land", "Land")):
        return title[:-4] + title[-4:].replace("and", "änd") + "er"
    if title.endswith("staat") or title.endswith("Staat"):
        return title + "en"
    if title.endswith("ment"):
        return title + "e"
    if title.endswith("glied"):
        return title + "er"
    if title.endswith(("ung", "ion", "bank", "iz", "schaft", "heit", "ei", "anz", "kraft", "ur")):
        return title + "en"
    if title.endswith(("team", "regime", "blatt")) or title in ("Medien", "Streitkräfte"):
        return title + ("s" if title.endswith("m") else "")
    if _WEAK.search(title) or title.endswith(("soldat", "kurd", "zeug")):
        return title + "en"
    if title.endswith(("or",)):
        return title + "en"
    return title + ("s" if title.endswith(("chef", "Chef", "o", "i", "a")) else "e")


def _adjectival(title: str) -> bool:
    return title.endswith(
        (
            "eordneter",
            "eamter",
            "gesandter",
            "Gesandter",
            "auftragter",
            "sitzender",
            "ündeter",
            "Vertrauter",
            "Angehöriger",
            "Delegierter",
            "Gefangener",
            "Aufständischer",
            "wortlicher",
            "diensteter",
            "Überlebender",
            "Angeklagter",
            "oneller",
            "ächtigter",
        )
    )


def _with_state(base: str, code: str, gender: str, *, plural: bool) -> str:
    """Put a state before a noun: as a compound for the USA and the EU, else as an adjective."""
    if not code:
        return base
    body = gazetteer.find_body(code)
    if code not in gazetteer.adjectives() and body is not None and body.kind == "Place":
        return f"{base} ({code})"
    if code in ("US", "EU") or code not in gazetteer.adjectives():
        return base if base.startswith(f"{code}-") else f"{code}-{base}"
    adjective = gazetteer.adjectives()[code]
    if adjective[0].isupper():
        return f"{adjective} {base}"
    ending = "e" if plural or gender == "f" else {"n": "es"}.get(gender, "er")
    if _adjectival(base) and not plural:
        ending = "er"
    return f"{adjective}{ending} {base}"
