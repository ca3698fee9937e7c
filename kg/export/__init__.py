"""Graphs for NetworkX and Gephi, and the HTML page."""
