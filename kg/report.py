"""What a run tells of itself: counts, rejections, warnings, cross-checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import Facts, Rejection

_COUNTED = ("articles", "actors", "communications", "events", "positions", "statements")


def report_of(facts: Facts) -> dict[str, Any]:
    """Return what is reported of one article: plain values that JSON can carry.

    >>> from kg.model import Article
    >>> report_of(Facts(article=Article(id="a", text="Nichts geschah.")))["counts"]["articles"]
    1
    """
    talks = [event for event in facts.events if event.type != "Event"]
    name = facts.article.id
    return {
        "counts": {
            "articles": 1,
            "actors": len(facts.actors),
            "communications": len(talks),
            "events": len(facts.events) - len(talks),
            "positions": len(facts.positions),
            "statements": len(facts.statements),
        },
        "warnings": [f"{name}: {text}" for text in facts.warnings],
        "checks": [
            {
                "article": name,
                "label": check.label,
                "expected": check.expected,
                "found": check.found,
                "holds": check.holds,
            }
            for check in facts.checks
        ],
    }


def total(
    reports: Iterable[Mapping[str, Any]],
    rejected: Iterable[Rejection] = (),
    warnings: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the report of a run from those of its articles, in their order.

    :param warnings: of the run itself, which come first.
    """
    counts = dict.fromkeys(_COUNTED, 0)
    told = list(warnings)
    checks: list[Any] = []
    for report in reports:
        for name, number in report["counts"].items():
            counts[name] = counts.get(name, 0) + number
        told += report["warnings"]
        checks += report["checks"]
    return {
        "counts": counts,
        "rejected": [{"input": r.input, "reason": r.reason} for r in rejected],
        "warnings": told,
        "checks": checks,
    }
