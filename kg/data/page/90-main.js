// The frame of the page, what happens on a choice, and links to a choice.
function build() {
  const app = document.getElementById("app");
  document.documentElement.lang = state.lang;
  const heading = DATA.title || say("page_title");
  document.title = heading === say("page_title") ? heading : `${heading} · ${say("page_title")}`;
  app.replaceChildren(
    el("header", { class: "top" },
      el("div", { class: "heading" }, el("h1", {}, heading), el("p", { class: "summary" }, summary())),
      el("label", { class: "search" }, el("span", { class: "hidden-label" }, say("search_label")),
        el("input", { id: "search", type: "search", placeholder: say("search"), value: state.text, autocomplete: "off", oninput: (event) => { Object.assign(state, { text: event.target.value.trim(), rows: FIRST_ROWS }); update(); } })),
      el("div", { class: "tools" },
        el("button", { type: "button", id: "language", onclick: switchLanguage }, say("other_language")),
        el("button", { type: "button", id: "theme", "aria-label": say("theme"), title: say("theme"), onclick: switchTheme }, "◐"))),
    el("section", { id: "filters", class: "filters", "aria-label": say("filters") }),
    el("main", {},
      el("section", { class: "picture", "aria-label": say("network") },
        el("div", { class: "net-frame" },
          el("div", { id: "network", role: "img", "aria-label": say("network_label") }),
          el("div", { class: "foot" }, legend(),
            el("div", { class: "zoom" },
              el("button", { type: "button", "aria-label": say("zoom_in"), title: say("zoom_in"), onclick: () => zoom(1.3) }, "+"),
              el("button", { type: "button", "aria-label": say("zoom_out"), title: say("zoom_out"), onclick: () => zoom(1 / 1.3) }, "−"),
              el("button", { type: "button", "aria-label": say("zoom_fit"), title: say("zoom_fit"), onclick: fitNetwork }, "⤢"),
              el("button", { type: "button", class: "save", title: say("save_picture"), "aria-label": `PNG: ${say("save_picture")}`, onclick: savePicture }, "PNG")))),
        el("section", { class: "time", "aria-label": say("timeline") }, timeHead(), el("div", { id: "timeline" }))),
      el("section", { id: "side", class: "side" },
        el("div", { class: "tab-row" },
          el("div", { id: "tabs", class: "tabs", role: "tablist", "aria-label": say("views") }),
          el("button", { type: "button", class: "save", id: "save", title: say("save_table"), "aria-label": `CSV: ${say("save_table")}`, onclick: saveTable }, "CSV")),
        el("div", { id: "list", class: "list", role: "tabpanel", tabindex: 0 }),
        el("aside", { id: "detail", class: "detail", "aria-label": say("details"), hidden: true }))));
  readColors();
  drawNetwork(document.getElementById("network"));
  buildTimeline(document.getElementById("timeline"));
}

function summary() {
  const real = TALKS.filter((event) => HAPPENED.includes(event.status));
  const days = real.flatMap((event) => [event.first, event.last]).filter(Boolean).sort();
  const ahead = TALKS.filter((event) => AHEAD.includes(event.status)).length;
  const parts = [count("n_talks", real.length) + (ahead ? ` (+ ${ahead} ${words().statuses.Planned})` : ""), count("n_actors", new Set(TALKS.flatMap((event) => event.parties.map(([n]) => n))).size), count("n_articles", DATA.articles.length)];
  if (days.length) parts.push(days[0] === days[days.length - 1] ? day(days[0]) : `${day(days[0])} – ${day(days[days.length - 1])}`);
  return parts.join(" · ");
}

function legend() {
  const kinds = [...new Set(NET.nodes.map((node) => node.kind))].filter((kind) => kind !== "talk").sort();
  const items = kinds.map((kind) => el("span", { class: "key" }, el("span", { class: `swatch kind-${kind}`, "aria-hidden": "true" }), words().kinds[kind] || kind));
  if (NET.edges.some((edge) => edge.represents)) items.push(el("span", { class: "key" }, el("span", { class: "line line-represents", "aria-hidden": "true" }), say("stands_for")));
  const notes = [];
  if (DATA.shown < DATA.active) notes.push(say("folded", { shown: String(DATA.shown), all: String(DATA.active) }));
  if (DATA.lines < DATA.pairs) notes.push(say("folded_lines", { shown: String(DATA.lines), all: String(DATA.pairs) }));
  const folded = notes.length ? el("p", { class: "note" }, notes.join(" ")) : null;
  return el("div", { class: "legend", role: "group", "aria-label": say("legend") }, items, folded);
}

