"""The page: one HTML file that needs nothing else and asks nobody for anything.

PyVis makes the network and renders our own template, so none of its links to other servers is in
it; the timeline is vis-timeline, packaged in ``kg/data/timeline``. Every word of an article travels
in a JSON block and is set as text; scripts and styles run only by their hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pyvis
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from rdflib import Graph

from kg.export.drawing import draw
from kg.export.files import write_text
from kg.export.payload import Payload
from kg.export.reading import World, read_world
from kg.export.text import clean
from kg.export.wording import LANGUAGES, Language, words
from kg.resources import DATA, data_paths

VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*", re.MULTILINE)  # a debugger would ask for it


def to_html(dataset: Graph, *, title: str | None = None, language: Language = "de") -> str:
    """Return a graph as one HTML page that works without a network.

    :param dataset: an rdflib Dataset (all named graphs together) or Graph.
    :param title: the heading; by default the article's title where there is one article.
    :param language: the language that the page opens in, ``de`` or ``en``; it can be switched.
    :raises KgError: where the language is another.

    >>> "<!doctype html>" in to_html(Graph())
    True
    """
    heading = words(language)["ui"]["page_title"]
    world = read_world(dataset)
    drawing = draw(world)
    data = {
        **Payload(world).to_json(),
        "title": clean(title) if title else _title(world),
        "language": language,
        "words": {code: words(code) for code in LANGUAGES},
        "shown": drawing.shown,
        "active": drawing.actors,
        "lines": drawing.lines,
        "pairs": drawing.pairs,
    }
    vis = (Path(pyvis.__file__).parent / "templates" / VIS_NETWORK).read_text(encoding="utf-8")
    timeline = _SOURCE_MAP.sub("", _joined("timeline/*.js"))
    scripts = [timeline, vis, "(() => {\n" + _joined("page/*.js") + "\n})();"]
    styles = [_joined("timeline/*.css"), _joined("page/*.css")]
    network = drawing.network
    network.path = "page.html"
    network.templateEnv = Environment(loader=FileSystemLoader(DATA / "page"), autoescape=True)
    network.templateEnv.globals.update(
        policy=_policy(scripts, styles),
        scripts=[_inline(script, "script") for script in scripts],
        styles=[_inline(style, "style") for style in styles],
        heading_text=data["title"] or heading,
        noscript=words(language)["ui"]["noscript"],
        language=language,
        page_data=data,
    )
    html: str = network.generate_html("graph.html")
    return html


def _title(world: World) -> str:
    """Return the title of the only article, '' where there are several."""
    titles = [article.title or world.name(iri) for iri, article in world.articles.items()]
    return clean(titles[0]) if len(titles) == 1 else ""


def _joined(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in data_paths(pattern))


def _inline(text: str, tag: str) -> Markup:
    """Mark a packaged script or style as safe to stand in its element."""
    if f"</{tag}" in text.lower():
        raise ValueError(f"a packaged {tag} would end its own element")
    return Markup(text)  # our own file, or PyVis's


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a Content-Security-Policy under which nothing but our own code runs."""
    script_hashes = " ".join(_hash(script) for script in scripts)
    style_hashes = " ".join(_hash(style) for style in styles)
    return (
        f"default-src 'none'; script-src {script_hashes}; style-src {style_hashes}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def write_html(
    dataset: Graph, path: str | Path, *, title: str | None = None, language: Language = "de"
) -> None:
    """Write the page of a graph as UTF-8.

    :raises OutputError: where the file cannot be written.
    """
    write_text(path, to_html(dataset, title=title, language=language))


def page_data(html: str) -> dict[str, object]:
    """Return the JSON that a page made by :func:`to_html` carries.

    >>> page_data(to_html(Graph(), title="Leer"))["title"]
    'Leer'
    """
    marker = '<script type="application/json" id="kg-data">'
    block = html.split(marker, 1)[1].split("</script>", 1)[0]
    data: dict[str, object] = json.loads(block)
    return data
