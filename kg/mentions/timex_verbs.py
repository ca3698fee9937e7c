"""Verb forms by their spelling: preterites, participles, and what a row of words tells of time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from kg.mentions.timex_calendar import Tense
from kg.resources import read_toml

_WEAK = re.compile(r"[a-zäöüß]{2,}(?:[^aeiouäöü]t|[dt]e?t)e(?:n|t|st)?")
_GE = re.compile(r"[a-zäöüß]{0,12}ge[a-zäöüß]{2,}(?:t|en)")
_PLAIN_T = re.compile(r"[a-zäöüß]{3,}iert|(?:be|ver|er|ent|zer|miss|über|unter)[a-zäöüß]{3,}t")
_PLAIN_EN = re.compile(r"(?:be|ver|er|ent|zer|miss|über|unter|emp|wider)[a-zäöüß]{3,}en")


@cache
def forms(name: str) -> frozenset[str]:
    """Return one of the lists of ``de/timex_tense.toml``."""
    return frozenset(read_toml("de/timex_tense.toml")[name])


@cache
def _strong() -> re.Pattern[str]:
    """Return a pattern of strong preterites with a prefix: 'abflog', 'stattfand'."""
    prefixes, verbs = sorted(forms("prefixes")), sorted(forms("preterites"))
    return re.compile(f"(?:{'|'.join(prefixes)})(?:{'|'.join(verbs)})")


def word_tense(words: Sequence[str]) -> Tense:
    """Return the tense that a clause's lower-case words show, '' where they show none.

    A perfect may have its parts far from each other. 'ist geplant' tells of something coming.

    >>> word_tense(["am", "dienstag", "wird", "er", "reisen"])
    'future'
    >>> word_tense("sind am donnerstag in der stadt zusammengekommen".split())
    'past'
    >>> word_tense(["ist", "für", "dienstag", "geplant"]), word_tense(["am", "dienstag"])
    ('future', '')
    """
    found = set(words)
    if found & forms("past"):
        return "past"
    if found & forms("future"):
        return _modal_tense(words)
    if found & forms("perfect"):
        return _perfect_tense(words)
    if any(is_preterite(word) for word in words):
        return "past"
    if found & forms("present") or any(is_present(word) for word in words):
        return "present"
    return ""


def _modal_tense(words: Sequence[str]) -> Tense:
    """Tell 'soll gesagt haben' (past) from 'soll sagen'."""
    for first, second in itertools.pairwise(words):
        if second in ("haben", "sein") and is_participle(first):
            return "past"
    return "future"


def _perfect_tense(words: Sequence[str]) -> Tense:
    auxiliary = next(i for i, word in enumerate(words) if word in forms("perfect"))
    states = words[auxiliary] in forms("states")
    if states and any(word in forms("planned") for word in words):
        return "future"
    for word in words:
        if is_participle(word):
            return "past"
    # 'haben ... beraten': a participle without 'ge-' looks like an infinitive; 'zu' tells that.
    last = words[-1] if words else ""
    infinitive = len(words) > 1 and words[-2] == "zu"
    if _PLAIN_EN.fullmatch(last) and not infinitive and last not in forms("perfect"):
        return "past"
    return "present"


def is_present(word: str) -> bool:
    """Tell whether a lower-case word looks like a third person of the present.

    >>> is_present("reist"), is_present("nicht"), is_present("zuletzt")
    (True, False, False)
    """
    ending = word.endswith("t") and len(word) > 3 and word not in forms("not_presents")
    return ending and not word.endswith(("haft", "icht", "bst", "cht")) and word[:2] != "ge"


def is_participle(word: str) -> bool:
    """Tell whether a lower-case word looks like a past participle.

    >>> is_participle("getroffen"), is_participle("telefoniert"), is_participle("morgen")
    (True, True, False)
    """
    if word in forms("participles") or word in forms("planned"):
        return True
    if word in forms("not_participles"):
        return False
    return bool(_GE.fullmatch(word) or _PLAIN_T.fullmatch(word))


def is_preterite(word: str) -> bool:
    """Tell whether a lower-case word looks like a preterite.

    >>> is_preterite("sagte"), is_preterite("sprach"), is_preterite("heute"), is_preterite("zweite")
    (True, True, False, False)
    """
    if word in forms("preterites") or _strong().fullmatch(word):
        return True
    return bool(_WEAK.fullmatch(word)) and word not in forms("not_preterites")
