"""One telling of an event: a frame with its roles resolved to actors, dates and matters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from kg.model import Actor, EventAnchor, Frame, Mention, Reading, Role, Span, Status, Timex, When
from kg.resolve.dates import combine, to_when
from kg.resolve.partners import Partners

PARTY_ROLES = ("party", "caller", "host", "visitor", "sender", "recipient", "mediator")
GENERIC = "Communication"


_LONGEST_HEADING = 120
#: '+++ 15:25 Uhr: Minister telefoniert +++', and a line without a full stop.
_HEADING = re.compile(r"^\+\+\+|^\*\*|[^.!?…:;,»«“”\"'‘)]$")
#: Who is named by his state alone.
_COLLEAGUES = re.compile(
    r"\b(?:\w*[Kk]olleg|\w*[Mm]inist|Vertret|Abgesandt|Botschaft|Delegation|Unterhändl)\w*\s+aus\s"
)
_THERE = re.compile(r"\b(?:[Dd]ort|daselbst|ebenda)\b")
_ACTING = (*PARTY_ROLES, "holder")


class Unknown(Protocol):
    """Makes an actor for a phrase that no actor was found for, or none."""

    def __call__(self, span: Span, *, proper: bool, side: bool) -> tuple[str, ...]:
        """Return the new actor's id, or nothing where the phrase names nobody."""


