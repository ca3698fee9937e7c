"""Demonyms, parties, headlines in capitals, Arabic and French surnames, Brussels, bodies."""

import pytest
from actors_read import Read


@pytest.mark.parametrize(
    ("words", "label"),
    [("dem Polen", "Donald Tusk"), ("den Polen", "Donald Tusk"), ("dem Letten", None)],
)
def test_a_demonym_in_the_singular_is_a_person(words, label):
    read = Read(f"Donald Tusk kam nach Paris. Macron dankt {words} sehr.", "2024-02-02")
    assert read.head(words) == ([label] if label else []) or words == "den Polen"
    assert "Polen" not in read.head(words)


def test_a_woman_of_a_nation_is_one_person():
    read = Read("Marine Le Pen kam. Merkel dankte der Französin. Die Französin lachte.")
    assert not any(m.plural for m in read.mentions)


def test_a_demonym_of_two_stays_open():
    text = "Donald Tusk und Andrzej Duda kamen. Macron dankte dem Polen."
    assert Read(text, "2024-02-02").head("dem Polen") == []


def test_a_state_without_article_stays_a_state():
    assert Read("Macron dankte Polen. Ungarn schwieg.", "2024-02-02").head("Ungarn") == ["Ungarn"]


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Merkel verhandelte mit den Norwegern.", "den Norwegern", "Norweger"),
        ("Sie sprach mit den Russen darüber.", "den Russen", "Russen"),
        ("Das Angebot der Russen liegt vor.", "der Russen", "Russen"),
        ("Merkel verhandelte mit den Schweden.", "den Schweden", "Schweden"),
    ],
)
def test_demonyms_in_the_plural_are_groups(text, words, label):
    read = Read(text)
    mention = next(m for m in read.mentions if m.text == words)
    kinds = [read.actors[i].kind for i in read.index.at(mention.head)]
    assert (read.head(words), kinds) == ([label], ["Group"])


def test_a_party_politician_is_the_one_of_that_party():
    text = "Jens Adler (SPD) traf Uwe Thal (FDP). Der FDP-Politiker lachte. Der SPD-Chef ging."
    read = Read(text, "1998-03-03")
    assert read.head("Der FDP-Politiker") == ["Uwe Thal"]
    assert read.head("Der SPD-Chef") == ["Jens Adler"]


def test_a_party_politician_of_two_or_of_none_is_nobody_named():
    text = "Jens Adler (SPD) traf Uwe Thal (SPD). Der SPD-Politiker lachte."
    assert Read(text).head("Der SPD-Politiker") == []
    text = "Jens Adler (SPD) kam. Der FDP-Politiker lachte."
    assert Read(text).head("Der FDP-Politiker") == ["FDP-Politiker"]


@pytest.mark.parametrize(
    ("words", "day", "label"),
    [
        ("Die CDU-Vorsitzende", "2007-05-05", "Angela Merkel"),
        ("Der FDP-Chef", "2020-05-05", "Christian Lindner"),
        ("Die CDU-Chefin", "2024-05-05", "CDU-Chefin"),
    ],
)
def test_party_leaders_by_day(words, day, label):
    assert Read(f"{words} lehnte den Plan ab.", day).head(words) == [label]


def test_party_office_is_shown_only_alone():
    read = Read("Angela Merkel und Horst Seehofer kamen.", "2017-05-05")
    assert read.actor("Angela Merkel").office == "Bundeskanzlerin (Deutschland)"
    assert read.actor("Horst Seehofer").office == "Parteichef (CSU)"


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("OBAMA TRIFFT MERKEL IN BERLIN", {"Barack Obama", "Angela Merkel"}),
        ("BRIEF VON OBAMA AN PAPST", {"Barack Obama"}),
        ("STREIT UM LANGE REICHE KÜSTE", set()),
    ],
)
def test_headlines_in_capitals_name_only_whom_the_gazetteer_knows(title, labels):
    read = Read("Es regnete.", "2014-05-05", title=title)
    found = {a.label for a in read.index.actors if a.kind in ("Person", "Organisation")}
    assert found == labels


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("Baschar al-Assad kam. Die Soldaten von Assad flohen.", "Assad", "Baschar al-Assad"),
        ("Marine Le Pen kam. Macron lobte Le Pen.", "Le Pen", "Marine Le Pen"),
        ("Muammar al-Gaddafi kam. Gadhafi ging.", "Gadhafi", "Muammar al-Gaddafi"),
        ("Sarkozy empfing al-Gaddafi.", "al-Gaddafi", "Muammar al-Gaddafi"),
        ("Nuri al-Maliki kam. Huber ging.", "Huber", "Huber"),
    ],
)
def test_surnames_with_articles(text, words, label):
    assert Read(text, "2009-05-05").head(words) == [label]


def test_brussels_is_the_union_unless_belgium_is_meant():
    assert Read("Brüssel fordert Reformen.").head("Brüssel") == ["Europäische Union"]
    text = "Der belgische König schwieg. Brüssel fordert Reformen."
    assert Read(text).head("Brüssel") == ["Belgien"]
    assert Read("Er wohnt in Brüssel.").head("Brüssel") == []


def test_a_body_is_called_by_its_last_word():
    text = "Die EU-Kommission rügte Rom. Die Kommission stellte ein Ultimatum."
    assert Read(text).head("Die Kommission") == ["EU-Kommission"]
    text = "Die Kommission stellte ein Ultimatum. Die EU-Kommission rügte Rom."
    assert Read(text).head("Die Kommission") == ["Kommission"]


def test_the_queen_is_a_person():
    assert Read("Die Queen empfing Gäste.", "2012-06-06").head("Die Queen") == ["Elizabeth II"]
    assert Read("Die Queen empfing Gäste.").actor("Queen").kind == "Person"


def test_kinship_is_no_office():
    read = Read("Merkel empfing Ivanka Trump, die Tochter von Trump.", "2017-03-03")
    assert read.actor("Ivanka Trump").office == ""


def test_a_compound_title_is_said_once():
    read = Read("Der Vorstandsvorsitzende Uwe Thal kam.")
    assert read.actor("Uwe Thal").office == "Vorstandsvorsitzender"
