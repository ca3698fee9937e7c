"""Every rule's own examples: what it must find, and what it must leave alone."""

import datetime as dt

import pytest
import spacy

from kg.mentions.timex import find_timexes
from kg.mentions.timex_rules import Rule, rules

PUBLISHED = dt.date(2025, 7, 3)
NLP = spacy.blank("de")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_finds_its_examples_and_leaves_the_others(rule: Rule) -> None:
    assert rule.finds and rule.leaves
    for sentence, text, kind, value in rule.finds:
        found = find_timexes(NLP(sentence), PUBLISHED)
        assert (text, kind, value, rule.name) in [
            (timex.text, timex.type, timex.value, timex.rule.split(":")[0]) for timex in found
        ], sentence
    for sentence in rule.leaves:
        found = find_timexes(NLP(sentence), PUBLISHED)
        assert rule.name not in [timex.rule.split(":")[0] for timex in found], sentence
