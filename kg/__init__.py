"""kg: who talked to whom, and when. A knowledge graph from German news.

>>> import kg
>>> kg.__version__.count(".")
2
"""

from __future__ import annotations

__version__ = "0.1.0"
