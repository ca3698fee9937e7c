"""The words that a fact stands on."""

from __future__ import annotations

from kg.model import Article, Evidence


def evidence_at(start: int, end: int, rule: str, article: Article) -> Evidence:
    """Return the words between two offsets of an article's content as evidence.

    :param rule: names what found them.

    >>> evidence_at(8, 11, "x", Article(id="a", title="Gipfel", text="Sie kamen.")).exact
    'Sie'
    """
    in_title, first, last = article.locate(start, end)
    return Evidence(
        article=article.id,
        start=first,
        end=last,
        exact=(article.title if in_title else article.text)[first:last],
        in_title=in_title,
        rule=rule,
    )
