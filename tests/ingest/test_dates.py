"""Publication dates in all the ways that people write them, and none where the day is not given."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.dates import parse_published

THIRD = dt.date(2025, 7, 3)


@pytest.mark.parametrize(
    "value",
    [
        "2025-07-03",
        "20250703",
        "2025-07-03T23:59:59Z",
        "2025-07-03 08:00",
        "2025-07-03T00:30:00+02:00",
        "3. Juli 2025",
        "03. Juli 2025",
        "3.Juli 2025",
        "3. Jul. 2025",
        "03.07.2025",
        "3.7.2025",
        "3. 7. 2025",
        "Donnerstag, 3. Juli 2025",
        "Do, 03.07.2025, 14:30 Uhr",
        "3. Juli 2025 um 14.30 Uhr",
        "den 3. Juli 2025",
        "Thu, 03 Jul 2025 10:00:00 GMT",
        " 2025-07-03 ",
    ],
)
def test_a_full_date_is_read(value):
    assert parse_published(value) == THIRD


def test_austrian_january():
    assert parse_published("5. Jänner 2019") == dt.date(2019, 1, 5)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "heute",
        "Juli 2025",
        "2025",
        "2025-07",
        "31.02.2025",
        "3.13.2025",
        "3. Quintil 2025",
        "03.07.25",
        "1751500000",
        "0001-01-01",
        "3. Juli",
    ],
)
def test_half_a_date_is_none(value):
    assert parse_published(value) is None


@given(st.text(max_size=40))
def test_no_text_breaks_it(value):
    assert parse_published(value) is None or isinstance(parse_published(value), dt.date)


@given(st.dates(dt.date(1600, 1, 1), dt.date(2100, 1, 1)))
def test_every_day_comes_back(day):
    assert parse_published(day.isoformat()) == day
    assert parse_published(f"{day.day}.{day.month}.{day.year}") == day
