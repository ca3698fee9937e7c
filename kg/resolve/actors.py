"""Who is who in an article: mentions to actors, each once, with every form and every reason.

Names come first, because a name later in the text tells who 'der Kremlchef' was before. Role nouns
and pronouns are then read in order. What cannot be told stays open: None beats a guess.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Actor, Article, Mention
from kg.resolve import actors_gazetteer as gazetteer
from kg.resolve.actors_discourse import Discourse
from kg.resolve.actors_entities import Entity, to_actor, with_ids
from kg.resolve.actors_learning import UNSAID, learn_states
from kg.resolve.actors_names import NameResolver
from kg.resolve.actors_nominals import NominalResolver
from kg.resolve.actors_pronouns import PronounResolver

_IMPLIED = "implied"


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The actors of an article and where they are mentioned.

    ``actors`` come in order of first mention; ids are unique in the article.
    """

    actors: tuple[Actor, ...] = ()
    _ids: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    _places: Mapping[int, str] = field(default_factory=dict)
    _cover: Mapping[int, Mention] = field(default_factory=dict)

    def mention_at(self, offset: int) -> Mention | None:
        """Return the innermost mention that holds an offset, or None."""
        return self._cover.get(offset)

    def at(self, offset: int, *, place: bool = False) -> tuple[str, ...]:
        """Return the ids of the actors at an offset: several for a plural, none where open.

        Places give nothing; ask :meth:`place_at` for them.

        :param place: read cities and states as places.
        """
        if place:
            found = self.place_at(offset)
            return (found,) if found else ()
        mention = self._cover.get(offset)
        return self._ids.get(_key(mention), ()) if mention else ()

    def place_at(self, offset: int) -> str:
        """Return the id of the city, region or state at an offset read as a place, or ''."""
        mention = self._cover.get(offset)
        return self._places.get(_key(mention), "") if mention else ""


def _key(mention: Mention) -> int:
    """Return one number for a mention's span; no text is longer than a billion characters."""
    return mention.start * 1_000_000_000 + mention.end


def resolve_actors(
    mentions: Sequence[Mention], article: Article, *, published: dt.date | None
) -> ActorIndex:
    """Tell who is who among the mentions of an article.

    :param mentions: of the whole article, offsets in ``article.content``.
    :param published: the day of the article, by which offices are dated; None where unknown.
    """
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end))
    names = NameResolver(ordered, article.content, published)
    names.resolve()
    learn_states(names.entities, published)
    reader = _Reader(ordered, article, names, published)
    reader.read()
    return reader.index()


class _Reader:
    """Reads the mentions in order of the text."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        article: Article,
        names: NameResolver,
        day: dt.date | None,
    ) -> None:
        self._mentions = mentions
        self._article = article
        self._names = names
        self._day = day
        self._cover = _cover(mentions)
        self._owned = {m.owner: m for m in mentions if m.owner >= 0 and m.kind == "name"}
        self._discourse = Discourse(article.content)
        self._nominals = NominalResolver(names, self._discourse, day)
        self._pronouns = PronounResolver(self._discourse)
        self._found: dict[Mention, list[Entity]] = {}

    def read(self) -> None:
        """Resolve every mention."""
        for mention in self._mentions:
            self._discourse.push(mention, self._resolve(mention))

    def _resolve(self, mention: Mention) -> list[Entity]:
        if mention not in self._found:
            self._found[mention] = []  # a circle of owners ends here
            self._found[mention] = self._decide(mention)
        return self._found[mention]

    def _decide(self, mention: Mention) -> list[Entity]:
        if mention.kind == "name":
            entity = self._names.of.get(mention)
            if entity is not None and entity.known is None:
                self._of_one_office(mention, entity)
            return [entity] if entity else []
        if mention.kind == "pronoun":
            found = self._pronouns.resolve(mention)
            rule = "pronoun"
        else:
            owners = self._owners(mention)
            hint = self._hint(mention)
            found = self._nominals.resolve(mention, owners, hint)
            rule = "role" if mention.title else "nation"
        if len(found) > 1 and rule == "role":
            rule = "plural"
        if mention.label == "MISC" and mention.kind != "pronoun":
            rule = _IMPLIED
        for entity in found:
            entity.add(mention, rule)
        return found

    def _of_one_office(self, mention: Mention, entity: Entity) -> None:
        """Give 'seine estnische Kollegin Lepasaar' the office of him whose colleague she is."""
        if gazetteer.read_title(mention.title)[0] != "Kollege":
            return
        code = entity.states[0] if len(entity.states) == 1 else ""
        for owner in self._owners(mention)[:1]:
            told = [office for office, _ in owner.titles if office not in UNSAID]
            told += [o.office for o in owner.offices(self._day)]
            new = [(office, code) for office in dict.fromkeys(told)]
            entity.titles += [title for title in new if title not in entity.titles]

    def _owners(self, mention: Mention) -> list[Entity]:
        inner = self._cover.get(mention.owner) if mention.owner >= 0 else None
        return self._resolve(inner) if inner is not None and inner is not mention else []

    def _hint(self, mention: Mention) -> str:
        """Return the state of whom a role noun is the chief: 'Sprecher des Präsidenten, Peskow'."""
        for offset in range(mention.start, mention.end):
            outer = self._owned.get(offset)
            if outer is not None and outer.start <= mention.start and mention.end <= outer.end:
                entity = self._names.of.get(outer)
                return entity.states[0] if entity and len(entity.states) == 1 else ""
        return ""

    def index(self) -> ActorIndex:
        """Return the actors and where they are."""
        self._imply_states()
        used = with_ids(e for e in self._names.entities if e.mentions)
        by_state = self._by_state(used)
        actors = tuple(to_actor(e, by_state, self._article, self._day) for e in used)
        acting = {m: [e for e in found if e.kind != "Place"] for m, found in self._found.items()}
        ids = {_key(m): tuple(e.id for e in found) for m, found in acting.items() if found}
        places = {_key(m): entity.id for m, entity in self._names.places.items()}
        return ActorIndex(actors, ids, places, self._cover)

    def _imply_states(self) -> None:
        """Add the states and organisations that actors speak for, though no mention names them."""
        for entity in list(self._names.entities):
            if not entity.mentions:
                continue
            for code in entity.states:
                body = self._names.body_of(code)
                if body is not None and not body.mentions:
                    body.add(entity.mentions[0], _IMPLIED)
                    body.note(f"{entity.label} speaks for it")
            for owner in entity.owners:
                if not owner.mentions:
                    owner.add(entity.mentions[0], _IMPLIED)

    def _by_state(self, used: Sequence[Entity]) -> dict[str, Entity]:
        codes = dict.fromkeys(code for entity in used for code in entity.states)
        found = {code: self._names.body_of(code) for code in codes}
        return {code: entity for code, entity in found.items() if entity is not None and entity.id}


def _cover(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Map every offset inside a mention to the innermost one."""
    cover: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        cover.update(dict.fromkeys(range(mention.start, mention.end), mention))
    return cover
