"""What grammar decides after the parse: clusters, noun phrases, features, clauses."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Token

from kg.annotate import load_pipeline
from kg.annotate.clusters import cluster_of
from kg.annotate.complements import mend_clause
from kg.annotate.declension import (
    ALL,
    is_common_noun,
    of_adjective,
    of_determiner,
    of_noun,
    possible,
)
from kg.annotate.roles import mend_passive
from kg.annotate.wordtable import WordTable


def test_words_of_a_kind_share_a_cluster() -> None:
    assert cluster_of("Köln") == cluster_of("Dresden") != 0
    assert cluster_of("SPD") == cluster_of("FDP") != cluster_of("Köln")
    assert cluster_of("Xqzzqx") == 0


def test_a_word_table_forgets_no_word() -> None:
    words = {f"Wort{i}": i + 1 for i in range(1000)}
    table = WordTable.of(words)
    assert all(table[word] == number for word, number in words.items())
    assert table["Niemand"] == 0


@pytest.mark.parametrize(
    ("form", "bits"),
    [
        ("der", "N.S.M GD.S.F G.P.*"),
        ("keinem", "D.S.MN"),
        ("ihre", "NA.S.F NA.P.*"),
        ("dieses", "NA.S.N G.S.MN"),
    ],
)
def test_determiners(form: str, bits: str) -> None:
    assert of_determiner(form) == possible(bits)


def test_nouns_and_adjectives() -> None:
    assert of_noun("Regierung") == possible("*.S.F")
    assert of_noun("Übergangsregierung") == of_noun("Regierung")
    assert of_adjective("neuem", bare=True) == possible("D.S.MN")
    assert of_adjective("neuen", bare=False) == ALL
    assert is_common_noun("Gericht") and not is_common_noun("Stockholm")


def features(text: str, word: str) -> tuple[str, str, str]:
    token = next(t for t in load_pipeline()(text) if t.text == word)
    case, number, gender = ("".join(token.morph.get(k, [])) for k in ("Case", "Number", "Gender"))
    return case, number, gender


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Der Sprecher der Regierung schwieg.", "Regierung", ("Gen", "Sing", "Fem")),
        ("Sie sprach mit dem Präsidenten.", "Präsidenten", ("Dat", "Sing", "Masc")),
        ("Die Vertreter der Staaten kamen.", "Staaten", ("Gen", "Plur", "Masc")),
        ("Den Vorschlag lehnte Ankara ab.", "Vorschlag", ("Acc", "Sing", "Masc")),
        ("Das Treffen begann.", "Treffen", ("Nom", "Sing", "Neut")),
    ],
)
def test_a_noun_phrase_has_one_case(text: str, word: str, wanted: tuple[str, str, str]) -> None:
    assert features(text, word) == wanted


def tree(rows: str) -> Doc:
    """A document from lines of form, part of speech, tag, lemma, head (from 0), label."""
    cells = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        spacy.blank("de").vocab,
        [c[0] for c in cells],
        pos=[c[1] for c in cells],
        tags=[c[2] for c in cells],
        lemmas=[c[3] for c in cells],
        heads=[int(c[4]) for c in cells],
        deps=[c[5] for c in cells],
    )


def label(doc: Doc, word: str) -> str:
    found: Token = next(t for t in doc if t.text == word)
    return str(found.dep_)


def test_a_place_is_no_apposition_of_a_day() -> None:
    doc = tree(
        """
        Scholz   PROPN NE      Scholz   1 nsubj
        besuchte VERB  VVFIN   besuchen 1 ROOT
        am       ADP   APPRART an       3 case
        Montag   NOUN  NN      Montag   1 obl
        Warschau PROPN NE      Warschau 3 appos
        """
    )
    mend_clause(doc[4])
    assert (label(doc, "Warschau"), doc[4].head.text) == ("obj", "besuchte")


def test_an_infinitive_without_um_is_a_complement() -> None:
    rows = """
        Rom         PROPN NE     Rom         1 nsubj
        versucht    VERB  VVFIN  versuchen   1 ROOT
        {word}      ADP   KOUI   {word}      4 mark
        zu          PART  PTKZU  zu          4 mark
        vermitteln  VERB  VVINF  vermitteln  1 advcl
    """
    purpose, content = tree(rows.format(word="um")), tree(rows.format(word="nun"))
    mend_clause(purpose[4])
    content[2].dep_ = "advmod"
    mend_clause(content[4])
    assert (label(purpose, "vermitteln"), label(content, "vermitteln")) == ("advcl", "xcomp")


def test_the_subject_of_a_copula_is_no_object() -> None:
    doc = tree(
        """
        eine      DET  ART   ein       1 det
        Reform    NOUN NN    Reform    3 obj
        sei       AUX  VAFIN sein      3 cop
        notwendig ADJ  ADJD  notwendig 3 ROOT
        """
    )
    mend_clause(doc[3])
    assert label(doc, "Reform") == "nsubj"


@pytest.mark.parametrize(
    ("name", "wanted"), [("Kairo", "obl:agent"), ("Montag", "obl"), ("Beginn", "obl")]
)
def test_the_agent_of_a_passive(name: str, wanted: str) -> None:
    doc = tree(
        f"""
        Plan      NOUN  NN    Plan     4 nsubj
        wurde     AUX   VAFIN werden   4 aux:pass
        von       ADP   APPR  von      3 case
        {name}    PROPN NE    {name}   4 obl
        vorgelegt VERB  VVPP  vorlegen 4 ROOT
        """
    )
    mend_passive(doc[4])
    assert (label(doc, "Plan"), label(doc, name)) == ("nsubj:pass", wanted)


def roles(text: str) -> dict[str, str]:
    return {t.text: t.dep_ for t in load_pipeline()(text)}


def test_roles_that_the_forms_decide() -> None:
    found = roles("Das Angebot nahm der Minister am Abend an.")
    assert (found["Angebot"], found["Minister"]) == ("obj", "nsubj")
    assert roles("Es gibt keine Bedrohung mehr.")["Bedrohung"] == "obj"
    assert roles("Er versuchte, den Kordon zu durchbrechen.")["Kordon"] == "obj"
    assert roles("Der Regierung half das wenig.")["Regierung"] == "obl:arg"


def test_a_modal_is_no_copula() -> None:
    doc = tree(
        """
        Bauern      NOUN NN    Bauer       2 nsubj
        wollen      AUX  VMFIN wollen      2 cop
        Abschaffung NOUN NN    Abschaffung 2 ROOT
        sofort      ADV  ADV   sofort      2 advmod
        .           PUNCT $.   .           2 punct
        """
    )
    mend_clause(doc[2])
    assert [(t.dep_, t.head.text) for t in doc] == [
        ("nsubj", "wollen"),
        ("ROOT", "wollen"),
        ("obj", "wollen"),
        ("advmod", "wollen"),
        ("punct", "wollen"),
    ]


def test_um_opens_its_clause() -> None:
    doc = load_pipeline()("Er forderte einen Korridor, um Hilfe ins Land zu bringen.")
    um = next(t for t in doc if t.text == "um")
    assert (um.dep_, um.head.text, um.head.dep_) == ("mark", "bringen", "advcl")


def test_half_a_word_is_no_name() -> None:
    doc = load_pipeline()("Sie wollen NHL- und KHL-Spiele veranstalten, sagte Putin.")
    assert not [e.text for e in doc.ents if e.text.endswith("-")]


def test_a_conjunct_stands_in_the_case_of_what_it_joins() -> None:
    text = (
        "Es gab ein Gespräch zwischen dem Präsidenten der Föderation Ivan Orlow und dem "
        "Präsidenten der Republik Arman Seitkali."
    )
    doc = load_pipeline()(text)
    first, second = (t for t in doc if t.text == "Präsidenten")
    assert (second.dep_, second.head) == ("conj", first)
