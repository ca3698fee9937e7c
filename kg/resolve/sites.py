"""Where a talk was held, smaller than a town: palaces, offices, halls; and what 'dort' means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.model import Actor, Article, Mention, Role
from kg.resolve.evidence import evidence_at
from kg.resolve.told import Told

_LONGEST = 40  # characters; what is longer is no name of a place
_ARTICLE = re.compile(r"^(?:de[rmns]|die|das|eine[rmn]?|ein|seine[rmn]?|ihre[rmn]?|beim|im|am)\s+")
#: Words that name a place only together with its name.
_EMPTY = re.compile(
    r"^(?:[a-zäöüß]\w* )*"
    r"(?:Ort|Stadt|Hauptstadt|Metropole|Sitz|Haus|Insel|Gemeinde|Land|Region|Vorort)$"
)
_THERE = re.compile(r"\b[Dd]ort\b")


class Sites:
    """The buildings and rooms of one article, each an actor of its own, kind 'Place'."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._made: dict[str, Actor] = {}

    def at(self, role: Role) -> str:
        """Return the place that a phrase names, made where it is new; '' for an empty phrase."""
        text = re.split(r"[,(\n]| (?:in|auf|an|bei|mit|für|zu) ", role.text)[0]
        label = _ARTICLE.sub("", " ".join(text.split())).strip(" .»«„“\"'")
        if not label or len(label) > _LONGEST or _EMPTY.search(label):
            return ""
        key = f"site:{label.casefold()}"
        if key not in self._made:
            self._made[key] = Actor(
                id=key,
                kind="Place",
                label=label,
                forms=(role.text,),
                local=True,
                confidence=0.5,
                reasons=("a talk was held there",),
                evidence=(evidence_at(role.start, role.end, "site", self._article),),
            )
        return key

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The places that were made."""
        return tuple(self._made[key] for key in sorted(self._made))


def place_there(
    tellings: Sequence[Told],
    names: Sequence[Mention],
    content: str,
    place_at: Callable[[int], str],
) -> None:
    """Give tellings with 'dort' and no place, in place, the one named last before the word.

    No farther back than the sentence before: 'X war in Wien: Er nahm dort an einem Treffen teil.'
    """
    for told in tellings:
        frame = told.frame
        there = _THERE.search(content, frame.start, frame.end)
        if there is None or told.places:
            continue
        near = [
            m
            for m in names
            if m.label == "LOC" and m.end <= there.start() and m.sentence >= frame.sentence - 1
        ]
        found = [place for m in near if (place := place_at(m.head))]
        if found:
            told.places = (found[-1],)
