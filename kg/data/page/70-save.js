// Taking along what is seen: the list as a table, the network as a picture.
function csvCell(value) {
  const text = String(value ?? "");
  // A spreadsheet would take these for a formula; the apostrophe, so that it can be taken off again.
  const safe = typeof value !== "number" && /^[=+\-@\t\r\n＝＋－＠']/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvRows() {
  const name = (n) => (actor(n) ? actor(n).label : "");
  const proofs = (one) => one.evidence.map((piece) => piece.text[1]).join(" | ");
  const sources = (one) => one.sources.map((chain) => chain.map((n) => speakerName(n)).join(" > ")).join("; ");
  const base = (one) => [one.first, one.last, sources(one), proofs(one)];
  if (state.tab === "talks") return [["type", "status", "parties", "duration", "places", "topics", "not_raised", "first", "last", "sources", "evidence"],
    ...things("talks").map((one) => [one.type, one.status, partiesText(one), one.duration[state.lang], one.places.join("; "), one.topics.join("; "), one.notRaised.join("; "), ...base(one)])];
  if (state.tab === "positions") return [["holder", "stance", "matter", "words", "first", "last", "sources", "evidence"], ...things("positions").map((one) => [name(one.holder), one.stance, one.topic, one.text, ...base(one)])];
  if (state.tab === "statements") return [["speaker", "addressee", "medium", "verbatim", "words", "first", "last", "sources", "evidence"], ...things("statements").map((one) => [name(one.speaker), name(one.addressee), one.medium, one.verbatim, one.text, ...base(one)])];
  if (state.tab === "actors") return [["actor", "kind", "office", "wikidata", "talks", "mentions", "forms"], ...things("actors").map((one) => [one.label, one.kind, one.office, one.wikidata, one.talks, one.mentions, one.forms.join("; ")])];
  return [["article", "source", "issued", "url"], ...DATA.articles.map((one) => [one.title, one.source, one.issued[state.lang], one.url])];
}

function save(name, address) {
  el("a", { href: address, download: name }).click();
}

function saveTable() {
  const text = csvRows().map((cells) => cells.map(csvCell).join(",")).join("\r\n");
  // The mark tells a spreadsheet that this is UTF-8.
  const address = URL.createObjectURL(new Blob(["\ufeff", text, "\r\n"], { type: "text/csv" }));
  save(`${state.tab}.csv`, address);
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function savePicture() {
  const drawn = document.querySelector("#network canvas");
  if (!drawn) return;
  const copy = el("canvas", { width: drawn.width, height: drawn.height });
  const brush = copy.getContext("2d");
  brush.fillStyle = color("paper");
  brush.fillRect(0, 0, copy.width, copy.height);
  brush.drawImage(drawn, 0, 0);
  save("graph.png", copy.toDataURL("image/png"));
}
