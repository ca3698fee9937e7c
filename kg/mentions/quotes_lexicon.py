"""The lexicon of reported speech: verbs, nouns, phrases and media, read from ``kg/data/de``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import DataError

CONTENTS = frozenset("qsian")
ATTITUDES = frozenset(
    {"neutral", "claims", "denies", "demands", "praises", "blames", "threatens", "doubts"}
    | {"supports"}
)
_TAIL = ("attitude", "addressee", "source", "example")


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a reporting word is used.

    ``content`` holds letters: ``q`` direct speech, ``s`` a clause, ``i`` an infinitive, ``a`` a
    quoted predicate after 'als', ``n`` a quoted object. ``objects`` says how a told act's matter
    hangs on the word: ``akk``, ``dat`` or prepositions. ``companions`` are words that must stand
    in the same clause.
    """

    lemma: str
    content: str = ""
    objects: tuple[str, ...] = ()
    attitude: str = "neutral"
    addressee: str = ""
    companions: tuple[str, ...] = ()

    def takes(self, letters: str) -> bool:
        """Tell whether any of these kinds of content is possible."""
        return any(letter in self.content for letter in letters)


def _entry(row: dict[str, str], key: str) -> Reporting:
    """Turn a row into a :class:`Reporting`, or say what is wrong with it."""
    content, attitude = row.get("content", "s"), row["attitude"]
    if not set(content) <= CONTENTS or attitude not in ATTITUDES:
        raise DataError(f"reporting lexicon: bad content or attitude in the row of '{row[key]}'")
    return Reporting(
        lemma=row[key],
        content=content,
        objects=tuple(row.get("object", "").split()),
        attitude=attitude,
        addressee=row["addressee"],
        companions=tuple(row.get("companions", "").split()),
    )


@cache
def reporting_verbs() -> dict[str, Reporting]:
    """Return the reporting verbs by lemma.

    >>> reporting_verbs()["sagen"].content, reporting_verbs()["kritisieren"].attitude
    ('qsi', 'blames')
    """
    rows = resources.read_tsv("de/reporting-verbs.tsv", ("lemma", "content", "object", *_TAIL))
    return {row["lemma"]: _entry(row, "lemma") for row in rows}


@cache
def reporting_phrases() -> dict[str, tuple[Reporting, ...]]:
    """Return the phrases by their verb, those with most companions first.

    >>> [phrase.companions for phrase in reporting_phrases()["üben"]]
    [('Kritik',)]
    """
    columns = ("verb", "companions", "content", "object", *_TAIL)
    found: dict[str, list[Reporting]] = {}
    for row in resources.read_tsv("de/reporting-phrases.tsv", columns):
        found.setdefault(row["verb"], []).append(_entry(row, "verb"))
    return {
        verb: tuple(sorted(entries, key=lambda entry: -len(entry.companions)))
        for verb, entries in found.items()
    }


@cache
def reporting_nouns() -> dict[str, Reporting]:
    """Return the reporting nouns by lemma.

    >>> reporting_nouns()["Drohung"].attitude
    'threatens'
    """
    rows = resources.read_tsv("de/reporting-nouns.tsv", ("lemma", "content", *_TAIL))
    return {row["lemma"]: _entry(row, "lemma") for row in rows}


@cache
def media_nouns() -> frozenset[str]:
    """Return nouns and names of the means of a statement ('Briefing', 'Truth').

    >>> "Interview" in media_nouns()
    True
    """
    return frozenset(
        row["lemma"] for row in resources.read_tsv("de/reporting-media.tsv", ("lemma", "source"))
    )


@cache
def strong_forms() -> dict[str, str]:
    """Return the infinitives of strong verbs by their past forms.

    >>> strong_forms()["gegeben"]
    'geben'
    """
    rows = resources.read_tsv("de/reporting-forms.tsv", ("form", "lemma", "source"))
    return {row["form"]: row["lemma"] for row in rows}
