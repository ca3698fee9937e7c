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
# # Who talked to whom? One article, five questions
#
# The seed is a German news article on a telephone call between Vladimir Putin and Donald Trump.
# It tells of a dozen talks, most of them several times, and carries no date of its own.
# From its text alone we get a graph, and ask.

# %%
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd

import kg

graph = kg.build(kg.seed_path())
graph  # noqa: B018

# %% [markdown]
# ## 1. When did they talk?
#
# `communications()` answers in typed rows: dates are dates, durations are durations. A date that
# the text does not give stays empty. Each talk is told once, however often the article tells it.

# %%
talks = graph.communications().to_pandas()
calls = talks[(talks["type"] == "PhoneCall") & (talks["status"] == "Occurred")]
calls[["date", "participants", "duration", "topics"]]

# %%
dated = talks[talks["date"].map(lambda date: len(str(date)) == 10)].assign(
    day=lambda rows: pd.to_datetime(rows["date"].astype(str))
)
people = sorted(dated["participants"].unique(), reverse=True)
figure, axes = plt.subplots(figsize=(9, 2.6), layout="constrained")
for status, marker in {"Occurred": "o", "Planned": "d"}.items():
    rows = dated[dated["status"] == status]
    height = [people.index(names) for names in rows["participants"]]
    axes.scatter(rows["day"], height, marker=marker, s=70, label=status)
axes.set_yticks(range(len(people)), people)
axes.set_ylim(-0.6, len(people) - 0.4)
axes.grid(axis="x", alpha=0.3)
axes.legend(loc="lower right", fontsize="small")
_ = axes.set_title("Dated talks of the article")
# %% [markdown]
# ## 2. Who is connected with whom?
#
# `to_networkx()` gives a `MultiDiGraph`: a node for each actor, an edge for each talk that took
# place. What was only planned, denied or not raised is left out unless it is asked for.

# %%
network = graph.to_networkx()
degree = dict(network.degree())
talkers = network.subgraph([node for node in network if degree[node]])
weights = nx.Graph()
for one, other in talkers.edges():
    times = weights[one][other]["times"] + 1 if weights.has_edge(one, other) else 1
    weights.add_edge(one, other, times=times)
labels = {node: talkers.nodes[node]["label"] for node in weights}
places = nx.circular_layout(sorted(weights))
figure, axes = plt.subplots(figsize=(7, 4.5), layout="constrained")
widths = [1 + times for *_, times in weights.edges(data="times")]
nx.draw_networkx_edges(weights, places, width=widths, edge_color="#1f5fd0", alpha=0.6, ax=axes)
nx.draw_networkx_labels(
    weights, places, labels, font_size=10, ax=axes, bbox={"facecolor": "white", "pad": 3}
)
numbers = {(a, b): f"{times}×" for a, b, times in weights.edges(data="times")}
nx.draw_networkx_edge_labels(weights, places, numbers, font_size=9, rotate=False, ax=axes)
axes.set_title("Talks that took place")
axes.margins(0.2)
axes.set_axis_off()

# %% [markdown]
# ## 3. Who wants what?
#
# Positions have a holder, a stance and a matter, in the words of the text.

# %%
positions = graph.positions().to_pandas()
positions[["holder", "stance", "about"]]

# %%
counts = positions.pivot_table(index="holder", columns="stance", values="about", aggfunc="count")
axes = counts.fillna(0).plot.barh(stacked=True, figsize=(8, 3), colormap="tab10")
axes.set_xlabel("positions")
axes.set_ylabel("")
_ = axes.set_title("Stances by holder")
# %% [markdown]
# ## 4. On whose word?
#
# A statement may tell of an event, of a position, or of another statement. `kg:reports+` follows
# this chain to its end: here, who passes on what somebody else said.

# %%
chains = graph.query(
    """
    PREFIX kg: <https://w3id.org/kg-news/ontology#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT DISTINCT ?teller ?speaker ?words WHERE {
        ?outer kg:speaker/rdfs:label ?teller ; kg:reports+ ?inner .
        ?inner a kg:Statement ; kg:speaker/rdfs:label ?speaker ; kg:quotation ?words .
        FILTER(?teller != ?speaker)
    } ORDER BY ?teller ?speaker ?words
    """
).to_pandas()
chains.head(10)

# %%
statements = graph.statements().to_pandas()
named = statements[statements["speaker"] != ""]
axes = named["speaker"].value_counts().head(10).sort_values().plot.barh(figsize=(8, 3))
axes.set_xlabel("statements")
axes.set_ylabel("")
_ = axes.set_title("Whose words the article gives")
# %% [markdown]
# And the sentences behind a fact, with the rule that found them:

# %%
print(graph.explain(calls.iloc[0]["event"]))

# %% [markdown]
# ## 5. Does the article agree with itself?
#
# It says that the latest call was the sixth, and that four others came before 14 June. The graph
# is checked against such numbers.

# %%
checks = graph.query("checks").to_pandas()
checks[["check", "expected", "found", "holds"]]

# %%
figure, axes = plt.subplots(figsize=(8, 2), layout="constrained")
colors = ["#16703a" if holds else "#b01e2f" for holds in checks["holds"]]
axes.barh(checks["check"], pd.to_numeric(checks["found"], errors="coerce"), color=colors)
_ = axes.set_title("Counted in the graph (green: as the article says)")
# %% [markdown]
# ## The whole picture
#
# `graph.to_html("seed.html")` writes everything as one page that needs no network: choose an actor,
# a talk or a span of time, and read the sentences that it stands on.
#
# ![The page of the seed article](images/seed.png)

# %%
page = graph.to_html()
f"{len(page) / 1000:.0f} kB, ready to open"
