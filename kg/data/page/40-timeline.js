// The timeline: a lane for each circle of people, a mark for each dated talk. Dragging picks a span.
const MOST_LANES = 6;
const LANE = 24;
const MOST_MARKS = 120; // of a lane; more are counted in bars
const TOP = 8;

function dated() {
  return TALKS.filter((event) => event.first || event.last);
}

function laneRoom(width) {
  return Math.min(170, width * 0.36);
}

function lanes(width) {
  const most = Math.floor(laneRoom(width) / 7.4);
  const circles = new Map();
  for (const event of dated()) {
    const key = event.parties.map(([n]) => n).sort((a, b) => a - b).join(" ");
    if (!circles.has(key)) circles.set(key, []);
    circles.get(key).push(event);
  }
  const sorted = [...circles.values()].sort((a, b) => b.length - a.length || byTime(a[0], b[0]));
  const kept = sorted.slice(0, sorted.length > MOST_LANES + 1 ? MOST_LANES : sorted.length);
  const rest = sorted.slice(kept.length).flat().sort(byTime);
  const named = kept.map((events) => ({ events, name: laneName(events[0], most) }));
  return rest.length ? [...named, { events: rest, name: say("others") }] : named;
}

function laneName(event, most) {
  const names = event.parties.map(([n]) => brief(n));
  const text = names.join(" – ") || event.label || typeWord(event);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function asDays(iso) {
  return Date.parse(`${iso}T00:00:00Z`) / 86400000;
}

function asIso(days) {
  return new Date(Math.round(days) * 86400000).toISOString().slice(0, 10);
}

function scale(width, left) {
  const days = dated().flatMap((event) => [event.first || event.last, event.last || event.first]).map(asDays);
  const low = Math.min(...days);
  const high = Math.max(...days);
  const pad = Math.max(2, (high - low) * 0.04);
  const [from, to] = [low - pad, high + pad];
  const room = width - left - 48;
  return { from, to, left, room, x: (value) => left + ((value - from) / (to - from)) * room, at: (x) => from + ((x - left) / room) * (to - from) };
}

function drawTimeline(place) {
  const rows = dated().length ? lanes(place.clientWidth) : [];
  place.parentElement.hidden = rows.length === 0;
  if (!rows.length || !place.clientWidth) return;
  const width = place.clientWidth;
  const left = laneRoom(width);
  const axis = scale(width, left);
  const height = TOP + rows.length * LANE + 24;
  const strong = strongEvents();
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "timeline", role: "group", "aria-label": say("timeline") });
  drawing.append(svg("rect", { x: left, y: 0, width: axis.room, height: height - 22, class: "ground" }), ...ticks(axis, height));
  rows.forEach((row, index) => drawing.append(...lane(row, TOP + index * LANE + LANE / 2, axis, strong, left)));
  if (state.span) {
    const [a, b] = [Math.max(left, axis.x(asDays(state.span[0]) - 0.5)), Math.min(left + axis.room, axis.x(asDays(state.span[1]) + 0.5))];
    drawing.prepend(svg("rect", { x: a, y: 0, width: Math.max(2, b - a), height: height - 22, class: "span" }));
  }
  brush(drawing, axis, height);
  place.replaceChildren(drawing);
}

function ticks(axis, height) {
  const marks = [];
  const months = (axis.to - axis.from) / 30.4;
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((size) => (axis.room / months) * size > 62) || 1200;
  const start = new Date(axis.from * 86400000);
  let [year, month] = [start.getUTCFullYear(), Math.floor(start.getUTCMonth() / Math.min(step, 12)) * Math.min(step, 12)];
  if (step > 12) year -= year % (step / 12);
  for (let n = 0; n < 400; n += 1) {
    const at = Date.UTC(year, month + n * step, 1) / 86400000;
    if (at > axis.to) break;
    if (at < axis.from) continue;
    const date = new Date(at * 86400000);
    const name = words().time.months[date.getUTCMonth()].slice(0, 3);
    const text = step >= 12 ? String(date.getUTCFullYear()) : date.getUTCMonth() === 0 || !marks.length ? `${name} ${date.getUTCFullYear()}` : name;
    marks.push(svg("line", { x1: axis.x(at), x2: axis.x(at), y1: 0, y2: height - 22, class: "tick" }), svg("text", { x: axis.x(at) + 3, y: height - 7, class: "tick-label" }, text));
  }
  return marks;
}