function choose(pick) {
  state.pick = pick;
  state.rows = FIRST_ROWS;
  if (pick) openTabFor(pick);
  const link = permalink(pick);
  remember(link);
  update();
  reveal();
}

// The address follows the choice; inside a notebook's frame there is no address to change.
function remember(link) {
  if (link === (location.hash || "#")) return;
  try {
    history.replaceState(null, "", link === "#" ? location.pathname + location.search : link);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
  }
}

function openTabFor(pick) {
  const home = { event: "talks", events: "talks", topic: "talks", statement: "statements", position: "positions" }[pick.kind];
  if (state.tab === "articles" && pick.kind !== "topic") return;
  if (pick.kind === "event" && !EVENT.get(pick.n).talk) return;
  if (home) state.tab = home;
  if (pick.kind === "event") state.hiddenStatuses.delete(EVENT.get(pick.n).status);
}

function reveal() {
  const chosen = document.querySelector("#list .chosen");
  if (chosen) chosen.scrollIntoView({ block: "nearest" });
}

const LINKED = { event: DATA.events, actor: DATA.actors, statement: DATA.statements, position: DATA.positions };

// A link to what is chosen, by names that stay the same from one build to the next.
function permalink(pick) {
  const parts = new URLSearchParams();
  if (pick && LINKED[pick.kind]) parts.set(pick.kind, LINKED[pick.kind][pick.n].id);
  if (pick && pick.kind === "topic") parts.set("topic", pick.n);
  if (!pick && state.tab !== "talks") parts.set("tab", state.tab);
  if (state.lang !== DATA.language) parts.set("lang", state.lang);
  return `#${parts}`;
}

function follow() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const lang = parts.get("lang");
  if (TABS.includes(parts.get("tab"))) state.tab = parts.get("tab");
  if (lang && DATA.words[lang]) state.lang = lang;
  if (parts.has("topic")) return { kind: "topic", n: parts.get("topic") };
  for (const [kind, list] of Object.entries(LINKED)) {
    const n = parts.has(kind) ? list.findIndex((one) => one.id === parts.get(kind)) : -1;
    if (n >= 0) return { kind, n };
  }
  return null;
}

function switchLanguage() {
  state.lang = state.lang === "de" ? "en" : "de";
  layout = "";
  build();
  choose(state.pick);
  document.getElementById("language").focus();
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  update();
}

// How to find what has the focus again when its place is drawn anew.
function focused() {
  const node = document.activeElement;
  if (!node || node.id) return node && `#${node.id}`;
  for (const name of ["switch", "position", "actor", "event", "statement"]) {
    const owner = node.closest(`[data-${name}]`);
    if (owner) return `[data-${name}="${CSS.escape(owner.dataset[name])}"]${owner === node ? "" : ` ${node.tagName.toLowerCase()}.${node.classList[0]}`}`;
  }
  return null;
}

function update() {
  const [before, key] = [document.activeElement, focused()];
  redraw();
  if (!key || !before || document.contains(before)) return;
  const after = document.querySelector(`#app ${key}`);
  if (after) after.focus({ preventScroll: true });
}

// The pictures come first: they measure themselves, and nothing else may wait to be laid out then.
function redraw() {
  readColors();
  drawTimeline(true);
  updateNetwork();
  drawFilters(document.getElementById("filters"));
  drawTabs(document.getElementById("tabs"));
  drawList(document.getElementById("list"));
  drawDetail(document.getElementById("detail"));
  drawSpan();
}

document.addEventListener("keydown", (press) => {
  if (press.key === "Escape" && state.pick) choose(null);
  if (press.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    press.preventDefault();
    document.getElementById("search").focus();
  }
});
window.addEventListener("hashchange", () => { const pick = follow(); if (JSON.stringify(pick) !== JSON.stringify(state.pick)) choose(pick); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", update);
const first = follow();
build();
choose(first);
document.documentElement.dataset.ready = "true";
