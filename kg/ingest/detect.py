"""German or not: by script, and by the small words that every text is full of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from kg.errors import LanguageError
from kg.resources import read_toml

_SAMPLE = 20_000  # characters: enough to know a language, short enough to cost nothing
_SHORT = 40  # words: below, a text with no small word at all may still be German
_LEAST_SHARE = 0.04  # of German text, these words make a third
_HINT = "kg reads German; leave the article out, or set 'language: de' if it is German after all"
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _small_words() -> dict[str, tuple[str, frozenset[str]]]:
    """Return by language code its name and its small words; German ones speak for German alone."""
    rows = read_toml("ingest.toml")["languages"]
    german = frozenset(rows["de"]["words"].split())
    return {
        code: (row["name"], frozenset(row["words"].split()) - (german if code != "de" else set()))
        for code, row in rows.items()
    }


def check_german(text: str) -> None:
    """Raise where a text is not German; a short one passes unless something speaks against it.

    :raises LanguageError: naming the language that it looks like.

    >>> check_german("Putin telefonierte mit Trump.")
    >>> check_german("Putin spoke to Trump on the phone and they agreed to meet.")
    Traceback (most recent call last):
    kg.errors.LanguageError: looks English, not German. Kg reads German; leave the article out, ...
    """
    sample = text[:_SAMPLE]
    script = _foreign_script(sample)
    if script:
        raise LanguageError(f"is written in {script} script, not German", hint=_HINT)
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = Counter(words)
    hits = {
        code: sum(counts[word] for word in small) for code, (_, small) in _small_words().items()
    }
    german = hits.pop("de")
    rival = max(hits, key=lambda code: hits[code])
    if hits[rival] > german and hits[rival] > 1:
        name = _small_words()[rival][0]
        raise LanguageError(f"looks {name}, not German", hint=_HINT, language=rival)
    if len(words) >= _SHORT and german < _LEAST_SHARE * len(words):
        raise LanguageError("does not look German: its common words are missing", hint=_HINT)


def _foreign_script(sample: str) -> str:
    """Return the name of the script that most letters have, or '' for Latin."""
    scripts: Counter[str] = Counter()
    for sign, count in Counter(sample).items():
        if sign.isalpha():
            scripts[unicodedata.name(sign, "UNKNOWN").split()[0]] += count
    if not scripts:
        return ""
    script, count = max(scripts.items(), key=lambda item: (item[1], item[0]))
    return "" if script == "LATIN" or count * 2 < scripts.total() else script.capitalize()
