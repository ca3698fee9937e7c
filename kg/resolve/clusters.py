"""An event while its tellings are gathered, and whether another telling can be of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Status, When
from kg.resolve.dates import combine
from kg.resolve.told import GENERIC, PARTY_ROLES, Told

_SPECIFIC = ("PhoneCall", "Negotiation", "Visit", "Correspondence", "Meeting", GENERIC)
HAPPENED = ("Occurred", "Ongoing")
OPEN = ("Planned", "Proposed", "Cancelled")
# 'Das Treffen', 'das erste': words that may take up a talk of any kind.
_ANY_TALK = frozenset(
    "Aussprache Austausch Begegnung Gespräch Gesprächsrunde Runde Termin Treffen Unterredung "
    "Zusammenkunft Zusammentreffen".split()
)


@dataclass(slots=True)
class Cluster:
    """The tellings of one event, with what they say together."""

    told: list[Told] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    when: When | None = None
    ordinal: int = 0
    series: int = 0
    inherited_type: str = ""
    shared: list[Told] = field(default_factory=list)
    host: Cluster | None = None

    @property
    def type(self) -> str:
        """The most specific type that any telling names, also of the series that it belongs to."""
        own = [t for t in self.told if not t.additive] or self.told
        named = {telling.type for telling in own}
        if self.inherited_type:  # in a list of calls 'das erste Treffen' is a call
            named = {t.type for t in own if not (t.bare and t.frame.nominal)}
        if any(t.frame.nominal for t in own) and "Visit" in named:
            # 'lud sie zu Gesprächen nach Antalya': what they are asked to, not the way there
            asked = [t for t in own if t.frame.rule != "invite"]
            named = {t.type for t in asked} or named
        lent = [] if self.host is not None else self.shared
        named |= {self.inherited_type} | {telling.type for telling in lent}
        return next((t for t in _SPECIFIC if t in named), GENERIC)

    @property
    def status(self) -> Status:
        """What the tellings say of its happening; the fact beats the plan, the denial the rest."""
        told = [t.status for t in self.told if not t.headline]
        told = told or [t.status for t in self.told]  # 'Rat tagt am Abend': the text knows better
        for status in ("Ongoing", "Occurred", "Cancelled", "Denied", "Planned", "NotDiscussed"):
            if status in told:
                return "Occurred" if status == "Ongoing" and "Occurred" in told else status
        return "Proposed"

    @property
    def places(self) -> set[str]:
        """Where the tellings say that it was."""
        return {place for telling in self.told for place in telling.places}

    @property
    def last(self) -> int:
        """The offset of the telling that stands last so far."""
        return max(telling.frame.head for telling in self.told)

    def add(self, telling: Told) -> None:
        """Add a telling and what it brings; its parties are added by the clusterer."""
        self.told.append(telling)
        own = not telling.additive or (telling.frame.joins and self.when is None)
        if telling.when is not None and own:
            self.when = telling.when if self.when is None else combine([self.when, telling.when])
        self.ordinal = self.ordinal or telling.frame.ordinal


def means_any_talk(telling: Told) -> bool:
    """Return whether a noun may take up a talk of any kind; 'der Nato-Gipfel' names its own."""
    return telling.frame.rule == "enumerated" or telling.frame.lemma in _ANY_TALK


def says_enough(telling: Told) -> bool:
    """Return whether a telling may begin an event: it names a party, a place, or who is asked."""
    asked = telling.status in OPEN and len(telling.outer) > 1
    held = any(role.name in PARTY_ROLES for role in telling.frame.roles)  # 'bei ihrem Gespräch'
    dated = held and telling.when is not None and bool(telling.outer)
    # 'In einer Videoschalte warfen A und B einander vor': they held it.
    first = telling.frame.nominal and not telling.frame.definite and len(telling.outer) > 1
    return bool(telling.parties or telling.places) or asked or dated or first


def types_fit(cluster: Cluster, telling: Told) -> bool:
    """Return whether a telling can be of a cluster's event by its kind of talk."""
    one, two = cluster.type, telling.type
    if telling.additive and not telling.frame.nominal:
        return one != "Correspondence"
    if telling.frame.nominal and telling.frame.plural and one in ("PhoneCall", "Visit"):
        return False
    if one == two or GENERIC in (one, two):
        return "Correspondence" not in (one, two) or one == two
    pair = {one, two}
    received = any(t.frame.rule == "receive" for t in cluster.told)
    if telling.bare and telling.frame.definite and telling.frame.rule == "noun-visit" and received:
        return True  # 'wurde in Budapest empfangen. Der Besuch ...'
    if telling.bare and telling.frame.definite and means_any_talk(telling):
        return "Correspondence" not in pair
    if telling.bare and not (telling.status in OPEN and _beside(cluster, telling)):
        return False
    return pair in ({"Meeting", "Negotiation"}, {"Meeting", "Visit"}, {"Visit", "Negotiation"})


def _beside(cluster: Cluster, telling: Told) -> bool:
    """Return whether an event is told in the same sentence: 'will reden; ein Termin steht'."""
    return any(t.frame.sentence == telling.frame.sentence for t in cluster.told)


def same_letter(cluster: Cluster, telling: Told) -> bool:
    """Return whether a telling is of the same letter; an answer is a letter of its own.

    One sentence may tell who wrote it by the noun, and to whom it came by the verb.
    """
    roles = telling.parties
    if any(cluster.parties.get(actor, role) != role for actor, role in roles.items()):
        return False
    beside = any(t.frame.sentence == telling.frame.sentence for t in cluster.told)
    parted = not set(roles.values()) & set(cluster.parties.values())
    return bool(set(roles) & set(cluster.parties)) or (beside and parted)


def status_fits(cluster: Cluster, telling: Told) -> bool:
    """Return whether a telling can be of a cluster's event by whether it took place."""
    one, two = cluster.status, telling.status
    if one == two or (one in HAPPENED and two in HAPPENED):
        return True
    if one in OPEN and two in OPEN:
        return True
    pair = {one, two}
    if "NotDiscussed" in pair and cluster.type != telling.type:
        return False
    if pair & {"Denied", "NotDiscussed"}:
        elsewhere = bool(telling.places) and bool(cluster.places - set(telling.places))
        return not pair & set(HAPPENED) and "Cancelled" not in pair and not elsewhere
    # A plan that came true is one event only where both tell the same day.
    dated = cluster.when is not None and telling.when is not None
    return dated and "Cancelled" not in pair