function lane(row, y, axis, strong, left) {
  const parts = [svg("text", { x: left - 8, y: y + 4, class: "lane-label", "text-anchor": "end" }, row.name, svg("title", {}, row.events.length ? partiesText(row.events[0]) : row.name)), svg("line", { x1: left, x2: left + axis.room, y1: y, y2: y, class: "lane" })];
  if (row.events.length > MOST_MARKS) return [...parts, ...bars(row, y, axis, strong)];
  let free = left;
  row.events.forEach((event, index) => {
    if (state.hiddenStatuses.has(event.status) || state.hiddenTypes.has(event.type)) return;
    const a = axis.x(asDays(event.first || event.last));
    const b = axis.x(asDays(event.last || event.first));
    const next = row.events[index + 1];
    const room = next ? axis.x(asDays(next.first || next.last)) - b : left + axis.room - b;
    const text = timelineLabel(event);
    const label = room > text.length * 5.6 + 14 && a >= free ? svg("text", { x: b + 8, y: y + 3.5, class: `mark-label${strong.has(event.n) ? "" : " faint"}`, "aria-hidden": "true", onclick: () => choose({ kind: "event", n: event.n }) }, text) : null;
    if (label) free = b + 8 + text.length * 5.6;
    parts.push(mark(event, a, b, y, strong), ...(label ? [label] : []));
  });
  return parts;
}

// A crowded lane: how many talks began in each stretch of time; choosing a bar picks the stretch.
function bars(row, y, axis, strong) {
  const size = (axis.to - axis.from) / Math.max(12, Math.floor(axis.room / 14));
  const bins = new Map();
  for (const event of row.events) {
    if (!strong.has(event.n)) continue;
    const bin = Math.floor((asDays(event.first || event.last) - axis.from) / size);
    bins.set(bin, (bins.get(bin) || 0) + 1);
  }
  const most = Math.max(...bins.values());
  return [...bins].sort((a, b) => a[0] - b[0]).map(([bin, n]) => {
    const [from, to] = [axis.from + bin * size, axis.from + (bin + 1) * size];
    const height = 3 + (LANE - 7) * (n / most);
    const pick = () => { state.span = [asIso(from), asIso(to)]; update(); };
    const name = `${day(asIso(from))} – ${day(asIso(to))}: ${count("n_talks", n)}`;
    return svg("g", { class: "mark real bar", tabindex: 0, role: "button", "aria-label": name, onclick: pick, onkeydown: (press) => { if (press.key === "Enter") pick(); } },
      svg("title", {}, name), svg("rect", { x: axis.x(from) + 1, y: y + LANE / 2 - 2 - height, width: Math.max(2, axis.x(to) - axis.x(from) - 2), height }));
  });
}

function timelineLabel(event) {
  if (event.first !== event.last) return "";
  const [, month, date] = event.first.split("-").map(Number);
  return state.lang === "de" ? `${date}.${month}.` : `${date} ${words().time.months[month - 1].slice(0, 3)}`;
}

function mark(event, a, b, y, strong) {
  const real = HAPPENED.includes(event.status);
  const kind = real ? "real" : AHEAD.includes(event.status) ? "ahead" : "unreal";
  const chosen = state.pick && state.pick.kind === "event" && state.pick.n === event.n;
  const pick = () => choose({ kind: "event", n: event.n });
  const name = `${event.when[state.lang]}: ${typeWord(event)}, ${partiesText(event)}, ${words().statuses[event.status]}`;
  const open = !event.first || !event.last;
  const shape = b - a > 12
    ? svg("rect", { x: a, y: y - 5, width: b - a, height: 10, rx: 5 })
    : svg("circle", { cx: (a + b) / 2, cy: y, r: chosen ? 8 : 6 });
  return svg("g", {
    class: `mark ${kind} type-${event.type}${strong.has(event.n) ? "" : " faint"}${chosen ? " chosen" : ""}${open ? " open" : ""}`,
    tabindex: 0, role: "button", "aria-label": name, "data-event": event.n, onclick: pick,
    onkeydown: (press) => { if (press.key === "Enter" || press.key === " ") { press.preventDefault(); pick(); } },
  }, svg("title", {}, name), shape);
}

function brush(drawing, axis, height) {
  let start = null;
  let box = null;
  const at = (event) => Math.min(axis.left + axis.room, Math.max(axis.left, event.clientX - drawing.getBoundingClientRect().left));
  drawing.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".mark, .mark-label") || at(event) <= axis.left) return;
    start = at(event);
    drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (start === null) return;
    if (!box) drawing.append(box = svg("rect", { y: 0, height: height - 22, class: "span" }));
    box.setAttribute("x", Math.min(start, at(event)));
    box.setAttribute("width", Math.abs(at(event) - start));
  });
  drawing.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [a, b] = [start, at(event)].sort((x, y) => x - y);
    start = null;
    if (b - a > 6) state.span = [asIso(axis.at(a)), asIso(axis.at(b))];
    else if (state.span) state.span = null;
    update();
  });
}
