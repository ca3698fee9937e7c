"""Cross-checks: what the article says of its own numbers against what was found.

'Es ist das sechste Gespräch' and 'vier weitere Telefonate' are claims that the events must bear
out. A contradiction is shown, never mended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kg.model import Article, Check, Evidence
from kg.resolve.clusters import Cluster
from kg.resolve.communications import Clusterer
from kg.resolve.positions import evidence_of
from kg.resolve.told import Told

_HAPPENED = ("Occurred", "Ongoing")
_BEFORE = ("zuvor", "davor", "weitere", "vorher", "zusätzlich")


def resolve_checks(clusterer: Clusterer, article: Article) -> tuple[Check, ...]:
    """Return the checks that an article's own counts allow, in text order."""
    singles = [c for c in clusterer.clusters if not c.series and c.status in _HAPPENED]
    found = [*_ordinals(singles, clusterer, article), *_series(singles, clusterer, article)]
    return tuple(sorted(found, key=lambda check: check.evidence))


def _ordinals(
    singles: Sequence[Cluster], clusterer: Clusterer, article: Article
) -> Iterable[Check]:
    for cluster in singles:
        told = next((t for t in cluster.told if t.frame.ordinal > 1), None)
        day = _day(cluster)
        if told is None or day is None:
            continue
        alike = [c for c in singles if clusterer.alike(cluster, c)]
        upto = [c for c in alike if (d := _day(c)) is not None and d <= day]
        if len(upto) < 2:
            continue
        yield _check(f"{told.frame.lemma} Nr. {told.frame.ordinal}", told, len(upto), article)


def _series(singles: Sequence[Cluster], clusterer: Clusterer, article: Article) -> Iterable[Check]:
    for cluster in clusterer.clusters:
        if not cluster.series or cluster.told[0].frame.count < 2:
            continue
        told = cluster.told[0]
        alike = [c for c in singles if clusterer.alike(cluster, c) and _day(c) is not None]
        if not alike:
            continue
        limit = _limit(told, alike)
        members = [c for c in alike if limit is None or (_day(c) or limit) < limit]
        label = f"{told.frame.count} {told.frame.lemma}"
        yield _check(label, told, len(members), article, expected=told.frame.count)


def _limit(told: Told, alike: Sequence[Cluster]) -> dt.date | None:
    """Return the day before which a series counts: 'zuvor gab es vier weitere Telefonate'."""
    if not any(word in told.frame.text.lower() for word in _BEFORE):
        return None
    before = [
        (t.frame.head, _day(c)) for c in alike for t in c.told if t.frame.head < told.frame.head
    ]
    near = [row for row in before if row[1] is not None]
    return max(near, key=lambda row: row[0])[1] if near else None


def _day(cluster: Cluster) -> dt.date | None:
    return cluster.when.earliest if cluster.when is not None else None


def _check(label: str, told: Told, found: int, article: Article, *, expected: int = 0) -> Check:
    wanted = expected or told.frame.ordinal
    evidence: Evidence = evidence_of(told.frame, article)
    return Check(
        id=f"check:{told.frame.id}",
        label=label,
        expected=str(wanted),
        found=str(found),
        holds=wanted == found,
        evidence=(evidence,),
    )
