"""The frame lexicon: which words, in which valency, tell of which kind of event.

The rules are data (``kg/data/de/frames/*.toml``). A rule names its lemmas, the frame that they
evoke and, for each role, the grammatical functions that fill it:

========== =====================================================================================
function   meaning
========== =====================================================================================
subj, obj  deep subject and deep object: the same in active, passive and infinitive clauses
dat        object in the dative or genitive
gen, poss  attribute in the genitive or with 'von'; possessive ('ihr Treffen')
clause     dass-clause, verb-second clause or infinitive that states the matter
told       what the clause speaks of: its subject ('sagte, der Plan sei falsch')
mit, ...   any preposition in its plain form
dat|obj    the first of several functions that is filled
subj>gen   the genitive attribute of the subject: who wrote the letter that arrives
========== =====================================================================================

In ``with``, ``without`` and ``inside`` a word like ``@sport`` stands for a list of status.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from kg.errors import DataError
from kg.model import CommunicationType, FrameKind, Stance, Status
from kg.resources import data_paths, read_toml

_KEYS = {
    "id",
    "pos",
    "lemmas",
    "kind",
    "type",
    "code",
    "status",
    "roles",
    "requires",
    "forbids",
    "anaphoric",
    "apart",
    "joins",
    "compounds",
    "finds",
    "leaves",
    "with",
    "without",
    "inside",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry: ``lemmas`` of one part of speech that evoke one frame with one valency.

    ``requires`` holds alternatives, each a set of functions that must all be filled ('mit',
    'subj:plural'); ``forbids`` functions that must not be. ``companions`` are lemmas of which one
    must stand in the clause too, ``strangers`` those of which none may; of ``inside`` one must be
    the predicate of the clause that the trigger takes. What companions say of a matter is never the
    matter itself where they stand ``apart`` ('nannte ihn einen Fehler'). An ``anaphoric`` frame
    never makes an event of its own; one that ``joins`` does so only where it finds no talk of its
    parties.
    """

    id: str
    pos: str
    lemmas: tuple[str, ...]
    kind: FrameKind
    type: str
    code: str
    status: Status | None
    roles: Mapping[str, tuple[str, ...]]
    requires: tuple[tuple[str, ...], ...]
    forbids: tuple[str, ...]
    companions: tuple[str, ...]
    strangers: tuple[str, ...]
    inside: tuple[str, ...]
    anaphoric: bool
    apart: bool
    joins: bool
    compounds: bool
    finds: tuple[str, ...]
    leaves: tuple[str, ...]


def _rule(row: Mapping[str, Any], name: str) -> Rule:
    """Return the rule of one TOML table, checked.

    :raises DataError: for an unknown key, frame, status or an empty list of lemmas.
    """
    unknown = set(row) - _KEYS
    kinds: dict[str, tuple[str, ...]] = {
        "communication": get_args(CommunicationType),
        "position": get_args(Stance),
    }
    kind, frame = row.get("kind", ""), row.get("type", "")
    problem = ""
    if unknown:
        problem = f"unknown keys {sorted(unknown)}"
    elif kind not in get_args(FrameKind):
        problem = f"unknown kind '{kind}'"
    elif kind in kinds and frame not in kinds[kind]:
        problem = f"unknown type '{frame}'"
    elif row.get("status") not in (None, *get_args(Status)):
        problem = f"unknown status '{row['status']}'"
    elif not row.get("lemmas") or row.get("pos") not in _POS:
        problem = "no lemmas, or a part of speech other than " + ", ".join(_POS)
    if problem:
        raise DataError(f"frame lexicon {name}, rule '{row.get('id')}': {problem}", row=dict(row))
    return Rule(
        id=row["id"],
        pos=row["pos"],
        lemmas=_spelled_out(row.get("lemmas", ())),
        kind=kind,
        type=frame,
        code=row.get("code", ""),
        status=row.get("status"),
        roles={role: tuple(functions) for role, functions in row.get("roles", {}).items()},
        requires=tuple(tuple(option.split()) for option in row.get("requires", ())),
        forbids=tuple(row.get("forbids", ())),
        companions=_spelled_out(row.get("with", ())),
        strangers=_spelled_out(row.get("without", ())),
        inside=_spelled_out(row.get("inside", ())),
        **{flag: row.get(flag, False) for flag in ("anaphoric", "apart", "joins")},
        compounds=row.get("compounds", True),
        finds=tuple(row.get("finds", ())),
        leaves=tuple(row.get("leaves", ())),
    )


_POS = ("verb", "noun", "adjective", "participle", "said")


def _spelled_out(words: Iterable[str]) -> tuple[str, ...]:
    """Return words with '@name' replaced by the list of that name."""
    return tuple(w for word in words for w in (_lists()[word[1:]] if word[0] == "@" else [word]))


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of words of status.toml."""
    return frozenset(_lists()[name])


@cache
def _lists() -> Mapping[str, list[str]]:
    lists: Mapping[str, list[str]] = read_toml("de/status.toml")["lists"]
    return lists


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules, indexed by part of speech and lemma."""

    rules: tuple[Rule, ...]
    by_lemma: Mapping[tuple[str, str], tuple[Rule, ...]]
    no_compounds: frozenset[str]

    def takes_side(self, noun: str) -> bool:
        """Return whether a noun names a stance: 'Forderung', 'Kritik'."""
        return any(rule.kind == "position" for rule in self.by_lemma.get(("noun", noun), ()))

    def lookup(self, pos: str, lemma: str) -> Iterator[Rule]:
        """Yield the rules of a lemma; nouns are also found by the last part of a compound.

        >>> [rule.type for rule in load_lexicon().lookup("noun", "Krisentreffen")]
        ['Meeting']
        """
        exact = self.by_lemma.get((pos, lemma), ())
        yield from exact
        if exact or pos != "noun" or lemma in self.no_compounds:
            return
        tail = lemma.split("-")[-1]
        for cut in range(0 if tail != lemma else 2, len(tail) - 3):
            head = tail[cut:].capitalize()
            if found := self.by_lemma.get((pos, head)):
                yield from (rule for rule in found if rule.compounds)
                return


@cache
def load_lexicon() -> Lexicon:
    """Return the packaged frame lexicon, read and checked once.

    :raises DataError: where a rule is malformed or an id stands twice.
    """
    rules: list[Rule] = []
    for path in data_paths("de/frames/*.toml"):
        table = read_toml(f"de/frames/{path.name}")
        rules += [_rule(row, path.name) for row in table["rule"]]
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise DataError(f"frame lexicon: rule id '{rule.id}' stands twice")
        seen.add(rule.id)
    index: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        for lemma in rule.lemmas:
            index.setdefault((rule.pos, lemma), []).append(rule)
    stop = frozenset(read_toml("de/status.toml")["compounds"]["leaves"])
    return Lexicon(tuple(rules), {key: tuple(found) for key, found in index.items()}, stop)
