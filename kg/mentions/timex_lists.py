"""Members of lists and ranges that share their last member's words: '3., 4. und 7. Oktober'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.timex_lexicon import numbers, one_of
from kg.mentions.timex_rules import Hit

_JOIN = r"(?: ?, ?| (?:und|oder|bis|sowie|auf|statt) | ?[-–/] ?|-? bis | ?und )"
_DAY_MEMBER = re.compile(
    rf"(?<![\d.,:])(3[01]|[12]\d|0?[1-9])\.?(?:,? und|{_JOIN}) ?(?:am |zum )?(?:de[nm] )?$"
)
_CLOCK_MEMBER = re.compile(
    r"(?<![\d.,:/])(2[0-4]|1\d|0?\d)(?:[.:]([0-5]\d))?(?: ?[-–/] ?| (?:bis|und|oder) | ?, ?)$"
)
_BACK = 28


_NUMBER_MEMBER = re.compile(
    rf"(?<![\w.,:-])(\d{{1,4}}|{one_of(numbers(), capital=True)})"
    r"(?: (?:bis|oder|und|statt) | ?[-–] ?)(?:zu )?$"
)


def members(hit: Hit, flat: str, done: int) -> Iterator[Hit]:
    """Yield the members before a match that borrow its words, from left to right.

    :param done: where the expression before ends; no member begins before it.
    """
    pattern = _pattern(hit)
    if pattern is None:
        return
    found: list[Hit] = []
    start = hit.start
    while len(found) < 12:
        match = pattern.search(flat, max(done, start - _BACK), start)
        if match is None:
            break
        found.append(_borrow(hit, match, flat))
        start = match.start()
    yield from reversed(found)


def _pattern(hit: Hit) -> re.Pattern[str] | None:
    groups = hit.groups
    if hit.rule.kind == "date" and "month" in groups and "weekday" not in groups:
        return _DAY_MEMBER
    if hit.rule.kind == "clock" and "hour" in groups and "half" not in groups:
        return _CLOCK_MEMBER
    if hit.rule.name == "duration" and "num" in groups:
        return _NUMBER_MEMBER
    return None


def _borrow(hit: Hit, match: re.Match[str], flat: str) -> Hit:
    groups: dict[str, str] = dict(hit.groups)
    end = match.end(1)
    if hit.rule.kind == "date":
        groups["day"] = match[1]
        end += flat[end : end + 1] == "."
    elif hit.rule.kind == "clock":
        groups["hour"] = match[1]
        groups.pop("minute", None)
        groups.pop("minute2", None)
        if match[2]:
            groups["minute"], end = match[2], match.end(2)
    else:
        groups["num"] = match[1]
        groups.pop("hedge", None)
    return Hit(match.start(1), end, hit.rule, groups)
