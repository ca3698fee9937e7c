"""Who the other party of a talk is, where a pronoun or a nation's name stands for it.

Nobody meets himself: where one party of a call is known, 'er' or 'die Schwedin' is somebody else.
That often leaves one person of the sentences around, where the pronoun alone would leave two.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from kg.model import Actor, Mention, Reading, Role
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_spelling import plain

_PRONOUNS = frozenset("er sie ihn ihm ihr".split())
_BACK = 2  # sentences that a pronoun may look back


class Index(Protocol):
    """What is asked of the actor index."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All actors of the article."""

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the ids of the actors that the mention at an offset stands for."""


class Partners:
    """The persons of one article, and where they are mentioned.

    :param reading: what was read.
    :param actors: the resolved actors.
    """

    def __init__(self, reading: Reading, actors: Index) -> None:
        self._by_id = {actor.id: actor for actor in actors.actors}
        self._mentions = {m.head: m for m in reading.mentions}
        self._seen: list[tuple[Mention, str]] = []
        self._genders: dict[str, set[str]] = {}
        self._bodies: list[Mention] = []
        for mention in reading.mentions:
            found = actors.at(mention.head)
            if len(found) != 1 or not self._is_person(found[0]):
                self._bodies += [mention] if mention.label in ("ORG", "GRP") else []
                continue
            self._seen.append((mention, found[0]))
            if mention.gender in ("m", "f"):
                self._genders.setdefault(found[0], set()).add(mention.gender)

    def other(self, role: Role, taken: Collection[str]) -> str:
        """Return the only person that a role can mean beside those who are parties, else ''.

        :param role: a role that no actor was found for.
        :param taken: the other parties; without any, nobody is told apart.
        """
        mention = self._mentions.get(role.head)
        if mention is None or mention.plural or mention.count or not taken:
            return ""
        if mention.kind == "pronoun" and role.text.lower() in _PRONOUNS:
            return self._near(mention, taken)
        if mention.kind == "nominal" and not mention.title and mention.country and mention.definite:
            return self._of_nation(mention, taken)
        return ""

    def state_of(self, role: Role) -> str:
        """Return the state whose capital a role names: 'rief in Belgrad an', else ''."""
        words = role.text.split()
        _, code, _ = gazetteer.capitals().get(plain(words[-1]) if words else "", ("", "", ""))
        state = gazetteer.countries().get(code)
        label = state.label if state else ""
        return next((a.id for a in self._by_id.values() if a.label == label != ""), "")

    def _is_person(self, actor: str) -> bool:
        known = self._by_id.get(actor)
        return known is not None and known.kind == "Person"

    def _near(self, mention: Mention, taken: Collection[str]) -> str:
        """Return the only person of the sentence, or of the nearest one before that has any.

        Beside a body 'sie' and 'ihn' may mean that: 'die Delegation, die ... erwartet sie'.
        """
        if not mention.subject and any(
            body.sentence == mention.sentence and body.end <= mention.start for body in self._bodies
        ):
            return ""
        for back in range(_BACK + 1):
            found = {
                actor: None
                for other, actor in self._seen
                if other.sentence == mention.sentence - back
                and other.end <= mention.start
                and other.in_quote == mention.in_quote
                and actor not in taken
                and self._is_of_gender(actor, mention.gender)
            }
            if found:
                return next(iter(found)) if len(found) == 1 else ""
        return ""

    def _of_nation(self, mention: Mention, taken: Collection[str]) -> str:
        """Return the only person of whom the text gives no state: 'die Schwedin'."""
        state = gazetteer.countries().get(mention.country)
        found = {
            actor: None
            for other, actor in self._seen
            if other.end <= mention.start
            and actor not in taken
            and self._is_of_gender(actor, mention.gender)
            and self._may_be_of(actor, state.label if state else "")
        }
        return next(iter(found)) if len(found) == 1 else ""

    def _may_be_of(self, actor: str, state: str) -> bool:
        represents = self._by_id[actor].represents
        return not represents or any(
            body in self._by_id and self._by_id[body].label == state for body in represents
        )

    def _is_of_gender(self, actor: str, gender: str) -> bool:
        known = self._genders.get(actor, set())
        return not known or not gender or gender in known
