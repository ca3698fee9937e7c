"""Who takes which side on what: stance frames with a known holder, told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from kg.model import Actor, Article, Evidence, Frame, Position, Role, Stance
from kg.resolve.evidence import evidence_at
from kg.resolve.told import Teller, is_matter

# What a negated word of stance says; a word that is missing says nothing when negated.
_NEGATED: dict[str, Stance] = {
    "Supports": "Rejects",
    "Accepts": "Rejects",
    "Proposes": "Rejects",
    "Seeks": "Rejects",
}
# One demands, proposes or seeks a thing; a person there is a slip of the parser.
_ON_MATTERS = ("Accepts", "Demands", "Proposes", "Seeks")
_WELCOME = frozenset(["begrüßen", "bewirten"])


def resolve_positions(
    frames: Iterable[Frame], teller: Teller, article: Article, actors: Sequence[Actor]
) -> tuple[Position, ...]:
    """Return the positions of an article; restated ones are one with all their evidence.

    A frame without a resolved holder or without a matter is left out, and so are conditions
    ('würde zustimmen, wenn') and denials that say nothing of the opposite.
    """
    kinds = {actor.id: actor.kind for actor in actors}
    people = {actor.id for actor in actors if actor.kind == "Person"}
    sides = {actor.id: frozenset({actor.id, *actor.represents}) for actor in actors}

    def one_side(first: str, second: str) -> bool:
        """Tell whether two holders are one party: two persons of a state are two."""
        if first == second or {first, second} <= people:
            return first == second
        return bool(sides.get(first, frozenset()) & sides.get(second, frozenset()))

    found: dict[tuple[str, str, str], list[tuple[Frame, Role, str]]] = {}
    before: tuple[Frame, Role] | None = None
    for frame in frames:
        stance = _stance(frame)
        if frame.kind != "position" or stance is None:
            continue
        target = _first_actor(frame, "target", teller)
        for holder in _holders(frame, teller, kinds):
            matters = _matters(frame, teller, kinds, holder)
            if before is not None and frame.sentence - before[0].sentence <= 2:
                matters = _taken_up(frame, matters, before[1])
            for matter in matters:
                before = (frame, matter)
                label = matter.label or matter.text
                key = _merge_key(found, (holder, stance, fold(label)), matter, one_side)
                key, matter = _reasoned(found, key, frame, matter)
                found.setdefault(key, []).append((frame, matter, target))
    rows = enumerate(found.items(), start=1)
    return tuple(_position(number, key, told, article) for number, (key, told) in rows)


def _reasoned(
    found: Mapping[tuple[str, str, str], list[tuple[Frame, Role, str]]],
    key: tuple[str, str, str],
    frame: Frame,
    matter: Role,
) -> tuple[tuple[str, str, str], Role]:
    """Return the key and matter of the position for which a quotation after a colon gives reasons.

    'kritisierte den Kurs: Er sei kurzsichtig' is one stance on one matter. Else its own.
    """
    opening = frame.text[: max(matter.start - frame.start, 0)].rstrip(' „“”"»«›‹‚‘')
    if not frame.rule.startswith("quoted-") or not opening.endswith(":"):
        return key, matter
    for known, told in found.items():
        earlier, its = told[0][:2]
        if known[:2] == key[:2] and earlier.start == frame.start:
            return known, its
    return key, matter


def _taken_up(frame: Frame, matters: list[Role], before: Role) -> list[Role]:
    """Return matters with what was said before: 'Das lehnte Abhisit ab', 'nannte den Plan gut'."""
    if not matters:
        pronouns = [r for r in frame.roles if r.name == "about" and r.text.lower() in _PRONOUNS]
        return [before] if pronouns or frame.anaphoric else []
    said = before.label or before.text
    return [
        replace(r, label=f"{r.label} ({said})") if _refers_back(r, said) else r for r in matters
    ]


def _refers_back(role: Role, said: str) -> bool:
    """Return whether a matter is but a word for one told before: 'den Vorschlag', 'das Projekt'."""
    words = role.text.split()
    return (
        len(words) == 2
        and "," not in role.label
        and words[0].lower() in _POINTING
        and words[1].lower() in _WORDS_FOR_MATTERS
        and words[1].lower() not in said.lower()
    )


_POINTING = frozenset("der die das den dem des diese dieser diesen dieses diesem solche".split())
_WORDS_FOR_MATTERS = frozenset(
    "absicht anliegen ansinnen begehren beschluss entscheid entscheidung entwurf forderung gesetz "
    "idee initiative maßnahme maßnahmen papier plan projekt pläne schritt text verfahren vorgehen "
    "vorhaben vorschlag vorschläge vorstoß wunsch".split()
)
_PRONOUNS = frozenset(
    "das dies dem diese dieses diesem ihn sie dafür dagegen davon daran damit dazu darüber".split()
)


def _stance(frame: Frame) -> Stance | None:
    if frame.status == "Denied":
        if frame.lemma == "hoffen":
            return None  # who has no hope left is not against it
        return _NEGATED.get(frame.type)
    return None if frame.status == "Proposed" else cast(Stance, frame.type)


def _holders(frame: Frame, teller: Teller, kinds: Mapping[str, str]) -> list[str]:
    holders = [a for r in frame.roles if r.name == "holder" for a in teller.actors_at(r)]
    return [h for h in dict.fromkeys(holders) if kinds.get(h) != "Place"]


def _first_actor(frame: Frame, name: str, teller: Teller) -> str:
    for role in frame.roles:
        if role.name == name and (actors := teller.actors_at(role)):
            return actors[0]
    return ""


def _matters(frame: Frame, teller: Teller, kinds: Mapping[str, str], holder: str) -> list[Role]:
    found: list[Role] = []
    for role in frame.roles:
        asked = role.text.lower().startswith("welch")  # 'sagte, welche Lösung Russland sucht'
        empty = not is_matter(role.text) or not is_matter(role.label or role.text)
        if role.name != "about" or asked or empty:
            continue
        actors = teller.heads(role)
        praised = frame.rule.startswith("call-it") and role.head in teller.talks
        person = any(kinds.get(actor) == "Person" for actor in actors)
        if holder in actors or praised or (actors and frame.lemma in _WELCOME):
            continue
        if person and frame.type in _ON_MATTERS:
            continue
        found.append(role)
    return found


def fold(text: str) -> str:
    """Return a matter's key: lower case, no article, no punctuation.

    >>> fold("Die „Neutralität“ der Ukraine")
    'neutralität ukraine'
    """
    words = re.findall(r"[\w-]+", text.lower())
    return " ".join(word for word in words if word not in _ARTICLES)


def _stems(text: str) -> set[str]:
    """Return the words of a matter without their endings: inflection makes no other matter."""
    words = fold(text).replace("-", "").split()
    return {re.sub(r"(en|er|es|em|e|n|s)$", "", word) if len(word) > 4 else word for word in words}


_ARTICLES = frozenset("der die das des dem den ein eine einer eines einem einen".split())


def _merge_key(
    found: dict[tuple[str, str, str], list[tuple[Frame, Role, str]]],
    key: tuple[str, str, str],
    where: Role,
    one_side: Callable[[str, str], bool],
) -> tuple[str, str, str]:
    """Return the key of a position told before in other words, else the key itself.

    A state and who speaks for it are one holder, told as the first of them.

    One matter is another's restatement where its words are a subset of the other's, a compound
    and its last part taken as one: 'Lösung des Ukraine-Konflikts', 'Verhandlungslösung'; or where
    both are read from the same words.
    """
    holder, stance, matter = key
    words = _stems(matter)
    for known, told in found.items():
        one = one_side(known[0], holder)
        if one and known[2] == matter and {stance, known[1]} <= _AGAINST:
            return known  # one sentence that two rules read: 'sei falsch, kritisierte X'
        labels = [role.label or role.text for _, role, _ in told]
        alike = any(_restates(words, _stems(x)) for x in labels)
        alike = alike or any(r.start < where.end and where.start < r.end for _, r, _ in told)
        if one and known[1] == stance and alike:
            return known
    return key


def _restates(one: set[str], other: set[str]) -> bool:
    """Return whether two matters are the same in more or fewer, shorter or longer words."""
    small, large = sorted((one - _PREPOSITIONS, other - _PREPOSITIONS), key=len)
    if not small or small <= large:
        return bool(small)
    return len(small) > 1 and all(any(_is_part(a, b) for b in large) for a in small)


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 4 and long.endswith(short))


_AGAINST = frozenset(["Criticises", "Denies", "Rejects", "Warns"])
_PREPOSITIONS = frozenset("für von vom in im an am auf mit zu zum zur über bei zwischen".split())


def _position(
    number: int,
    key: tuple[str, str, str],
    told: Sequence[tuple[Frame, Role, str]],
    article: Article,
) -> Position:
    holder, stance, _ = key
    _, matter, _ = max(told, key=lambda row: (len(row[1].label), -row[0].head))
    evidence = {evidence_of(frame, article) for frame, _, _ in told}
    return Position(
        id=f"position:{number}",
        holder=holder,
        stance=cast(Stance, stance),
        topic=matter.label or matter.text,
        about_text=matter.text,
        target=next((target for _, _, target in told if target), ""),
        evidence=tuple(sorted(evidence)),
    )


def evidence_of(frame: Frame, article: Article) -> Evidence:
    """Return the evidence of a frame: its sentence, and the rule that fired."""
    return evidence_at(frame.start, frame.end, frame.rule, article)
