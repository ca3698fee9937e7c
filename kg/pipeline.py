"""From articles to a graph: the rooms composed, on one core or many.

Only this module and :mod:`kg.graph` import rooms.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import kg.mentions  # noqa: F401  registers the components
from kg.annotate import annotate, load_pipeline
from kg.errors import InputError, KgError
from kg.frames import find_frames
from kg.graph import Graph, make_folder
from kg.ingest import ReadResult, parse_published, read_articles
from kg.model import Article, Dating, Facts, Reading, Rejection
from kg.rdf import to_dataset
from kg.resolve import resolve

Progress = Callable[[int, str], None]
Component = Callable[[Doc], Doc]
Input = str | Path | Article
_COMPONENTS = ("kg_names", "kg_timex", "kg_quotes")
_BATCH = 8  # articles a worker takes at a time: large enough to hide the hand-over


def build(
    inputs: Input | Iterable[Input],
    *,
    out: str | Path | None = None,
    published: dt.date | str | None = None,
    model: str | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Graph:
    """Read articles and return their graph.

    A broken input is reported in ``graph.report["rejected"]``; the others are kept.

    :param inputs: one or several paths (files, folders, '-') or :class:`kg.Article` records.
    :param out: a folder to save the graph in; None saves nothing.
    :param published: publication date of articles that bring none, ISO if a string.
    :param model: name of another installed spaCy pipeline with Universal Dependencies labels.
    :param workers: processes to read articles with; the result is the same for any number.
    :param progress: called after each article with how many are done and its id.
    :raises InputError: where ``published`` is no date.
    :raises ModelError: where the model is missing or unfit.
    :raises OutputError: where ``out`` cannot be written to.

    >>> article = Article(id="a", text="Merz telefonierte am 3. Mai 2025 mit Macron.")
    >>> build(article).report["counts"]["communications"]
    1
    """
    given = _date(published)
    if out is not None:
        make_folder(Path(out))  # an unwritable place must not cost a long run
    singles = [inputs] if isinstance(inputs, str | Path | Article) else list(inputs)
    facts: list[Facts] = []
    rejected: list[Rejection] = []
    warnings: list[str] = []
    for done, result in enumerate(_facts(singles, given, model, workers, warnings), start=1):
        if isinstance(result, Rejection):
            rejected.append(result)
        else:
            facts.append(result)
        if progress is not None:
            progress(done, result.input if isinstance(result, Rejection) else result.article.id)
    facts.sort(key=lambda one: one.article.id)
    graph = Graph(to_dataset(facts), report=_report(facts, rejected, warnings))
    if out is not None:
        graph.save(out)
    return graph


def _date(published: dt.date | str | None) -> dt.date | None:
    if published is None or isinstance(published, dt.date):
        return published
    found = parse_published(published)
    if found is None:
        raise InputError(
            f"'{published}' is no publication date",
            hint="write it as YYYY-MM-DD",
            published=published,
        )
    return found


def _facts(
    inputs: list[Input],
    published: dt.date | None,
    model: str | None,
    workers: int,
    warnings: list[str],
) -> Iterator[Facts | Rejection]:
    """Yield the facts of each article, or why there are none, in the order of the inputs."""
    read = _articles(inputs, warnings)
    work = partial(read_article, published=published, model=model)
    if workers <= 1:
        load_pipeline(model)  # a missing model is an error of the run, not of each article
        yield from (one if isinstance(one, Rejection) else work(one) for one in read)
        return
    items = list(read)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        articles = [one for one in items if not isinstance(one, Rejection)]
        results = pool.map(work, articles, chunksize=_BATCH)
        for one in items:
            yield one if isinstance(one, Rejection) else next(results)


def _articles(inputs: list[Input], warnings: list[str]) -> Iterator[Article | Rejection]:
    seen: set[str] = set()
    for one in inputs:
        if isinstance(one, Article):
            yield _unseen(one, seen)
    paths = [one for one in inputs if not isinstance(one, Article)]
    for result in read_articles(paths):
        if isinstance(result, ReadResult):
            warnings += result.warnings
            yield _unseen(result.article, seen)
        else:
            yield result


def _unseen(article: Article, seen: set[str]) -> Article | Rejection:
    if article.id in seen:
        return Rejection(input=article.id, reason="another article of this run has the same id")
    seen.add(article.id)
    return article


def read_article(
    article: Article, *, published: dt.date | None = None, model: str | None = None
) -> Facts | Rejection:
    """Return the facts of one article, or a rejection with the reason: never an error.

    :param published: the date to take where the article brings none.
    """
    try:
        facts = resolve(reading_of(article, model=model, published=published))
        to_dataset([facts])  # facts that cannot be written must not stop the others
        return facts
    except KgError as error:
        return Rejection(input=article.id, reason=str(error))
    except Exception as error:  # one broken article must not lose the others: it is reported
        return Rejection(input=article.id, reason=f"{type(error).__name__}: {error}")


@cache
def load_components(model: str | None = None) -> tuple[Language, tuple[Component, ...]]:
    """Return the language pipeline and the components of this package, loaded once.

    The components run on the whole article after the pipeline, which cuts long texts in pieces.
    """
    nlp = load_pipeline(model)
    return nlp, tuple(nlp.create_pipe(name) for name in _COMPONENTS)


def reading_of(
    article: Article, *, model: str | None = None, published: dt.date | None = None
) -> Reading:
    """Return all that is read in one article, before anything is resolved.

    :param published: the date to take where the article brings none; else the text may give it.

    >>> reading = reading_of(Article(id="a", text="Merz telefonierte mit Macron."))
    >>> [frame.type for frame in reading.frames]
    ['PhoneCall']
    """
    dating = article.published
    if dating is None and published is not None:
        dating = Dating(value=published, reason="given by the caller")
    nlp, components = load_components(model)
    doc = annotate(article.content, nlp)
    doc._.published = dating.value if dating else None
    for component in components:
        doc = component(doc)
    dating = dating or doc._.dating
    return Reading(
        article=replace(article, published=dating),
        sentences=tuple((sent.start_char, sent.end_char) for sent in doc.sents),
        mentions=tuple(doc._.mentions),
        timexes=tuple(doc._.timexes),
        quotes=tuple(doc._.quotes),
        frames=tuple(find_frames(doc)),
    )


def _report(facts: list[Facts], rejected: list[Rejection], warnings: list[str]) -> dict[str, Any]:
    talks = [e for f in facts for e in f.events if e.type != "Event"]
    told = [f"{f.article.id}: {text}" for f in facts for text in f.warnings]
    return {
        "counts": {
            "articles": len(facts),
            "actors": sum(len(f.actors) for f in facts),
            "communications": len(talks),
            "events": sum(len(f.events) for f in facts) - len(talks),
            "positions": sum(len(f.positions) for f in facts),
            "statements": sum(len(f.statements) for f in facts),
        },
        "rejected": [{"input": r.input, "reason": r.reason} for r in rejected],
        "warnings": [*warnings, *told],
        "checks": [
            {
                "article": f.article.id,
                "label": c.label,
                "expected": c.expected,
                "found": c.found,
                "holds": c.holds,
            }
            for f in facts
            for c in f.checks
        ],
    }
