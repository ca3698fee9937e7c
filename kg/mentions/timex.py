"""The spaCy component ``kg_timex``: time expressions with their values and intervals.

It works on the text, so any German pipeline will do, even a blank one; a parse makes the choice
between past and coming days more certain.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions.publication import find_publication_date
from kg.mentions.timex_find import find_timexes

__all__ = ["TimexFinder", "find_timexes", "kg_timex"]

for _name in ("timexes", "published", "dating"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


class TimexFinder:
    """Set ``doc._.timexes``, counting from ``doc._.published`` or from what the text tells.

    :param infer_published: find the publication date in the text where ``doc._.published`` is
        None; it is kept as ``doc._.dating`` with its reason, and ``doc._.published`` is set.
    """

    def __init__(self, *, infer_published: bool = True) -> None:
        self.infer_published = infer_published

    def __call__(self, doc: Doc) -> Doc:
        """Find the time expressions of a document."""
        if doc._.published is None and self.infer_published:
            dating = find_publication_date(doc)
            doc._.dating = dating
            doc._.published = dating.value if dating else None
        doc._.timexes = find_timexes(doc, doc._.published)
        return doc


@Language.factory(
    "kg_timex",
    assigns=["doc._.timexes", "doc._.dating"],
    default_config={"infer_published": True},
)
def kg_timex(nlp: Language, name: str, infer_published: bool) -> TimexFinder:
    """Return the component for a pipeline's configuration."""
    return TimexFinder(infer_published=infer_published)
