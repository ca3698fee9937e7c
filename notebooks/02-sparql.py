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
# # Asking questions: from a name to a chain of sources
#
# A graph of `kg` is RDF, so it can be asked whatever SPARQL can put. Here are six questions, from
# the simplest on, asked of the seed article. The usual prefixes (`kg:`, `rdfs:`, `skos:` and so on)
# need not be declared.

# %%
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd

import kg

pd.set_option("display.max_colwidth", 110)
graph = kg.build(kg.seed_path())
graph  # noqa: B018

# %% [markdown]
# ## 1. Which questions are there already?
#
# Named queries come with the package. Each has a title, columns that are explained, and often
# parameters. A name may be given in any form in which the article uses it.

# %%
for query in kg.named_queries():
    print(f"{query.name:20} {query.description}")

# %%
graph.query("communications-of", actor="Selenskyj")

# %% [markdown]
# ## 2. Which calls were the longest?
#
# A query of one's own is a text. Values come back typed: a day is a date, a length of time a
# `timedelta`, so that pandas and matplotlib can go on with them. `kg:status` is part of the
# question: the graph also holds calls that were only planned.

# %%
calls = graph.query(
    """
    SELECT ?day ?length WHERE {
        ?call a kg:PhoneCall ; kg:status kg:Occurred ; kg:date ?day ; kg:duration ?length .
    } ORDER BY DESC(?length)
    """
)
calls  # noqa: B018

# %%
figure, axes = plt.subplots(figsize=(7, 1.8), layout="constrained")
axes.barh(
    [f"{row.day:%d.%m.%Y}" for row in calls], [row.length.total_seconds() / 60 for row in calls]
)
axes.invert_yaxis()
axes.set_xlabel("minutes")
_ = axes.set_title("How long they talked, where the article says so")

# %% [markdown]
# ## 3. What happened in June?
#
# `kg:date` is as exact as the text: a day, a month or a year. `kg:earliest` and `kg:latest` are
# always days, so they are what to filter by. This asks for all that *may* have been in June 2025.

# %%
graph.query(
    """
    SELECT ?event ?from ?to WHERE {
        ?talk a kg:Communication ; rdfs:label ?event ; kg:latest ?to .
        OPTIONAL { ?talk kg:earliest ?from }
        FILTER(?to >= "2025-06-01"^^xsd:date)
        FILTER(!BOUND(?from) || ?from <= "2025-06-30"^^xsd:date)
    } ORDER BY ?to
    """
)

# %% [markdown]
# ## 4. Who passes on whose words?
#
# A statement tells of something by `kg:reports`: an event, a position, or another statement.
# `kg:reports+` follows that chain to its end, however long it is. Here each arrow leads from the
# one who passes words on to the one whose words they are.

# %%
chains = graph.query(
    """
    SELECT ?teller ?source (COUNT(DISTINCT ?inner) AS ?statements) WHERE {
        ?outer kg:speaker/rdfs:label ?teller ; kg:reports+ ?inner .
        ?inner kg:speaker/rdfs:label ?source .
        FILTER(?teller != ?source)
    } GROUP BY ?teller ?source ORDER BY DESC(?statements) ?teller ?source
    """
)
chains  # noqa: B018

# %%
passing = nx.DiGraph()
for row in chains:
    passing.add_edge(row.teller, row.source, n=row.statements)
places = nx.circular_layout(passing)
figure, axes = plt.subplots(figsize=(7, 4), layout="constrained")
nx.draw_networkx_edges(passing, places, edge_color="#1f5fd0", arrowsize=18, node_size=3500, ax=axes)
nx.draw_networkx_labels(
    passing, places, font_size=10, ax=axes, bbox={"facecolor": "white", "pad": 3}
)
nx.draw_networkx_edge_labels(
    passing, places, nx.get_edge_attributes(passing, "n"), rotate=False, ax=axes
)
axes.margins(0.25)
axes.set_axis_off()
_ = axes.set_title("Who passes on how many statements of whom")

# %% [markdown]
# ## 5. Which facts rest on the word of one alone?
#
# What the article says in its own voice, be it only once, has `kg:assertedBy` with the article as
# its value. Everything else rests on the statements that report it.

# %%
graph.query(
    """
    SELECT ?told ?in_its_own_voice (COUNT(?fact) AS ?facts) WHERE {
        VALUES (?class ?told) {
            (kg:Communication "talks") (kg:Position "positions") (kg:Statement "statements")
        }
        ?fact a ?class .
        BIND(EXISTS { ?fact kg:assertedBy ?article } AS ?in_its_own_voice)
    } GROUP BY ?told ?in_its_own_voice ORDER BY ?told ?in_its_own_voice
    """
)

# %% [markdown]
# An event or position is in the list where all statements that tell of it begin with one and the
# same speaker, and no article tells of it in its own voice. `reported_by` names who passed that
# word on. This is what to check first.

# %%
alone = graph.query("sole-source").to_pandas()
alone[["speaker", "fact", "reported_by"]]

# %%
axes = alone["speaker"].value_counts().sort_values().plot.barh(figsize=(7, 2.6))
axes.set_xlabel("facts")
axes.set_ylabel("")
_ = axes.set_title("On whose word alone")

# %% [markdown]
# The same for one speaker, with the words of the article:

# %%
graph.query("sole-source", actor="Financial Times").to_pandas()[["fact", "words"]]

# %% [markdown]
# ## 6. How do I take an answer away?
#
# Rows become CSV, JSON, pandas or polars; `CONSTRUCT` gives a graph of its own, as Turtle. Values
# are bound by name and never become part of the query's text.

# %%
print(
    graph.query(
        """
        CONSTRUCT { ?one kg:talkedWith ?other } WHERE {
            ?one rdfs:label ?name ; kg:talkedWith ?other .
        }
        """,
        name="Donald Trump",
    ).to_ttl()
)
