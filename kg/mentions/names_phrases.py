"""The noun phrase around a role noun or a name: where it begins and ends, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.mentions import names_lexicon as lexicon
from kg.mentions.names_entities import NameSpan
from kg.mentions.names_lexicon import RoleNoun

_LEFT_TAGS = frozenset({"ADJA", "ART", "CARD", "PPOSAT", "PDAT", "PIAT", "TRUNC"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT"})
_STATES = frozenset({"Republik", "Volksrepublik", "Königreichs", "Staates", "Bundesrepublik"})
_GENITIVE = frozenset({"des", "der", "dessen", "deren", "eines", "einer"})


@dataclass(slots=True)
class Phrase:
    """A role noun or name with its dependents while it is being read; all numbers are tokens.

    ``again`` is a name that another phrase has and that this one only titles once more.
    ``countries`` holds ISO codes in order of the text. ``owner`` is the head token of a genitive
    or possessive, -1 without any.
    """

    start: int
    end: int
    noun: int = -1
    role: RoleNoun | None = None
    name: NameSpan | None = None
    countries: list[str] = field(default_factory=list)
    owner: int = -1
    again: NameSpan | None = None


class Names:
    """The names of a document, found by token."""

    def __init__(self, doc: Doc, spans: list[NameSpan]) -> None:
        self.doc = doc
        self.spans = spans
        self._words = {token.text for token in doc if token.tag_ == "NE"}
        self._at = {i: span for span in spans for i in range(span.start, span.end)}

    def at(self, token: int) -> NameSpan | None:
        """Return the name that covers a token."""
        return self._at.get(token)

    def beginning(self, token: int) -> NameSpan | None:
        """Return the name that begins at a token."""
        span = self._at.get(token)
        return span if span and span.start == token else None

    def ending(self, token: int) -> NameSpan | None:
        """Return the name whose last token this is."""
        span = self._at.get(token)
        return span if span and span.end == token + 1 else None

    def is_genitive(self, span: NameSpan) -> bool:
        """Tell whether a name stands in the genitive by its ending: 'Putins', 'Kiews'."""
        word = self.doc[span.end - 1].text
        if not word.endswith(("s", "'", "’")):
            return False
        if span.entry is None:
            bare = word[:-1]
            return "Gen" in self.doc[span.end - 1].morph.get("Case", []) or bare in self._words
        key = tuple(token.text for token in self.doc[span.start : span.end])
        return key not in lexicon.gazetteer()


def left_edge(doc: Doc, head: int, names: Names) -> int:
    """Return the first token of the phrase that ends in a noun: article, numeral, adjectives.

    Coordinated adjectives belong to it: 'der russischen und der ukrainischen Delegation'.
    """
    at = head
    while at > 0 and not doc[at].is_sent_start and names.at(at - 1) is None:
        tag = doc[at - 1].tag_
        if tag == "CARD" and len(doc[at - 1]) == 4 and doc[at - 1].text.isdigit():
            break
        if tag in _LEFT_TAGS or lexicon.country_of_adjective(doc[at - 1].text):
            at -= 1
            if tag in _DETERMINERS and not _coordinated_before(doc, at):
                break
        elif _coordinated_before(doc, at):
            at -= 1
        else:
            break
    while at < head and doc[at].tag_ in ("KON", "$,"):
        at += 1
    return at


def _coordinated_before(doc: Doc, at: int) -> bool:
    """Tell whether 'ADJ und' stands before a token that carries the same noun's adjectives on."""
    if at < 2 or doc[at - 1].lower_ not in ("und", "sowie", ","):
        return False
    adjective = doc[at - 2]
    if adjective.tag_ == "TRUNC":
        return True
    if adjective.tag_ != "ADJA" or doc[at].tag_ not in (*_LEFT_TAGS, "NN"):
        return False
    return bool(lexicon.country_of_adjective(adjective.text))


def countries_before(doc: Doc, start: int, head: int, role: RoleNoun) -> list[str]:
    """Return the states that the adjectives and the compound of a phrase name, in order.

    Where there is none, the region of a person's role: 'der bayerische Ministerpräsident'.
    """
    words = [t.text for t in doc[start:head] if t.tag_ != "ART"]
    found = [lexicon.country_of_adjective(word) for word in words]
    found.append(role.prefix)
    if role.kind == "person" and not any(found):
        found = [lexicon.region_of_adjective(word) for word in words]
    return [code for code in dict.fromkeys(found) if code]


