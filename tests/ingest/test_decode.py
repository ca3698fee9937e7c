"""Encodings: UTF-8 first, the bytes' own marks, then what German makes likely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.decode import decode

SENTENCE = "Außenminister Müller äußerte sich „größtenteils“ – über die Lösung – zurückhaltend."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_a_german_sentence_survives(encoding):
    text, warnings = decode(SENTENCE.encode(encoding))
    assert text == SENTENCE
    assert warnings == ()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "word", ["Müller", "Die Größe", "Er läuft für Österreich über die Brücke."]
)
def test_short_texts_are_taken_for_german(encoding, word):
    assert decode(word.encode(encoding))[0] == word


def test_foreign_names_are_not_taken_for_the_code_page_of_dos():
    text = "Merz traf Orbán und den Präsidenten, „eine Ehre”, sagte er – später."
    assert decode(text.encode("cp1252"))[0] == text


@given(st.text())
def test_any_utf8_is_read_as_it_is(text):
    if "\x00" in text:
        return
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return
    try:
        found, warnings = decode(data)
    except InputError:  # begins like a PDF, say
        return
    assert (found, warnings) == (text.removeprefix("\ufeff"), ())


def test_damaged_utf8_is_kept_with_a_warning():
    data = (SENTENCE * 3).encode() + "ü".encode()[:1]
    text, warnings = decode(data)
    assert text == SENTENCE * 3 + "\ufffd"
    assert "1 places are not UTF-8" in warnings[0]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)), "binary"),
        (b"\x00" * 100, "binary"),
        (bytes(range(128, 256)) * 3 + bytes(range(1, 9)) * 20, "binary|not recognised"),
        ("Müller".encode("utf-16")[:-1], "breaks off"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, kind):
    with pytest.raises(InputError, match=kind):
        decode(data)


def test_a_declared_encoding_is_believed_after_utf8():
    data = "Привет, это русский текст".encode("cp1251")
    assert decode(data, declared="windows-1251")[0].startswith("Привет")
    assert decode("Müller".encode(), declared="latin-1")[0] == "Müller"
    assert decode("Müller".encode("latin-1"), declared="no-such")[0] == "Müller"
