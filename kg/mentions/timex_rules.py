"""Finding time expressions by rules that are data: ``kg/data/de/timex_rules.toml``.

One pass over the words finds the few that can make a time expression (cores); only around these
are patterns tried, each anchored and bounded, so that the work grows linearly with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.errors import DataError
from kg.mentions.timex_lexicon import core_words, feast_names, lexicon, macros, numbers, words
from kg.resources import read_toml

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
_GAP = re.compile(r"[ .,:/()–-]{0,3}")
_MACRO = re.compile(r"\{([a-z]+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_HARD_BREAK = re.compile(r"(?<=[.!?:“”\"»])\n|\n(?=\s*\n)|(?<=\n)\n")
_LONG_LINE = re.compile(r"^[^\n]{101}", re.MULTILINE)
_SPACES = {ord(char): " " for char in "\t\r\n\u00a0\u2009\u202f"}
_END = r"(?!\w|-[A-Za-zÄÖÜäöü])"
_ADJECTIVE_UNIT = re.compile(
    r"(?:sekündig|minütig|stündig|tägig|wöchig|monatig|jährig)(?:e[mnrs]?)?$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"(\w+) {1,3}$")
_ADJECTIVE = re.compile(r"[a-zäöüß]{4,16}e[nrs]?")
_REACH = 7  # words before a core that may belong to the expression


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the reading that gives its groups a value."""

    name: str
    core: str
    kind: str
    pattern: re.Pattern[str]
    finds: tuple[tuple[str, str, str, str], ...]
    leaves: tuple[str, ...]
    after: frozenset[str] = frozenset()
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: offsets in the text, the rule, and the groups that took part."""

    start: int
    end: int
    rule: Rule
    groups: Mapping[str, str]


def expand(pattern: str) -> str:
    """Return a rule's pattern as a regular expression.

    The groups of a macro that is used twice get a 2 behind their names the second time.

    >>> expand("Ende_des~Jahres")
    'Ende {1,3}des {0,3}Jahres'
    """
    pieces = macros()
    spaced = re.sub(r"(?<!\\)_", " {1,3}", re.sub("~", " {0,3}", pattern))
    used: dict[str, int] = {}

    def piece(match: re.Match[str]) -> str:
        name = match[1]
        used[name] = used.get(name, 0) + 1
        if used[name] == 1:
            return pieces[name]
        return _GROUP.sub(rf"(?P<\g<1>{used[name]}>", pieces[name])

    try:
        return _MACRO.sub(piece, spaced)
    except KeyError as error:
        raise DataError(f"unknown macro {error} in pattern '{pattern}'") from error


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules in the order of the file.

    :raises DataError: where a rule lacks a key or its pattern is no regular expression.
    """
    known = {"name", "core", "kind", "pattern", "words", "after", "finds", "leaves"}
    found = []
    for row in read_toml("de/timex_rules.toml")["rule"]:
        try:
            found.append(
                Rule(
                    name=row["name"],
                    core=row["core"],
                    kind=row["kind"],
                    pattern=re.compile(expand(row["pattern"]) + ("" if row.get("open") else _END)),
                    finds=tuple(tuple(example) for example in row["finds"]),
                    leaves=tuple(row["leaves"]),
                    after=frozenset(row.get("after", ())),
                    options={key: value for key, value in row.items() if key not in known},
                )
            )
        except (KeyError, re.error) as error:
            raise DataError(f"time rule {row.get('name', row)!r} is broken: {error}") from error
    return tuple(found)


@cache
def _rules_by_core() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for rule in rules():
        table.setdefault(rule.core, []).append(rule)
    return {core: tuple(group) for core, group in table.items()}


@cache
def _left_words() -> frozenset[str]:
    """Return the words that may stand before a core inside an expression."""
    stems = [stem for name in ("last", "next", "following", "this") for stem in words(name)]
    inflected = {stem + ending for stem in stems for ending in ("e", "em", "en", "er", "es")}
    ordinals = {word + ending for word in lexicon()["ordinals"] for ending in ("", "n", "r", "s")}
    hedges = {part for hedge in words("hedges") for part in hedge.rstrip(".").split()}
    feasts = {part.lower() for name in feast_names() for part in name.split()}
    plain = {*feasts, *words("left"), *words("vague"), *words("articles"), *hedges, *numbers()}
    return frozenset(plain | inflected | ordinals | set(core_words()))