def role_phrases(doc: Doc, names: Names) -> Iterator[Phrase]:
    """Yield a phrase for every role noun and demonym outside names."""
    for token in doc:
        if names.at(token.i) or token.tag_ not in ("NN", "NE", "ADJA", "TRUNC"):
            continue
        role = _role_at(doc, token.i) or _thing_at(doc, token.i)
        if role is None:
            continue
        start = left_edge(doc, token.i, names)
        if role.kind == "state" and start == token.i and not _beside_federation(doc, token.i):
            continue
        phrase = Phrase(start, token.i + 1, noun=token.i, role=role)
        phrase.countries = countries_before(doc, start, token.i, role)
        if role.kind == "thing" and not phrase.countries:
            continue
        if doc[start].lower_.startswith("kein") or (
            role.role == "Seite" and _counts_pages(doc, token.i)
        ):
            continue
        _take_possessor(doc, names, phrase)
        _take_genitive(doc, names, phrase)
        yield phrase


def _counts_pages(doc: Doc, at: int) -> bool:
    """Tell whether 'Seiten' are of paper: 'der 3000 Seiten starke Bericht'."""
    before = doc[at - 1].text if at else ""
    return before.replace(".", "").isdigit() and before not in ("2", "zwei")


def _role_at(doc: Doc, at: int) -> RoleNoun | None:
    token = doc[at]
    nationality = lexicon.demonyms().get(token.text)
    if nationality and token.tag_ != "ADJA" and not _begins_name(doc, at):
        code, gender = nationality
        return RoleNoun("", "", "demonym", gender, prefix=code, inflected=token.text)
    if token.tag_ == "ADJA" and at + 1 < len(doc) and doc[at + 1].tag_ == "NN":
        return None
    return lexicon.find_role(token.text)


def _beside_federation(doc: Doc, at: int) -> bool:
    """'zwischen Bund und Ländern': the member states as a party; 'zu Lande' is none."""
    return at > 1 and doc[at - 1].text == "und" and doc[at - 2].text in ("Bund", "Bundes")


def _thing_at(doc: Doc, at: int) -> RoleNoun | None:
    """Read what a government has or does: 'der russische Entwurf', 'ukrainische Truppen'."""
    word = doc[at].text
    adjective = at > 0 and lexicon.country_of_adjective(doc[at - 1].text)
    if doc[at].tag_ != "NN" or not (adjective or "-" in word):
        return None
    first = word.split("-")[0] if "-" in word else ""
    stem = next((form for form in lexicon.bare(word.lower())), "")
    for section, kind in (("forces", "force"), ("ends", "thing")):
        ends = tuple(lexicon.word_list("things", section))
        if any(form.endswith(ends) for form in (word.lower(), stem, word.lower()[:-1])):
            return RoleNoun("", "", kind, "", prefix=lexicon.prefix_code(first), inflected=word)
    return None


def _begins_name(doc: Doc, at: int) -> bool:
    """'Schweizer Regierung', 'Deutsche Bank': an adjective, or the beginning of a name."""
    return at + 1 < len(doc) and doc[at + 1].tag_ in ("NN",) and not doc[at + 1].is_sent_start


def _take_possessor(doc: Doc, names: Names, phrase: Phrase) -> None:
    """Take 'Putins', 'Russlands' or 'sein' before the noun as its owner."""
    for token in doc[phrase.start : phrase.noun]:
        if token.tag_ == "PPOSAT":
            phrase.owner = token.i
            return
    before = names.ending(phrase.start - 1) if phrase.start else None
    first = doc[phrase.start]
    if before is None or first.is_sent_start or first.tag_ in _DETERMINERS:
        return
    if names.is_genitive(before):
        phrase.owner = before.end - 1 if before.label != "PER" else before.start
        phrase.start = before.start
        if code := _scope_of(before, phrase):
            phrase.countries.insert(0, code)


def _scope_of(span: NameSpan, phrase: Phrase) -> str:
    """Return the state that a genitive names; for a person's office also a region: 'Bayerns'."""
    if span.label != "LOC" or span.entry is None or not span.entry.code:
        return ""
    person = phrase.role is not None and phrase.role.kind == "person"
    region = span.entry.kind in ("state", "city", "region")
    return span.entry.canonical if person and region else span.entry.code


