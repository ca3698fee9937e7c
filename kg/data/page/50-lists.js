// The lists: talks, positions, statements, actors, articles. Each row can be chosen.
const MOST_TOPICS = 4;
const MOST_SPEAKERS = 3;
const MOST_COLUMNS = 5;
const MOST_OTHERS = 8;
const TABS = ["talks", "positions", "statements", "actors", "articles"];

// How many talks that took place each actor has among those that pass the filters.
function talkCounts() {
  const counts = new Map();
  for (const event of TALKS) {
    if (!HAPPENED.includes(event.status) || !passes(event)) continue;
    for (const [n] of event.parties) counts.set(n, (counts.get(n) || 0) + 1);
  }
  return counts;
}

function actorsByTalks() {
  const counts = talkCounts();
  const all = DATA.actors.map((one, n) => ({ ...one, n, talks: counts.get(n) || 0 })).filter(found);
  return all.sort((a, b) => b.talks - a.talks || b.mentions - a.mentions || (a.label < b.label ? -1 : 1));
}

function things(tab) {
  if (tab === "talks") return shownTalks();
  if (tab === "positions") return DATA.positions.map((one, n) => ({ ...one, n })).filter((one) => !state.hiddenStances.has(one.stance) && found(one) && fromSource(one) && inPositionSpan(one) && ofActor(one.holder, one.target));
  if (tab === "statements") return DATA.statements.map((one, n) => ({ ...one, n })).filter((one) => found(one) && fromSource(one) && inSpan(one) && ofActor(one.speaker, one.addressee)).sort(byTime);
  if (tab === "actors") return actorsByTalks();
  return DATA.articles.map((one, n) => ({ ...one, n }));
}

// Most positions have no date: those without one stay.
function inPositionSpan(one) {
  return !(one.first || one.last) || inSpan(one);
}

function ofActor(...actors) {
  return !(state.pick && state.pick.kind === "actor") || actors.includes(state.pick.n);
}

function drawTabs(place) {
  place.replaceChildren(...TABS.map((tab) => el("button", {
    type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(tab === state.tab), "aria-controls": "list",
    tabindex: tab === state.tab ? 0 : -1, onclick: () => openTab(tab), onkeydown: (press) => walkTabs(press, tab),
  }, say(tab), el("span", { class: "n" }, things(tab).length))));
}

function openTab(tab) {
  Object.assign(state, { tab, rows: FIRST_ROWS });
  update();
  document.getElementById("list").scrollTop = 0;
}

function walkTabs(press, tab) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key];
  if (!step) return;
  openTab(TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]);
  document.getElementById(`tab-${state.tab}`).focus();
}

function drawList(place) {
  const all = things(state.tab);
  const drawn = all.slice(0, state.rows);
  const body = { talks: talkTable, positions: positionList, statements: statementList, actors: actorList, articles: articleList }[state.tab](drawn);
  const more = all.length > drawn.length
    ? el("button", { type: "button", class: "more", onclick: () => { state.rows += 1000; update(); } }, say("more", { n: String(all.length - drawn.length) }))
    : null;
  place.setAttribute("aria-labelledby", `tab-${state.tab}`);
  refill(place, state.tab === "positions" ? stanceFilter() : "", all.length ? body : el("p", { class: "empty" }, TALKS.length || state.tab !== "talks" ? say("no_match") : say("no_talks")), more || "", state.tab === "talks" ? hiddenNote() : "", state.tab === "talks" ? checks() : "");
}

function hiddenNote() {
  const n = TALKS.filter((event) => state.hiddenStatuses.has(event.status)).length;
  if (!n) return "";
  const names = [...new Set(TALKS.map((event) => event.status))].filter((status) => state.hiddenStatuses.has(status)).map((status) => words().statuses[status]);
  return el("p", { class: "note" }, `${count("n_talks", n)} ${say("hidden")} (${names.join(", ")}). `, el("button", { type: "button", class: "link", onclick: () => { state.hiddenStatuses.clear(); update(); } }, say("show_all")));
}

function checks() {
  if (!DATA.checks.length) return "";
  return el("section", { class: "checks" }, el("h2", {}, say("checks")), el("ul", {}, DATA.checks.map((check) => el("li", { class: check.holds ? "holds" : "fails" },
    el("strong", {}, check.holds ? "✓ " : "✗ "), check.label, el("span", { class: "quiet" }, ` (${say("expected")}: ${check.expected}; ${say("found")}: ${check.found}; ${check.holds ? say("holds") : say("fails")})`)))));
}

function row(kind, thing, ...cells) {
  const chosen = state.pick && state.pick.kind === kind && state.pick.n === thing.n;
  return el("tr", { class: `row${chosen ? " chosen" : ""}${thing.status ? ` is-${thing.status}` : ""}`, [`data-${kind}`]: thing.n, "aria-current": chosen ? "true" : null, onclick: () => choose({ kind, n: thing.n }) }, cells);
}

