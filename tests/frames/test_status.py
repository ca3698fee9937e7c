"""What is planned, proposed, cancelled, denied or not raised never looks like what happened."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.pipeline import reading_of

CASES = [
    ("Merz und Macron haben am Montag telefoniert.", "PhoneCall", "Occurred"),
    ("Merz telefonierte am Montag mit Macron.", "PhoneCall", "Occurred"),
    ("Merz habe mit Macron telefoniert, sagte ein Sprecher.", "PhoneCall", "Occurred"),
    ("Merz soll mit Macron telefoniert haben.", "PhoneCall", "Occurred"),
    ("Merz wird mit Macron telefonieren.", "PhoneCall", "Planned"),
    ("Merz will mit Macron telefonieren.", "PhoneCall", "Planned"),
    ("Merz soll am Freitag mit Macron telefonieren.", "PhoneCall", "Planned"),
    ("Merz könnte mit Macron telefonieren.", "PhoneCall", "Proposed"),
    ("Merz hat nicht mit Macron telefoniert.", "PhoneCall", "Denied"),
    ("Wenn Merz mit Macron telefoniert, freut sich Paris.", "PhoneCall", "Proposed"),
    ("Merz reiste nach Paris, um mit Macron zu sprechen.", "Communication", "Planned"),
    ("Ein Telefonat zwischen Merz und Macron hat stattgefunden.", "PhoneCall", "Occurred"),
    ("Ein Telefonat zwischen Merz und Macron hat nicht stattgefunden.", "PhoneCall", "Denied"),
    ("Ein Telefonat zwischen Merz und Macron habe es nicht gegeben.", "PhoneCall", "Denied"),
    ("Ein Telefonat zwischen Merz und Macron ist geplant.", "PhoneCall", "Planned"),
    ("Das geplante Telefonat zwischen Merz und Macron wurde abgesagt.", "PhoneCall", "Cancelled"),
    ("Merz sagte das Treffen mit Macron ab.", "Meeting", "Cancelled"),
    ("Das Treffen von Merz mit Macron wurde verschoben.", "Meeting", "Cancelled"),
    ("Das Treffen von Merz mit Macron wurde auf Mai verschoben.", "Meeting", "Planned"),
    ("Merz schlug ein Treffen mit Macron vor.", "Meeting", "Proposed"),
    ("Merz lehnte ein Treffen mit Macron ab.", "Meeting", "Denied"),
    ("Der Kreml dementierte ein Treffen zwischen Putin und Trump.", "Meeting", "Denied"),
    ("Ein mögliches Treffen zwischen Putin und Trump blieb offen.", "Meeting", "Proposed"),
    ("Putin und Trump sprachen kein persönliches Treffen an.", "Meeting", "NotDiscussed"),
    ("Es gab kein Treffen zwischen Merz und Macron.", "Meeting", "Denied"),
    ("Es habe keine solche Begegnung gegeben, sagte ein Sprecher.", "Meeting", "Denied"),
    ("Es habe weder ein Treffen noch ein Telefonat gegeben.", "PhoneCall", "Denied"),
    ("Der UN-Sicherheitsrat wird heute zusammentreten.", "Meeting", "Planned"),
    ("Die Außenminister werden heute empfangen.", "Meeting", "Occurred"),
    ("Merz und Macron trafen sich nicht nur in Paris.", "Meeting", "Occurred"),
    ("Merz und Macron kündigten an, sich in Berlin zu treffen.", "Meeting", "Planned"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CASES, ids=[case[0][:50] for case in CASES])
def test_status(text: str, kind: str, status: str) -> None:
    frames = reading_of(Article(id="case", text=text)).frames
    told = [(f.type, f.status) for f in frames if f.kind == "communication" and f.type == kind]
    assert (kind, status) in told, told
