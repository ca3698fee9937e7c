"""The terms that the exporters read, by IRI, and the orders in which they are shown."""

from __future__ import annotations

from rdflib import Namespace

KG = Namespace("https://w3id.org/kg-news/ontology#")

# From the most to the least specific: the first that a node is typed with names it.
ACTOR_CLASSES = ("Person", "Country", "Organisation", "Group", "Place", "Actor")
COMMUNICATION_CLASSES = (
    "PhoneCall",
    "Negotiation",
    "Visit",
    "Correspondence",
    "Meeting",
    "Communication",
)
EVENT_CLASSES = (*COMMUNICATION_CLASSES, "Event")

# Every sub-property comes before the property that it narrows.
PARTICIPANT_ROLES = (
    "caller",
    "visitor",
    "host",
    "sender",
    "recipient",
    "mediator",
    "agent",
    "target",
    "participant",
)
# Who of a pair an edge starts from; the other roles say nothing of a direction.
STARTING_ROLES = ("caller", "visitor", "sender", "agent")

HAPPENED = ("Occurred", "Ongoing")
STATUSES = ("Occurred", "Ongoing", "Planned", "Proposed", "Cancelled", "Denied", "NotDiscussed")

# By what channel: what a communication's class says of it.
CHANNELS = {
    "PhoneCall": "phone",
    "Meeting": "in person",
    "Negotiation": "in person",
    "Visit": "in person",
    "Correspondence": "in writing",
    "Communication": "",
}
