"""Trees with TIGER labels become Universal Dependencies; the trees here are built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate.tiger import kg_ud

# form, tag, lemma, head (from 1; 0 is the root), TIGER label, then head and label in UD
CASES = {
    "prepositions give way to their nouns": """
        Putin      NE     Putin      2  sb    2  nsubj
        sprach     VVFIN  sprechen   0  ROOT  0  ROOT
        am         APPR   an         2  mo    4  case
        Montag     NN     Montag     3  nk    2  obl
        mit        APPR   mit        2  op    7  case
        dem        ART    der        7  nk    7  det
        Präsidenten NN    Präsident  5  nk    2  obl
        der        ART    der        9  nk    9  det
        Ukraine    NE     Ukraine    7  ag    7  nmod
        in         APPR   in         7  mnr   11 case
        Kiew       NE     Kiew       10 nk    7  nmod
        .          $.     --         2  punct 2  punct""",
    "auxiliaries hang on their participles": """
        Er         PPER   er         2  sb    4  nsubj
        hat        VAFIN  haben      0  ROOT  4  aux
        nicht      PTKNEG nicht      4  ng    4  advmod
        gesprochen VVPP   sprechen   2  oc    0  ROOT
        .          $.     --         2  punct 4  punct""",
    "the passive has its own subject": """
        Das        ART    der        2  nk    2  det
        Treffen    NN     Treffen    3  sb    7  nsubj:pass
        soll       VMFIN  sollen     0  ROOT  7  aux
        von        APPR   von        7  sbp   5  case
        Moskau     NE     Moskau     4  nk    7  obl:agent
        morgen     ADV    morgen     7  mo    7  advmod
        abgesagt   VVPP   absagen    8  oc    0  ROOT
        werden     VAINF  werden     3  oc    7  aux:pass""",
    "the predicate governs the copula": """
        Die        ART    der        2  nk    2  det
        Lage       NN     Lage       3  sb    5  nsubj
        sei        VAFIN  sein       0  ROOT  5  cop
        sehr       ADV    sehr       5  mo    5  advmod
        ernst      ADJD   ernst      3  pd    0  ROOT""",
    "clauses": """
        Er         PPER   er         2  sb    2  nsubj
        sagte      VVFIN  sagen      0  ROOT  0  ROOT
        ,          $,     --         2  punct 2  punct
        dass       KOUS   dass       8  cp    7  mark
        Kiew       NE     Kiew       8  sb    7  nsubj
        das        PDS    der        7  oa    7  obj
        abgelehnt  VVPP   ablehnen   8  oc    2  ccomp
        habe       VAFIN  haben      2  oc    7  aux""",
    "infinitives with zu": """
        Sie        PPER   sie        2  sb    2  nsubj
        versuchten VVFIN  versuchen  0  ROOT  0  ROOT
        ,          $,     --         2  punct 2  punct
        ihm        PPER   er         6  da    6  obl:arg
        zu         PTKZU  zu         6  pm    6  mark
        helfen     VVINF  helfen     2  oc    2  xcomp""",
    "coordination hangs on the first conjunct": """
        China      NE     China      6  sb    6  nsubj
        ,          $,     --         1  punct 1  punct
        Iran       NE     Iran       1  cj    1  conj
        und        KON    und        3  cd    5  cc
        Russland   NE     Russland   4  cj    1  conj
        berieten   VVFIN  beraten    0  ROOT  0  ROOT
        und        KON    und        6  cd    8  cc
        schwiegen  VVFIN  schweigen  7  cj    6  conj""",
    "titles and names": """
        Präsident  NN     Präsident  3  nk    4  nsubj
        Wladimir   NE     Wladimir   3  pnc   1  appos
        Putin      NE     Putin      4  sb    2  flat
        schlägt    VVFIN  vorschlagen 0 ROOT  0  ROOT
        Gespräche  NN     Gespräch   4  oa    4  obj
        ,          $,     --         5  punct 5  punct
        die        PRELS  der        8  sb    8  nsubj
        dauern     VVFIN  dauern     5  rc    5  acl
        vor        PTKVZ  vor        4  svp   4  compound:prt""",
    "modifiers of nouns": """
        Drei       CARD   drei       3  nk    3  nummod
        russische  ADJA   russisch   3  nk    3  amod
        Gäste      NN     Gast       5  sb    5  nsubj
        dort       ADV    dort       3  mnr   3  advmod
        lobten     VVFIN  loben      0  ROOT  0  ROOT
        ihren      PPOSAT ihr        7  nk    7  det:poss
        Gastgeber  NN     Gastgeber  5  oa    5  obj
        ,          $,     --         7  punct 7  punct
        den        ART    der        10 nk    10 det
        Kanzler    NN     Kanzler    7  app   7  appos""",
}


def rows_of(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def hand_built(rows: list[list[str]]) -> Doc:
    heads = [int(r[3]) - 1 if int(r[3]) else i for i, r in enumerate(rows)]
    return Doc(
        spacy.blank("de").vocab,
        [r[0] for r in rows],
        tags=[r[1] for r in rows],
        lemmas=[r[2] for r in rows],
        heads=heads,
        deps=[r[4] for r in rows],
    )


@pytest.mark.parametrize("name", CASES)
def test_mapping(name: str) -> None:
    rows = rows_of(CASES[name])
    doc = kg_ud(hand_built(rows))
    found = [(t.text, 0 if t.head.i == t.i else t.head.i + 1, t.dep_) for t in doc]
    assert found == [(r[0], int(r[5]), r[6]) for r in rows]


def test_sentences_stay_apart() -> None:
    rows = rows_of(CASES["clauses"]) + rows_of(CASES["the predicate governs the copula"])
    heads = [int(r[3]) - 1 if int(r[3]) else i for i, r in enumerate(rows[:8])]
    heads += [8 + int(r[3]) - 1 if int(r[3]) else 8 + i for i, r in enumerate(rows[8:])]
    doc = Doc(
        spacy.blank("de").vocab,
        [r[0] for r in rows],
        tags=[r[1] for r in rows],
        lemmas=[r[2] for r in rows],
        heads=heads,
        deps=[r[4] for r in rows],
    )
    assert [s.start for s in kg_ud(doc).sents] == [0, 8]
