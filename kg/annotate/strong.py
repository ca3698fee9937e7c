"""Strong participles and their infinitives: 'verschoben' → 'verschieben'.

A participle in -en looks like an infinitive ('vergeben', 'verschoben'); only a list can tell.
"""

from __future__ import annotations

from functools import cache

from kg.annotate.german import PARTICLES

_UNSTRESSED = (
    *("be", "emp", "ent", "er", "hinter", "miss", "um", "unter", "ver", "wider", "zer", "über"),
)
# Stems of participles without 'ge', each with its infinitive.
_STEMS = (
    "backen backen, banden binden, beten bitten, bissen beißen, blieben bleiben, bogen biegen, "
    "boren bären, borgen bergen, boten bieten, brochen brechen, bunden binden, drungen dringen, "
    "fahren fahren, fallen fallen, fangen fangen, flogen fliegen, flohen fliehen, flossen fließen, "
    "fochten fechten, fressen fressen, frieren frieren, froren frieren, funden finden, "
    "gangen gehen, geben geben, glichen gleichen, glitten gleiten, golten gelten, goren gären, "
    "gossen gießen, graben graben, griffen greifen, hangen hängen, halten halten, hauen hauen, "
    "hoben heben, holfen helfen, heißen heißen, klungen klingen, kommen kommen, kniffen kneifen, "
    "laden laden, lassen lassen, laufen laufen, legen liegen, lesen lesen, liehen leihen, "
    "litten leiden, logen lügen, loschen löschen, messen messen, mieden meiden, nommen nehmen, "
    "nossen genießen, pfiffen pfeifen, priesen preisen, raten raten, rieben reiben, rieten raten, "
    "rissen reißen, ritten reiten, rochen riechen, rufen rufen, rungen ringen, schaffen schaffen, "
    "schieden scheiden, schienen scheinen, schlafen schlafen, schlagen schlagen, "
    "schlichen schleichen, schliffen schleifen, schlossen schließen, schlungen schlingen, "
    "schmissen schmeißen, schmolzen schmelzen, schnitten schneiden, schoben schieben, "
    "scholten schelten, schoren scheren, schossen schießen, schrieben schreiben, schrien schreien, "
    "schritten schreiten, schwiegen schweigen, schwollen schwellen, schwommen schwimmen, "
    "schworen schwören, schwunden schwinden, schwungen schwingen, sehen sehen, sessen sitzen, "
    "sogen saugen, sonnen sinnen, spalten spalten, sprochen sprechen, sprossen sprießen, "
    "sprungen springen, standen stehen, stiegen steigen, stochen stechen, stohlen stehlen, "
    "storben sterben, stoßen stoßen, stoben stieben, strichen streichen, stritten streiten, "
    "sungen singen, sunken sinken, tragen tragen, treten treten, trieben treiben, troffen treffen, "
    "trogen trügen, trunken trinken, wachsen wachsen, waschen waschen, wichen weichen, "
    "wiesen weisen, wogen wiegen, worben werben, worden werden, worfen werfen, "
    "wunden winden, wunken winken, ziehen zeihen, zogen ziehen, zwungen zwingen"
)


@cache
def _infinitives() -> dict[str, str]:
    pairs = [pair.split() for pair in _STEMS.split(", ")]
    return {pair[0]: pair[1] for pair in pairs}


def strong_infinitive(participle: str) -> str | None:
    """Return the infinitive of a strong participle, None where it is none that is known.

    >>> strong_infinitive("verschoben"), strong_infinitive("abgesprochen")
    ('verschieben', 'absprechen')
    >>> strong_infinitive("telefoniert") is None
    True
    """
    for prefix in ("", *PARTICLES):
        rest = participle.removeprefix(prefix)
        if (prefix and rest == participle) or not rest.startswith("ge"):
            continue
        if found := _infinitives().get(rest[2:]):
            return prefix + found
    for prefix in _UNSTRESSED:
        rest = participle.removeprefix(prefix)
        if rest != participle and (found := _infinitives().get(rest)):
            return prefix + found
    return None
