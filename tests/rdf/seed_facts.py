"""The seed article's main facts, written down by hand: what a good reader takes from it."""

from __future__ import annotations

import datetime as dt

from kg.model import (
    Actor,
    Article,
    Check,
    Dating,
    Event,
    Evidence,
    Facts,
    Participation,
    Position,
    Statement,
    When,
)
from kg.resources import seed_path

ID = "putin-trump-telefonat"


class Spans:
    """Evidence by the words of an article, so that offsets are never typed."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def __call__(self, words: str, rule: str = "by-hand", nth: int = 0) -> Evidence:
        """Return the nth place of some words as evidence; a test of its own where they are not there."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        end = start + len(words)
        return Evidence(article=self.article.id, start=start, end=end, exact=words, rule=rule)

    def all(self, words: str, limit: int = 5) -> tuple[Evidence, ...]:
        """Return the first places of some words."""
        count = min(self.article.text.count(words), limit)
        return tuple(self(words, "mention", nth) for nth in range(count))


def day(month: int, number: int, reason: str = "day and month stand in the text") -> When:
    date = dt.date(2025, month, number)
    return When(value=date.isoformat(), earliest=date, latest=date, reason=reason)


def build_seed() -> Facts:
    text = seed_path().read_text(encoding="utf-8")
    dating = Dating(
        value=dt.date(2025, 7, 3),
        reason="'der morgen gefeiert wird' speaks of 4 July, 'seit Anfang 2025' gives the year",
        confidence=0.9,
        start=text.index("seit Anfang 2025"),
        end=text.index("seit Anfang 2025") + len("seit Anfang 2025"),
    )
    title = text.splitlines()[0]
    article = Article(id=ID, text=text, title=title, title_in_text=True, published=dating)
    spans = Spans(article)
    return Facts(
        article=article,
        actors=_actors(spans),
        events=_calls(spans) + _other_events(spans),
        statements=_statements(spans),
        positions=_positions(spans),
        checks=_checks(spans),
        warnings=("the publication date was inferred from the text",),
    )


def _actor(spans: Spans, key: str, kind: str, label: str, *forms: str, **more: object) -> Actor:
    evidence = tuple(piece for form in forms for piece in spans.all(form, 3))
    return Actor(id=key, kind=kind, label=label, forms=forms, evidence=evidence, **more)  # type: ignore[arg-type]


def _actors(spans: Spans) -> tuple[Actor, ...]:
    def make(key: str, kind: str, label: str, *forms: str, **more: object) -> Actor:
        return _actor(spans, key, kind, label, *forms, **more)

    return (
        make(
            "putin",
            "Person",
            "Wladimir Putin",
            "Wladimir Putin",
            "Putin",
            wikidata="Q7747",
            office="Präsident",
            represents=("ru",),
            reasons=("the family name is unique in the text",),
        ),
        make(
            "trump",
            "Person",
            "Donald Trump",
            "Donald Trump",
            "Trump",
            "US-Präsident",
            wikidata="Q22686",
            office="Präsident",
            represents=("us",),
        ),
        make(
            "selenskyj",
            "Person",
            "Wolodymyr Selenskyj",
            "Wolodymyr Selenskyj",
            "Selenskyj",
            wikidata="Q3874799",
            office="Präsident",
            represents=("ua",),
        ),
        make(
            "uschakow",
            "Person",
            "Juri Uschakow",
            "Juri Uschakow",
            "Uschakow",
            "Ushakov",
            office="Präsidentenberater",
            represents=("ru",),
        ),
        make(
            "peskow",
            "Person",
            "Dmitri Peskow",
            "Dmitri Peskow",
            office="Pressesprecher",
            represents=("ru",),
        ),
        make("witkoff", "Person", "Steve Witkoff", "Steve Witkoff", office="Sondergesandter"),
        make("ru", "Country", "Russland", "Russland", "Moskau", wikidata="Q159"),
        make("ua", "Country", "Ukraine", "Ukraine", "Kiew", wikidata="Q212"),
        make("us", "Country", "USA", "USA", "Vereinigten Staaten", "Washington", wikidata="Q30"),
        make("kreml", "Organisation", "Kreml", "Kreml", represents=("ru",)),
        make("israel", "Country", "Israel", "Israel", wikidata="Q801"),
        make("rbc", "Organisation", "RBC", "RBC"),
        make("ft", "Organisation", "Financial Times", "Financial Times", wikidata="Q171113"),
        make("truth", "Organisation", "Truth Social", "Truth Social"),
        make("journalisten", "Group", "Journalisten", "Journalisten", local=True),
        make(
            "wirtschaft",
            "Group",
            "Vertreter der russischen Wirtschaft",
            "Vertretern der russischen Wirtschaft",
            local=True,
            confidence=0.8,
        ),
        make("istanbul", "Place", "Istanbul", "Istanbul", wikidata="Q406"),
        make("moskau", "Place", "Moskau", "Moskau", wikidata="Q649"),
        make("denhaag", "Place", "Den Haag", "Den Haag", wikidata="Q36600"),
    )