function opener(kind, thing, text) {
  return el("button", { type: "button", class: "open", onclick: (event) => { event.stopPropagation(); choose({ kind, n: thing.n }); } }, text);
}

function talkTable(talks) {
  const head = ["when", "who", "what", "according_to"].map((key) => el("th", { scope: "col", class: `c-${key}` }, say(key)));
  const known = talks.filter((event) => event.first || event.last);
  const unknown = talks.filter((event) => !event.first && !event.last);
  const parts = [el("tbody", {}, known.map(talkRow))];
  if (unknown.length) parts.push(el("tbody", {}, el("tr", { class: "group" }, el("th", { colspan: 4, scope: "rowgroup" }, say("undated"))), unknown.map(talkRow)));
  return el("table", { class: "talks" }, el("caption", { class: "hidden-label" }, say("talks")), el("thead", {}, el("tr", {}, head)), parts);
}

function talkRow(event) {
  const facts = [typeWord(event), event.duration[state.lang], event.places.join(", ")].filter(Boolean);
  return row("event", event,
    el("td", { class: "c-when" }, opener("event", event, event.short[state.lang] || say("undated_short")), badge(event.status)),
    el("td", { class: "c-who" }, el("div", { class: "who" }, icon(event.type), el("span", {}, parties(event, (n) => actorLink(n)))), el("div", { class: "facts" }, facts.join(" · "))),
    el("td", { class: "c-what" }, topicsOf(event)),
    el("td", { class: "c-according_to", "data-label": `${say("word_of")} ` }, wordOf(event)));
}

function topicsOf(event) {
  const raised = event.topics.slice(0, MOST_TOPICS).map((topic) => topicLink(topic));
  const rest = event.topics.length - raised.length;
  if (rest > 0) raised.push(el("span", { class: "quiet" }, say("more", { n: String(rest) })));
  const left = event.notRaised.length ? el("div", { class: "not-raised" }, `${say("not_raised")}: ${event.notRaised.join(", ")}`) : null;
  return [raised.length ? joined(raised, ", ") : left ? null : el("span", { class: "quiet none" }, "–"), left];
}

function topicLink(topic) {
  return pickLink({ kind: "topic", n: topic }, { class: "topic" }, topic);
}

// On whose word: the speakers who tell of it, those of most sentences first, and in brackets who
// tells of them; without any, the article itself.
function wordOf(thing) {
  const speaker = (n) => DATA.statements[n].speaker;
  const nearest = ranked(thing.sources.map((chain) => speaker(chain[chain.length - 1])));
  const further = ranked(thing.sources.flatMap((chain) => chain.slice(0, -1)).map(speaker)).filter((n) => !nearest.includes(n));
  if (!nearest.length && !further.length) {
    const source = thing.articles.map((n) => DATA.articles[n].source).find(Boolean);
    const none = thing.sources.length ? say("speaker_unknown") : DATA.articles.length > 1 && source ? source : say("article_itself");
    return el("span", { class: "quiet" }, none);
  }
  const names = (list) => [joined(list.slice(0, MOST_SPEAKERS).map((n) => actorLink(n, null, brief(n))), ", "), list.length > MOST_SPEAKERS ? " …" : ""];
  return [names(nearest), further.length ? el("span", { class: "quiet" }, nearest.length ? " (" : "(", names(further), ")") : null];
}

function ranked(speakers) {
  const counts = new Map();
  for (const n of speakers) if (actor(n)) counts.set(n, (counts.get(n) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n]) => n);
}

// Matters in rows, those who hold most positions in columns, everybody else in the last one.
function positionList(positions) {
  const matters = new Map();
  for (const one of positions) {
    const key = one.topic || one.text;
    if (!matters.has(key)) matters.set(key, []);
    matters.get(key).push(one);
  }
  const counts = tally(positions.map((one) => one.holder).filter((n) => actor(n)));
  const columns = counts.slice(0, MOST_COLUMNS).map(([n]) => n);
  const head = [el("th", { scope: "col", class: "c-matter" }, say("matter")), columns.map((n) => el("th", { scope: "col", title: actor(n).label }, brief(n)))];
  const rows = [...matters].sort((a, b) => holders(b[1]) - holders(a[1]) || a[0].localeCompare(b[0], "de")).map(([matter, list]) => matterRows(matter, list, columns));
  return el("table", { class: "positions" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows));
}

