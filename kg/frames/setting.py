"""Where and when a trigger's event is told to be: places, times, and the event it lies within."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.frames.lexicon import load_lexicon
from kg.frames.phrases import role
from kg.frames.predications import predications
from kg.frames.status import support_status
from kg.frames.tokens import (
    antecedent,
    children,
    conjuncts,
    dependents,
    is_verbal,
    nominal_chain,
    preposition,
)
from kg.model import Role
from kg.resources import names_people, read_toml, takes_sides

_WHERE = ("in", "auf", "bei", "an", "nahe", "nach", "vor")
_PLACE_NOUNS = (
    "palast",
    "schloss",
    "hotel",
    "residenz",
    "kanzleramt",
    "hauptstadt",
    "stadt",
    "ort",
    "flughafen",
    "hauptquartier",
    "sitz",
    "villa",
    "ministerium",
    "haus",
    "insel",
    "botschaft",
    "ranch",
    "kloster",
    "amtssitz",
    "burg",
    "kaserne",
    "konsulat",
    "landsitz",
    "palais",
    "parlament",
    "saal",
    "staatskanzlei",
    "stützpunkt",
    "vatikan",
    "zentrum",
    "halle",
    "bezirk",
    "gebiet",
    "norden",
    "nähe",
    "osten",
    "provinz",
    "region",
    "süden",
    "umgebung",
    "westen",
)
_PERSONAL = frozenset("er sie ihn ihm ihnen ihr".split())
# What stands after these has a time of its own: 'seit seinem Amtsantritt im Dezember'.
_OWN_TIME = ("seit", "nach", "vor", "bis", "über", "von", "gegen", "für", "wegen", "trotz")
# Prepositions of a setting that lasts as long as what is told: the clause's time is its time too.
_SIMULTANEOUS = ("bei", "während", "in", "auf", "an", "zu")


class Settings:
    """The times and hosts of the triggers of one document.

    :param doc: a parsed Doc; ``doc._.timexes`` is read where it is set.
    """

    def __init__(self, doc: Doc) -> None:
        timexes = doc._.timexes if Doc.has_extension("timexes") else []
        self._token_at = {token.idx: token for token in doc}
        self._mentions: dict[int, str] | None = None
        self._within: dict[int, tuple[str, str]] = {}
        self._spans: dict[int, Span] = {}
        self._names: set[str] = set()
        if Doc.has_extension("mentions") and doc._.mentions is not None:
            self._mentions = {m.head: m.label for m in doc._.mentions}
            for mention in doc._.mentions:
                token = self._token_at.get(mention.start)
                if token is not None and mention.end < token.idx + len(token):
                    self._within[mention.start] = (mention.text, mention.label)
                    self._mentions.pop(mention.head, None)
                    continue
                span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
                if span is not None:
                    self._mentions.setdefault(span.root.idx, mention.label)
                if mention.kind == "name" and mention.label != "LOC":
                    self._names.add(mention.text)
                if span is not None and mention.kind != "pronoun" and mention.label != "LOC":
                    self._spans[mention.head] = span
        self._anchors: dict[int, list[int]] = {}
        self._times: set[int] = set()
        self._attributive = {t.start for t in timexes or [] if t.rule.endswith(":attributive")}
        for timex in timexes or []:
            span = doc.char_span(timex.start, timex.end, alignment_mode="expand")
            if span is not None:
                self._anchors.setdefault(span.root.i, []).append(timex.start)
                self._times.update(token.i for token in span)

    def is_actor(self, token: Token) -> bool:
        """Return whether a token heads a mention of somebody who can act.

        Without the mentions component every noun and pronoun counts.
        """
        if self._mentions is None:
            return token.pos_ in ("NOUN", "PROPN", "PRON", "DET")
        first = token.tag_ == "PPER" and token.lower_ in ("ich", "wir")
        if first or token.idx in self._mentions or token.tag_ == "PPOSAT":
            return True
        # Who is not known by name may still act: 'die Entführer forderten', 'ver.di verlangt'.
        name = token.pos_ == "PROPN" and token.ent_type_ != "LOC" and not self.is_time(token)
        return name or (token.pos_ == "NOUN" and names_people(token.text))

    def can_hold(self, token: Token) -> bool:
        """Return whether a token heads a phrase of somebody who may take a side."""
        named = token.text in self._names  # a name that the tagger takes for a noun, once
        speaks = token.lower_ in ("er", "man") and token.tag_ in ("PPER", "PIS")
        return (
            speaks
            or self.is_actor(token)
            or (token.pos_ == "NOUN" and (named or takes_sides(token.text)))
        )

    def mention_of(self, token: Token) -> Span | None:
        """Return the mention that a token heads: a name or noun phrase of somebody who can act."""
        return self._spans.get(token.idx)

    def name_within(self, token: Token) -> tuple[str, str] | None:
        """Return name and label of what opens a compound: 'Türkei' in 'Türkei-Reise', or None."""
        return self._within.get(token.idx) if token.pos_ == "NOUN" else None

    def is_person(self, token: Token) -> bool:
        """Return whether a token heads a mention of a person or a group of persons."""
        if self._mentions is None:
            return self.is_actor(token)
        personal = token.tag_ == "PPER" and token.lower_ in _PERSONAL
        return personal or self._mentions.get(token.idx) in ("PER", "GRP")

    def is_place(self, token: Token, case: str) -> bool:
        """Return whether a noun after a preposition names a place; 'auf X' is a network."""
        label = (self._mentions or {}).get(token.idx, "")
        if token.ent_type_ == "LOC" or label == "LOC":
            return True
        if token.pos_ == "PROPN":
            return case == "in" and label != "PER"
        # 'im Badeort Sotschi'; 'auf Wunsch Ankaras' and 'in Gegenwart Trumps' are none.
        named = any(c.ent_type_ == "LOC" for c in children(token, "appos", "flat"))
        return token.lower_.endswith(_PLACE_NOUNS) or (named and token.pos_ == "NOUN")

    def is_time(self, token: Token) -> bool:
        """Return whether a token is part of a time expression."""
        return token.i in self._times

    def is_actor_at(self, offset: int) -> bool:
        """Return whether the token at an offset heads a mention of somebody who can act."""
        return self.is_actor(self._token_at[offset])

    def can_hold_at(self, offset: int) -> bool:
        """Return whether the token at an offset heads a phrase of who may take a side."""
        return self.can_hold(self._token_at[offset])

    def token_at(self, offset: int) -> Token | None:
        """Return the token that begins at an offset, None within a token."""
        return self._token_at.get(offset)

    def times(self, trigger: Token, support: Token | None) -> tuple[int, ...]:
        """Return the start offsets of the time expressions that date or measure a trigger."""
        heads = [trigger]
        if not is_verbal(trigger) or trigger.pos_ == "NOUN":
            for verb, function in predications(trigger):
                if verb == support or function in _SIMULTANEOUS or function in ("subj", "pred"):
                    heads.append(verb)
            if support is not None:
                heads.append(support)
        heads += [v for v, f in predications(trigger) if f == "nach" and _tells_result(trigger, v)]
        around = [h for h in heads if _while(h) or journey_to(h) or _explains(h)]
        heads += [head.head for head in around]
        found: list[int] = []
        for head in heads:
            self._under(head, found, top=True)
        found += self._before_participle(trigger)
        first, last = trigger.left_edge.idx, trigger.right_edge.idx
        own = {t for t in found if trigger.pos_ == "NOUN" and first <= t <= last}
        put_off = support is not None and support_status(support) in _PUT_OFF
        if own and put_off:  # 'sagte gestern die für Montag geplante Reise ab'
            return tuple(sorted({*own, *self.later_days(trigger)}))
        # 'der seit 2014 verlorenen Gebiete' dates the noun that it describes, nothing else.
        return tuple(sorted(t for t in set(found) if t in own or t not in self._attributive))

    def later_days(self, noun: Token) -> list[int]:
        """Return the times to which an event is put off: 'wurde auf Freitag verschoben'."""
        words = read_toml("de/status.toml")["postponing"]["verbs"]
        verbs = [v for v, f in predications(noun) if v.lemma_ in words and f in ("subj", "obj")]
        days = [c for v in verbs for c in dependents(v) if preposition(c) == "auf"]
        return [t for day in days for token in day.subtree for t in self._anchors.get(token.i, [])]

    def _before_participle(self, noun: Token) -> list[int]:
        """Return the time of 'ein zwischen A und B für Samstag vereinbartes Telefonat'."""
        participle = noun.i and noun.nbor(-1).tag_ == "ADJA" and noun.pos_ == "NOUN"
        when = noun.nbor(-2) if participle and noun.i > 1 else noun
        timely = when != noun and preposition(when) in ("an", "für", "auf", "zu", "")
        return self._anchors.get(when.i, []) if timely else []

    def _under(self, token: Token, found: list[int], *, top: bool = False) -> None:
        found += self._anchors.get(token.i, [])
        for child in token.children:
            clause = is_verbal(child) and child.pos_ != "NOUN" and child.dep_ not in ("aux", "cop")
            if clause and child.i not in self._anchors:
                continue
            if not top and child.dep_ in ("conj", "acl", "parataxis", "appos"):
                continue
            if preposition(child) in _OWN_TIME and child.i not in self._anchors:
                continue
            if top and child.dep_ == "conj" and child.i not in self._anchors:
                continue
            if is_event_noun(child) and child.i not in self._anchors:
                continue
            self._under(child, found)

    def host(self, trigger: Token, support: Token | None) -> int:
        """Return the offset of the event noun in whose setting a trigger stands, -1 without one."""
        heads = [trigger] if support is None else [trigger, support]
        for head in heads:
            for child in head.children:
                if child.dep_ not in ("obl", "nmod") or preposition(child) not in _SIMULTANEOUS:
                    continue
                event = _event_within(child)
                if event is not None and event != trigger:
                    return event.idx
        return -1


#: What is planned, refused or called off has its day beside it; the verb has another.
_PUT_OFF = ("Cancelled", "Denied", "Planned", "Proposed")


def _tells_result(noun: Token, verb: Token) -> bool:
    """Return whether a clause tells at once what came of a talk: 'sagte er nach einem Treffen'.

    The day on which somebody speaks after 'a' talk, or 'Gesprächen', is the day of the talk; 'nach
    dem Treffen' may lie far back.
    """
    return verb.lemma_ in _results() and not _is_definite(noun)


@cache
def _results() -> frozenset[str]:
    return frozenset(read_toml("de/status.toml")["after_talk"]["verbs"])


def _is_definite(noun: Token) -> bool:
    words = [c.lower_ for c in children(noun, "det", "det:poss", "case")]
    return not all(w.startswith("ein") or w == "nach" for w in words)


def _explains(verb: Token) -> bool:
    """Return whether a clause says what came: 'Die Antwort kam am 8. April: X übergab ...'."""
    colon = any(c.text == ":" for c in verb.head.children)
    return verb.dep_ == "parataxis" and colon and verb.head.lemma_ in _COMING


_COMING = ("kommen", "folgen", "geschehen", "passieren", "erfolgen", "eintreffen")


def _while(verb: Token) -> bool:
    """Return whether a clause tells when its main clause was: 'am 27. Juni, als X anrief'."""
    marks = {child.lower_ for child in children(verb, "mark", "advmod")}
    return verb.dep_ in ("advcl", "acl") and bool(marks & {"als", "wobei", "wo"})


def is_single(noun: Token) -> bool:
    """Return whether a determiner shows that a noun is singular, whatever its features say."""
    words = {c.lower_ for c in children(noun, "det", "case", "det:poss")}
    return bool(words & _SINGULAR)


_SINGULAR = frozenset(
    "ein eine einen einem einer kein keinen keinem das dem des dieses diesem jedes jedem zum beim "
    "im am vom".split()
)


def is_event_noun(token: Token) -> bool:
    """Return whether a noun names a communication: 'Treffen', 'Gipfel'."""
    if token.pos_ != "NOUN":
        return False
    rules = load_lexicon().lookup("noun", token.lemma_)
    return any(rule.kind == "communication" for rule in rules)


_EDGES = ("Rand", "Rande", "Rahmen")


def is_sideline(noun: Token) -> bool:
    """Return whether something else is told of the edge of an event: 'am Rande des Gipfels'."""
    return noun.dep_ == "nmod" and noun.head.lemma_ in _EDGES


def _event_within(noun: Token) -> Token | None:
    """Return the event on whose sidelines something takes place: 'am Rande des Gipfels'."""
    if noun.lemma_ not in _EDGES:
        return None
    return next((c for c in children(noun, "nmod") if is_event_noun(c)), None)


def place_roles(trigger: Token, support: Token | None, settings: Settings) -> list[Role]:
    """Return where a communication takes place, as the text names it.

    Only names of places and nouns of buildings and towns count; 'in Kürze' is no place.
    """
    heads = [trigger]
    if support is not None:
        heads.append(support)
    elif trigger.pos_ == "NOUN":
        told = predications(trigger)
        heads += [v for v, f in told if f in ("subj", "pred", "zu", "bei")]
        heads += [v for v, f in told if f == "nach" and _tells_result(trigger, v)]
    found: list[Role] = []
    for head in heads:
        near = [c for c in dependents(head) if c.dep_ in ("obl", "nmod", "advmod", "obj")]
        # 'am Donnerstag im Vatikan': the parser may hang the place on the day.
        near += [c for t in near if settings.is_time(t) for c in children(t, "nmod")]
        for child in near:
            case = preposition(child)
            if child.lower_ == "wo" and settings.is_place(antecedent(child), "in"):
                found.append(role("place", antecedent(child)))
            if case not in _WHERE or (case in ("nach", "an") and child.ent_type_ != "LOC"):
                continue
            found += [role("place", t) for t in conjuncts(child) if settings.is_place(t, case)]
    if not found:
        # 'empfing den Präsidenten im Kreml': the parser may hang the place on the guest.
        for child in children(trigger, "nsubj", "obj", "obl", "obl:arg", "nsubj:pass", "nmod"):
            bare = child.pos_ == "PROPN"  # a name takes no place: 'hatte Marchand in Kairo ...'
            if not settings.is_actor(child) or (child.dep_ == "nsubj" and not bare):
                continue
            lower = [t for t in nominal_chain(child) if preposition(t) in ("in", "auf")]
            found += [role("place", t) for t in lower if settings.is_place(t, preposition(t))]
    return found or _place_after(trigger, settings) or _journey_goal(trigger, settings)


def journey_to(verb: Token) -> bool:
    """Return whether a purpose clause hangs on a journey: 'fliegt nach Osaka, um zu sprechen'.

    What one travels for takes place where and when one arrives.
    """
    marks = {child.lower_ for child in children(verb, "mark")}
    rules = load_lexicon().lookup("verb", verb.head.lemma_)
    return verb.dep_ == "advcl" and "um" in marks and any(rule.type == "Visit" for rule in rules)


def _journey_goal(trigger: Token, settings: Settings) -> list[Role]:
    if not journey_to(trigger):
        return []
    goals = [c for c in dependents(trigger.head) if preposition(c) in ("nach", "in")]
    return [role("place", goal) for goal in goals if settings.is_place(goal, "in")]


def _place_after(trigger: Token, settings: Settings) -> list[Role]:
    """Return the place right behind a noun phrase: 'Besuch des Gesandten Witkoff in Moskau'."""
    end = trigger.right_edge.i if trigger.pos_ == "NOUN" else -1
    owners = [c.right_edge.i for c in children(trigger, "nmod", "appos")]
    for last in (end, *owners):
        if last < 0 or last + 2 >= len(trigger.doc):
            continue
        case, place = trigger.doc[last + 1], trigger.doc[last + 2]
        if case.lower_ in ("in", "im") and settings.is_place(place, "in"):
            return [role("place", place)]
    return []
