"""A web page to its article, by trafilatura; loaded only where there is a page to read."""

from __future__ import annotations

import logging
import re

from trafilatura import bare_extraction
from trafilatura.settings import Document

from kg.errors import InputError
from kg.ingest.pagedate import find_page_date

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
# Its dates are not used (see pagedate.py); this keeps its search short and free of today's date.
_DATES = {"extensive_search": False, "max_date": "2199-12-31"}

for _name in ("trafilatura", "htmldate"):  # what goes wrong is told by our own errors, once
    logging.getLogger(_name).addHandler(logging.NullHandler())


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page names in its head, or ''.

    >>> declared_charset(b'<html><meta charset="iso-8859-1">')
    'iso-8859-1'
    """
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else ""


def read_webpage(markup: str) -> tuple[dict[str, object], str]:
    """Return the metadata (``title``, ``published``, ``source``, ``url``) and the article's text.

    Navigation, comments and advertisements are left out.

    :raises InputError: where the page holds no article.
    """
    page = bare_extraction(
        _DECLARATION.sub("", markup),
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_DATES,
    )
    text = (page.text or "").strip() if isinstance(page, Document) else ""
    if not isinstance(page, Document) or not text:
        raise InputError(
            "holds no article that could be told from its frame",
            hint="save the article's text as .txt or .md",
        )
    fields: dict[str, object] = {
        "title": page.title or "",
        "published": find_page_date(markup),
        "source": page.sitename or "",
        "url": page.url or "",
    }
    return fields, text
