// The network: drawn by vis-network from what PyVis wrote, at places computed beforehand.
const FACE = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
// Lines are labelled where they are few, or hardly cross; else only around what is chosen.
const LABEL_LINES = NET.edges.length <= Math.max(30, NET.nodes.length);
let network = null;
let nodes = null;
let edges = null;
let layout = "";

// The colours of the style sheet, read before anything is changed: each question asked later would
// have the browser lay out the page again.
const COLORS = ["ink", "paper", "quiet", "faint", "chosen", "accent"];
for (const type of [...TYPES, "Event"]) COLORS.push(`type-${type}`);
for (const kind of ["Person", "Country", "Organisation", "Group", "Place", "Actor"]) COLORS.push(`fill-${kind}`, `edge-${kind}`, `text-${kind}`);
const colors = new Map();

function readColors() {
  const style = getComputedStyle(document.documentElement);
  for (const name of COLORS) colors.set(name, style.getPropertyValue(`--${name}`).trim());
}

function color(name) {
  return colors.get(name);
}

// Hand on only what looks otherwise than before: vis-network measures anew all that it is given.
let looks = new Map();
function changed(items) {
  return items.filter((item) => {
    const key = JSON.stringify(item);
    const same = looks.get(item.id) === key;
    looks.set(item.id, key);
    return !same;
  });
}

function drawNetwork(place) {
  if (!NET.nodes.length) {
    place.replaceChildren(el("p", { class: "empty" }, say("no_talks")));
    return;
  }
  looks = new Map();
  nodes = new vis.DataSet(NET.nodes.map((node) => ({ ...node, ...look(node, true) })));
  edges = new vis.DataSet(NET.edges.map((edge, id) => ({ ...edge, id, ...line(edge, true) })));
  const options = JSON.parse(NET.options);
  options.interaction.zoomView = true;
  network = new vis.Network(place, { nodes, edges }, options);
  network.on("click", (click) => {
    if (click.nodes.length) chooseNode(nodes.get(click.nodes[0]));
    else if (click.edges.length) chooseTalks(edges.get(click.edges[0]).events);
    else if (state.pick) choose(null);
  });
  new ResizeObserver(fitNetwork).observe(place);
  fitNetwork();
}

function chooseNode(node) {
  if (node.actor !== undefined) choose({ kind: "actor", n: node.actor });
  else chooseTalks(node.events);
}

function chooseTalks(events) {
  if (!events) return;
  const shown = events.filter((n) => passes(EVENT.get(n)));
  const pick = shown.length ? shown : events;
  choose(pick.length === 1 ? { kind: "event", n: pick[0] } : { kind: "events", n: pick });
}

// Two layouts were computed: for a window that is wide, and for one that is tall.
function fitNetwork() {
  if (!network) return;
  const place = document.getElementById("network");
  const wanted = place.clientWidth < place.clientHeight * 0.95 ? "tall" : "wide";
  if (wanted !== layout) {
    layout = wanted;
    nodes.update(NET.nodes.map((node) => ({ id: node.id, x: node[wanted].x, y: node[wanted].y, label: node[wanted][state.lang] })));
  }
  network.fit({ animation: false, maxZoomLevel: 1.15 });
}

// How a node looks: actors by kind, talks by type and status; what is filtered out is faint or gone.
function look(node, strong) {
  const opacity = strong ? 1 : 0.2;
  const label = node[layout || "wide"][state.lang];
  if (node.kind !== "talk") return { ...actorLook(node, strong), label, opacity };
  const talks = node.events.map((n) => EVENT.get(n));
  const seen = talks.filter((event) => !state.hiddenStatuses.has(event.status) && !state.hiddenTypes.has(event.type));
  const one = talks[0];
  const types = new Set(talks.map((event) => event.type));
  const hue = types.size === 1 ? color(`type-${one.type}`) : color("type-Communication");
  const real = talks.some((event) => HAPPENED.includes(event.status));
  const ahead = talks.some((event) => AHEAD.includes(event.status));
  const border = real || ahead ? hue : color("quiet");
  const chosen = isChosenTalk(node);
  return {
    label, opacity, title: tooltip(talks), hidden: seen.length === 0, borderWidth: chosen ? 3 : 1.5, margin: { top: 5, bottom: 5, left: 8, right: 8 },
    font: { size: 14, face: FACE, color: !strong ? color("faint") : real || ahead ? color("ink") : color("quiet") },
    color: { background: color(chosen ? "chosen" : "paper"), border, highlight: { background: color("chosen"), border }, hover: { background: color("chosen"), border } },
    shapeProperties: { borderRadius: 10, borderDashes: real ? false : ahead ? [6, 4] : [1.5, 4] },
  };
}

