"""Put the trained parts together into the one pipeline that travels with the package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from kg.annotate.lemmas import Lemmas
from kg.annotate.training.lexicon import Row
from kg.annotate.vectors import packed

META = {
    "name": "kg_news",
    "version": "0.1.0",
    "description": "German news: tags, features, trees with Universal Dependencies labels, names.",
    "license": "CC BY-SA 4.0",
    "author": "",
    "email": "",
    "url": "",
}


def assemble(parser: Path, names: Path, rows: list[Row]) -> Language:
    """The whole pipeline: boundaries, the parser's parts, names, repairs, lemmas.

    :param parser: folder of the parser's training, with its best checkpoint.
    :param names: folder of the name recogniser's, with its best and its last checkpoint.
    """
    nlp = spacy.load(parser / "model-best")
    nlp.add_pipe("kg_paragraphs", first=True)
    nlp.add_pipe("ner", source=_with_own_encoder(averaged(names)))
    nlp.add_pipe("kg_tags")
    lemmas = nlp.add_pipe("kg_lemmas")
    nlp.add_pipe("kg_repairs")
    nlp.add_pipe("kg_entities")
    assert isinstance(lemmas, Lemmas)
    lemmas.learn(rows)
    return nlp


def averaged(folder: Path) -> Language:
    """The mean of the best and the last checkpoint: both have learned different accidents."""
    nlp, last = spacy.load(folder / "model-best"), spacy.load(folder / "model-last")
    for name, pipe in nlp.pipeline:
        for layer, twin in zip(_layers(pipe), _layers(last.get_pipe(name)), strict=True):
            _average(layer, twin)
    return nlp


def _layers(pipe: Any) -> list[Any]:
    return list(pipe.model.walk()) if hasattr(pipe, "model") else []


def _average(layer: Any, twin: Any) -> None:
    for param in layer.param_names:
        if layer.has_param(param):
            layer.set_param(param, (layer.get_param(param) + twin.get_param(param)) / 2)


def _with_own_encoder(nlp: Language) -> Language:
    """The name recogniser with its encoder inside: two encoders of one name would clash."""
    nlp.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    return nlp


def pack(nlp: Language, out: Path) -> None:
    """Write the pipeline with nothing in it that loading does not need.

    The configuration loses what only training needs, the vocabulary the words seen in training;
    what stays are labels, weights, vectors and the lemma table.
    """
    if nlp.vocab.vectors.shape[0] > 1:
        nlp.vocab.vectors = packed(nlp.vocab.vectors)
        nlp.config["nlp"]["vectors"] = {"@vectors": "kg.PackedVectors.v1"}
    nlp.to_disk(out)
    _slim_config(out / "config.cfg")
    _slim_meta(out / "meta.json")
    _slim_strings(nlp, out / "vocab" / "strings.json")
    for unused in ("key2row", "vectors", "vectors.cfg", "lookups.bin"):
        if "packed.npz" in {p.name for p in (out / "vocab").iterdir()}:
            (out / "vocab" / unused).unlink(missing_ok=True)


def _slim_config(path: Path) -> None:
    config = spacy.util.load_config(path, interpolate=False)
    for section in ("paths", "corpora", "training", "pretraining", "initialize", "system"):
        config.pop(section, None)
    config.to_disk(path, interpolate=False)


def _slim_meta(path: Path) -> None:
    meta = json.loads(path.read_text(encoding="utf8"))
    kept = {k: meta[k] for k in ("lang", "spacy_version", "pipeline", "components", "labels")}
    kept.pop("labels")
    path.write_text(json.dumps(kept | META, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def _slim_strings(nlp: Language, path: Path) -> None:
    keep: set[str] = set()
    for name, pipe in nlp.pipeline:
        keep.update(getattr(pipe, "labels", ()))
        if name == "morphologizer":
            keep.update(getattr(pipe, "cfg", {}).get("labels_morph", {}))
    path.write_text(json.dumps(sorted(keep), ensure_ascii=False, indent=0), encoding="utf8")