class Actors(Protocol):
    """What the event resolver asks of the actor index."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors of the article."""

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the ids of the actors that the mention at an offset stands for."""

    def place_at(self, offset: int) -> str:
        """Return the id of the place that is named at an offset, '' without one."""


@dataclass(slots=True)
class Told:
    """A telling: ``parties`` maps actor ids to roles, ``outer`` those of the clause around a noun.

    ``when`` is None where this telling has no date; ``anchors`` hold dates that count from other
    events, ``last_resort`` the day that they mean where no event is found. ``paragraph`` is the
    number of the line that it stands on. ``reported`` tells that it is somebody's word, not the
    article's; ``headline`` that it stands in the title or a heading. ``sites`` are phrases of
    buildings and the like, which are places of the article alone.
    """

    frame: Frame
    parties: dict[str, str] = field(default_factory=dict)
    outer: tuple[str, ...] = ()
    when: When | None = None
    anchors: tuple[EventAnchor, ...] = ()
    last_resort: When | None = None
    seconds: int | None = None
    approximate: bool = False
    places: tuple[str, ...] = ()
    sites: tuple[Role, ...] = ()
    topics: tuple[str, ...] = ()
    not_raised: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    paragraph: int = 0
    status: Status = "Occurred"
    earlier: bool = False
    reported: bool = False
    headline: bool = False

    @property
    def type(self) -> str:
        """The communication type that the frame names."""
        return self.frame.type

    @property
    def additive(self) -> bool:
        """Whether this telling rather adds to a talk told elsewhere: 'sie einigten sich'."""
        return self.frame.anaphoric or self.frame.joins

    @property
    def bare(self) -> bool:
        """Whether this telling names no party of its own: 'das Gespräch', 'das zweite'."""
        return not self.parties


def carry_over(tellings: Sequence[Told]) -> None:
    """Give tellings, in place, what the sentence before or the clause around says of them.

    'Die Delegationen trafen sich zweimal in Istanbul: das erste am 16. Mai, das zweite am 2. Juni'
    gives the ordinals parties and place; 'Dort trifft sie ...' takes place, day and status of the
    journey told just before.
    """
    visit: Told | None = None
    for before, told in pairwise(sorted(tellings, key=lambda t: t.frame.head)):
        visit = before if before.type == "Visit" and not before.bare else visit
        here = _THERE.search(told.frame.text) is not None
        if told.frame.rule == "enumerated" and before.frame.sentence == told.frame.sentence:
            if before.parties and not told.parties:
                # 'ein zweites Telefonat der beiden, am 14. Juli ein drittes': a call too
                told.frame = replace(told.frame, type=before.type)
            told.parties = told.parties or dict(before.parties)
            told.places = told.places or before.places
        elif visit is not None and visit.frame.sentence == told.frame.sentence:
            _meet_visitor(visit, told)
        elif here and 0 < told.frame.sentence - before.frame.sentence <= 2 and before.places:
            told.places = told.places or before.places
            if told.frame.text.lower().startswith("dort"):
                told.when = told.when or before.when
            if told.status in ("Occurred", "Ongoing") and before.status == "Planned":
                told.status = "Planned"


def _meet_visitor(visit: Told, told: Told) -> None:
    """Add the visitor to who received him: 'reiste nach Peking, wo ihn Zhang empfing', in place."""
    pronoun = any(r.text.lower() in ("ihn", "sie") for r in told.frame.roles)
    if told.frame.rule == "receive" and pronoun and len(told.parties) == 1:
        visitors = [a for a, role in visit.parties.items() if role == "visitor"]
        told.parties |= {a: "visitor" for a in visitors[:1] if a not in told.parties}
        told.places = told.places or visit.places


class Teller:
    """Turns the frames of one reading into tellings.

    :param reading: what was read.
    :param actors: the resolved actors.
    :param speaker_of: offset → actor ids of who speaks there, for 'ich' and 'wir' in quotations.
    :param unknown: makes an actor of the article for who acts without being known.
    """

    def __init__(
        self,
        reading: Reading,
        actors: Actors,
        speaker_of: Callable[[int], tuple[str, ...]],
        unknown: Unknown,
    ) -> None:
        self._reading = reading
        self._actors = actors
        self._speaker_of = speaker_of
        self._unknown = unknown
        #: Where the text names a talk: praise of it is no position.
        self.talks = {f.head for f in reading.frames if f.kind == "communication" and f.nominal}
        self._partners = Partners(reading, actors)
        self._by_id = {actor.id: actor for actor in actors.actors}
        self._by_form = {form: actor.id for actor in actors.actors for form in actor.forms}
        self._timexes = {timex.start: timex for timex in reading.timexes}
        self._names = [m for m in reading.mentions if m.kind == "name"]
        content = reading.article.content
        self._lines = [i for i, char in enumerate(content) if char == "\n"]
        published = reading.article.published
        self._published = published.value if published else None

    def actors_at(self, role: Role) -> tuple[str, ...]:
        """Return the actors of a role; 'ich' and 'wir' in a quotation are its speaker."""
        if role.text.lower() in ("ich", "wir", "uns", "mich", "mir", "man"):
            return self._speaker_of(role.head)
        heads = [role.head, *(m.head for m in self._inside(role) if m.label != "LOC")]
        found: list[str] = []
        for head in heads:
            found = found or [a for a in self._actors.at(head) if a in self._by_id]
        if not found and role.name == "holder" and role.text.lower() in ("er", "sie"):
            return self._speaker_of(role.head)  # 'Er hoffe auf ein Ende, sagte der Minister'
        known = tuple(a for a in found if self._by_id[a].kind != "Place")
        if not known and (states := self._states_of(role)):
            return states
        if not found and role.name == "holder" and role.text in self._by_form:
            return (self._by_form[role.text],)
        if known or found or role.name not in _ACTING or self._actors.place_at(role.head):
            return known
        return self._unknown(role, proper=role.proper, side=role.name == "holder")

    def heads(self, role: Role) -> tuple[str, ...]:
        """Return the actors that head a phrase, not those named within it."""
        return tuple(a for a in self._actors.at(role.head) if a in self._by_id)

    def _states_of(self, role: Role) -> tuple[str, ...]:
        """Return the states of 'seine Kollegen aus Deutschland, Frankreich und Polen'."""
        if not _COLLEAGUES.search(role.text):
            return ()
        states = [m for m in self._names if role.start <= m.head < role.end and m.label == "LOC"]
        return tuple(dict.fromkeys(actor for m in states for actor in self._actors.at(m.head)))

    def place_of(self, role: Role) -> str:
        """Return the place that a role names: at its head, else anywhere in its phrase."""
        inside = [m.head for m in self._inside(role) if m.label == "LOC"]
        behind = [head for head in inside if head > role.head]  # 'in Barans Hauptstadt Qasr'
        heads = [role.head, *behind, *inside]
        return next((place for head in heads if (place := self._actors.place_at(head))), "")

    def _inside(self, role: Role) -> list[Mention]:
        """Return the names in a phrase whose head is none itself."""
        inside = [m for m in self._names if role.start <= m.head < role.end]
        return inside if not self._actors.at(role.head) else []

    def paragraph(self, offset: int) -> int:
        """Return the number of the line that an offset stands on, from 0."""
        return sum(1 for line in self._lines if line < offset)

    def tell(self, frame: Frame) -> Told:
        """Return the telling of a communication frame."""
        told = Told(frame=frame, paragraph=self.paragraph(frame.head), status=frame.status)
        self._fill_parties(told)
        self._fill_time(told)
        self._fill_matters(told)
        told.headline = self._in_headline(frame)
        told.earlier = _tells_earlier(frame.text) and told.status in ("Occurred", "Ongoing")
        told.reported = any(q.start <= frame.head < q.end for q in self._reading.quotes)
        future = told.when and self._published and _future(told.when, self._published)
        if future and told.status in ("Occurred", "Ongoing"):
            told.status = "Planned"
        return told

    def _fill_parties(self, told: Told) -> None:
        places: list[str] = []
        outer: list[str] = []
        open_roles: list[Role] = []
        for role in told.frame.roles:
            if role.name in PARTY_ROLES:
                found = self.actors_at(role)
                open_roles += [] if found else [role]
                for actor in found:
                    told.parties.setdefault(self._principal(actor), _participant(role.name))
            elif role.name == "outer":
                # 'Die Staatschefs haben auf ihrem Gipfel ...': whose it is, the subject tells.
                acting = replace(role, name="party") if _is_owned(told.frame) else role
                outer += [self._principal(actor) for actor in self.actors_at(acting)]
            elif role.name == "destination":
                self._fill_destination(told, role, places)
            elif role.name == "place" and (place := self.place_of(role)):
                places.append(place)
            elif role.name in ("place", "site"):
                told.sites += (role,)
        for role in open_roles:
            if other := self._partners.other(role, told.parties) or self._partners.state_of(role):
                told.parties[other] = _participant(role.name)
        if self._in_headline(told.frame):
            # 'Papst empfängt Präsidenten': whom it means, the text tells.
            known = self._by_id
            named = {a: r for a, r in told.parties.items() if a in known and not known[a].local}
            told.parties = named
        told.outer = tuple(dict.fromkeys(a for a in outer if a not in told.parties))
        told.places = tuple(dict.fromkeys(places))

    def _in_headline(self, frame: Frame) -> bool:
        """Return whether a frame stands in the title or a heading, which the text repeats."""
        title = self._reading.article.title
        if title and frame.head < len(title):
            return True
        content = self._reading.article.content
        start = content.rfind("\n", 0, frame.head) + 1
        end = content.find("\n", frame.head)
        line = content[start:end].strip() if end > 0 else ""
        return len(line) <= _LONGEST_HEADING and _HEADING.search(line) is not None

    def _principal(self, actor: str) -> str:
        """Return the state for its delegation: 'die russische Delegation' negotiates as Russia."""
        known = self._by_id.get(actor)
        if known is None or known.kind != "Group" or len(known.represents) != 1:
            return actor
        state = self._by_id.get(known.represents[0])
        if state is None or state.kind != "Country":
            return actor
        label = known.label.lower()
        # 'Vertreter der russischen Wirtschaft' are not the state.
        own = len(label.split()) <= 2 and any(word in label for word in _DELEGATES)
        return state.id if own else actor

    def _fill_destination(self, told: Told, role: Role, places: list[str]) -> None:
        place = self.place_of(role)
        if place:
            places.append(place)
            return
        for actor in self._actors.at(role.head):
            told.parties.setdefault(actor, "host")

    def _fill_time(self, told: Told) -> None:
        dates: list[When] = []
        anchors: list[EventAnchor] = []
        for start in told.frame.times:
            timex = self._timexes.get(start)
            if timex is None:
                continue
            if timex.type == "DURATION" and timex.seconds and timex.anchor is None:
                told.seconds, told.approximate = timex.seconds, timex.approximate
            elif timex.anchor is not None:
                anchors.append(timex.anchor)
                told.last_resort = told.last_resort or _day_counted(timex)
            elif timex.type in ("DATE", "TIME") and _dates_event(timex):
                dates.append(to_when(timex))
        told.when = _joined(dates)
        told.anchors = tuple(anchors)

    def _fill_matters(self, told: Told) -> None:
        topics = [r.label or r.text for r in told.frame.roles if r.name == "topic"]
        outcomes = [r.label or r.text for r in told.frame.roles if r.name == "outcome"]
        told.topics = tuple(dict.fromkeys(t for t in topics if is_matter(t)))
        told.outcomes = tuple(dict.fromkeys(t for t in outcomes if is_matter(t)))
        if told.frame.anaphoric and told.status == "Denied":
            # 'Sie sprachen die Frage nicht an': the talk took place, the matter was not raised.
            told.not_raised, told.topics, told.outcomes = told.topics, (), ()
            told.status = "Occurred"


def _is_owned(frame: Frame) -> bool:
    """Return whether a possessive says whose talk it is: 'auf ihrem Gipfel'."""
    return any(r.name == "party" and _POSSESSIVE.fullmatch(r.text) for r in frame.roles)


_POSSESSIVE = re.compile(r"(?:ihr|sein)(?:e[mnrs]?)?", re.IGNORECASE)


def _day_counted(timex: Timex) -> When | None:
    """Return the day of 'tags zuvor' where it counts from a day that the text told just before."""
    if timex.anchor is None or timex.anchor.head >= 0 or not _DAY.fullmatch(timex.value):
        return None
    day = dt.date.fromisoformat(timex.value)
    return When(value=timex.value, earliest=day, latest=day)


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _participant(role: str) -> str:
    return "participant" if role == "party" else role


def _dates_event(timex: Timex) -> bool:
    return timex.earliest is not None or timex.latest is not None or timex.value.startswith("XXXX")


def _joined(dates: Sequence[When]) -> When | None:
    """Return what several dates of one clause say together; the first where they contradict."""
    if not dates:
        return None
    return combine(dates) or dates[0]


def _future(when: When, published: dt.date) -> bool:
    return when.earliest is not None and when.earliest > published


def _tells_earlier(text: str) -> bool:
    """Return whether a clause goes back in time: 'zuvor', 'zuletzt', 'bereits im Mai'."""
    first = text.lower().split()[:3]
    return any(word.strip(",") in _EARLIER for word in first)


_EARLIER = frozenset("zuvor zuletzt davor vorher früher einst letztmals".split())
_DELEGATES = ("delegation", "unterhändler", "abordnung", "seite", "vertreter", "abgesandte")
_EMPTY_MATTERS = frozenset(
    "sich es dies das was wer dabei etwas nichts alles mehr frage thema themen "
    "er sie ihn ihm ihr ihnen wir uns ich mich man der die den dem denen deren dessen welche diese "
    "dafür dagegen davon daran damit dazu darüber darauf darum hierzu hiervon".split()
)


def is_matter(text: str) -> bool:
    """Return whether a phrase names a matter: pronouns and empty nouns do not.

    >>> is_matter("Lage in Syrien"), is_matter("es")
    (True, False)
    """
    lower = text.lower()
    return (
        len(text) > 2
        and lower not in _EMPTY_MATTERS
        and not lower.startswith(("welch", "was ", "wie "))
    )
