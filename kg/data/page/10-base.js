"use strict";
// Data, words, and the making of elements. Text from articles is only ever set as text.
const DATA = JSON.parse(document.getElementById("kg-data").textContent);
const NET = JSON.parse(document.getElementById("kg-network").textContent);
const SVG = "http://www.w3.org/2000/svg";
const HAPPENED = ["Occurred", "Ongoing"];
const AHEAD = ["Planned", "Proposed"];
const TYPES = ["PhoneCall", "Meeting", "Negotiation", "Visit", "Correspondence", "Communication"];
const STATUSES = ["Occurred", "Ongoing", "Planned", "Proposed", "Cancelled", "Denied", "NotDiscussed", "Unknown"];
const FIRST_ROWS = 200;

// The state of the page: what is filtered, what is chosen.
const state = {
  lang: DATA.language,
  tab: "talks",
  pick: null, // {kind: "event" | "events" | "actor" | "statement" | "position" | "topic", n}
  hiddenTypes: new Set(),
  hiddenStatuses: new Set(["Cancelled", "Denied", "NotDiscussed"]),
  hiddenStances: new Set(),
  source: null, // {kind: "article" | "outlet" | "teller", n}
  text: "",
  span: null, // [first day, last day]
  rows: FIRST_ROWS,
};

const TALKS = DATA.events.map((event, n) => ({ ...event, n })).filter((event) => event.talk).sort(byTime);
const OTHERS = DATA.events.map((event, n) => ({ ...event, n })).filter((event) => !event.talk).sort(byTime);
const EVENT = new Map([...TALKS, ...OTHERS].map((event) => [event.n, event]));

function byTime(a, b) {
  const key = (event) => event.first || event.last || "9999";
  const late = (event) => event.last || event.first || "9999";
  if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1;
  if (late(a) !== late(b)) return late(a) < late(b) ? -1 : 1;
  return a.n - b.n;
}

function words() {
  return DATA.words[state.lang];
}

function say(key, values) {
  let text = words().ui[key];
  for (const [name, value] of Object.entries(values || {})) text = text.replace(`{${name}}`, () => value);
  return text;
}

function count(key, n) {
  return `${n.toLocaleString(state.lang)} ${words().ui[key][n === 1 ? 0 : 1]}`;
}

function typeWord(event) {
  const names = words().types[event.type] || words().types.Event;
  return names[event.series ? 1 : 0];
}

// An element with attributes ("on…" takes a function) and children (strings become text).
function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function refill(node, ...children) {
  node.replaceChildren();
  return fill(node, null, children);
}

const ICONS = {
  PhoneCall: "M4 1.5 6 1l1.6 3.6L6 6c.8 1.800 2.200 3.200 4 4l1.400-1.600L15 10l-.5 2c-.3 1.300-1.300 2.200-2.600 2C6.500 13.200 2.800 9.500 2 4.100 1.800 2.800 2.700 1.800 4 1.500Z",
  Meeting: "M5 7a2.400 2.400 0 1 0 0-4.800A2.400 2.400 0 0 0 5 7Zm6 0a2.400 2.400 0 1 0 0-4.800A2.400 2.400 0 0 0 11 7ZM.5 14v-1.500C.5 10 2.500 8.500 5 8.500c1.200 0 2.200.3 3 .9.800-.6 1.800-.9 3-.9 2.500 0 4.500 1.500 4.500 4V14Z",
  Negotiation: "M1 7.500h14v2H1Zm2 2.500h2v4.500H3Zm8 0h2v4.500h-2ZM3.500 6.500a2 2 0 1 1 2-2 2 2 0 0 1-2 2Zm9 0a2 2 0 1 1 2-2 2 2 0 0 1-2 2Z",
  Visit: "M8 .8a5 5 0 0 1 5 5c0 3.500-5 9.400-5 9.400s-5-5.900-5-9.400a5 5 0 0 1 5-5Zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  Correspondence: "M1 3h14v10H1Zm1.800 1.500L8 8.600l5.200-4.100ZM2.500 6v5.500h11V6L8 10.300Z",
  Communication: "M1.500 2h13v9H8l-4 3.500V11H1.500Z",
  Event: "M8 1.500 10 6l4.800.5-3.600 3.200 1 4.800L8 12l-4.200 2.500 1-4.800L1.200 6.500 6 6Z",
};

function icon(type) {
  const path = svg("path", { d: ICONS[type] || ICONS.Event });
  return svg("svg", { viewBox: "0 0 16 16", class: `icon type-${type}`, "aria-hidden": "true" }, path);
}

function badge(status) {
  if (HAPPENED[0] === status) return null;
  return el("span", { class: `badge status-${status}` }, words().statuses[status]);
}

function actor(n) {
  return n === null || n === undefined ? null : DATA.actors[n];
}

// A person's last name where nobody else has it, anybody else's whole name: for narrow places.
const BEARERS = new Map();
for (const one of DATA.actors) if (one.kind === "Person") BEARERS.set(lastName(one), (BEARERS.get(lastName(one)) || 0) + 1);

function lastName(one) {
  return one.label.split(" ").pop();
}

function brief(n) {
  const one = actor(n);
  if (one.kind !== "Person") return one.label;
  return BEARERS.get(lastName(one)) === 1 ? lastName(one) : one.label.replace(/^(\p{L})\S* (?=.)/u, "$1. ");
}

// A link to a choice: it can be opened in a new tab, and chooses on this page otherwise.
function pickLink(pick, attributes, text) {
  return el("a", { ...attributes, href: permalink(pick), onclick: (event) => {
    event.stopPropagation();
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    choose(pick);
  } }, text);
}

function actorLink(n, extra, name) {
  const one = actor(n);
  if (!one) return el("span", { class: "quiet" }, say("speaker_unknown"));
  const label = pickLink({ kind: "actor", n }, { class: `actor kind-${one.kind}`, "data-actor": n }, name || one.label);
  return extra ? [label, extra] : label;
}

function joined(parts, between) {
  return parts.flatMap((part, index) => (index ? [between, part] : [part]));
}

// The people of an event: who called, visited or wrote first, with an arrow to the others.
const STARTERS = ["caller", "visitor", "sender", "agent"];
function parties(event, link) {
  const first = event.parties.filter(([, role]) => STARTERS.includes(role));
  const rest = event.parties.filter(([, role]) => !STARTERS.includes(role));
  const left = first.map(([n]) => link(n));
  const right = rest.map(([n]) => link(n));
  if (!left.length || !right.length) return joined([...left, ...right], " – ");
  return [...joined(left, ", "), " → ", ...joined(right, ", ")];
}

function partiesText(event) {
  return parties(event, (n) => actor(n).label).join("") || event.label || typeWord(event);
}
