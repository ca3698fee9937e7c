"""Load a pipeline, make sure that it speaks Universal Dependencies, and run it on articles."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import boundaries, clusters, lemmas, names, repairs, tiger, vectors
from kg.errors import ModelError

#: The folder of the model that travels with the package.
MODEL = Path(__file__).parent / "model"

#: Labels without which a pipeline does not follow Universal Dependencies.
UD_LABELS = frozenset({"nsubj", "obj", "obl", "case", "det"})

#: Labels of the TIGER treebank, as spaCy's own German models have them.
TIGER_LABELS = frozenset({"sb", "oa", "da", "oc", "mo", "nk", "svp"})

#: Longer texts are cut at the end of a paragraph (code points).
PIECE = 50_000

# Loading needs these modules only because they register what the model's configuration names.
_REGISTERED = (boundaries, clusters, lemmas, names, repairs, tiger, vectors)


@functools.cache
def load_pipeline(model: str | None = None) -> Language:
    """The language pipeline; every call with the same name gives the same object.

    :param model: the name or path of an installed spaCy pipeline with the labels of Universal
        Dependencies, or of the TIGER treebank (`kg_ud` is then added behind its parser); None is
        the German model that travels with this package.
    :raises ModelError: if there is no such pipeline, or its labels are others.

    >>> nlp = load_pipeline()
    >>> [token.lemma_ for token in nlp("Er schlägt ein Treffen vor.")][1]
    'vorschlagen'
    """
    name: str | Path = MODEL if model is None else model
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"there is no spaCy pipeline {str(name)!r}",
            hint="install it, or leave the model out to use the one that travels with kg",
            model=str(name),
        ) from error
    speak_ud(nlp, str(name))
    return nlp


def speak_ud(nlp: Language, name: str) -> None:
    """Make sure that a pipeline's trees have the labels of Universal Dependencies.

    A pipeline with the labels of the TIGER treebank, such as spaCy's own for German, gets the
    component `kg_ud` behind its parser.

    :raises ModelError: if it has no parser, or a parser with labels of neither kind.
    """
    parsers = ("parser", "experimental_biaffine_parser")
    labels = {label for parser in parsers for label in nlp.pipe_labels.get(parser, ())}
    if labels >= UD_LABELS or "kg_ud" in nlp.pipe_names:
        return
    if labels >= TIGER_LABELS:
        nlp.add_pipe("kg_ud", after=next(p for p in parsers if p in nlp.pipe_names))
        return
    fault = "has no parser" if not labels else "has labels that are neither UD's nor TIGER's"
    raise ModelError(
        f"the pipeline {name!r} {fault}",
        hint="use a pipeline with labels of Universal Dependencies, or none to use kg's own",
        model=name,
        labels=sorted(labels),
    )


def annotate(text: str, nlp: Language) -> Doc:
    """Parse a text of any length; offsets in the document are offsets in the text.

    A newline always ends a sentence. A long text is cut at the ends of paragraphs and its
    pieces are put together again, so that memory for the parse stays bounded.

    >>> doc = annotate("Kein Treffen geplant\\nDas sagte Peskow am 4. Juli.", load_pipeline())
    >>> len(list(doc.sents)), doc.text[doc[3].idx + 1 :][:3]
    (2, 'Das')
    """
    pieces = list(cut(text, PIECE))
    if len(pieces) == 1:
        return nlp(text)
    docs = list(nlp.pipe(pieces, batch_size=1))
    return Doc.from_docs(docs, ensure_whitespace=False) or nlp.make_doc("")


def cut(text: str, size: int) -> Iterator[str]:
    """Cut a text into pieces of about `size`, at the end of a line if there is one.

    >>> list(cut("eins\\nzwei\\ndrei", 6))
    ['eins\\n', 'zwei\\n', 'drei']
    """
    start = 0
    while len(text) - start > size:
        end = _cut_at(text, start, start + size)
        yield text[start:end]
        start = end
    yield text[start:]


def _cut_at(text: str, start: int, end: int) -> int:
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + 1, end)
        if found > 0:
            return found + len(mark)
    return end
