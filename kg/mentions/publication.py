"""When was this published? The text's own words for it, with a reason, or None."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.model import Dating


def find_publication_date(doc: Doc) -> Dating | None:
    """Return the publication date that a text tells of, or None where it is too weak."""
    return None
