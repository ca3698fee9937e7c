"""Words for offices: which states they are for, who holds them, who held them, which region."""

import pytest
from actors_read import Read


def _who(text: str, day: str, words: str) -> list[str]:
    return Read(text, day).head(words)


def test_a_chancellor_is_german_or_austrian():
    text = "Gordon Brown schrieb Nicolas Sarkozy. Brown lobte die Bundeskanzlerin."
    assert _who(text, "2008-10-10", "die Bundeskanzlerin") == ["Angela Merkel"]
    assert _who(text, "", "die Bundeskanzlerin") == ["Bundeskanzlerin"]


def test_a_premier_is_never_german():
    text = "Angela Merkel empfing Erna Solberg. Die Premierministerin reiste danach ab."
    assert _who(text, "2015-01-13", "Die Premierministerin") != ["Angela Merkel"]
    text = "Angela Merkel empfing Theresa May. Angela Merkel kochte. Die Premierministerin aß."
    assert _who(text, "2018-01-13", "Die Premierministerin") == ["Theresa May"]


def test_a_ministerpraesident_is_no_chancellor():
    text = "Gerhard Schröder kam spät. Der Ministerpräsident wartete."
    assert _who(text, "2003-05-02", "Der Ministerpräsident") == ["Ministerpräsident"]
    text = "Gerhard Schröder kam spät. Der Regierungschef entschuldigte sich."
    assert _who(text, "2003-05-02", "Der Regierungschef") == ["Gerhard Schröder"]


def test_a_federal_president_is_of_a_federation():
    text = "Wladimir Putin schwieg. Der österreichische Kanzler und der Bundespräsident kamen."
    assert _who(text, "2022-05-05", "der Bundespräsident") == ["Alexander Van der Bellen"]
    assert _who(
        "Barack Obama kam. Der Bundespräsident ging.", "2013-06-19", "Der Bundespräsident"
    ) != ["Barack Obama"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Altkanzler Schmidt schrieb. Im Amt mahnte Schmidt den Kanzler.", "den Kanzler"),
        ("Ex-Präsident Jimmy Carter kam. Der Präsident fehlte.", "Der Präsident"),
        ("Der frühere Präsident Petar Ilić kam. Der Präsident fehlte.", "Der Präsident"),
        ("Petar Ilić, ehemaliger Präsident, kam. Der Präsident fehlte.", "Der Präsident"),
        ("Außenminister a.D. Petar Ilić kam. Der Außenminister fehlte.", "Der Außenminister"),
        ("Der designierte Präsident Petar Ilić kam. Der Präsident fehlte.", "Der Präsident"),
    ],
)
def test_who_is_out_of_office_answers_no_office(text, words):
    found = Read(text, "2019-05-05")
    assert not set(found.head(words)) & {"Schmidt", "Jimmy Carter", "Petar Ilić"}
    assert not any(a.represents for a in found.index.actors if a.label == "Petar Ilić")
    assert not any(a.office for a in found.index.actors if a.label == "Petar Ilić")


def test_who_was_in_office_is_called_by_it():
    text = "Der frühere serbische Präsident Petar Ilić kam. Der Ex-Präsident lachte."
    assert _who(text, "2019-05-05", "Der Ex-Präsident") == ["Petar Ilić"]
    text = "Präsident Petar Ilić kam. Der Ex-Präsident lachte."
    assert _who(text, "2019-05-05", "Der Ex-Präsident") == []


def test_a_former_title_finds_its_bearer():
    read = Read("Altkanzler Schröder reiste nach Sotschi.", "2018-06-14")
    assert (read.head("Altkanzler Schröder"), read.actor("Gerhard Schröder").office) == (
        ["Gerhard Schröder"],
        "",
    )
    read = Read("Kanzler Schröder reiste nach Sotschi.", "2018-06-14")
    assert read.wikidata("Kanzler Schröder") == ""


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Der sächsische Ministerpräsident", "sächsischer Ministerpräsident"),
        ("Die Wiener Gesundheitsministerin", "Wiener Gesundheitsministerin"),
        ("Der Zürcher Präsident", "Zürcher Präsident"),
        ("Der schottische Premierminister", "schottischer Premierminister"),
    ],
)
def test_a_regional_office_is_no_national_one(words, label):
    text = f"Angela Merkel traf Premierminister David Cameron. {words} war dabei."
    assert _who(text, "2013-04-04", words) == [label]


def test_a_regional_office_is_of_whom_the_text_gives_the_region():
    text = (
        "Der sächsische Ministerpräsident Jens Adler traf den hessischen Ministerpräsidenten Uwe "
        "Thal. Der hessische Ministerpräsident bot Hilfe an."
    )
    assert _who(text, "2013-04-04", "Der hessische Ministerpräsident") == ["Uwe Thal"]


@pytest.mark.parametrize(
    ("text", "day", "words", "label"),
    [
        ("Die Kanzlerin rief in Paris an.", "2009-02-02", "Die Kanzlerin", "Angela Merkel"),
        ("Der Kanzler schwieg.", "2022-02-02", "Der Kanzler", "Kanzler"),
        ("Der Kanzler schwieg. Wien wartet.", "2022-02-02", "Der Kanzler", "Karl Nehammer"),
        ("Der Papst betete.", "2014-02-02", "Der Papst", "Papst Franziskus"),
        ("Der Premier schwieg.", "2014-02-02", "Der Premier", "Premier"),
    ],
)
def test_a_bare_office_is_told_by_day_and_word(text, day, words, label):
    assert _who(text, day, words) == [label]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        (
            "Bayerns Ministerpräsident Jens Adler kam. Der bayerische Ministerpräsident sprach.",
            "Der bayerische Ministerpräsident",
            "Jens Adler",
        ),
        (
            "Angela Merkel kam. Der Ministerpräsident Sachsens sprach.",
            "Der Ministerpräsident Sachsens",
            "sächsischer Ministerpräsident",
        ),
        (
            "Angela Merkel kam. Deutschlands Regierungschefin sprach.",
            "Deutschlands Regierungschefin",
            "Angela Merkel",
        ),
    ],
)
def test_a_genitive_names_region_or_state(text, words, label):
    assert _who(text, "2013-04-04", words) == [label]
