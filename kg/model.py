"""The words that every room speaks: frozen records from an article to its facts.

All offsets count Unicode code points, half-open, in :attr:`Article.content`. ``Article`` to
``Frame`` is what is read, ``Evidence`` to ``Facts`` what it means. Nothing knows spaCy or rdflib.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

TITLE_GAP = "\n\n"  # between a title that is not part of the text, and the text

MentionKind = Literal["name", "nominal", "pronoun"]
MentionLabel = Literal["PER", "ORG", "LOC", "GRP", "MISC"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuotationType = Literal["Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported"]
FrameKind = Literal["communication", "position", "event"]
ActorKind = Literal["Person", "Organisation", "Country", "Group", "Place"]
Status = Literal[
    "Occurred", "Ongoing", "Planned", "Proposed", "Cancelled", "Denied", "NotDiscussed"
]
Stance = Literal[
    "Demands", "Proposes", "Seeks", "Supports", "Accepts",
    "Rejects", "Criticises", "Warns", "Threatens", "Denies",
]  # fmt: skip
CommunicationType = Literal[
    "PhoneCall", "Negotiation", "Visit", "Correspondence", "Meeting", "Communication"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A publication date with how sure it is and where it comes from.

    ``reason`` is one sentence for people: ``metadata``, ``given by the caller`` or what in the text
    gave it. ``confidence`` lies in [0, 1]. ``start``/``end`` point at the words, -1 without any.
    """

    value: dt.date
    reason: str
    confidence: float = 1.0
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, its text normalised once so that offsets stay true.

    ``title_in_text`` tells that the title is the first line of ``text``. ``published`` is None
    until metadata, the caller or the text gives it: never today's date.
    """

    id: str
    text: str
    title: str = ""
    title_in_text: bool = False
    published: Dating | None = None
    source: str = ""
    url: str = ""
    language: str = "de"

    @property
    def content(self) -> str:
        """What the language pipeline reads: a title of its own, a gap, the text.

        >>> Article(id="a", title="Gipfel", text="Sie kamen.").content
        'Gipfel\\n\\nSie kamen.'
        """
        if not self.title or self.title_in_text:
            return self.text
        return self.title + TITLE_GAP + self.text

    def locate(self, start: int, end: int) -> tuple[bool, int, int]:
        """Return (whether in the title, start, end) with offsets in the title or in the text.

        >>> Article(id="a", title="Gipfel", text="Sie kamen.").locate(8, 11)
        (False, 0, 3)
        """
        if not self.title or self.title_in_text:
            return False, start, end
        shift = len(self.title) + len(TITLE_GAP)
        if start < shift:
            return True, start, min(end, len(self.title))
        return False, start - shift, end - shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of text. ``head`` is the offset of its syntactic head's first character."""

    start: int
    end: int
    text: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """A span that may refer to an actor: a name, a noun phrase ('die Ministerin') or a pronoun.

    ``name`` is the bare name without title and genitive ending ('Wolodymyr Selenskyj'), empty for
    nominals and pronouns. ``title`` is the role noun's lemma ('Präsident', 'Außenminister'), also
    of a name that it stands before. ``country`` is the ISO 3166 alpha-2 code from a nationality
    adjective, a compound or a genitive ('russisch', 'US-', 'Russlands'). ``owner`` is the head
    offset of a genitive or possessive that the noun hangs on ('Putins Berater'). ``gender`` is
    'm', 'f', 'n' or ''. ``sentence`` counts from 0. ``subject`` tells whether it is a subject.
    """

    kind: MentionKind
    label: MentionLabel
    name: str = ""
    title: str = ""
    country: str = ""
    owner: int = -1
    gender: str = ""
    plural: bool = False
    count: int = 0
    definite: bool = True
    subject: bool = False
    sentence: int = 0
    in_quote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAnchor:
    """What a time expression counts from, if that is an event of the text.

    'einen Tag nach dem Besuch': ``direction`` 1, ``amount`` 1, ``unit`` 'day', ``head`` at
    'Besuch'. 'am Tag zuvor': ``direction`` -1, ``head`` -1 (the event told last). ``amount`` is
    None where the text leaves it open ('einige Tage vor ...').
    """

    direction: Literal[-1, 0, 1]
    amount: float | None
    unit: str
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression. ``value`` is the TIMEX3 value, as exact as text and publication date let.

    ``earliest``/``latest`` bound a DATE or TIME (None: open or unknown). ``seconds`` is the length
    of a DURATION. ``approximate`` keeps hedges ('fast', 'rund'). ``anchor`` is set where it counts
    from an event; such a Timex has no interval until that event is dated.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    seconds: int | None = None
    approximate: bool = False
    modifier: Literal["", "START", "MID", "END", "BEFORE", "AFTER"] = ""
    anchor: EventAnchor | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation or reported content with its roles.

    ``start``/``end`` span the content without the marks. ``parent`` is the index (in the same list)
    of the quote that holds this one: 'sagte X, berichtet Y' gives Y's. ``cue``: the reporting word.
    """

    start: int
    end: int
    text: str
    type: QuotationType
    speaker: Span | None = None
    cue: Span | None = None
    cue_lemma: str = ""
    addressee: Span | None = None
    medium: Span | None = None
    attitude: str = "neutral"
    parent: int | None = None
    sentence: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Span):
    """A filler of a frame's role, such as ``party``, ``caller``, ``topic``, ``holder``, ``place``.

    Coordinated fillers come as one Role each; ``proper`` tells that a name heads it. ``label`` is
    a matter's normalised form, without article and genitive ending. The role ``outer`` holds who
    acts in the clause around a noun ('sagte X nach dem Treffen mit Y'): a party only where the
    noun itself names too few.
    """

    name: str
    label: str = ""
    proper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Span):
    """A trigger word with its roles: who did what to whom, as one clause tells it.

    ``type`` is the communication type, the stance, or the event type. ``start``/``end`` span the
    clause that shows it (evidence), ``head`` is the trigger. ``times`` holds start offsets of the
    clause's time expressions. ``count`` is 2 in 'zwei Treffen'; ``ordinal`` 3 in 'das dritte
    Gespräch'. ``definite`` noun triggers may refer back; an ``anaphoric`` frame ('sie erörterten
    die Lage') adds to an event told elsewhere and makes none of its own; one that ``joins`` ('sie
    einigten sich') does so where it can. ``one_sided``: with whom alone ('Gespräche mit A und B').
    ``host_head``: the trigger of the frame that this one is the setting of ('bei dem Treffen').
    """

    id: int
    kind: FrameKind
    type: str
    rule: str
    lemma: str = ""
    status: Status = "Occurred"
    roles: tuple[Role, ...] = ()
    times: tuple[int, ...] = ()
    definite: bool = False
    nominal: bool = False
    anaphoric: bool = False
    joins: bool = False
    plural: bool = False
    one_sided: bool = False
    count: int = 0
    ordinal: int = 0
    host_head: int = -1
    code: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one article, before anything is resolved."""

    article: Article
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quotes: tuple[Quote, ...] = ()
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """The exact characters that a fact stands on; offsets in the text, or in the title.

    ``rule`` names the rule that fired. ``content[start:end] == exact`` always holds.
    """

    article: str
    start: int
    end: int
    exact: str
    in_title: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that acts, with every surface form.

    ``id`` is unique in the article; ``wikidata`` is a Q-number or ''. ``local``: the name says too
    little to be one actor in two articles ('Müller'). ``represents``: ids of whom it speaks for.
    """

    id: str
    kind: ActorKind
    label: str
    forms: tuple[str, ...] = ()
    wikidata: str = ""
    office: str = ""
    represents: tuple[str, ...] = ()
    local: bool = False
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()  # why mentions were taken for one
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as exact as the text ('2025-07-03', '2025-07', '2025', '--07-03', '') and its bounds.

    ``earliest`` and ``latest`` are inclusive; None where nothing is known on that side.
    """

    value: str = ""
    earliest: dt.date | None = None
    latest: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """An actor's part in an event: ``participant`` or one of its sub-properties."""

    actor: str
    role: str = "participant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, goes on, was planned, denied or not raised, told once.

    ``type`` is the class's local name ('PhoneCall'), ``event_type`` a concept of ``plover.ttl``,
    ``duration`` in seconds. ``series``: the text counts several without telling them apart.
    ``part_of``: the event in whose frame it lay. ``asserted``: the article itself says so once.
    """

    id: str
    type: str
    label: str = ""
    status: Status = "Occurred"
    event_type: str = ""
    participants: tuple[Participation, ...] = ()
    when: When = field(default_factory=When)
    duration: int | None = None
    duration_approximate: bool = False
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    topics_not_raised: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    ordinal: int = 0
    series: bool = False
    part_of: str = ""
    asserted: bool = True
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody's word: who says what, to whom, where and when.

    ``reports`` holds ids of the facts that it tells of. ``asserted``: the article itself says so.
    """

    id: str
    speaker: str = ""
    addressee: str = ""
    medium: str = ""
    quotation: str = ""
    quotation_type: QuotationType = "Direct"
    when: When = field(default_factory=When)
    reports: tuple[str, ...] = ()
    attitude: str = "neutral"
    asserted: bool = True
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Who takes which side: ``topic`` is the normalised matter, ``about_text`` its words."""

    id: str
    holder: str
    stance: Stance
    topic: str
    about_text: str
    target: str = ""
    when: When = field(default_factory=When)
    asserted: bool = True
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A cross-check of what an article says of itself against the graph."""

    id: str
    label: str
    expected: str
    found: str
    holds: bool
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that one article tells, resolved: what one named graph holds."""

    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    checks: tuple[Check, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that was not built, and why; the rest of the run is kept."""

    input: str
    reason: str
