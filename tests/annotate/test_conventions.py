"""spaCy's conventions: entry points, declared needs, components in somebody else's pipeline."""

from __future__ import annotations

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.annotate import load_pipeline

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
ENTRY_POINTS = tomllib.loads(PROJECT.read_text(encoding="utf8"))["project"]["entry-points"]
FACTORIES = ENTRY_POINTS["spacy_factories"]


@pytest.mark.parametrize("name", sorted(FACTORIES))
def test_every_factory_is_registered_and_declares_what_it_does(name: str) -> None:
    module, attribute = FACTORIES[name].split(":")
    assert getattr(import_module(module), attribute)
    meta = Language.get_factory_meta(name)
    assert meta.assigns, f"{name} declares nothing that it assigns"
    assert meta.requires or name in {"kg_paragraphs", "kg_timex"}  # these read words alone


@pytest.mark.parametrize("group", ["spacy_architectures", "spacy_vectors"])
def test_every_other_entry_point_leads_somewhere(group: str) -> None:
    for target in ENTRY_POINTS[group].values():
        module, attribute = target.split(":")
        assert callable(getattr(import_module(module), attribute))


@pytest.mark.parametrize("name", [n for n in sorted(FACTORIES) if n.startswith("kg_")])
def test_components_work_in_a_blank_pipeline(name: str) -> None:
    import kg.mentions  # noqa: F401 (registers the components of that room)

    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe(name)
    doc = nlp("Am 4. Juli sprach Ada Lind in Genf. „Gut“, sagte sie.")
    assert doc.text.startswith("Am 4. Juli")


def test_the_shipped_pipeline_misses_nothing_that_its_components_need() -> None:
    nlp = load_pipeline()
    problems = nlp.analyze_pipes()["problems"]
    ours = {k: v for k, v in problems.items() if k.startswith("kg_") and v}
    assert not ours
