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
# # Networks: who is in the middle, and who bridges?
#
# `to_networkx()` gives a graph whose nodes are actors and whose edges are talks that took place, so
# that all of NetworkX can be asked. One article is a small network; here are eleven short reports
# of an invented mediation.

# %%
from collections import Counter
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd

import kg

REPORTS = """
Außenministerin Ingrid Solheim hat am 3. März 2025 mit General Omar Hadi telefoniert.
Außenministerin Ingrid Solheim traf am 6. März 2025 in Genf den Rebellenführer Idris Kamau.
Der Schweizer Außenminister Beat Wyss hat am 12. März 2025 Ingrid Solheim in Bern empfangen.
Beat Wyss telefonierte am 14. März 2025 mit Bundeskanzler Jonas Brandt.
Bundeskanzler Jonas Brandt und Präsidentin Hélène Marchand telefonierten am 15. März 2025.
Präsidentin Hélène Marchand hat am 20. März 2025 Ministerpräsident Luca Ferri in Paris getroffen.
Jonas Brandt sprach am 2. April 2025 mit Luca Ferri über den Haushalt.
Ingrid Solheim telefonierte am 4. April 2025 erneut mit Idris Kamau.
Ingrid Solheim telefonierte am 28. April 2025 mit Omar Hadi.
General Omar Hadi und Rebellenführer Idris Kamau wollen sich am 2. Mai 2025 in Genf treffen.
Hélène Marchand bestritt, mit General Omar Hadi telefoniert zu haben.
""".strip().splitlines()
reports = [
    kg.Article(id=f"bericht-{number:02}", text=text) for number, text in enumerate(REPORTS, start=1)
]
graph = kg.build(reports)
graph  # noqa: B018

# %% [markdown]
# ## 1. Who is in the middle?
#
# Two measures that are not the same. *Talks* counts how often somebody talked. *Betweenness* counts
# on how many shortest ways between two others somebody lies: who has much of it bridges groups that
# would not reach each other. Most talks has the mediator; the bridge is also the minister who
# talked only twice.

# %%
talks = graph.to_networkx()
talks.remove_nodes_from([node for node, degree in list(talks.degree()) if degree == 0])
labels = dict(talks.nodes(data="label"))
simple = nx.Graph(talks.to_undirected())
between = nx.betweenness_centrality(simple)
table = pd.DataFrame(
    {
        "talks": dict(talks.degree()),
        "partners": dict(simple.degree()),
        "betweenness": {node: round(value, 2) for node, value in between.items()},
    }
).rename(index=labels)
table.sort_values(["betweenness", "talks"], ascending=False)

# %% [markdown]
# In the picture, large nodes bridge, and thick lines are several talks. A dashed line is a meeting
# that is only planned, a dotted one a call that was denied: `to_networkx` leaves them out unless
# they are asked for by their status.

# %%
places = nx.spring_layout(simple, seed=4)
times = Counter(frozenset(pair) for pair in talks.edges())


def draw(axes, network, title, times=times):
    """Draw a part of the network, each actor in its place; many talks are a thick line."""
    nx.draw_networkx_nodes(
        network,
        places,
        node_size=[150 + 1500 * between[node] for node in network],
        node_color="#f0a63c",
        ax=axes,
    )
    widths = [1.5 * times[frozenset(edge)] for edge in network.edges()]
    nx.draw_networkx_edges(network, places, width=widths, edge_color="#1f5fd0", ax=axes)
    for node in network:
        offset = (0, 7 + 20 * between[node])
        axes.annotate(labels[node], places[node], offset, textcoords="offset points", ha="center")
    axes.set_title(title, fontsize="medium")
    axes.set_xlim(
        min(x for x, _ in places.values()) - 0.3, max(x for x, _ in places.values()) + 0.3
    )
    axes.set_ylim(
        min(y for _, y in places.values()) - 0.1, max(y for _, y in places.values()) + 0.2
    )
    axes.set_axis_off()


figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
draw(axes, simple, "Talks that took place; dashed: planned; dotted: denied")
for status, style in {"Planned": "dashed", "Denied": "dotted"}.items():
    others = graph.to_networkx(statuses=[status])
    pairs = [(one, other) for one, other in others.edges() if one in places and other in places]
    drawn = nx.draw_networkx_edges(
        nx.Graph(pairs), places, style=style, edge_color="#b01e2f", ax=axes
    )

# %% [markdown]
# ## 2. Who holds the network together?
#
# An articulation point is somebody without whom the network falls apart; a bridge is a line of the
# same kind. Without them the parts know nothing of each other.

# %%
for node in sorted(nx.articulation_points(simple), key=labels.get):
    rest = simple.copy()
    rest.remove_node(node)
    parts = sorted(sorted(labels[one] for one in part) for part in nx.connected_components(rest))
    print(f"without {labels[node]}:", " | ".join(", ".join(part) for part in parts))

# %% [markdown]
# ## 3. What does one actor see?
#
# The ego graph of somebody holds everyone within reach: at radius 1 those talked to, at radius 2
# also those whom they talked to.

# %%
mediator = next(node for node, label in labels.items() if label == "Ingrid Solheim")
figure, both = plt.subplots(1, 2, figsize=(11, 3.2), layout="constrained")
for radius, axes in zip((1, 2), both, strict=True):
    draw(axes, nx.ego_graph(simple, mediator, radius), f"Ingrid Solheim, radius {radius}")

# %% [markdown]
# ## 4. How does it grow over time?
#
# Each edge has `earliest` and `latest`, always days where anything is known. So a network *as of a
# day* is a filter; nothing that is undated is given a date to fit in.

# %%
days = ["2025-03-06", "2025-03-14", "2025-04-02"]
figure, row = plt.subplots(1, 3, figsize=(14, 3), layout="constrained")
for day, axes in zip(days, row, strict=True):
    known = [
        (one, other)
        for one, other, latest in talks.edges(data="latest")
        if latest and latest <= day
    ]
    until = Counter(frozenset(pair) for pair in known)
    draw(axes, nx.Graph(known), f"until {day}: {len(known)} talks", until)

# %% [markdown]
# ## 5. And with more articles?
#
# The same with the seed article and, where this notebook lies in a checkout, the articles that the
# tests are made of: how many talks a month, by kind. Only those whose month is known count.

# %%
articles = [*reports, kg.seed_path(), *sorted(Path("../tests/cases").glob("*.md"))]
more = kg.build(articles).communications().to_pandas()
more = more[more["status"] == "Occurred"]
month = more["date"].astype(str).str.extract(r"^(\d{4}-\d\d)(?:-\d\d)?$")[0]
counts = more.groupby([month, "type"]).size().unstack(fill_value=0)
axes = counts.plot.bar(stacked=True, figsize=(9, 3), colormap="tab10")
axes.set_xlabel("")
axes.set_ylabel("talks")
_ = axes.set_title(
    f"Talks by month, of {len(articles)} articles; {month.isna().sum()} lack a month"
)
