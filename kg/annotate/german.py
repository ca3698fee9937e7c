"""Closed classes of German that the components read: abbreviations, months, verb prefixes.

These are word lists of the language, not of the world: they change with spelling reforms only.
"""

from __future__ import annotations

#: Abbreviations that do not end a sentence, in lower case and without the final full stop.
ABBREVIATIONS = frozenset(
    "abg abs abt adr allg amtl anm art bd bes best betr bez bgm bspw btr bzgl bzw ca co d.h d.i "
    "dipl dipl.-ing dr dr.h.c dt eidg einschl engl entspr ev evtl exkl f.d.r ff fr frz gebr gem "
    "gen ggf gr h.c hg hl hr hrn hrsg i.d i.d.r i.e inkl insb ing inkl jr kath kgl kl lt m.e "
    "mag max med min mind mio mrd msgr nat nr o.ä o.g offz op p.a phil pol präs priv prof r.i.p "
    "rd red rel resp rev rub russ s.a s.o s.u schweiz sen sog spez st st.-nr std stellv str sr "
    "tel theol u u.a u.u ukr univ usf v v.a v.l.n.r vgl vs wg z z.b z.t z.zt zit zt zzgl".split()
)

#: Abbreviations that may end a sentence: the parser decides.
FINAL_ABBREVIATIONS = frozenset(
    {"usw", "etc", "u.v.m", "u.ä", "u.s.w", "a.d", "v.chr", "n.chr", "jan", "feb"}
)

MONTHS = frozenset(
    "januar jänner februar feber märz april mai juni juli august september oktober november "
    "dezember jan feb mär apr jun jul aug sep sept okt nov dez".split()
)

#: Nouns that follow an ordinal number so often that a full stop before them ends nothing.
ORDINAL_NOUNS = MONTHS | frozenset(
    "jahrhundert jahrhunderts runde mal tag tage tages woche jahr jahrestag geburtstag quartal "
    "halbjahr platz stock bezirk weltkrieg weltkriegs weltkriegen etappe sitzung stunde minute "
    "klasse liga ausgabe auflage auflagen amtszeit parteitag gipfel kapitel artikel "
    "legislaturperiode treffen gespräch armee division brigade korps flotte spieltag kongress "
    "todestag armeekorps hauptversammlung verfassungszusatz zusatz sanktionspaket paket "
    "generalversammlung".split()
)

#: STTS tags of finite verbs, and labels of what stands beside the verb that governs its clause.
FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
AUXILIARY = frozenset({"aux", "aux:pass", "cop"})

#: Verb particles that are written apart in main clauses, the longest first.
PARTICLES = tuple(
    sorted(
        "ab an auf aus auseinander bei da dabei dagegen daher dahin dar davon dazu durch "
        "ein einher empor entgegen entlang entzwei fehl fern fest fort frei gegenüber gleich gut "
        "heim her herab heran herauf heraus herbei herein herum herunter hervor hin hinab hinauf "
        "hinaus hindurch hinein hinter hinunter hinweg hinzu hoch inne kennen klar krank los mit "
        "nach nahe nieder offen preis richtig sicher statt still tot teil um umher unter voran "
        "voraus vorbei vor vorher vorüber vorweg wahr weg weiter wett wieder zu zufrieden zurecht "
        "zurück zusammen zuvor zuwider über überein übrig bekannt bereit bevor beiseite bloß dafür "
        "drein fertig fortan geheim hintan instand kund maß nahe näher schwer sicher stand ruhig "
        "vorwärts zugute zunichte zustande".split(),
        key=lambda p: (-len(p), p),
    )
)

#: Names that end in s although they stand in the nominative.
NAMES_IN_S = frozenset(
    "Paris Hans Laos Jens Lars Klaus Claus Thomas Niklas Lukas Lucas Markus Marcus Matthias "
    "Mathias Andreas Tobias Nikolas Nicolas Jonas Elias Hamas Texas Arkansas Kansas Honduras "
    "Mauritius Barbados Bahamas Philippines Los Las Buenos Aires Vilnius Kaunas Sachs Siemens "
    "Mercedes Airbus Reuters Times News Politics States Nations Boris Alexis Tsipras Francis "
    "Angeles Damaskus Kaukasus Hermes Adidas Taurus Iris Marius Julius Augustus Titus Maas "
    "Neuss Worms Davos Tunis Charles James Chris Dennis Moses Jesus Zeus Cottbus Dreyfus "
    "Williams Adams Jones Davis Roberts Sanders Peters Engels Louis Denis Agnes Doris Ines "
    "Alois Mads Nils Nis Pius Linus Magnus Rasmus Carlos Marcos Ramos Santos Campos Morales "
    "Reyes Torres Gonzales Rios Flores Christus Venus Mars Harris Kos Naxos Samos Lesbos Rhodos "
    "Patmos Zypros Athos Mykonos US USS Lagos Burgos Tigris Memphis Arras Calais Orleans Nantes "
    "Cannes Tours Reims Illinois Massachusetts Paulus Petrus Cyprus Andres Indus Ganges Elsass "
    "Alpes Bundes Gomes Pires Dos Is Guterres Tedros Dos Cottbus Markus Dallas Wales Vegas "
    "Douglas Judas Midas Nikolaus Stanislaus Ladislaus Bartholomäus Celsius".split()
)

#: Konjunktiv II forms that are never past indicative.
SUBJUNCTIVE = frozenset(
    "würde würdest würden würdet wäre wärst wären wärt hätte hättest hätten hättet könnte "
    "könnten könntest müsste müssten müsstest dürfte dürften dürftest möchte möchten möchtest "
    "käme kämen ginge gingen gäbe gäben ließe ließen bliebe blieben stünde stünden stände "
    "ständen täte täten nähme nähmen sähe sähen spräche sprächen brächte brächten wüsste "
    "wüssten bräuchte bräuchten fände fänden läge lägen hielte hielten träfe träfen träte "
    "träten fiele fielen liefe liefen hieße hießen bekäme bekämen zöge zögen verlöre".split()
)
