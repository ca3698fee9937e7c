"""What must hold of every text: order, offsets, independence of place, linear work."""

import datetime as dt
import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.timex import find_timexes
from kg.mentions.timex_calendar import bounds, easter
from kg.mentions.timex_rules import find_hits, flatten
from kg.resources import seed_path

NLP = spacy.blank("de")
DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2050, 12, 31))
PIECES = st.sampled_from(
    "am 3. Juli 2025 gestern heute morgen Dienstag und bis zum vor zwei Wochen in der Nacht zu "
    "drei Stunden Uhr 14.30 Ende März , . – - ( ) Jahr 2014 seit den vergangenen Tag zuvor später "
    "nach dem Treffen Ostern jeden Montag Anfang Mai 20.12.2020 29. Februar fast eine Stunde "
    "Jahrhundert 19. 90er Jahre Quartal ersten Vorabend des „ “ \n \n\n Putin sprach wird".split(
        " "
    )
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, published=st.none() | DAYS)
def test_offsets_order_and_intervals(text: str, published: dt.date | None) -> None:
    end = 0
    for timex in find_timexes(NLP(text), published):
        assert timex.text == text[timex.start : timex.end] != ""
        assert timex.start >= end
        end = timex.end
        if timex.earliest and timex.latest:
            assert timex.earliest <= timex.latest
        assert timex.type in ("DATE", "TIME", "DURATION", "SET")
        assert timex.rule


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, published=DAYS)
def test_the_same_wherever_it_stands(text: str, published: dt.date) -> None:
    alone = find_timexes(NLP(text), published)
    before = "Hier steht ein Satz ohne alles.\n\n"
    moved = find_timexes(NLP(before + text), published)
    assert [(t.start + len(before), t.value, t.earliest, t.latest) for t in alone] == [
        (t.start, t.value, t.earliest, t.latest) for t in moved
    ]


@given(day=DAYS)
def test_a_full_date_means_itself_whenever_it_is_read(day: dt.date) -> None:
    text = f"Sie sprachen am {day.day}.{day.month}.{day.year} miteinander."
    for published in (None, dt.date(2025, 7, 3), dt.date(1999, 12, 31)):
        (timex,) = find_timexes(NLP(text), published)
        assert timex.value == day.isoformat() and timex.earliest == timex.latest == day


@given(published=DAYS)
def test_weekdays_lie_within_a_week(published: dt.date) -> None:
    for number, name in enumerate("Montag Dienstag Mittwoch Donnerstag Freitag Samstag".split(), 1):
        (past,) = find_timexes(NLP(f"Am {name} sprachen sie."), published)
        (coming,) = find_timexes(NLP(f"Am {name} werden sie sprechen."), published)
        assert past.earliest is not None and coming.earliest is not None
        assert past.earliest.isoweekday() == coming.earliest.isoweekday() == number
        assert published - dt.timedelta(6) <= past.earliest <= published
        assert published <= coming.earliest <= published + dt.timedelta(6)


@given(published=DAYS)
def test_days_without_a_year_are_near(published: dt.date) -> None:
    (timex,) = find_timexes(NLP("Am 31. Dezember sprachen sie."), published)
    assert timex.earliest is not None
    assert -366 <= (timex.earliest - published).days <= 45


@given(day=DAYS)
def test_values_hold_their_own_interval(day: dt.date) -> None:
    year, week, _ = day.isocalendar()
    for value in (
        day.isoformat(),
        day.isoformat()[:7],
        str(day.year),
        f"{year}-W{week:02d}",
        str(day.year)[:3],
    ):
        first, last = bounds(value)
        assert first is not None and last is not None and first <= day <= last


@given(year=st.integers(min_value=1900, max_value=2199))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@pytest.mark.parametrize(
    "piece",
    [
        "drei ",
        "1",
        "1.",
        "1. ",
        "am ",
        "vor ",
        "Montag, ",
        "der ",
        "1.1.",
        " ",
        "-",
        "2014-",
        "Mai ",
        "nach Trumps ",
        "„",
        "vor zwei und ",
        "\n",
        "20.30 und ",
        "in der Nacht vom ",
    ],
)
def test_work_grows_with_the_text_only(piece: str) -> None:
    def seconds(count: int) -> float:
        flat = flatten(piece * count + "Juli")
        begin = time.process_time()
        for _ in find_hits(flat):
            pass
        doc = spacy.tokens.Doc(NLP.vocab, words=[piece * count + "Juli"])
        find_timexes(doc, dt.date(2025, 7, 3))
        return time.process_time() - begin

    seconds(500)
    short, long = seconds(1000), seconds(3000)
    assert long < 6 * short + 0.3


def test_nothing_depends_on_the_tokens() -> None:
    text = seed_path().read_text(encoding="utf-8")
    whole = spacy.tokens.Doc(NLP.vocab, words=[text], spaces=[False])
    published = dt.date(2025, 7, 3)
    assert find_timexes(whole, published) == find_timexes(NLP(text), published)
