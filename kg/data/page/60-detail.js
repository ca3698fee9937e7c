// The panel: all that is known of what is chosen, its sentences, and on whose word it is known.
const MOST_PROOFS = 6;
const KINDS = { e: "event", s: "statement", p: "position" };

function refOf(pick) {
  const letter = Object.keys(KINDS).find((key) => KINDS[key] === pick.kind);
  return letter ? letter + pick.n : "";
}

function chooseRef(ref) {
  choose({ kind: KINDS[ref[0]], n: Number(ref.slice(1)) });
}

function refText(ref) {
  const n = Number(ref.slice(1));
  if (ref[0] === "e") {
    const event = EVENT.get(n);
    return [event.talk ? typeWord(event) : event.label || typeWord(event), event.talk ? partiesText(event) : "", event.short[state.lang]].filter(Boolean).join(", ");
  }
  const one = ref[0] === "s" ? DATA.statements[n] : DATA.positions[n];
  const who = actor(ref[0] === "s" ? one.speaker : one.holder);
  const name = who ? who.label : say("speaker_unknown");
  return ref[0] === "s" ? `${name}: ${clip(one.text)}` : `${name} ${words().stances[one.stance] || one.stance}: ${clip(one.text)}`;
}

function clip(text, most = 90) {
  return text.length > most ? `${text.slice(0, most - 2)} …` : text;
}

function drawDetail(place) {
  const pick = state.pick;
  const body = pick && { event: eventDetail, actor: actorDetail, statement: statementDetail, position: positionDetail }[pick.kind];
  place.hidden = !body;
  document.getElementById("side").classList.toggle("split", Boolean(body));
  if (!body) return place.replaceChildren();
  const [title, ...parts] = body(pick.n);
  refill(place,
    el("header", {}, el("h2", { tabindex: -1 }, title), el("a", { class: "permalink", href: permalink(pick), title: say("permalink"), "aria-label": say("permalink") }, "#"),
      el("button", { type: "button", class: "close", id: "close", "aria-label": say("close"), onclick: () => choose(null) }, "✕")),
    parts.flat(Infinity).filter(Boolean));
  place.scrollTop = 0;
}

function facts(...pairs) {
  const rows = pairs.filter(([, value]) => value && (!Array.isArray(value) || value.length)).map(([key, value]) => el("div", {}, el("dt", {}, say(key)), el("dd", {}, value)));
  return rows.length ? el("dl", { class: "known" }, rows) : null;
}

function eventDetail(n) {
  const event = EVENT.get(n);
  const roles = event.parties.some(([, role]) => role !== "participant");
  return [
    [icon(event.type), " ", event.talk ? typeWord(event) : event.label || typeWord(event), badge(event.status)],
    facts(
      ["parties", joined(event.parties.map(([who, role]) => actorLink(who, roles && role !== "participant" ? el("span", { class: "quiet" }, ` (${words().roles[role]})`) : null)), ", ")],
      ["date", event.when[state.lang] ? [event.when[state.lang], event.reason ? el("div", { class: "facts" }, event.reason) : null] : el("span", { class: "quiet" }, say("undated"))],
      ["duration", event.duration[state.lang]],
      ["place", event.places.join(", ")],
      ["topics", joined(event.topics.map(topicLink), ", ")],
      ["not_raised", event.notRaised.join(", ")],
      ["outcome", event.outcomes.join("; ")],
      ["counting", [event.ordinal ? say("ordinal", { n: String(event.ordinal) }) : "", event.series ? say("series") : ""].filter(Boolean).join("; ")],
      ["part_of", event.partOf === null ? null : refLink(`e${event.partOf}`)],
    ),
    sourceChains(event),
    evidence(event),
  ];
}

function refLink(ref) {
  return el("button", { type: "button", class: "link", onclick: () => chooseRef(ref) }, refText(ref));
}

// Who says that who said it, from the article inwards; the same people are told of once.
function sourceChains(thing) {
  const chains = new Map();
  for (const chain of thing.sources) {
    const key = chain.map((n) => DATA.statements[n].speaker).join(" ");
    if (!chains.has(key)) chains.set(key, { chain, times: 0 });
    chains.get(key).times += 1;
  }
  const parts = [...chains.values()].sort((a, b) => b.times - a.times).map(({ chain, times }) => el("ol", { class: "chain" },
    el("li", { class: "quiet" }, say("chain_article")),
    chain.map((n) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => choose({ kind: "statement", n }) }, speakerName(n)))),
    times > 1 ? el("li", { class: "times" }, `${times}×`) : null));
  return el("section", {}, el("h3", {}, say("chain")), parts.length ? parts : el("p", { class: "quiet" }, say("chain_none")));
}