def _talk(key: str, kind: str, parties: tuple[str, ...], **more: object) -> Event:
    parts = tuple(Participation(actor=party) for party in parties)
    return Event(id=key, type=kind, participants=parts, **more)  # type: ignore[arg-type]


def _calls(spans: Spans) -> tuple[Event, ...]:
    both = ("putin", "trump")

    def call(number: int, when: When, words: str, *topics: str, **more: object) -> Event:
        evidence = (spans(words, "call.telefongespräch"),)
        more = {"ordinal": number, "topics": topics, "evidence": evidence, **more}
        return _talk(f"call-{number}", "PhoneCall", both, when=when, **more)

    sixth = (
        spans("Das Telefongespräch fand am Vorabend des US-Unabhängigkeitstages statt"),
        spans("Das Gespräch dauerte fast eine Stunde", "duration"),
        spans("Es ist bereits das sechste Gespräch", "ordinal"),
    )
    last_topics = (
        "Ukraine",
        "Verhandlungsrunden",
        "Lage in Syrien",
        "Iran",
        "Lage im Nahen Osten",
        "Austausch von Filmprodukten",
        "Unabhängigkeitstag",
    )
    return (
        call(
            1,
            day(2, 12),
            "Das erste Treffen fand am 12. Februar statt",
            "Ukraine",
            "Energie",
            "künstliche Intelligenz",
            "Rolle des Dollars",
        ),
        call(
            2,
            day(3, 18),
            "Das zweite Telefongespräch seit Jahresbeginn fand am 18. März statt",
            "Waffenstillstand",
            "bilaterale Beziehungen",
            "NHL- und KHL-Spiele",
            duration=9000,
            duration_approximate=True,
        ),
        call(
            3,
            day(5, 19),
            "am 19. Mai , führten Trump und Putin ihr drittes Telefongespräch",
            "Memoranden",
            outcomes=(
                "dass die Ukraine und Russland Memoranden zur Lösung des Konflikts ausarbeiten würden",
            ),
        ),
        call(4, day(6, 4), "Am 4. Juni telefonierten die Präsidenten erneut."),
        call(
            5,
            day(6, 14),
            "Das letzte Telefonat zwischen Putin und Trump fand am 14. Juni statt",
            "Lage im Nahen Osten",
            duration=3000,
        ),
        call(
            6,
            day(7, 3, "the eve of 4 July"),
            "Zwischen dem russischen Präsidenten Wladimir Putin und US-Präsident Donald Trump habe ein Telefongespräch stattgefunden",
            *last_topics,
            duration=3600,
            duration_approximate=True,
            topics_not_raised=("persönliches Treffen", "dritte Verhandlungsrunde"),
            evidence=sixth,
        ),
    )


