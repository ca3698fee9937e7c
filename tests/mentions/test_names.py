"""What must come out of the mention component on sentences of our own, on the shipped model."""

import pytest

from kg.annotate import load_pipeline
from kg.mentions.names import find_mentions, mention_at


@pytest.fixture(scope="module")
def read():
    nlp = load_pipeline()
    return lambda text: find_mentions(nlp(text))


TITLED = [
    ("Der russische Präsident Wladimir Putin sprach.", ("Wladimir Putin", "Präsident", "RU")),
    ("US-Präsident Donald Trump rief an.", ("Donald Trump", "Präsident", "US")),
    ("Aussenminister Ignazio Cassis empfing sie.", ("Ignazio Cassis", "Aussenminister", "")),
    ("Russlands Außenminister Sergej Lawrow kam.", ("Sergej Lawrow", "Außenminister", "RU")),
    (
        "Das sagte der Berater des russischen Staatschefs, Juri Uschakow.",
        ("Juri Uschakow", "Berater", ""),
    ),
    (
        "Der Präsident von Kolumbien, Andrés Quintero, reiste ab.",
        ("Andrés Quintero", "Präsident", "CO"),
    ),
    (
        "Der Präsident der Ukraine Wolodymyr Selenskyj kam.",
        ("Wolodymyr Selenskyj", "Präsident", "UA"),
    ),
    ("Bundeskanzlerin Angela Merkel lehnte ab.", ("Angela Merkel", "Bundeskanzler", "")),
    ("SPD-Chef Kurt Beck widersprach.", ("Kurt Beck", "SPD-Chef", "")),
    ("Ursula von der Leyen warb in Paris.", ("Ursula von der Leyen", "", "")),
    ("Der Amerikaner Steve Witkoff reiste nach Moskau.", ("Steve Witkoff", "", "US")),
    (
        "Der EU-Kommissar für Energie Günther Oettinger lobte das.",
        ("Günther Oettinger", "Kommissar", "EU"),
    ),
    (
        "Der Präsident der Republik Kasachstan Arman Seitkali reiste ab.",
        ("Arman Seitkali", "Präsident", "KZ"),
    ),
    ("Großbritanniens Premier Blair lehnte ab.", ("Blair", "Premier", "GB")),
]


@pytest.mark.parametrize(("text", "wanted"), TITLED)
def test_a_title_and_its_name_are_one_mention(read, text, wanted):
    named = [(m.name, m.title, m.country) for m in read(text) if m.label == "PER" and m.name]
    assert wanted in named


def test_two_names_share_a_title_each_with_its_state(read):
    text = (
        "Das Gespräch zwischen den russischen und US-Präsidenten Wladimir Putin und Donald Trump."
    )
    named = {m.name: m.country for m in read(text) if m.name}
    assert named == {"Wladimir Putin": "RU", "Donald Trump": "US"}


def test_an_apposition_spans_the_comma_and_keeps_the_genitive_inside(read):
    text = "Das sagte der Berater des russischen Staatschefs, Juri Uschakow, am Montag."
    mentions = read(text)
    outer = next(m for m in mentions if m.name)
    assert outer.text == "der Berater des russischen Staatschefs, Juri Uschakow"
    inner = mention_at(mentions, text.index("Staatschefs"))
    assert (inner.title, inner.country) == ("Staatschef", "RU")
    assert outer.owner == text.index("Staatschefs")
    assert mention_at(mentions, text.index("Uschakow")) == outer


@pytest.mark.parametrize(
    ("text", "country", "count"),
    [
        ("Die russische und die ukrainische Delegation trafen sich.", "RU+UA", 2),
        ("Die Delegationen Russlands und der Ukraine trafen sich.", "RU+UA", 2),
        ("Ukrainische Beamte sprachen mit Reportern.", "UA", 0),
        ("Vertreter der russischen Wirtschaft kamen.", "RU", 0),
        ("Die beiden Präsidenten telefonierten.", "", 2),
    ],
)
def test_groups_carry_states_and_counts(read, text, country, count):
    first = read(text)[0]
    assert first.kind == "nominal"
    assert first.plural
    assert (first.country, first.count) == (country, count)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Moskau fordert die Neutralität der Ukraine.", "ORG"),
        ("Der Streit zwischen Moskau und Kiew dauert an.", "ORG"),
        ("Putin sprach in Moskau mit Studenten.", "LOC"),
        ("Die Delegation reiste nach Moskau.", "LOC"),
        ("Selenskyj nannte Moskaus Forderungen ein Ultimatum.", "ORG"),
    ],
)
def test_a_capital_acts_or_is_a_place(read, text, label):
    assert next(m for m in read(text) if m.name == "Moskau").label == label


