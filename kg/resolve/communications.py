"""One event, one node: which tellings are of the same communication.

A telling joins an event unless something contradicts: type, parties, date, ordinal or status. What
it leaves out it takes from the discourse: 'das Gespräch' is the one told last in the paragraph,
else the newest of the article. A series ('vier weitere Telefongespräche') is no event of its own
where the text tells its members.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kg.model import Actor, When
from kg.resolve.clusters import (
    HAPPENED,
    OPEN,
    Cluster,
    same_letter,
    says_enough,
    status_fits,
    types_fit,
)
from kg.resolve.dates import compatible
from kg.resolve.told import GENERIC, Told

_NEWS_DAYS = 4  # how far before publication the newest event of an article may lie


class Clusterer:
    """Groups the tellings of one article.

    :param actors: the article's actors by id, for who represents whom.
    :param published: the publication date, None where unknown.
    """

    def __init__(self, actors: Mapping[str, Actor], published: dt.date | None) -> None:
        self._actors = actors
        self._published = published
        self.clusters: list[Cluster] = []

    def group(self, tellings: Sequence[Told]) -> list[Cluster]:
        """Return the events of the tellings, in the order of their first telling."""
        dated = [
            t for t in tellings if t.when is not None and not (t.frame.anaphoric or t.frame.joins)
        ]
        # Two passes: what has a date of its own first, so that what has none finds its event.
        for telling in [t for t in dated if not t.bare and t.frame.count < 2]:
            self._place(telling, tellings)
        for telling in tellings:
            if not any(t is telling for c in self.clusters for t in c.told):
                self._place(telling, tellings)
        self._deny()
        clusters = [c for c in self.clusters if not self._told_one_by_one(c)]
        for series in [c for c in self.clusters if c.series and c not in clusters]:
            self._share(series)
        return sorted(clusters, key=lambda c: min(t.frame.head for t in c.told))

    def _deny(self) -> None:
        """Take what is only reported, and denied by those concerned, as denied.

        'Laut Zeitung trafen sich A und B am 3. Oktober. A bestreitet ein Treffen mit B.'
        """
        denied = [c for c in self.clusters if c.status == "Denied" and not c.series]
        for cluster in denied:
            for other in [c for c in self.clusters if c.status in HAPPENED and not c.series]:
                only_word = all(t.reported for t in other.told if not t.additive)
                same = len(other.parties) > 1 and all(
                    any(self._same_party(a, b) for b in other.parties) for a in cluster.parties
                )
                if only_word and same and types_fit(other, cluster.told[0]) and cluster.parties:
                    self._merge_denied(cluster, other)

    def _merge_denied(self, cluster: Cluster, other: Cluster) -> None:
        for telling in other.told:
            telling.status = "Denied"
            cluster.add(telling)
            self._add_parties(cluster, telling)
        self.clusters.remove(other)

    def _place(self, telling: Told, tellings: Sequence[Told]) -> None:
        several = telling.frame.plural and not telling.frame.definite
        if telling.status in HAPPENED and (telling.frame.count > 1 or several):
            self._place_series(telling)
            return
        if telling.bare and telling.status in OPEN and len(telling.outer) > 1:
            self._complete(telling)  # who agrees on new talks is to hold them
        fitting = [c for c in self.clusters if not c.series and self._fits(c, telling)]
        best = self._choose(_told_before(fitting, telling), telling)
        listed = telling.bare or telling.frame.rule == "enumerated"
        if best is None and listed and telling.when is not None:
            best = self._member(telling)
        if best is None and telling.frame.rule == "noun-conference" and telling.when is not None:
            # 'Der Rat hat in seiner Sitzung am Dienstag beschlossen': who decides holds it.
            self._complete(telling)
        if best is None and not telling.frame.anaphoric and says_enough(telling):
            best = Cluster()
            self._complete(telling)
        if best is None:
            return
        if telling.bare and telling.when and telling.frame.ordinal and not best.inherited_type:
            best.inherited_type = self._series_type(best, telling)
        if best not in self.clusters:
            self.clusters.append(best)
        best.add(telling)
        self._add_parties(best, telling)

    def _add_parties(self, cluster: Cluster, telling: Told) -> None:
        """Add parties; a state and the person who speaks for it are one party, told as the person.

        'Putin sprach mit Trump' and 'das Gespräch zwischen Moskau und Washington' have two parties
        between them, not four.
        """
        for actor, role in telling.parties.items():
            known = self._actors.get(actor)
            same = [p for p in cluster.parties if p != actor and self._same_party(p, actor)]
            if same and (known is None or known.kind != "Person"):
                continue
            for other in same:
                if self._actors[other].kind != "Person":
                    role = cluster.parties.pop(other)
            if cluster.parties.get(actor, "participant") == "participant":
                cluster.parties[actor] = role

    def _place_series(self, telling: Told) -> None:
        cluster = Cluster(series=max(2, telling.frame.count))
        self._complete(telling)
        cluster.add(telling)
        self._add_parties(cluster, telling)
        if cluster.parties:
            self.clusters.append(cluster)

    def _complete(self, telling: Told) -> None:
        """Add who acts around a noun that names only one party itself."""
        enough = 1 if telling.type == "Visit" and telling.places else 2
        if telling.frame.one_sided:
            enough = len(telling.parties) + 1  # 'nach Gesprächen mit A und B sagte C'
        if len(telling.parties) < enough and not telling.frame.ordinal:
            for actor in telling.outer:
                role = "visitor" if telling.type == "Visit" else "participant"
                telling.parties.setdefault(actor, role)

    def _member(self, telling: Told) -> Cluster | None:
        """Return a new event of the kind told last: 'das zweite am 2. Juni'."""
        before = [c for c in self.clusters if self._first(c) < telling.frame.head]
        before = [c for c in before if c.parties and types_fit(c, telling)]
        near = [c for c in before if telling.paragraph - self._paragraph(c, telling) <= 2]
        if not near:
            return None
        model = max(near, key=lambda c: self._last_before(c, telling))
        return Cluster(parties=dict(model.parties), inherited_type=model.type)

    def _series_type(self, cluster: Cluster, telling: Told) -> str:
        """The type of the counted series that 'das erste Treffen' opens, empty without one."""
        series = [c for c in self.clusters if c.series and self.alike(c, cluster)]
        near = [c for c in series if 0 <= telling.paragraph - self._paragraph(c, telling) <= 2]
        return near[-1].type if near else ""

    def _fits(self, cluster: Cluster, telling: Told) -> bool:
        if not types_fit(cluster, telling) or not status_fits(cluster, telling):
            return False
        if telling.bare and telling.places and cluster.places - set(telling.places):
            return False  # 'am Rande des Gipfels in Peking' is no talk held in Taschkent
        if telling.bare and "-" in telling.frame.lemma:
            return any(t.frame.lemma == telling.frame.lemma for t in cluster.told)
        if telling.frame.ordinal and cluster.ordinal and telling.frame.ordinal != cluster.ordinal:
            return False
        if telling.when and cluster.when and not compatible(telling.when, cluster.when):
            return False
        if telling.seconds and any(
            t.seconds and abs(t.seconds - telling.seconds) > 900 for t in cluster.told
        ):
            return False
        if cluster.type != telling.type and "Visit" in (cluster.type, telling.type):
            # A talk belongs to a visit only where somebody is named in both.
            shared = set(cluster.parties) & set(telling.parties)
            apart = bool(telling.places) and bool(cluster.places - set(telling.places))
            if telling.parties and (not shared or apart):
                return False
        return self._parties_fit(cluster, telling)

    def _parties_fit(self, cluster: Cluster, telling: Told) -> bool:
        theirs, own = set(cluster.parties), set(telling.parties)
        if not own:
            return True
        if not theirs:
            return bool(set(cluster.told[0].places) & set(telling.places))
        if "Correspondence" in (cluster.type, telling.type):
            return same_letter(cluster, telling)
        small, large = sorted((own, theirs), key=len)
        other_kind = cluster.type != telling.type and GENERIC not in (cluster.type, telling.type)
        weak = not own & theirs or other_kind
        if 1 in (len(own), len(theirs)) and weak and not telling.additive:
            return False  # one party alone says too little of another kind of talk
        aside = len(small) > 1 and len(large) > 3 and len(large) >= 2 * len(small)
        if aside and not telling.additive:
            return False  # two at a summit who talk on its sidelines
        if telling.frame.anaphoric:
            small, large = own, theirs
        return all(any(self._same_party(a, b) for b in large) for a in small)

    def _same_party(self, first: str, second: str) -> bool:
        if first == second:
            return True
        one, two = self._actors.get(first), self._actors.get(second)
        if one is None or two is None or (one.kind == "Person" and two.kind == "Person"):
            return False
        return first in two.represents or second in one.represents

    def _choose(self, fitting: list[Cluster], telling: Told) -> Cluster | None:
        if not fitting:
            return None
        if telling.when is not None:
            dated = [c for c in fitting if c.when is not None]
            if dated:
                return min(dated, key=lambda c: (self._gap(c, telling), self._first(c)))
            undated = [c for c in fitting if not telling.earlier and self._is_news(telling)]
            if telling.bare:
                same = [c for c in undated if telling.type == c.type != GENERIC]
                undated = [c for c in undated if self._near(c, telling)] or same
            return undated[0] if undated else None
        if telling.headline and telling.bare:
            same = [c for c in fitting if c.type == telling.type]
            if telling.paragraph:  # a heading tells of what stands right below it
                same = [c for c in same if 0 < self._paragraph_below(c, telling) <= 2]
            return min(same, key=self._first) if same else None  # what the text tells first
        near = [c for c in fitting if self._near(c, telling)]
        leans = (
            telling.bare or telling.frame.anaphoric or telling.frame.joins or telling.frame.definite
        )
        if leans and near:
            return max(near, key=lambda c: self._last_before(c, telling))
        if telling.earlier:
            return None
        news = [c for c in fitting if c.when is None or self._is_recent(c.when)]
        if telling.status not in HAPPENED:
            news = fitting
        if telling.bare:
            # Far from its event, 'das Gespräch' still means the article's, in the same words.
            news = [c for c in news if c.type in (telling.type, GENERIC) or telling.type == GENERIC]
            if telling.status not in HAPPENED or not telling.frame.definite:
                return None
        if (telling.bare or telling.frame.anaphoric) and not news:
            before = [c for c in fitting if telling.paragraph - self._paragraph(c, telling) <= 2]
            return max(before, key=lambda c: self._last_before(c, telling)) if before else None
        return max(news, key=lambda c: len(c.told)) if news else None

    def _is_news(self, telling: Told) -> bool:
        return telling.when is not None and self._is_recent(telling.when)

    def _is_recent(self, when: When) -> bool:
        if self._published is None or when.latest is None:
            return False
        return when.latest >= self._published - dt.timedelta(days=_NEWS_DAYS)

    def _near(self, cluster: Cluster, telling: Told) -> bool:
        """Return whether an event was told before in the same paragraph."""
        return any(
            t.paragraph == telling.paragraph and t.frame.head <= telling.frame.head
            for t in cluster.told
        )

    def _last_before(self, cluster: Cluster, telling: Told) -> int:
        heads = [t.frame.head for t in cluster.told if t.frame.head <= telling.frame.head]
        return max(heads, default=-1)

    def _paragraph(self, cluster: Cluster, telling: Told) -> int:
        told = [t for t in cluster.told if t.frame.head <= telling.frame.head]
        return max((t.paragraph for t in told), default=-99)

    def _paragraph_below(self, cluster: Cluster, telling: Told) -> int:
        lines = [t.paragraph for t in cluster.told if t.paragraph >= telling.paragraph]
        return min(lines, default=telling.paragraph) - telling.paragraph

    def _first(self, cluster: Cluster) -> int:
        return min(t.frame.head for t in cluster.told)

    def _gap(self, cluster: Cluster, telling: Told) -> int:
        assert cluster.when is not None and telling.when is not None
        one, two = cluster.when, telling.when
        if one.earliest is None or two.earliest is None:
            return 10_000
        exact = 0 if one.value == two.value else 1
        return abs((one.earliest - two.earliest).days) * 2 + exact

    def _told_one_by_one(self, series: Cluster) -> bool:
        """Return whether the members of a series are told as events of their own."""
        return bool(series.series) and any(self._belongs(c, series) for c in self.clusters)

    def _belongs(self, cluster: Cluster, series: Cluster) -> bool:
        """Return whether an event may be one of a counted series."""
        happened = (cluster.status in HAPPENED) == (series.status in HAPPENED)
        return not cluster.series and happened and self.alike(series, cluster)

    def _share(self, series: Cluster) -> None:
        """Give the members of a counted series what it says of them all: kind and place."""
        members = [c for c in self.clusters if self._belongs(c, series)]
        if len(members) == series.series:
            for member in members:
                member.shared += series.told

    def alike(self, one: Cluster, other: Cluster) -> bool:
        """Return whether two events are of one kind and between the same parties."""
        if not types_fit(other, one.told[0]) and one.type != other.type:
            return False
        return all(any(self._same_party(a, b) for b in other.parties) for a in one.parties)


def _told_before(clusters: list[Cluster], telling: Told) -> list[Cluster]:
    """Return the events that a telling which only adds to one can mean: none told later.

    'Er nahm an einem Treffen der Minister teil': what its own sentence tells comes first.
    """
    if not telling.frame.anaphoric or telling.when is not None:
        return clusters
    here = [c for c in clusters if any(t.frame.sentence == telling.frame.sentence for t in c.told)]
    if here:
        return here
    return [c for c in clusters if _begins(c) < telling.frame.head]


def _begins(cluster: Cluster) -> int:
    return min(t.frame.head for t in cluster.told)


def link_hosts(clusters: Sequence[Cluster]) -> None:
    """Tie talks on the sidelines of an event to it, in place; they take its days and place.

    'Am Rande der Konferenz sprach A mit B': where and when the conference was, they talked.
    """
    by_head = {t.frame.head: cluster for cluster in clusters for t in cluster.told}
    for cluster in clusters:
        hosts = [by_head.get(t.frame.host_head) for t in cluster.told]
        host = next((h for h in hosts if h is not None and h is not cluster), None)
        if host is None or host.host is not None:
            continue
        cluster.host = host
        if cluster.when is None and cluster.status == host.status:
            cluster.when = host.when
        if not any(t.places for t in cluster.told):
            cluster.shared += [t for t in host.told if t.places]
