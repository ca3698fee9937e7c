// What the filters let through, and the row of switches that doubles as a legend of colours.
const MOST_OPTIONS = 300;

function haystack(...parts) {
  return parts.flat(Infinity).join(" ").toLocaleLowerCase("de");
}

function actorText(n) {
  const one = actor(n);
  return one ? [one.label, one.forms, one.office] : "";
}

for (const event of EVENT.values()) {
  event.hay = haystack(event.parties.map(([n]) => actorText(n)), event.label, event.topics, event.notRaised,
    event.places, event.outcomes, event.evidence.map((piece) => piece.text.join("")),
    Object.values(event.when), Object.values(event.short), Object.values(DATA.words).map((all) => all.types[event.type] || ""));
}
for (const one of DATA.statements) {
  one.hay = haystack(actorText(one.speaker), actorText(one.addressee), one.medium, one.text, one.evidence.map((piece) => piece.text.join("")));
}
for (const one of DATA.positions) {
  one.hay = haystack(actorText(one.holder), one.topic, one.text, Object.values(DATA.words).map((all) => all.stances[one.stance] || ""));
}
for (const one of DATA.actors) one.hay = haystack(one.label, one.forms, one.office);

function found(thing) {
  return state.text.toLocaleLowerCase("de").split(/\s+/).every((word) => thing.hay.includes(word));
}

// Whether a fact is from the chosen article, from an article of the chosen outlet, or told by the chosen actor.
function fromSource(thing) {
  const source = state.source;
  if (!source) return true;
  if (source.kind === "article") return thing.articles.includes(source.n);
  if (source.kind === "outlet") return thing.articles.some((n) => DATA.articles[n].source === source.n);
  return thing.speaker === source.n || thing.sources.some((chain) => chain.some((n) => DATA.statements[n].speaker === source.n));
}

function inSpan(thing) {
  if (!state.span) return true;
  const first = thing.first || thing.last;
  const last = thing.last || thing.first;
  return Boolean(first) && first <= state.span[1] && last >= state.span[0];
}

// Whether an event passes the switches; the choice of an actor or a group narrows the list further.
function passes(event) {
  return !state.hiddenTypes.has(event.type) && !state.hiddenStatuses.has(event.status) && fromSource(event) && inSpan(event) && found(event);
}

function concerns(event) {
  const pick = state.pick;
  if (!pick) return true;
  if (pick.kind === "actor") return event.parties.some(([n]) => n === pick.n) || placeIs(event, pick.n);
  if (pick.kind === "events") return pick.n.includes(event.n);
  if (pick.kind === "topic") return event.topics.includes(pick.n) || event.notRaised.includes(pick.n);
  return true;
}

function placeIs(event, n) {
  return actor(n).kind === "Place" && event.places.includes(actor(n).label);
}

function shownTalks() {
  return TALKS.filter((event) => passes(event) && concerns(event));
}

function toggle(set, value) {
  if (set.has(value)) set.delete(value);
  else set.add(value);
  state.rows = FIRST_ROWS;
  update();
}

function drawFilters(place) {
  const switches = (values, set, label, mark) => values.map((value) => {
    const n = TALKS.filter((event) => mark(event) === value).length;
    if (!n) return null;
    return el("button", {
      type: "button", class: `switch ${label.name}-${value}`, "aria-pressed": String(!set.has(value)),
      "data-switch": value, onclick: () => toggle(set, value),
    }, label.icon(value), label.word(value), el("span", { class: "n" }, n));
  });
  const type = { name: "type", icon: icon, word: (value) => words().types[value][1] };
  const status = { name: "status", icon: (value) => el("span", { class: `line line-${value}`, "aria-hidden": "true" }), word: (value) => words().statuses[value] };
  const narrowed = state.hiddenTypes.size || state.span || state.text || state.pick || state.source || state.hiddenStances.size;
  refill(place,
    el("div", { class: "switches", role: "group", "aria-label": say("type") }, switches(TYPES, state.hiddenTypes, type, (event) => event.type)),
    el("div", { class: "switches", role: "group", "aria-label": say("status") }, switches(STATUSES, state.hiddenStatuses, status, (event) => event.status)),
    el("div", { class: "switches" }, topicFilter(), sourceFilter(),
      el("button", { type: "button", class: "switch", id: "sparql", title: say("show_query"), "aria-label": `SPARQL: ${say("show_query")}`, onclick: showQuery }, "SPARQL")),
    el("div", { class: "switches chosen" }, chosenChips(), narrowed ? el("button", { type: "button", class: "reset", id: "reset", onclick: reset }, say("reset")) : null),
  );
}

