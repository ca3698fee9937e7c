"""From clusters of tellings to events: dates by anchor, status, participants, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Actor, Article, Event, EventAnchor, Evidence, Frame, Participation, Role, When
from kg.resolve.clusters import Cluster
from kg.resolve.dates import resolve_anchors
from kg.resolve.positions import evidence_of, fold
from kg.resolve.told import GENERIC, PARTY_ROLES, Teller, Told

_HAPPENED = ("Occurred", "Ongoing")
_OFFICIAL = (
    *("minister", "präsident", "chef", "regierung", "koalition", "rat", "parlament", "kommission"),
    *("diplomaten", "botschafter", "delegation", "partei", "fraktion", "unterhändler", "führung"),
    *("abordnung", "betreiber", "gesandt", "gewerkschaft", "arbeitgeber", "verbänd", "vertreter"),
    *("experten", "fachleute", "spitzen", "könig", "premiers", "kanzler", "sekretär", "direktor"),
    *("bürgermeister", "landeshauptleute", "parlamentarier", "abgeordnete", "senatoren"),
)
_PLURAL_KINDS = ("Group", "Organisation")


@dataclass(slots=True)
class Happening:
    """Another event than a communication: an attack, a sanction, an exchange of prisoners."""

    told: list[Told] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    when: When | None = None

    @property
    def frame(self) -> Frame:
        """The frame that tells it first."""
        return self.told[0].frame


def other_events(frames: Iterable[Frame], teller: Teller) -> list[Happening]:
    """Return the events other than communications, told once.

    An event needs an actor that does or suffers it, or a date; what was denied or only proposed is
    kept with its status by :func:`to_event`.
    """
    found: dict[tuple[str, tuple[str, ...]], Happening] = {}
    for frame in frames:
        if frame.kind != "event":
            continue
        told = teller.tell(frame)
        roles = {a: r.name for r in frame.roles if r.name in _ROLES for a in teller.actors_at(r)}
        key = (frame.type, tuple(sorted(a for a, r in roles.items() if r == "agent")))
        known = found.get(key)
        if known is None:
            known = _same_type(found, frame.type, roles) or Happening()
        known.told.append(told)
        known.roles = {**roles, **known.roles}
        known.when = known.when or told.when
        found.setdefault(key, known)
    events = {id(event): event for event in found.values()}
    return [e for e in events.values() if e.roles or e.when or any(t.anchors for t in e.told)]


_ROLES = ("agent", "target")


def _same_type(
    found: Mapping[tuple[str, tuple[str, ...]], Happening], kind: str, roles: Mapping[str, str]
) -> Happening | None:
    """Return an event of one type told before where either names no other actor."""
    for (known, _), event in found.items():
        if known == kind and (not roles or not event.roles or set(roles) & set(event.roles)):
            return event
    return None


def is_event(cluster: Cluster, actors: Mapping[str, Actor]) -> bool:
    """Return whether a cluster says enough to be an event: at least two parties.

    A body of several counts as two ('die EU-Außenminister'), and a visit needs only its visitor
    and where he goes.
    """
    parties = list(cluster.parties)
    if len(parties) >= 2:
        return True
    if not parties:
        return False
    actor = actors.get(parties[0])
    if actor is not None and any(_tells_two(t) for t in cluster.told):
        # 'Sie rief Außenminister Weber an': who she is, the text leaves open, not that they spoke.
        return actor.kind != "Group" or _is_official(actor)
    places = any(t.places for t in cluster.told)
    if cluster.type == "Visit":
        open_ = cluster.status not in _HAPPENED
        sites = any(t.frame.rule == "visit-site" for t in cluster.told)
        return (places or open_ or sites) and actor is not None and actor.kind != "Place"
    if cluster.type == "Correspondence":
        return False
    named = [t for t in cluster.told if t.frame.nominal and not t.frame.anaphoric and _names(t)]
    if actor is not None and actor.kind == "Person" and named:
        told = cluster.status in ("Cancelled", "Planned")
        length = any(t.seconds or t.topics for t in cluster.told)
        return places or told or length or cluster.when is not None
    if cluster.when is None and all(map(_named_by_compound, cluster.told)):
        return False  # 'am Rande des Nato-Gipfels' names the summit, but tells nothing of it
    several = actor is not None and actor.kind in _PLURAL_KINDS
    if actor is not None and actor.kind == "Group":
        several = _is_official(actor)
    specific = cluster.type != GENERIC and not all(t.frame.anaphoric for t in cluster.told)
    return several and specific and (places or cluster.when is not None)


def _is_official(actor: Actor) -> bool:
    """Return whether a group speaks for others.

    'Treffen der Schachspieler' is nobody's talk; the ministers of the Länder are a body.
    """
    return bool(actor.represents) or any(word in actor.label.lower() for word in _OFFICIAL)


def _tells_two(told: Told) -> bool:
    """Return whether a telling names two parties, though one of them is nobody that is known."""
    if told.additive or told.headline or not set(told.parties.values()) - {"mediator"}:
        return False
    heads = {r.head for r in told.frame.roles if r.name in PARTY_ROLES}
    return len(heads) > 1


def _named_by_compound(told: Told) -> bool:
    """Return whether the event's own word names its party: 'der EU-Gipfel'."""
    heads = [r.head for r in told.frame.roles if r.name in PARTY_ROLES]
    return bool(heads) and all(head == told.frame.head for head in heads)


def _names(told: Told) -> bool:
    """Return whether a noun itself names a party: 'Gespräch mit X', not 'am Rande der Tagung'."""
    return bool(told.parties) and any(r.name in PARTY_ROLES for r in told.frame.roles)


