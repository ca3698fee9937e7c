"""A text read for its actors, to be asked by its words."""

import datetime as dt

from kg.annotate import load_pipeline
from kg.mentions.names import find_mentions
from kg.model import Article
from kg.resolve.actors import resolve_actors


class Read:
    """A text with its actors: ask by words."""

    def __init__(self, text: str, day: str = "", title: str = "") -> None:
        self.article = Article(id="t", text=text, title=title)
        content = self.article.content
        published = dt.date.fromisoformat(day) if day else None
        self.mentions = find_mentions(load_pipeline()(content))
        self.index = resolve_actors(self.mentions, self.article, published=published)
        self.actors = {actor.id: actor for actor in self.index.actors}

    def at(self, words: str, number: int = 0) -> list[str]:
        """Return the labels of the actors at the n-th place where some words stand."""
        offset = -1
        for _ in range(number + 1):
            offset = self.article.content.index(words, offset + 1)
        return [
            self.actors[i].label for i in self.index.at(offset + len(words.rsplit(" ")[0]) // 2)
        ]

    def head(self, words: str) -> list[str]:
        """Return the labels at the head of the mention with this text."""
        mention = next(m for m in self.mentions if m.text == words)
        return sorted(self.actors[i].label for i in self.index.at(mention.head))

    def actor(self, label: str):
        return next(a for a in self.index.actors if a.label == label)

    def wikidata(self, words: str) -> str:
        """Return the Wikidata id of the actor at the head of a mention, '' where there is none."""
        mention = next(m for m in self.mentions if m.text == words)
        return next((self.actors[i].wikidata for i in self.index.at(mention.head)), "")