@pytest.mark.parametrize(
    "text",
    [
        "Das Essen in der Kantine war kalt.",
        "Zu Lande und zu Wasser gilt Ruhe.",
        "An beiden Fahrzeugen entstand Schaden.",
        "Später regnete es, dann schien die Sonne.",
    ],
)
def test_nothing_where_nobody_is(read, text):
    assert read(text) == []


def test_pronouns_tell_gender_and_number(read):
    mentions = read("Er sagte, sie hätten ihr geholfen.")
    found = {m.text: (m.gender, m.plural) for m in mentions if m.kind == "pronoun"}
    assert found["Er"] == ("m", False)
    assert found["sie"] == ("", True)


def test_speech_is_marked(read):
    text = "„Wir erwarten, dass Putin nach Astana kommt“, sagte Peskow."
    inside = {m.name: m.in_quote for m in read(text) if m.label == "PER"}
    assert inside == {"Putin": True, "Peskow": False}


def test_offsets_and_texts_agree_and_heads_lie_inside(read):
    text = (
        "Der slowakische Wirtschaftsminister Ján Krajčí hat ein Treffen mit dem Unternehmer "
        "Viktor Baláž bestritten. Seine Sprecherin schwieg. CDU und Grüne begrüßten das."
    )
    mentions = read(text)
    assert mentions
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.head < mention.end
    assert mentions == sorted(mentions, key=lambda m: (m.start, -m.end, m.kind))


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Der Vorstand von Air Berlin trat zurück.", "Air Berlin", "ORG"),
        ("Die Forscher der TU Berlin widersprachen.", "TU Berlin", "ORG"),
        ("Er flog vom Flughafen Brüssel nach Wien.", "Flughafen Brüssel", "LOC"),
        ("Die Grenze zu den Niederlanden bleibt offen.", "Niederlanden", "LOC"),
        ("Sie forderte die Auflösung des Bundestages.", "Bundestag", "ORG"),
        ("Das sagte der CSU-Politiker Straubinger.", "Straubinger", "PER"),
        ("Südlich von Modrava brannte der Wald.", "Modrava", "LOC"),
        ("Das Spiel gegen das Nationalteam Frankreichs war gut.", "Frankreich", "LOC"),
    ],
)
def test_the_words_around_a_name_tell_what_it_is(read, text, name, label):
    assert (name, label) in {(m.name, m.label) for m in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Der Stau auf der A7 löste sich auf.",
        "Fluorchlorkohlenwasserstoffe (FCKW) schaden der Ozonschicht.",
        "Sie stieg in die Fußball-Regionalliga auf.",
    ],
)
def test_roads_wares_and_compounds_are_no_actors(read, text):
    assert not [m for m in read(text) if m.kind == "name"]


def test_a_council_is_a_body_or_its_members_title(read):
    body, member = read(
        "Der Bundesrat tagte. Später sprach Bundesrätin Karin Berger mit Bundesrat Reto Lang."
    )[:2]
    assert (body.name, body.label) == ("Bundesrat", "ORG")
    assert (member.name, member.title, member.gender) == ("Karin Berger", "Bundesrat", "f")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vor der Türkei-Reise war er in Rom.", {"Türkei", "Rom"}),
        ("Sein Israelbesuch begann am Montag.", {"Israel"}),
        ("Der EU-Gipfel dauerte lange.", {"EU"}),
        ("Das GUS-Treffen endete.", {"GUS"}),
        ("Der Arztbesuch dauerte lange.", set()),
    ],
)
def test_a_name_may_open_a_compound(read, text, names):
    assert {m.name for m in read(text) if m.name} == names


def test_two_nations_in_one_adjective(read):
    found = read("Die russisch-amerikanischen Konsultationen fielen aus.")
    assert [m.country for m in found] == ["RU+US"]
    assert read("Die technisch-wissenschaftlichen Gespräche fielen aus.") == []


def test_a_capital_told_by_its_nation_is_that_city(read):
    found = read("Er traf sie in der südkoreanischen Hauptstadt.")
    assert ("Seoul", "LOC") in {(m.name, m.label) for m in found}
    assert not [m for m in read("In der Hauptstadt regnete es.") if m.name]