function matterRows(matter, list, columns) {
  const texts = [...new Set(list.map((one) => one.text))].filter((text) => !text.includes(matter));
  const others = list.filter((one) => !columns.includes(one.holder));
  const first = others.slice(0, MOST_OTHERS).map(stanceButton);
  const rest = others.slice(MOST_OTHERS);
  if (rest.length) first.push(el("button", { type: "button", class: "link", onclick: (event) => event.target.replaceWith(...rest.map(stanceButton)) }, say("more", { n: String(rest.length) })));
  const split = others.length > 0 && others.length < list.length;
  const head = el("th", { scope: "row", lang: "de", rowspan: split ? 2 : null }, matter, texts.length ? el("div", { class: "facts" }, clip(texts.join(" · "), 200)) : null);
  if (others.length && !split) return el("tr", { class: "matter" }, head, el("td", { class: "rest", colspan: Math.max(1, columns.length) }, first));
  return [
    el("tr", { class: `matter${split ? " goes-on" : ""}` }, head, columns.map((n) => el("td", { class: "own" }, list.filter((one) => one.holder === n).map(stanceButton)))),
    split ? el("tr", { class: "matter" }, el("td", { class: "rest", colspan: columns.length }, first)) : null,
  ];
}

function holders(list) {
  return new Set(list.map((one) => one.holder)).size;
}

function stanceButton(one) {
  const chosen = state.pick && state.pick.kind === "position" && state.pick.n === one.n;
  const holder = actor(one.holder);
  return el("button", { type: "button", class: `stance stance-${one.stance}${chosen ? " chosen" : ""}`, "data-position": one.n, onclick: () => choose({ kind: "position", n: one.n }) },
    el("strong", { class: "holder" }, holder ? holder.label : say("speaker_unknown")), " ", words().stances[one.stance] || one.stance);
}

function statementList(statements) {
  return el("table", { class: "statements" }, el("tbody", {}, statements.map((one) => row("statement", one,
    el("td", { class: "c-when" }, opener("statement", one, one.short[state.lang] || say("undated_short"))),
    el("td", {}, el("div", { class: "who" }, speakerLine(one)), wordsOf(one))))));
}

function speakerLine(one) {
  const parts = [actorLink(one.speaker)];
  if (actor(one.addressee)) parts.push(el("span", { class: "quiet" }, ` ${say("says_to")} `), actorLink(one.addressee));
  if (one.medium) parts.push(el("span", { class: "quiet" }, ` · ${one.medium}`));
  const outer = one.sources.map((chain) => DATA.statements[chain[0]]).filter((first) => first.speaker !== one.speaker);
  const names = [...new Set(outer.map((first) => first.speaker))].filter((n) => actor(n));
  if (names.length) parts.push(el("span", { class: "quiet" }, ` · ${say("word_of")} `), joined(names.map((n) => actorLink(n)), ", "));
  return parts;
}

function wordsOf(one) {
  if (!one.text) return one.reports.length ? el("div", { class: "facts" }, one.reports.map(refText).join(" · ")) : null;
  return one.verbatim ? el("blockquote", { class: "verbatim" }, state.lang === "de" ? `„${one.text}“` : `“${one.text}”`) : el("p", { class: "sense" }, one.text);
}

function actorList(actors) {
  return el("table", { class: "actors" }, el("tbody", {}, actors.map((one) => row("actor", one,
    el("td", {}, el("div", { class: "who" }, actorLink(one.n)), el("div", { class: "facts" }, [words().kinds[one.kind], one.office, ...one.represents.map((n) => `${say("stands_for")} ${actor(n).label}`)].filter(Boolean).join(" · "))),
    el("td", { class: "number" }, one.talks ? count("n_talks", one.talks) : "")))));
}

function articleList(articles) {
  return articles.map((article) => el("article", { class: "article" }, el("h2", {}, article.title),
    el("p", { class: "facts" }, [article.source, article.issued[state.lang] ? `${say("published")} ${article.issued[state.lang]}` : ""].filter(Boolean).join(" · "), article.reason ? ` (${article.reason})` : "", article.url ? [" · ", el("a", { href: article.url, rel: "noreferrer noopener", target: "_blank" }, article.url)] : null),
    article.segments.length ? el("div", { class: "text", lang: "de" }, article.segments.map(segment)) : null));
}

// A stretch of an article's text; where it is evidence it can be chosen.
function segment([text, refs]) {
  if (!refs.length) return text;
  const first = refs.find((ref) => ref[0] === "e") || refs.find((ref) => ref[0] === "p") || refs[0];
  const event = first[0] === "e" ? EVENT.get(Number(first.slice(1))) : null;
  const chosen = state.pick && refs.includes(refOf(state.pick));
  return el("mark", { class: `${event ? `type-${event.type}` : first[0] === "p" ? "position" : "statement"}${chosen ? " chosen" : ""}`, tabindex: 0, role: "button", title: refText(first), onclick: () => chooseRef(first), onkeydown: (press) => { if (press.key === "Enter") chooseRef(first); } }, text);
}
