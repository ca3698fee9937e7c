"""Number, gender and definiteness of a noun phrase, from its words rather than its features.

The model's features are trained on little data; articles and endings say more.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.mentions.names_lexicon import RoleNoun, demonyms, is_adjectival

DATIVE = frozenset("aus bei mit nach seit von zu zwischen gegenüber unter laut".split())
NUMERALS = {"zwei": 2, "beide": 2, "beiden": 2, "beider": 2, "drei": 3, "vier": 4, "fünf": 5}
NUMERALS |= {"sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10}
_PLURAL_WORDS = frozenset(
    "alle allen aller beide beiden beider mehrere mehreren mehrerer einige einigen einiger "
    "viele vielen vieler wenige zahlreiche zahlreichen andere manche etliche".split()
)
_SINGULAR_WORDS = frozenset(
    "ein eine einen einem eines einer dem des das sein ihr kein keine jeder jede jedem "
    "dieses jener jenes seinem seines ihrem ihres unserem unseres meinem".split()
)
_DEFINITE_TAGS = frozenset({"PPOSAT", "PDAT"})


def count_of(doc: Doc, start: int, head: int) -> int:
    """Return the number that a phrase gives before its noun, 0 where it gives none.

    'die beiden Präsidenten' gives 2, '15 Staaten' 15, 'die Präsidenten' 0.
    """
    for token in doc[start:head]:
        word = token.lower_
        if word in NUMERALS:
            return NUMERALS[word]
        if token.tag_ == "CARD" and token.text.isdigit() and len(token) < 4:
            return int(token.text)
    return 0


def is_plural(doc: Doc, start: int, head: int, noun: RoleNoun) -> bool:
    """Tell whether a role noun stands in the plural.

    :param start: the phrase's first token.
    :param head: the noun's token.
    """
    word = doc[head].text
    if word.endswith("innen"):
        return True
    before = [token.lower_ for token in doc[start:head]]
    if start and doc[start - 1].tag_ == "APPRART":
        return False
    if any(w in _PLURAL_WORDS for w in before) or count_of(doc, start, head) > 1:
        return True
    if any(w in _SINGULAR_WORDS for w in before):
        return False
    if noun.kind == "person" and noun.gender == "f":
        return False
    if noun.kind == "demonym":
        return noun.gender != "f" and _demonym_plural(doc, start, head, before)
    if noun.kind != "person":
        return _body_plural(doc, head, noun, before)
    return _person_plural(doc, start, head, noun, before)


def _body_plural(doc: Doc, head: int, noun: RoleNoun, before: list[str]) -> bool:
    """Number of a noun for a group or body: Delegationen, Parteien, Regierungen."""
    tail = doc[head].text[-len(noun.role) - 4 :].lower()
    if not tail.endswith(noun.role.lower()):
        return not tail.endswith((noun.role.lower() + "s", noun.role.lower() + "es"))
    return noun.gender != "f" and bool(before) and before[0] in ("die", "diese", "alle")


def _demonym_plural(doc: Doc, start: int, head: int, before: list[str]) -> bool:
    """Number of a demonym, by its article: 'den Ukrainern', 'mit den Russen', 'der Russen'."""
    token = doc[head]
    first = before[0] if before else ""
    longer = token.text.endswith("n") and token.text[:-1] in demonyms()
    if first in ("die", "diese", "jene"):
        return True
    if first == "der":
        return longer or (_is_genitive(doc, start, token) and not token.text.endswith("e"))
    if first == "den":
        strong = longer and token.text.endswith("ern")
        return strong or _preposition(doc, start) in DATIVE or token.dep_ in ("iobj", "obl:arg")
    return first in ("alle", "viele", "einige", "mehrere")


def _person_plural(doc: Doc, start: int, head: int, noun: RoleNoun, before: list[str]) -> bool:
    """Number of a masculine noun whose form may be both: Präsidenten, Minister, Chefs."""
    token = doc[head]
    if _is_adjectival(noun) and token.text.endswith("er"):
        return False
    if before and before[0] in ("die", "diese", "jene", "seine", "ihre", "unsere"):
        if noun.gender == "":
            return token.text.endswith("en")
        return noun.gender == "m" or "Plur" in token.morph.get("Number", [])
    base = noun.inflected.lower().endswith(noun.role.lower())
    if before and before[0] in ("ihrer", "seiner", "unserer", "dieser") and noun.gender == "m":
        return token.dep_ == "nmod" or before[0] != "dieser"
    if before and before[0] == "der":
        return (not base and not _is_adjectival(noun)) or _is_genitive(doc, start, token)
    if before and before[0] in ("den", "diesen", "seinen", "ihren"):
        return _preposition(doc, start) in DATIVE or (
            "Plur" in doc[start].morph.get("Number", []) and not _governs_accusative(token)
        )
    if base and not noun.role.endswith("er"):
        return False
    if not base and not before:
        return True
    if not before:
        return _bare_plural(token, noun)
    if before and before[-1].endswith("er") and base:
        return False
    if before and doc[head - 1].tag_ == "ADJA":
        return doc[head - 1].text.endswith(("e", "en", "er")) and not (
            doc[head - 1].text.endswith("er") and base
        )
    return "Plur" in token.morph.get("Number", []) and not _before_name(doc, head)


def _is_genitive(doc: Doc, start: int, token: Token) -> bool:
    """Tell whether 'der Minister' hangs on the noun before it, as a genitive plural."""
    return token.dep_ == "nmod" and start > 0 and doc[start - 1].tag_ == "NN"


#: Roles that news names in the singular without an article: 'Minister kündigt Reform an'.
_OFFICES = frozenset(
    "Präsident Ministerpräsident Vizepräsident Vizekanzler Außenminister Verteidigungsminister "
    "Innenminister Finanzminister Wirtschaftsminister Minister Sprecher Berater Außenbeauftragter "
    "Generalsekretär Kommissionspräsident Ratspräsident Kanzler Chef".split()
)


def _bare_plural(token: Token, noun: RoleNoun) -> bool:
    """Number of a noun in -er without any article: by its verb, else by what is usual."""
    if token.dep_ == "nsubj" and token.head.tag_.endswith("FIN"):
        return token.head.text.endswith("en")
    return noun.office not in _OFFICES and not _before_name(token.doc, token.i)


def _is_adjectival(noun: RoleNoun) -> bool:
    return is_adjectival(noun.role)


def _before_name(doc: Doc, head: int) -> bool:
    return head + 1 < len(doc) and doc[head + 1].tag_ == "NE"


def _preposition(doc: Doc, start: int) -> str:
    """Return the preposition before a phrase in lower case, or ''."""
    return doc[start - 1].lower_ if start and doc[start - 1].tag_ in ("APPR", "APPO") else ""


def _governs_accusative(token: Token) -> bool:
    return token.dep_ == "obj" and "Sing" in token.morph.get("Number", [])


def is_definite(doc: Doc, start: int, head: int, plural: bool) -> bool:
    """Tell whether a noun phrase is definite; a bare singular ('US-Präsident') counts as such."""
    for token in doc[start:head]:
        if token.tag_ in _DEFINITE_TAGS or token.lower_ in (
            "beide",
            "beiden",
            "beider",
            "alle",
            "aller",
        ):
            return True
        if token.tag_ == "ART":
            return token.lower_[:2] != "ei"
        if token.tag_ == "NE":
            return True
        if token.tag_ in ("PIAT", "CARD"):
            return False
    return not plural


def pronoun_number(token: Token) -> tuple[str, bool]:
    """Return gender and number of a personal pronoun or possessive: ('f', False) for 'ihr'.

    'sie' takes its number from the finite verb; possessives tell of the possessor.
    """
    word = token.lower_
    if token.tag_ == "PPOSAT" or token.dep_ == "det:poss":
        return ("m", False) if word.startswith("sein") else ("", _possessor_plural(token))
    if word in ("er", "ihm", "ihn"):
        return "m", False
    if word == "ihnen":
        return "", True
    if word == "ihr":
        return "f", False
    if word in ("beide", "beiden"):
        return "", True
    if word == "sie":
        plural = _verb_plural(token)
        return ("", True) if plural else ("f", False)
    if word in ("dieser", "diesem", "diesen"):
        return "m", False
    return ("f", False) if not _verb_plural(token) else ("", True)


def _possessor_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number[psor]", [])


def _verb_plural(token: Token) -> bool:
    """Tell whether the finite verb of a pronoun's clause stands in the plural."""
    if token.dep_ not in ("nsubj", "nsubj:pass"):
        return "Plur" in token.morph.get("Number", [])
    verb = token.head
    finite = [child for child in verb.children if child.tag_ in ("VAFIN", "VMFIN")]
    finite = finite or ([verb] if verb.tag_.endswith("FIN") else [])
    if not finite:
        return "Plur" in token.morph.get("Number", [])
    word = finite[0].lower_
    return word.endswith("en") or word in ("sind", "seien", "waren", "wären")
