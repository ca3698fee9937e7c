"""The publication date that a web page states of itself.

General date finders take a date from the sidebar, or the day of the last change, where a page gives
none. A wrong day makes every 'gestern' wrong, so only statements of the page's own count here.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html.parser import HTMLParser

# Names of <meta> by which pages state when they were published: Open Graph, Dublin Core,
# schema.org microdata, and habits of news systems. Lower case, without separators.
_META = frozenset(
    "articlepublishedtime ogpublishedtime ogarticlepublishedtime datepublished dcdate dcdateissued "
    "dcdatecreated dctermsissued dctermsdate dctermscreated publicationdate publisheddate pubdate "
    "publishdate articlepublished articledateoriginal originalpublicationdate parselypubdate "
    "sailthrudate date lastpublishdate cxenseparserecspublishtime".split()
)
_SEPARATORS = re.compile(r"[^a-z]")
_DEEPEST = 20  # levels of JSON-LD


def find_page_date(markup: str) -> str:
    """Return the date that the page states, as it is written there, or ''.

    Asked in this order: ``<meta>``, JSON-LD ``datePublished``, a ``<time>`` marked as publication
    date, the only ``<time>`` of the only ``<article>``.

    >>> find_page_date('<meta property="article:published_time" content="2025-07-03T18:00">')
    '2025-07-03T18:00'
    >>> find_page_date('<aside><time datetime="2020-01-01">Archiv</time></aside>')
    ''
    """
    page = _Page()
    with suppress(AssertionError):  # how Python 3.11 stops at a broken '<![': the rest is lost
        page.feed(markup)
        page.close()
    return page.meta or page.linked or page.marked or page.lone_time()


class _Page(HTMLParser):
    """Collects the places where a page may state its date."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta = ""
        self.linked = ""
        self.marked = ""
        self._articles = 0
        self._depth = 0
        self._times: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            keys = (values.get(key, "") for key in ("property", "name", "itemprop"))
            if any(_SEPARATORS.sub("", key.lower()) in _META for key in keys):
                self.meta = self.meta or values.get("content", "").strip()
        elif tag == "script":
            self._script = [] if "ld+json" in values.get("type", "").lower() else None
        elif tag == "article":
            self._articles += 1
            self._depth += 1
        elif tag == "time" and values.get("datetime"):
            self._see_time(values)

    def _see_time(self, values: dict[str, str]) -> None:
        """Keep a <time>: as the publication date where it says so, else where it stands."""
        if "pubdate" in values or "datepublished" in values.get("itemprop", "").lower():
            self.marked = self.marked or values["datetime"].strip()
        elif self._depth:
            self._times.append(values["datetime"].strip())

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._depth = max(0, self._depth - 1)
        elif tag == "script" and self._script is not None:
            self.linked = self.linked or _read_json_ld("".join(self._script))
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def lone_time(self) -> str:
        """Return the only <time> in the only <article>, or ''."""
        return self._times[0] if self._articles == 1 and len(set(self._times)) == 1 else ""


def _read_json_ld(text: str) -> str:
    """Return the first ``datePublished`` of an article in a JSON-LD block, or ''."""
    try:
        return _search(json.loads(text), 0)
    except (ValueError, RecursionError):
        return ""


def _search(node: object, depth: int) -> str:
    """Look through lists, graphs and pages for an article with a date."""
    if depth > _DEEPEST:
        return ""
    if isinstance(node, list):
        return next((found for item in node if (found := _search(item, depth + 1))), "")
    if not isinstance(node, dict):
        return ""
    kinds = node.get("@type", "")
    names = kinds if isinstance(kinds, list) else [kinds]
    date = node.get("datePublished")
    if isinstance(date, str) and any(
        str(name).endswith(("Article", "Posting", "WebPage")) for name in names
    ):
        return date.strip()
    return next(
        (
            found
            for key in ("@graph", "mainEntity", "mainEntityOfPage")
            if (found := _search(node.get(key), depth + 1))
        ),
        "",
    )