def _other_events(spans: Spans) -> tuple[Event, ...]:
    pair = ("ru", "ua")
    memorandum = ("Memorandum", "Waffenstillstand")
    before = When(latest=dt.date(2025, 6, 1), reason="some days before the second round")
    return (
        _talk(
            "planned",
            "PhoneCall",
            ("trump", "selenskyj"),
            status="Planned",
            when=day(7, 4),
            topics=("Aussetzung amerikanischer Waffenlieferungen",),
            asserted=False,
            evidence=(
                spans(
                    "wird Trump am 4. Juli mit dem ukrainischen Präsidenten Wolodymyr Selenskyj telefonieren"
                ),
            ),
        ),
        _talk(
            "round-1",
            "Negotiation",
            pair,
            when=day(5, 16),
            ordinal=1,
            places=("istanbul",),
            topics=memorandum,
            evidence=(spans("Das erste fand am 16. Mai statt"),),
        ),
        _talk(
            "round-2",
            "Negotiation",
            pair,
            when=day(6, 2),
            ordinal=2,
            places=("istanbul",),
            topics=memorandum,
            evidence=(spans("das zweite am 2. Juni"),),
        ),
        _talk(
            "round-3",
            "Negotiation",
            pair,
            status="Planned",
            ordinal=3,
            evidence=(spans("nach dem Termin der dritten Verhandlungsrunde"),),
        ),
        _talk(
            "hague",
            "Meeting",
            ("trump", "selenskyj"),
            places=("denhaag",),
            evidence=(
                spans(
                    "Trumps letztes persönliches Treffen mit Selenskyj fand am Rande des NATO-Gipfels in Den Haag statt"
                ),
            ),
        ),
        Event(
            id="visit",
            type="Visit",
            participants=(Participation(actor="witkoff", role="visitor"),),
            when=day(2, 11, "one day before the call of 12 February"),
            places=("moskau",),
            evidence=(
                spans("einen Tag nach dem Besuch des Sondergesandten Steve Witkoff in Moskau"),
            ),
        ),
        _talk(
            "in-person",
            "Meeting",
            ("putin", "trump"),
            status="NotDiscussed",
            evidence=(spans("Trump und Putin sprachen jedoch kein persönliches Treffen an"),),
        ),
        _talk(
            "business",
            "Meeting",
            ("putin", "wirtschaft"),
            when=When(latest=dt.date(2025, 7, 3), reason="before the call of 3 July"),
            asserted=False,
            evidence=(
                spans(
                    "er habe vor dem Gespräch mit Vertretern der russischen Wirtschaft gesprochen"
                ),
            ),
        ),
        _talk(
            "series",
            "Meeting",
            ("us", "ua", "ru"),
            series=True,
            evidence=(
                spans(
                    "hat Washington eine Reihe von Treffen mit Vertretern Kiews und Moskaus abgehalten"
                ),
            ),
        ),
        Event(
            id="attack",
            type="Event",
            event_type="MilitaryAction",
            label="Israels Militäroperation",
            participants=(Participation(actor="israel", role="agent"),),
            when=day(6, 13, "the day before 14 June"),
            evidence=(
                spans("Am Tag zuvor hatte Israel eine Militäroperation gegen Teheran gestartet"),
            ),
        ),
        Event(
            id="transfer",
            type="Event",
            event_type="Transfer",
            participants=(
                Participation(actor="ua", role="sender"),
                Participation(actor="ru", role="recipient"),
            ),
            when=before,
            part_of="round-2",
            topics=("Memorandum",),
            evidence=(
                spans(
                    "Kiew übergab Moskau einige Tage vor der zweiten Verhandlungsrunde eine Version des Memorandums"
                ),
            ),
        ),
    )


