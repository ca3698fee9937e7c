"""Expressions with publication dates and what they must mean: see timex_table.txt beside this."""

import datetime as dt
import re
from pathlib import Path

import pytest
import spacy

from kg.mentions.timex import find_timexes

NLP = spacy.blank("de")
TABLE = Path(__file__).with_name("timex_table.txt")


def rows() -> list[tuple[str, str, str, str]]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split(" | ")]
            found.append((cells[0], cells[1], cells[2], cells[3] if len(cells) > 3 else ""))
    return found


ROWS = rows()


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 300
    assert len({row[:2] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]} {row[1][:60]}" for row in ROWS])
def test_row(row: tuple[str, str, str, str]) -> None:
    published, marked, meaning, interval = row
    match = re.search(r"\[(.*?)\]", marked)
    assert match is not None
    text = marked.replace("[", "").replace("]", "")
    day = None if published == "-" else dt.date.fromisoformat(published)
    found = {timex.start: timex for timex in find_timexes(NLP(text), day)}
    if meaning == "- -":
        assert match.start() not in found
        return
    timex = found.get(match.start())
    assert timex is not None, found
    assert (timex.text, f"{timex.type} {timex.value}") == (match[1], meaning)
    if interval:
        first, last = interval.split("..")
        assert (str(timex.earliest or ""), str(timex.latest or "")) == (first, last)
