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
# # A corpus: what do several papers tell of the same talks, and where do they differ?
#
# One article is a demonstration; an archive is the use. Three invented papers report on half a year
# of an invented dispute over fish. A *store* keeps what they tell: each article is added in one
# step, and what several papers tell of one talk becomes one event with several sources.

# %%
import json
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx

import kg

REPORTS = """
nordpost 2031-01-15 Außenministerin Ingrid Solheim hat am 14. Januar 2031 mit Außenminister Beat Wyss telefoniert. Das Gespräch dauerte 40 Minuten. Es ging um Fangquoten.
abendblatt 2031-01-15 Ingrid Solheim und Beat Wyss telefonierten am 14. Januar 2031. Das Gespräch dauerte rund eine Stunde. Thema waren die Fangquoten.
nordpost 2031-02-04 Ingrid Solheim traf am 3. Februar 2031 in Oslo Ministerpräsident Luca Ferri.
kurier 2031-02-04 Ministerpräsident Luca Ferri und Ingrid Solheim haben sich am 3. Februar 2031 in Oslo getroffen. Ferri lehnt höhere Fangquoten ab.
kurier 2031-02-21 Beat Wyss telefonierte am 20. Februar 2031 mit Luca Ferri.
abendblatt 2031-03-06 Ingrid Solheim telefonierte am 5. März 2031 erneut mit Beat Wyss. Solheim fordert höhere Fangquoten.
nordpost 2031-04-10 Ingrid Solheim hat am 9. April 2031 mit Präsidentin Hélène Marchand telefoniert.
kurier 2031-04-11 Präsidentin Hélène Marchand empfing am 10. April 2031 Ministerpräsident Luca Ferri in Paris.
abendblatt 2031-05-13 Hélène Marchand und Ingrid Solheim telefonierten am 12. Mai 2031. Marchand unterstützt höhere Fangquoten.
nordpost 2031-05-14 Hélène Marchand und Ingrid Solheim telefonierten am 12. Mai 2031. Solheim soll am 2. Juni 2031 nach Paris reisen.
kurier 2031-06-12 Luca Ferri hat am 11. Juni 2031 mit Hélène Marchand telefoniert. Ferri unterstützt höhere Fangquoten.
abendblatt 2031-06-12 Luca Ferri bestritt, mit Beat Wyss telefoniert zu haben.
""".strip().splitlines()  # noqa: E501


def to_row(line: str) -> dict[str, str]:
    source, published, text = line.split(" ", 2)
    return {"id": f"{source}-{published}", "source": source, "published": published, "text": text}


work = Path(tempfile.mkdtemp())
articles = [to_row(line) for line in REPORTS]
lines = work / "articles.jsonl"
lines.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
graph = kg.build(lines, store=work / "archive")
graph  # noqa: B018

# %% [markdown]
# ## 1. Nothing is read twice
#
# Building again reads only what is new or has changed. `kg build ... --store DIR` does the same on
# the command line, with `--workers N` or on a cluster.

# %%
kg.build(lines, store=work / "archive").report["unchanged"]

# %% [markdown]
# ## 2. Who talked to whom, how often, by month?
#
# The call of 14 January is told by two papers, and counts once.

# %%
graph.query("months")

# %% [markdown]
# ## 3. Where do the papers differ?
#
# Nothing is averaged: each value stays beside the articles that give it.

# %%
graph.query("disagreements")

# %% [markdown]
# ## 4. New contacts and pairs that fell silent

# %%
graph.query("new-contacts", since="2031-04", until="2031-06")

# %%
graph.query("silent-pairs", times=2, months=2)

# %% [markdown]
# ## 5. Who changed sides?

# %%
graph.query("positions-over-time", actor="Luca Ferri")

# %% [markdown]
# ## 6. The network, quarter by quarter
#
# `networks` gives each pair with how often it talked in each quarter. Everybody keeps the same
# place in both pictures, so that what changes is the lines.

# %%
rows = graph.query("networks").to_dicts()
periods = sorted({row["period"] for row in rows})
whole = nx.Graph([(row["who"], row["whom"]) for row in rows])
places = nx.circular_layout(sorted(whole))
figure, panels = plt.subplots(1, len(periods), figsize=(10, 4.5))
for panel, period in zip(panels, periods, strict=True):
    told = [row for row in rows if row["period"] == period]
    network = nx.Graph()
    network.add_nodes_from(sorted(whole))
    network.add_weighted_edges_from((row["who"], row["whom"], row["talks"]) for row in told)
    widths = [3 * data["weight"] for *_, data in network.edges(data=True)]
    nx.draw_networkx_edges(network, places, ax=panel, width=widths, edge_color="#8aa0b8")
    nx.draw_networkx_nodes(network, places, ax=panel, node_color="#1f4e79", node_size=260)
    for name, (x, y) in places.items():
        panel.annotate(name, (x, y), xytext=(0, 12), textcoords="offset points", ha="center")
    panel.set_title(period)
    panel.margins(0.3)
    panel.axis("off")
figure.tight_layout()

# %% [markdown]
# ## 7. What is taken out leaves no trace
#
# Without the *abendblatt* the length of the first call is no longer in dispute.

# %%
archive = work / "archive"
kg.remove(archive, [row["id"] for row in articles if row["source"] == "abendblatt"])
smaller = kg.load(archive)
print(kg.verify(archive))
smaller.query("disagreements")
