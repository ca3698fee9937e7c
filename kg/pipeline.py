"""From articles to a graph: the rooms composed, on one core or many.

Only this module and :mod:`kg.graph` import rooms.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

import kg.mentions
from kg.annotate import annotate, load_pipeline
from kg.cards import Entry
from kg.corpus import add, make_entry, share
from kg.errors import InputError, KgError
from kg.frames import find_frames
from kg.graph import Graph, make_folder
from kg.ingest import ReadResult, parse_published, read_articles
from kg.model import Article, Dating, Facts, Reading, Rejection
from kg.parallel import map_in_order
from kg.rdf import article_iri, to_dataset
from kg.report import report_of, total
from kg.resolve import resolve
from kg.store import Store, open_store

_Made = TypeVar("_Made")
Progress = Callable[[int, str], None]
Component = Callable[[Doc], Doc]
Input = str | Path | Article
_COMPONENTS = ("kg_names", "kg_timex", "kg_quotes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """An article that a store has already, built from the same words by the same program."""

    article: str


def build(
    inputs: Input | Iterable[Input],
    *,
    out: str | Path | None = None,
    store: str | Path | None = None,
    published: dt.date | str | None = None,
    model: str | None = None,
    workers: int = 1,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Graph:
    """Read articles and return their graph.

    A broken input is reported in ``graph.report["rejected"]``; the others are kept. Events that
    several articles tell are one, and persons of one name too, where nothing contradicts.

    :param inputs: one or several paths (files, folders, '-') or :class:`kg.Article` records.
    :param out: a folder to save the graph in; None saves nothing.
    :param store: a folder, or the address of a SPARQL 1.1 server, that keeps the articles: each is
        added, or replaced where it has changed. The graph is then that of all articles in it.
    :param published: publication date of articles that bring none, ISO if a string.
    :param model: name of another installed spaCy pipeline with Universal Dependencies labels.
    :param workers: processes to read articles with; the result is the same for any number.
    :param cluster: the address of a Dask scheduler whose workers read the articles.
    :param progress: called after each article with how many are done and its id.
    :raises InputError: where ``published`` is no date.
    :raises ModelError: where the model is missing or unfit.
    :raises OutputError: where ``out`` cannot be written to.
    :raises StoreError: where ``store`` cannot be opened or written to; what it took, it keeps.

    >>> article = Article(id="a", text="Merz telefonierte am 3. Mai 2025 mit Macron.")
    >>> build(article).report["counts"]["communications"]
    1
    """
    given = _date(published)
    if out is not None:
        make_folder(Path(out))  # an unwritable place must not cost a long run
    singles = [inputs] if isinstance(inputs, str | Path | Article) else inputs
    if workers <= 1 and cluster is None:
        load_pipeline(model)  # a missing model is an error of the run, not of each article
    warnings: list[str] = []
    read = _articles(singles, warnings)
    run = partial(map_in_order, workers=workers, cluster=cluster)
    seen = partial(_reported, progress=progress)
    if store is None:
        work = partial(_facts_of, published=given, model=model)
        graph = _to_graph(seen(run(work, read)), warnings)
    else:
        digest = partial(digest_of, published=given, model=model)
        with closing(open_store(store)) as kept:
            found = run(partial(_entry_of, digest=digest), _changed(read, kept, digest))
            report = _to_store(seen(found), kept, warnings)
        # Read-only from here on: the graph in somebody's hand must not keep the next run out.
        graph = Graph(store=open_store(store, read_only=True), report=report)
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


def _reported(results: Iterable[Any], progress: Progress | None) -> Iterator[Any]:
    """Yield results as they come, and tell of each."""
    for done, result in enumerate(results, start=1):
        yield result
        if progress is not None:
            progress(done, _name_of(result))


def _name_of(result: Facts | Entry | Rejection | Unchanged) -> str:
    if isinstance(result, Rejection):
        return result.input
    return result.article.id if isinstance(result, Facts) else result.article


def _to_graph(results: Iterable[Facts | Rejection], warnings: list[str]) -> Graph:
    """Return the graph of articles, all in memory."""
    facts: list[Facts] = []
    rejected: list[Rejection] = []
    for result in results:
        (rejected if isinstance(result, Rejection) else facts).append(result)  # type: ignore[arg-type]
    facts.sort(key=lambda one: one.article.id)
    report = total(map(report_of, facts), rejected, warnings)
    return Graph(to_dataset(facts, share(facts)), report=report)


def _to_store(
    results: Iterable[Entry | Rejection | Unchanged], store: Store, warnings: list[str]
) -> dict[str, Any]:
    """Add articles to a store, each in one step; return what is reported of them."""
    reports: dict[str, dict[str, Any]] = {}
    rejected: list[Rejection] = []
    unchanged = 0
    for result in results:
        if isinstance(result, Entry):
            add(store, result)
            reports[result.article] = json.loads(result.report)
        elif isinstance(result, Rejection):
            rejected.append(result)
        else:
            unchanged += 1
    told = total((reports[name] for name in sorted(reports)), rejected, warnings)
    return told | {"unchanged": unchanged}


def _changed(
    read: Iterable[Article | Rejection], store: Store, digest: Callable[[Article], str]
) -> Iterator[Article | Rejection | Unchanged]:
    """Yield what is to be read; of articles that the store has as they are, only the id."""
    for one in read:
        if isinstance(one, Article) and store.digest_of(article_iri(one.id)) == digest(one):
            yield Unchanged(article=one.id)
        else:
            yield one


def digest_of(article: Article, *, published: dt.date | None, model: str | None) -> str:
    """Return what tells whether an article would be read as before: its words and the program."""
    given = published.isoformat() if published and article.published is None else ""
    parts = [kg.__version__, model or "", given, json.dumps(asdict(article), default=str)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _articles(inputs: Iterable[Input], warnings: list[str]) -> Iterator[Article | Rejection]:
    seen: set[str] = set()
    paths: list[str | Path] = []
    for one in inputs:
        if isinstance(one, Article):
            yield _unseen(one, seen)
        else:
            paths.append(one)
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


def _facts_of(
    item: Article | Rejection, *, published: dt.date | None, model: str | None
) -> Facts | Rejection:
    """Return the facts of an article; what was rejected before stays so."""
    if isinstance(item, Rejection):
        return item
    return read_article(item, published=published, model=model)


def _entry_of(
    item: Article | Rejection | Unchanged, *, digest: partial[str]
) -> Entry | Rejection | Unchanged:
    """Return what a store keeps of an article; all else stays as it is."""
    if not isinstance(item, Article):
        return item

    def made() -> Entry:
        facts = resolve(reading_of(item, **digest.keywords))
        return make_entry(facts, digest(item), report_of(facts))

    return _unless_broken(item, made)


def read_article(
    article: Article, *, published: dt.date | None = None, model: str | None = None
) -> Facts | Rejection:
    """Return the facts of one article, or a rejection with the reason: never an error.

    :param published: the date to take where the article brings none.
    """

    def read() -> Facts:
        facts = resolve(reading_of(article, model=model, published=published))
        to_dataset([facts])  # facts that cannot be written must not stop the others
        return facts

    return _unless_broken(article, read)


def _unless_broken(article: Article, made: Callable[[], _Made]) -> _Made | Rejection:
    """Return what is made of an article, or a rejection with the reason."""
    try:
        return made()
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
