"""What is stored is what offsets count."""

import io
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import ReadResult, read_articles
from kg.ingest.normalise import normalise_line, normalise_text
from kg.resources import seed_path

# Letters, combining marks, every kind of break and of invisible sign, and lone surrogates.
TROUBLE = st.text(
    st.one_of(
        st.sampled_from(
            "aäo\u0308u\u0308\r\n\x0b\x0c\x85\u2028\u2029\ufeff\u200b\u00ad\u202e\x00\ud800"
        ),
        st.characters(),
    )
)


@given(TROUBLE)
def test_normalising_twice_changes_nothing(text):
    once = normalise_text(text)
    assert normalise_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert not set(once) & set("\r\x00\u202e\ufeff\u00ad")


@given(TROUBLE)
def test_a_line_is_one_line(text):
    line = normalise_line(text)
    assert "\n" not in line
    assert line == line.strip()
    assert normalise_line(line) == line


@given(st.text(max_size=60), st.text(max_size=300), st.data())
def test_offsets_in_the_content_lead_back_to_text_or_title(title, text, data):
    row = {"title": title, "text": "Putin rief an. " + text, "language": "de"}
    (found,) = read_articles(["-"], stdin=io.StringIO(json.dumps(row)))
    assert isinstance(found, ReadResult)
    article = found.article
    start = data.draw(st.integers(0, len(article.content)))
    end = data.draw(st.integers(start, len(article.content)))
    in_title, first, last = article.locate(start, end)
    if in_title:
        assert article.title[first:last] == article.content[start : min(end, len(article.title))]
    else:
        assert article.text[first:last] == article.content[start:end]


def test_clean_text_is_kept_as_it_is():
    raw = seed_path().read_bytes().decode("utf-8")
    (found,) = read_articles([seed_path()])
    assert found.article.text == raw
    assert found.article.content == raw
    assert found.article.id == "putin-trump-telefonat"
    assert found.article.title == "Kreml enthüllt Inhalt des Putin-Trump-Gesprächs"
    assert found.article.title_in_text
    assert found.article.published is None
    assert found.warnings == ()
