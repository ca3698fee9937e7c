"""Mentions and frames to actors, events, statements and positions."""
