"""What the quotation rules pass to each other: cues and sayings, in token indices."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.mentions.quotes_lexicon import Reporting
from kg.mentions.quotes_text import Text, Unit
from kg.model import QuotationType

Piece = tuple[int, int]
Party = tuple[int, int, int]  # start, end, head


@dataclass(slots=True)
class Saying:
    """A quotation with its roles. ``pieces`` are its words; ``frame`` is the clause that tells it.

    ``source`` spans a noun such as 'Angaben' with the speaker inside it. ``aside`` marks a frame
    that stands beside its content ('..., sagte X', 'so X'); ``told`` one that hangs on words of an
    earlier sentence. ``parent`` is the saying whose words hold this one.
    """

    type: QuotationType
    rule: str
    pieces: list[Piece]
    cue: tuple[int, ...] = ()
    cue_lemma: str = ""
    frame: Piece | None = None
    speaker: Party | None = None
    addressee: Party | None = None
    medium: Party | None = None
    source: Piece | None = None
    attitude: str = "neutral"
    aside: bool = False
    parent: Saying | None = None

    @property
    def start(self) -> int:
        """The first token of its words."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The token after its last word."""
        return self.pieces[-1][1]

    def holds(self, index: int) -> bool:
        """Tell whether a token is one of its words."""
        return any(start <= index < end for start, end in self.pieces)


@dataclass(slots=True)
class Cue:
    """A reporting verb in its clause ``left``..``right`` with the words that make it up.

    ``shape`` is ``before`` (content before: '..., sagte X'), ``wie`` ('wie X sagte') or ``after``.
    """

    verb: Token
    finite: Token
    entry: Reporting
    words: tuple[int, ...]
    left: int
    right: int
    shape: str = "after"
    passive: bool = False
    subject: Token | None = None


@dataclass(slots=True)
class Scene:
    """One sentence under analysis: its cues, and what was found in it so far.

    ``last`` is the saying before it whose speaker may still be speaking, ``gap`` sentences in the
    author's own voice ago; ``carried`` the carried-over words that it belongs to.
    """

    text: Text
    unit: Unit
    cues: list[Cue] = field(default_factory=list)
    found: list[Saying] = field(default_factory=list)
    previous: Unit | None = None
    last: Saying | None = None
    gap: int = 0
    carried: Saying | None = None

    @property
    def doc(self) -> Doc:
        """The document."""
        return self.text.doc