def _take_genitive(doc: Doc, names: Names, phrase: Phrase) -> None:
    """Take a genitive or 'von' after the noun: 'der Ukraine', 'Kiews und Moskaus'."""
    at = phrase.end
    first = True
    listed = at < len(doc) and doc[at].lower_ == "von"
    while at < len(doc):
        found = _genitive_name(doc, names, at, first)
        if found is None and listed and not first:
            found = _listed_name(names, at)
        if found is None:
            break
        span, end = found
        if phrase.owner < 0:
            phrase.owner = span.start
        code = _scope_of(span, phrase)
        if code and code not in phrase.countries:
            phrase.countries.append(code)
        phrase.end = end
        joined = end < len(doc) and doc[end].lower_ in ("und", "sowie")
        comma = end < len(doc) and doc[end].text == "," and (not first or listed)
        comma = comma or _more(doc, names, end)
        if not joined and not comma:
            break
        at, first = end + 1, False
    if phrase.owner < 0:
        phrase.owner = _genitive_role(doc, names, phrase.end)
    if phrase.owner < 0 and phrase.role is not None and phrase.role.kind != "demonym":
        _take_common_genitive(doc, names, phrase)


def _take_common_genitive(doc: Doc, names: Names, phrase: Phrase) -> None:
    """Take a genitive without a name: 'Vertreter der russischen Wirtschaft'."""
    at = phrase.end
    if at >= len(doc) or doc[at].lower_ not in ("der", "des") or doc[at].tag_ != "ART":
        return
    inner = at + 1
    codes = []
    while inner < len(doc) and doc[inner].tag_ == "ADJA":
        codes.append(lexicon.country_of_adjective(doc[inner].text))
        inner += 1
    if inner >= len(doc) or doc[inner].tag_ != "NN" or names.at(inner) is not None:
        return
    if doc[inner].head.i == phrase.noun or any(codes):
        phrase.end = inner + 1
        phrase.countries.extend(c for c in codes if c and c not in phrase.countries)


def _listed_name(names: Names, at: int) -> tuple[NameSpan, int] | None:
    """Return the next state of 'von Dänemark, Deutschland und Polen'."""
    span = names.beginning(at)
    return (span, span.end) if span is not None and span.label == "LOC" else None


def _more(doc: Doc, names: Names, end: int) -> bool:
    """Tell whether a comma carries a row of genitives on: 'Chinas, Russlands und des Iran'."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    following = names.beginning(end + 1)
    return following is not None and following.label == "LOC" and names.is_genitive(following)


def _genitive_name(doc: Doc, names: Names, at: int, first: bool) -> tuple[NameSpan, int] | None:
    """Return the name in the genitive that begins at a token, and its end."""
    span = names.beginning(at)
    if span is not None:
        if not names.is_genitive(span) or (span.source == "surname" and not first):
            return None
        return span, span.end
    if at + 1 >= len(doc) or doc[at].is_sent_start:
        return None
    word = doc[at].lower_
    if word not in _GENITIVE and not (word in ("von", "vom") and first):
        return None
    inner = at + 1
    while inner < len(doc) and doc[inner].tag_ in ("ADJA", "ART") and names.at(inner) is None:
        inner += 1
    if inner < len(doc) and doc[inner].text in _STATES and names.at(inner) is None:
        inner += 1
    span = names.beginning(inner)
    if span is None or span.label not in ("LOC", "ORG"):
        return None
    return span, span.end


def _genitive_role(doc: Doc, names: Names, at: int) -> int:
    """Return the role noun of a genitive phrase after a noun ('des Staatschefs'), or -1."""
    if at >= len(doc) or doc[at].lower_ not in (*_GENITIVE, "seines", "ihres", "von", "vom"):
        return -1
    inner = at + 1
    while inner < len(doc) and doc[inner].tag_ in ("ADJA", "ART", "PPOSAT"):
        inner += 1
    if inner >= len(doc) or doc[inner].tag_ not in ("NN", "NE"):
        return -1
    if names.at(inner) or lexicon.find_role(doc[inner].text):
        return inner
    if doc[inner].text in lexicon.demonyms():
        return inner
    return -1
