"""Persons told apart: common surnames, gender, relatives, initials, offices of their time."""

import pytest
from actors_read import Read


def test_a_full_name_that_many_bear_is_local():
    read = Read("Thomas Schneider gewann. Wjatscheslaw Korobow verlor.")
    assert read.actor("Thomas Schneider").local
    assert not read.actor("Wjatscheslaw Korobow").local


def test_address_agrees_with_gender():
    text = "Nicolas Sarkozy kam mit Carla Sarkozy. Frau Sarkozy sprach. Herr Sarkozy schwieg."
    read = Read(text, "2009-04-04")
    assert read.head("Frau Sarkozy") == ["Carla Sarkozy"]
    assert read.head("Herr Sarkozy") == ["Nicolas Sarkozy"]


def test_address_never_turns_a_man_into_a_woman():
    read = Read("Barack Obama kam. Frau Obama sprach lange.", "2009-04-04")
    assert read.head("Frau Obama") != ["Barack Obama"]
    assert read.wikidata("Frau Obama") == ""


@pytest.mark.parametrize(
    ("name", "day", "wikidata"),
    [
        ("Olaf Scholz", "2022-06-01", "Q61053"),
        ("Condoleezza Rice", "2006-06-01", "Q47216"),
        ("Joschka Fischer", "2008-06-01", "Q57344"),
        ("Theresa May", "2020-06-01", "Q264766"),
        ("Bill Clinton", "2004-06-01", "Q1124"),
        ("Theresa May", "2003-06-01", ""),
    ],
)
def test_a_full_name_is_told_by_its_time(name, day, wikidata):
    assert Read(f"{name} aß zu Mittag.", day).wikidata(name) == wikidata


def test_a_lone_common_surname_is_told_by_its_office():
    text = "Scholz schwieg. Der Kanzler reist morgen ab."
    assert Read(text, "2022-06-01").wikidata("Scholz") == "Q61053"
    assert Read(text, "2002-06-01").wikidata("Scholz") == ""
    assert Read("Scholz schwieg. Der Trainer reist ab.", "2022-06-01").wikidata("Scholz") == ""


@pytest.mark.parametrize(
    "relative",
    ["seinen Vater Assad", "seinen Bruder Maher Assad", "seine Schwester Assad"],
)
def test_a_relative_is_somebody_else(relative):
    read = Read(f"Baschar Assad begrüßte {relative} am Flughafen.", "2010-01-01")
    assert set(read.head(relative)).isdisjoint(read.head("Baschar Assad"))


def test_a_spouse_of_the_same_name_is_somebody_else():
    read = Read("Huber kam mit seiner Frau Huber. Anton Huber ging.")
    assert read.head("Frau Huber") != read.head("Anton Huber")


@pytest.mark.parametrize(
    ("text", "short", "label"),
    [
        ("Juri Uschakow kam. Y. Ushakov sprach.", "Y. Ushakov", "Juri Uschakow"),
        ("Sergei W. Lawrow sprach.", "Sergei W. Lawrow", "Sergej Lawrow"),
        ("M. Putina kam. Huber schwieg.", "M. Putina", "M. Putina"),
        ("V. Putin sprach lange.", "V. Putin", "Wladimir Putin"),
        ("Anton Huber kam. K. Huber sprach.", "K. Huber", "K. Huber"),
    ],
)
def test_initials_are_of_the_known_bearer(text, short, label):
    assert Read(text, "2015-05-05").head(short) == [label]


def test_a_surname_beside_an_unknown_relative_is_who_holds_the_office():
    text = "Emmanuel Macron und Brigitte Macron kamen. Macron hielt eine Rede."
    assert Read(text, "2018-04-04").head("Macron") == ["Emmanuel Macron"]
    text = "Anton Huber und Karl Huber kamen. Huber hielt eine Rede."
    assert Read(text, "2018-04-04").head("Huber") == ["Huber"]


def test_a_lone_common_surname_is_told_by_its_former_office():
    text = "Schröder kritisierte Putin. Der Altkanzler forderte Gespräche."
    assert Read(text, "2014-04-04").head("Der Altkanzler") == ["Gerhard Schröder"]
    assert Read(text, "2001-04-04").wikidata("Schröder") == ""
