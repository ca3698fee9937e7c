"""Web pages: the article without its frame, and only dates that the page states of itself."""

import pytest

from kg.errors import InputError
from kg.ingest import read_articles
from kg.ingest.pagedate import find_page_date
from kg.ingest.webpage import read_webpage

BODY = """<p>Der russische Präsident Wladimir Putin hat am Donnerstag mit US-Präsident Donald Trump
telefoniert. Das Gespräch habe fast eine Stunde gedauert, sagte sein Berater in Moskau.</p>
<p>Es war das sechste Gespräch der beiden. Über ein Treffen wurde nicht gesprochen.</p>"""
ASIDE = "<aside><time datetime='2020-01-01'>1. Januar 2020</time> <a href='/x'>Anderes</a></aside>"


def page(head="", extra=""):
    return f"""<!DOCTYPE html><html lang="en"><head><title>Putin ruft Trump an | Zeitung</title>{head}
</head><body><nav><a href="/">Start</a> <a href="/p">Politik</a></nav>
<article><h1>Putin ruft Trump an</h1>{extra}{BODY}</article>{ASIDE}
<footer>© 2019 Verlag. <a href="/i">Impressum</a></footer></body></html>"""


JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Organization", "name": "Zeitung"},
{"@type": ["NewsArticle"], "datePublished": "2025-07-03T18:00:00+02:00"}]}</script>"""


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        (page(), ""),
        (page('<meta property="article:published_time" content="2025-07-03">'), "2025-07-03"),
        (page('<meta name="DC.date.issued" content="2025-07-03">'), "2025-07-03"),
        (page('<meta property="article:modified_time" content="2025-07-04">'), ""),
        (page(JSON_LD), "2025-07-03T18:00:00+02:00"),
        (page('<script type="application/ld+json">{broken</script>'), ""),
        (page('<script type="application/ld+json">' + "[" * 50000 + "</script>"), ""),
        (page(extra='<time datetime="2025-07-03T18:00">3. Juli</time>'), "2025-07-03T18:00"),
        (
            page(extra='<time datetime="2025-07-03">a</time><time datetime="2025-07-04">b</time>'),
            "",
        ),
        (
            page(
                extra='<time itemprop="datePublished" datetime="2025-07-03">a</time><time datetime="2025-07-04">b</time>'
            ),
            "2025-07-03",
        ),
    ],
)
def test_only_stated_dates_count(markup, date):
    assert find_page_date(markup) == date


@pytest.mark.parametrize(
    "start", ["<![foo[bar]]>", "<![ <", "<![if IE]>x<![endif]>", "<!", "</", "&#xfffffff;"]
)
def test_broken_declarations_do_no_harm(start):
    meta = '<meta name="date" content="2025-07-03">'
    assert find_page_date(meta + start) == "2025-07-03"
    assert find_page_date(start + meta) in {"", "2025-07-03"}
    assert (
        "fast eine Stunde gedauert" in read_webpage(page(meta).replace("<nav>", start + "<nav>"))[1]
    )


def test_the_article_is_told_from_its_frame():
    fields, text = read_webpage(page('<meta property="og:site_name" content="Die Zeitung">'))
    assert fields["title"] == "Putin ruft Trump an"
    assert fields["source"] == "Die Zeitung"
    assert "fast eine Stunde gedauert" in text
    assert "Impressum" not in text
    assert "Anderes" not in text


@pytest.mark.parametrize(
    "markup", ["", "<html><body></body></html>", "<!DOCTYPE html><html></html>"]
)
def test_a_page_without_article_is_refused(markup):
    with pytest.raises(InputError, match="no article"):
        read_webpage(markup)


def test_a_page_becomes_an_article(tmp_path):
    head = '<meta charset="iso-8859-1"><meta name="date" content="2025-07-03">'
    path = tmp_path / "seite.html"
    path.write_bytes(page(head).encode("latin-1"))
    (found,) = read_articles([path])
    article = found.article
    assert (article.id, article.title, str(article.published.value)) == (
        "seite",
        "Putin ruft Trump an",
        "2025-07-03",
    )
    assert "Präsident Wladimir Putin" in article.text
    assert article.text.count("Putin ruft Trump an") <= 1
    assert article.title_in_text == article.text.startswith("Putin ruft Trump an")


def test_hostile_markup_does_no_harm(tmp_path):
    bomb = (  # entities within entities, and more levels than a parser follows
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY b{i} "{"&a;" * 10}">' for i in range(10))
        + "]>"
    )
    path = tmp_path / "boese.html"
    path.write_text(bomb + page(extra="<script>alert(1)</script>"))
    deep = tmp_path / "tief.html"
    deep.write_text(page(extra="<div>" * 50_000))
    found, _ = read_articles([path, deep])
    assert "alert" not in found.article.text
    assert "Wladimir Putin" in found.article.text
