"""The publication date from the text's own words: with a reason, or not at all."""

import datetime as dt

import pytest
import spacy

from kg.mentions.publication import find_publication_date
from kg.mentions.timex import TimexFinder
from kg.resources import seed_path

NLP = spacy.blank("de")


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        (
            "Gipfel in Genf\nBerlin, 3. Juli 2025 (Agentur) – Sie sprachen gestern.",
            "2025-07-03",
            "3. Juli 2025",
        ),
        ("GENF (dpa, 3.7.2025) Sie sprachen gestern.", "2025-07-03", "3.7.2025"),
        ("Moskau/Kiew, den 14. Juni 2024. Sie sprachen gestern.", "2024-06-14", "14. Juni 2024"),
        ("Sie trafen sich in Wien.\nStand: 02.06.2006", "2006-06-02", "02.06.2006"),
        (
            "Veröffentlicht am 5. Jänner 2021\nSie trafen sich in Wien.",
            "2021-01-05",
            "5. Jänner 2021",
        ),
        ("Gipfel\n31.05.2006\nSie trafen sich am Dienstag.", "2006-05-31", "31.05.2006"),
        ("Teheran (Iran), 31.05.2006 – Sie trafen sich am Dienstag.", "2006-05-31", "31.05.2006"),
        (
            "Wie heute, am 3. Juli 2025, bekannt wurde, trafen sie sich.",
            "2025-07-03",
            "3. Juli 2025",
        ),
        ("Am heutigen Donnerstag, dem 3. Juli 2025, trafen sie sich.", "2025-07-03", None),
        (
            "Er gratulierte zum Nationalfeiertag, der morgen, am 4. Juli, gefeiert wird. Im Mai 2025 trafen sie sich.",
            "2025-07-03",
            None,
        ),
        (
            "Er gratulierte zum amerikanischen Unabhängigkeitstag, der morgen gefeiert wird. Am 16. Mai 2025 trafen sie sich.",
            "2025-07-03",
            None,
        ),
    ],
)
def test_a_text_that_tells_its_day(text: str, day: str, words: str | None) -> None:
    dating = find_publication_date(NLP(text))
    assert dating is not None
    assert dating.value == dt.date.fromisoformat(day)
    assert 0.5 <= dating.confidence <= 1 and dating.reason.endswith(".")
    assert words is None or text[dating.start : dating.end].endswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sie sprachen am 3. Juli miteinander.",
        "Am 9. November 1989 fiel die Mauer in Berlin.",
        "Seit 2014 wird verhandelt. Am 3. Juli sprachen sie, am 4. Juli werden sie sich treffen.",
        "Bis zum 1. Januar 2030 soll das Abkommen gelten.",
        "Der Vertrag vom 3. Juli 2019 gilt weiter. Am Dienstag sprachen sie.",
        "Er wurde am 3. Juli 1950 geboren.",
    ],
)
def test_a_text_that_does_not(text: str) -> None:
    assert find_publication_date(NLP(text)) is None


def test_the_seed_article() -> None:
    text = seed_path().read_text(encoding="utf-8")
    dating = find_publication_date(NLP(text))
    assert dating is not None and dating.value == dt.date(2025, 7, 3)
    assert "tomorrow" in dating.reason and "Anfang 2025" in dating.reason
    assert text[dating.start : dating.end].startswith("Unabhängigkeitstag")


def test_the_component_infers_and_keeps_the_reason() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("kg_timex")
    doc = nlp("Berlin, 3. Juli 2025 (dpa) – Sie sprachen gestern.")
    assert doc._.published == dt.date(2025, 7, 3) and doc._.dating.confidence >= 0.9
    assert [timex.value for timex in doc._.timexes] == ["2025-07-03", "2025-07-02"]


def test_a_given_date_is_kept_and_inference_can_be_off() -> None:
    doc = NLP("Berlin, 3. Juli 2025 (dpa) – Sie sprachen gestern.")
    doc._.published = dt.date(2025, 7, 5)
    assert TimexFinder()(doc)._.timexes[1].value == "2025-07-04"
    other = NLP("Berlin, 3. Juli 2025 (dpa) – Sie sprachen gestern.")
    other = TimexFinder(infer_published=False)(other)
    assert other._.dating is None and other._.timexes[1].value == "XXXX-XX-XX"
