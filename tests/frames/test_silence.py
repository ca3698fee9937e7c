"""Sport, weather, business, accidents, courts and culture: words of talk that tell of none."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import reading_of

SILENT = [
    # sport
    "Der Stürmer traf in der 80. Minute zum Ausgleich.",
    "Bayern trifft im Halbfinale auf Leipzig.",
    "Alexander Zverev trifft im Viertelfinale auf Carlos Alcaraz.",
    "Die Begegnung zwischen Dortmund und Schalke endete torlos, beide Trainer sahen Gelb im Spiel.",
    "Der Trainer nahm den Kapitän in der Halbzeit vom Platz.",
    "Federer und Nadal lieferten sich ein Duell über fünf Sätze.",
    "Das Team vertritt Österreich bei der Weltmeisterschaft.",
    "Der Torhüter hielt einen Elfmeter von Müller.",
    "Klopp sah seinen Spieler nach dem Schlusspfiff jubeln.",
    "Der Verein unterschrieb mit dem Verteidiger einen Vertrag bis 2027.",
    "Die Mannschaft reiste am Freitag zum Auswärtsspiel nach Madrid.",
    "Die Schweizer empfangen am Samstag in der Liga den Tabellenführer aus Bern.",
    "Der Weltmeister besiegte seinen Herausforderer in der dritten Runde.",
    "Die Skifahrerin verhandelt mit jedem Tor um Hundertstelsekunden.",
    # weather and nature
    "Ein Tief über Skandinavien traf am Abend auf warme Luft aus dem Süden.",
    "Der Sturm zieht nach Polen und erreicht morgen die Küste.",
    "Der Gipfel des Berges lag im Nebel.",
    "Die Flut hielt die Helfer zwei Tage lang auf.",
    "Dem Norden droht ein neuer Wintereinbruch.",
    "Das Hochwasser forderte zwölf Todesopfer.",
    # business
    "Der Konzern legte am Dienstag seine Bilanz vor.",
    "Die Bank stellte zwölf neue Mitarbeiter ein.",
    "Das Hotel empfing im Sommer 20.000 Gäste.",
    "Die Aktie traf auf Widerstand bei 40 Euro.",
    "Die Firma bietet ihren Kunden Gespräche mit Beratern an.",
    "Der Händler telefoniert täglich mit Kunden.",
    "Die Fluglinie fliegt ab Mai wieder von Wien nach Oslo.",
    "Analysten erwarten steigende Zinsen.",
    "Die Makler vermitteln Wohnungen zwischen Mietern und Eigentümern.",
    "Das Geschäft mit Ersatzteilen spricht junge Käufer an.",
    # accidents and police
    "Der Wagen stieß an der Kreuzung mit einem Lastwagen zusammen.",
    "Ein Schuss traf den Polizisten am Bein.",
    "Die Feuerwehr bekämpfte den Brand bis zum Morgen.",
    "Rettungskräfte verständigten die Polizei.",
    "Der Fahrer nahm einer Radfahrerin die Vorfahrt.",
    "Ein umgestürzter Baum blockierte die Straße.",
    "Die Polizei nahm den Notruf um 14 Uhr entgegen.",
    "Anwohner riefen die Feuerwehr an, als es brannte.",
    # courts
    "Das Landgericht verhandelt ab Montag gegen den früheren Bankchef.",
    "Das Gericht verurteilte den Angeklagten zu drei Jahren Haft.",
    "Das Amtsgericht lud zwei Zeugen vor.",
    "Der Bundesgerichtshof wies die Revision zurück.",
    "Die Verhandlung vor der Strafkammer wurde auf Mittwoch vertagt.",
    "Der Anwalt vertritt die Witwe vor dem Oberlandesgericht.",
    "Der Richter nahm die Klage an.",
    # culture and everyday life
    "Die Sängerin tritt im Mai in Hamburg mit dem Orchester auf.",
    "Im Film trifft ein Kommissar seine Jugendliebe wieder.",
    "Das Theater empfing das Publikum mit einem neuen Stück.",
    "Der Regisseur sah in dem Roman einen Stoff für das Kino.",
    "Die Band reist im Herbst auf Tournee nach Japan.",
    "Das Museum stellt die Bilder von Klee und Kandinsky gegenüber.",
    "Die Schauspielerin sprach für die Rolle vor.",
    "Die Oma besucht jeden Sonntag ihren Enkel.",
    "Viele Touristen reisen im Sommer nach Spanien.",
    "Die Forscher halten die Knochen für 40.000 Jahre alt.",
    "Der Arzt sprach mit dem Patienten über die Tabletten.",
    "Die Kinder vertrugen sich wieder.",
    "Das Buch handelt von zwei Brüdern aus Prag.",
    "Der Koch stellt das Gericht auf den Tisch.",
]
_PARTIES = ("party", "caller", "host", "visitor", "sender", "recipient", "mediator")


@pytest.mark.parametrize("text", SILENT, ids=[text[:50] for text in SILENT])
def test_nobody_talks_and_nobody_takes_sides(text: str) -> None:
    reading = reading_of(Article(id="silence", text=text))
    heads = {mention.head for mention in reading.mentions}
    told = []
    for frame in reading.frames:
        actors = [r for r in frame.roles if r.name in _PARTIES and r.head in heads]
        talk = frame.kind == "communication" and len(actors) > 1
        if frame.kind == "position" or talk:
            told.append((frame.rule, [(r.name, r.text) for r in frame.roles]))
    assert told == []
