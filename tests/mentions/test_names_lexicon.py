"""The lexica of names: well formed, and read in every form."""

import tomllib

import pytest
from babel import Locale

from kg.mentions import names_lexicon as lexicon
from kg.resources import DATA, read_tsv

TABLES = [
    ("actors/countries.tsv", ["iso", "label", "forms", "adjectives", "demonyms", "capitals"]),
    ("actors/persons.tsv", ["label", "forms", "gender", "wikidata", "checked", "source"]),
    ("actors/offices.tsv", ["person", "office", "of", "start", "end", "checked", "source"]),
    ("actors/organisations.tsv", ["label", "forms", "kind", "gender", "represents", "wikidata"]),
    ("actors/places.tsv", ["label", "forms", "kind", "country", "wikidata", "checked"]),
    ("actors/regions.tsv", ["region", "adjectives", "source"]),
    ("actors/surnames.tsv", ["surname", "source"]),
    ("de/names_roles.tsv", ["role", "office", "kind", "match", "source"]),
    ("de/names_first.tsv", ["name", "gender", "source"]),
]


@pytest.mark.parametrize(("name", "columns"), TABLES)
def test_tables_are_sorted_unique_and_tell_their_source(name, columns):
    rows = list(read_tsv(name, columns))
    keys = [tuple(row.values()) for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)
    assert all(row["source"] for row in rows)


def test_persons_are_unique_and_offices_are_theirs():
    labels = [row["label"] for row in read_tsv("actors/persons.tsv", ["label"])]
    assert len(labels) == len(set(labels))
    for row in read_tsv("actors/offices.tsv", ["person", "office", "of", "start", "end"]):
        assert row["person"] in labels
        assert not row["end"] or row["start"] <= row["end"], row
        assert row["office"] in {r["role"] for r in read_tsv("de/names_roles.tsv", ["role"])} | {
            "Bundeskanzler",
            "Sondergesandter",
        }


def test_one_wikidata_id_names_one_actor():
    seen = {}
    for name in ("countries", "persons", "organisations", "places"):
        for row in read_tsv(f"actors/{name}.tsv", []):
            qid = row["wikidata"]
            assert not qid or (qid[0] == "Q" and qid[1:].isdigit())
            if qid and row["checked"] != "no":
                assert seen.setdefault(qid, row["label"]) == row["label"], qid


def test_country_names_are_those_of_unicode():
    names = Locale("de").territories
    ours = lexicon.country_names()
    for row in read_tsv("actors/countries.tsv", ["iso", "label"]):
        name = names[row["iso"]]
        if "(" not in name and not name.startswith("Sonderverwaltung"):
            assert ours.get(name) == row["iso"] or row["iso"] in ("CD", "CG", "PS"), name


def test_word_lists_are_sorted_and_unique():
    data = tomllib.loads((DATA / "de/names.toml").read_text(encoding="utf-8"))
    for section in data.values():
        for words in section.values():
            if isinstance(words, list):
                assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("word", "role", "gender", "prefix"),
    [
        ("Präsidenten", "Präsident", "m", ""),
        ("Ministerinnen", "Minister", "f", ""),
        ("US-Außenministerin", "Außenminister", "f", "US"),
        ("Nato-Generalsekretär", "Generalsekretär", "m", "Nato"),
        ("Kremlchefs", "Kremlchef", "m", "RU"),
        ("Präsidentschaftssprecher", "Präsidentschaftssprecher", "m", ""),
        ("Sondergesandten", "Sondergesandter", "", ""),
        ("Beamtin", "Beamter", "f", ""),
        ("Konfliktparteien", "Konfliktpartei", "f", ""),
    ],
)
def test_role_nouns_in_their_forms(word, role, gender, prefix):
    found = lexicon.find_role(word)
    assert (found.role, found.gender, found.prefix) == (role, gender, prefix)


@pytest.mark.parametrize("word", ["Haus", "Sprache", "Fahrzeugen", "Gespräch", "Chefsache", "x"])
def test_other_nouns_are_no_roles(word):
    assert lexicon.find_role(word) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("russischen", "RU"),
        ("Ukrainische", "UA"),
        ("US-amerikanischer", "US"),
        ("schweizerische", "CH"),
        ("Schweizer", "CH"),
        ("laute", ""),
    ],
)
def test_nationality_adjectives(word, code):
    assert lexicon.country_of_adjective(word) == code


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (("Weißen", "Hauses"), "Weißes Haus"),
        (("Vereinigten", "Staaten"), "USA"),
        (("Wladimir", "Putins"), "Wladimir Putin"),
        (("MOSKAU",), "Russland"),
        (("Auswärtigen", "Amtes"), "Auswärtiges Amt"),
    ],
)
def test_the_gazetteer_knows_declined_names(words, label):
    assert lexicon.lookup(words).canonical == label