function speakerName(n) {
  const one = actor(DATA.statements[n].speaker);
  return one ? one.label : say("speaker_unknown");
}

function evidence(thing) {
  if (!thing.evidence.length) return null;
  const section = el("section", {}, el("h3", {}, `${say("evidence")} (${thing.mentions || thing.evidence.length})`), thing.evidence.slice(0, MOST_PROOFS).map(proof));
  const rest = thing.evidence.slice(MOST_PROOFS);
  if (rest.length) section.append(el("button", { type: "button", class: "link", onclick: (event) => event.target.replaceWith(...rest.map(proof)) }, say("more", { n: String(rest.length) })));
  return section;
}

function proof(piece) {
  const [before, exact, after] = piece.text;
  const place = [DATA.articles.length > 1 && piece.article !== null ? DATA.articles[piece.article].title : "", piece.title ? say("in_title") : ""].filter(Boolean).join(", ");
  return el("blockquote", { class: "evidence", lang: "de" }, before, el("mark", {}, exact), after, place ? el("footer", {}, place) : null);
}

function actorDetail(n) {
  const one = actor(n);
  const talks = TALKS.filter((event) => HAPPENED.includes(event.status) && event.parties.some(([who]) => who === n));
  const partners = new Map();
  for (const event of talks) for (const [who] of event.parties) if (who !== n) partners.set(who, (partners.get(who) || 0) + 1);
  const sorted = [...partners].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 30);
  const positions = DATA.positions.map((all, index) => index).filter((index) => DATA.positions[index].holder === n);
  const statements = DATA.statements.map((all, index) => index).filter((index) => DATA.statements[index].speaker === n);
  return [
    one.label,
    facts(
      ["type", words().kinds[one.kind] || one.kind],
      ["office", one.office],
      ["represents", joined(one.represents.map((who) => actorLink(who)), ", ")],
      ["talks_with", joined(sorted.map(([who, times]) => actorLink(who, el("span", { class: "quiet" }, ` ${times}×`))), ", ")],
      ["forms", one.forms.join(", ")],
      ["wikidata", /^Q\d+$/.test(one.wikidata) ? el("a", { href: `https://www.wikidata.org/wiki/${one.wikidata}`, rel: "noreferrer noopener", target: "_blank" }, one.wikidata) : null],
    ),
    positions.length ? el("section", {}, el("h3", {}, say("positions")), el("ul", {}, positions.map((index) => el("li", {}, refLink(`p${index}`))))) : null,
    statements.length ? el("section", {}, el("h3", {}, say("statements")), el("ul", {}, statements.map((index) => el("li", {}, refLink(`s${index}`))))) : null,
    evidence(one),
  ];
}

function statementDetail(n) {
  const one = DATA.statements[n];
  return [
    [actor(one.speaker) ? actor(one.speaker).label : say("speaker_unknown"), el("span", { class: "badge" }, one.verbatim ? say("direct") : say("indirect"))],
    wordsOf(one),
    facts(
      ["date", one.when[state.lang]],
      ["says_to", actor(one.addressee) ? actorLink(one.addressee) : null],
      ["via_medium", one.medium],
      ["about", one.reports.length ? el("ul", {}, one.reports.map((ref) => el("li", {}, refLink(ref)))) : null],
    ),
    sourceChains(one),
    evidence(one),
  ];
}

function positionDetail(n) {
  const one = DATA.positions[n];
  const holder = actor(one.holder);
  return [
    [holder ? holder.label : say("speaker_unknown"), " ", el("span", { class: `stance stance-${one.stance}` }, words().stances[one.stance] || one.stance)],
    el("p", { class: "sense" }, one.text),
    facts(
      ["date", one.when[state.lang]],
      ["topics", one.topic && one.topic !== one.text ? one.topic : null],
      ["target", actor(one.target) ? actorLink(one.target) : null],
    ),
    sourceChains(one),
    evidence(one),
  ];
}