def date_by_anchor(nodes: Sequence[Cluster | Happening]) -> list[str]:
    """Date events that the text counts from other events, in place; return warnings.

    'einen Tag nach dem Besuch' dates the call from the visit, or the visit from the call.
    """
    keys = {index: _named(node, index) for index, node in enumerate(nodes)}
    dates: dict[str, When | None] = {keys[i]: node.when for i, node in enumerate(nodes)}
    constraints = [
        (keys[index], anchor, keys[other])
        for index, node in enumerate(nodes)
        for told in node.told
        for anchor in told.anchors
        if (other := _anchored_at(nodes, anchor, told.frame.head, index)) is not None
    ]
    resolved, messages = resolve_anchors(dates, constraints)
    for index, node in enumerate(nodes):
        node.when = resolved.get(keys[index], node.when)
        if node.when is None:
            node.when = next((t.last_resort for t in node.told if t.last_resort), None)
    return messages


def _named(node: Cluster | Happening, index: int) -> str:
    kind = node.type if isinstance(node, Cluster) else node.frame.type
    return f"{kind} no. {index + 1}"


def _anchored_at(
    nodes: Sequence[Cluster | Happening], anchor: EventAnchor, head: int, own: int
) -> int | None:
    """Return the event that a time expression counts from: by its noun, else the one told last."""
    best: tuple[int, int] | None = None
    for index, node in enumerate(nodes):
        for told in node.told:
            if anchor.head >= 0 and told.frame.head == anchor.head and index != own:
                return index
            before = told.frame.head < head and index != own and isinstance(node, Cluster)
            if anchor.head < 0 and before and (best is None or told.frame.head > best[0]):
                best = (told.frame.head, index)
    return best[1] if best is not None else None


def to_communication(
    cluster: Cluster,
    number: int,
    article: Article,
    actors: Mapping[str, Actor],
    site_at: Callable[[Role], str] = lambda role: "",
) -> Event:
    """Return the event of a cluster of tellings; ``site_at`` makes places of its buildings."""
    told = sorted(cluster.told, key=lambda t: t.frame.head)
    length = next((t for t in told if t.seconds), None)
    topics = _unique(topic for t in told for topic in t.topics)
    return Event(
        id=f"event:{number}",
        type=_type(cluster, actors),
        status=cluster.status,
        event_type=_code(cluster),
        participants=tuple(
            Participation(actor=actor, role=role) for actor, role in cluster.parties.items()
        ),
        when=cluster.when or When(),
        duration=length.seconds if length else None,
        duration_approximate=length.approximate if length else False,
        # Nobody telephones at a place: where a caller was, is not where the call was.
        places=() if cluster.type == "PhoneCall" else _places(told, cluster, site_at),
        topics=topics,
        topics_not_raised=_unique(topic for t in told for topic in t.not_raised),
        outcomes=_unique(outcome for t in told for outcome in t.outcomes),
        ordinal=cluster.ordinal,
        series=bool(cluster.series),
        evidence=_evidence(told, article),
    )


def to_event(event: Happening, number: int, article: Article) -> Event:
    """Return the record of another event than a communication."""
    told = sorted(event.told, key=lambda t: t.frame.head)
    about = [r.label for t in told for r in t.frame.roles if r.name == "about"]
    return Event(
        id=f"event:{number}",
        type="Event",
        status=told[0].status,
        event_type=event.frame.type,
        participants=tuple(Participation(actor=a, role=r) for a, r in event.roles.items()),
        when=event.when or When(),
        topics=_unique(about),
        evidence=_evidence(told, article),
    )


def _places(
    told: Sequence[Told], cluster: Cluster, site_at: Callable[[Role], str]
) -> tuple[str, ...]:
    """Return where an event was: the towns that are named, then the buildings."""
    towns = [place for t in [*told, *cluster.shared] for place in t.places]
    return _unique_ids([*towns, *(place for t in told for r in t.sites if (place := site_at(r)))])


def _type(cluster: Cluster, actors: Mapping[str, Actor]) -> str:
    """Return the type of an event; talks of no other kind are known by who holds them and where.

    States, parties and delegations that hold 'Gespräche' negotiate; who talks at a place meets,
    and so does, in German usage, who has 'ein Gespräch' without a telephone.
    """
    if cluster.type != GENERIC:
        return cluster.type
    plural = any(t.frame.nominal and t.frame.plural for t in cluster.told)
    kinds = {actors[p].kind for p in cluster.parties if p in actors}
    if plural and kinds - {"Person"}:
        return "Negotiation"
    named = any(t.frame.nominal for t in cluster.told)
    if named and kinds == {"Country"}:
        return "Negotiation"
    return "Meeting" if named or any(t.places for t in cluster.told) else GENERIC


def _code(cluster: Cluster) -> str:
    for told in cluster.told:
        if told.type == cluster.type and told.frame.code:
            return told.frame.code
    return next((t.frame.code for t in cluster.told if t.frame.code), "")


def _evidence(told: Sequence[Told], article: Article) -> tuple[Evidence, ...]:
    return tuple(sorted({evidence_of(t.frame, article) for t in told}))


def _unique(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels without those that others say more fully, in their first order."""
    kept: dict[str, str] = {}
    for label in labels:
        key = fold(label)
        if key:
            kept.setdefault(key, label)
    keys = list(kept)
    full = [k for k in keys if not any(k != o and f" {k} " in f" {o} " for o in keys)]
    return tuple(kept[key] for key in full)


def _unique_ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