// Things with how often they occur, the most frequent first.
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1)).slice(0, MOST_OPTIONS);
}

const TOPICS = tally(TALKS.flatMap((event) => [...new Set([...event.topics, ...event.notRaised])]));
const OUTLETS = tally(DATA.articles.map((article) => article.source).filter(Boolean));
const TELLERS = tally(TALKS.flatMap((event) => [...new Set(event.sources.flat().map((n) => DATA.statements[n].speaker))]).filter((n) => n !== null));

function chooser(id, label, all, groups, chosen, pick) {
  const options = groups.filter(([, list]) => list.length).map(([name, list]) => el("optgroup", { label: name }, list.map(([value, text]) => el("option", { value, selected: value === chosen }, text))));
  if (!options.length) return null;
  return el("label", { class: "chooser" }, el("span", { class: "hidden-label" }, label), el("select", { id, onchange: (event) => pick(event.target.value) }, el("option", { value: "" }, all), options));
}

function topicFilter() {
  const chosen = state.pick && state.pick.kind === "topic" ? state.pick.n : "";
  const options = TOPICS.map(([topic, n]) => [topic, `${clip(topic, 60)} (${n})`]);
  return chooser("topic-filter", say("topics"), say("all_topics"), [[say("topics"), options]], chosen, (value) => choose(value ? { kind: "topic", n: value } : null));
}

function sourceFilter() {
  const key = (kind, n) => `${kind} ${n}`;
  const groups = [
    [say("outlets"), OUTLETS.length > 1 ? OUTLETS.map(([name, n]) => [key("outlet", name), `${name} (${n})`]) : []],
    [say("tellers"), TELLERS.map(([n, times]) => [key("teller", n), `${actor(n).label} (${times})`])],
    [say("articles"), DATA.articles.length > 1 ? DATA.articles.map((article, n) => [key("article", n), clip(article.title, 60)]) : []],
  ];
  const chosen = state.source ? key(state.source.kind, state.source.n) : "";
  return chooser("source-filter", say("source"), say("all_sources"), groups, chosen, (value) => {
    const kind = value.split(" ", 1)[0];
    const n = value.slice(kind.length + 1);
    state.source = value ? { kind, n: kind === "outlet" ? n : Number(n) } : null;
    state.rows = FIRST_ROWS;
    update();
  });
}

// The stances of the positions, which are the legend of their colours too.
function stanceFilter() {
  const counts = tally(DATA.positions.map((one) => one.stance));
  if (counts.length < 2) return null;
  return el("div", { class: "switches stances", role: "group", "aria-label": say("stances") }, counts.map(([stance, n]) => el("button", {
    type: "button", class: `switch stance-${stance}`, "aria-pressed": String(!state.hiddenStances.has(stance)), "data-switch": stance, onclick: () => toggle(state.hiddenStances, stance),
  }, words().stances[stance] || stance, el("span", { class: "n" }, n))));
}

// What narrows the view beyond the switches, each with a cross to take it away.
function chosenChips() {
  const chips = [];
  const chip = (text, drop) => chips.push(el("button", { type: "button", class: "chip", onclick: drop }, text, el("span", { "aria-hidden": "true" }, " ✕")));
  if (state.span) chip(`${day(state.span[0])} – ${day(state.span[1])}`, () => { state.span = null; update(); });
  const pick = state.pick;
  if (pick && pick.kind === "actor") chip(`${say("talks_of")} ${actor(pick.n).label}`, () => choose(null));
  if (pick && pick.kind === "topic") chip(pick.n, () => choose(null));
  if (pick && pick.kind === "events") chip(count("n_talks", pick.n.length), () => choose(null));
  return chips;
}

function reset() {
  Object.assign(state, { source: null, text: "", span: null, rows: FIRST_ROWS });
  state.hiddenTypes.clear();
  state.hiddenStances.clear();
  document.getElementById("search").value = "";
  choose(null);
  fitNetwork();
}

function day(iso) {
  return state.lang === "de" ? iso.split("-").reverse().join(".") : iso;
}
