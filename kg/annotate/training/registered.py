"""What spaCy's training command must import first: the encoder's architecture is ours."""

import kg.annotate  # noqa: F401
