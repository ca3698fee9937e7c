# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Our components in your pipeline
#
# `kg` reads with three spaCy components of its own: `kg_names` finds who is mentioned, `kg_timex`
# when, `kg_quotes` who says what. Installing `kg` registers them with spaCy, so that they can be
# added by name to a pipeline of yours. They set `doc._.mentions`, `doc._.timexes` and
# `doc._.quotes`, and leave `doc.ents` and all else as it is.

# %%
from pathlib import Path

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
import spacy
from IPython.display import HTML
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import kg

TEXT = (
    "Der norwegische Ministerpräsident Jonas Gahr Støre hat am Montag eine Stunde lang mit "
    "Bundeskanzler Friedrich Merz telefoniert. „Wir stehen zusammen“, sagte Støre danach in Oslo. "
    "Merz will Ende Oktober nach Bergen reisen. Die Fähre Hurtigruten I werde dann, so eine "
    "Sprecherin, am Tag zuvor auslaufen."
)

# %% [markdown]
# ## 1. When? A blank pipeline will do
#
# `kg_timex` works on the text alone. What 'am Montag' means depends on the day of publication:
# say it by `doc._.published`. Without it the component looks for one in the text, and where there
# is none, it gives no date at all.

# %%
import datetime as dt

blank = spacy.blank("de")
blank.add_pipe("kg_timex")
doc = blank.make_doc(TEXT)
doc._.published = dt.date(2025, 9, 17)
doc = blank(doc)
times = pd.DataFrame(
    [
        (one.text, one.type, one.value, one.earliest, one.latest, one.seconds)
        for one in doc._.timexes
    ],
    columns=["words", "type", "value", "earliest", "latest", "seconds"],
)
times  # noqa: B018

# %% [markdown]
# 'Tag zuvor' counts from an event of the text, not from publication, so it keeps its anchor and
# has no interval here. The others have one:

# %%
known = times.dropna(subset=["earliest", "latest"])
figure, axes = plt.subplots(figsize=(8, 1.6), layout="constrained")
for place, row in enumerate(known.itertuples()):
    length = (row.latest - row.earliest).days + 1
    axes.barh(place, length, left=mdates.date2num(row.earliest), color="#1f5fd0")
axes.set_yticks(range(len(known)), known["words"])
axes.axvline(mdates.date2num(dt.date(2025, 9, 17)), color="#b01e2f")
axes.xaxis.set_major_formatter(mdates.DateFormatter("%d.%m."))
_ = axes.set_title("What each expression may mean (red: publication)")

# %% [markdown]
# ## 2. Who? A pipeline with a parser
#
# `kg_names` and `kg_quotes` need tags of the STTS and a tree with labels of Universal Dependencies;
# spaCy itself says so before anything runs. The pipeline that comes with `kg` has them. One of
# spaCy's own German models has the labels of TIGER: add `kg_ud` behind its parser, which maps them:
#
# ```python
# nlp = spacy.load("de_core_news_sm")
# nlp.add_pipe("kg_ud", after="parser")
# ```
#
# Here is somebody else's pipeline: a parser, and a component of their own that knows ships.

# %%
nlp = spacy.load(Path(kg.__file__).parent / "annotate" / "model")
ships = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True})
ships.add_patterns([{"label": "SHIP", "pattern": "Hurtigruten I"}])
for name in ("kg_names", "kg_timex", "kg_quotes"):
    nlp.add_pipe(name)
needs = nlp.analyze_pipes(keys=["assigns", "requires"])["summary"]
pd.DataFrame({name: needs[name] for name in nlp.pipe_names[-4:]}).T  # noqa: B018

# %%
doc = nlp(TEXT)
spans = [
    *({"start": one.start, "end": one.end, "label": one.label} for one in doc._.mentions),
    *({"start": one.start, "end": one.end, "label": "TIME"} for one in doc._.timexes),
    *({"start": one.start, "end": one.end, "label": "QUOTE"} for one in doc._.quotes),
]
outer = [
    one
    for one in sorted(spans, key=lambda one: (one["start"], -one["end"]))
    if not any(
        other is not one and other["start"] <= one["start"] and one["end"] <= other["end"]
        for other in spans
    )
]
colors = {"PER": "#f0c987", "LOC": "#cfe3b4", "ORG": "#b9d7f2", "TIME": "#ddd", "QUOTE": "#f3c6cc"}
picture = displacy.render(
    {"text": TEXT, "ents": outer},
    style="ent",
    manual=True,
    jupyter=False,
    options={"colors": colors},
)
HTML(picture)

# %% [markdown]
# A mention knows more than its words: the bare name, the office, the country, and what kind of
# mention it is. And their ships are where they put them:

# %%
pd.DataFrame(
    [(one.text, one.kind, one.name, one.title, one.country) for one in doc._.mentions],
    columns=["words", "kind", "name", "title", "country"],
)

# %%
[(span.text, span.label_) for span in doc.ents]

# %% [markdown]
# ## 3. Who says what? A component on top of ours
#
# What our components set, another can use. This one counts how many words of a text are
# somebody's own. Components find mentions ('Er', 'Der Präsident'); which of them are one person is
# resolved by `kg.build`.

# %%
Doc.set_extension("words_of", default=None, force=True)


@Language.component("words_of", requires=["doc._.quotes"], assigns=["doc._.words_of"])
def words_of(doc: Doc) -> Doc:
    """Set ``doc._.words_of``: how many words each speaker has."""
    counts: dict[str, int] = {}
    for quote in doc._.quotes:
        speaker = quote.speaker.text if quote.speaker else "nobody named"
        counts[speaker] = counts.get(speaker, 0) + len(quote.text.split())
    doc._.words_of = counts
    return doc


nlp.add_pipe("words_of")
seed = nlp(kg.seed_path().read_text(encoding="utf-8"))
counts = pd.Series(seed._.words_of).sort_values().tail(10)
axes = counts.plot.barh(figsize=(8, 3))
axes.set_xlabel("words")
_ = axes.set_title("Whose words the seed article gives")

# %%
pd.DataFrame(
    [
        (one.speaker.text if one.speaker else "", one.cue_lemma, one.type, one.text)
        for one in seed._.quotes[:6]
    ],
    columns=["speaker", "cue", "type", "words"],
)
