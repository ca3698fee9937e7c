// What the filters let through, and the row of switches that doubles as a legend of colours.
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

function fromArticle(thing) {
  return state.article < 0 || thing.articles.includes(state.article);
}

function inSpan(thing) {
  if (!state.span) return true;
  const first = thing.first || thing.last;
  const last = thing.last || thing.first;
  return Boolean(first) && first <= state.span[1] && last >= state.span[0];
}

// Whether an event passes the switches; the choice of an actor or a group narrows the list further.
function passes(event) {
  return !state.hiddenTypes.has(event.type) && !state.hiddenStatuses.has(event.status) && fromArticle(event) && inSpan(event) && found(event);
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
  const narrowed = state.hiddenTypes.size || state.span || state.text || state.pick || state.article >= 0;
  refill(place,
    el("div", { class: "switches", role: "group", "aria-label": say("type") }, switches(TYPES, state.hiddenTypes, type, (event) => event.type)),
    el("div", { class: "switches", role: "group", "aria-label": say("status") }, switches(STATUSES, state.hiddenStatuses, status, (event) => event.status)),
    articleFilter(),
    el("div", { class: "switches chosen" }, chosenChips(), narrowed ? el("button", { type: "button", class: "reset", id: "reset", onclick: reset }, say("reset")) : null),
  );
}

function articleFilter() {
  if (DATA.articles.length < 2) return null;
  const options = DATA.articles.map((article, n) => el("option", { value: n, selected: n === state.article }, article.title));
  return el("label", { class: "article-filter" }, el("span", { class: "hidden-label" }, say("source")),
    el("select", { id: "article-filter", onchange: (event) => { state.article = Number(event.target.value); update(); } },
      el("option", { value: -1 }, say("all_sources")), options));
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
  Object.assign(state, { article: -1, text: "", span: null, rows: FIRST_ROWS });
  state.hiddenTypes.clear();
  document.getElementById("search").value = "";
  choose(null);
  fitNetwork();
}

function day(iso) {
  return state.lang === "de" ? iso.split("-").reverse().join(".") : iso;
}
