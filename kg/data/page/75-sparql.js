// What is seen as a SPARQL query, to copy and to ask elsewhere.
const BASE = { p: "kg: <https://w3id.org/kg-news/ontology#>", r: "rdfs: <http://www.w3.org/2000/01/rdf-schema#>", s: "skos: <http://www.w3.org/2004/02/skos/core#>", d: "dcterms: <http://purl.org/dc/terms/>", x: "xsd: <http://www.w3.org/2001/XMLSchema#>" };

function literal(text) {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r")}"`;
}

function iri(thing) {
  return `<${thing.iri}>`;
}

function terms(names) {
  return [...names].map((name) => `kg:${name}`).join(" ");
}

function queryText() {
  const [columns, lines, order] = { talks: talkQuery, positions: positionQuery, statements: statementQuery, actors: actorQuery, articles: articleQuery }[state.tab]();
  const prefixes = Object.values(BASE).map((prefix) => `PREFIX ${prefix}\n`).join("");
  return `${prefixes}SELECT DISTINCT ${columns} WHERE {\n${lines.flat(Infinity).filter(Boolean).map((line) => `  ${line}\n`).join("")}} ORDER BY ${order}`;
}

function talkQuery() {
  return ["?talk ?label ?status ?date", talkLines("?talk"), "?date ?label ?talk", "?talk"];
}

function talkLines(talk) {
  const pick = state.pick;
  return [
    `${talk} a kg:Communication .`,
    typeLines(talk),
    statusLines(talk),
    `OPTIONAL { ${talk} rdfs:label ?label }`,
    `OPTIONAL { ${talk} kg:date ?date }`,
    spanLines(talk, false),
    sourceLines(talk),
    searchLines(talk, "kg:participant|kg:topic|kg:topicNotRaised|kg:place|kg:evidence|kg:outcome"),
    pick && pick.kind === "actor" ? `${talk} kg:participant|kg:place ${iri(actor(pick.n))} .` : "",
    pick && pick.kind === "topic" ? [`${talk} kg:topic|kg:topicNotRaised ?topic .`, `?topic rdfs:label|skos:prefLabel ?topicName FILTER (STR(?topicName) = ${literal(pick.n)})`] : "",
    pick && pick.kind === "events" ? `VALUES ${talk} { ${pick.n.map((n) => iri(EVENT.get(n))).join(" ")} }` : "",
  ];
}

function typeLines(talk) {
  const narrow = TYPES.filter((type) => type !== "Communication");
  const hidden = narrow.filter((type) => state.hiddenTypes.has(type));
  return [
    hidden.length ? `FILTER NOT EXISTS { VALUES ?hidden { ${terms(hidden)} } ${talk} a ?hidden }` : "",
    state.hiddenTypes.has("Communication") ? `FILTER EXISTS { VALUES ?kind { ${terms(narrow)} } ${talk} a ?kind }` : "",
  ];
}

function statusLines(talk) {
  const shown = STATUSES.filter((status) => status !== "Unknown" && !state.hiddenStatuses.has(status));
  if (state.hiddenStatuses.has("Unknown")) return [`VALUES ?status { ${terms(shown)} }`, `${talk} kg:status ?status .`];
  return [`OPTIONAL { ${talk} kg:status ?status }`, shown.length < STATUSES.length - 1 ? `FILTER (!BOUND(?status) || ?status IN (${shown.map((name) => `kg:${name}`).join(", ")}))` : ""];
}

function spanLines(thing, undated) {
  if (!state.span) return [];
  const [from, to] = state.span.map((date) => `${literal(date)}^^xsd:date`);
  const overlap = `COALESCE(?earliest, ?latest) <= ${to} && COALESCE(?latest, ?earliest) >= ${from}`;
  return [
    `OPTIONAL { ${thing} kg:earliest ?earliest }`, `OPTIONAL { ${thing} kg:latest ?latest }`,
    `FILTER (${undated ? `(!BOUND(?earliest) && !BOUND(?latest)) || (${overlap})` : overlap})`,
  ];
}

function sourceLines(thing, own) {
  const source = state.source;
  if (!source) return [];
  if (source.kind === "article") return [`${thing} kg:evidence/kg:article ${iri(DATA.articles[source.n])} .`];
  if (source.kind === "outlet") return [`${thing} kg:evidence/kg:article/dcterms:source ?outlet FILTER (STR(?outlet) = ${literal(source.n)})`];
  const who = iri(actor(source.n));
  const told = `?telling kg:reports+ ${thing} ; kg:speaker ${who} .`;
  return [own ? `{ ${told} } UNION { ${thing} kg:speaker ${who} }` : told];
}

// The page searches the sentences around the evidence too; the graph holds only the words of it.
function searchLines(thing, path, own) {
  const words = state.text.split(/\s+/).filter(Boolean);
  return words.map((word, n) => `${n ? "" : "# The search; the page searches the whole sentences of the evidence too.\n  "}FILTER EXISTS { ${thing} (${path}|kg:none)?/(rdfs:label|skos:altLabel|skos:prefLabel|kg:exact|kg:office${own || ""}) ?text${n} FILTER (CONTAINS(LCASE(STR(?text${n})), ${literal(word.toLocaleLowerCase("de"))})) }`);
}

function partyLines(thing, path) {
  return state.pick && state.pick.kind === "actor" ? `${thing} ${path} ${iri(actor(state.pick.n))} .` : "";
}

function positionQuery() {
  const shown = [...new Set(DATA.positions.map((one) => one.stance))].filter((stance) => !state.hiddenStances.has(stance)).sort();
  return ["?position ?holderName ?stance ?matter ?words", [
    "?position a kg:Position ; kg:stance ?stance .",
    state.hiddenStances.size ? `VALUES ?stance { ${terms(shown)} }` : "",
    "OPTIONAL { ?position kg:holder/rdfs:label ?holderName }",
    "OPTIONAL { ?position kg:about/skos:prefLabel ?matter }",
    "OPTIONAL { ?position kg:aboutText ?words }",
    spanLines("?position", true), sourceLines("?position"), partyLines("?position", "kg:holder|kg:target"),
    searchLines("?position", "kg:holder|kg:about", "|kg:aboutText"),
  ], "?matter ?holderName ?position"];
}

function statementQuery() {
  return ["?statement ?speakerName ?words ?type", [
    "?statement a kg:Statement .",
    "OPTIONAL { ?statement kg:speaker/rdfs:label ?speakerName }",
    "OPTIONAL { ?statement kg:quotation ?words }",
    "OPTIONAL { ?statement kg:quotationType ?type }",
    spanLines("?statement", false), sourceLines("?statement", true), partyLines("?statement", "kg:speaker|kg:addressee"),
    searchLines("?statement", "kg:speaker|kg:addressee|kg:evidence|kg:medium", "|kg:quotation"),
  ], "?speakerName ?statement"];
}

function actorQuery() {
  return ["?actor ?name ?office", [
    "{ ?actor a kg:Actor } UNION { ?actor a kg:Place }", "?actor rdfs:label ?name .", "OPTIONAL { ?actor kg:office ?office }", searchLines("?actor", "kg:none"),
  ], "?name ?actor"];
}

function articleQuery() {
  return ["?article ?title ?issued ?source", [
    "?article a kg:Article .", "OPTIONAL { ?article dcterms:title ?title }", "OPTIONAL { ?article dcterms:issued ?issued }", "OPTIONAL { ?article dcterms:source ?source }",
  ], "?issued ?title ?article"];
}

function showQuery() {
  const text = el("textarea", { readonly: true, rows: 16, spellcheck: "false", "aria-label": say("show_query") });
  text.value = queryText();
  const dialog = el("dialog", { class: "query", "aria-label": say("show_query"), onclose: () => dialog.remove() },
    el("h2", {}, say("show_query")), el("p", { class: "facts" }, say("query_hint")), text,
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "copy", onclick: (event) => copyText(text, event.target) }, say("copy")),
      el("button", { type: "button", class: "done", onclick: () => dialog.close() }, say("close"))));
  document.getElementById("app").append(dialog);
  dialog.showModal();
}

// A page that lies on a disk may not be given the clipboard: then the old way.
async function copyText(field, button) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  button.textContent = say("copied");
}