def flatten(text: str) -> str:
    """Return the text with every space a plain one and paragraph breaks as form feeds.

    The length stays the same, so offsets stay true. A single line end inside a sentence is taken
    for a wrapped line, unless the text has long lines: then every line is a paragraph.

    >>> flatten("am 3.\\u00a0Juli.\\nGestern")
    'am 3. Juli.\\x0cGestern'
    """
    if _LONG_LINE.search(text):
        text = text.replace("\n", "\f")
    return _HARD_BREAK.sub("\f", text).translate(_SPACES)


def find_hits(flat: str) -> Iterator[Hit]:
    """Yield the matches in a flattened text, in order and without overlaps."""
    table = core_words()
    found: list[tuple[int, int, str]] = [
        (match.start(), match.end(), match.group()) for match in _WORD.finditer(flat)
    ]
    done = 0
    for index, (start, _, word) in enumerate(found):
        cores = _cores(word, table)
        if not cores or start < done:
            continue
        hit = _best(flat, _starts(flat, found, index, done), start, _candidates(cores))
        if hit is None:
            continue
        for later in range(index + 1, min(index + _REACH, len(found))):
            hit = _longer(flat, found, later, hit, done, table)
        done = hit.end
        yield hit


def _candidates(cores: frozenset[str]) -> list[Rule]:
    by_core = _rules_by_core()
    return [rule for core in sorted(cores) for rule in by_core.get(core, ())]


def _longer(
    flat: str,
    found: list[tuple[int, int, str]],
    index: int,
    hit: Hit,
    done: int,
    table: Mapping[str, frozenset[str]],
) -> Hit:
    """Return what a core further on makes of the same place, if that is longer."""
    cores = _cores(found[index][2], table)
    if not cores or found[index][0] - hit.end > 30:
        return hit
    other = _best(flat, _starts(flat, found, index, done), found[index][0], _candidates(cores))
    covers = other is not None and other.start <= hit.start and other.end > hit.end
    return other if covers and other is not None else hit


def _cores(word: str, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if word[0].isdigit():
        return frozenset({"digit"}) if len(word) in (1, 2, 4) else frozenset()
    lower = word.lower()
    cores = table.get(lower)
    if cores is None and lower.endswith(("ig", "ige", "igen", "iger", "iges", "igem")):
        return frozenset({"adjunit"}) if _ADJECTIVE_UNIT.search(lower) else frozenset()
    if cores is None and "-" in lower:
        first, last = lower.split("-", 1)[0], lower.rsplit("-", 1)[1]
        return table.get(last) or table.get(first, frozenset())
    return cores or frozenset()


def _starts(flat: str, found: list[tuple[int, int, str]], index: int, done: int) -> list[int]:
    """Return where an expression around a core may begin, the leftmost first."""
    left = _left_words()
    starts = [found[index][0]]
    for before in range(index - 1, max(index - 1 - _REACH, -1), -1):
        start, end, word = found[before]
        gap = flat[end : starts[-1]]
        known = word.lower() in left or word[0].isdigit()
        if before == index - 1 and _ADJECTIVE.fullmatch(word):
            known = True  # '360 ehrenamtliche Stunden'
        if start < done or not known or not _GAP.fullmatch(gap):
            break
        starts.append(start)
    return starts[::-1]


def _fits(rule: Rule, flat: str, start: int) -> bool:
    """Tell whether the word before is one of those that the rule asks for, if it does."""
    if not rule.after:
        return True
    before = _LAST_WORD.search(flat, max(0, start - 16), start)
    return before is not None and before[1].lower() in rule.after


def _best(flat: str, starts: list[int], core: int, candidates: list[Rule]) -> Hit | None:
    for start in starts:
        best: tuple[int, Rule, re.Match[str]] | None = None
        for rule in candidates:
            match = rule.pattern.match(flat, start)
            if match is None or match.end() <= core or not _fits(rule, flat, start):
                continue
            if best is None or match.end() > best[0]:
                best = (match.end(), rule, match)
        if best is not None:
            groups = {key: value for key, value in best[2].groupdict().items() if value}
            return Hit(start, best[0], best[1], groups)
    return None