def _statements(spans: Spans) -> tuple[Statement, ...]:
    solution = "Der russische Präsident Wladimir Putin habe in einem Gespräch mit seinem amerikanischen Amtskollegen Donald Trump erklärt, Moskau strebe weiterhin eine politische Lösung des Ukraine-Konflikts an"
    inner = "Moskau strebe weiterhin eine politische Lösung des Ukraine-Konflikts an"
    briefing = "dass Russland eine bedeutende Rolle bei der Entwicklung der amerikanischen Staatlichkeit gespielt habe"
    return (
        Statement(
            id="s-uschakow",
            speaker="uschakow",
            quotation=solution,
            quotation_type="Indirect",
            reports=("s-putin", "call-6"),
            evidence=(spans(f"{solution}, sagte der Berater des Staatschefs, Juri Uschakow"),),
        ),
        Statement(
            id="s-putin",
            speaker="putin",
            addressee="trump",
            quotation=inner,
            quotation_type="Indirect",
            when=day(7, 3),
            reports=("p-solution",),
            asserted=False,
            evidence=(spans(inner),),
        ),
        Statement(
            id="s-rbc",
            speaker="rbc",
            quotation_type="Reported",
            reports=("s-role",),
            evidence=(spans("wie ein RBC-Korrespondent berichtet"),),
        ),
        Statement(
            id="s-role",
            speaker="uschakow",
            addressee="journalisten",
            medium="Briefing",
            quotation=briefing,
            quotation_type="Indirect",
            when=day(7, 3),
            asserted=False,
            evidence=(spans(briefing),),
        ),
        Statement(
            id="s-opposite",
            speaker="putin",
            quotation="absolut gegensätzlich",
            when=day(6, 27),
            evidence=(spans("absolut gegensätzlich"),),
        ),
        Statement(
            id="s-truth",
            speaker="trump",
            medium="truth",
            quotation="Wir haben beide über die großartige Geschichte unserer Nationen nachgedacht",
            when=When(value="2025-02", reason="'im Februar'"),
            reports=("call-1",),
            evidence=(
                spans(
                    "Wir haben beide über die großartige Geschichte unserer Nationen nachgedacht"
                ),
            ),
        ),
        Statement(
            id="s-ft",
            speaker="ft",
            quotation="Trump am 4. Juli mit dem ukrainischen Präsidenten Wolodymyr Selenskyj telefonieren",
            quotation_type="FreeIndirect",
            reports=("planned",),
            evidence=(
                spans(
                    "Laut Financial Times wird Trump am 4. Juli mit dem ukrainischen Präsidenten Wolodymyr Selenskyj telefonieren"
                ),
            ),
        ),
        Statement(
            id="s-business",
            speaker="putin",
            quotation="er habe vor dem Gespräch mit Vertretern der russischen Wirtschaft gesprochen",
            quotation_type="Indirect",
            reports=("business",),
            evidence=(
                spans(
                    "Putin teilte mit, er habe vor dem Gespräch mit Vertretern der russischen Wirtschaft gesprochen"
                ),
            ),
        ),
        Statement(
            id="s-ultimatum",
            speaker="selenskyj",
            quotation="Moskaus Forderungen als Ultimatum",
            quotation_type="Reported",
            attitude="negative",
            evidence=(spans("Selenskyj bezeichnete Moskaus Forderungen als Ultimatum"),),
        ),
    )


def _positions(spans: Spans) -> tuple[Position, ...]:
    insists = "Russland besteht auf der Neutralität der Ukraine, ihrer Weigerung, Militärbündnissen beizutreten, dem Nicht-Atomwaffenstatus des Landes und der Aufhebung der Sanktionen gegen Russland"

    def take(
        key: str, holder: str, stance: str, about: str, words: str, target: str = ""
    ) -> Position:
        return Position(
            id=key,
            holder=holder,
            stance=stance,
            topic=about,
            about_text=about,
            target=target,
            asserted=key != "p-solution",
            evidence=(spans(words, "stance"),),
        )  # type: ignore[arg-type]

    return (
        take("p-1", "ru", "Demands", "Neutralität der Ukraine", insists, "ua"),
        take("p-2", "ru", "Demands", "Aufhebung der Sanktionen gegen Russland", insists),
        take(
            "p-3",
            "ua",
            "Proposes",
            "vollständiger und bedingungsloser Waffenstillstand",
            "Kiew schlägt einen vollständigen und bedingungslosen Waffenstillstand zu Lande, zu Wasser und in der Luft vor",
        ),
        take(
            "p-4",
            "ua",
            "Demands",
            "Sicherheitsgarantien",
            "fordert Sicherheitsgarantien von der internationalen Gemeinschaft",
        ),
        take(
            "p-5",
            "ua",
            "Rejects",
            "internationale Anerkennung der seit 2014 verlorenen Gebiete als russisch",
            "lehnt die internationale Anerkennung der seit 2014 verlorenen Gebiete als russisch ab",
        ),
        take(
            "p-solution",
            "putin",
            "Seeks",
            "politische Verhandlungslösung",
            "Moskau strebe weiterhin eine politische Lösung des Ukraine-Konflikts an",
        ),
        take(
            "p-7",
            "trump",
            "Supports",
            "NHL- und KHL-Spiele",
            "unterstützte Trump Putins Idee, NHL- und KHL-Spiele zu organisieren",
        ),
    )


def _checks(spans: Spans) -> tuple[Check, ...]:
    return (
        Check(
            id="k-1",
            label="sechstes Gespräch von Putin und Trump",
            expected="6",
            found="6",
            holds=True,
            evidence=(
                spans("Es ist bereits das sechste Gespräch zwischen den beiden Präsidenten"),
            ),
        ),
        Check(
            id="k-2",
            label="vier weitere Telefongespräche vor dem 14. Juni",
            expected="4",
            found="4",
            holds=True,
            evidence=(spans("gab es vier weitere Telefongespräche zwischen Trump und Putin"),),
        ),
    )
