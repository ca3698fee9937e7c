"""Every rule of the frame lexicon finds what it says and leaves what it says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.frames import Rule, load_lexicon
from kg.model import Article, Frame
from kg.pipeline import reading_of
from kg.resources import ontology_path

RULES = load_lexicon().rules
FINDS = [(rule, example) for rule in RULES for example in rule.finds]
LEAVES = [(rule, example) for rule in RULES for example in rule.leaves]


def frames_of(text: str) -> tuple[Frame, ...]:
    return reading_of(Article(id="example", text=text)).frames


def matches(frame: Frame, wanted: str) -> bool:
    head, *parts = (part.strip() for part in wanted.split("|"))
    if frame.type != head:
        return False
    for part in parts:
        name, _, value = part.partition(": ")
        if name == "status":
            if frame.status != value:
                return False
        elif not any(role.name == name and value in role.text for role in frame.roles):
            return False
    return True


def names(rows: list[tuple[Rule, str]]) -> Iterator[str]:
    return (f"{rule.id}: {example[:60]}" for rule, example in rows)


@pytest.mark.parametrize(("rule", "example"), FINDS, ids=names(FINDS))
def test_rule_finds(rule: Rule, example: str) -> None:
    text, _, wanted = example.partition(" => ")
    found = frames_of(text)
    assert any(matches(frame, wanted) for frame in found), found


@pytest.mark.parametrize(("rule", "example"), LEAVES, ids=names(LEAVES))
def test_rule_leaves(rule: Rule, example: str) -> None:
    assert not [frame for frame in frames_of(example) if frame.rule == rule.id]


def test_every_rule_has_both_kinds_of_examples() -> None:
    assert [rule.id for rule in RULES if not rule.finds or not rule.leaves] == []


def test_every_code_is_a_concept_of_the_event_scheme() -> None:
    scheme = ontology_path("plover.ttl").read_text(encoding="utf-8")
    kinds = {rule.type for rule in RULES if rule.kind == "event"}
    names = {rule.code for rule in RULES if rule.code} | kinds
    assert [name for name in sorted(names) if f"plover:{name} a skos:Concept" not in scheme] == []
