"""A graph on a local web server: its page, and SPARQL for any client.

The room stands where the command line stands: it knows the public face of kg and no other room.
Its libraries are an extra, and are loaded when a server is made.
"""

from __future__ import annotations

from kg.serve.server import Server

__all__ = ["Server"]