// What a pointer at a talk shows: the facts, and the words that it stands on.
function tooltip(talks) {
  if (talks.length > 1) return talks.slice(0, 12).map((event) => refText(`e${event.n}`)).join("\n");
  const [event] = talks;
  const head = [typeWord(event), event.when[state.lang] || say("undated_short"), event.duration[state.lang], words().statuses[event.status]].filter(Boolean).join(" · ");
  const proof = event.evidence.length ? `\n„${clip(event.evidence[0].text[1], 240)}“` : "";
  return `${head}\n${partiesText(event)}${proof}`;
}

function actorLook(node, strong) {
  const kind = node.kind;
  const background = color(`fill-${kind}`);
  const border = color(`edge-${kind}`);
  const chosen = state.pick && state.pick.kind === "actor" && state.pick.n === node.actor;
  return {
    borderWidth: chosen ? 4 : 1.5, margin: 9,
    font: { size: 18, face: FACE, color: strong ? color(`text-${kind}`) : color("faint") },
    color: { background, border: chosen ? color("accent") : border, highlight: { background, border: color("accent") }, hover: { background, border: color("accent") } },
    shapeProperties: { borderRadius: kind === "Country" ? 0 : kind === "Person" ? 20 : 8, borderDashes: kind === "Group" || kind === "Place" ? [5, 3] : false },
  };
}

function line(edge, strong) {
  if (edge.represents) {
    return { width: 1, dashes: false, color: { color: color("faint"), opacity: strong ? 0.9 : 0.25 }, hidden: false };
  }
  const talks = edge.events.map((n) => EVENT.get(n));
  const seen = talks.filter((event) => !state.hiddenStatuses.has(event.status) && !state.hiddenTypes.has(event.type));
  const real = talks.some((event) => HAPPENED.includes(event.status));
  const ahead = talks.some((event) => AHEAD.includes(event.status));
  const types = new Set(talks.map((event) => event.type));
  const hue = real || ahead ? color(`type-${types.size === 1 ? talks[0].type : "Communication"}`) : color("quiet");
  return {
    hidden: seen.length === 0 || Boolean(edge.weak && !(state.pick && strong)), width: edge.width || 1.6, dashes: real ? false : ahead ? [7, 5] : [1.5, 5],
    label: edge[state.lang] && (LABEL_LINES || (strong && state.pick)) ? edge[state.lang] : "", title: edge[state.lang] ? tooltip(talks) : undefined, font: { size: 12, color: color("ink"), strokeColor: color("paper"), strokeWidth: 4, face: FACE },
    color: { color: hue, highlight: hue, hover: hue, opacity: strong ? 0.6 : 0.08 }, hoverWidth: 0.5,
  };
}

function isChosenTalk(node) {
  const pick = state.pick;
  return Boolean(pick && node.events && ((pick.kind === "event" && node.events.includes(pick.n)) || (pick.kind === "events" && pick.n.some((n) => node.events.includes(n)))));
}

// Events that stand out: those that pass the filters and concern what is chosen.
function strongEvents() {
  const pick = state.pick;
  if (pick && pick.kind === "event") return new Set([pick.n]);
  if (pick && (pick.kind === "statement" || pick.kind === "position")) return new Set(TALKS.filter(passes).map((event) => event.n));
  return new Set(shownTalks().map((event) => event.n));
}

function updateNetwork() {
  if (!network) return;
  const strong = strongEvents();
  const all = strong.size === TALKS.filter((event) => !state.hiddenStatuses.has(event.status)).length && !(state.pick && state.pick.kind === "actor");
  const people = new Set([...strong].flatMap((n) => EVENT.get(n).parties.map(([who]) => who)));
  const places = new Set([...strong].flatMap((n) => EVENT.get(n).places));
  if (state.pick && state.pick.kind === "actor") people.add(state.pick.n);
  const stands = (node) => (node.kind === "talk" ? node.events.some((n) => strong.has(n)) : all || people.has(node.actor) || places.has(DATA.actors[node.actor].label));
  const present = presentActors();
  nodes.update(changed(NET.nodes.map((node) => ({ id: node.id, ...look(node, stands(node)), ...(node.kind === "talk" ? {} : { hidden: !present.has(node.actor) }) }))));
  edges.update(changed(NET.edges.map((edge, id) => ({ id, ...line(edge, edge.represents ? all : edge.events.some((n) => strong.has(n))) }))));
}

// Who takes part in anything that the switches let through: nobody else stands about alone.
function presentActors() {
  const present = new Set();
  for (const edge of NET.edges) {
    if (edge.represents || !edge.events.some((n) => !state.hiddenStatuses.has(EVENT.get(n).status) && !state.hiddenTypes.has(EVENT.get(n).type))) continue;
    for (const end of [edge.from, edge.to]) if (end[0] === "a") present.add(Number(end.slice(1)));
  }
  return present;
}

function zoom(factor) {
  if (network) network.moveTo({ scale: network.getScale() * factor, animation: false });
}
