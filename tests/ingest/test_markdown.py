"""Front matter and the words of Markdown."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.markdown import split_front_matter, strip_markdown


def test_values_stay_as_they_are_written():
    fields, body = split_front_matter(
        "---\nid: 0123\ntitle: No\nlanguage: no\npublished: 2025-07-03\nurl:\n---\n\nText.\n"
    )
    assert fields == {
        "id": "0123",
        "title": "No",
        "language": "no",
        "published": "2025-07-03",
        "url": "",
    }
    assert body == "\nText.\n"


def test_no_front_matter_is_no_fault():
    assert split_front_matter("Text --- mit Strichen.") == ({}, "Text --- mit Strichen.")
    assert split_front_matter("---\n---\nText.") == ({}, "Text.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: Gipfel\nText ohne Ende.", "without an end"),
        ("---\ntitle: {a: [b}\n---\nText.", "broken front matter in line 2"),
        ("---\n- eins\n- zwei\n---\nText.", "not 'key: value'"),
        ("---\nnur Worte\n---\nText.", "not 'key: value'"),
        ("---\ntitle: [offen\n---\nText.", "broken front matter"),
        ("---\n" + "[" * 5000 + "\n---\nText.", "broken front matter"),
        ("---\ntitle: " + "x" * 70000 + "\n---\nText.", "over 64 KB"),
    ],
)
def test_broken_front_matter_says_what_is_wrong(text, message):
    with pytest.raises(InputError, match=message):
        split_front_matter(text)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        (
            "Ein Absatz\nüber zwei Zeilen.\n\nNoch einer.",
            "Ein Absatz über zwei Zeilen.\n\nNoch einer.",
        ),
        ("Papst empfängt Gäste\nDer Papst sprach.", "Papst empfängt Gäste\nDer Papst sprach."),
        ("Er sprach mit dem\n**Papst** in Rom.", "Er sprach mit dem Papst in Rom."),
        ("Zwei\nZeilen\n---\nmehr", "Zwei\nZeilen\n\nmehr"),
        ("**Putin** traf *Trump* und _Xi_.", "Putin traf Trump und Xi."),
        ("3 * 4 * 5 und snake_case_name bleiben.", "3 * 4 * 5 und snake_case_name bleiben."),
        (
            '[Kreml](https://x.org/a_b "Titel") und [Weißes Haus][1].\n\n[1]: https://x.org',
            "Kreml und Weißes Haus.",
        ),
        ("![Bild](a.png) Text.[^1]", "Text."),
        ("> Zitat über\n> zwei Zeilen.", "Zitat über zwei Zeilen."),
        ("- eins\n- zwei\n* drei", "eins\n\nzwei\n\ndrei"),
        ("```python\ncode()\n```\nText.", "Text."),
        ("Text <!-- nicht\nlesen --> hier.<br>", "Text  hier."),
        ("Text\n\n---\n\nmehr", "Text\n\nmehr"),
        ("1\\. Mai", "1. Mai"),
        ("Am 3. Juli sprach er.", "Am 3. Juli sprach er."),
        ("„Ja“, sagte er.", "„Ja“, sagte er."),
    ],
)
def test_marks_go_and_words_stay(markdown, plain):
    assert strip_markdown(markdown)[1] == plain


def test_the_top_heading_is_the_title():
    assert strip_markdown("# Gipfel in *Genf* #\n\n## Anfang\n\nText.") == (
        "Gipfel in Genf",
        "Gipfel in Genf\n\nAnfang\n\nText.",
    )
    assert strip_markdown("Gipfel\n======\n\nText.") == ("Gipfel", "Gipfel\n\nText.")
    assert strip_markdown("Text.\n\n# Später")[0] == ""


@given(st.text(alphabet="ab *_[]()<>!-#`\\\n~|=.", max_size=200))
def test_no_text_breaks_it_and_words_are_not_made_up(text):
    title, plain = strip_markdown(text)
    assert set(plain) <= set(text) | {" ", "\n"}
    assert plain.count("a") <= text.count("a")
    assert "\n" not in title


@pytest.mark.parametrize(
    "sign", ["[", "*", "_", "<!--", "![", "`", "> ", "(", "[a](", "\\", "<a", "**a "]
)
def test_a_page_of_nothing_but_marks_takes_no_ages(sign):
    start = time.perf_counter()
    strip_markdown(sign * 20_000)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Ukraine: Putin ruft an", "Ukraine: Putin ruft an"),
        ('title: "Gipfel": was nun', '"Gipfel": was nun'),
        ("title: 'Ein Satz: noch einer'", "Ein Satz: noch einer"),
    ],
)
def test_a_headline_with_a_colon_needs_no_quotes(line: str, title: str) -> None:
    fields, body = split_front_matter(f"---\nid: a1\n{line}\n---\nText.")
    assert fields == {"id": "a1", "title": title}
    assert body == "Text."
